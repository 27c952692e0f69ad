"""The card of one person's depth of trust: where it stands, what moved it, and the chart."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trustjournal.charts.depth_picture import Mark
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.models.person_view import DepthChart
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.figure_canvas import FigureCanvas
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.marker import marker_path


class DepthCard(Card):
    """`mark_chosen` fires with the mark of the chart that the owner wants to open.

    `span_chosen` fires where they want to see the whole time instead of a year, or the year again.
    """

    mark_chosen = Signal(Mark)
    span_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.headline = PlainLabel("", TypeRole.STRONG, Tone.ACCENT, elide=True)
        super().__init__(_("Depth of trust"), trailing=self.headline, parent=parent)
        self.sentence = PlainLabel("", TypeRole.BODY, Tone.MUTED, wrap=True)
        self.canvas = FigureCanvas()
        self.whole = False
        self.span_button = quiet("", small=True)
        self.span_button.clicked.connect(self._turn)
        self._legend = QWidget()
        self._entries = FlowLayout(self._legend, gap=18)
        self.add(self.sentence)
        self.add(self._legend)
        self.add(self.canvas)
        self.body.addWidget(self.span_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.canvas.mark_chosen.connect(self.mark_chosen)
        self.canvas.drawn.connect(self._show_legend)

    def clear_chart(self) -> None:
        """Show nothing of the person before, while the next one is being read."""
        self.headline.setText("")
        self.sentence.setText("")
        self.whole = False
        self.span_button.hide()
        self._entries.clear()
        self.canvas.clear()

    def show_depth(self, chart: DepthChart) -> None:
        """Show the depth of a person."""
        known = bool(chart.picture.marks)
        self.headline.setText(chart.headline if known else "")
        nothing = _("Nothing is logged yet. The curve begins with the first touchpoint.")
        self.sentence.setText(f"{chart.likely} {chart.moved}".strip() if known else nothing)
        self._legend.setVisible(known)
        self.canvas.setVisible(known)
        self.canvas.show_chart(chart)
        self.span_button.setText(_("Show the last year") if self.whole else _("Show it all"))
        self.span_button.setVisible(chart.older)

    def _turn(self) -> None:
        self.whole = not self.whole
        self.span_chosen.emit()

    def _show_legend(self, drawing: object) -> None:
        self._entries.clear()
        for entry in getattr(drawing, "legend", ()):
            self._entries.addWidget(
                _LegendEntry(entry.marker, entry.size, entry.colour, entry.word)
            )


class _LegendEntry(QWidget):
    """A marker and its word."""

    def __init__(self, marker: str, size: float, colour: str, word: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(_Marker(marker, size, colour))
        row.addWidget(PlainLabel(word, TypeRole.SMALL, Tone.MUTED))
        self.setAccessibleName(word)


class _Marker(QWidget):
    """A mark as the chart draws it."""

    def __init__(self, marker: str, size: float, colour: str) -> None:
        super().__init__()
        self._path = marker_path(marker, size)
        self._colour = colour
        side = theme.px(17)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(self.rect()).center())
        painter.fillPath(self._path, QColor(self._colour))
