"""Birthdays and anniversaries as other programs write them.

Which of 3/5 is the month, only the file as a whole can tell: one 25/12 in it settles them all.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from trustjournal.domain.records import ImportantDate

_BLANK = re.compile(r"[0\s/.-]*|1/1/4501")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ].*)?", re.DOTALL)
_NO_YEAR = re.compile(r"--(\d{2})-?(\d{2})(?:T.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})(?:\2\s?(\d{4}|\d{2})?)?(?: .*)?", re.DOTALL)
_DAY_AND_WORD = re.compile(r"(\d{1,2})\.? (?:de )?([A-Za-z]{3,9})\.?,?(?: (\d{4}))?")
_WORD_AND_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

# Address books that cannot leave the year out write this one (Apple's).
_NO_YEAR_AT_ALL = 1604
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a written date can mean: no day, one, or two with the month first in the first.

    `slashed` is whether its order is the file's habit; `whole` is False where a year of two
    digits was left out because the century is anyone's guess.
    """

    days: tuple[ImportantDate, ...] = ()
    slashed: bool = False
    whole: bool = True


def is_blank_date(text: str) -> bool:
    """Tell whether a date cell says nothing, as Outlook's `0/0/00` and `1/1/4501` do."""
    return _BLANK.fullmatch(text.strip()) is not None


def read_date(label: str, text: str) -> Reading:
    """Read a date in any of the usual forms, with or without its year."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return Reading(_days(label, found[1], (found[3], found[4])))
    if found := _NO_YEAR.fullmatch(text):
        return Reading(_days(label, None, (found[1], found[2])))
    if found := _DAY_AND_WORD.fullmatch(text):
        return Reading(_days(label, found[3], (_month(found[2]), found[1])))
    if found := _WORD_AND_DAY.fullmatch(text):
        return Reading(_days(label, found[3], (_month(found[1]), found[2])))
    if found := _YEAR_LAST.fullmatch(text):
        first, mark, second, year = found.groups()
        orders = [(second, first)] if mark == "." else [(first, second), (second, first)]
        short = year is not None and len(year) == 2
        days = _days(label, None if short else year, *orders)
        return Reading(days, slashed=mark != ".", whole=not short)
    return Reading()


def _month(word: str) -> str:
    short = word[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"


def _days(label: str, year: str | None, *orders: tuple[str, str]) -> tuple[ImportantDate, ...]:
    known = int(year) if year else None
    if known in {_NO_YEAR_AT_ALL, 0}:
        known = None
    days: dict[ImportantDate, None] = {}
    for month, day in orders:
        try:
            date(known or _LEAP_YEAR, int(month), int(day))
        except ValueError:
            continue
        days[ImportantDate(label=label, month=int(month), day=int(day), year=known)] = None
    return tuple(days)


@dataclass(slots=True)
class DateOrder:
    """Whether the dates of a file have the month or the day first, learned as it is read."""

    _seen: set[str] = field(default_factory=set[str])

    def learn(self, text: str, reading: Reading) -> None:
        """Take note of a date that can be read one way only."""
        if reading.slashed and len(reading.days) == 1:
            day = reading.days[0]
            if day.month != day.day:
                first = int(re.split(r"\D", text.strip())[0])
                self._seen.add("month" if first == day.month else "day")

    def choose(self, reading: Reading) -> tuple[ImportantDate, bool]:
        """Return the likelier day, and whether the rest of the file says so."""
        month_first, day_first = reading.days
        return (day_first if self._seen == {"day"} else month_first), len(self._seen) == 1
