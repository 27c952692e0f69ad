"""The deck of Today as a card: its list, what does not fit into the day, and words for an end."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import agenda_words, words
from trustjournal.domain.agenda import CardKind
from trustjournal.i18n import _, ngettext
from trustjournal.store.dues import Due
from trustjournal.store.today import Absent, Coming, Today
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, quiet, secondary
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.deck_list import DeckList, keys_for
from trustjournal.ui.widgets.label import PlainLabel, hairline
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.pressable import SIDE, Pressable
from trustjournal.ui.widgets.rows import NoteLine
from trustjournal.ui.widgets.touch_words import beginning

_NAME_LENGTH = 60
_ICONS = {
    CardKind.UNEASE: "phone",
    CardKind.PROMISE: "handshake",
    CardKind.GESTURE: "gift",
    CardKind.CHECK_IN: "clock",
}


class DeckCard(Card):
    """The deck, its keys in words, a button for more; a sentence and a button where it is empty.

    `person_opened` fires with the id of somebody who is named below it.
    """

    person_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Check in with"))
        self.list = DeckList()
        self.keys = PlainLabel("", TypeRole.CAPTION, Tone.MUTED, wrap=True)
        self.keys.setContentsMargins(8, 2, 8, 0)
        self.more_button = quiet("", "chevron-down", small=True)
        quiet_day = _("Nobody is waiting for you today. Enjoy the quiet.")
        self.rest = EmptyState("coffee", quiet_day, _("Plan a check-in"))
        below = QWidget()
        self._below = QVBoxLayout(below)
        self._below.setContentsMargins(4, 0, 4, 4)
        self._below.setSpacing(4)
        for widget in (self.rest, self.list, self.more_button, self.keys, below):
            self.add_wide(widget)

    def show_deck(self, today: Today, day: date) -> None:
        """Show how much of the deck is in sight, or the words for none, and who is not in it."""
        cards, rest = today.cards, today.cards - len(today.due)
        duties = any(one.card.kind is not CardKind.CHECK_IN for one in today.due)
        title = _("Who needs you") if duties else _("Check in with")
        self.set_title(title if cards else "")
        number = QLocale().toString(cards)
        self.set_subtitle(_("{count} today").format(count=number) if cards else "")
        self.rest.setVisible(not cards)
        self.list.setVisible(bool(cards))
        self.keys.setVisible(bool(cards))
        self.more_button.setVisible(rest > 0)
        self.more_button.setText(
            ngettext("{count} more", "{count} more", rest).format(count=QLocale().toString(rest))
        )
        self._show_below(today, day)

    def show_keys(self, due: Due) -> None:
        """Show the keys that do something with a card."""
        self.keys.setText(keys_for(due))

    def _show_below(self, today: Today, day: date) -> None:
        clear_layout(self._below)
        if today.coming:
            heading = PlainLabel(_("Coming up"), TypeRole.LABEL, Tone.MUTED)
            heading.setContentsMargins(SIDE, 0, SIDE, 0)
            self._below.addWidget(heading)
        for coming in today.coming:
            self._add_person(coming.customer_id, _coming(coming, day), _ICONS[coming.kind])
        if today.waiting_behind or today.absent:
            self._below.addWidget(hairline())
        if today.waiting_behind:
            self._add_line("coffee", agenda_words.rolled_forward(today.waiting_behind))
        resting = [one for one in today.absent if one.until is not None]
        for one in resting:
            self._add_person(one.customer_id, _resting(one, day), "phone")
        if today.resting > len(resting):
            self._add_line("phone", _others(today.resting - len(resting)))
        if today.unreached:
            self._add_line("phone", agenda_words.unreached(today.unreached))
        for one in today.absent:
            if one.until is None:
                self._add_person(one.customer_id, beginning(one.name, _NAME_LENGTH), "user")

    def _add_line(self, icon: str, said: str) -> None:
        line = NoteLine(icon, said, Tone.MUTED)
        line.setContentsMargins(SIDE, 0, SIDE, 0)
        self._below.addWidget(line)

    def _add_person(self, customer_id: UUID, said: str, icon: str) -> None:
        line = NoteLine(icon, said, Tone.MUTED)
        line.setAccessibleName(said)
        row = Pressable(line)
        row.clicked.connect(partial(self._open, customer_id))
        self._below.addWidget(row)

    def _open(self, customer_id: UUID, _checked: bool = False) -> None:
        self.person_opened.emit(customer_id)


class NobodyCard(Card):
    """The words of a journal without anybody, and the two ways to change that."""

    def __init__(self) -> None:
        super().__init__()
        self.add(EmptyState("users", _("Nobody is in your journal yet. Who matters to you most?")))
        self.import_button = primary(_("Import contacts"), "upload")
        self.add_button = secondary(_("Add a person"), "user-plus")
        self.add_button.is_changing = self.import_button.is_changing = True
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 32)
        row.addStretch(1)
        row.addWidget(self.import_button)
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.body.addLayout(row)


class EveningCard(Card):
    """Offers the evening review; `wanted` fires when the owner takes it."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = secondary(_("Evening review"), "moon", small=True)
        self.button.clicked.connect(self._want)
        row = QHBoxLayout()
        row.setSpacing(12)
        said = _("The day is nearly done. Two minutes to look back at it?")
        row.addWidget(PlainLabel(said, wrap=True), 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def _want(self) -> None:
        self.wanted.emit()


def _coming(coming: Coming, day: date) -> str:
    what = {
        CardKind.UNEASE: _("{name}: putting it right goes on {day}"),
        CardKind.PROMISE: _("{name}: a promise is due {day}"),
        CardKind.GESTURE: _("{name}: a gesture to prepare {day}"),
    }.get(coming.kind, _("{name}: a check-in {day}"))
    name = beginning(coming.name, _NAME_LENGTH)
    return what.format(name=name, day=words.on(coming.on, day))


def _resting(one: Absent, day: date) -> str:
    why = agenda_words.rests(one.until or day, day)
    return _("{name}: {why}").format(name=beginning(one.name, _NAME_LENGTH), why=why)


def _others(count: int) -> str:
    if count == 1:
        return _("One more did not answer yet.")
    text = ngettext("{count} more did not answer yet.", "{count} more did not answer yet.", count)
    return text.format(count=QLocale().toString(count))
