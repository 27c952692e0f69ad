"""A card of the whole journal: a sentence, its chart, and beside it whom that leads to."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trustjournal.charts.insight_pictures import Mark
from trustjournal.domain import insight_words
from trustjournal.domain.insights import Topic
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.models.insight_view import CardView, PersonLine
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, icon_button, quiet
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.figure_canvas import FigureCanvas
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.rows import TileRow

_BESIDE = 820  # pixels from which the people stand beside the chart
_SIDE = 280
_TALLEST = 400


class InsightCard(Card):
    """Shows a `CardView`.

    `mark_chosen` fires with a mark of the chart, `person_chosen` with the id of somebody named.
    """

    mark_chosen = Signal(object)
    person_chosen = Signal(object)  # UUID

    def __init__(self, topic: Topic, deed: Button | None = None) -> None:
        name = insight_words.title(topic)
        self.more_button = icon_button(
            "ellipsis", _("Copy, save or read as a table: {chart}").format(chart=name)
        )
        super().__init__(name, trailing=self.more_button)
        self.topic = topic
        self.sentence = PlainLabel("", TypeRole.BODY, Tone.MUTED, wrap=True)
        self.canvas = FigureCanvas()
        policy = QSizePolicy.Policy
        self.canvas.setSizePolicy(policy.Expanding, policy.MinimumExpanding)
        self.head = PlainLabel("", TypeRole.STRONG, wrap=True)
        self.deed = deed
        self._beside = False
        self._people = QVBoxLayout()
        self._people.setSpacing(2)
        self.everyone_button = quiet(_("See everyone"), "users", small=True)
        self._everyone: Mark | None = None
        self._side = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.canvas.mark_chosen.connect(self.mark_chosen)
        self.more_button.clicked.connect(self._open_menu)
        self.everyone_button.clicked.connect(self._see_everyone)
        self.wait(_("One moment…"))

    def wait(self, sentence: str) -> None:
        """Say that the card is still being read; what it showed stays."""
        if self.canvas.menu.chart is None:
            self.sentence.setText(sentence)
            self.canvas.hide()
            self._side.hide()
            self.more_button.hide()

    def show_view(self, view: CardView) -> None:
        """Show what was read."""
        self.sentence.setText(view.chart.description)
        self.canvas.show_chart(view.chart)
        self.canvas.setVisible(not view.chart.blank)
        self.more_button.setVisible(bool(view.chart.rows))
        self.head.setText(view.head if view.people or not view.nobody else view.nobody)
        self.head.setVisible(bool(self.head.text()))
        clear_layout(self._people)
        rows = [self._row(line) for line in view.people]
        for before, row in pairwise([self.canvas, *rows]):
            self._people.addWidget(row)
            self.setTabOrder(before, row)  # else it would come after all other cards
        self._everyone = view.everyone
        self.everyone_button.setVisible(view.everyone is not None)
        said = bool(view.people or self.head.text())
        self._side.setVisible(said or self.deed is not None)
        self._beside = bool(view.people) and not view.chart.blank
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        side.addWidget(self.head)
        side.addLayout(self._people)
        side.addWidget(self.everyone_button, 0, Qt.AlignmentFlag.AlignLeading)
        if self.deed is not None:
            side.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignLeading)
        side.addStretch(1)
        self._columns.setSpacing(24)
        picture = QVBoxLayout()
        picture.addWidget(self.canvas, 1)
        picture.addStretch(0)
        self._columns.addLayout(picture, 1)
        self._columns.addWidget(self._side)
        self.add(self.sentence)
        self.body.addLayout(self._columns)
        theme.look.changed.connect(self._arrange)

    def _arrange(self) -> None:
        wide = self._beside and self.width() >= theme.px(_BESIDE)
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(beside if wide else under)
        self.canvas.setMaximumHeight(theme.px(_TALLEST))
        self._side.setMinimumWidth(theme.px(_SIDE) if wide else 0)
        self._side.setMaximumWidth(theme.px(_SIDE) if wide else 16777215)

    def _row(self, line: PersonLine) -> Pressable:
        row = Pressable(TileRow(line.icon, line.name, line.why, line.trailing, tone=line.tone))
        row.clicked.connect(partial(self._choose, line))
        return row

    def _choose(self, line: PersonLine) -> None:
        self.person_chosen.emit(line.customer_id)

    def _see_everyone(self) -> None:
        if self._everyone is not None:
            self.mark_chosen.emit(self._everyone)

    def _open_menu(self) -> None:
        corner = self.more_button.rect().bottomLeft()
        self.canvas.menu.popup(self.more_button.mapToGlobal(corner))
