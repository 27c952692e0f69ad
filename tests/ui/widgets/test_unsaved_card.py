"""The card of what was not saved: shown while there is something, gone on with by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.unsaved_card import UnsavedCard, UnsavedLine


def line(place: str, *, dropped: bool = False) -> UnsavedLine:
    return UnsavedLine(place, "Make a promise", "Ana · Today", f"<b>{place}</b>", dropped)


@pytest.fixture
def card(qtbot: QtBot, dressed: None) -> UnsavedCard:
    made = UnsavedCard()
    qtbot.addWidget(made)
    made.show_lines([line("a"), line("b")])
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    return made


def read(card: UnsavedCard) -> list[str]:
    return [label.text() for label in card.findChildren(PlainLabel) if label.isVisible()]


def test_the_words_are_shown_as_they_are(card: UnsavedCard) -> None:
    assert "<b>a</b>" in read(card)
    assert card.rows[0].accessibleName() == "Make a promise. Ana · Today. <b>a</b>"


def test_nothing_left_is_no_card(card: UnsavedCard) -> None:
    card.show_lines([])
    assert not card.isVisible()


def test_the_newest_three_are_shown_and_the_rest_counted(card: UnsavedCard) -> None:
    card.show_lines([line(place) for place in "abcde"])
    assert [row.line.place for row in card.rows] == ["a", "b", "c"]
    assert "2 more wait behind these." in read(card)


def test_each_button_tells_what_it_is_for(qtbot: QtBot, card: UnsavedCard) -> None:
    continued, dropped, back = map(hear, (card.continued, card.dropped, card.wanted_back))
    QTest.keyClick(card.rows[0].go_on, Qt.Key.Key_Space)
    QTest.keyClick(card.rows[1].drop, Qt.Key.Key_Space)
    card.show_lines([line("a"), line("b", dropped=True)])
    QTest.keyClick(card.rows[1].back, Qt.Key.Key_Space)
    assert (continued, dropped, back) == (["a"], ["b"], ["b"])


def test_the_focus_stays_on_the_row_that_was_dropped(qtbot: QtBot, card: UnsavedCard) -> None:
    card.rows[1].drop.setFocus()
    card.show_lines([line("a"), line("b", dropped=True)])
    assert card.rows[1].back.hasFocus()
    assert "Dropped." in read(card)
    assert not card.rows[1].go_on.isVisible()
    card.show_lines([line("a")])
    assert card.rows[0].go_on.hasFocus()
