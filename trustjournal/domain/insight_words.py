"""The whole journal in sentences: what each chart says, with the owner's own figures.

Numbers and money are written by what is handed in, because only the window knows this computer's
language for them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from trustjournal.domain import words
from trustjournal.domain.choices import PromiseOutcome
from trustjournal.domain.contact_words import channel_word
from trustjournal.domain.depth_history import Quarters
from trustjournal.domain.depth_stage import shown
from trustjournal.domain.insights import (
    Gestures,
    Lost,
    Mood,
    Mover,
    Promises,
    Responses,
    Topic,
    Touches,
    Waits,
)
from trustjournal.domain.periods import Periods, Span
from trustjournal.i18n import _, ngettext

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Writing:
    """How numbers and amounts of money are written."""

    number: Callable[[int], str] = str
    money: Callable[[Decimal], str] = str


PLAIN = Writing()


def title(topic: Topic) -> str:
    """Return what a chart is called."""
    return {
        Topic.DEPTH: _("Depth of the whole book"),
        Topic.RESPONSES: _("How soon you answer"),
        Topic.PROMISES: _("Promises"),
        Topic.TOUCHES: _("Who began, and how"),
        Topic.GESTURES: _("Gestures and what they cost"),
        Topic.LOST: _("People you lost"),
    }[topic]


def nothing(topic: Topic) -> str:
    """Return the sentence where there is nothing to show in the span."""
    return {
        Topic.DEPTH: _("The curve begins with the first touchpoint you log."),
        Topic.RESPONSES: _("Nothing was asked that took a while to answer."),
        Topic.PROMISES: _("Nothing was promised and settled yet."),
        Topic.TOUCHES: _("Nobody was in touch in this time."),
        Topic.GESTURES: _("Nothing was given yet. A small thing at the right moment is plenty."),
        Topic.LOST: _("Nobody was lost in this time."),
    }[topic]


def span_word(span: Span) -> str:
    """Return how far back a span looks."""
    return {
        Span.YEAR: _("This year"),
        Span.TWO_YEARS: _("The last two years"),
        Span.ALL: _("Everything"),
    }[span]


def outcome_word(outcome: PromiseOutcome) -> str:
    """Return how a promise ended."""
    return {
        PromiseOutcome.KEPT: _("Kept"),
        PromiseOutcome.LATE: _("Kept late"),
        PromiseOutcome.BROKEN: _("Not kept"),
        PromiseOutcome.RENEGOTIATED: _("Agreed anew"),
    }[outcome]


def mood_word(mood: Mood) -> str:
    """Return how the last touch had felt."""
    return {
        Mood.GOOD: _("The last touch felt good"),
        Mood.NEUTRAL: _("It felt neutral"),
        Mood.UNEASY: _("It felt uneasy"),
        Mood.UNKNOWN: _("No feeling was noted"),
    }[mood]


def period_word(periods: Periods, place: int) -> str:
    """Return a period: "November 2026", "Jul to Sep 2026", "2026"."""
    start = periods.starts[place]
    if periods.months == 12:
        return str(start.year)
    if periods.months == 1:
        return _("{month} {year}").format(month=words.month_name(start.month), year=start.year)
    return _("{first} to {last} {year}").format(
        first=words.short_month(start.month),
        last=words.short_month(start.month + periods.months - 1),
        year=start.year,
    )


def lasting(wait: timedelta) -> str:
    """Say roughly how long something took: "12 minutes", "3 hours", "2 days"."""
    if wait >= 0.9 * _DAY:
        return words.span(max(round(wait / _DAY), 1))
    if wait >= 1.5 * _HOUR:
        count = round(wait / _HOUR)
        return ngettext("{count} hour", "{count} hours", count).format(count=count)
    if wait >= timedelta(minutes=50):
        return _("an hour")
    count = max(round(wait / timedelta(minutes=1)), 1)
    if count == 1:
        return _("a minute")
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def waits_words(waits: Waits) -> str:
    """Say how long answers took, and how many there were."""
    of = ngettext("{count} answer", "{count} answers", waits.count).format(count=waits.count)
    return _("half within {median}, the slowest tenth {slowest} or more, {answers}").format(
        median=lasting(waits.median), slowest=lasting(waits.slowest), answers=of
    )


def depth_words(quarters: Sequence[Quarters], writing: Writing = PLAIN) -> str:
    """Say where the book stands, and how it moved."""
    if not quarters:
        return nothing(Topic.DEPTH)
    first, last = quarters[0], quarters[-1]
    if last.people == 1:
        return _("One person is in your book, at a depth of {score}.").format(
            score=shown(last.median)
        )
    now = _(
        "Of {people} people, half stand at {median} or above, and a quarter at {high} or above."
    ).format(people=writing.number(last.people), median=shown(last.median), high=shown(last.high))
    moved = shown(last.median) - shown(first.median)
    if not moved:
        return now + " " + _("The middle of the book is where it was.")
    count = ngettext("{count} point", "{count} points", abs(moved)).format(count=abs(moved))
    rose = _("The middle of the book rose by {points} in this time.")
    fell = _("The middle of the book fell by {points} in this time.")
    return now + " " + (rose if moved > 0 else fell).format(points=count)


def mover_words(mover: Mover, points: Callable[[float], str]) -> str:
    """Say what moved a depth: "Praise +2.4, fading −0.3"."""
    said = [
        f"{moved.event or _('what was good is fading')} {points(moved.points)}"
        for moved in mover.reasons
    ]
    return words.sentence(", ".join(said))


def responses_words(found: Responses) -> str:
    """Say how soon answers go out."""
    if found.overall is None:
        return nothing(Topic.RESPONSES)
    said = _(
        "Half of your answers go out within {median}; the slowest tenth take {slowest} or more."
    )
    said = said.format(median=lasting(found.overall.median), slowest=lasting(found.overall.slowest))
    if found.on_the_spot:
        said += " " + ngettext(
            "{count} more was answered on the spot.",
            "{count} more were answered on the spot.",
            found.on_the_spot,
        ).format(count=found.on_the_spot)
    return said


def promises_words(found: Promises, writing: Writing = PLAIN) -> str:
    """Say how promises ended."""
    total = found.total
    kept, late = total.get(PromiseOutcome.KEPT, 0), total.get(PromiseOutcome.LATE, 0)
    broken = total.get(PromiseOutcome.BROKEN, 0)
    of = kept + late + broken
    if not of:
        return nothing(Topic.PROMISES)
    said = ngettext(
        "You kept {kept} of {count} promise in time",
        "You kept {kept} of {count} promises in time",
        of,
    ).format(kept=writing.number(kept), count=writing.number(of))
    rest = [
        words_.format(count=writing.number(count))
        for count, words_ in ((late, _("{count} late")), (broken, _("{count} not kept")))
        if count
    ]
    return f"{said}; {', '.join(rest)}." if rest else f"{said}."


def touches_words(found: Touches, writing: Writing = PLAIN) -> str:
    """Say how many touchpoints there were, and who began them."""
    if not found.total:
        return nothing(Topic.TOUCHES)
    count = ngettext("{count} touchpoint", "{count} touchpoints", found.total).format(
        count=writing.number(found.total)
    )
    return _("{touches}; your customers began {share} of them. Most often: {channel}.").format(
        touches=count,
        share=share(found.by_them / found.total),
        channel=channel_word(found.channels[0]),
    )


def gestures_words(found: Gestures, writing: Writing = PLAIN) -> str:
    """Say what was given, what it cost, and what those people are worth in a year."""
    total = found.total
    if not total.count:
        return nothing(Topic.GESTURES)
    given = ngettext("{count} gesture", "{count} gestures", total.count).format(
        count=writing.number(total.count)
    )
    people = ngettext("{count} person", "{count} people", len(found.guests)).format(
        count=writing.number(len(found.guests))
    )
    said = _("{gestures} for {people}.").format(gestures=given, people=people)
    if total.cost:
        said = _("{gestures} for {people} cost {money}.").format(
            gestures=given, people=people, money=writing.money(total.cost)
        )
    valued = [guest.yearly_value for guest in found.guests if guest.yearly_value is not None]
    if valued:
        worth = writing.money(sum(valued, Decimal(0)))
        said += " " + _("What they bring in a year, as far as you noted it: {money}.").format(
            money=worth
        )
    if total.uncosted and total.cost:
        said += " " + ngettext(
            "For {count} no cost is noted.", "For {count} no cost is noted.", total.uncosted
        ).format(count=writing.number(total.uncosted))
    return said


def lost_words(found: Lost, writing: Writing = PLAIN) -> str:
    """Say who was lost, and how it had felt."""
    if not found.people:
        said = nothing(Topic.LOST)
    else:
        count = len(found.people)
        said = ngettext("{count} person was lost", "{count} people were lost", count).format(
            count=writing.number(count)
        )
        uneasy = sum(one.mood is Mood.UNEASY for one in found.people)
        if uneasy == count == 1:
            said += _("; the last touch had felt uneasy.")
        elif uneasy:
            said += ngettext(
                "; with {count} of them the last touch had felt uneasy.",
                "; with {count} of them the last touch had felt uneasy.",
                uneasy,
            ).format(count=writing.number(uneasy))
        else:
            said += "."
    if found.undated:
        undated = len(found.undated)
        said += " " + ngettext(
            "{count} more was lost on a day nobody noted.",
            "{count} more were lost on days nobody noted.",
            undated,
        ).format(count=writing.number(undated))
    return said


def share(part: float) -> str:
    """Write a part of one in percent."""
    return _("{percent} %").format(percent=round(100 * part))


def lost_on(day: date | None, today: date) -> str:
    """Say when somebody was lost."""
    return words.sentence(words.when(day, today)) if day else _("Day not noted")
