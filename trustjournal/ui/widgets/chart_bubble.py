"""The words beside a mark of a chart, painted over the finished picture."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole

_WIDEST, _PAD, _GAP = 360, 10, 6


def paint_bubble(
    painter: QPainter, canvas: QRect, mark: QPointF, ring: float, words: tuple[str, str]
) -> None:
    """Paint what a mark is beside its ring, inside the canvas and off the mark itself."""
    fonts = theme.font(TypeRole.STRONG), theme.font(TypeRole.SMALL)
    metrics = [QFontMetrics(font) for font in fonts]
    most = min(theme.px(_WIDEST), canvas.width() - 2 * _PAD)
    shown = [
        metric.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, most - 2 * _PAD)
        for metric, text in zip(metrics, words, strict=True)
    ]
    widest = max(
        metric.horizontalAdvance(text) for metric, text in zip(metrics, shown, strict=True)
    )
    high = sum(metric.height() for metric in metrics) + _PAD
    box = QRect(0, 0, widest + 2 * _PAD, high)
    box.moveCenter(QPoint(round(mark.x()), 0))
    box.moveLeft(min(max(box.left(), 1), canvas.width() - box.width() - 1))
    away = round(ring) + _GAP
    above = round(mark.y()) - away - high
    box.moveTop(above if above > 0 else round(mark.y()) + away)
    painter.setPen(QPen(theme.colour("line_strong"), 1))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    top = box.top() + _PAD // 2
    for font, metric, text, tone in zip(fonts, metrics, shown, (Tone.INK, Tone.MUTED), strict=True):
        painter.setFont(font)
        painter.setPen(theme.colour(tone))
        line = QRect(box.left() + _PAD, top, box.width() - 2 * _PAD + 1, metric.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
        top += metric.height()
