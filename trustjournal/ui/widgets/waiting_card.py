"""The card of what a person waits for: how long, against the owner's own time."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trustjournal.i18n import _
from trustjournal.ui.models.person_open import Waits
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, primary, quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import NoteLine


class WaitingCard(Card):
    """One enquiry; `answered` fires with it, `told_wanted` also with the button for a day."""

    answered = Signal(object)
    told_wanted = Signal(object, Button)

    def __init__(self, waits: Waits, *, hint: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Waits for your answer"), parent=parent)
        self.enquiry = waits.enquiry
        self.first = primary(_("Answered"), "check", small=True)
        self.told_button = quiet(_("Say when it comes"), "calendar-days", small=True)
        if self.enquiry.note.strip():
            self.add(PlainLabel(self.enquiry.note.strip(), TypeRole.JOURNAL, wrap=True))
        tone = Tone.CLAY if waits.is_late else Tone.MUTED
        self.add(NoteLine("clock", waits.sentence, tone))
        held = QWidget()
        flow = FlowLayout(held, gap=6)
        flow.addWidget(self.first)
        flow.addWidget(self.told_button)
        self.add(held)
        if hint:
            keys = _("A answered  ·  W say when it comes")
            self.add(PlainLabel(keys, TypeRole.CAPTION, Tone.MUTED, wrap=True))
        self.first.clicked.connect(self._answer)
        self.told_button.clicked.connect(self._ask_day)

    @property
    def record_id(self) -> UUID:
        """What the card is about."""
        return self.enquiry.id

    def _answer(self) -> None:
        self.answered.emit(self.enquiry)

    def _ask_day(self) -> None:
        self.told_wanted.emit(self.enquiry, self.told_button)
