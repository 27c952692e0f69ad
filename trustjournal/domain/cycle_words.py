"""The trust cycle in sentences: reach, what is at stake, and how many bring others."""

from collections.abc import Sequence
from datetime import date

from trustjournal.domain import words
from trustjournal.domain.cycle import Cohort, Reproduction, Signal, Window
from trustjournal.i18n import _, ngettext

_LEAST_R = 0.01
"""Below it one person stays one person, which need not be said."""


def reach(people: int) -> str:
    """Say how many came through somebody, however many steps away."""
    if not people:
        return _("Nobody has come through them yet.")
    return ngettext(
        "{count} person came through them.", "{count} people came through them.", people
    ).format(count=people)


def stake(money: str) -> str:
    """Say an exposure in the space of a caption: "at worst €230 a year"."""
    return _("at worst {money} a year").format(money=money)


def reproduction(found: Reproduction | None) -> str:
    """Say R as what ten of them bring, and what it comes to where that is known."""
    if found is None:
        return _("Too early to tell.")
    low, high, middle = (of_ten(one) for one in (found.floor, found.ceiling, found.midpoint))
    if found.floor == found.ceiling:
        sentence = ngettext(
            "Every ten of them brought {middle} other person in their first year.",
            "Every ten of them brought {middle} others in their first year.",
            int(middle),
        )
    elif low == high:
        sentence = ngettext(
            "Every ten of them bring about {middle} other person in their first year.",
            "Every ten of them bring about {middle} others in their first year.",
            int(middle),
        )
    else:
        sentence = _(
            "Every ten of them bring {low} to {high} others in their first year, about {middle}."
        )
    said = sentence.format(low=low, high=high, middle=middle)
    if found.further_reach is None or found.midpoint < _LEAST_R:
        return said
    grown = _("If it goes on so, one becomes about {count} in the end, themselves included.")
    return f"{said} {grown.format(count=f'{found.further_reach:.1f}')}"


def of_ten(each: float) -> str:
    """Say how many others ten people bring: parts of a person need a second thought.

    >>> of_ten(0.68), of_ten(0.004)
    ('7', '0')
    """
    return str(round(10 * each))


def short_reproduction(found: Reproduction | None) -> str:
    """Say R itself in the space of a caption: "0.50 to 0.85 (0.68)"."""
    if found is None:
        return _("too early to tell")
    if found.floor == found.ceiling:
        return _number(found.midpoint)
    return _("{low} to {high} ({middle})").format(
        low=_number(found.floor), high=_number(found.ceiling), middle=_number(found.midpoint)
    )


def cohort(one: Cohort) -> str:
    """Say a cohort: who joined when, and whom they brought so far."""
    joined = ngettext(
        "{count} new customer in {year}", "{count} new customers in {year}", one.members
    ).format(year=one.year, count=one.members)
    brought = ngettext(
        "{count} person came through them in their first year",
        "{count} people came through them in their first year",
        one.referrals,
    ).format(count=one.referrals)
    return _("{joined}; {brought}").format(joined=joined, brought=brought)


def cohorts(found: Sequence[Cohort]) -> str:
    """Say the latest cohort that is old enough, and how many are not."""
    known = [one for one in found if one.reproduction is not None]
    if not known:
        return _("It is too early to tell how many others your customers bring.")
    return f"{cohort(known[-1])}. {reproduction(known[-1].reproduction)}"


def cohorts_title() -> str:
    """Return what the chart of the cohorts is called."""
    return _("How many others ten customers bring, by the year they came")


def light_title() -> str:
    """Return what the chart of the light's two series is called."""
    return _("Growing, and keeping promises")


def window(one: Window, today: date) -> tuple[str, str]:
    """Say one point of the light's series, and the quiet words below it."""
    new = ngettext("{count} new customer", "{count} new customers", one.joined)
    kept = ngettext("{kept} of {count} promise kept", "{kept} of {count} promises kept", one.ended)
    said = new.format(count=one.joined), kept.format(kept=one.kept, count=one.ended)
    until = words.when(one.until_on, today)
    return ", ".join(said), _("in the 90 days until {day}").format(day=until)


def signal(light: Signal) -> str:
    """Say what the grow-slowly light shows, in a few words."""
    return {
        Signal.GREEN: _("Growth and promises go together"),
        Signal.AMBER: _("Keep an eye on it"),
        Signal.RED: _("Grow slowly"),
        Signal.TOO_EARLY: _("Too early to tell"),
    }[light]


def _number(value: float) -> str:
    return f"{value:.2f}"
