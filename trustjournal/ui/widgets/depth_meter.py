"""The five-part bar that shows how deep a relationship is, with its stage in a word."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from trustjournal.ui import theme
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.label import trailing

SEGMENTS = 5
_SEGMENT, _GAP, _THICK, _WORD_GAP = 15, 4, 6, 8


def parts_filled(score: float, bounds: Sequence[float]) -> float:
    """Return how many of the parts (0 to 5) `score` fills; `bounds` are the stages' limits.

    Four bounds between 0 and 100 part the five stages, so a part is full where a stage ends.
    """
    edges = (0.0, *bounds, 100.0)
    for stage, (low, high) in enumerate(pairwise(edges)):
        if score < high:
            return stage + max(0.0, (score - low) / (high - low))
    return float(SEGMENTS)


def meter_size() -> QSize:
    """Return the room for the bar and its word at the text size in force."""
    bar = SEGMENTS * theme.px(_SEGMENT) + (SEGMENTS - 1) * theme.px(_GAP)
    word = round(1.43 * 12.5 * theme.look.scale)
    return QSize(bar, theme.px(_THICK) + theme.px(_WORD_GAP) + word)


def paint_meter(
    painter: QPainter, box: QRect, filled: float, word: str, direction: Qt.LayoutDirection
) -> None:
    """Paint the bar at the top of `box`, the word below it, both at the trailing side."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    width, thick = theme.px(_SEGMENT), theme.px(_THICK)
    bar = meter_size().width()
    for part in range(SEGMENTS):
        left = box.right() + 1 - bar + part * (width + theme.px(_GAP))
        whole = QRect(left, box.top(), width, thick)
        share = min(max(filled - part, 0.0), 1.0)
        full = QRect(left, box.top(), max(thick, round(width * share)), thick)
        for piece, name in ((whole, "line"), (full if share > 0 else None, "accent")):
            if piece is not None:
                painter.setBrush(theme.colour(name))
                seen = QStyle.visualRect(direction, box, piece)
                painter.drawRoundedRect(QRectF(seen), thick / 2, thick / 2)
    painter.setFont(theme.font(TypeRole.CAPTION))
    painter.setPen(theme.colour("muted"))
    below = box.adjusted(0, thick + theme.px(_WORD_GAP), 0, 0)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(below, trailing(direction) | Qt.AlignmentFlag.AlignTop, word)
    painter.restore()


class DepthMeter(QWidget):
    """The bar with `filled` of its five parts (see `parts_filled`) and the stage's word."""

    def __init__(self, filled: float, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled = filled
        self._word = word
        self.setAccessibleName(word)

    def sizeHint(self) -> QSize:
        hint = meter_size()
        self.ensurePolished()
        hint.setWidth(max(hint.width(), self.fontMetrics().horizontalAdvance(self._word)))
        return hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_meter(QPainter(self), self.rect(), self._filled, self._word, self.layoutDirection())
