"""A table of plain texts of which whole rows are read, chosen and copied."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView

from trustjournal.ui import theme
from trustjournal.ui.widgets.data_table import DataTable

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_AT_THE_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_ROW_HEIGHT = 34
_MEASURED = 50  # rows; measuring all of ten thousand would hold up the window
_AROUND = 28  # px beside the longest text of a column
_WIDEST = 240  # px that one column takes at most, so that a long name hides no other


class RowsModel(QAbstractTableModel):
    """Rows of texts under the heads of their columns, of which only `set_text` changes one.

    Columns of `numbers` stand at the end, so that their digits stand below each other.
    """

    def __init__(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QObject | None = None,
        *,
        numbers: Collection[int] = (),
    ) -> None:
        super().__init__(parent)
        self.columns, self.rows, self.numbers = columns, rows, numbers
        self._said: dict[tuple[int, int], str] = {}

    def set_text(self, row: int, column: int, text: str) -> None:
        """Show another text in a cell."""
        self._said[row, column] = text
        changed = self.index(row, column)
        self.dataChanged.emit(changed, changed)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        said = self._said.get((row, column))
        return self.rows[row][column] if said is None else said

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self.numbers:
            return _AT_THE_END
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.numbers:
            return _AT_THE_END
        return None


class RowsTable(DataTable):
    """Shows rows of texts; `filling` is the column that takes the room the others leave.

    The others are as wide as what the first rows have to say, up to a limit; `natural_width` is
    what all of them would take. `numbers` are the columns that hold amounts.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        filling: int,
        numbers: Collection[int] = (),
    ) -> None:
        super().__init__(name, _ROW_HEIGHT)
        model = RowsModel(columns, rows, self, numbers=numbers)
        self.rows, self.text, self.set_text = rows, model.text, model.set_text
        self.setModel(model)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        widths = [self._width_of(column) for column in range(len(columns))]
        self.natural_width = sum(widths)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(filling, QHeaderView.ResizeMode.Stretch)
        if rows:
            chooser, first = self.selectionModel(), self.model().index(0, 0)
            chooser.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """Return the selected rows, cells parted by tabs."""
        columns = range(self.model().columnCount())
        chosen = self.chosen_rows()
        return "\n".join("\t".join(self.text(row, column) for column in columns) for row in chosen)

    def _width_of(self, column: int) -> int:
        texts = (cells[column] for cells in islice(self.rows, _MEASURED))
        longest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
        head = self.horizontalHeader().sectionSizeHint(column)
        return max(min(longest, theme.px(_WIDEST)) + theme.px(_AROUND), head)
