"""The evidence table: what counts as a sign of trust, for which question, and how much."""

from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from trustjournal.domain.evidence_words import TableLine, table_lines
from trustjournal.i18n import _
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.turns import in_next_turn
from trustjournal.ui.widgets.label import PlainLabel, hairline

_STRETCH = (5, 7, 6, 2)
_AT_ONCE = 4  # a hundred labels dressed and laid out at once would hold up the window


class EvidenceTable(QWidget):
    """Every line of the table, as words to read; once it is seen a few come in each turn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        for column, stretch in enumerate(_STRETCH):
            self._grid.setColumnStretch(column, stretch)
        heads = (_("What happened"), _("It speaks to"), _("It counts"), _("Weight"))
        for column, words in enumerate(heads):
            self._put(0, column, PlainLabel(words, TypeRole.LABEL, Tone.MUTED, wrap=True))
        self._lines = enumerate(table_lines())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        in_next_turn(self, self._add_some)

    def _add_some(self) -> None:
        some = list(islice(self._lines, _AT_ONCE))
        for number, line in some:
            self._add(2 * number + 1, line)
        if some:
            in_next_turn(self, self._add_some)

    def _add(self, row: int, line: TableLine) -> None:
        self._grid.addWidget(hairline(), row, 0, 1, len(_STRETCH))
        self._put(row + 1, 0, PlainLabel(line.event, TypeRole.STRONG, wrap=True))
        self._put(row + 1, 1, PlainLabel(line.question, TypeRole.SMALL, wrap=True))
        self._put(row + 1, 2, PlainLabel(line.quality, TypeRole.SMALL, Tone.MUTED, wrap=True))
        self._put(row + 1, 3, PlainLabel(line.size, TypeRole.SMALL, Tone.MUTED))

    def _put(self, row: int, column: int, label: PlainLabel) -> None:
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
