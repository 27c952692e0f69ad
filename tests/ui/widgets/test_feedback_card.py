"""What a person said, and where it stands, on their page."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_feedback, make_wish
from tests.ui.owner import hear
from tests.ui.widgets.views import MORNING, ROSA, view_of
from trustjournal.domain.choices import FeedbackSource, WishStatus
from trustjournal.domain.records import Feedback, Wish
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.widgets.feedback_card import FeedbackCard

TODAY = MORNING.date()
LIDS = make_wish("Lids", status=WishStatus.DOING)
DONE = make_wish("Cups", status=WishStatus.TOLD, done="Bigger ones")
LEFT = Qt.MouseButton.LeftButton


def view(said: list[Feedback], *wishes: Wish) -> PersonView:
    whole = view_of()
    return replace(whole, story=replace(whole.story, feedback=tuple(said), wishes=wishes))


def shown(qtbot: QtBot, said: list[Feedback], *wishes: Wish) -> FeedbackCard:
    card = FeedbackCard()
    qtbot.addWidget(card)
    card.resize(340, 500)
    card.show()
    card.show_person(view(said, *wishes))
    return card


def test_each_of_their_words_stands_with_what_came_of_it(qtbot: QtBot) -> None:
    said = [
        make_feedback(ROSA.id, text="Moths", heard_on=TODAY, wish_id=LIDS.id),
        make_feedback(ROSA.id, text="Cups", heard_on=TODAY, wish_id=DONE.id, told_on=TODAY),
        make_feedback(ROSA.id, text="Thanks", heard_on=TODAY, told_on=TODAY),
        make_feedback(
            ROSA.id, text="Ok", heard_on=TODAY, source=FeedbackSource.REVIEW, rating=4.0, best=5
        ),
    ]
    card = shown(qtbot, said, LIDS, DONE)
    assert [row.accessibleName() for row in card.rows] == [
        "Conversation, Today. Moths Doing: Lids",
        "Conversation, Today. Cups Told today: Bigger ones",
        "Conversation, Today. Thanks Nothing to do",
        "Review, 4 of 5 stars, Today. Ok",
    ]


def test_pressing_one_opens_it(qtbot: QtBot) -> None:
    said = [make_feedback(ROSA.id, heard_on=TODAY)]
    card = shown(qtbot, said)
    chosen, noted = hear(card.said_chosen), list[bool]()
    card.note_wanted.connect(lambda: noted.append(True))
    QTest.keyClick(card.rows[0], Qt.Key.Key_Return)
    QTest.mouseClick(card.note_button, LEFT)
    assert (chosen, noted) == (said, [True])


def test_of_many_the_newest_are_shown_until_all_are_asked_for(qtbot: QtBot) -> None:
    said = [make_feedback(ROSA.id, text=str(number), heard_on=TODAY) for number in range(6)]
    card = shown(qtbot, said)
    assert (len(card.rows), card.more_button.text()) == (4, "2 more")
    QTest.mouseClick(card.more_button, LEFT)
    assert len(card.rows) == 6
    assert not card.more_button.isVisible()
    card.show_person(view(said))
    assert len(card.rows) == 6


def test_somebody_who_said_nothing_has_a_sentence(qtbot: QtBot) -> None:
    card = shown(qtbot, [])
    assert card.rows == []
    assert card.note_button.isVisible()
