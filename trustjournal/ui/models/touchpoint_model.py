"""The log of touchpoints as a table that holds numbers for all rows and words for a few pages.

The numbers arrive a step at a time and the words of a page when it is first looked at; until then
its rows show "…". Where the index finds nothing, the words are looked for inside of others.
"""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from functools import cache, partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from sqlalchemy import Connection

from trustjournal.domain.contact_words import began_word
from trustjournal.domain.records import Touchpoint
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.store.touchpoint_list import (
    Place,
    Step,
    Wanted,
    looked_inside,
    next_numbers,
    settle,
)
from trustjournal.ui import icons, theme
from trustjournal.ui.models.touchpoint_pages import PAGE, Line, TouchpointPages, read_lines
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.record_words import feeling_word
from trustjournal.ui.widgets.touch_words import touch_icon

_FIRST_SCAN, _SCAN = 500, 20_000
_WORDS_SCAN = 100_000  # each step asks the search index anew
_PAUSE = 300  # ms without a new word, after which more than the first rows are looked for
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


class TouchpointModel(QAbstractTableModel):
    """Rows newest first.

    `counted` carries how many are known so far and whether that is all, `refused` why some of them
    could not be read.
    """

    counted = Signal(int, bool)
    refused = Signal(object)  # TrustJournalError

    def __init__(self, session: JournalSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = TouchpointPages(session, self)
        self._pages.arrived.connect(self._show_rows)
        self._pages.refused.connect(self.refused)
        self._wanted = self._sought = Wanted()  # as asked, and as looked for by now
        self._settled = Wanted()  # with the people looked up
        self._again: array[int] = array("q")  # what a second reading has found so far
        self._anew = True
        self._after: Place | None = None
        self._scan = _FIRST_SCAN
        self._turn = 0
        self._busy = False
        self._paused = False
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self._ask_numbers)

    def show(self, wanted: Wanted) -> None:
        """Begin a list of other touchpoints; the old one stays until the first of them arrive."""
        self._wanted = wanted
        self._anew = True
        self.refresh()

    def refresh(self) -> None:
        """Read the same list anew; the rows that stay keep their place and their selection."""
        self._turn += 1
        self._sought = self._wanted
        self._after = None
        self._scan = _FIRST_SCAN
        self._again = array("q")
        self._rest.stop()
        self._ask_numbers()

    def pause(self) -> None:
        """Read on only once somebody looks again: a million rows keep the worker for seconds."""
        self._paused = True

    def resume(self) -> None:
        """Go on with what was to be read."""
        if self._paused:
            self._paused = False
            if self._after is not None:
                self._ask_numbers()

    def numbers(self, rows: Sequence[int]) -> list[int]:
        """Return the numbers of the touchpoints in these rows."""
        return [self._pages.numbers[row] for row in rows]

    def touchpoint(self, row: int) -> Touchpoint | None:
        """Return the touchpoint of a row, None while it has not arrived."""
        line = self._pages.line(row)
        return line.touchpoint if line else None

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._pages.numbers)

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
        line = self._pages.line(index.row())
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
                return line.spoken()
            case _:
                return None

    def _ask_numbers(self) -> None:
        """Read the next step, one at a time: whoever types fast must not fill the queue."""
        if self._busy or (self._paused and self._after is not None):
            return
        self._busy = True
        query = partial(
            _read_step,
            wanted=self._settled if self._after else self._sought,
            after=self._after,
            scan=self._scan,
            today=self._session.today(),
        )
        self._session.read(query, partial(self._take_numbers, self._turn), self._failed)

    def _take_numbers(self, turn: int, read: tuple[Wanted, Step, dict[int, Line]]) -> None:
        self._busy = False
        if turn != self._turn:
            self._ask_numbers()
            return
        self._settled, step, lines = read
        if self._anew and self._after is None:
            self._begin(step.numbers, lines)
        elif self._anew:
            self._append(step.numbers)
        else:
            self._again.extend(step.numbers)
        self._after = step.after
        complete = step.after is None and not self._look_inside()
        if step.after is not None:
            self._go_on()
        elif complete and not self._anew:
            self._swap(self._again)
        if self._anew or complete:
            self._anew = not complete
            self.counted.emit(len(self._pages.numbers), complete)

    def _look_inside(self) -> bool:
        """Go on inside of other words where nothing was found, unless more is typed at once."""
        found = self._pages.numbers if self._anew else self._again
        inside = None if found else looked_inside(self._sought)
        if inside is None:
            return False
        self._sought = inside
        self._rest.start()
        return True

    def _go_on(self) -> None:
        """Read more, in longer steps, but leave the worker to whoever is still typing."""
        indexed = self._sought.words and not self._sought.inside
        self._scan = min(10 * self._scan, _WORDS_SCAN if indexed else _SCAN)
        if self._wanted.words and len(self._pages.numbers) >= PAGE:
            self._rest.start()
        else:
            self._ask_numbers()

    def _begin(self, numbers: "array[int]", lines: dict[int, Line]) -> None:
        self.beginResetModel()
        self._pages.begin(numbers, lines)
        self.endResetModel()

    def _append(self, numbers: "array[int]") -> None:
        if numbers:
            first = len(self._pages.numbers)
            # Of the page that was not full only some rows were read.
            self._pages.reopen(first)
            self.beginInsertRows(_TOP, first, first + len(numbers) - 1)
            self._pages.numbers.extend(numbers)
            self.endInsertRows()

    def _failed(self, error: TrustJournalError) -> None:
        self._busy = False
        self.refused.emit(error)
        self._session.refused.emit(str(error))

    def _swap(self, numbers: "array[int]") -> None:
        """Take over a second reading by moving only the rows that differ."""
        head, tail = _agreement(self._pages.numbers, numbers)
        self._pages.renew()
        last = len(self._pages.numbers) - tail
        if last > head:
            self.beginRemoveRows(_TOP, head, last - 1)
            del self._pages.numbers[head:last]
            self.endRemoveRows()
        if len(numbers) - tail > head:
            self.beginInsertRows(_TOP, head, len(numbers) - tail - 1)
            self._pages.numbers = numbers
            self.endInsertRows()
        self._show_rows(0, len(numbers) - 1)

    def _show_rows(self, first: int, last: int) -> None:
        last = min(last, len(self._pages.numbers) - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(LogColumn) - 1))


def _read_step(
    connection: Connection, wanted: Wanted, after: Place | None, scan: int, today: date
) -> tuple[Wanted, Step, dict[int, Line]]:
    """Read a step, and with the first one the words of the page that shows first."""
    wanted = settle(connection, wanted)
    step = next_numbers(connection, wanted, after, scan=scan)
    return wanted, step, {} if after else read_lines(connection, step.numbers[:PAGE], today)


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
def _titles() -> tuple[str, ...]:
    return _("When"), _("Who"), _("How"), _("Felt"), _("What"), _("Note")
