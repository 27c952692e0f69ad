"""Two people side by side: where they differ a choice, and below it what is kept of both."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain.twins import Difference
from trustjournal.i18n import _
from trustjournal.ui.models.duplicate_pairs import Comparison, Side
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.avatar import Avatar
from trustjournal.ui.widgets.label import PlainLabel, hairline
from trustjournal.ui.widgets.rows import FactRow
from trustjournal.ui.widgets.tick import LongDot

_GAP, _AVATAR = 16, 40


class DuplicateCompare(QWidget):
    """Shows a `Comparison`; `chosen` are the keys of which the right one is to hold."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dots: dict[str, tuple[LongDot, LongDot]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._content = QWidget()
        self._column.addWidget(self._content)
        self._column.addStretch(1)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show two people, with all choices on the one who stays."""
        self.dots = {}
        self._content.hide()
        self._content.deleteLater()
        self._content = QWidget()
        rows = QVBoxLayout(self._content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(_beside(_Head(comparison.keep), _Head(comparison.gone)))
        if comparison.differences:
            rows.addWidget(hairline())
            rows.addWidget(_caption(_("Where they differ, which is right?")))
        for one in comparison.differences:
            rows.addLayout(self._choice(one))
        if comparison.united:
            rows.addWidget(hairline())
            rows.addWidget(_caption(_("Kept of both")))
        for icon, label, text in comparison.united:
            rows.addWidget(FactRow(icon, label, text))
        self._column.insertWidget(0, self._content)

    def chosen(self) -> frozenset[str]:
        """Return of which fields the value at the right is to hold."""
        return frozenset(key for key, (_left, right) in self.dots.items() if right.isChecked())

    def choose(self, keys: Collection[str]) -> None:
        """Choose the value at the right of these fields, and that at the left of all others."""
        for key, dots in self.dots.items():
            dots[key in keys].setChecked(True)

    def first(self) -> QWidget | None:
        """Return the first choice, None where they differ in nothing."""
        return next((left for left, _right in self.dots.values()), None)

    def _choice(self, one: Difference) -> QVBoxLayout:
        both = LongDot(one.kept), LongDot(one.gone)
        group = QButtonGroup(both[0])
        for dot, text in zip(both, (one.kept, one.gone), strict=True):
            group.addButton(dot)
            dot.setAccessibleName(_("{label}: {text}").format(label=one.label, text=text))
            dot.toggled.connect(self.edited)
        both[0].setChecked(True)
        self.dots[one.key] = both
        block = QVBoxLayout()
        block.setSpacing(2)
        block.addWidget(PlainLabel(one.label, TypeRole.CAPTION, Tone.MUTED))
        block.addLayout(_beside(*both))
        return block


class _Head(QWidget):
    """Who one of the two is, and how much the journal holds about them."""

    def __init__(self, side: Side) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(side.name, TypeRole.STRONG, elide=True))
        words.addWidget(PlainLabel(side.sentence, TypeRole.SMALL, Tone.MUTED, wrap=True))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(
            Avatar(side.name, _AVATAR, customer_id=side.customer_id), 0, Qt.AlignmentFlag.AlignTop
        )
        row.addLayout(words, 1)


def _beside(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Put two widgets side by side, each on one half."""
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    for widget in (left, right):
        row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row


def _caption(text: str) -> PlainLabel:
    return PlainLabel(text, TypeRole.LABEL, Tone.MUTED, wrap=True)
