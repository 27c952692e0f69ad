"""The days of a calendar as the cells of a table, each with what stands on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from trustjournal.i18n import _, ngettext
from trustjournal.store.calendar import DayItem
from trustjournal.ui.models.calendar_view import Calendar
from trustjournal.ui.models.calendar_words import day_title, spoken

_Index = QModelIndex | QPersistentModelIndex
_SPOKEN = 5
"""How many things of a day are read aloud; the others are counted."""


@dataclass(frozen=True, slots=True)
class Day:
    """A cell: `beside` is of another month, `free` no business day."""

    day: date
    items: Sequence[DayItem]
    today: date
    beside: bool
    free: bool

    @property
    def is_past(self) -> bool:
        """Whether it is over."""
        return self.day < self.today


class CalendarRole(IntEnum):
    """What the model answers to beside the usual roles."""

    DAY = Qt.ItemDataRole.UserRole + 1
    """The `Day` of a cell."""


class CalendarModel(QAbstractTableModel):
    """Weeks below each other, or with one column the days of a week."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.calendar: Calendar | None = None
        self._columns = 7

    def show(self, calendar: Calendar) -> None:
        """Show other days, or the same ones anew."""
        self.beginResetModel()
        self.calendar = calendar
        self.endResetModel()

    def set_columns(self, columns: int) -> None:
        """Put 7 days beside each other, or 1."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        if self.calendar is None or (parent is not None and parent.isValid()):
            return 0
        shown = self.calendar.shown
        return ((shown.last - shown.first).days + 1) // self._columns

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._columns

    def day(self, index: _Index) -> Day | None:
        """Return what stands in a cell, None for no cell."""
        if self.calendar is None or not index.isValid():
            return None
        shown = self.calendar.shown
        day = shown.first + timedelta(days=index.row() * self._columns + index.column())
        return Day(
            day=day,
            items=self.calendar.items.get(day, ()),
            today=self.calendar.today,
            beside=shown.is_beside(day),
            free=day in self.calendar.free,
        )

    def index_of(self, day: date) -> QModelIndex:
        """Return the cell of a day, no cell where it is not shown."""
        if self.calendar is None or not (
            self.calendar.shown.first <= day <= self.calendar.shown.last
        ):
            return QModelIndex()
        return self.index(*divmod((day - self.calendar.shown.first).days, self._columns))

    def items(self) -> Mapping[date, Sequence[DayItem]]:
        """Return what stands on each day that has something."""
        return self.calendar.items if self.calendar else {}

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role == CalendarRole.DAY:
            return day
        if role == Qt.ItemDataRole.DisplayRole:
            return QLocale().toString(day.day.day)
        return _spoken(day) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self.calendar is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        number = (self.calendar.shown.first.weekday() + section) % 7 + 1
        locale = QLocale()
        if role == Qt.ItemDataRole.DisplayRole:
            return locale.standaloneDayName(number, QLocale.FormatType.ShortFormat)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return locale.standaloneDayName(number, QLocale.FormatType.LongFormat)
        return None


def _spoken(day: Day) -> str:
    parts = [day_title(day.day)]
    if day.day == day.today:
        parts.append(_("today"))
    if day.free:
        parts.append(_("free day"))
    said = [", ".join(parts), *(spoken(item, day.today) for item in day.items[:_SPOKEN])]
    rest = len(day.items) - _SPOKEN
    if not day.items:
        said.append(_("nothing planned"))
    elif rest > 0:
        said.append(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
    return ". ".join(said)
