"""The calendar among the settings."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_promise
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import choose, hear
from trustjournal.settings import Settings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings_calendar import CalendarCard
from trustjournal.ui.session import JournalSession


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def card(
    session: JournalSession, navigator: Navigator, settings: Settings, qtbot: QtBot
) -> CalendarCard:
    rosa = make_customer("Rosa")
    fill(session, rosa, make_promise(rosa.id, due_on=MORNING.date()))
    card = CalendarCard(session, navigator, settings)
    qtbot.addWidget(card)
    card.show()
    return card


def test_a_file_is_saved_once(
    card: CalendarCard, navigator: Navigator, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    told = hear(navigator.told)
    path = tmp_path / "once.ics"
    QTest.keyClick(card.once_button, Qt.Key.Key_Space)
    choose(qtbot, path)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [f"1 entry is in {path}."]
    assert "Promised to Rosa" in path.read_text()
    assert settings.calendar_file == ""


def test_a_file_is_kept_until_the_owner_stops_it(
    card: CalendarCard, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "kept.ics"
    QTest.keyClick(card.keep_button, Qt.Key.Key_Space)
    choose(qtbot, path)
    qtbot.waitUntil(lambda: settings.calendar_file == str(path))
    assert path.exists()
    assert card.stop_button.isVisible()
    assert Settings.load().calendar_file == str(path)
    QTest.keyClick(card.stop_button, Qt.Key.Key_Space)
    assert settings.calendar_file == ""
    assert path.exists()


def test_ticking_the_box_puts_the_words_into_the_kept_file_at_once(
    card: CalendarCard, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "kept.ics"
    QTest.keyClick(card.keep_button, Qt.Key.Key_Space)
    choose(qtbot, path)
    qtbot.waitUntil(lambda: settings.calendar_file == str(path))
    assert "photos" not in path.read_text()
    QTest.keyClick(card.words.box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "photos" in path.read_text())
    assert Settings.load().calendar_words


def test_a_place_that_refuses_is_said_on_the_card_and_not_kept(
    card: CalendarCard, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClick(card.keep_button, Qt.Key.Key_Space)
    choose(qtbot, tmp_path / "missing" / "kept.ics")
    qtbot.waitUntil(card.fault.isVisible)
    assert "could not be written" in card.fault.text()
    assert settings.calendar_file == ""
