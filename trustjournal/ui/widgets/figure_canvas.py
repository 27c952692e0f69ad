"""Shows a chart whose marks answer: hover names one, a click or Enter opens it.

What stands out on hover is painted over the finished picture.
"""

from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from trustjournal.ui import theme
from trustjournal.ui.widgets.chart_bubble import paint_bubble
from trustjournal.ui.widgets.chart_picture import ChartPicture
from trustjournal.ui.widgets.notices import announce

_RING = 9
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class FigureCanvas(ChartPicture):
    """One chart with marks.

    Tab reaches the chart, Left, Right, Home and End move among its marks, Enter opens one.
    `mark_chosen` fires with a mark of the drawing.
    """

    mark_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current: Any = None
        self.setMouseTracking(True)

    def clear(self) -> None:
        self.current = None
        super().clear()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._mark_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if mark is not None and event.button() is Qt.MouseButton.LeftButton:
            self.mark_chosen.emit(mark.mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        wanted = self._next(key)
        if wanted is not None:
            self._point(wanted)
        elif key in _OPENING and self.current is not None:
            self.mark_chosen.emit(self.current.mark)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._point(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.menu.chart is not None:
            by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
            place = event.globalPos()
            if by_key and self.current is not None:
                place = self.mapToGlobal(self._place(self.current).toPoint())
            self.menu.popup(place)

    def _next(self, key: Qt.Key) -> Any:
        """Return the mark to which a key leads, or None."""
        marks = self.drawing.marks if self.drawing else ()
        last = len(marks) - 1
        at = marks.index(self.current) if self.current in marks else None
        steps = {
            Qt.Key.Key_Left: last if at is None else at - 1,
            Qt.Key.Key_Right: 0 if at is None else at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        return marks[min(max(steps[key], 0), last)] if key in steps and marks else None

    def _point(self, mark: Any) -> None:
        """Make a mark stand out, or none."""
        if mark == self.current:
            return
        self.current = mark
        pointing = Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor
        self.setCursor(pointing)
        self.update()
        if mark is not None and self.hasFocus() and self._got is not None:
            announce(self, ", ".join(self._got.chart.words(mark.mark)))

    def _renewed(self) -> None:
        self.current = None

    def _paint_over(self, painter: QPainter) -> None:
        if self.current is not None and self._got is not None:
            place, ring = self._place(self.current), self._ring(self.current)
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, ring, ring)
            words = self._got.chart.words(self.current.mark)
            paint_bubble(painter, self.rect(), place, ring, words)

    def _mark_at(self, place: QPointF) -> Any:
        if self.drawing is None:
            return None
        pixel = self._pixel(place)
        return self.drawing.at(pixel.x(), pixel.y())

    def _pixel(self, place: QPointF) -> QPointF:
        """Return the device pixel of the drawing, from its lower left, that stands at a place."""
        ratio = self._got.ratio if self._got else 1.0
        height = self._got.height if self._got else self.height()
        return QPointF(place.x() * ratio, (height - place.y()) * ratio)

    def _place(self, mark: Any) -> QPointF:
        """Return where a mark of the drawing stands on the widget."""
        ratio = self._got.ratio if self._got else 1.0
        height = self._got.height if self._got else self.height()
        return QPointF(mark.x / ratio, height - mark.y / ratio)

    def _ring(self, _mark: Any) -> float:
        """Return how far from a mark's middle its ring is, in pixels."""
        return theme.px(_RING)
