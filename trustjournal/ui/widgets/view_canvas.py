"""Shows a large chart: it can be zoomed and moved, and its marks picked one by one or by the area.

A chart for this canvas is a `ViewChart`: its `draw` is also told which `View` of it to draw, in the
chart's own units, and returns a `charts.view_drawing.ViewDrawing`, whose arrays find one mark among
thousands at once. What a mark stands for (`mark.mark`, all that the signals carry) is hashable.

    canvas = ViewCanvas()
    canvas.show_chart(chart)     # another chart, all of it
    canvas.renew_chart(newer)    # the same one after a change: view and current mark stay
    canvas.mark_chosen.connect(open_person)
    canvas.area_selected.connect(show_list)

Mouse: the wheel zooms around the pointer, two fingers pinch, a drag moves, Shift and a drag, or a
drag while `set_selecting(True)`, draws a rectangle around marks, a click opens a mark. With
`carries_marks = True` a drag that begins on a mark carries it to another one instead.
Keys: arrows go to the next mark that way, Home and End to the first and the last, Enter opens one;
+ and - zoom, 0 shows everything, Ctrl and arrows move; Ctrl+A selects all that is in sight; Escape
drops what the mouse holds and ends selecting.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from trustjournal.charts.view import View
from trustjournal.ui import theme
from trustjournal.ui.widgets.zoom_canvas import WAYS, ZoomCanvas

_LEAST_HEIGHT, _AROUND = 200, 4
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class _Hold(Enum):
    """What a drag of the mouse does."""

    MOVE = Qt.CursorShape.ClosedHandCursor
    SELECT = Qt.CursorShape.CrossCursor
    CARRY = Qt.CursorShape.DragMoveCursor


@dataclass(slots=True)
class _Drag:
    """The left button held down: where it began and where it is; `moving` once it went far."""

    hold: _Hold
    began: QPointF
    at: QPointF
    view: View
    mark: Any
    moving: bool = False


class ViewCanvas(ZoomCanvas):
    """One large chart; `mark_chosen`, `drawn` and `told` as in `FigureCanvas`.

    `area_selected` fires with the list of what the marks in a rectangle stand for, `mark_dropped`
    with what a carried mark stands for and what it was dropped on, None for the ground.
    """

    area_selected = Signal(object)
    mark_dropped = Signal(object, object)
    selecting_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.carries_marks = False
        self.selecting = False
        self._drag: _Drag | None = None

    def set_selecting(self, on: bool) -> None:
        """Let the next drag draw a rectangle instead of moving the chart."""
        if on != self.selecting:
            self.selecting = on
            self._show_cursor()
            self.selecting_changed.emit(on)

    def select_in_sight(self) -> None:
        """Select every mark in sight."""
        if self.drawing is not None:
            self._select(self._ground())

    def point_at(self, thing: Any) -> None:
        """Make the mark of a thing stand out, moving it into sight where needed."""
        mark = self.drawing.find(thing) if self.drawing is not None else None
        if mark is not None:
            self._point(mark)
            self._look_at(mark)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), theme.px(_LEAST_HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        view = self.view()
        if event.button() is not Qt.MouseButton.LeftButton or view is None:
            return
        place = event.position()
        mark, hold = self._mark_at(place), _Hold.MOVE
        if self.selecting or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            hold = _Hold.SELECT
        elif self.carries_marks and mark is not None:
            hold = _Hold.CARRY
        self._drag = _Drag(hold, place, place, view, mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag, place = self._drag, event.position()
        if drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._drag = None
            super().mouseMoveEvent(event)
            return
        drag.at, way = place, place - drag.began
        if not drag.moving and way.manhattanLength() >= QApplication.startDragDistance():
            drag.moving = True
            self._show_cursor()
        if not drag.moving:
            return
        if drag.hold is _Hold.MOVE:
            self._point(None)
            ground = self._ground()
            across, up = -way.x() / ground.width(), way.y() / ground.height()
            self.set_view(drag.view.moved(across, up))
        elif drag.hold is _Hold.CARRY:
            self._point(self._mark_at(place))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._let_go()
        if drag.moving and drag.hold is _Hold.SELECT:
            self._select(QRectF(drag.began, event.position()).normalized())
        elif drag.moving and drag.hold is _Hold.CARRY:
            target = self._mark_at(event.position())
            if target is None or target.mark != drag.mark.mark:
                self.mark_dropped.emit(drag.mark.mark, target.mark if target else None)
        elif not drag.moving and drag.mark is not None:
            self.mark_chosen.emit(drag.mark.mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_in_sight()
        elif event.key() == Qt.Key.Key_Escape and (self._drag or self.selecting):
            self._let_go()
            self.set_selecting(False)
        else:
            super().keyPressEvent(event)
            if self.current is not None and event.key() in {*WAYS, *_ENDS}:
                self._look_at(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._let_go()
        super().focusOutEvent(event)

    def _next(self, key: Qt.Key) -> Any:
        drawing = self.drawing
        if drawing is None or not len(drawing.things) or key not in {*WAYS, *_ENDS}:
            return None
        if key in _ENDS:
            return drawing.mark(_ENDS[key])
        if self.current is not None:
            return drawing.toward(self.current, *WAYS[key])
        middle = self._pixel(self._ground().center())
        return drawing.nearest(middle.x(), middle.y())

    def _look_at(self, mark: Any) -> None:
        """Move a mark into sight."""
        view, ground, place = self.view(), self._ground(), self._place(mark)
        if view is not None and not ground.contains(place):
            x = view.left + (place.x() - ground.left()) / ground.width() * view.width
            y = view.bottom + (ground.bottom() - place.y()) / ground.height() * view.height
            self.set_view(view.around(x, y))

    def _select(self, area: QRectF) -> None:
        from trustjournal.charts.curve import Box  # numpy comes with the first chart, not before

        lower, upper = self._pixel(area.bottomLeft()), self._pixel(area.topRight())
        found = self.drawing.within(Box(lower.x(), lower.y(), upper.x(), upper.y()))
        self.set_selecting(False)
        self.area_selected.emit(found)

    def _let_go(self) -> None:
        self._drag = None
        self._show_cursor()
        self.update()

    def _point(self, mark: Any) -> None:
        super()._point(mark)
        self._show_cursor()

    def _show_cursor(self) -> None:
        if self._drag is not None and self._drag.moving:
            self.setCursor(self._drag.hold.value)
        elif self.selecting:
            self.setCursor(_Hold.SELECT.value)
        elif self.current is None:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def _paint_over(self, painter: QPainter) -> None:
        super()._paint_over(painter)
        drag = self._drag
        if drag is None or not drag.moving or drag.hold is _Hold.MOVE:
            return
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        if drag.hold is _Hold.SELECT:
            tint = theme.colour("accent")
            tint.setAlphaF(0.12)
            painter.setBrush(tint)
            painter.drawRoundedRect(QRectF(drag.began, drag.at).normalized(), 4, 4)
        else:
            painter.drawLine(self._place(drag.mark), drag.at)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(drag.at, theme.px(6), theme.px(6))

    def _ring(self, mark: Any) -> float:
        ratio = self._got.ratio if self._got else 1.0
        return max(super()._ring(mark), mark.radius / ratio + _AROUND)
