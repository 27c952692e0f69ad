"""The log of touchpoints as a table that holds numbers for all rows and words for a few pages.

The numbers arrive a step at a time and the words of a page when it is first looked at; until then
its rows show "…".
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTime,
    Signal,
)
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.records import Touchpoint
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.store.touchpoint_list import Logged, Place, Step, Wanted, logged, next_numbers
from trustjournal.ui import icons, theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.record_words import (
    began_word,
    channel_word,
    feeling_sign,
    feeling_word,
)
from trustjournal.ui.widgets.touch_words import past_day, touch_icon

PAGE = 128
_PAGES_KEPT = 64
_PAGES_ASKED = 4  # of a fast scroll only the last pages are still worth reading
_FIRST_SCAN, _SCAN, _WORDS_SCAN = 500, 20_000, 100_000
_NOTE_SHOWN = 300
_WAITING = "…"
_TOP = QModelIndex()

_Index = QModelIndex | QPersistentModelIndex


class LogColumn(IntEnum):
    """The columns of the log, in order."""

    WHEN = 0
    WHO = 1
    CHANNEL = 2
    FEELING = 3
    KIND = 4
    NOTE = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One touchpoint as the table shows it: a text for each column, and one to be read aloud."""

    touchpoint: Touchpoint
    cells: tuple[str, ...]
    spoken: str


class TouchpointModel(QAbstractTableModel):
    """Rows newest first. `counted` carries how many are known so far and whether that is all."""

    counted = Signal(int, bool)

    def __init__(self, session: JournalSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = Wanted()
        self._numbers: array[int] = array("q")
        self._lines: dict[int, Line] = {}
        self._pages: OrderedDict[int, None] = OrderedDict()  # asked for or here, oldest first
        self._queue: list[int] = []
        self._page_turn = 0
        self._again: array[int] = array("q")  # what a second reading has found so far
        self._anew = True
        self._after: Place | None = None
        self._turn = 0
        self._busy = False

    def show(self, wanted: Wanted) -> None:
        """Begin a list of other touchpoints; the old one stays until the first of them arrive."""
        self._wanted = wanted
        self._anew = True
        self.refresh()

    def refresh(self) -> None:
        """Read the same list anew; the rows that stay keep their place and their selection."""
        self._turn += 1
        self._after = None
        self._again = array("q")
        self._ask_numbers()

    def numbers(self, rows: Sequence[int]) -> list[int]:
        """Return the numbers of the touchpoints in these rows."""
        return [self._numbers[row] for row in rows]

    def touchpoint(self, row: int) -> Touchpoint | None:
        """Return the touchpoint of a row, None while it has not arrived."""
        line = self._line(row)
        return line.touchpoint if line else None

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(LogColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _titles()[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(TypeRole.JOURNAL) if column == LogColumn.NOTE else None
        line = self._line(index.row())
        if line is None:
            waits = role == Qt.ItemDataRole.DisplayRole and column == LogColumn.WHEN
            return _WAITING if waits else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.cells[column]
            case Qt.ItemDataRole.DecorationRole if column == LogColumn.CHANNEL:
                return icons.icon(touch_icon(line.touchpoint), "muted")
            case Qt.ItemDataRole.ForegroundRole if column == LogColumn.FEELING:
                return theme.colour(_tone(line.touchpoint.feeling))
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(_whole(line, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case _:
                return None

    def _line(self, row: int) -> Line | None:
        page = row // PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._ask_page(page)
        return self._lines.get(self._numbers[row])

    def _ask_numbers(self) -> None:
        """Read the next step, one at a time: whoever types fast must not fill the queue."""
        if self._busy:
            return
        self._busy = True
        further = _WORDS_SCAN if self._wanted.words else _SCAN
        scan = further if self._after else _FIRST_SCAN
        query = partial(
            _read_step,
            wanted=self._wanted,
            after=self._after,
            scan=scan,
            today=self._session.today(),
        )
        self._session.read(query, partial(self._take_numbers, self._turn), self._failed)

    def _take_numbers(self, turn: int, read: tuple[Step, dict[int, Line]]) -> None:
        self._busy = False
        if turn != self._turn:
            self._ask_numbers()
            return
        step, lines = read
        if self._anew and self._after is None:
            self._begin(step.numbers, lines)
        elif self._anew:
            self._append(step.numbers)
        else:
            self._again.extend(step.numbers)
        self._after = step.after
        if step.after is not None:
            self._ask_numbers()
        elif self._anew:
            self._anew = False
        else:
            self._swap(self._again)
        if self._anew or step.after is None:
            self.counted.emit(len(self._numbers), step.after is None)

    def _begin(self, numbers: "array[int]", lines: dict[int, Line]) -> None:
        self.beginResetModel()
        self._forget_pages()
        self._numbers = array("q", numbers)
        self._lines = lines
        self._pages[0] = None
        self.endResetModel()

    def _append(self, numbers: "array[int]") -> None:
        if numbers:
            first = len(self._numbers)
            # Of the page that was not full only some rows were read.
            self._pages.pop(first // PAGE, None)
            self.beginInsertRows(_TOP, first, first + len(numbers) - 1)
            self._numbers.extend(numbers)
            self.endInsertRows()

    def _failed(self, error: TrustJournalError) -> None:
        self._busy = False
        self._session.refused.emit(str(error))

    def _swap(self, numbers: "array[int]") -> None:
        """Take over a second reading by moving only the rows that differ."""
        head, tail = _agreement(self._numbers, numbers)
        self._forget_pages()
        last = len(self._numbers) - tail
        if last > head:
            self.beginRemoveRows(_TOP, head, last - 1)
            del self._numbers[head:last]
            self.endRemoveRows()
        if len(numbers) - tail > head:
            self.beginInsertRows(_TOP, head, len(numbers) - tail - 1)
            self._numbers = numbers
            self.endInsertRows()
        self._show_rows(0, len(numbers) - 1)

    def _ask_page(self, page: int) -> None:
        self._pages[page] = None
        self._queue.append(page)
        for late in self._queue[:-_PAGES_ASKED]:
            self._pages.pop(late, None)
        waiting = len(self._queue) > 1
        self._queue = self._queue[-_PAGES_ASKED:]
        if not waiting:
            self._read_page()

    def _read_page(self) -> None:
        page = self._queue[-1]
        numbers = self._numbers[page * PAGE : (page + 1) * PAGE]
        query = partial(_lines, numbers=numbers, today=self._session.today())
        self._session.read(query, partial(self._take_page, self._page_turn, page))

    def _take_page(self, turn: int, page: int, lines: dict[int, Line]) -> None:
        if turn != self._page_turn:
            return
        if page in self._queue:
            self._queue.remove(page)
        self._lines.update(lines)
        self._drop_old_pages()
        self._show_rows(page * PAGE, page * PAGE + PAGE - 1)
        if self._queue:
            self._read_page()

    def _drop_old_pages(self) -> None:
        while len(self._pages) > _PAGES_KEPT:
            page, _nothing = self._pages.popitem(last=False)
            for number in self._numbers[page * PAGE : (page + 1) * PAGE]:
                self._lines.pop(number, None)

    def _forget_pages(self) -> None:
        """Have every page read anew; what is known of it shows until then."""
        self._page_turn += 1
        self._pages.clear()
        self._queue.clear()
        if len(self._lines) > PAGE * _PAGES_KEPT:
            self._lines.clear()

    def _show_rows(self, first: int, last: int) -> None:
        last = min(last, len(self._numbers) - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(LogColumn) - 1))


def _read_step(
    connection: Connection, wanted: Wanted, after: Place | None, scan: int, today: date
) -> tuple[Step, dict[int, Line]]:
    """Read a step, and with the first one the words of the page that shows first."""
    step = next_numbers(connection, wanted, after, scan=scan)
    return step, {} if after else _lines(connection, step.numbers[:PAGE], today)


def _lines(connection: Connection, numbers: Sequence[int], today: date) -> dict[int, Line]:
    return {found.number: _as_line(found, today) for found in logged(connection, numbers)}


def _as_line(found: Logged, today: date) -> Line:
    touch = found.touchpoint
    local = touch.happened_at.astimezone(_zone(touch.zone))
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    day = words.sentence(past_day(local.date(), today))
    felt = "" if touch.feeling is None else feeling_sign(touch.feeling)
    cells = (
        _("{day}, {time}").format(day=day, time=time),
        ", ".join(found.names),
        channel_word(touch.channel),
        felt,
        kind_word(touch.kind),
        " ".join(touch.note.split())[:_NOTE_SHOWN],
    )
    said = [*cells[:3], began_word(touch.began), kind_word(touch.kind)]
    if touch.feeling is not None:
        said.append(feeling_word(touch.feeling))
    return Line(touch, cells, ". ".join(part for part in (*said, cells[5]) if part))


def _agreement(old: "array[int]", new: "array[int]") -> tuple[int, int]:
    """Return how many numbers agree at the beginning and, behind those, at the end."""
    some = min(len(old), len(new))
    head = _most(some, lambda n: memoryview(old)[:n] == memoryview(new)[:n])
    tail = _most(
        some - head,
        lambda n: memoryview(old)[len(old) - n :] == memoryview(new)[len(new) - n :],
    )
    return head, tail


def _most(most: int, holds: Callable[[int], bool]) -> int:
    """Return the largest number up to `most` that holds, where all smaller ones hold too."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _whole(line: Line, column: int) -> str:
    touch = line.touchpoint
    if column == LogColumn.NOTE:
        return touch.note
    if column == LogColumn.FEELING and touch.feeling is not None:
        return feeling_word(touch.feeling)
    return began_word(touch.began) if column == LogColumn.CHANNEL else line.cells[column]


def _tone(feeling: int | None) -> Tone:
    if not feeling:
        return Tone.MUTED
    return Tone.ACCENT if feeling > 0 else Tone.CLAY


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@cache
def _titles() -> tuple[str, ...]:
    return _("When"), _("Who"), _("How"), _("Felt"), _("What"), _("Note")
