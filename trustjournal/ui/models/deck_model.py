"""The deck of the day as rows of people."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trustjournal.domain import words
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.choices import Side
from trustjournal.domain.depth_stage import DepthStage, stage_of
from trustjournal.domain.records import Recovery
from trustjournal.domain.recovery import Step, next_step
from trustjournal.i18n import _
from trustjournal.store.dues import Due
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.depth_meter import parts_filled
from trustjournal.ui.widgets.person_row import PersonRole
from trustjournal.ui.widgets.today_terms import leaning

DEPTH_BOUNDS = tuple(stage.floor for stage in DepthStage)[1:]

CardKey = tuple[CardKind, UUID, UUID | None, str]

_ICONS = {
    CardKind.UNEASE: "phone",
    CardKind.WAITING: "message-circle",
    CardKind.PROMISE: "handshake",
    CardKind.GESTURE: "gift",
    CardKind.DATE: "cake",
    CardKind.CHECK_IN: "clock",
}


def key_of(card: Card) -> CardKey:
    """Return what makes a card the same one at the next reading."""
    label = card.title if card.record_id is None else ""
    return card.kind, card.customer_id, card.record_id, label


class DeckModel(QAbstractListModel):
    """Rows answer to `PersonRole`; `RECORD` is the `Due` itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._due: Sequence[Due] = ()
        self._left: list[CardKey] = []
        self._roles: list[dict[int, Any]] = []

    def set_due(self, due: Sequence[Due], today: date) -> CardKey | None:
        """Show these cards, in this order; return the one that an undo brought back, if any did."""
        away = [key for key in self._left if self.row_of(key) < 0]
        self.beginResetModel()
        self._due = due
        self._roles = [_roles(one, today) for one in due]
        parts = [one.card.kind is CardKind.CHECK_IN for one in due]
        if not all(parts) and any(parts):
            self._roles[parts.index(True)][PersonRole.SECTION] = _("Check in with")
        self.endResetModel()
        back = next((key for key in reversed(away) if self.row_of(key) >= 0), None)
        if back is not None:
            self._left.remove(back)
        return back

    def leave(self, key: CardKey) -> None:
        """Remember that the owner is done with a card, so that it is known when it comes back."""
        self._left.append(key)

    @property
    def most(self) -> float:
        """The greatest of the terms that the check-ins are ranked by, 0 without any."""
        terms = ((one.card.guard, one.card.win_back) for one in self._due)
        return max((term or 0.0 for both in terms for term in both), default=0.0)

    def due(self, row: int) -> Due | None:
        """Return the card in a row, or None outside the deck."""
        return self._due[row] if 0 <= row < len(self._due) else None

    def row_of(self, key: CardKey) -> int:
        """Return the row of a card, -1 where it is no longer here."""
        rows = (row for row, one in enumerate(self._due) if key_of(one.card) == key)
        return next(rows, -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._due)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not (index.isValid() and index.row() < len(self._due)):
            return None
        return self._roles[index.row()].get(role)


def say(due: Due) -> str:
    """Say what a card asks for, as a sentence or a name of a thing."""
    card = due.card
    if card.kind is CardKind.PROMISE and card.by is Side.THEM:
        return words.they_promised(card.title)
    if card.kind is CardKind.PROMISE:
        return words.promised(card.title)
    if card.kind is CardKind.UNEASE and step_of(due) is not Step.FIX:
        return _("Call now: {step}").format(step=card.title)
    return words.sentence(card.title)


def step_of(due: Due) -> Step:
    """Return the step that has to be done with whoever is uneasy; a new complaint is heard out."""
    step = next_step(due.record) if isinstance(due.record, Recovery) else None
    return step or Step.HEAR


def _roles(due: Due, today: date) -> dict[int, Any]:
    card, customer = due.card, due.customer
    what, why = say(due), card.why.rstrip(".")
    if worth := leaning(card):
        why = _("{why} · {worth}").format(why=why, worth=worth)
    stage, late = stage_of(due.depth), card.due_on < today
    pressing = late or card.kind is CardKind.UNEASE
    icon = "circle-alert" if late and card.kind is CardKind.PROMISE else _ICONS[card.kind]
    spoken = (customer.name, customer.company, what, why, stage.word)
    return {
        PersonRole.NAME: customer.name,
        PersonRole.COMPANY: customer.company,
        PersonRole.SENTENCE: " ".join(what.split()),
        PersonRole.WHY: why,
        PersonRole.WHY_ICON: icon,
        PersonRole.WHY_TONE: Tone.CLAY if pressing else Tone.MUTED,
        PersonRole.DEPTH: parts_filled(due.depth, DEPTH_BOUNDS),
        PersonRole.STAGE: stage.word,
        PersonRole.RECORD: due,
        PersonRole.CUSTOMER_ID: customer.id,
        Qt.ItemDataRole.AccessibleTextRole: ". ".join(part.rstrip(".") for part in spoken if part),
    }
