"""The page of gestures with real keys on a real journal."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_gesture
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
)
from trustjournal.domain.records import (
    Gesture,
    Record,
)
from trustjournal.settings import Settings
from trustjournal.store import queries
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
    view.press(Qt.Key.Key_W)
    assert stored(view)[given.title].given_on == day(-3)


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
