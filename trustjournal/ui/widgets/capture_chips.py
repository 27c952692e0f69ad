"""The chips under a capture line: what was understood, who may be meant, who may be added."""

from datetime import datetime, time
from uuid import UUID

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trustjournal.domain import words
from trustjournal.domain.capture import Ambiguity, Draft
from trustjournal.domain.contact_words import began_word, channel_word
from trustjournal.domain.evidence_words import kind_word
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.capture_saving import as_name
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.chip_button import ChipButton
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.known_names import KnownNames
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.record_words import (
    feeling_sign,
    feeling_word,
)

MOST_CHOICES = 8
_NOON = time(12)
_NOTE_WIDTH = 420

Understood = tuple[str, Tone]


def understood(draft: Draft, known: KnownNames, now: datetime) -> list[Understood]:
    """Return a chip's words and tone for each thing that a draft says without doubt."""
    said: list[Understood] = [
        (known.name_of(customer_id), Tone.ACCENT) for customer_id in draft.customer_ids
    ]
    if draft.channel:
        said.append((channel_word(draft.channel), Tone.MUTED))
    if draft.began:
        said.append((began_word(draft.began), Tone.MUTED))
    if draft.kind:
        said.append((kind_word(draft.kind), Tone.MUTED))
    if draft.feeling is not None:
        felt = f"{feeling_sign(draft.feeling)} {feeling_word(draft.feeling)}"
        said.append((felt, Tone.CLAY if draft.feeling < 0 else Tone.ACCENT))
    if draft.happened_at:
        said.append((_moment(draft.happened_at, now), Tone.MUTED))
    if draft.duration_minutes is not None:
        said.append((lasting(draft.duration_minutes), Tone.MUTED))
    for promise in draft.promises:
        said.append((_promised(promise.text), Tone.GOLD))
        if promise.due_on:
            due = _("due {day}").format(day=words.when(promise.due_on, now.date()))
            said.append((due, Tone.GOLD))
    said += [(f"#{tag}", Tone.MUTED) for tag in draft.tags]
    return said


def lasting(minutes: int) -> str:
    """Say a length of time in minutes: "20 min", "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    locale = QLocale()
    parts = [_("{count} h").format(count=locale.toString(hours))] if hours else []
    if rest or not hours:
        parts.append(_("{count} min").format(count=locale.toString(rest)))
    return " ".join(parts)


def _moment(happened_at: datetime, now: datetime) -> str:
    """Say when; noon is what a day without a time of day means, and goes without saying."""
    day = words.sentence(words.when(happened_at.date(), now.date()))
    if happened_at.time() == _NOON:
        return day
    clock = QTime(happened_at.hour, happened_at.minute)
    return f"{day} {QLocale().toString(clock, QLocale.FormatType.ShortFormat)}"


def _promised(text: str) -> str:
    return _("Promise: {text}").format(text=text)


class Choice(ChipButton):
    """One of the people that a name may mean; its number picks it too."""

    numbered = Signal(int)
    left = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.numbered.emit(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit("")
        elif typed.isprintable() and typed.strip():
            self.left.emit(typed)
        else:
            super().keyPressEvent(event)


class ChipRow(QWidget):
    """The chips of one draft, in as many lines as they need.

    `picked` fires with an `Ambiguity` and the id of who was meant, `offered` with an unknown name
    whose offer was pressed, `left` with what was typed on a choice instead of choosing.
    """

    picked = Signal(object, object)
    offered = Signal(str)
    left = Signal(str)

    def __init__(self, known: KnownNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._shown: object = None
        self._flow = FlowLayout(self, gap=6)
        self.choices: list[Choice] = []
        self.offers: dict[str, ChipButton] = {}

    def show_draft(self, draft: Draft, accepted: frozenset[str], now: datetime) -> None:
        """Show what `draft` says; the unknown names in `accepted` are about to be added."""
        said = understood(draft, self._known, now)
        content = (said, draft.unknown, draft.ambiguous, accepted, draft.note)
        if content == self._shown:
            return
        self._shown = content
        self._flow.clear()
        self.choices, self.offers = [], {}
        for ambiguity in draft.ambiguous:
            self._add_ambiguity(ambiguity)
        for name in draft.unknown:
            self._add_offer(name, accepted=name in accepted)
        for text, tone in said:
            self._flow.addWidget(Chip(text, tone))
        if draft.note:
            self._flow.addWidget(_Note(draft.note))
        self.updateGeometry()

    def words(self) -> list[str]:
        """Return what the chips say, in order."""
        found = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (item.widget() for item in found if item)
        return [widget.accessibleName() for widget in widgets if widget]

    def pick(self, number: int) -> None:
        """Choose the person with this number, counted from 0, if there is one."""
        if number < len(self.choices):
            self.choices[number].click()

    def focus_choices(self) -> bool:
        """Move the focus to the first choice; return whether there is one."""
        if self.choices:
            self.choices[0].show()  # a layout shows what it is given only when next idle
            self.choices[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.choices)

    def _add_ambiguity(self, ambiguity: Ambiguity) -> None:
        self._flow.addWidget(Chip(_("Which {name}?").format(name=ambiguity.text), Tone.CLAY))
        for customer_id in ambiguity.customer_ids[:MOST_CHOICES]:
            self._add_choice(ambiguity, customer_id)
        more = len(ambiguity.customer_ids) - MOST_CHOICES
        if more > 0:
            text = _("and {count} more, so write more of the name").format(
                count=QLocale().toString(more)
            )
            self._flow.addWidget(PlainLabel(text, TypeRole.SMALL, Tone.MUTED))

    def _add_choice(self, ambiguity: Ambiguity, customer_id: UUID) -> None:
        name = self._known.full_name(customer_id)
        number = len(self.choices) + 1
        button = Choice(f"{number}  {name}" if number <= 9 else name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.picked.emit(ambiguity, customer_id))
        button.numbered.connect(self.pick)
        button.left.connect(self.left)
        self.choices.append(button)
        self._flow.addWidget(button)

    def _add_offer(self, name: str, *, accepted: bool) -> None:
        if accepted:
            words_new = _("{name}, new").format(name=as_name(name))
            chip = Chip(words_new, Tone.ACCENT, removable=True)
            chip.removed.connect(lambda: self.offered.emit(name))
            self._flow.addWidget(chip)
            return
        button = ChipButton(_("Create {name}").format(name=as_name(name)), Tone.CLAY, "user-plus")
        button.clicked.connect(lambda: self.offered.emit(name))
        self.offers[name] = button
        self._flow.addWidget(button)


class _Note(PlainLabel):
    """The rest of the line, which becomes the note."""

    def __init__(self, note: str) -> None:
        super().__init__(note, TypeRole.SMALL, Tone.MUTED, elide=True)
        self.setAccessibleName(_("Note: {text}").format(text=note))
        self.setMaximumWidth(theme.px(_NOTE_WIDTH))
        self.setContentsMargins(6, 3, 0, 3)
