"""Moments as spreadsheets and other programs write them: a day, with or without a time of it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from trustjournal.domain.records import ImportantDate
from trustjournal.exchange.contact_dates import DateOrder, Reading, read_date

NOON = time(12)
"""When something happened of which only the day is known."""

_TIME = re.compile(
    r"(?:^|[,T ]+)(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2}))?(?:[.,]\d+)?"
    r"(?:\s?([ap])\.?\s?m\.?)?(?:\s?(?:h|uhr))?(?:\s?(z|utc|gmt|[+-]\d{2}:?\d{2}))?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^[^\W\d_]{2,10}\.?,? (?=\w)")
_SHORT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})")
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?")
_CENTURY = 2000
_LONGEST = 200  # characters of a day or a moment; finding one takes ever longer in more

NOTHING = Reading()
"""What is no day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a cell says of when: the text of its day and how that reads, and the time, if any.

    `exact` is set where nothing is open, and aware where the cell tells its zone.
    """

    exact: datetime | None = None
    day: str = ""
    reading: Reading = NOTHING
    clock: time | None = None

    @property
    def is_read(self) -> bool:
        """Whether it could be read at all."""
        return self.exact is not None or bool(self.reading.days)


def read_moment(text: str) -> Moment:
    """Read a day or a moment in any of the usual forms; two-digit years are of this century."""
    return _read(text) if len(text) <= _LONGEST else Moment()


@lru_cache(maxsize=4096)
def _read(text: str) -> Moment:
    text = " ".join(text.split())
    if found := _SECONDS.fullmatch(text):
        return Moment(datetime.fromtimestamp(int(found[1]), UTC), clock=NOON)
    if text[:4].isdecimal() and text[4:5] == "-":
        try:
            exact = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            has_time = len(text) > len("2026-01-31")
            return Moment(exact, clock=exact.timetz() if has_time else None)
    return _read_parts(text)


def read_clock(text: str) -> time | None:
    """Read a time of day, None where it is none: "9:30", "9.30 pm", "14 h", "9am"."""
    found = _TIME.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.group(1, 2, 3))
    half = (found[4] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute, second, tzinfo=_offset(found[5] or ""))
    except ValueError:
        return None


def settle(moment: Moment, order: DateOrder) -> tuple[datetime | None, bool]:
    """Return when it was, at noon where no time is told, and whether that is certain.

    It is aware where the cell tells its zone; None where it is no day of the calendar.
    """
    if moment.exact is not None:
        at = moment.exact
        return (at if moment.clock else datetime.combine(at.date(), NOON)), True
    days = moment.reading.days
    if not days:
        return None, True
    found, certain = (days[0], True) if len(days) == 1 else order.choose(moment.reading)
    day = calendar_day(found)
    return (datetime.combine(day, moment.clock or NOON) if day else None), certain


def calendar_day(found: ImportantDate) -> date | None:
    """Return a date as a day, None where its year is not told."""
    if found.year is None:
        return None
    try:
        return date(found.year, found.month, found.day)
    except ValueError:
        return None


def _read_parts(text: str) -> Moment:
    for candidate in (text, _WEEKDAY.sub("", text, count=1)):
        if timed := _TIME.search(candidate):
            day, clock = candidate[: timed.start()], read_clock(timed[0].lstrip(",T "))
            reading = _day(day)
            if reading.days and clock is not None:
                return Moment(day=day, reading=reading, clock=clock)
        reading = _day(candidate)
        if reading.days:
            return Moment(day=candidate, reading=reading)
    return Moment()


def _day(text: str) -> Reading:
    if found := _SHORT_YEAR.fullmatch(text):
        first, mark, second, year = found.groups()
        text = f"{first}{mark}{second}{mark}{_CENTURY + int(year)}"
    reading = read_date("", text)
    return reading if all(day.year is not None for day in reading.days) else NOTHING


def _offset(text: str) -> tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
