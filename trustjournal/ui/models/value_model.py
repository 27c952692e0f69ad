"""What was given beside what was paid, as a table to sort and to narrow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from trustjournal.domain.finding import asked, fold, holds
from trustjournal.domain.giving_words import days_after
from trustjournal.i18n import _
from trustjournal.store.values import Value, Values
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.money_words import priced

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_DOWN = Qt.SortOrder.DescendingOrder
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter

_ARROW = "\N{NO-BREAK SPACE}" * 7  # Qt paints the arrow of the order over words at the end


class ValueColumn(IntEnum):
    """The columns in their order."""

    NAME = 0
    PAID = 1
    WORTH = 2
    COST = 3
    GESTURES = 4
    RECEIVED = 5
    ASKED = 6


def column_words(column: ValueColumn) -> str:
    """Return the head of a column."""
    return {
        ValueColumn.NAME: _("Name"),
        ValueColumn.GESTURES: _("Gestures"),
        ValueColumn.WORTH: _("Worth given"),
        ValueColumn.COST: _("At a cost of"),
        ValueColumn.RECEIVED: _("From them"),
        ValueColumn.PAID: _("Price paid"),
        ValueColumn.ASKED: _("Asked after a gift"),
    }[column]


@dataclass(frozen=True, slots=True)
class Line:
    """One person, and what a search looks through."""

    value: Value
    searched: str


_KEYS: dict[ValueColumn, Callable[[Line], Any]] = {
    ValueColumn.NAME: lambda line: line.searched,
    ValueColumn.GESTURES: lambda line: line.value.gestures,
    ValueColumn.WORTH: lambda line: line.value.worth,
    ValueColumn.COST: lambda line: line.value.cost,
    ValueColumn.RECEIVED: lambda line: line.value.received,
    ValueColumn.PAID: lambda line: line.value.paid,
    ValueColumn.ASKED: lambda line: line.value.soonest,
}


def lines_of(values: Values) -> list[Line]:
    """Return a line for each person, by name; best made away from the window."""
    lines = [Line(one, fold(f"{one.name}\n{one.company}")) for one in values.values]
    return sorted(lines, key=lambda line: (line.searched, line.value.id))


class ValueModel(QAbstractTableModel):
    """The lines that are wanted, in the order chosen; those without a value come last."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._shown: Sequence[Line] = ()
        self._words: list[str] = []
        self._currency, self._no_ask_days = "", 0
        self._sorted_by, self._order = ValueColumn.NAME, Qt.SortOrder.AscendingOrder

    def set_values(self, values: Values, lines: Sequence[Line]) -> None:
        """Show other lines, by name as `lines_of` makes them."""
        self._lines = lines
        self._currency, self._no_ask_days = values.currency, values.no_ask_days
        self._arrange()

    def narrow(self, text: str) -> None:
        """Show only whose name or company holds every word."""
        self._words = asked(text)
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by, self._order = ValueColumn(column), order
        self._arrange()

    def value(self, row: int) -> Value:
        """Return what a row shows."""
        return self._shown[row].value

    def row_beginning(self, text: str) -> int:
        """Return the first row whose name begins with a text, accents aside; -1 for none."""
        wanted = fold(text)
        rows = (row for row, line in enumerate(self._shown) if line.searched.startswith(wanted))
        return next(rows, -1)

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(ValueColumn)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not (index.isValid() and index.row() < len(self._shown)):
            return None
        one, column = self._shown[index.row()].value, ValueColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is not ValueColumn.NAME:
            return _END
        if role == Qt.ItemDataRole.ForegroundRole and column is ValueColumn.ASKED:
            soon = one.soonest is not None and one.soonest < self._no_ask_days
            return theme.colour(Tone.GOLD) if soon else theme.colour(Tone.MUTED)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._hint(one, column))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            words = column_words(ValueColumn(section))
            return f"{words}{_ARROW}" if section == self._sorted_by else words
        if role == Qt.ItemDataRole.TextAlignmentRole and section != ValueColumn.NAME:
            return _END
        return None

    def _text(self, one: Value, column: ValueColumn) -> str:
        match column:
            case ValueColumn.NAME:
                return one.name
            case ValueColumn.GESTURES:
                return QLocale().toString(one.gestures) if one.gestures else ""
            case ValueColumn.ASKED:
                return "" if one.soonest is None else days_after(one.soonest)
            case _:
                amount = getattr(one, column.name.lower())
                return priced(amount, self._currency) if amount else ""

    def _hint(self, one: Value, column: ValueColumn) -> str:
        if column is ValueColumn.NAME:
            return ", ".join(part for part in (one.name, one.company) if part)
        if column in (ValueColumn.GESTURES, ValueColumn.WORTH) and one.unvalued:
            said = _("{count} of {all} have neither a worth nor a cost.")
            return said.format(count=one.unvalued, all=one.gestures)
        return ""

    def _arrange(self) -> None:
        key = _KEYS[self._sorted_by]
        shown = [line for line in self._lines if holds(line.searched, self._words)]
        known = [line for line in shown if key(line) is not None]
        known.sort(key=key, reverse=self._order is _DOWN)
        rest = [line for line in shown if key(line) is None]
        self.beginResetModel()
        self._shown = [*known, *rest]
        self.endResetModel()
