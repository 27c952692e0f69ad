"""Who said what: a table of feedback of which each can be opened, with the person behind it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.feedback import Voice
from trustjournal.domain.feedback_words import (
    rating_words,
    source_word,
    told_words,
    voice_name,
)
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.widgets.buttons import Button, quiet
from trustjournal.ui.widgets.rows_table import RowsTable

_WORDS = 240
_SAID = 3
_ROWS = 6  # that are seen at once


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
        self.table: RowsTable | None = None
        self.edit_button = quiet(_("Open it"), "quote", small=True)
        self.person_button = quiet(_("Open the person"), "user", small=True)
        self.split_button = quiet(_("Not the same, take it out"), "git-branch", small=True)
        self.split_button.setVisible(False)
        self._can_split = can_split
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.edit_button, self.person_button, self.split_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(buttons)
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
        heads = (_("Who"), _("When"), _("Where"), _("What they said"), _("Told"))
        rows = [_cells(voice, today) for voice in voices]
        table = self.table = RowsTable(self._name, heads, rows, filling=_SAID)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setMinimumHeight(theme.px(36) * min(len(rows) + 1, _ROWS))
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
    where = ", ".join(
        part for part in (source_word(said.source), rating_words(said.rating, said.best)) if part
    )
    cells = (
        voice_name(voice),
        words.sentence(words.when(said.heard_on, today)),
        where,
        said.text,
        told_words(said.told_on, today) if said.told_on else "",
    )
    return tuple(" ".join(text.split())[:_WORDS] for text in cells)
