"""Who said what: a table of feedback of which each can be opened, with the person behind it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.feedback import Voice
from trustjournal.domain.feedback_words import (
    heard_words,
    rating_words,
    told_words,
    voice_name,
)
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, quiet
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows_table import RowsTable

_WORDS = 240
_SAID = 2
_ROW, _HEAD, _ROWS = 34, 44, 6  # px, px, and how many are seen at once


class FeedbackVoices(QWidget):
    """A table of voices; `edit_wanted` fires with the feedback, `person_wanted` with an id.

    With `can_split` there is a button to take one out of its wish: `split_wanted` fires then.
    """

    edit_wanted = Signal(object)  # Feedback
    person_wanted = Signal(object)  # UUID
    split_wanted = Signal(object)  # Feedback

    def __init__(self, name: str, *, can_split: bool = False) -> None:
        super().__init__()
        self._name = name
        self._voices: Sequence[Voice] = ()
        self._today = date.min
        self.table: RowsTable | None = None
        self.edit_button = quiet(_("Open it"), "quote", small=True)
        self.person_button = quiet(_("Open the person"), "user", small=True)
        self.split_button = quiet(_("Not the same, take it out"), "git-branch", small=True)
        self.split_button.setVisible(False)
        self._can_split = can_split
        self.quote = PlainLabel("", TypeRole.JOURNAL, wrap=True)
        self.quote.set_selectable()
        self.aside = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.aside.set_selectable()
        buttons = QWidget()
        buttons.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        flow = FlowLayout(buttons, gap=8)
        for button in (self.edit_button, self.person_button, self.split_button):
            button.setAutoDefault(False)
            flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for part in (self.quote, self.aside, buttons):
            self._column.addWidget(part)
        self.edit_button.clicked.connect(self._edit)
        self.person_button.clicked.connect(self._open_person)
        self.split_button.clicked.connect(self._split)

    def show_voices(self, voices: Sequence[Voice], today: date) -> None:
        """Show these, in their order."""
        self._voices = voices
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self._today = today
        heads = (_("Who"), _("When"), _("What they said"), _("Rating"))
        rows = [_cells(voice, today) for voice in voices]
        if not any(voice.feedback.rating is not None for voice in voices):
            heads, rows = heads[:-1], [row[:-1] for row in rows]
        table = self.table = RowsTable(self._name, heads, rows, filling=_SAID)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        high = theme.px(_HEAD + _ROW * min(len(rows), _ROWS))
        table.setMinimumHeight(high)
        if self._can_split:
            table.setMaximumHeight(high)
        table.opened.connect(self._edit)
        table.selectionModel().currentRowChanged.connect(self._follow)
        self._column.insertWidget(0, table, 1)
        if rows:
            table.selectRow(0)
        self._follow()

    def current(self) -> Voice | None:
        """Return the voice of the current row."""
        row = self.table.currentIndex().row() if self.table is not None else -1
        return self._voices[row] if 0 <= row < len(self._voices) else None

    def buttons(self) -> tuple[Button, ...]:
        """Return the buttons below the table."""
        return self.edit_button, self.person_button, self.split_button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().upper() == "O":
            self._open_person()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        voice = self.current()
        self.edit_button.setEnabled(voice is not None)
        known = voice is not None and voice.feedback.customer_id is not None
        self.person_button.setEnabled(known)
        self.split_button.setVisible(self._can_split and voice is not None)
        self.quote.setText("" if voice is None else voice.feedback.text)
        self.aside.setText("" if voice is None else _aside(voice, self._today))

    def _edit(self) -> None:
        if (voice := self.current()) is not None:
            self.edit_wanted.emit(voice.feedback)

    def _open_person(self) -> None:
        voice = self.current()
        if voice is not None and voice.feedback.customer_id is not None:
            self.person_wanted.emit(voice.feedback.customer_id)

    def _split(self) -> None:
        if (voice := self.current()) is not None:
            self.split_wanted.emit(voice.feedback)


def _cells(voice: Voice, today: date) -> tuple[str, ...]:
    said = voice.feedback
    rating = rating_words(said.rating, said.best)
    when = words.sentence(words.when(said.heard_on, today))
    cells = voice_name(voice), when, said.text, rating
    return tuple(" ".join(text[:_WORDS].split()) for text in cells)


def _aside(voice: Voice, today: date) -> str:
    """Say in full what the table has no room for."""
    said = voice.feedback
    told = told_words(said.told_on, today) if said.told_on else ""
    parts = voice_name(voice), voice.company, heard_words(said), told, said.link
    return "  ·  ".join(part for part in parts if part)
