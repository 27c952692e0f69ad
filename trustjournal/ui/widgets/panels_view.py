"""Small multiples that scroll: a panel for each person, of which only those in sight are drawn.

While the owner scrolls, the picture at hand moves at once; the true one follows from the charts'
thread.
"""

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QSizePolicy, QWidget

from trustjournal.charts.questions_picture import Grid
from trustjournal.charts.view import View
from trustjournal.ui import theme
from trustjournal.ui.models.questions_book import PanelMark, PanelsChart
from trustjournal.ui.widgets.chart_bubble import paint_bubble
from trustjournal.ui.widgets.figure_canvas import FigureCanvas
from trustjournal.ui.widgets.notices import announce

_NOTCH = 64
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_INSET = 6  # of a panel's ring


class PanelsCanvas(FigureCanvas):
    """The panels in sight; arrows, Page Up and Down, Home and End go through them, Enter opens one.

    `scrolled` fires when another part is in sight, or there is another amount to scroll through.
    """

    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offset = 0
        self._panels: PanelsChart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_panels(self, chart: PanelsChart, *, again: bool = False) -> None:
        """Show other panels from the first on; `again` keeps the place after a small change."""
        if not again:
            self.offset, self.current = 0, None
        elif self.current is not None and self.current.number >= len(chart.picture.profiles):
            self.current = None
        self._panels = chart
        self.offset = min(self.offset, self.furthest())
        self.show_chart(chart)
        self.scrolled.emit()

    def grid(self) -> Grid:
        """Return where the panels stand."""
        count = len(self._panels.picture.profiles) if self._panels else 0
        return Grid(count, self.width(), theme.look.scale)

    def furthest(self) -> int:
        """Return how far it can be scrolled."""
        return max(round(self.grid().height) - self.height(), 0)

    def scroll_to(self, offset: int) -> None:
        """Show the panels from a height on."""
        offset = min(max(offset, 0), self.furthest())
        if offset != self.offset:
            self.offset = offset
            self.update()
            self._draw()
            self.scrolled.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), round(self.grid().down))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.offset = min(self.offset, self.furthest())
        super().resizeEvent(event)
        self.scrolled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y() or event.angleDelta().y() / 120 * theme.px(_NOTCH)
        self.scroll_to(self.offset - round(pixels))
        self._point(self._mark_at(event.position()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.current
        super().keyPressEvent(event)
        if self.current is not None and self.current != before:
            self._look_at(self.current.number)

    def _next(self, key: Qt.Key) -> PanelMark | None:
        grid = self.grid()
        if not grid.count or key not in {*_STEPS, *_PAGES, *_ENDS}:
            return None
        last = grid.count - 1
        if key in _ENDS:
            return PanelMark(0 if key == Qt.Key.Key_Home else last)
        if self.current is None:
            seen = grid.within(self.offset + grid.down / 2, self.offset + self.height())
            return PanelMark(min(seen.start, last))
        at = self.current.number
        if key in _PAGES:
            page = max(int(self.height() // grid.down), 1) * grid.columns
            return PanelMark(min(max(at + _PAGES[key] * page, 0), last))
        across, down = _STEPS[key]
        to = at + (-across if self._mirrored() else across) + down * grid.columns
        return PanelMark(to if 0 <= to <= last else at)

    def _look_at(self, number: int) -> None:
        """Scroll as little as needed to have a panel in sight."""
        grid = self.grid()
        top = grid.corner(number)[1]
        lowest = top + grid.down - self.height()
        self.scroll_to(round(min(max(self.offset, lowest), top)))

    def _point(self, mark: PanelMark | None) -> None:
        if mark == self.current:
            return
        self.current = mark
        pointing = Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor
        self.setCursor(pointing)
        self.update()
        if mark is not None and self.hasFocus() and self._panels is not None:
            announce(self, self._panels.spoken(mark))

    def _renewed(self) -> None:
        """Keep the current panel: it is known by its number, wherever it is drawn."""

    def _wanted_view(self) -> View | None:
        return View(0, -self.offset - self.height(), self.width(), -self.offset)

    def _paint_picture(self, painter: QPainter) -> None:
        drawn = self._got.view if self._got else None
        moved = -drawn.top - self.offset if drawn is not None else 0.0
        painter.drawImage(QRectF(self.rect()).translated(0, moved), self._image)

    def _paint_over(self, painter: QPainter) -> None:
        if self.current is None or self._panels is None:
            return
        place, half = self._place(self.current), self.grid().down / 2 - _INSET
        width = self.grid().across - _INSET
        ring = QRectF(0, 0, width, 2 * half)
        ring.moveCenter(place)
        painter.setPen(QPen(theme.colour("ink"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring, 8, 8)
        paint_bubble(painter, self.rect(), place, half, self._panels.words(self.current))

    def _mark_at(self, place: QPointF) -> PanelMark | None:
        grid, y = self.grid(), place.y() + self.offset
        number = grid.at(self.width() - place.x() if self._mirrored() else place.x(), y)
        return None if number is None else PanelMark(number, grid.question_at(y))

    def _place(self, mark: PanelMark) -> QPointF:
        grid = self.grid()
        x, top = grid.corner(mark.number)
        middle = x + grid.reach / 2
        across = self.width() - middle if self._mirrored() else middle
        return QPointF(across, top + grid.down / 2 - self.offset)

    def _mirrored(self) -> bool:
        return self._panels is not None and self._panels.picture.mirrored

    def _relaid(self) -> None:
        super()._relaid()
        self.offset = min(self.offset, self.furthest())
        self.scrolled.emit()


class PanelsView(QWidget):
    """The panels beside their scroll bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = PanelsCanvas()
        self.bar = QScrollBar(Qt.Orientation.Vertical)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.canvas, 1)
        row.addWidget(self.bar)
        self.setFocusProxy(self.canvas)
        self.bar.valueChanged.connect(self.canvas.scroll_to)
        self.canvas.scrolled.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Let the bar show what is in sight."""
        with QSignalBlocker(self.bar):
            self.bar.setRange(0, self.canvas.furthest())
            self.bar.setPageStep(max(self.canvas.height(), 1))
            self.bar.setSingleStep(theme.px(_NOTCH))
            self.bar.setValue(self.canvas.offset)
        self.bar.setVisible(self.canvas.furthest() > 0)
