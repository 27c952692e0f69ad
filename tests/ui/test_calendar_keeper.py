"""The calendar file follows the journal."""

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_promise
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.settings import Settings
from trustjournal.ui.calendar_keeper import CalendarKeeper
from trustjournal.ui.session import JournalSession


def test_it_is_written_at_the_start_and_after_every_change(
    session: JournalSession, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "kept.ics"
    owner = QObject()
    keeper = CalendarKeeper(session, Settings(calendar_file=str(path)), owner, pause_ms=0)
    written = hear(keeper.written)
    qtbot.waitUntil(lambda: written == [path])
    assert "VEVENT" not in path.read_text()
    rosa = make_customer("Rosa")
    fill(session, rosa, make_promise(rosa.id, due_on=MORNING.date()))
    qtbot.waitUntil(lambda: "Promised to Rosa" in path.read_text())
    assert "photos" not in path.read_text()


def test_words_are_in_it_where_the_owner_says_so(
    session: JournalSession, qtbot: QtBot, tmp_path: Path
) -> None:
    rosa = make_customer("Rosa")
    fill(session, rosa, make_promise(rosa.id, due_on=MORNING.date()))
    path = tmp_path / "kept.ics"
    settings = Settings(calendar_file=str(path), calendar_words=True)
    owner = QObject()
    keeper = CalendarKeeper(session, settings, owner, pause_ms=0)
    written = hear(keeper.written)
    qtbot.waitUntil(lambda: bool(written))
    assert "send the photos" in path.read_text()


def test_a_place_that_refuses_is_told_once_until_it_works_again(
    session: JournalSession, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "gone" / "kept.ics"
    owner = QObject()
    keeper = CalendarKeeper(session, Settings(calendar_file=str(path)), owner, pause_ms=0)
    told, written = hear(keeper.refused), hear(keeper.written)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "could not be written" in told[0]
    done: list[bool] = []
    fill(session, make_customer("Ben"))
    session.read(lambda _connection: True, done.append)
    qtbot.waitUntil(lambda: done == [True])
    assert len(told) == 1
    path.parent.mkdir()
    fill(session, make_customer("Cho"))
    qtbot.waitUntil(lambda: written == [path])


def test_a_new_day_writes_it_anew(session: JournalSession, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kept.ics"
    owner = QObject()
    keeper = CalendarKeeper(session, Settings(calendar_file=str(path)), owner, pause_ms=0)
    written = hear(keeper.written)
    qtbot.waitUntil(lambda: len(written) == 1)
    keeper.tick()
    session.now = lambda: MORNING.replace(day=23)
    keeper.tick()
    qtbot.waitUntil(lambda: len(written) == 2)


def test_without_a_file_nothing_is_written(
    session: JournalSession, qtbot: QtBot, tmp_path: Path
) -> None:
    owner = QObject()
    keeper = CalendarKeeper(session, Settings(), owner, pause_ms=0)
    written = hear(keeper.written)
    fill(session, make_customer("Ben"))
    done: list[bool] = []
    session.read(lambda _connection: True, done.append)
    qtbot.waitUntil(lambda: done == [True])
    assert written == []
