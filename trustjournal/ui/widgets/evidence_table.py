"""The evidence table: what counts as a sign of trust, for which question, and how much."""

from itertools import islice

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from trustjournal.domain.evidence_words import TableLine, table_lines
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.turns import in_next_turn
from trustjournal.ui.widgets.label import PlainLabel, hairline

_STRETCH = (5, 7, 6, 2)
_WIDE = ((1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1))
_NARROW = ((1, 0, 1, 3), (2, 0, 1, 4), (3, 0, 1, 4), (1, 3, 1, 1))
"""Where the four words of a line stand below its hairline: row, column, and how many of each."""
_ROWS = 4
_ROOMY, _LEAST = 420, 200  # px at 100 % text
_AT_ONCE = 4  # a hundred labels dressed and laid out at once would hold up the window


class EvidenceTable(QWidget):
    """Every line of the table, as words to read; once it is seen a few come in each turn.

    Where it is narrow the words of a line stand under each other.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        for column, stretch in enumerate(_STRETCH):
            self._grid.setColumnStretch(column, stretch)
        self._narrow = False
        self._shown: list[tuple[PlainLabel, ...]] = []
        heads = (_("What happened"), _("It speaks to"), _("It counts"), _("Weight"))
        self._heads = [PlainLabel(word, TypeRole.LABEL, Tone.MUTED, wrap=True) for word in heads]
        for column, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignTop)
        self._lines = iter(table_lines())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        in_next_turn(self, self._add_some)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_ROOMY)
        if narrow is not self._narrow:
            self._narrow = narrow
            for head in self._heads[1:3]:
                head.setVisible(not narrow)
            for number in range(len(self._shown)):
                self._place(number)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), super().minimumSizeHint().height())

    def _add_some(self) -> None:
        some = list(islice(self._lines, _AT_ONCE))
        for line in some:
            self._add(line)
        if some:
            in_next_turn(self, self._add_some)

    def _add(self, line: TableLine) -> None:
        number = len(self._shown)
        self._grid.addWidget(hairline(), _ROWS * number + 1, 0, 1, len(_STRETCH))
        labels = (
            PlainLabel(line.event, TypeRole.STRONG, wrap=True),
            PlainLabel(line.question, TypeRole.SMALL, wrap=True),
            PlainLabel(line.quality, TypeRole.SMALL, Tone.MUTED, wrap=True),
            PlainLabel(line.size, TypeRole.SMALL, Tone.MUTED),
        )
        self._shown.append(labels)
        self._place(number)

    def _place(self, number: int) -> None:
        places = _NARROW if self._narrow else _WIDE
        top, begin = Qt.AlignmentFlag.AlignTop, _ROWS * number + 1
        for label, (row, column, high, wide) in zip(self._shown[number], places, strict=True):
            self._grid.removeWidget(label)
            if label.text():  # a row without words would still have its spacing
                self._grid.addWidget(label, begin + row, column, high, wide, top)
