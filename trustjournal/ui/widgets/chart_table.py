"""What a chart shows as a table, for those who would rather read or copy it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows_table import RowsTable

_WIDTHS, _HEIGHT, _AROUND = (620, 1040), 520, 72


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
        self.table = RowsTable(title, columns, rows, filling=min(1, len(columns) - 1))
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
        least, most = map(theme.px, _WIDTHS)
        wide = self.table.natural_width + _AROUND
        self.resize(min(max(wide, least), most), theme.px(_HEIGHT))
