"""Backups that nobody asks for: after changes, before risks, on closing, and their failures."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import MORNING, fill, hold
from tests.ui.owner import hear
from trustjournal.domain.backups import MANY, Occasion
from trustjournal.domain.changes import Change, Changeset
from trustjournal.settings import Settings
from trustjournal.store.backup_files import backups_of
from trustjournal.store.engine import create_journal, open_journal
from trustjournal.ui.backup_keeper import BackupKeeper, backup_keeper
from trustjournal.ui.backup_notice import BackupNotice
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.shell import Shell

PEOPLE = [make_customer(f"Person {number}") for number in range(2 * MANY)]


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Generator[JournalSession]:
    """A session that the test closes itself."""
    yield JournalSession(create_journal(tmp_path / "journal.db"), clock=lambda: MORNING)
    qapp.processEvents()


def made(keeper: BackupKeeper) -> list[Occasion]:
    return [one.occasion for one in backups_of(keeper.folders, MORNING.tzinfo)]


def refuse(keeper: BackupKeeper) -> Path:
    """Let a file stand where the folder of backups would be."""
    keeper.folders.nearest.write_text("in the way")
    return keeper.folders.nearest


def test_a_while_after_a_change_the_journal_is_backed_up_once(
    session: JournalSession, qtbot: QtBot
) -> None:
    keeper = BackupKeeper(Settings(), session, wait_ms=0)
    with qtbot.waitSignal(keeper.changed):
        fill(session, PEOPLE[0])
    assert made(keeper) == [Occasion.WORK]
    assert keeper.fault is None


def test_a_session_that_ended_without_a_backup_has_one_soon_after_the_next_start(
    session: JournalSession, qtbot: QtBot
) -> None:
    fill(session, PEOPLE[0])
    half = session.path.parent / "backups" / "journal-20260101-090000-work.db.part"
    half.parent.mkdir()
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    keeper = BackupKeeper(Settings(), session, settle_ms=0)
    with qtbot.waitSignal(keeper.changed):
        pass
    assert made(keeper) == [Occasion.WORK]
    assert not half.exists()


def test_closing_backs_up_what_was_done_to_the_last_and_nothing_twice(
    opened: JournalSession,
) -> None:
    keeper = BackupKeeper(Settings(), opened)
    opened.commit(Changeset("Add", (Change.create(PEOPLE[0]),)))  # still on its way
    opened.close()
    (backup,) = backups_of(keeper.folders, MORNING.tzinfo)
    assert backup.occasion is Occasion.CLOSE
    engine = open_journal(backup.path, read_only=True)
    again = JournalSession(engine, clock=lambda: MORNING)
    assert again.read_only
    BackupKeeper(Settings(), again)
    again.close()
    second = JournalSession(open_journal(opened.path), clock=lambda: MORNING)
    BackupKeeper(Settings(), second)
    second.close()
    assert made(keeper) == [Occasion.CLOSE]


def test_many_records_go_only_behind_a_backup_that_still_has_them(
    session: JournalSession, qtbot: QtBot
) -> None:
    keeper = BackupKeeper(Settings(), session)
    fill(session, *PEOPLE)
    some = tuple(Change.delete(one) for one in PEOPLE[:MANY])
    with qtbot.waitSignal(session.changed):
        session.commit(Changeset("Some", some))
    assert made(keeper) == []
    with qtbot.waitSignal(session.changed):
        session.undo()
    many = tuple(Change.delete(one) for one in PEOPLE)
    with qtbot.waitSignals([session.changed, keeper.changed]):
        session.commit(Changeset("Many", many))
    assert made(keeper) == [Occasion.DELETE]
    (backup,) = backups_of(keeper.folders, MORNING.tzinfo)
    engine = open_journal(backup.path, read_only=True)
    looked = JournalSession(engine)
    counted = hear(looked.refused)
    looked.read(count, counted.append)
    qtbot.waitUntil(lambda: bool(counted))
    assert counted == [len(PEOPLE)]
    looked.close()


def count(connection: object) -> int:
    from sqlalchemy import Connection, func, select

    from trustjournal.store.schema import customer

    assert isinstance(connection, Connection)
    return connection.execute(select(func.count()).select_from(customer)).scalar_one()


def test_what_cannot_be_backed_up_first_is_done_all_the_same_and_said(
    session: JournalSession, qtbot: QtBot
) -> None:
    keeper = BackupKeeper(Settings(), session)
    fill(session, *PEOPLE)
    refuse(keeper)
    with qtbot.waitSignals([session.changed, keeper.changed]):
        session.commit(Changeset("Many", tuple(map(Change.delete, PEOPLE))))
    assert "could not be written" in str(keeper.fault)


def test_another_folder_gets_a_backup_at_once(
    session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(session, PEOPLE[0])
    keeper = BackupKeeper(Settings(), session)
    with qtbot.waitSignals([keeper.changed, keeper.changed]):
        keeper.choose(str(tmp_path))
    (backup,) = backups_of(keeper.folders, MORNING.tzinfo)
    assert backup.path.parent.parent == tmp_path
    assert Settings.load().backup_folder == str(tmp_path)


def test_stopping_a_backup_leaves_none(session: JournalSession, qtbot: QtBot) -> None:
    fill(session, *(make_customer(f"Person {number}") for number in range(3000)))
    keeper = BackupKeeper(Settings(), session)
    go_on = hold(keeper)
    done: list[object] = []
    job = keeper.back_up(done.append, done.append)

    def stop(_done: int, _total: int) -> None:
        job.cancel()

    # On the thread that copies: it is stopped in the midst of it.
    job.progressed.connect(stop, Qt.ConnectionType.DirectConnection)
    go_on.set()
    with qtbot.waitSignal(job.ended):
        pass
    assert done == []
    assert made(keeper) == []
    assert keeper.fault is None


def test_all_over_one_journal_share_one(session: JournalSession) -> None:
    assert backup_keeper(session, Settings()) is backup_keeper(session, Settings())


@pytest.fixture
def notice(session: JournalSession, qtbot: QtBot) -> Callable[..., tuple[Shell, BackupNotice]]:
    def make(keeper: BackupKeeper, navigator: Navigator) -> tuple[Shell, BackupNotice]:
        shell = Shell()
        qtbot.addWidget(shell)
        shell.resize(900, 600)
        shell.show()
        return shell, BackupNotice(shell, keeper, navigator)

    return make


def test_a_backup_that_fails_is_said_quietly_until_one_can_be_made(
    session: JournalSession,
    navigator: Navigator,
    notice: Callable[..., tuple[Shell, BackupNotice]],
    qtbot: QtBot,
) -> None:
    keeper = BackupKeeper(Settings(), session, wait_ms=0)
    _shell, shown = notice(keeper, navigator)
    way = refuse(keeper)
    with qtbot.waitSignal(keeper.changed):
        fill(session, PEOPLE[0])
    assert shown.banner is not None
    assert "The last backup was not made." in shown.banner.accessibleName()
    wanted = hear(navigator.page_wanted)
    assert shown.banner.button is not None
    QTest.mouseClick(shown.banner.button, Qt.MouseButton.LeftButton)
    assert wanted == ["backups"]
    way.unlink()  # it tries again by itself
    qtbot.waitUntil(lambda: shown.banner is None)
    assert made(keeper) == [Occasion.WORK]


def test_a_journal_that_shrank_is_backed_up_once_the_owner_says_so(
    session: JournalSession,
    navigator: Navigator,
    notice: Callable[..., tuple[Shell, BackupNotice]],
    qtbot: QtBot,
) -> None:
    keeper = BackupKeeper(Settings(), session)
    fill(session, *PEOPLE)
    _shell, shown = notice(keeper, navigator)
    with qtbot.waitSignals([session.changed, keeper.changed]):
        session.commit(Changeset("Many", tuple(map(Change.delete, PEOPLE[1:]))))
    refused: list[object] = []
    keeper.back_up(refused.append, refused.append)
    qtbot.waitUntil(lambda: shown.banner is not None)
    assert shown.banner is not None
    assert "holds 1 people and touchpoints" in shown.banner.accessibleName()
    told = hear(navigator.told)
    assert shown.banner.button is not None
    QTest.mouseClick(shown.banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told))
    assert shown.banner is None
    assert sorted(made(keeper)) == [Occasion.HAND, Occasion.DELETE]
