"""The person behind a card of the deck: what the owner wants to see before they call."""

from datetime import date, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.depth_stage import stage_of
from trustjournal.domain.records import (
    Customer,
    Promise,
    Touchpoint,
)
from trustjournal.i18n import _
from trustjournal.store.today import Due
from trustjournal.ui.models.deck_model import DEPTH_BOUNDS
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.avatar import Avatar
from trustjournal.ui.widgets.buttons import Weight, icon_button, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.deck_list import Deed, keyed
from trustjournal.ui.widgets.depth_meter import DepthMeter, parts_filled
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import FactRow, IconMark, NoteLine
from trustjournal.ui.widgets.touch_words import beginning, touch_aside, touch_icon

_TOP = Qt.AlignmentFlag.AlignTop
_NOTE_LENGTH = 72
_FACT_LENGTH = 110
_PROMISES_SHOWN = 3


class PersonCard(Card):
    """One person in short; `asked` fires with a deed of the deck."""

    asked = Signal(Deed)

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self.open_button = secondary(_("Open"), small=True)
        self.open_button.setToolTip(keyed(_("Open the page of this person"), Deed.OPEN))
        self.called_button = icon_button("phone", _("Called"), Weight.SECONDARY, small=True)
        self.called_button.setToolTip(keyed(_("Called just now"), Deed.CALLED))
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
            (self.note_button, Deed.NOTE),
            (self.gesture_button, Deed.GESTURE),
        ):
            button.clicked.connect(lambda _checked=False, deed=deed: self.asked.emit(deed))
            if button is not self.open_button:
                row.addWidget(button)
        self.add_wide(self._buttons)

    def show_due(self, due: Due, today: date) -> None:
        """Show the person of a card."""
        self.clear()
        self.setAccessibleName(due.customer.name)
        self.add(_Head(due))
        self._add_phone(due.customer)
        self._add_facts(due.customer)
        self._add_promises(due.promises, today)
        self._add_touches(due.touches, today)

    def _add_phone(self, customer: Customer) -> None:
        if customer.phones:
            first = customer.phones[0]
            number = PlainLabel(first.value, TypeRole.HEADING, Tone.ACCENT, wrap=True)
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
        row.addWidget(Avatar(customer.name, 48), 0, _TOP)
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
