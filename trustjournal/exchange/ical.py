"""Calendars as iCalendar (RFC 5545), which every calendar program reads or subscribes to."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from trustjournal.domain.calendar_entries import ALARM_HOUR, Entry

_NAME = "Trust Journal"
_LAST_OF_FEBRUARY = {"freq": "yearly", "bymonth": 2, "bymonthday": -1}
_YEARLY = {"freq": "yearly"}
# A calendar may hold every sign but these (RFC 5545, 3.1: CONTROL). Many readers end a line at
# signs at which it does not end.
_CONTROL = {
    **dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), " "),
    **dict.fromkeys((0x85, 0x2028, 0x2029), "\n"),
}


def calendar(entries: Iterable[Entry], now: datetime, *, with_words: bool = False) -> bytes:
    """Return the calendar as a file; `now` is its stamp, aware.

    The owner's own words are in it only `with_words`. The same entries at another time give the
    same file but for the stamp.
    """
    whole: Any = Calendar()  # its `add` has no types
    for name, value in (
        ("prodid", "-//Trust Journal//Calendar//EN"),
        ("version", "2.0"),
        ("method", "PUBLISH"),
        ("x-wr-calname", _NAME),
        ("x-published-ttl", "PT1H"),
    ):
        whole.add(name, value)
    whole.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for entry in sorted(entries, key=lambda one: (one.on, one.key)):
        whole.add_component(_event(entry, now, with_words))
    return whole.to_ical()


def _event(entry: Entry, now: datetime, with_words: bool) -> Any:
    event: Any = Event()
    words = _clean(entry.words).strip() if with_words else ""
    title = _clean(entry.title)
    values: dict[str, Any] = {
        "uid": f"{entry.key}@trustjournal",
        "dtstamp": now.astimezone(UTC),
        "dtstart": entry.on,
        "summary": f"{title}: {words}" if words else title,
        "transp": "TRANSPARENT",
    }
    if entry.on < date.max:
        values["dtend"] = entry.on + timedelta(days=1)
    for name, value in values.items():
        event.add(name, value)
    if entry.yearly:
        # In common years 29 February is kept on the 28th, as the program itself does.
        leap = (entry.on.month, entry.on.day) == (2, 29)
        event.add("rrule", _LAST_OF_FEBRUARY if leap else _YEARLY)
    event.add_component(_alarm(entry, title))
    return event


def _alarm(entry: Entry, title: str) -> Any:
    alarm: Any = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(hours=ALARM_HOUR) - timedelta(days=entry.days_before))
    return alarm


def _clean(text: str) -> str:
    return text.translate(_CONTROL)
