"""The card of what is coming up with one person."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.agenda import Card as Coming
from trustjournal.domain.agenda import CardKind
from trustjournal.i18n import _
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import SIDE, Pressable
from trustjournal.ui.widgets.rows import TileRow
from trustjournal.ui.widgets.tab_order import tab_in_order

_LOOKS = {
    CardKind.PROMISE: ("handshake", Tone.GOLD),
    CardKind.GESTURE: ("gift", Tone.CLAY),
    CardKind.DATE: ("cake", Tone.GOLD),
    CardKind.CHECK_IN: ("phone", Tone.ACCENT),
}


class ComingUp(Card):
    """What is ahead with one person.

    `opened` fires with a card of the agenda, `done` and `snooze_wanted` for the check-in,
    `plan_wanted` where nothing is planned.
    """

    opened = Signal(object)
    done = Signal()
    snooze_wanted = Signal(Button)
    plan_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Coming up"), parent=parent)
        self.body.setContentsMargins(0, 0, 0, 0)  # a row reaches out for its frame

    def show_cards(self, cards: Sequence[Coming], today: date) -> None:
        """Show what is ahead, the soonest first."""
        self.clear()
        for card in cards:
            row = Pressable(_row(card, today))
            row.clicked.connect(partial(self._open, card))
            self.add(row)
            if card.kind is CardKind.CHECK_IN:
                self.add(self._check_in_buttons())
        if not cards:
            self._add_nothing()
        tab_in_order(self)

    def _add_nothing(self) -> None:
        nothing = QVBoxLayout()
        nothing.setContentsMargins(SIDE, 0, SIDE, 0)
        nothing.setSpacing(8)
        words = _("Nothing is planned.")
        nothing.addWidget(PlainLabel(words, TypeRole.BODY, Tone.MUTED, wrap=True))
        plan = quiet(_("Plan a check-in"), "calendar-clock", small=True, flush=True)
        plan.clicked.connect(self.plan_wanted)
        nothing.addWidget(plan, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(nothing)

    def _check_in_buttons(self) -> QWidget:
        done = quiet(_("Done"), "check", small=True, flush=True)
        snooze = quiet(_("Snooze"), "alarm-clock", small=True, flush=True)
        done.clicked.connect(self.done)
        snooze.clicked.connect(partial(self._snooze, snooze))
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(SIDE + 48, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(done)
        row.addWidget(snooze)
        row.addStretch(1)
        return held

    def _open(self, card: Coming) -> None:
        self.opened.emit(card)

    def _snooze(self, button: Button) -> None:
        self.snooze_wanted.emit(button)


def _row(card: Coming, today: date) -> TileRow:
    icon, tone = _LOOKS[card.kind]
    day = words.when(card.due_on, today)
    when = words.sentence(day) if card.due_on >= today else _("Since {day}").format(day=day)
    return TileRow(icon, words.sentence(card.title), card.why, when, tone=tone)
