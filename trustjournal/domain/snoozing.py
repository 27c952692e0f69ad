"""Until when something rests, from the owner's own words: "in 2 weeks", "after 12 aug".

The words around the day are kept as the reason. Where there is no day in them, as in "after her
holiday", two weeks are proposed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from trustjournal.domain import words
from trustjournal.domain.capture_dates import due_day
from trustjournal.domain.capture_words import AT, IN, MONTHS, NEXT, ON, Token, tokens
from trustjournal.domain.finding import fold
from trustjournal.i18n import _

PROPOSED_DAYS = 14
"""How long something rests whose day nobody can tell from the words."""

_AFTER = frozenset(fold(_("after past")).split())
_UNTIL = frozenset(fold(_("until till til not before from by for back")).split())
_LEADS: Final = _AFTER | _UNTIL | IN | ON | AT
_WITHIN: Final = min(IN)  # any word that makes a day ahead of "2 weeks"


@dataclass(frozen=True, slots=True)
class Snooze:
    """Until when something rests and why, in the owner's words; "" where they only name a day.

    `is_guess` says that the words name no day, and two weeks are proposed.
    """

    until: date
    words: str
    is_guess: bool = False


def read(text: str, today: date) -> Snooze | None:
    """Return what the words say, None where there are none. The day always lies after today.

    "after" a day means the day after it; a month alone is its first day.

    >>> read("after 12 aug, when she is back", date(2026, 7, 30))
    Snooze(until=datetime.date(2026, 8, 13), words='when she is back', is_guess=False)
    >>> read("after her holiday", date(2026, 7, 30))
    Snooze(until=datetime.date(2026, 8, 13), words='after her holiday', is_guess=True)
    """
    text = " ".join(text.split())
    if not text:
        return None
    said = tokens(text)
    for at in range(len(said)):
        found = _day_at(said, at, today)
        if found is not None and found[0] > today:
            day, begin, end = found
            return Snooze(day, _around(text, said, begin, end))
    return Snooze(today + timedelta(days=PROPOSED_DAYS), text, is_guess=True)


def sentence(until: date, reason: str, today: date) -> str:
    """Say until when something rests, and why: "Back on 12 August, after her holiday".

    >>> sentence(date(2026, 8, 12), "after her holiday", date(2026, 7, 30))
    'Back on 12 August, after her holiday'
    """
    day = words.on(until, today)
    if not reason:
        return _("Back {day}").format(day=day)
    return _("Back {day}, {reason}").format(day=day, reason=reason)


def _day_at(said: Sequence[Token], at: int, today: date) -> tuple[date, int, int] | None:
    """Return the day that begins at a word, with where its phrase begins and ends."""
    heard = [one.word for one in said]
    if at and heard[at - 1] in NEXT:
        return None  # "next fri" is this week's Friday for one half of us
    begin = at
    while begin and heard[begin - 1] in _LEADS:
        begin -= 1
    is_led = begin < at
    if phrase := due_day(heard[at:], today):
        day, count = phrase
        is_after = not _AFTER.isdisjoint(heard[begin:at]) and heard[at] not in IN | NEXT
        return day + timedelta(days=is_after), begin, at + count
    if (is_led or at == 0) and (phrase := due_day([_WITHIN, *heard[at:]], today)):
        return phrase[0], begin, at + phrase[1] - 1
    month = MONTHS.get(heard[at])
    if month is None or not (is_led or len(said) == 1):
        return None
    return _first_of(month, today, past=not _AFTER.isdisjoint(heard[:at])), begin, at + 1


def _first_of(month: int, today: date, *, past: bool) -> date:
    """Return the first day of the next such month; with `past` the first one after it."""
    first = date(today.year + (month < today.month), month, 1)
    if not past:
        return first if first > today else first.replace(year=first.year + 1)
    return (first + timedelta(days=31)).replace(day=1)


def _around(text: str, said: Sequence[Token], begin: int, end: int) -> str:
    """Return what is left of the text without the words from `begin` to `end`."""
    before, after = text[: said[begin].start], text[said[end - 1].end :]
    return " ".join(f"{before} {after}".split()).strip(" ,;:–—-.")
