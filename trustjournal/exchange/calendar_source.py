"""Events of any calendar (iCalendar, RFC 5545) as touchpoints with those who took part.

Only what has happened counts, and of what repeats its first day, since whether the others took
place nobody can tell. Each event is read alone, so that a broken one costs no other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from trustjournal.domain.choices import Began, Channel, Kind
from trustjournal.domain.incoming import Entry, Ids, Who
from trustjournal.domain.records import Touchpoint
from trustjournal.exchange.sources import Form, Head, Plain
from trustjournal.exchange.text_files import (
    Problem,
    Progress,
    detect_encoding,
    no_progress,
    open_text,
)
from trustjournal.i18n import _

_STEP = 500
_OURS = "//Trust Journal//"
_NOON = time(12)
_LINES = 6
_LONGEST = timedelta(days=1)
_VIDEO = ("zoom.", "meet.", "teams.", "webex.", "whereby.", "jitsi", "video")
_PHONE = re.compile(r"\b(tel|call|phone|anruf|telefon\w*|llamada|appel)\b")


@dataclass(slots=True)
class CalendarSource(Plain):
    """One calendar."""

    _mine: frozenset[str] = field(default=frozenset(), init=False)

    def __post_init__(self) -> None:
        self.encoding = self.reading.encoding or detect_encoding(self.path)
        self._mine = frozenset(one.casefold() for one in self.reading.mine)

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield a touchpoint for each event that took place with somebody."""
        ids = Ids("calendar")
        for row, block in enumerate(_events(self.path, self.encoding), start=1):
            if row % _STEP == 0:
                progress(row)
            if block is None:
                yield Problem(row, _("This is the journal's own calendar: all of it is there."))
                return
            found = self._entry(row, block, ids)
            if found is not None:
                yield found

    def _entry(self, row: int, block: str, ids: Ids) -> Entry | Problem | None:
        event = _parsed(block)
        start = None if event is None else _when(event, "DTSTART")
        if event is None or start is None:
            return Problem(row, _("This event has no date that can be read; it was left out."))
        at = self._instant(start)
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            return None
        if self.reading.now is not None and at > self.reading.now:
            return None
        summary = _text(event, "SUMMARY")
        who, by_us = self._people(event, summary)
        if not who:
            return Problem(row, _("This event names nobody; it was left out."))
        record = Touchpoint(
            **ids.identity(_text(event, "UID") or block, at.isoformat(), at=at),
            happened_at=at,
            zone=self.reading.zone,
            customer_ids=(),
            channel=_channel(event, summary),
            began=Began.US if by_us else Began.THEM,
            kind=Kind.MEETING,
            duration_minutes=self._minutes(event, start),
            note=_note(summary, _text(event, "DESCRIPTION")),
        )
        return Entry(row=row, record=record, who=who)

    def _people(self, event: Any, summary: str) -> tuple[tuple[Who, ...], bool]:
        """Return who took part beside the owner, and whether the owner called them together.

        An event without guests is named after somebody, if anybody.
        """
        organizer = [_who(one) for one in _several(event, "ORGANIZER")]
        guests = [_who(one) for one in _several(event, "ATTENDEE")]
        there = {one.email.casefold(): one for one in (*organizer, *guests)}
        others = tuple(one for email, one in there.items() if email not in self._mine)
        by_us = all(one.email.casefold() in self._mine for one in organizer)
        if not (organizer or guests) and summary:
            return (Who(name=summary),), True
        return others, by_us

    def _instant(self, when: date) -> datetime:
        zone = ZoneInfo(self.reading.zone)
        if isinstance(when, datetime):
            return when if when.tzinfo else when.replace(tzinfo=zone)
        return datetime.combine(when, _NOON, zone)

    def _minutes(self, event: Any, start: date) -> int | None:
        end = _when(event, "DTEND")
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            return None
        length = self._instant(end) - self._instant(start)
        return round(length / timedelta(minutes=1)) if timedelta() < length <= _LONGEST else None


def _events(path: Path, encoding: str) -> Iterator[str | None]:
    """Yield the text of each event; None once the calendar turns out to be the journal's own."""
    lines: list[str] = []
    with open_text(path, encoding) as stream:
        for line in stream:
            bare = line.rstrip("\r\n")
            plain = bare.strip().upper()
            if plain.startswith("PRODID") and _OURS.upper() in plain:
                yield None
                return
            if plain == "BEGIN:VEVENT":
                lines = [bare.strip()]
            elif lines:
                lines.append(bare)
                if plain == "END:VEVENT":
                    yield "\r\n".join((*lines, ""))
                    lines = []
    if lines:
        yield "\r\n".join(lines)


def _parsed(block: str) -> Any:
    # Slow to import; only calendars need it.
    from icalendar import Event

    try:
        return Event.from_ical(block)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OSError):
        return None  # OSError, where the name of a zone is none that a file could have


def _when(event: Any, name: str) -> date | None:
    from icalendar import vDDDTypes

    found: Any = event.get(name)  # what cannot be read is of another type
    return found.dt if isinstance(found, vDDDTypes) and isinstance(found.dt, date) else None


def _text(event: Any, name: str) -> str:
    return str(event.get(name, "")).strip()


def _several(event: Any, name: str) -> list[Any]:
    found: Any = event.get(name)
    if found is None:
        return []
    return cast("list[Any]", found) if isinstance(found, list) else [found]


def _who(address: Any) -> Who:
    written = str(address)
    email = written[len("mailto:") :] if written.casefold().startswith("mailto:") else ""
    return Who(name=str(address.params.get("CN", "")).strip(), email=email.strip())


def _channel(event: Any, summary: str) -> Channel:
    where = " ".join((_text(event, "LOCATION"), _text(event, "URL"))).casefold()
    if any(word in where for word in _VIDEO):
        return Channel.VIDEO
    told = f"{where} {summary}".casefold()
    return Channel.PHONE if _PHONE.search(told) else Channel.IN_PERSON


def _note(summary: str, description: str) -> str:
    lines = [line.strip() for line in description.splitlines() if line.strip()]
    return "\n".join(filter(None, (summary, *lines[:_LINES])))


def _score(head: Head) -> int:
    return 110 if "BEGIN:VCALENDAR" in head.text[:2000].upper() else 0


FORM = Form("calendar", "iCalendar", _score, CalendarSource)
