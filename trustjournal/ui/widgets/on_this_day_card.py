"""The small card of Today that recalls what happened on this day in earlier years."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.on_this_day import years_ago
from trustjournal.domain.records import Touchpoint
from trustjournal.i18n import _, ngettext
from trustjournal.store.on_this_day import Memory
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import SIDE, Pressable
from trustjournal.ui.widgets.touch_words import beginning

_WORDS = 110


class OnThisDayCard(Card):
    """One memory in a row, the others once they are asked for; hidden where there is none.

    `person_opened` fires with the id of whom it was with.
    """

    person_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("On this day"), parent=parent)
        self.rows: list[Pressable] = []
        self.more_button = quiet("", "chevron-down", small=True, flush=True)
        self.more_button.clicked.connect(self._show_more)
        room = QWidget()
        wide = QVBoxLayout(room)
        wide.setContentsMargins(0, 0, 0, 0)
        wide.setSpacing(6)
        self._memories = QVBoxLayout()
        self._memories.setSpacing(4)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 0, SIDE, 0)
        foot.addWidget(self.more_button)
        foot.addStretch(1)
        wide.addLayout(self._memories)
        wide.addLayout(foot)
        self.add_wide(room)
        self.hide()

    def show_memories(self, memories: Sequence[Memory], today: date) -> None:
        """Show the first of them."""
        clear_layout(self._memories)
        self.rows = [self._row(one, today) for one in memories if one.people]
        for place, row in enumerate(self.rows):
            self._memories.addWidget(row)
            row.setVisible(place == 0)
        rest = len(self.rows) - 1
        said = ngettext("{count} more memory", "{count} more memories", rest)
        self.more_button.setText(said.format(count=rest))
        self.more_button.setVisible(rest > 0)
        self.setVisible(bool(self.rows))

    def _row(self, memory: Memory, today: date) -> Pressable:
        row = Pressable(_content(memory, today))
        row.clicked.connect(partial(self._open, memory))
        return row

    def _show_more(self) -> None:
        for row in self.rows:
            row.show()
        self.more_button.hide()
        self.rows[1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, memory: Memory, _checked: bool = False) -> None:
        self.person_opened.emit(memory.people[0].id)


def _content(memory: Memory, today: date) -> QWidget:
    who = words.people([one.name for one in memory.people])
    ago, said = years_ago(memory.on, today), _said(memory)
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 3, 0, 5)
    column.setSpacing(1)
    column.addWidget(PlainLabel(ago, TypeRole.SMALL, Tone.MUTED))
    column.addWidget(PlainLabel(who, TypeRole.STRONG, elide=True))
    column.addWidget(PlainLabel(said, TypeRole.JOURNAL, wrap=True))
    content.setAccessibleName(f"{ago}, {who}. {said}")
    return content


def _said(memory: Memory) -> str:
    what = memory.what
    if isinstance(what, Touchpoint):
        return beginning(what.note, _WORDS)
    return _("You gave: {gesture}").format(gesture=beginning(what.title, _WORDS))
