"""The cards of what went wrong with one person: what is put right, and what nobody took up."""

from dataclasses import replace
from datetime import date, tzinfo
from uuid import UUID

from PySide6.QtCore import Qt, Signal

from trustjournal.domain import recovery as playbook
from trustjournal.domain import words
from trustjournal.domain.records import Customer, Recovery, Touchpoint
from trustjournal.domain.recovery import Step
from trustjournal.i18n import _
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, primary, quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel, hairline
from trustjournal.ui.widgets.recovery_steps import RecoverySteps
from trustjournal.ui.widgets.rows import NoteLine

_LEADING = Qt.AlignmentFlag.AlignLeading


class RecoveryCard(Card):
    """Where it stands, the number to call, and the steps. Signals carry the recovery first.

    `step_done` and `step_taken_back` fire with a step, `move_wanted` and `fix_day_wanted` with the
    button below which a day is to be chosen, `ended` where it was nothing.
    """

    step_done = Signal(object, Step)
    step_taken_back = Signal(object, Step)
    move_wanted = Signal(object, Button)
    fix_day_wanted = Signal(object, Button)
    ended = Signal(object)

    def __init__(
        self, recovery: Recovery, customer: Customer, today: date, zone: tzinfo, *, hint: bool
    ) -> None:
        self.nothing_button = quiet(_("It was nothing"), small=True, flush=True)
        may_be_nothing = recovery.touchpoint_id is None and recovery.fixed_on is None
        noticed = words.on(recovery.noticed_at.astimezone(zone).date(), today)
        how = _("they complained {day}") if recovery.touchpoint_id else _("noticed {day}")
        super().__init__(_title(recovery), how.format(day=noticed), self.nothing_button)
        self.recovery = recovery
        self.steps = RecoverySteps(recovery, today)
        self.nothing_button.setVisible(may_be_nothing)
        if about := recovery.about.strip():
            self.add(PlainLabel(about, TypeRole.JOURNAL, wrap=True))
        stands = playbook.sentence(replace(recovery, about=""), today)
        self.add(PlainLabel(stands, TypeRole.LEAD, wrap=True))
        self._add_number(customer)
        self.add(hairline())
        self.add(self.steps)
        if hint:
            self._add_hint()
        self.nothing_button.clicked.connect(self._end)
        self.steps.done.connect(self.step_done)
        self.steps.taken_back.connect(self.step_taken_back)
        self.steps.move_wanted.connect(self.move_wanted)
        self.steps.fix_day_wanted.connect(self.fix_day_wanted)

    @property
    def first(self) -> Button:
        """The button that most want to press."""
        return self.steps.done_button

    @property
    def record_id(self) -> UUID:
        """What the card is about."""
        return self.recovery.id

    def button(self, key: Qt.Key) -> Button | None:
        """Return what a key presses."""
        keys = {Qt.Key.Key_R: self.first, Qt.Key.Key_M: self.steps.move_button}
        if self.recovery.fixed_on is None:
            keys[Qt.Key.Key_B] = self.steps.fix_day_button
        return keys.get(key)

    def _add_number(self, customer: Customer) -> None:
        if customer.phones:
            number = PlainLabel(customer.phones[0].value, TypeRole.HEADING, Tone.ACCENT, wrap=True)
            number.set_selectable()
            said = _("Phone: {number}").format(number=customer.phones[0].value)
            number.setAccessibleName(said)
            self.add(number)
        elif customer.emails:
            self.add(NoteLine("mail", customer.emails[0].value, Tone.MUTED))

    def _add_hint(self) -> None:
        step = playbook.next_step(self.recovery)
        keys = _("R done  ·  M another day  ·  B the day it will be right")
        if step is Step.CHECK_BACK:
            keys = _("R done  ·  M another day")
        self.add(PlainLabel(keys, TypeRole.CAPTION, Tone.MUTED, wrap=True))

    def _end(self) -> None:
        self.ended.emit(self.recovery)


class ComplaintCard(Card):
    """A complaint that nobody has begun to put right; `begun` fires with it."""

    begun = Signal(object)

    def __init__(self, complaint: Touchpoint, today: date, zone: tzinfo, *, hint: bool) -> None:
        day = complaint.happened_at.astimezone(zone).date()
        super().__init__(_("A complaint is open"), words.when(day, today))
        self.complaint = complaint
        self.first = primary(_("Begin to put it right"), "heart-handshake", small=True)
        if complaint.note.strip():
            self.add(PlainLabel(complaint.note.strip(), TypeRole.JOURNAL, wrap=True))
        said = _("It weighs in full until it is put right. Four steps lead there.")
        self.add(PlainLabel(said, TypeRole.SMALL, Tone.MUTED, wrap=True))
        self.body.addWidget(self.first, 0, _LEADING)
        if hint:
            self.add(PlainLabel(_("R: begin."), TypeRole.CAPTION, Tone.MUTED))
        self.first.clicked.connect(self._begin)

    @property
    def record_id(self) -> UUID:
        """What the card is about."""
        return self.complaint.id

    def _begin(self) -> None:
        self.begun.emit(self.complaint)


def _title(recovery: Recovery) -> str:
    step = playbook.next_step(recovery)
    if step is Step.HEAR:
        return _("Call first")
    return _("Check back") if step is Step.CHECK_BACK else _("Put it right")
