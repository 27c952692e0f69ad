"""The cards at the top of a person's page while something is open: unease, waiting."""

from collections.abc import Iterator
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from trustjournal.domain.recovery import Step
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.widgets.buttons import Button
from trustjournal.ui.widgets.card import clear_layout, stacked
from trustjournal.ui.widgets.recovery_card import ComplaintCard, RecoveryCard
from trustjournal.ui.widgets.waiting_card import WaitingCard

OPEN_KEYS = (Qt.Key.Key_R, Qt.Key.Key_M, Qt.Key.Key_B, Qt.Key.Key_A, Qt.Key.Key_W)
"""Three of what is put right, two of who waits."""

_GAP = 20

OpenCard = RecoveryCard | ComplaintCard | WaitingCard


class PersonOpen(QWidget):
    """Hidden while nothing is open. Signals are those of its cards."""

    step_done = Signal(object, Step)
    step_taken_back = Signal(object, Step)
    move_wanted = Signal(object, Button)
    fix_day_wanted = Signal(object, Button)
    ended = Signal(object)
    begun = Signal(object)
    answered = Signal(object)
    told_wanted = Signal(object, Button)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[OpenCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setVisible(False)

    def show_person(self, view: PersonView) -> None:
        """Show what is open with somebody, and keep the focus on the card that had it."""
        held = next((card for card in self.cards if _has_focus(card)), None)
        clear_layout(self._column)
        self.cards = list(_cards(view))
        for card in self.cards:
            self._connect(card)
        self._column.addWidget(stacked(self.cards, _GAP))
        self.setVisible(bool(self.cards))
        if held is not None:
            again = (one for one in self.cards if one.record_id == held.record_id)
            card = next(again, self.cards[0] if self.cards else None)
            if card is not None:
                card.show()  # what is not shown yet takes no focus
                card.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def lead_to(self, record_id: UUID) -> bool:
        """Put the focus on the card of a record; return whether it is open."""
        card = next((one for one in self.cards if one.record_id == record_id), None)
        if card is not None:
            card.show()  # what is not shown yet takes no focus
            card.first.setFocus(Qt.FocusReason.OtherFocusReason)
        return card is not None

    def stops(self) -> list[Button]:
        """Return the buttons of the cards from top to bottom."""
        return [button for card in self.cards for button in card.findChildren(Button)]

    def button(self, key: Qt.Key) -> Button | None:
        """Return what a key presses: a button of the first card that it is for."""
        for card in self.cards:
            if isinstance(card, WaitingCard):
                answers = {Qt.Key.Key_A: card.first, Qt.Key.Key_W: card.told_button}
                found = answers.get(key)
            elif isinstance(card, ComplaintCard):
                found = card.first if key is Qt.Key.Key_R else None
            else:
                found = card.button(key)
            if found is not None:
                return found
        return None

    def _connect(self, card: OpenCard) -> None:
        if isinstance(card, RecoveryCard):
            card.step_done.connect(self.step_done)
            card.step_taken_back.connect(self.step_taken_back)
            card.move_wanted.connect(self.move_wanted)
            card.fix_day_wanted.connect(self.fix_day_wanted)
            card.ended.connect(self.ended)
        elif isinstance(card, ComplaintCard):
            card.begun.connect(self.begun)
        else:
            card.answered.connect(self.answered)
            card.told_wanted.connect(self.told_wanted)


def _cards(view: PersonView) -> Iterator[OpenCard]:
    found, today, zone = view.open, view.today, view.zone
    customer = view.story.customer
    for number, recovery in enumerate(found.recoveries):
        yield RecoveryCard(recovery, customer, today, zone, hint=number == 0)
    for number, complaint in enumerate(found.untaken):
        alone = number == 0 and not found.recoveries
        yield ComplaintCard(complaint, today, zone, hint=alone)
    for number, waits in enumerate(found.waiting):
        yield WaitingCard(waits, hint=number == 0)


def _has_focus(card: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and card.isAncestorOf(focused)
