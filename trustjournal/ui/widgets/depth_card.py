"""The card of one person's depth of trust: where it stands, what moved it, and the chart."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trustjournal.charts.depth_picture import Mark
from trustjournal.i18n import _
from trustjournal.ui.models.person_view import DepthChart
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.chart_legend import ChartLegend
from trustjournal.ui.widgets.figure_canvas import FigureCanvas
from trustjournal.ui.widgets.label import PlainLabel


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
        self.span_button = quiet("", small=True, flush=True)
        self.span_button.clicked.connect(self._turn)
        self._legend = ChartLegend()
        self.add(self.sentence)
        self.add(self._legend)
        self.add(self.canvas)
        self.body.addWidget(self.span_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.canvas.mark_chosen.connect(self.mark_chosen)
        self.canvas.drawn.connect(self._legend.show_drawing)

    def clear_chart(self) -> None:
        """Show nothing of the person before, while the next one is being read."""
        self.headline.setText("")
        self.sentence.setText("")
        self.whole = False
        self.span_button.hide()
        self._legend.show_entries(())
        self.canvas.clear()

    def show_depth(self, chart: DepthChart) -> None:
        """Show the depth of a person."""
        marked = bool(chart.picture.marks)
        known = marked or chart.older
        self.headline.setText(chart.headline if known else "")
        moved = chart.moved if marked else _("Nothing was logged in the last year.")
        said = " ".join(filter(None, (chart.likely, moved, chart.chance)))
        nothing = _("Nothing is logged yet. The curve begins with the first touchpoint.")
        self.sentence.setText(said if known else nothing)
        self._legend.setVisible(known)
        self.canvas.setVisible(known)
        self.canvas.show_chart(chart)
        self.span_button.setText(_("Show the last year") if self.whole else _("Show it all"))
        self.span_button.setVisible(chart.older)

    def _turn(self) -> None:
        self.whole = not self.whole
        self.span_chosen.emit()
