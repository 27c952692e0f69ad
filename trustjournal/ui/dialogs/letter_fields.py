"""The fields of a letter: what to begin with, its paper, and the words for each person."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from trustjournal.domain.letter_words import gaps_said, unknown_said
from trustjournal.domain.letters import GAP, unknown_fields
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.models.letter_words import LetterWords
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import icon_button, quiet
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.label import PlainLabel

_LINES = 9


class OfferField(Field):
    """One of choices that come and change; the value is "" until the owner chose one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: Any = ""
        self._offered: Sequence[Any] = ()
        self.box = ChoiceBox("", [("", "")])
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.setMinimumWidth(theme.px(120))
        self.box.activated.connect(self._choose)
        self.still(self.box)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def offer(self, choices: Sequence[tuple[Any, str]], usual: Any) -> None:
        """Offer these; what was chosen stays where it is among them, else `usual` shows."""
        self.box.offer(choices)
        self._offered = [value for value, _words in choices]
        self.box.set_value(self._wanted if self._wanted in self._offered else usual)

    def shown(self) -> Any:
        """Return the value that shows, chosen or usual."""
        return self.box.value()

    def value(self) -> Any:
        """Return what the owner chose, "" for nothing."""
        return self._wanted

    def set_value(self, value: Any) -> None:
        """Choose a value, which may be offered only later."""
        self._wanted = value
        if value in self._offered:
            self.box.set_value(value)
        self.edited.emit()

    def _choose(self, _place: int) -> None:
        self._wanted = self.box.value()
        self.edited.emit()


class WordsField(Field):
    """The words for one person after the other; the value are those written by hand, by person."""

    shape = dict[UUID, str]
    turned = Signal()

    def __init__(self, words: LetterWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.number = 0
        self.who = PlainLabel("", TypeRole.STRONG, elide=True)
        self.before = icon_button("chevron-left", _("Person before"), small=True)
        self.after = icon_button("chevron-right", _("Next person"), small=True)
        self.box = QPlainTextEdit()
        self.box.setProperty("journal", "true")
        self.box.setTabChangesFocus(True)
        self.box.setPlaceholderText(_("Choose who it is for, and the words appear here."))
        self.open_ends = PlainLabel("", TypeRole.SMALL, Tone.GOLD, wrap=True)
        self.noted = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.back = quiet(_("Bring back my words"), "undo-2", small=True)
        self._aside = PlainLabel(
            _("What you had written is put aside."), TypeRole.SMALL, Tone.MUTED, wrap=True
        )
        self._pager, self._aside_row = QWidget(), QWidget()
        self._lay_out()
        self._entrance = Entrance(self, self.box)
        self.box.textChanged.connect(self._write)
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        self.back.clicked.connect(self._bring_back)
        theme.look.changed.connect(self._fit)
        self._fit()
        self.refresh()

    def value(self) -> dict[UUID, str]:
        """Return the words written by hand."""
        return dict(self._words.own)

    def set_value(self, value: Mapping[UUID, str]) -> None:
        """Show words written by hand."""
        self._words.set_own(value)
        self.refresh()
        self.edited.emit()

    def is_blank(self) -> bool:
        return bool(self._words.people) and not self.box.toPlainText()

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)
        self.box.setAccessibleName(name)

    def refresh(self) -> None:
        """Show the words as they are now, so that Ctrl+Z in the box goes back before them."""
        people = self._words.people
        self.number = min(self.number, max(len(people) - 1, 0))
        text = self._words.text(self.number) if people else ""
        if text != self.box.toPlainText():
            self.box.blockSignals(True)
            cursor = QTextCursor(self.box.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
            self.box.blockSignals(False)
            self.box.moveCursor(QTextCursor.MoveOperation.Start)
        self.box.setReadOnly(not people)
        self._tell()

    def turn(self, by: int) -> None:
        """Go to the words of a person so many further."""
        last = len(self._words.people) - 1
        to = min(max(self.number + by, 0), max(last, 0))
        if to != self.number:
            self.number = to
            self.refresh()
            self.box.document().clearUndoRedoStacks()  # of somebody else's words
            self.turned.emit()

    def _write(self) -> None:
        if self._words.people:
            self._words.write(self.number, self.box.toPlainText())
            self._tell()
            self.edited.emit()

    def _tell(self) -> None:
        people, text = self._words.people, self.box.toPlainText()
        if people:
            said = _("{name}, {place} of {count}").format(
                name=people[self.number].customer.name, place=self.number + 1, count=len(people)
            )
            self.who.setText(said)
        self._pager.setVisible(len(people) > 1)
        self.before.setEnabled(self.number > 0)
        self.after.setEnabled(self.number < len(people) - 1)
        noted = people[self.number].noted if people else ""
        self.noted.setText(noted)
        self.noted.setVisible(bool(noted))
        gaps = self._words.filled(self.number).gaps if people and GAP in text else ()
        said = (gaps_said(gaps), unknown_said(unknown_fields(text)))
        ends = " ".join(part for part in said if part)
        self.open_ends.setText(ends)
        self.open_ends.setVisible(bool(ends))
        self.box.setAccessibleDescription(ends)
        self._aside_row.setVisible(self._words.has_aside())

    def _go_back(self) -> None:
        self.turn(-1)

    def _go_on(self) -> None:
        self.turn(1)

    def _bring_back(self) -> None:
        self._words.bring_back()
        self.refresh()
        self.box.setFocus()
        self.edited.emit()

    def _fit(self) -> None:
        self.box.setFixedHeight(theme.px(24) * _LINES + 20)

    def _lay_out(self) -> None:
        pager = QHBoxLayout(self._pager)
        aside = QHBoxLayout(self._aside_row)
        for row in (pager, aside):
            row.setContentsMargins(0, 0, 0, 0)
        pager.addWidget(self.who, 1)
        pager.addWidget(self.before)
        pager.addWidget(self.after)
        aside.addWidget(self._aside, 1)
        aside.addWidget(self.back)
        for button in (self.before, self.after, self.back):
            button.setAutoDefault(False)
        column = QVBoxLayout()
        column.setSpacing(6)
        for part in (self._pager, self.box, self.noted, self.open_ends, self._aside_row):
            column.addWidget(part)
        self.row.addLayout(column, 1)
