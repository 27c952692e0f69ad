"""Birthdays and anniversaries as other programs write them.

Which of 3/5 is the month, only the file as a whole can tell: one 25/12 in it settles them all.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from trustjournal.domain.finding import fold
from trustjournal.domain.records import ImportantDate

_BLANK = re.compile(r"[0\s/.-]*|1/1/4501")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ].*)?", re.DOTALL)
_NO_YEAR = re.compile(r"--(\d{2})-?(\d{2})(?:T.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})(?:\2\s?(\d{4}|\d{2})?)?(?: .*)?", re.DOTALL)
_DAY_AND_WORD = re.compile(
    r"(\d{1,2})(?:\.|st|nd|rd|th|er)?[ -](?:de )?([^\W\d_]{3,10})\.?,?(?:[ -](?:de )?(\d{4}))?"
)
_WORD_AND_DAY = re.compile(r"([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
# How the names of the months begin, folded, in English, German, French, Spanish, Italian, Dutch
# and Portuguese; of French, June and July part only at the fourth letter.
_MONTHS = (
    *(
        "jan gen ene",
        "feb fev",
        "mar mae maa mrt",
        "apr avr abr",
        "may mai mei mag",
        "jun juin giu",
    ),
    *("jul juil lug", "aug aou ago", "sep set", "oct okt ott out", "nov", "dec dez dic"),
)
_MONTH = {word: str(month) for month, words in enumerate(_MONTHS, 1) for word in words.split()}

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
    folded = fold(word)
    return _MONTH.get(folded[:4]) or _MONTH.get(folded[:3], "0")


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
    """Whether the dates of a file have the month or the day first, learned as it is read.

    `day_first` is what the owner says, and None where they did not. `is_open` tells whether some
    date read two ways, `is_told` whether it is known how to read it.
    """

    day_first: bool | None = None
    is_open: bool = False
    _seen: set[str] = field(default_factory=set[str])

    @property
    def is_told(self) -> bool:
        """Whether the owner, or the file with one voice, says which comes first."""
        return self.day_first is not None or len(self._seen) == 1

    def learn(self, text: str, reading: Reading) -> None:
        """Take note of a date, above all of one that can be read one way only."""
        self.is_open |= len(reading.days) > 1
        if reading.slashed and len(reading.days) == 1:
            day = reading.days[0]
            if day.month != day.day:
                first = int(re.split(r"\D", text.strip())[0])
                self._seen.add("month" if first == day.month else "day")

    def choose(self, reading: Reading) -> tuple[ImportantDate, bool]:
        """Return the likelier day, and whether the rest of the file says so."""
        month_first, day_first = reading.days
        prefers_day = self._seen == {"day"} if self.day_first is None else self.day_first
        return (day_first if prefers_day else month_first), self.is_told
