"""The days of a calendar on the screen: which thing is where, and which the focus is on.

Qt's own calendar shows one month and knows nothing that stands on a day; a table has cells that a
screen reader can read.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QTableView,
    QToolTip,
    QWidget,
)

from trustjournal.i18n import _
from trustjournal.store.calendar import DayItem, Key
from trustjournal.ui import theme
from trustjournal.ui.models.calendar_model import CalendarModel, Day
from trustjournal.ui.models.calendar_view import Span
from trustjournal.ui.models.calendar_words import spoken
from trustjournal.ui.widgets.calendar_cells import CalendarDelegate, least_height
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.notices import announce

_Index = QModelIndex | QPersistentModelIndex

_LEAST, _WANTED = 2, 8
"""How many things of each day a row has room for at least, and at most where others need it."""

_ROOMY = 104
"""A week is shown as seven columns where each has so many px at 100 %, else as seven rows."""


class CalendarSheet(QTableView):
    """The cells of a `CalendarModel`; `day_wanted` fires for a day to go to that is not shown."""

    day_wanted = Signal(object)  # date

    def __init__(self, model: CalendarModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = model
        self.cells = CalendarDelegate(self)
        self._wanted: tuple[date, Key | None] | None = None
        self._key: Key | None = None
        self.setAccessibleName(_("Days"))
        self.setItemDelegate(self.cells)
        self.setModel(model)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setCornerButtonEnabled(False)
        model.modelReset.connect(self._arrive)
        theme.look.changed.connect(self._arrange)

    def current_day(self) -> Day | None:
        """Return the day that the focus is on."""
        return self.days.day(self.currentIndex())

    def current_item(self) -> DayItem | None:
        """Return the thing that the focus is on, None on a day without any."""
        day = self.current_day()
        if day is None or not 0 <= self.cells.picked < len(day.items):
            return None
        return day.items[self.cells.picked]

    def standing_on(self) -> date | None:
        """Return the day to go on from: the current one, or one that is still to be shown."""
        return self._wanted[0] if self._wanted else self.cells.current

    def go_to(self, day: date, key: Key | None = None) -> None:
        """Move to a day, and there to the thing of a key, now or once the day is shown."""
        self._wanted = day, key
        if self.days.index_of(day).isValid():
            self._arrive()
        else:
            self.day_wanted.emit(day)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        day = self.days.day(current)
        if day is not None:
            self.cells.current = day.day
            self.pick(0 if day.items else -1, aloud=False)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day, number = self.item_at(event.pos())
            if day is not None and number >= 0:
                said = spoken(day.items[number], day.today)
                QToolTip.showText(event.globalPos(), tooltip(said), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def pick(self, number: int, *, aloud: bool = True) -> None:
        """Put the focus on the thing of a number on the current day, -1 for none."""
        self.cells.picked = number
        item, day = self.current_item(), self.current_day()
        self._key = item.key if item else None
        self.viewport().update()
        if aloud and item is not None and day is not None:
            announce(self, spoken(item, day.today))

    def _arrive(self) -> None:
        """Stand on the day that is wanted, or where the focus was before the days were renewed."""
        self._arrange()
        calendar = self.days.calendar
        if calendar is None:
            return
        day, key = self._wanted or (self.cells.current or calendar.shown.day, self._key)
        index = self.days.index_of(day)
        if index.isValid():
            self._wanted = None
        else:  # it comes with another reading, or was left behind
            index = self.days.index_of(calendar.shown.day)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        here = self.days.day(index)
        if here is not None:
            keys = [item.key for item in here.items]
            self.pick(keys.index(key) if key in keys else min(0, len(keys) - 1), aloud=False)

    def item_at(self, place: QPoint) -> tuple[Day | None, int]:
        """Return the day at a place, and which of its things is there, -1 for none."""
        index = self.indexAt(place)
        day = self.days.day(index)
        if day is None:
            return None, -1
        cell = self.visualRect(index)
        found = self.cells.places(day, cell)
        for number, box in enumerate(found.boxes, start=found.first):
            if self._seen(cell, box).contains(place):
                return day, number
        return day, -1

    def is_more_at(self, place: QPoint) -> bool:
        """Return whether things of a day that have no room are counted at a place."""
        index = self.indexAt(place)
        day, cell = self.days.day(index), self.visualRect(index)
        more = self.cells.places(day, cell).more if day is not None else None
        return more is not None and self._seen(cell, more).contains(place)

    def _arrange(self) -> None:
        """Give the days the room there is, beside each other or, in a narrow week, below."""
        calendar = self.days.calendar
        if calendar is None:
            return
        week = calendar.shown.span is Span.WEEK
        rows = week and self.viewport().width() // 7 < theme.px(_ROOMY)
        self.cells.roomy, self.cells.rows = week, rows
        self.horizontalHeader().setVisible(not rows)
        self.days.set_columns(1 if rows else 7)
        least = [self._height(row, most=_LEAST) for row in range(self.days.rowCount())]
        wanted = [self._height(row, most=_WANTED) for row in range(self.days.rowCount())]
        for row, high in enumerate(_shared(self.viewport().height(), least, wanted)):
            self.setRowHeight(row, high)

    def _height(self, row: int, *, most: int) -> int:
        """Return how high a row is that shows `most` things of each day, or all there are."""
        columns = range(self.days.columnCount())
        days = [self.days.day(self.days.index(row, column)) for column in columns]
        count = max((len(day.items) for day in days if day is not None), default=0)
        count = min(count, _WANTED) if self.cells.rows else min(max(count, 1), most)
        return least_height(count, roomy=self.cells.roomy)

    def _seen(self, cell: QRect, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), cell, box)


def _shared(room: int, least: Sequence[int], wanted: Sequence[int]) -> Iterator[int]:
    """Yield the height of each row: what it needs at least, then as it wants, then the same more.

    Where there is too little, each gets its part; the rows fill the room or are higher.
    """
    needs = [more - less for less, more in zip(least, wanted, strict=True)]
    spare = max(0, room - sum(least))
    part = min(1.0, spare / sum(needs)) if sum(needs) else 0.0
    given = [less + int(need * part) for less, need in zip(least, needs, strict=True)]
    left, count = max(0, room - sum(given)), len(given)
    for row, high in enumerate(given):
        yield high + left * (row + 1) // count - left * row // count
