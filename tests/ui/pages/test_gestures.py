"""The page of gestures with real keys on a real journal."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_gesture
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
    Side,
)
from trustjournal.domain.records import (
    Gesture,
    Record,
)
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.dialogs.gesture_dialog import GestureDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.gestures import GesturesPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA, LEON = make_customer(), make_customer("Leon Fischer")
Opener = Callable[..., Opened]


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


MUG = make_gesture(
    ROSA.id, title="One-year mug", status=GestureStatus.PLANNED, due_on=day(4), cost=Decimal(14)
)
CARD = make_gesture(
    LEON.id,
    title="Thank-you card",
    kind=GestureKind.NOTE,
    status=GestureStatus.PLANNED,
    due_on=day(6),
)
IDEA = make_gesture(LEON.id, title="A tuning fork")


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, ROSA, LEON, *records)
        return Opened(qtbot, GesturesPage(session, navigator, Settings()), navigator)

    return make


def stored(view: Opened) -> dict[str, Gesture]:
    with view.page.session.engine.connect() as connection:
        return {one.title: one for one in queries.gestures(connection)}


@pytest.mark.parametrize(
    ("letter", "received"),
    [
        (Qt.Key.Key_V, 2),
        (Qt.Key.Key_I, 1),
        (Qt.Key.Key_F, 0),
        (Qt.Key.Key_N, -1),
        (Qt.Key.Key_L, None),
    ],
)
def test_d_gives_it_today_and_one_letter_says_how_it_was_received(
    opened: Opener, letter: Qt.Key, received: int | None
) -> None:
    view = opened(MUG, CARD)
    view.press(Qt.Key.Key_D)
    with view.renewed():
        view.press(letter, on=view.menu())
    given = stored(view)["One-year mug"]
    assert (given.status, given.given_on, given.received) == (
        GestureStatus.GIVEN,
        TODAY,
        received,
    )
    assert view.told == ["Given to Rosa Delgado: One-year mug"]
    assert view.current() == "Thank-you card"
    assert view.list.hasFocus()
    assert view.page.head.lead.text() == "One gesture was given this year, for 14 in all."


def test_escape_in_the_question_gives_nothing(opened: Opener) -> None:
    view = opened(MUG)
    view.press(Qt.Key.Key_D)
    view.press(Qt.Key.Key_Escape, on=view.menu())
    assert stored(view) == {MUG.title: MUG}


def test_how_it_was_received_can_be_said_later(opened: Opener) -> None:
    given = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=day(-3))
    view = opened(given)
    view.press(Qt.Key.Key_W)
    assert not any("ater" in action.text() for action in view.menu().actions())
    with view.renewed():
        view.choose("Loved it")
    assert stored(view)[given.title].received == 2
    view.press(Qt.Key.Key_D)
    assert QApplication.activePopupWidget() is None
    assert stored(view)[given.title].given_on == day(-3)


@pytest.mark.parametrize(("number", "received"), [("1", -2), ("3", 0), ("5", 2)])
def test_a_number_says_how_it_was_received(opened: Opener, number: str, received: int) -> None:
    given = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=day(-3), received=1)
    view = opened(given)
    view.press(Qt.Key.Key_W)
    with view.renewed():
        QTest.keyClicks(view.menu(), number)
    assert stored(view)[given.title].received == received
    assert QApplication.activePopupWidget() is None


def test_space_takes_a_gift_from_idea_to_how_it_was_received(opened: Opener) -> None:
    view = opened(IDEA)
    title = IDEA.title
    view.press(Qt.Key.Key_Space)
    with view.renewed():
        view.choose("Tomorrow")
    assert (stored(view)[title].status, stored(view)[title].due_on) == (
        GestureStatus.PLANNED,
        day(1),
    )
    with view.renewed():
        view.press(Qt.Key.Key_Space)
    assert stored(view)[title].status is GestureStatus.BOUGHT
    assert view.told[-1] == "Bought: A tuning fork"
    view.press(Qt.Key.Key_Space)
    with view.renewed():
        view.choose("Later")
    assert (stored(view)[title].status, stored(view)[title].given_on) == (
        GestureStatus.GIVEN,
        TODAY,
    )
    view.press(Qt.Key.Key_Space)
    with view.renewed():
        view.choose("Loved it")
    assert stored(view)[title].received == 2
    assert view.told[-1] == "Noted how A tuning fork was received."


def test_several_take_the_step_of_the_first_and_those_there_already_stay(opened: Opener) -> None:
    ready = make_gesture(LEON.id, title="Ready", status=GestureStatus.BOUGHT, due_on=day(9))
    view = opened(MUG, ready)
    view.select("One-year mug", "Ready")
    with view.renewed():
        view.press(Qt.Key.Key_Space)
    assert stored(view)["Ready"] == ready
    assert stored(view)["One-year mug"].status is GestureStatus.BOUGHT


def test_on_the_board_a_gift_goes_through_all_its_columns(opened: Opener) -> None:
    view = opened(MUG)
    view.press(Qt.Key.Key_V)
    board = view.page.views.board
    assert board is not None
    assert [column.model.rowCount() for column in board.columns] == [0, 1, 0, 0, 0]

    def push(key: Qt.Key, choice: str = "") -> None:
        with view.renewed():
            QTest.keyClick(board.list(), key, Qt.KeyboardModifier.AltModifier)
            if choice:
                view.choose(choice)

    push(Qt.Key.Key_Right)
    assert stored(view)[MUG.title].status is GestureStatus.BOUGHT
    push(Qt.Key.Key_Right, "Later")
    assert stored(view)[MUG.title].given_on == TODAY
    push(Qt.Key.Key_Right, "Liked it")
    assert stored(view)[MUG.title].received == 1
    push(Qt.Key.Key_Left)
    assert stored(view)[MUG.title].received is None
    assert view.told[-1] == "How One-year mug was received is open again."
    push(Qt.Key.Key_Left)
    assert stored(view)[MUG.title].status is GestureStatus.BOUGHT
    push(Qt.Key.Key_Left)
    assert stored(view)[MUG.title].status is GestureStatus.PLANNED
    assert view.told[-1] == "Planned again: One-year mug"
    push(Qt.Key.Key_Left)
    idea = stored(view)[MUG.title]
    assert (idea.status, idea.due_on) == (GestureStatus.IDEA, None)
    push(Qt.Key.Key_Right, "Tomorrow")
    assert stored(view)[MUG.title].due_on == day(1)


def test_what_was_given_by_mistake_is_planned_for_a_day(opened: Opener) -> None:
    given = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=day(-3), received=1)
    view = opened(given)
    assert isinstance(view.page, GesturesPage)
    view.page.deeds.move(view.list.entries(), "planned")
    with view.renewed():
        view.choose("Tomorrow")
    planned = stored(view)[given.title]
    assert (planned.status, planned.given_on, planned.due_on) == (
        GestureStatus.PLANNED,
        None,
        day(1),
    )


def test_l_hands_a_note_over_to_be_written(opened: Opener, navigator: Navigator) -> None:
    asked: list[object] = []

    def hear(who: object, gesture: object) -> None:
        asked.append((who, gesture))

    navigator.letter_wanted.connect(hear)
    view = opened(MUG, CARD)
    view.press(Qt.Key.Key_L)
    assert asked == []
    view.press(Qt.Key.Key_Down)
    view.press(Qt.Key.Key_L)
    assert asked == [(LEON.id, CARD)]


def test_r_asks_for_what_they_gave(qtbot: QtBot, opened: Opener) -> None:
    view = opened(MUG)
    view.press(Qt.Key.Key_R)
    (form,) = view.page.findChildren(GestureDialog)
    assert form.windowTitle() == "They gave you something"
    assert not form.rows["due_on"].isVisible()
    assert form.rows["given_on"].isVisible()


def test_what_they_gave_can_be_looked_at_alone_and_goes_nowhere(opened: Opener) -> None:
    theirs = make_gesture(
        ROSA.id, title="Plums", by=Side.THEM, status=GestureStatus.GIVEN, given_on=day(-1)
    )
    view = opened(MUG, theirs)
    view.page.kind_box.setCurrentIndex(view.page.kind_box.findData("from_them"))
    assert view.rows() == ["From them", "Plums"]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_D, Qt.Key.Key_W):
        view.press(key)
    assert QApplication.activePopupWidget() is None
    assert stored(view)["Plums"] == theirs


def test_s_moves_a_day_that_is_ahead_from_where_it_is(opened: Opener) -> None:
    view = opened(MUG, CARD)
    view.press(Qt.Key.Key_S)
    with view.renewed():
        view.choose("A week later")
    assert stored(view)["One-year mug"].due_on == day(11)
    assert view.rows() == ["Planned", "Thank-you card", "One-year mug"]
    assert view.current() == "One-year mug"


def test_s_gives_ideas_their_first_day_and_they_become_plans(opened: Opener) -> None:
    view = opened(IDEA)
    assert view.rows() == ["Ideas", "A tuning fork"]
    view.press(Qt.Key.Key_S)
    with view.renewed():
        view.choose("Tomorrow")
    moved = stored(view)["A tuning fork"]
    assert (moved.status, moved.due_on) == (GestureStatus.PLANNED, day(1))
    assert view.rows() == ["Planned", "A tuning fork"]
    assert view.told == ["Moved to tomorrow: A tuning fork"]


def test_several_move_together_counted_from_today(opened: Opener) -> None:
    view = opened(MUG, CARD)
    view.select("One-year mug", "Thank-you card")
    view.press(Qt.Key.Key_S)
    with view.renewed():
        view.choose("In 2 weeks")
    assert {one.due_on for one in stored(view).values()} == {day(14)}
    assert view.told == ["Moved to 6 Dec: 2 gestures"]


def test_the_kind_narrows_the_list(opened: Opener) -> None:
    view = opened(MUG, CARD, IDEA)
    view.page.kind_box.setCurrentIndex(view.page.kind_box.findData("note"))
    assert view.rows() == ["Planned", "Thank-you card"]
    view.page.kind_box.setCurrentIndex(0)
    assert len(view.rows()) == 5


def test_enter_n_o_and_delete(opened: Opener) -> None:
    view = opened(MUG)
    for key in (Qt.Key.Key_Enter, Qt.Key.Key_N, Qt.Key.Key_O):
        view.press(key)
    assert view.wishes == [MUG, None, ROSA.id]
    with view.renewed():
        view.press(Qt.Key.Key_Delete)
    assert stored(view) == {}
    assert view.told == ["Deleted: One-year mug"]
