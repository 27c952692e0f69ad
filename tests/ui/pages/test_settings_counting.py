"""How trust is counted changes once the owner has seen whom it moves."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear, turn_wheel, words
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Preferences
from trustjournal.store import history, queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings_counting import CountingCard
from trustjournal.ui.session import JournalSession

pytestmark = pytest.mark.usefixtures("dressed")

ROSA, TOMASZ = make_customer("Rosa Delgado"), make_customer("Tomasz Wilk")


@pytest.fixture
def card(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> CountingCard:
    touches = [
        make_touchpoint(who.id, happened_at=MORNING - timedelta(days), kind=Kind.VISIT, feeling=2)
        for who, spent in ((ROSA, (90, 120, 150)), (TOMASZ, (1,)))
        for days in spent
    ]
    fill(session, Preferences(**identity(), owner="Maya"), ROSA, TOMASZ, *touches)
    made = CountingCard(session, navigator)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    refresh(qtbot, session, made)
    return made


def refresh(qtbot: QtBot, session: JournalSession, card: CountingCard) -> None:
    read: list[Preferences] = []
    session.read(queries.preferences, read.append)
    qtbot.waitUntil(lambda: bool(read))
    card.show_preferences(read[0])


def rewrite(box: QWidget, text: str) -> None:
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(box, text)


def stored(session: JournalSession) -> Preferences:
    with session.engine.connect() as connection:
        return queries.preferences(connection)


def test_another_value_shows_at_once_whom_it_moves_and_writes_nothing(
    qtbot: QtBot, session: JournalSession, card: CountingCard
) -> None:
    assert not card.shifts.isVisible()
    rewrite(card.half_life.box, "30")
    qtbot.waitUntil(lambda: "26 → 21" in words(card))
    said = words(card)
    assert "The depth of 2 people would move, 1 of them to another stage." in said
    assert "Rosa Delgado\n26 → 21\nAcquainted → New" in said
    assert "Tomasz Wilk" not in said
    assert "1 other by 1 point or less." in said
    assert stored(session).half_life_days == 180


def test_enter_keeps_it_and_undo_takes_it_back(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, card: CountingCard
) -> None:
    told = hear(navigator.told)
    rewrite(card.half_life.box, "30")
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(card.half_life.box, Qt.Key.Key_Return)
    assert stored(session).half_life_days == 30
    qtbot.waitUntil(lambda: told == ["Trust is counted so from now on."])
    assert not card.shifts.isVisible()
    with qtbot.waitSignal(session.changed):
        session.undo()
    refresh(qtbot, session, card)
    assert card.half_life.value() == 180
    assert not card.shifts.isVisible()


def test_the_button_keeps_both_values_in_one_change(
    qtbot: QtBot, session: JournalSession, card: CountingCard
) -> None:
    rewrite(card.half_life.box, "90")
    rewrite(card.bad_weight.box, "3")
    with qtbot.waitSignal(session.changed):
        QTest.mouseClick(card.keep_button, Qt.MouseButton.LeftButton)
    found = stored(session)
    assert (found.half_life_days, found.bad_weight) == (90, 3.0)
    with session.engine.connect() as connection:
        entry = history.next_undo(connection)
    assert entry is not None
    assert entry.sequence == 2


@pytest.mark.parametrize("way", ["escape", "button", "by hand"])
def test_what_holds_comes_back(card: CountingCard, session: JournalSession, way: str) -> None:
    rewrite(card.half_life.box, "90")
    assert card.back_button.isVisible()
    if way == "escape":
        QTest.keyClick(card.half_life.box, Qt.Key.Key_Escape)
    elif way == "button":
        QTest.mouseClick(card.back_button, Qt.MouseButton.LeftButton)
    else:
        rewrite(card.half_life.box, "180")
    assert card.half_life.value() == 180
    assert not card.back_button.isVisible()
    assert stored(session).half_life_days == 180


def test_what_cannot_be_is_said_under_the_field(
    qtbot: QtBot, session: JournalSession, card: CountingCard
) -> None:
    rewrite(card.half_life.box, "0")
    QTest.keyClick(card.half_life.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Write a number of days from 1 to 3650." in words(card))
    assert card.half_life.value() == 0
    rewrite(card.half_life.box, "30")
    qtbot.waitUntil(lambda: "26 → 21" in words(card))
    assert "from 1 to 3650" not in words(card)


def test_what_is_being_tried_survives_a_change_elsewhere_and_is_counted_anew(
    qtbot: QtBot, session: JournalSession, card: CountingCard
) -> None:
    rewrite(card.half_life.box, "30")
    qtbot.waitUntil(lambda: "26 → 21" in words(card))
    ines = make_customer("Ines Moreau")
    old = make_touchpoint(ines.id, happened_at=MORNING - timedelta(120), kind=Kind.VISIT, feeling=2)
    fill(session, ines, old)
    refresh(qtbot, session, card)
    qtbot.waitUntil(lambda: "The depth of 3 people" in words(card))
    assert card.half_life.value() == 30


def test_values_that_move_nobody_say_so(qtbot: QtBot, card: CountingCard) -> None:
    rewrite(card.bad_weight.box, "4")
    qtbot.waitUntil(lambda: "Nobody's depth would move." in words(card))


def test_only_the_last_of_many_values_is_shown(qtbot: QtBot, card: CountingCard) -> None:
    card.half_life.box.setFocus()
    for _press in range(60):
        QTest.keyClick(card.half_life.box, Qt.Key.Key_Down)
    assert card.half_life.value() == 120
    qtbot.waitUntil(lambda: "Rosa Delgado\n26 → 25\n" in words(card))


def test_the_wheel_over_a_number_turns_nothing(card: CountingCard) -> None:
    card.keep_button.setFocus()
    for box in (card.half_life.box, card.bad_weight.box):
        before = box.text()
        turn_wheel(box)
        assert box.text() == before
