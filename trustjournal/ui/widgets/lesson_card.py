"""What was learned from customers who were lost on a path like this one's."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.domain.reviews import Lesson
from trustjournal.i18n import _
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import SIDE, Pressable
from trustjournal.ui.widgets.touch_words import beginning

_SHOWN = 2
_LESSON = 400


class LessonCard(Card):
    """Hidden where there is none. `opened` fires with the review that a lesson comes from."""

    opened = Signal(object)  # Review

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("You have seen this before"), parent=parent)
        self.rows: list[Pressable] = []
        self.hide()

    def show_lessons(self, lessons: Sequence[tuple[Lesson, str]]) -> None:
        """Show the lessons nearest to somebody's path, each with what the two share in words."""
        clear_layout(self.body)
        self.rows = []
        for lesson, alike in lessons[:_SHOWN]:
            row = Pressable(_LessonRow(lesson, alike))
            row.clicked.connect(partial(self._open, lesson))
            self.rows.append(row)
            self.body.addWidget(row)
        self.body.setContentsMargins(4 - SIDE, 0, 4 - SIDE, 0)
        self.setVisible(bool(self.rows))

    def _open(self, lesson: Lesson) -> None:
        self.opened.emit(lesson.review)


class _LessonRow(QWidget):
    """What the paths share, and the lesson in the owner's words."""

    def __init__(self, lesson: Lesson, alike: str) -> None:
        super().__init__()
        text = beginning(lesson.review.lesson, _LESSON)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(PlainLabel(text, TypeRole.JOURNAL, wrap=True))
        column.addWidget(PlainLabel(alike, TypeRole.SMALL, Tone.MUTED, wrap=True))
        self.setAccessibleName(f"{text} {alike}")
