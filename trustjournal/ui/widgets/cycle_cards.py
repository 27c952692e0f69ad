"""The cards beside the referral tree: the light, how many each brings, and what is at stake."""

from PySide6.QtCore import QModelIndex, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from trustjournal.domain import cycle_words
from trustjournal.domain.cycle import Member
from trustjournal.domain.cycle import Signal as Shown
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.models.cycle_view import CohortsChart, CycleView, LightChart
from trustjournal.ui.models.stake_list import StakeListModel
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.compact_canvas import CompactCanvas
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.person_list import PersonList
from trustjournal.ui.widgets.person_row import PersonRole

_TONES = {
    Shown.GREEN: Tone.ACCENT,
    Shown.AMBER: Tone.GOLD,
    Shown.RED: Tone.CLAY,
    Shown.TOO_EARLY: Tone.MUTED,
}
_LAMP = 18


class LightCard(Card):
    """The grow-slowly light with its sentence and the two series behind it."""

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("How fast to grow"), parent=parent)
        self.lamp = Lamp()
        self.word = PlainLabel("", TypeRole.STRONG, wrap=True)
        self.why = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.canvas = CompactCanvas(240, 230)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.lamp)
        row.addWidget(self.word, 1)
        self.body.addLayout(row)
        self.add(self.why)
        self.add(self.canvas)
        self.canvas.told.connect(self.told)

    def show_view(self, view: CycleView) -> None:
        """Show the light as of a reading."""
        light = view.book.light
        self.lamp.set_tone(_TONES[light.signal])
        self.word.setText(cycle_words.signal(light.signal))
        self.why.setText(light.why)
        self.canvas.setVisible(light.signal is not Shown.TOO_EARLY)
        self.canvas.show_chart(LightChart(light, view.today))


class CohortsCard(Card):
    """How many others the customers of each year bring."""

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Who brings others"), parent=parent)
        self.sentence = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.canvas = CompactCanvas(240, 190)
        self.add(self.sentence)
        self.add(self.canvas)
        self.canvas.told.connect(self.told)

    def show_view(self, view: CycleView) -> None:
        """Show the cohorts as of a reading."""
        cohorts = view.book.cohorts
        self.sentence.setText(cycle_words.cohorts(cohorts))
        self.canvas.setVisible(any(one.reproduction is not None for one in cohorts))
        self.canvas.show_chart(CohortsChart(cohorts))


class StakeCard(Card):
    """Through whom most may be lost; `chosen` fires with the id of whom to open.

    `pointed` fires with the id of whom to find in the tree.
    """

    chosen = Signal(object)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("If trust broke"), parent=parent)
        words = _(
            "What might leave with each of them in a year, at the very worst: half the value of "
            "everyone who came through them, less where trust is deep, up to three steps away."
        )
        self.add(PlainLabel(words, TypeRole.SMALL, Tone.MUTED, wrap=True))
        self.model = StakeListModel(self)
        self.list = PersonList(fitted=True)
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("People on whom most depends"))
        self.add_wide(self.list)
        self.list.activated.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._point)

    def show_view(self, view: CycleView) -> None:
        """Show those of a reading; without anybody the card is absent."""
        self.model.show_view(view)
        self.setVisible(self.model.rowCount() > 0)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(_id(index))

    def _point(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.pointed.emit(_id(current))


class Lamp(QWidget):
    """A lamp in the colour of a tone; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = Tone.MUTED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: Tone) -> None:
        """Shine in another colour."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_LAMP), theme.px(_LAMP))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(theme.colour(self._tone), 2))
        lit = self._tone is not Tone.MUTED
        painter.setBrush(theme.colour(self._tone if lit else "surface"))
        painter.drawEllipse(room)


def _id(index: QModelIndex) -> object:
    member = index.data(PersonRole.RECORD)
    return member.customer_id if isinstance(member, Member) else None
