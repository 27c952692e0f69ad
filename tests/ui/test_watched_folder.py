"""The watched folder is looked into on a thread of its own, and only while it is wanted."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.settings import Settings
from trustjournal.transfer.watched import DONE
from trustjournal.ui.session import JournalSession
from trustjournal.ui.watched_folder import WatchedFolder, watched_folder
from trustjournal.ui.worker import worker_of_program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Dropped"
    made.mkdir()
    return made


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject()


def drop(folder: Path, name: str, text: str = "hello") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def watching(folder: Path | str, owner: QObject) -> WatchedFolder:
    return WatchedFolder(Settings(watched_folder=str(folder)), owner, settle_ms=0)


def wait_for_looks(qtbot: QtBot) -> None:
    """Let everything be done that was asked for until now."""
    done: list[object] = []
    worker_of_program("watched folder").submit(lambda: True, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))


def test_what_waits_there_is_found_and_told_once(
    folder: Path, owner: QObject, qtbot: QtBot
) -> None:
    paths = drop(folder, "a.csv"), drop(folder, "b.eml")
    watched = watching(folder, owner)
    told: list[tuple[Path, ...]] = []
    watched.changed.connect(lambda: told.append(watched.waiting))
    qtbot.waitUntil(lambda: bool(told))
    watched.look()
    wait_for_looks(qtbot)
    assert told == [paths]


def test_a_file_dropped_later_is_found_when_the_owner_comes_back(
    folder: Path, owner: QObject, qtbot: QtBot, qapp: QApplication
) -> None:
    watched = watching(folder, owner)
    wait_for_looks(qtbot)
    path = drop(folder, "a.csv")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    wait_for_looks(qtbot)
    assert watched.waiting == ()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: watched.waiting == (path,))


def test_a_file_dropped_later_is_found_by_the_clock_too(
    folder: Path, owner: QObject, qtbot: QtBot
) -> None:
    settings = Settings(watched_folder=str(folder))
    watched = WatchedFolder(settings, owner, every_ms=1, settle_ms=60_000)
    path = drop(folder, "a.csv")
    qtbot.waitUntil(lambda: watched.waiting == (path,))


def test_a_folder_that_goes_is_said_and_one_that_comes_back_is_watched_again(
    folder: Path, owner: QObject, qtbot: QtBot
) -> None:
    path = drop(folder, "a.csv")
    watched = watching(folder, owner)
    qtbot.waitUntil(lambda: watched.waiting == (path,))
    away = folder.rename(folder.with_name("away"))
    watched.look()
    qtbot.waitUntil(lambda: watched.waiting == ())
    assert "is not there, or not connected just now" in watched.fault
    away.rename(folder)
    watched.look()
    qtbot.waitUntil(lambda: watched.waiting == (path,))
    assert watched.fault == ""


def test_a_file_is_set_aside_and_put_back(folder: Path, owner: QObject, qtbot: QtBot) -> None:
    path = drop(folder, "a.csv")
    watched = watching(folder, owner)
    qtbot.waitUntil(lambda: watched.waiting == (path,))
    moved = hear(watched.moved)
    watched.set_aside(path)
    assert watched.waiting == ()
    qtbot.waitUntil(lambda: moved == [(path,)])
    assert (folder / DONE / "a.csv").read_text() == "hello"
    watched.put_back(folder / DONE / "a.csv")
    qtbot.waitUntil(lambda: watched.waiting == (path,))


def test_a_file_that_cannot_be_moved_is_said_and_waits_on(
    folder: Path, owner: QObject, qtbot: QtBot
) -> None:
    (folder / DONE).write_text("in the way")
    path = drop(folder, "a.csv")
    watched = watching(folder, owner)
    qtbot.waitUntil(lambda: watched.waiting == (path,))
    refused = hear(watched.refused)
    watched.set_aside(path)
    qtbot.waitUntil(lambda: bool(refused))
    assert "“a.csv” could not be moved to “done”" in refused[0]
    qtbot.waitUntil(lambda: watched.waiting == (path,))


def test_another_folder_is_watched_at_once_and_remembered(
    folder: Path, owner: QObject, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(folder, "a.csv")
    watched = watching(folder, owner)
    other = tmp_path / "Other"
    other.mkdir()
    path = drop(other, "b.vcf")
    watched.watch(str(other))
    qtbot.waitUntil(lambda: watched.waiting == (path,))
    assert Settings.load().watched_folder == str(other)
    watched.watch("")
    assert (watched.waiting, watched.folder) == ((), "")
    wait_for_looks(qtbot)
    assert watched.waiting == ()


def test_without_a_folder_nothing_is_looked_at(owner: QObject, qtbot: QtBot) -> None:
    watched = watching("", owner)
    changed = hear(watched.changed)
    watched.look()
    wait_for_looks(qtbot)
    assert (watched.waiting, watched.fault, changed) == ((), "", [])


def test_everything_over_a_journal_shares_one(session: JournalSession, folder: Path) -> None:
    settings = Settings(watched_folder=str(folder))
    assert watched_folder(session, settings) is watched_folder(session, settings)
