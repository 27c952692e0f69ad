"""The quieter cards of Today: gestures near, the week, promises, the latest entries."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.choices import GestureKind
from trustjournal.domain.records import (
    Customer,
    Gesture,
    Touchpoint,
)
from trustjournal.i18n import _, ngettext
from trustjournal.store.today import Today
from trustjournal.store.weeks import Week
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets import today_words
from trustjournal.ui.widgets.buttons import secondary, tiny_button
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.label import PlainLabel, hairline
from trustjournal.ui.widgets.pressable import SIDE, Pressable
from trustjournal.ui.widgets.rows import JournalEntry, NoteLine, StatRow, TileRow
from trustjournal.ui.widgets.touch_words import beginning, touch_aside, touch_icon

_TILES = {
    GestureKind.GIFT: ("gift", Tone.CLAY),
    GestureKind.NOTE: ("stamp", Tone.GOLD),
    GestureKind.FAVOUR: ("hand-heart", Tone.ACCENT),
    GestureKind.EXTRA_MILE: ("sparkles", Tone.ACCENT),
}
_NOTE_LENGTH = 320
_GESTURE_LENGTH = 64
_LEAST_ENTRY = 320


class GesturesCard(Card):
    """Gestures that come near; `opened` fires with the one to look at, `wanted` for a new one."""

    opened = Signal(object)
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Gestures to prepare"), parent=parent)
        self._rows = _wide_rows(self)

    def show_gestures(
        self, gestures: Sequence[Gesture], names: Mapping[UUID, Customer], today: date
    ) -> None:
        """Show the gestures, the next to give first."""
        self.clear()
        clear_layout(self._rows)
        for gesture in gestures:
            icon, tone = _TILES[gesture.kind]
            day = words.when(gesture.due_on, today) if gesture.due_on else ""
            whom = _("For {name}").format(name=names[gesture.customer_id].name)
            row = Pressable(
                TileRow(icon, gesture.title, beginning(whom, _GESTURE_LENGTH), day, tone=tone)
            )
            row.clicked.connect(partial(self._open, gesture))
            self._rows.addWidget(row)
        if not gestures:
            self.add(PlainLabel(_("Nothing to prepare this month."), tone=Tone.MUTED, wrap=True))
            plan = secondary(_("Plan a gesture"), "gift", small=True)
            plan.clicked.connect(self._want)
            self._rows.addWidget(plan, 0, Qt.AlignmentFlag.AlignLeading)

    def _open(self, gesture: Gesture, _checked: bool = False) -> None:
        self.opened.emit(gesture)

    def _want(self) -> None:
        self.wanted.emit()


class WeekCard(Card):
    """The numbers of the week; `opened` fires when the owner wants to see what they count."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("This week"), parent=parent)
        self._rows = _wide_rows(self)

    def show_week(self, week: Week) -> None:
        """Show the week so far."""
        clear_layout(self._rows)
        number = self.locale().toString
        stats = (
            (number(week.touchpoints), ngettext("touchpoint", "touchpoints", week.touchpoints)),
            (number(week.people), ngettext("person", "people", week.people)),
            (number(week.gestures), ngettext("gesture", "gestures", week.gestures)),
        )
        row = StatRow(stats)
        row.setAccessibleName(", ".join(f"{count} {words}" for count, words in stats))
        pressed = Pressable(row)
        pressed.clicked.connect(self.opened)
        self._rows.addWidget(pressed)
        if said := today_words.week_sentence(week):
            note = QWidget()
            room = QVBoxLayout(note)
            room.setContentsMargins(SIDE, 0, SIDE, 4)
            room.setSpacing(10)
            room.addWidget(hairline())
            room.addWidget(NoteLine("sprout", said))
            self._rows.addWidget(note)


class PromisesCard(Card):
    """How the last promises ended; `opened` fires when the owner wants to see them."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Promises kept"), parent=parent)
        self._rows = _wide_rows(self)

    def show_promises(self, today: Today) -> None:
        """Show the last promises; with none at all there is no card."""
        clear_layout(self._rows)
        self.setVisible(bool(today.settled or today.open_promises))
        said = (
            today_words.missed_sentence(today.settled),
            beginning(today_words.open_sentence(today.open_promises, today.names), 200),
        )
        words_ = QWidget()
        room = QVBoxLayout(words_)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(8)
        if today.settled:
            room.addWidget(PlainLabel(today_words.kept_sentence(today.settled), TypeRole.NAME))
        for sentence in filter(None, said):
            room.addWidget(PlainLabel(sentence, tone=Tone.MUTED, wrap=True))
        words_.setAccessibleName(" ".join(filter(None, said)))
        pressed = Pressable(words_)
        pressed.clicked.connect(self.opened)
        self._rows.addWidget(pressed)


class LatelyCard(Card):
    """The latest entries; `person_opened` fires with a customer's id, `edited` with an entry."""

    person_opened = Signal(object)
    edited = Signal(object)

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(_("Lately in your journal"), parent=parent)
        self._zone = zone
        self._rows = _wide_rows(self)

    def show_touches(
        self, touches: Sequence[Touchpoint], names: Mapping[UUID, Customer], today: date
    ) -> None:
        """Show the entries, the newest first; with none there is no card."""
        clear_layout(self._rows)
        self.setVisible(bool(touches))
        for place, touch in enumerate(touches):
            if place:
                line = QHBoxLayout()
                line.setContentsMargins(SIDE, 0, SIDE, 0)
                line.addWidget(hairline())
                self._rows.addLayout(line)
            self._rows.addWidget(self._row(touch, names, today))

    def _row(self, touch: Touchpoint, names: Mapping[UUID, Customer], today: date) -> QWidget:
        who = words.people([names[one].name for one in touch.customer_ids])
        aside = touch_aside(touch, today, self._zone)
        note = beginning(touch.note, _NOTE_LENGTH)
        shown = JournalEntry(touch_icon(touch), who, aside, note)
        entry = Pressable(shown)
        # Its two labels each ask for some room; at 200 % on a small screen they have to share it.
        entry.setMinimumWidth(_LEAST_ENTRY)
        entry.clicked.connect(partial(self._open, touch.customer_ids[0]))
        edit = tiny_button("pen-line", _("Edit this entry"))
        edit.clicked.connect(partial(self._edit, touch))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(entry, 1)
        line.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _open(self, customer_id: UUID, _checked: bool = False) -> None:
        self.person_opened.emit(customer_id)

    def _edit(self, touch: Touchpoint, _checked: bool = False) -> None:
        self.edited.emit(touch)


def _wide_rows(card: Card) -> QVBoxLayout:
    """Return room in the wide part of a card for rows to press."""
    room = QWidget()
    rows = QVBoxLayout(room)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(6)
    card.add_wide(room)
    return rows
