"""The people and events behind a mark of a chart: Enter opens the person."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from trustjournal.domain import words
from trustjournal.domain.insight_words import Writing
from trustjournal.i18n import _
from trustjournal.store.behind import MOST, Line
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, secondary
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows_table import RowsTable

_WIDTH, _HEIGHT = 620, 480
_WORDS = 90


class BehindDialog(QDialog):
    """What is behind a mark; `person_chosen` fires with the id of whom to open."""

    person_chosen = Signal(object)  # UUID

    def __init__(
        self,
        title: str,
        aside: str,
        lines: Sequence[Line],
        today: date,
        writing: Writing,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._lines = lines
        self.table = _filled(title, lines, today, writing)
        self.open_button = primary(_("Open the person"))
        self.open_button.setEnabled(bool(lines))
        close = secondary(_("Close"))
        foot = QDialogButtonBox()
        foot.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        foot.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, TypeRole.HEADING, wrap=True))
        column.addWidget(PlainLabel(_said(aside, lines), TypeRole.BODY, Tone.MUTED, wrap=True))
        column.addWidget(self.table)
        column.addWidget(foot)
        close.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._open_current)
        self.table.opened.connect(self._open)
        self.table.setFocus()
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))

    def _open_current(self) -> None:
        self._open(self.table.currentIndex().row())

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            self.accept()
            self.person_chosen.emit(self._lines[row].customer_id)


def _said(aside: str, lines: Sequence[Line]) -> str:
    if len(lines) < MOST:
        return aside
    return _("{aside}. The first {count} are listed.").format(aside=aside, count=len(lines))


def _filled(title: str, lines: Sequence[Line], today: date, writing: Writing) -> RowsTable:
    heads = [_("Who"), _("When"), _("What")]
    if any(line.cost for line in lines):
        heads.append(_("Cost"))
    rows = [_cells(line, today, writing)[: len(heads)] for line in lines]
    table = RowsTable(title, heads, rows, filling=2, numbers=(3,))
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    if lines:
        table.selectRow(0)
    return table


def _cells(line: Line, today: date, writing: Writing) -> tuple[str, ...]:
    when = "" if line.on is None else words.when(line.on, today)
    cost = writing.money(line.cost) if line.cost else ""
    cells = (line.name, when, words.sentence(line.words), cost)
    return tuple(" ".join(text.split())[:_WORDS] for text in cells)
