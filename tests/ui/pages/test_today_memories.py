"""What Today recalls, on the real page with real clicks and keys."""

from collections.abc import Generator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear, words
from trustjournal.domain.records import Record
from trustjournal.settings import Settings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.today import TodayPage
from trustjournal.ui.session import JournalSession

pytestmark = pytest.mark.usefixtures("dressed")

ROSA = make_customer()


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Generator[TodayPage]:
    made = TodayPage(session, navigator, Settings())
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    yield made
    made.hide()


def touch(year: int, note: str, **fields: object) -> Record:
    happened_at = datetime(year, 11, 22, 8, tzinfo=MORNING.tzinfo)
    return make_touchpoint(ROSA.id, happened_at=happened_at, note=note, **fields)


def test_a_day_without_memories_has_no_card(
    qtbot: QtBot, session: JournalSession, page: TodayPage
) -> None:
    answered: list[object] = []
    fill(session, ROSA, touch(2026, "This morning"))
    qtbot.waitUntil(page.lately.isVisible)
    session.read(lambda _connection: None, answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert not page.memories.card.isVisible()


def test_a_memory_is_one_row_and_the_others_come_when_asked_for(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: TodayPage
) -> None:
    fill(session, ROSA, touch(2025, "<b>Drank</b> tea & laughed"), touch(2022, "First visit"))
    card = page.memories.card
    qtbot.waitUntil(card.isVisible)
    shown = words(card)
    assert "A year ago" in shown
    assert "Rosa Delgado" in shown
    assert "<b>Drank</b> tea & laughed" in shown
    assert "First visit" not in shown
    opened = hear(navigator.person_wanted)
    card.rows[0].setFocus()
    QTest.keyClick(card.rows[0], Qt.Key.Key_Return)
    assert opened == [ROSA.id]
    assert card.more_button.text() == "1 more memory"
    QTest.keyClick(card.more_button, Qt.Key.Key_Return)
    assert "4 years ago" in words(card)
    assert "First visit" in words(card)
    assert not card.more_button.isVisible()
    QTest.mouseClick(card.rows[1], Qt.MouseButton.LeftButton)
    assert opened == [ROSA.id, ROSA.id]


def test_a_memory_that_is_logged_late_appears(
    qtbot: QtBot, session: JournalSession, page: TodayPage
) -> None:
    fill(session, ROSA)
    qtbot.waitUntil(page.deck.isVisible)
    fill(session, touch(2024, "Found in an old calendar"))
    qtbot.waitUntil(page.memories.card.isVisible)
    assert page.memories.card.rows[0].accessibleName().startswith("2 years ago, Rosa Delgado.")
