"""The watched folder among the settings."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.owner import choose, press, words
from trustjournal.settings import Settings
from trustjournal.transfer.watched import DONE
from trustjournal.ui.pages.settings_folder import FolderCard
from trustjournal.ui.watched_folder import WatchedFolder


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Dropped"
    made.mkdir()
    return made


@pytest.fixture
def watched(settings: Settings, qapp: QApplication) -> Generator[WatchedFolder]:
    owner = QObject()
    yield WatchedFolder(settings, owner, settle_ms=0)
    owner.deleteLater()


@pytest.fixture
def card(watched: WatchedFolder, qtbot: QtBot) -> FolderCard:
    card = FolderCard(watched)
    qtbot.addWidget(card)
    card.show()
    return card


def drop(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text(name, "utf-8")


def test_nothing_is_watched_until_the_owner_chooses_a_folder(
    card: FolderCard, settings: Settings, qtbot: QtBot, folder: Path
) -> None:
    assert not card.stop_button.isVisible()
    assert not card.look_button.isVisible()
    QTest.keyClick(card.choose_button, Qt.Key.Key_Space)
    choose(qtbot, folder)
    qtbot.waitUntil(lambda: settings.watched_folder == str(folder))
    qtbot.waitUntil(lambda: str(folder) in words(card))
    assert "Nothing waits there." in words(card)
    QTest.keyClick(card.stop_button, Qt.Key.Key_Space)
    assert settings.watched_folder == ""
    assert str(folder) not in words(card)


def test_what_waits_is_listed_and_can_be_left_out(
    card: FolderCard, watched: WatchedFolder, qtbot: QtBot, folder: Path
) -> None:
    drop(folder, *(f"{number}.csv" for number in range(7)))
    watched.watch(str(folder))
    qtbot.waitUntil(lambda: "7 files wait there:" in words(card))
    assert "And 2 more." in words(card)
    press(card, "Leave out 3.csv")
    qtbot.waitUntil((folder / DONE / "3.csv").exists)
    qtbot.waitUntil(lambda: "6 files wait there:" in words(card))
    assert "3.csv" not in words(card).splitlines()


def test_looking_through_them_is_asked_for_by_key(
    card: FolderCard, watched: WatchedFolder, qtbot: QtBot, folder: Path
) -> None:
    drop(folder, "b.eml", "a.csv")
    watched.watch(str(folder))
    qtbot.waitUntil(card.look_button.isVisible)
    wanted: list[bool] = []
    watched.wanted.connect(lambda: wanted.append(True))
    QTest.keyClick(card.look_button, Qt.Key.Key_Space)
    assert len(wanted) == 1


def test_a_folder_that_is_not_there_is_said_in_words(
    card: FolderCard, watched: WatchedFolder, qtbot: QtBot, folder: Path
) -> None:
    watched.watch(str(folder / "gone"))
    qtbot.waitUntil(card.fault.isVisible)
    assert "is not there, or not connected just now" in card.fault.text()
    assert "Nothing waits" not in words(card)
    watched.watch(str(folder))
    qtbot.waitUntil(card.fault.isHidden)


def test_a_file_that_cannot_be_moved_is_said_on_the_card(
    card: FolderCard, watched: WatchedFolder, qtbot: QtBot, folder: Path
) -> None:
    drop(folder, "a.csv", DONE)
    watched.watch(str(folder))
    qtbot.waitUntil(lambda: "1 file waits there:" in words(card))
    press(card, "Leave out a.csv")
    qtbot.waitUntil(card.fault.isVisible)
    assert "could not be moved" in card.fault.text()
