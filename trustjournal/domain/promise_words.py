"""How promises of either side are told: how they ended, how late, and where the gaps are."""

from collections.abc import Mapping

from trustjournal.domain import words
from trustjournal.domain.choices import Cause, PromiseOutcome, Side
from trustjournal.domain.records import Promise
from trustjournal.i18n import _, ngettext


def days_late(promise: Promise) -> int:
    """Return how many days after its due day a promise was kept, 0 where it was not late."""
    if promise.outcome is not PromiseOutcome.LATE:
        return 0
    if promise.due_on is None or promise.settled_on is None:
        return 0
    return max(0, (promise.settled_on - promise.due_on).days)


def ended(promise: Promise) -> str:
    """Say how a promise ended: "Kept", "Kept 2 days late", "Not kept, told first".

    One that is open has not ended: "".
    """
    ours = promise.by is Side.US
    match promise.outcome:
        case None:
            return ""
        case PromiseOutcome.KEPT:
            return _("Kept") if ours else _("They kept it")
        case PromiseOutcome.LATE:
            return _late(days_late(promise), ours=ours)
        case PromiseOutcome.BROKEN if not ours:
            return _("It did not come")
        case PromiseOutcome.BROKEN:
            return _("Not kept, told first") if promise.told_first else _("Not kept")
        case PromiseOutcome.RENEGOTIATED:
            return _("Another day agreed")


def cause_word(cause: Cause | None) -> str:
    """Return where a gap is to be mended."""
    return {
        Cause.PRODUCT: _("Product"),
        Cause.PROCESS: _("Process"),
        Cause.PEOPLE: _("People"),
        None: _("No cause yet"),
    }[cause]


def gaps_told(this_year: Mapping[Cause | None, int]) -> str:
    """Say how many gaps there were this year and where most are, "" for none.

    >>> gaps_told({Cause.PROCESS: 5, Cause.PEOPLE: 2})
    'Seven gaps this year; most are in process.'
    """
    count = sum(this_year.values())
    if not count:
        return ""
    said = ngettext("One gap this year", "{count} gaps this year", count)
    many = said.format(count=words.sentence(words.spelled(count)))
    for cause, place in _places().items():
        if count > 1 and this_year.get(cause, 0) * 2 > count:
            return _("{gaps}; most are {place}.").format(gaps=many, place=place)
    unknown = this_year.get(None, 0)
    if unknown == count:
        none = ngettext("its cause is not named yet", "no cause is named yet", count)
        return _("{gaps}; {none}.").format(gaps=many, none=none)
    return _("{gaps}.").format(gaps=many)


def _places() -> Mapping[Cause, str]:
    return {
        Cause.PRODUCT: _("in the product"),
        Cause.PROCESS: _("in process"),
        Cause.PEOPLE: _("with people"),
    }


def _late(days: int, *, ours: bool) -> str:
    if not days:
        return _("Kept late") if ours else _("It came late")
    said = (
        ngettext("Kept a day late", "Kept {count} days late", days)
        if ours
        else ngettext("It came a day late", "It came {count} days late", days)
    )
    return said.format(count=days)
