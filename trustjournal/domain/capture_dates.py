"""Dates, times and durations as words: "last tue", "3 weeks ago", "15:00", "1h30".

Every reader takes folded words that may go on after the phrase, and returns what the phrase
means with the number of words it takes, or None. Day and month as 12/12 are not read: half the
world means the other order.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain
from typing import Final

from trustjournal.domain import capture_words as known

_LONGEST: Final = 5
_YEARS: Final = range(1900, 2200)
_DAY_MINUTES: Final = 24 * 60


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _phrase(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}(?=[.!?]*(?: |$))[.!?]*")


_N = rf"(?P<n>[0-9]{{1,4}}|{_any(known.NUMBERS)})"
_UNIT = rf"(?P<unit>{_any(known.UNITS)})"
_WEEKDAY_WORD = rf"(?P<weekday>{_any(known.WEEKDAYS)})"
_MONTH = rf"(?P<name>{_any(known.MONTHS)})"
_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_ON = rf"(?:{_any(known.ON)} )?"
_AT = rf"(?:{_any(known.AT)} )?"

_CALENDAR = (
    _phrase(rf"{_ON}{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"),
    _phrase(rf"{_ON}{_DAY}\.(?P<month>[0-9]{{1,2}})\.{_YEAR}?"),
    _phrase(rf"{_ON}{_DAY}(?:st|nd|rd|th|\.)? {_MONTH}(?: {_YEAR})?"),
    _phrase(rf"{_ON}{_MONTH} {_DAY}(?:st|nd|rd|th)?(?: {_YEAR})?"),
)
_BACK = _phrase(rf"(?P<word>{_any(known.DAYS_BACK)})")
_AHEAD = _phrase(rf"(?P<word>{_any(known.DAYS_AHEAD)})")
_PAST_WEEKDAY = _phrase(rf"(?:(?:{_any(known.LAST | known.ON)}) )?{_WEEKDAY_WORD}")
_WEEKDAY = _phrase(_WEEKDAY_WORD)
_AGO = _phrase(rf"{_N} {_UNIT} {_any(known.AGO)}")
_LAST = _phrase(rf"{_any(known.LAST)} {_UNIT}")
_NEXT = _phrase(rf"{_any(known.NEXT)} {_UNIT}")
_WITHIN = _phrase(rf"{_any(known.IN)} {_N} {_UNIT}")
_CLOCK = _phrase(rf"{_AT}(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-5][0-9])(?: ?(?P<half>am|pm))?")
_HOUR = _phrase(rf"{_AT}(?P<hour>[0-9]{{1,2}}) ?(?P<half>am|pm)")

_MINUTE_WORD = _any(word for word, unit in known.UNITS.items() if unit == "minute")
_HOUR_WORD = _any(word for word, unit in known.UNITS.items() if unit == "hour")
_LASTING = (
    _phrase(rf"(?P<hours>[0-9]{{1,2}}){_HOUR_WORD}(?P<minutes>[0-5][0-9])m?"),
    _phrase(
        rf"(?P<hours>[0-9]{{1,2}}) ?{_HOUR_WORD} ?(?P<minutes>[0-9]{{1,2}})(?:m| ?{_MINUTE_WORD})"
    ),
    _phrase(rf"(?P<hours>[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?) ?{_HOUR_WORD}"),
    _phrase(rf"(?P<minutes>[0-9]{{1,3}}) ?{_MINUTE_WORD}"),
)
_FIRST_WORDS = frozenset(
    chain(known.WEEKDAYS, known.MONTHS, known.NUMBERS, known.DAYS_BACK, known.DAYS_AHEAD)
) | (known.LAST | known.NEXT | known.ON | known.AT | known.IN)


def _text(words: Sequence[str]) -> str:
    """Return the words a phrase could take, or nothing where none can begin."""
    if not words:
        return ""
    first = words[0].rstrip(".!?")
    begins = first in _FIRST_WORDS or first[:1].isdigit()
    return " ".join(words[:_LONGEST]) if begins else ""


def _count(text: str, end: int) -> int:
    return text.count(" ", 0, end) + 1


def _months_from(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year not in _YEARS:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days_from(day: date, days: int) -> date | None:
    ordinal = day.toordinal() + days
    if not date(_YEARS[0], 1, 1).toordinal() <= ordinal <= date(_YEARS[-1], 12, 31).toordinal():
        return None
    return date.fromordinal(ordinal)


def _shifted(day: date, count: int, unit: str) -> date | None:
    match unit:
        case "day":
            return _days_from(day, count)
        case "week":
            return _days_from(day, 7 * count)
        case "month":
            return _months_from(day, count)
        case "year":
            return _months_from(day, 12 * count)
        case _:
            return None


def _number(word: str) -> int:
    return known.NUMBERS[word] if word in known.NUMBERS else int(word)


def _existing(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _calendar_day(found: re.Match[str], today: date, *, ahead: bool) -> date | None:
    """Read a match of _CALENDAR; without a year the nearest such day, today included."""
    parts = found.groupdict()
    name = parts.get("name")
    month, day = known.MONTHS[name] if name else int(parts["month"]), int(parts["day"])
    if parts["year"]:
        return _existing(int(parts["year"]), month, day)
    # 29 February may be eight years away, around 2100.
    for years in range(9):
        near = _existing(today.year + (years if ahead else -years), month, day)
        if near and (near >= today if ahead else near <= today):
            return near
    return None


def _calendar(text: str, today: date, *, ahead: bool) -> tuple[date, int] | None:
    for pattern in _CALENDAR:
        if (found := pattern.match(text)) and (day := _calendar_day(found, today, ahead=ahead)):
            return day, _count(text, found.end())
    return None


def past_day(words: Sequence[str], today: date) -> tuple[date, int] | None:
    """Read the day when something happened; a weekday is the latest before today."""
    if not (text := _text(words)):
        return None
    if found := _BACK.match(text):
        day = _days_from(today, -known.DAYS_BACK[found["word"]])
    elif found := _PAST_WEEKDAY.match(text):
        day = _days_from(today, -((today.weekday() - known.WEEKDAYS[found["weekday"]] - 1) % 7 + 1))
    elif found := _AGO.match(text):
        day = _shifted(today, -_number(found["n"]), known.UNITS[found["unit"]])
    elif found := _LAST.match(text):
        day = _shifted(today, -1, known.UNITS[found["unit"]])
    else:
        return _calendar(text, today, ahead=False)
    return (day, _count(text, found.end())) if day else None


def past_instant(words: Sequence[str], now: datetime) -> tuple[datetime, int] | None:
    """Read "an hour ago" or "20 min ago": real time passed, whatever the clocks did since."""
    text = _text(words)
    found = _AGO.match(text)
    if not found or (unit := known.UNITS[found["unit"]]) not in ("minute", "hour"):
        return None
    minutes = _number(found["n"]) * (60 if unit == "hour" else 1)
    instant = now.astimezone(UTC) - timedelta(minutes=minutes)
    return instant.astimezone(now.tzinfo), _count(text, found.end())


def clock(words: Sequence[str]) -> tuple[time, int] | None:
    """Read a time of day: "15:00", "at 15:00", "3pm", "3:30 pm"."""
    text = _text(words)
    found = _CLOCK.match(text) or _HOUR.match(text)
    if not found:
        return None
    parts = found.groupdict()
    hour, half = int(parts["hour"]), parts["half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23:
        return None
    return time(hour, int(parts.get("minute") or 0)), _count(text, found.end())


def due_day(words: Sequence[str], today: date) -> tuple[date, int] | None:
    """Read the day by which something is due; a weekday is the next after today.

    "next fri" is not read: half of us mean this week's Friday, the others the one after.
    """
    if not (text := _text(words)):
        return None
    if found := _AHEAD.match(text):
        day = _days_from(today, known.DAYS_AHEAD[found["word"]])
    elif found := _WEEKDAY.match(text):
        day = _days_from(today, (known.WEEKDAYS[found["weekday"]] - today.weekday() - 1) % 7 + 1)
    elif found := _NEXT.match(text):
        day = _shifted(today, 1, known.UNITS[found["unit"]])
    elif found := _WITHIN.match(text):
        day = _shifted(today, _number(found["n"]), known.UNITS[found["unit"]])
    else:
        return _calendar(text, today, ahead=True)
    return (day, _count(text, found.end())) if day else None


def duration(words: Sequence[str]) -> tuple[int, int] | None:
    """Read how long it took, in minutes up to a day: "25 min", "1h", "1h30", "1.5 h"."""
    if not (text := _text(words)):
        return None
    for pattern in _LASTING:
        if found := pattern.match(text):
            parts = found.groupdict()
            minutes = round(float(parts.get("hours") or 0) * 60) + int(parts.get("minutes") or 0)
            count = _count(text, found.end())
            follows = words[count] if len(words) > count else ""
            lasts = 0 < minutes <= _DAY_MINUTES and follows not in known.NOT_LASTING | known.AGO
            return (minutes, count) if lasts else None
    return None


def local(day: date, at: time, zone: tzinfo | None) -> datetime:
    """Return that wall-clock time in `zone`; one skipped by summer time moves on by the gap."""
    return datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone)
