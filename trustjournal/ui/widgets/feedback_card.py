"""What one person said about the business, and what came of each wish."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.choices import FeedbackSource
from trustjournal.domain.feedback_words import heard_words, status_word, told_words
from trustjournal.domain.records import Feedback, Wish
from trustjournal.i18n import _, ngettext
from trustjournal.ui.models.feedback_entries import SOURCE_ICONS
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.rows import JournalEntry
from trustjournal.ui.widgets.tab_order import tab_in_order
from trustjournal.ui.widgets.touch_words import past_day

_SHOWN = 4


class FeedbackCard(Card):
    """The newest of what they said and where it stands.

    `said_chosen` fires with the feedback to open, `note_wanted` where the owner wants to add some.
    """

    said_chosen = Signal(object)  # Feedback
    note_wanted = Signal()

    def __init__(self) -> None:
        self.note_button = quiet(_("Note"), "plus", small=True)
        super().__init__(_("What they said"), trailing=self.note_button)
        self.note_button.setAccessibleName(_("Note what they said"))
        self.note_button.clicked.connect(self.note_wanted)
        self.rows: list[Pressable] = []
        self.more_button = quiet("", small=True)
        self.more_button.clicked.connect(self._show_all)
        self._view: PersonView | None = None
        self._all_of: UUID | None = None

    def show_person(self, view: PersonView) -> None:
        """Show what somebody said, the newest first."""
        self._view = view
        said, wishes = view.story.feedback, {one.id: one for one in view.story.wishes}
        whole = self._all_of == view.story.customer.id
        shown = said if whole else said[:_SHOWN]
        self.body.removeWidget(self.more_button)
        self.more_button.setParent(self)
        self.more_button.hide()
        self.clear()
        self.rows = [Pressable(_row(one, _wish_of(one, wishes), view)) for one in shown]
        for row, one in zip(self.rows, shown, strict=True):
            row.clicked.connect(partial(self._choose, one))
            self.add(row)
        if not said:
            nothing = _("Nothing is kept yet of what they said about you.")
            self.add(PlainLabel(nothing, TypeRole.BODY, Tone.MUTED, wrap=True))
        rest = len(said) - len(shown)
        if rest:
            text = ngettext("{count} more", "{count} more", rest)
            self.more_button.setText(text.format(count=rest))
            self.body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeading)
            self.more_button.show()
        tab_in_order(self)

    def _show_all(self) -> None:
        if self._view is not None:
            self._all_of = self._view.story.customer.id
            self.show_person(self._view)

    def _choose(self, one: Feedback, _checked: bool = False) -> None:
        self.said_chosen.emit(one)


def standing(one: Feedback, wish: Wish | None, view: PersonView) -> str:
    """Say what came of something they said: "Doing: lids for the jars", "Told yesterday"."""
    if wish is None:
        return _("Nothing to do") if one.told_on else ""
    if one.told_on is not None:
        told = told_words(one.told_on, view.today)
        return _("{told}: {done}").format(told=told, done=wish.done) if wish.done else told
    return _("{status}: {wish}").format(status=status_word(wish.status), wish=wish.title)


def _row(one: Feedback, wish: Wish | None, view: PersonView) -> QWidget:
    day = words.sentence(past_day(one.heard_on, view.today))
    entry = JournalEntry(SOURCE_ICONS[one.source], heard_words(one), day, one.text)
    below = standing(one, wish, view)
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(0)
    column.addWidget(entry)
    if below:
        tone = Tone.CLAY if one.source is FeedbackSource.COMPLAINT else Tone.ACCENT
        tone = Tone.MUTED if one.told_on else tone
        line = QVBoxLayout()
        line.setContentsMargins(46, 0, 0, 0)
        line.addWidget(PlainLabel(below, TypeRole.SMALL, tone, wrap=True))
        column.addLayout(line)
    row.setAccessibleName(" ".join(filter(None, (entry.accessibleName(), below))))
    return row


def _wish_of(one: Feedback, wishes: Mapping[UUID, Wish]) -> Wish | None:
    return None if one.wish_id is None else wishes.get(one.wish_id)
