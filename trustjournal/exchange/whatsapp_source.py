"""Chats that WhatsApp exports as text: a day of talk is one touchpoint.

Android writes `12/12/19, 02:09 - Alice: text`, iOS `[22.11.26, 21:41:03] Alice: text`. A line
without either goes on with the message before it; a line without a name is the program's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from trustjournal.domain.choices import Began, Channel
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
_LINES, _CHARACTERS = 12, 1200
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\ufeff]")
_MESSAGE = re.compile(
    r"\[?(\d{1,4})([./-])(\d{1,2})\2(\d{1,4}),?\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?"
    r"(?:\s?([AaPp])\.?\s?[Mm]\.?)?(?:\]|\s+-)\s(.*)",
    re.DOTALL,
)
_NUMBER = re.compile(r"\+?[\d\s()./-]{6,}")
_LEFT_OUT = re.compile(r"<[^<>]*(omitted|omis|weggelassen|omitid[oa]|ausgeschlossen)[^<>]*>|null")
_CENTURY = 2000


@dataclass(slots=True)
class _Message:
    row: int
    numbers: tuple[int, int, int]
    at: time
    name: str
    lines: list[str]


@dataclass(slots=True)
class WhatsAppSource(Plain):
    """One chat."""

    _day_first: bool = field(default=True, init=False)
    _mine: frozenset[str] = field(default=frozenset(), init=False)

    def __post_init__(self) -> None:
        self.encoding = self.reading.encoding or detect_encoding(self.path)
        orders = {
            numbers[0] > 12
            for numbers in (one.numbers for one in self._messages())
            if numbers[0] <= 31 and (numbers[0] > 12) != (numbers[1] > 12)
        }
        self.asks_day_order = len(orders) != 1 and self.reading.day_first is None
        told = self.reading.day_first
        self._day_first = told if told is not None else orders != {False}

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield a touchpoint for each day on which there was talk."""
        ids, talk = Ids("whatsapp"), list[_Message]()
        self._mine = frozenset(one.casefold() for one in self.reading.mine)
        names = list(dict.fromkeys(one.name for one in self._messages()))
        today: date | None = None
        for message in self._messages():
            if message.row % _STEP == 0:
                progress(message.row)
            day = self._day(message)
            if day is None:
                yield Problem(message.row, _("The date of this message cannot be read."))
                continue
            if day != today and talk and today is not None:
                yield self._entry(talk, today, names, ids)
                talk = []
            today = day
            talk.append(message)
        if talk and today is not None:
            yield self._entry(talk, today, names, ids)

    def _messages(self) -> Iterator[_Message]:
        """Yield what people wrote, without what the program itself says."""
        message: _Message | None = None
        with open_text(self.path, self.encoding) as stream:
            for row, line in enumerate(map(_bare, stream), start=1):
                if found := _MESSAGE.fullmatch(line):
                    if message is not None:
                        yield message
                    message = _read(row, found)
                elif message is not None and len(message.lines) < _LINES:
                    message.lines.append(line)
        if message is not None:
            yield message

    def _day(self, message: _Message) -> date | None:
        first, second, third = message.numbers
        if first > 31:
            year, month, day = first, second, third
        else:
            year = third if third > 99 else _CENTURY + third
            day, month = (first, second) if self._day_first else (second, first)
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def _entry(self, talk: Sequence[_Message], day: date, names: Sequence[str], ids: Ids) -> Entry:
        first = talk[0]
        at = datetime.combine(day, first.at, ZoneInfo(self.reading.zone))
        there: Sequence[str] = list(dict.fromkeys(one.name for one in talk))
        if all(self._is_mine(name) for name in there):
            there = names
        who = tuple(_who(name) for name in there if not self._is_mine(name))
        lines = [
            line
            for one in talk
            if any(one.lines)
            for line in (f"{one.name}: {one.lines[0]}", *filter(None, one.lines[1:]))
        ]
        record = Touchpoint(
            **ids.identity(day.isoformat(), first.name, *first.lines[:1], at=at),
            happened_at=at,
            zone=self.reading.zone,
            customer_ids=(),
            channel=Channel.MESSAGE,
            began=Began.US if self._is_mine(first.name) else Began.THEM,
            note=_note(lines),
        )
        return Entry(row=first.row, record=record, who=who)

    def _is_mine(self, name: str) -> bool:
        return name.casefold() in self._mine


def _bare(line: str) -> str:
    """Return a line without marks of direction, and with plain spaces."""
    return _MARKS.sub("", line).replace("\u202f", " ").replace("\u00a0", " ").rstrip()


def _read(row: int, found: re.Match[str]) -> _Message | None:
    """Return a message, None where no name stands before what is said."""
    name, colon, text = found[9].partition(": ")
    if not colon and found[9].endswith(":"):
        name, colon = found[9][:-1], ":"
    if not colon or len(name) > 80:
        return None
    hour = int(found[5]) % 12 + 12 * (found[8] in "Pp") if found[8] else int(found[5])
    at = time(hour % 24, min(int(found[6]), 59), min(int(found[7] or 0), 59))
    said = _LEFT_OUT.sub("", text).strip()
    return _Message(row, (int(found[1]), int(found[3]), int(found[4])), at, name.strip(), [said])


def _who(name: str) -> Who:
    return Who(phone=name) if _NUMBER.fullmatch(name) else Who(name=name.removeprefix("~").strip())


def _note(lines: Sequence[str]) -> str:
    kept = "\n".join(lines[:_LINES])
    whole = kept if len(kept) <= _CHARACTERS else kept[:_CHARACTERS].rstrip()
    return whole if len(lines) <= _LINES and whole == kept else f"{whole} …"


def _score(head: Head) -> int:
    first = next((line for one in head.text.splitlines() if (line := _bare(one))), "")
    return 105 if _MESSAGE.fullmatch(first) else 0


FORM = Form("whatsapp", "WhatsApp", _score, WhatsAppSource)
