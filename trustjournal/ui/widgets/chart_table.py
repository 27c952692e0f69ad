"""What a chart shows as a table, for those who would rather read or copy it."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.label import PlainLabel

_WIDTH, _HEIGHT = 620, 460


class RowsTable(QTableWidget):
    """A table of which whole rows are copied; by itself one gives only a cell."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """Return the selected rows, cells parted by tabs."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        columns = range(self.columnCount())
        return "\n".join("\t".join(self._text(row, one) for one in columns) for row in chosen)

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item else ""


class ChartTable(QDialog):
    """Rows that can be read, selected and copied (Ctrl+C, with tabs between the cells)."""

    def __init__(
        self,
        title: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.table = RowsTable(len(rows), len(columns))
        self.table.setHorizontalHeaderLabels(list(columns))
        self.table.setAccessibleName(title)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(34))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(min(1, len(columns) - 1), QHeaderView.ResizeMode.Stretch)
        if rows:
            select = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.setCurrentCell(0, 0, select)
        close = secondary(_("Close"))
        close.clicked.connect(self.reject)
        foot = QDialogButtonBox()
        foot.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(PlainLabel(title, TypeRole.HEADING, wrap=True))
        column.addWidget(self.table)
        column.addWidget(foot)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
