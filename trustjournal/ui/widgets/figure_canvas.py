"""Shows a chart: hover names a mark, a click or Enter opens it, and it can leave as a picture.

Matplotlib is imported, and every figure drawn, on a thread of its own: the first chart costs half
a second and each one some 30 ms, which the window would feel. What stands out on hover is painted
over the finished picture.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from trustjournal.ui import theme
from trustjournal.ui.palette import Tokens, Tone, TypeRole
from trustjournal.ui.widgets.chart_menu import Chart, ChartMenu
from trustjournal.ui.widgets.chart_studio import studio
from trustjournal.ui.widgets.notices import announce

_HEIGHT = 290
_RING, _BUBBLE, _PAD = 9, 300, 10


@dataclass(frozen=True, slots=True)
class _Wanted:
    """All that a drawing depends on."""

    chart: Chart
    width: int
    height: int
    ratio: float
    colours: Tokens
    scale: float


class FigureCanvas(QWidget):
    """One chart, drawn while it is visible.

    Tab reaches the chart, Left, Right, Home and End move among its marks, Enter opens one.
    `mark_chosen` fires with a mark of the drawing, `drawn` with the `Drawing` each time it is new,
    `told` with a sentence for the owner.
    """

    mark_chosen = Signal(object)
    drawn = Signal(object)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing: Any = None
        self.current: Any = None
        self._chart: Chart | None = None
        self._image = QImage()
        self._asked: _Wanted | None = None
        self._got: _Wanted | None = None
        self.menu = ChartMenu(self)
        self.menu.told.connect(self.told)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.look.changed.connect(self._relaid)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart; the old one stays on screen until the new one is drawn."""
        self._chart = self.menu.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description)
        self._draw()

    def clear(self) -> None:
        """Show nothing until there is another chart."""
        self._chart = self.menu.chart = self._got = self.drawing = self.current = None
        self._image = self.menu.image = QImage()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(560), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._draw()
        elif event.type() is QEvent.Type.Leave and not self.hasFocus():
            self._point(None)
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._mark_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if mark is not None and event.button() is Qt.MouseButton.LeftButton:
            self.mark_chosen.emit(mark.mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks = self.drawing.marks if self.drawing else ()
        last = len(marks) - 1
        at = marks.index(self.current) if self.current in marks else None
        steps = {
            Qt.Key.Key_Left: last if at is None else at - 1,
            Qt.Key.Key_Right: 0 if at is None else at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in steps and marks:
            self._point(marks[min(max(steps[Qt.Key(event.key())], 0), last)])
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current
        ):
            self.mark_chosen.emit(self.current.mark)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._point(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.menu.chart is not None:
            self.menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            painter.drawImage(QRectF(self.rect()), self._image)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self.current is not None and self._chart is not None:
            place = self._place(self.current)
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, theme.px(_RING), theme.px(_RING))
            _paint_bubble(painter, self.rect(), place, self._chart.words(self.current.mark))

    def _draw(self) -> None:
        """Ask for a drawing of what is wanted now, unless one is under way."""
        if self._chart is None or not self.isVisible() or self._asked is not None:
            return
        ratio = self.devicePixelRatioF()
        colours, scale = theme.tokens(), theme.look.scale
        wanted = _Wanted(self._chart, self.width(), self.height(), ratio, colours, scale)
        if wanted != self._got:
            self._asked = wanted
            studio().submit(partial(_render, wanted), self._receive, self.menu.refuse)

    def _receive(self, finished: tuple[Any, QImage]) -> None:
        asked, self._asked = self._asked, None
        if asked is None or asked.chart is not self._chart:
            self._draw()
            return
        self._got = asked
        self.drawing, self._image = finished
        self.menu.image = self._image
        self.current = None
        self.update()
        self.drawn.emit(self.drawing)
        self._draw()

    def _relaid(self) -> None:
        self.updateGeometry()
        self._draw()

    def _point(self, mark: Any) -> None:
        """Make a mark stand out, or none."""
        if mark is self.current:
            return
        self.current = mark
        pointing = Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor
        self.setCursor(pointing)
        self.update()
        if mark is not None and self.hasFocus() and self._chart is not None:
            announce(self, ", ".join(self._chart.words(mark.mark)))

    def _mark_at(self, place: QPointF) -> Any:
        if self.drawing is None or self._got is None:
            return None
        ratio = self._got.ratio
        return self.drawing.at(place.x() * ratio, (self._got.height - place.y()) * ratio)

    def _place(self, mark: Any) -> QPointF:
        ratio = self._got.ratio if self._got else 1.0
        height = self._got.height if self._got else self.height()
        return QPointF(mark.x / ratio, height - mark.y / ratio)


def _render(wanted: _Wanted) -> tuple[Any, QImage]:
    """Draw a chart and return what was drawn, with its picture; runs on the charts' thread."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from trustjournal.charts.style import DPI, ChartStyle

    colours = wanted.colours
    one, two, three, four, five = colours.chart
    style = ChartStyle(
        surface=colours.surface,
        ink=colours.ink,
        muted=colours.muted,
        line=colours.line,
        accent=colours.accent,
        series=(one, two, three, four, five),
        scale=wanted.scale,
    )
    size = wanted.width / DPI, wanted.height / DPI
    figure: Any = Figure(figsize=size, dpi=DPI * wanted.ratio)
    canvas = FigureCanvasAgg(figure)
    drawing = wanted.chart.draw(figure, style)
    canvas.draw()
    width, height = canvas.get_width_height()
    pixels = bytes(canvas.buffer_rgba())
    image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(wanted.ratio)
    return drawing, image


def _paint_bubble(painter: QPainter, canvas: QRect, mark: QPointF, words: tuple[str, str]) -> None:
    """Paint what a mark is beside it, inside the canvas and off the mark itself."""
    fonts = theme.font(TypeRole.STRONG), theme.font(TypeRole.SMALL)
    metrics = [QFontMetrics(font) for font in fonts]
    most = min(theme.px(_BUBBLE), canvas.width() - 2 * _PAD)
    shown = [
        metric.elidedText(text, Qt.TextElideMode.ElideRight, most - 2 * _PAD)
        for metric, text in zip(metrics, words, strict=True)
    ]
    widest = max(
        metric.horizontalAdvance(text) for metric, text in zip(metrics, shown, strict=True)
    )
    high = sum(metric.height() for metric in metrics) + _PAD
    box = QRect(0, 0, widest + 2 * _PAD, high)
    box.moveCenter(QPoint(round(mark.x()), 0))
    box.moveLeft(min(max(box.left(), 1), canvas.width() - box.width() - 1))
    above = round(mark.y()) - theme.px(_RING) - 6 - high
    box.moveTop(above if above > 0 else round(mark.y()) + theme.px(_RING) + 6)
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
