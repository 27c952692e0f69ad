"""The rows of a ledger, newest first; their words are made when they are looked at."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trustjournal.domain.ledger_words import Source
from trustjournal.domain.statement import Line, LineKind
from trustjournal.ui import theme
from trustjournal.ui.models.ledger import FIGURES, Ledger, LedgerColumn
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.label import tooltip

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter

WORDS_ROLE = Qt.ItemDataRole.UserRole
"""Answers what happened and the owner's own words about it, as two texts."""

EVENT_ROLE = Qt.ItemDataRole.UserRole + 1
"""Answers whether a record stands behind a row."""


class LedgerModel(QAbstractTableModel):
    """Rows of a ledger: figures in tenths, and in full in their tooltips."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ledger: Ledger | None = None

    def show(self, ledger: Ledger | None) -> None:
        """Show a ledger; None shows no rows."""
        self.beginResetModel()
        self.ledger = ledger
        self.endResetModel()

    def record(self, row: int) -> Source | None:
        """Return what a row came from, None for fading and the opening."""
        return self.ledger.record(self.ledger.statement.lines[row]) if self.ledger else None

    def row_of(self, record_id: UUID) -> int:
        """Return the newest row of a record, -1 where it has none."""
        lines = self.ledger.statement.lines if self.ledger else ()
        rows = (row for row, line in enumerate(lines) if line.source_id == record_id)
        return next(rows, -1)

    def text(self, rows: Iterable[int]) -> str:
        """Return rows as they are copied: under their heads, cells parted by tabs."""
        if self.ledger is None:
            return ""
        cells = [[self.ledger.head(column) for column in LedgerColumn]]
        for row in rows:
            line = self.ledger.statement.lines[row]
            cells.append([self.ledger.cell(line, column) for column in LedgerColumn])
        return "\n".join("\t".join(" ".join(cell.split()) for cell in one) for one in cells)

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() or not self.ledger else len(self.ledger.statement.lines)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(LedgerColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self.ledger is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.ledger.head(LedgerColumn(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TRAILING if section in FIGURES else _LEADING
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.ledger is None:
            return None
        line = self.ledger.statement.lines[index.row()]
        column = LedgerColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.ledger.cell(line, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _TRAILING if column in FIGURES else _LEADING
            case Qt.ItemDataRole.ForegroundRole:
                return theme.colour(_tone(line, column))
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self.ledger.whole(line, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.ledger.spoken(line)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.ledger.whole(line, column)
            case _ if role == EVENT_ROLE:
                return line.source_id is not None
            case _:
                return self.ledger.words(line) if role == WORDS_ROLE else None


def _tone(line: Line, column: LedgerColumn) -> Tone:
    if line.kind is not LineKind.EVENT or line.change is None:
        return Tone.MUTED
    if column is LedgerColumn.CHANGE:
        return Tone.ACCENT if line.change.exact > 0 else Tone.CLAY
    return Tone.INK if column is not LedgerColumn.QUESTION else Tone.MUTED
