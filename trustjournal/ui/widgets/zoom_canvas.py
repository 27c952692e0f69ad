"""Shows a part of a large chart: zoomed with wheel, pinch and keys, moved with keys.

While the owner zooms or moves, the picture at hand is stretched or moved at once; the true one
follows from the charts' thread.
"""

from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QPainter, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trustjournal.charts.view import View
from trustjournal.ui import theme
from trustjournal.ui.widgets.chart_menu import Chart
from trustjournal.ui.widgets.figure_canvas import FigureCanvas

_NOTCH, _STEP, _STRIDE = 1.25, 1.5, 0.2
_ZOOMS = {Qt.Key.Key_Plus: _STEP, Qt.Key.Key_Equal: _STEP, Qt.Key.Key_Minus: 1 / _STEP}
WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
"""Across and up, for each arrow key."""


class ViewChart(Chart, Protocol):
    """A chart that can draw a part of itself."""

    def draw(self, figure: Any, style: Any, view: View | None = None) -> Any:
        """Draw the part in `view`, or all of it, and return a `charts.view_drawing.ViewDrawing`.

        What that says of the view counts: a chart may keep its proportions.
        """
        ...


class ZoomCanvas(FigureCanvas):
    """One large chart, of which a view is in sight.

    With `wheel_scrolls` the wheel is left to the page around it, and zooms only with Ctrl.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wheel_scrolls = False
        self._view: View | None = None  # all of it
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart, all of it."""
        self._view = self.current = None
        super().show_chart(chart)

    def renew_chart(self, chart: Chart) -> None:
        """Show the same chart after a change: what is in sight and current stays so."""
        super().show_chart(chart)

    def view(self) -> View | None:
        """Return what is in sight, None until something is drawn."""
        return self._view or (self.drawing.home if self.drawing else None)

    def set_view(self, view: View) -> None:
        """Look at a part of the chart, as far as there is one."""
        if self.drawing is not None:
            kept = view.kept_in(self.drawing.home)
            self._view = None if kept == self.drawing.home else kept
            self.update()
            self._draw()

    def show_all(self) -> None:
        """Look at the whole chart."""
        if self.drawing is not None:
            self.set_view(self.drawing.home)

    def zoom(self, times: float, place: QPointF | None = None) -> None:
        """Magnify around a place of the widget, else the current mark, else the middle."""
        view = self.view()
        if view is None:
            return
        if place is None and self.current is not None:
            place = self._place(self.current)
        ground = self._ground()
        if place is None or not ground.contains(place):
            place = ground.center()
        across = (place.x() - ground.left()) / ground.width()
        up = (ground.bottom() - place.y()) / ground.height()
        self.set_view(view.zoomed(times, across, up))

    def zoom_in(self) -> None:
        """Magnify by a step."""
        self.zoom(_STEP)

    def zoom_out(self) -> None:
        """See more by a step."""
        self.zoom(1 / _STEP)

    def event(self, event: QEvent) -> bool:
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is pinch:
            self.zoom(1 + event.value(), event.position())
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.wheel_scrolls and not held:
            event.ignore()
            return
        notches = event.angleDelta().y() / 120
        if notches:
            self.zoom(_NOTCH**notches, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, view = Qt.Key(event.key()), self.view()
        along = WAYS.get(key) if event.modifiers() & Qt.KeyboardModifier.ControlModifier else None
        if view is not None and along is not None:
            self.set_view(view.moved(along[0] * _STRIDE, along[1] * _STRIDE))
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def _renewed(self) -> None:
        asked, drawing = self._got, self.drawing
        if asked is not None and asked.view is not None and asked.view == self._view:
            self._view = drawing.view
            self._got = replace(asked, view=drawing.view)
        self.current = drawing.find(self.current.mark) if self.current else None

    def _wanted_view(self) -> View | None:
        return self._view

    def _paint_picture(self, painter: QPainter) -> None:
        super()._paint_picture(painter)
        moved = self._moved()
        if moved.isIdentity():
            return
        painter.save()
        ground = self._ground()
        painter.setClipRect(ground)
        painter.fillRect(ground, theme.colour("surface"))
        painter.setTransform(moved, True)
        super()._paint_picture(painter)
        painter.restore()

    def _pixel(self, place: QPointF) -> QPointF:
        return super()._pixel(self._moved().inverted()[0].map(place))

    def _place(self, mark: Any) -> QPointF:
        return self._moved().map(super()._place(mark))

    def _ground(self) -> QRectF:
        """Return where the view is drawn, on the widget."""
        frame, got = self.drawing.frame, self._got
        ratio, height = (got.ratio, got.height) if got else (1.0, self.height())
        corner = QPointF(frame.left / ratio, height - frame.top / ratio)
        return QRectF(corner, QPointF(frame.right / ratio, height - frame.bottom / ratio))

    def _moved(self) -> QTransform:
        """Return how the picture at hand is to be moved and stretched to show what is wanted."""
        wanted = self.view()
        if self.drawing is None or wanted is None or wanted == self.drawing.view:
            return QTransform()
        drawn, ground = self.drawing.view, self._ground()
        across, down = drawn.width / wanted.width, drawn.height / wanted.height
        left = ground.left() + (drawn.left - wanted.left) / wanted.width * ground.width()
        top = ground.top() + (wanted.top - drawn.top) / wanted.height * ground.height()
        moved = QTransform.fromTranslate(left, top).scale(across, down)
        return moved.translate(-ground.left(), -ground.top())
