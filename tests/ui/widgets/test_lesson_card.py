"""A lesson comes back where a path looks like one that was lost."""

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_review
from tests.ui.owner import hear
from trustjournal.domain.reviews import Lesson, Trait
from trustjournal.domain.reviews_words import alike_words
from trustjournal.ui.widgets.lesson_card import LessonCard


def lesson(text: str) -> Lesson:
    review = make_review(uuid4(), lesson=text)
    return Lesson(review, "Victor", (Trait.BROKEN, Trait.SILENCE), 0.8)


def test_the_nearest_two_are_shown_and_enter_opens_where_they_come_from(qtbot: QtBot) -> None:
    card = LessonCard()
    qtbot.addWidget(card)
    opened = hear(card.opened)
    lessons = [lesson("Bad news first"), lesson("<b>Call</b>"), lesson("Third")]
    card.show_lessons([(one, alike_words("Ana", one)) for one in lessons])
    assert len(card.rows) == 2
    assert card.rows[0].accessibleName() == (
        "Bad news first Ana’s path looks like Victor’s before they left: "
        "a broken promise, a long silence."
    )
    QTest.keyClick(card.rows[1], Qt.Key.Key_Return)
    assert opened == [lessons[1].review]


def test_without_a_lesson_there_is_no_card(qtbot: QtBot) -> None:
    card = LessonCard()
    qtbot.addWidget(card)
    card.show_lessons([(lesson("Bad news first"), "Alike")])
    assert not card.isHidden()
    card.show_lessons([])
    assert card.isHidden()
