"""The words of the touchpoints on screen, read a page at a time and not all kept."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from PySide6.QtCore import QLocale, QObject, QTime, Signal
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.contact_words import began_word, channel_word
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.zones import zone_of
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.store.touchpoint_list import Logged, logged
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.record_words import (
    feeling_sign,
    feeling_word,
)
from trustjournal.ui.widgets.touch_words import past_day

# A translation for each cell of a page would take half its time.
_how, _what = cache(channel_word), cache(kind_word)

PAGE = 128
"""How many rows are read at once."""

_KEPT = 64
_ASKED = 4  # of a fast scroll only the last pages are still worth reading
_NOTE_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One touchpoint as the table shows it, with a text for each column."""

    touchpoint: Touchpoint
    cells: tuple[str, ...]

    def spoken(self) -> str:
        """Return the whole of it to be read aloud."""
        touch = self.touchpoint
        felt = "" if touch.feeling is None else feeling_word(touch.feeling)
        when, who, how, _sign, what, note = self.cells
        said = when, who, how, began_word(touch.began), what, felt, note
        return ". ".join(part for part in said if part)


class TouchpointPages(QObject):
    """Lines by the number of their touchpoint; `arrived` carries the rows of a page just read.

    `numbers` are those of all rows, in order; whoever moves them calls `renew` or `reopen`.
    """

    arrived = Signal(int, int)
    refused = Signal(object)  # TrustJournalError

    def __init__(self, session: JournalSession, parent: QObject) -> None:
        super().__init__(parent)
        self.numbers: array[int] = array("q")
        self._session = session
        self._lines: dict[int, Line] = {}
        self._here: OrderedDict[int, None] = OrderedDict()  # pages read or asked for, oldest first
        self._queue: list[int] = []
        self._turn = 0

    def line(self, row: int) -> Line | None:
        """Return the line of a row; where it is not known its page is read."""
        page = row // PAGE
        if page in self._here:
            self._here.move_to_end(page)
        else:
            self._ask(page)
        return self._lines.get(self.numbers[row])

    def begin(self, numbers: "array[int]", lines: dict[int, Line]) -> None:
        """Take other rows, of which the first page is known."""
        self.renew()
        self.numbers = array("q", numbers)
        self._lines = lines
        self._here[0] = None

    def reopen(self, row: int) -> None:
        """Have the page of a row read again, since rows have joined it."""
        self._here.pop(row // PAGE, None)

    def renew(self) -> None:
        """Have every page read again; what is known of it shows until then."""
        self._turn += 1
        self._here.clear()
        self._queue.clear()
        if len(self._lines) > PAGE * _KEPT:
            self._lines.clear()

    def _ask(self, page: int) -> None:
        self._here[page] = None
        self._queue.append(page)
        for late in self._queue[:-_ASKED]:
            self._here.pop(late, None)
        idle = len(self._queue) == 1
        self._queue = self._queue[-_ASKED:]
        if idle:
            self._read()

    def _read(self) -> None:
        page = self._queue[-1]
        numbers = self.numbers[page * PAGE : (page + 1) * PAGE]
        query = partial(read_lines, numbers=numbers, today=self._session.today())
        failed = partial(self._fail, self._turn, page)
        self._session.read(query, partial(self._take, self._turn, page), failed)

    def _take(self, turn: int, page: int, lines: dict[int, Line]) -> None:
        if turn != self._turn:
            return
        self._lines.update(lines)
        self._drop_old()
        self.arrived.emit(page * PAGE, page * PAGE + PAGE - 1)
        self._go_on(page)

    def _fail(self, turn: int, page: int, error: TrustJournalError) -> None:
        """Leave the rows of that page empty; others may be read all the same."""
        if turn == self._turn:
            self.refused.emit(error)
            self._go_on(page)

    def _go_on(self, page: int) -> None:
        if page in self._queue:
            self._queue.remove(page)
        if self._queue:
            self._read()

    def _drop_old(self) -> None:
        while len(self._here) > _KEPT:
            page, _nothing = self._here.popitem(last=False)
            for number in self.numbers[page * PAGE : (page + 1) * PAGE]:
                self._lines.pop(number, None)


def read_lines(connection: Connection, numbers: Sequence[int], today: date) -> dict[int, Line]:
    """Return the lines of touchpoints by number."""
    return {found.number: _as_line(found, today) for found in logged(connection, numbers)}


def _as_line(found: Logged, today: date) -> Line:
    touch = found.touchpoint
    local = touch.happened_at.astimezone(zone_of(touch.zone))
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    day = words.sentence(past_day(local.date(), today))
    felt = "" if touch.feeling is None else feeling_sign(touch.feeling)
    cells = (
        _("{day}, {time}").format(day=day, time=time),
        ", ".join(found.names),
        _how(touch.channel),
        felt,
        _what(touch.kind),
        " ".join(touch.note.split())[:_NOTE_SHOWN],
    )
    return Line(touch, cells)
