"""What a call is worth: guarding, winning back, and what the two are made of once it is opened."""

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from trustjournal.domain.agenda import Card
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import Pressable

_THICK = 6
_LEAST = 40


def leaning(card: Card) -> str:
    """Say whether a check-in is more worth guarding or winning back; "" of a duty."""
    if card.guard is None or card.win_back is None:
        return ""
    is_guarding = card.guard >= card.win_back
    return _("worth guarding") if is_guarding else _("worth winning back")


class Terms(QWidget):
    """The two terms of a check-in as bars against `most`, the greatest in the deck.

    A press unfolds what they are made of; `turned` fires with whether they are unfolded.
    """

    turned = Signal(bool)

    def __init__(self, card: Card, most: float, *, unfolded: bool) -> None:
        super().__init__()
        guard, win_back = card.guard or 0.0, card.win_back or 0.0
        lines = ((_("Worth guarding"), guard), (_("Worth winning back"), win_back))
        bars = QWidget()
        grid = QGridLayout(bars)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (words, chance) in enumerate(lines):
            grid.addWidget(PlainLabel(words, TypeRole.SMALL, Tone.MUTED), row, 0)
            grid.addWidget(_Bar(chance / most if most else 0.0), row, 1)
            figure = PlainLabel(_percent(chance), TypeRole.SMALL)
            grid.addWidget(figure, row, 2, Qt.AlignmentFlag.AlignTrailing)
        bars.setAccessibleName(", ".join(f"{words}: {_percent(one)}" for words, one in lines))
        pressed = Pressable(bars)
        if (room := pressed.layout()) is not None:
            room.setContentsMargins(0, 0, 0, 0)
        pressed.setToolTip(_("What this is made of"))
        pressed.clicked.connect(self._turn)
        self._made_of = PlainLabel(made_of(card), TypeRole.SMALL, Tone.MUTED, wrap=True)
        self._made_of.setContentsMargins(0, 0, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(pressed)
        column.addWidget(self._made_of)
        self._made_of.setVisible(unfolded)

    def _turn(self) -> None:
        unfolded = self._made_of.isHidden()
        self._made_of.setVisible(unfolded)
        self.turned.emit(unfolded)


def made_of(card: Card) -> str:
    """Say how the order of a check-in comes about, with its own numbers."""
    guard, win_back = card.guard or 0.0, card.win_back or 0.0
    both, total = guard + win_back, card.priority or 0.0
    number = QLocale().toString
    return "\n\n".join(
        (
            _(
                "Guarding, {chance}: that a call today keeps them. It grows with the days since "
                "you had their attention, and less so where trust is deep."
            ).format(chance=_percent(guard)),
            _(
                "Winning back, {chance}: that it brings them back, should they have drifted off "
                "already. It shrinks the longer they are silent, and with each call in vain."
            ).format(chance=_percent(win_back)),
            _(
                "Together {chance}, times {worth} for what they are worth in a year: {total}. "
                "The day's check-ins stand in the order of that number."
            ).format(
                chance=_percent(both),
                worth=number(total / both if both else 1.0, "g", 3),
                total=number(total, "g", 3),
            ),
        )
    )


def _percent(chance: float) -> str:
    return _("{percent} %").format(percent=QLocale().toString(100 * chance, "f", 1))


class _Bar(QWidget):
    """A thin bar, filled from its beginning by a share from 0 to 1."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = min(max(share, 0.0), 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_THICK))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole, radius = QRectF(self.rect()), self.height() / 2
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(whole, radius, radius)
        filled = QRectF(whole)
        filled.setWidth(max(whole.height(), whole.width() * self._share))
        if self.isRightToLeft():
            filled.moveRight(whole.right())
        if self._share > 0:
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(filled, radius, radius)
