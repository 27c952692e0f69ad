"""The card of the nine signs: pressing one, opening the last, and what they say about depth."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from tests.ui.widgets.views import touch, view_of
from trustjournal.domain.choices import Kind
from trustjournal.domain.signs import SIGNS
from trustjournal.ui.models.signs_view import signs_of
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.signs_card import SignsCard


@pytest.fixture
def card(qtbot: QtBot) -> SignsCard:
    made = SignsCard()
    qtbot.addWidget(made)
    made.resize(316, 600)
    made.make_rows()
    made.show()
    return made


def words(card: SignsCard) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in card.findChildren(PlainLabel) if label.isVisible()]


def test_a_press_chooses_a_sign(card: SignsCard) -> None:
    chosen = hear(card.sign_chosen)
    for sign in SIGNS:
        QTest.keyClick(card.rows[sign].button, Qt.Key.Key_Return)
        QTest.mouseClick(card.rows[sign].button, Qt.MouseButton.LeftButton)
    assert chosen == [sign for sign in SIGNS for _way in range(2)]


def test_a_sign_seen_this_year_shows_its_last_day_and_how_often_and_opens(card: SignsCard) -> None:
    latest = touch(Kind.PRAISE, 3)
    card.show_signs(signs_of(view_of([touch(Kind.PRAISE, 40), latest, touch(Kind.RENEWAL, 400)])))
    assert "2×  Thursday" in words(card)
    assert card.rows[Kind.RENEWAL].day.isHidden()
    opened = hear(card.event_chosen)
    QTest.mouseClick(card.rows[Kind.PRAISE].day, Qt.MouseButton.LeftButton)
    assert opened == [latest]


def test_a_disagreement_with_the_rest_of_the_log_is_said_and_goes_with_the_person(
    card: SignsCard,
) -> None:
    card.show_signs(signs_of(view_of([touch(Kind.RENEWAL, 40), touch(Kind.REFERENCE, 3)])))
    assert any("they may trust you more than the log shows" in said for said in words(card))
    card.show_person(uuid4())
    assert not any("log" in said for said in words(card))
    assert card.rows[Kind.REFERENCE].day.isHidden()
    card.show_signs(signs_of(view_of()))
    assert not any("log" in said for said in words(card))


def test_every_row_says_what_it_is_and_its_key(card: SignsCard) -> None:
    for number, sign in enumerate(SIGNS, start=1):
        button = card.rows[sign].button
        assert button.accessibleName()
        assert str(number) in button.accessibleDescription()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
