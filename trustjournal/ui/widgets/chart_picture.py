"""Shows a chart as a picture, drawn anew whenever what it depends on has changed.

Matplotlib is imported, and every figure drawn, on a thread of its own: the first chart costs half
a second and each one some 30 ms, which the window would feel.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trustjournal.charts.view import View
from trustjournal.ui import theme
from trustjournal.ui.palette import Tokens
from trustjournal.ui.widgets.chart_menu import Chart, ChartMenu
from trustjournal.ui.widgets.chart_studio import studio

_HEIGHT = 290


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a drawing depends on; without `view` the chart chooses what to show of itself."""

    chart: Chart
    width: int
    height: int
    ratio: float
    colours: Tokens
    scale: float
    view: View | None


class ChartPicture(QWidget):
    """One chart, drawn while it is visible, and the menu of what can be done with it.

    `drawn` fires with the `Drawing` each time it is new, `told` with a sentence for the owner.
    """

    drawn = Signal(object)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing: Any = None
        self._chart: Chart | None = None
        self._image = QImage()
        self._asked: Wanted | None = None
        self._got: Wanted | None = None
        self.menu = ChartMenu(self)
        self.menu.told.connect(self.told)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
        self._chart = self.menu.chart = self._got = self.drawing = None
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
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            self._paint_picture(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_over(painter)

    def _paint_picture(self, painter: QPainter) -> None:
        """Paint the picture as it was drawn last."""
        painter.drawImage(QRectF(self.rect()), self._image)

    def _paint_over(self, painter: QPainter) -> None:
        """Paint what stands out over the picture."""

    def _wanted_view(self) -> View | None:
        """Return the part of the chart to draw."""
        return None

    def _draw(self) -> None:
        """Ask for a drawing of what is wanted now, unless one is under way."""
        if self._chart is None or not self.isVisible() or self._asked is not None:
            return
        wanted = Wanted(
            chart=self._chart,
            width=self.width(),
            height=self.height(),
            ratio=self.devicePixelRatioF(),
            colours=theme.tokens(),
            scale=theme.look.scale,
            view=self._wanted_view(),
        )
        if wanted != self._got:
            self._asked = wanted
            studio().submit(partial(_render, wanted), self._receive, self.menu.refuse)

    def _receive(self, finished: tuple[Any, QImage]) -> None:
        asked, self._asked = self._asked, None
        if asked is not None and asked.chart is self._chart:
            self._got = asked
            self.drawing, self._image = finished
            self.menu.image = self._image
            self._renewed()
            self.update()
            self.drawn.emit(self.drawing)
        self._draw()

    def _renewed(self) -> None:
        """Follow a new drawing."""

    def _relaid(self) -> None:
        self.updateGeometry()
        self._draw()


def _render(wanted: Wanted) -> tuple[Any, QImage]:
    """Draw a chart and return what was drawn, with its picture; runs on the charts' thread."""
    from trustjournal.charts.raster import render
    from trustjournal.charts.style import ChartStyle

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
    chart: Any = wanted.chart
    draw = partial(chart.draw, style=style)
    if wanted.view is not None:
        draw = partial(draw, view=wanted.view)
    made = render(draw, wanted.width, wanted.height, wanted.ratio)
    form = QImage.Format.Format_RGBA8888
    image = QImage(made.pixels, made.width, made.height, 4 * made.width, form)
    # Painted, and moved while a new one is drawn, several times as fast as in matplotlib's form.
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(wanted.ratio)
    return made.drawing, image
