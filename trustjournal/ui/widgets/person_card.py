"""The person behind a card of the deck: what the owner wants to see before they call."""

from datetime import date, tzinfo
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import recovery as playbook
from trustjournal.domain import words
from trustjournal.domain.agenda import CardKind
from trustjournal.domain.depth_stage import stage_of
from trustjournal.domain.records import (
    Customer,
    Promise,
    Touchpoint,
)
from trustjournal.domain.recovery import Step
from trustjournal.i18n import _
from trustjournal.store.dues import Due
from trustjournal.ui.models.deck_model import DEPTH_BOUNDS, step_of
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.avatar import Avatar
from trustjournal.ui.widgets.buttons import Weight, icon_button, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.deck_list import Deed, keyed
from trustjournal.ui.widgets.depth_meter import DepthMeter, parts_filled
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import FactRow, IconMark, NoteLine
from trustjournal.ui.widgets.today_terms import Terms
from trustjournal.ui.widgets.touch_words import beginning, touch_aside, touch_icon

_TOP = Qt.AlignmentFlag.AlignTop
_NOTE_LENGTH = 72
_FACT_LENGTH = 110
_PROMISES_SHOWN = 3
_ASKED = 300
_PRESSING = (CardKind.UNEASE, CardKind.WAITING)


class PersonCard(Card):
    """One person in short; `asked` fires with a deed of the deck."""

    asked = Signal(Deed)

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self._unfolded = False
        self.open_button = secondary(_("Open"), small=True)
        self.open_button.setToolTip(keyed(_("Open the page of this person"), Deed.OPEN))
        self.called_button = icon_button("phone", _("Called"), Weight.SECONDARY, small=True)
        self.called_button.setToolTip(keyed(_("Called just now"), Deed.CALLED))
        self.missed_button = icon_button("x", _("No answer"), Weight.SECONDARY, small=True)
        self.missed_button.setToolTip(keyed(_("Called, but nobody answered"), Deed.MISSED))
        self.note_button = icon_button("pen-line", _("Note"), Weight.SECONDARY, small=True)
        self.note_button.setToolTip(keyed(_("Write a note"), Deed.NOTE))
        self.gesture_button = icon_button("gift", _("Gesture"), Weight.SECONDARY, small=True)
        self.gesture_button.setToolTip(keyed(_("Plan a gesture"), Deed.GESTURE))
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(4, 6, 4, 0)
        row.setSpacing(8)
        row.addWidget(self.open_button)
        row.addStretch(1)
        for button, deed in (
            (self.open_button, Deed.OPEN),
            (self.called_button, Deed.CALLED),
            (self.missed_button, Deed.MISSED),
            (self.note_button, Deed.NOTE),
            (self.gesture_button, Deed.GESTURE),
        ):
            button.clicked.connect(partial(self._press, deed))
            if button is not self.open_button:
                row.addWidget(button)
        self.add_wide(self._buttons)

    def show_due(self, due: Due, today: date, most: float = 0.0) -> None:
        """Show the person of a card; `most` is the greatest term among the check-ins of the day."""
        self.clear()
        self.setAccessibleName(due.customer.name)
        self.add(_Head(due))
        kind = due.card.kind
        if kind in _PRESSING:
            late = kind is CardKind.UNEASE or due.card.due_on < today
            tone = Tone.CLAY if late else Tone.ACCENT
            self._add_pressing(due, tone)
            self._add_phone(due.customer, TypeRole.TITLE, tone)
            self._add_touches(due.touches, today)
        else:
            self._add_phone(due.customer, TypeRole.HEADING, Tone.ACCENT)
        if kind is CardKind.CHECK_IN:
            terms = Terms(due.card, most, unfolded=self._unfolded)
            terms.turned.connect(self._turn)
            self.add(terms)
        self._add_facts(due.customer)
        self._add_promises(due.promises, today)
        if kind not in _PRESSING:
            self._add_touches(due.touches, today)

    def _press(self, deed: Deed, _checked: bool = False) -> None:
        self.asked.emit(deed)

    def _turn(self, unfolded: bool) -> None:
        self._unfolded = unfolded

    def _add_pressing(self, due: Due, tone: Tone) -> None:
        """Say what comes before anything else is known of the person."""
        if due.card.kind is CardKind.UNEASE:
            step = step_of(due)
            number = list(Step).index(step) + 1
            heading = _("Step {number} of {all}: {step}").format(
                number=number, all=len(Step), step=playbook.title(step)
            )
            told = playbook.meaning(step)
        else:
            heading, told = _("Waits for your answer"), due.card.why
        self.add(PlainLabel(heading, TypeRole.STRONG, tone, wrap=True))
        self.add(PlainLabel(told, TypeRole.BODY, wrap=True))
        if isinstance(due.record, Touchpoint) and due.record.note.strip():
            self.add(PlainLabel(beginning(due.record.note, _ASKED), TypeRole.JOURNAL, wrap=True))

    def _add_phone(self, customer: Customer, role: TypeRole, tone: Tone) -> None:
        if customer.phones:
            first = customer.phones[0]
            number = PlainLabel(first.value, role, tone, wrap=True)
            number.set_selectable()
            number.setAccessibleName(_("Phone: {number}").format(number=first.value))
            self.add(number)
        elif customer.emails:
            self.add(FactRow("mail", _("E-mail"), customer.emails[0].value))

    def _add_facts(self, customer: Customer) -> None:
        for icon, caption, text in (
            ("heart", _("Loves"), customer.loves),
            ("message-circle", _("Prefers"), customer.prefers),
            ("circle-alert", _("Careful with"), customer.avoids),
        ):
            if text.strip():
                fact = beginning(text, _FACT_LENGTH)
                known = _("{what}: {text}").format(what=caption, text=fact)
                self.add(NoteLine(icon, known, Tone.MUTED))

    def _add_promises(self, promises: tuple[Promise, ...], today: date) -> None:
        if not promises:
            return
        self._add_heading(_("You promised to"))
        for promise in promises[:_PROMISES_SHOWN]:
            late = promise.due_on is not None and promise.due_on < today
            said = beginning(promise.text.rstrip("."), _NOTE_LENGTH)
            if promise.due_on is not None:
                day = words.when(promise.due_on, today)
                due = _("{promise}, was due {day}") if late else _("{promise}, due {day}")
                said = due.format(promise=said, day=day)
            icon, tone = ("circle-alert", Tone.CLAY) if late else ("handshake", Tone.MUTED)
            self.add(NoteLine(icon, said, tone))

    def _add_touches(self, touches: tuple[Touchpoint, ...], today: date) -> None:
        if not touches:
            return
        self._add_heading(_("Last in touch"))
        for touch in touches:
            self.add(_TouchLine(touch, today, self._zone))

    def _add_heading(self, text: str) -> None:
        heading = PlainLabel(text, TypeRole.LABEL, Tone.MUTED)
        heading.setContentsMargins(0, 6, 0, 0)
        self.add(heading)


class _Head(QWidget):
    """Avatar, name, company, and how deep it goes."""

    def __init__(self, due: Due) -> None:
        super().__init__()
        customer = due.customer
        name = PlainLabel(beginning(customer.name, 90), TypeRole.CARD, wrap=True)
        stage = stage_of(due.depth)
        meter = DepthMeter(parts_filled(due.depth, DEPTH_BOUNDS), stage.word)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(name)
        if customer.company:
            names.addWidget(PlainLabel(customer.company, TypeRole.SMALL, Tone.MUTED, elide=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Avatar(customer.name, 48, customer_id=customer.id), 0, _TOP)
        row.addLayout(names, 1)
        depth = QHBoxLayout()
        depth.addWidget(PlainLabel(_("Depth of trust"), TypeRole.SMALL, Tone.MUTED))
        depth.addStretch(1)
        depth.addWidget(meter, 0, _TOP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(row)
        column.addLayout(depth)


class _TouchLine(QWidget):
    """One touch: its icon, when and how, and the beginning of what was noted."""

    def __init__(self, touch: Touchpoint, today: date, zone: tzinfo) -> None:
        super().__init__()
        aside = touch_aside(touch, today, zone)
        note = beginning(touch.note, _NOTE_LENGTH)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(PlainLabel(aside, TypeRole.SMALL, Tone.MUTED, wrap=True))
        if note:
            said.addWidget(PlainLabel(note, TypeRole.SMALL, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconMark(touch_icon(touch)), 0, _TOP)
        row.addLayout(said, 1)
        self.setAccessibleName(f"{aside}. {note}")
