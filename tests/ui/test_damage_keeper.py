"""A damaged file is found behind the window; what can be read stays, and two ways lead on."""

from contextlib import closing
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from tests.damaging import destroyed, make_book, spoil
from tests.samples import make_customer
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear, press
from trustjournal.domain.changes import Change, Changeset
from trustjournal.errors import TrustJournalError
from trustjournal.store import keys, queries, writer
from trustjournal.store.backup import raw
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.transaction import JournalDamaged, begin_write
from trustjournal.ui.bookkeeper import Bookkeeper
from trustjournal.ui.damage_keeper import DamageKeeper
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.shell import Shell

NEVER_MS = 3_600_000


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    make_book(path, rows=300)
    spoil(path, "history")
    return path


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def begins_at(path: Path, passphrase: str | None, *names: str) -> list[int]:
    """Return the pages at which tables of a journal begin, encrypted or not."""
    engine = open_journal(path, passphrase)
    with raw(engine) as cursor:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        found = [cursor.execute(query, (name,)).fetchone()[0] for name in names]
    close_journal(engine)
    return found


def hear_nothing(answer: object) -> None:
    raise AssertionError(answer)


def _written_over(which: UUID, engine: Engine, _job: Job) -> None:
    with begin_write(engine) as connection:
        queries.customers_by_id(connection, [which])


def keeper_of(
    shell: Shell, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> DamageKeeper:
    """Look at a journal's file, and wait until that is done."""
    keeper = DamageKeeper(shell, session, navigator, pause_ms=0)
    with qtbot.waitSignal(keeper.looked):
        pass
    return keeper


def test_a_sound_file_is_told_of_to_nobody(
    shell: Shell, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    fill(session, make_customer())
    keeper = keeper_of(shell, session, navigator, qtbot)
    assert keeper.banner is None
    assert not session.read_only


def test_in_a_damaged_file_nothing_can_be_changed_and_two_ways_lead_on(
    qapp: QApplication, shell: Shell, damaged: Path, navigator: Navigator, qtbot: QtBot
) -> None:
    session = JournalSession(open_journal(damaged), clock=lambda: MORNING)
    keeper = keeper_of(shell, session, navigator, qtbot)
    assert session.read_only
    assert keeper.banner is not None
    qtbot.waitUntil(keeper.banner.isVisible)
    assert "Part of your journal’s file is damaged" in keeper.banner.accessibleName()
    pages, salvaged = hear(navigator.page_wanted), list[bool]()
    navigator.door.salvage_wanted.connect(lambda: salvaged.append(True))
    press(keeper.banner, "Restore a backup…")
    press(keeper.banner, "Salvage what can be read")
    assert (pages, salvaged) == (["backups"], [True])
    refused: list[TrustJournalError] = []
    add = Changeset("Add", (Change.create(make_customer()),))
    session.commit(add, refused=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert "file is damaged" in str(refused[0])
    session.close()
    qapp.processEvents()


@pytest.mark.parametrize("passphrase", [None, "glaze window otter"])
def test_books_that_cannot_be_kept_in_a_damaged_file_say_so_at_once(
    shell: Shell,
    tmp_path: Path,
    navigator: Navigator,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    passphrase: str | None,
) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)
    path = tmp_path / "journal.db"
    content = make_book(path, passphrase, rows=60)
    path.write_bytes(destroyed(content, begins_at(path, passphrase, "closing")))
    session = JournalSession(open_journal(path, passphrase), clock=lambda: MORNING)
    keeper = DamageKeeper(shell, session, navigator, pause_ms=NEVER_MS)
    Bookkeeper(session, shell, pause_ms=0)
    qtbot.waitUntil(lambda: keeper.banner is not None)
    assert session.read_only
    session.close()


@pytest.mark.parametrize("written", [False, True])
def test_noise_that_only_its_reader_meets_is_told_as_damage(
    shell: Shell, tmp_path: Path, navigator: Navigator, qtbot: QtBot, *, written: bool
) -> None:
    path = tmp_path / "journal.db"
    engine = create_journal(path)
    rosa = make_customer("Rosa", note="oak sample " * 5_000)
    writer.commit(engine, Changeset("Add", (Change.create(rosa),)))
    close_journal(engine)
    path.write_bytes(path.read_bytes().replace(b"oak sample " * 20, b"\xff" * 220))
    session = JournalSession(open_journal(path), clock=lambda: MORNING)
    keeper = keeper_of(shell, session, navigator, qtbot)
    assert keeper.banner is None
    refused: list[TrustJournalError] = []
    if written:
        session.run(partial(_written_over, rosa.id), hear_nothing, refused.append)
    else:
        session.read(queries.customers, hear_nothing, refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], JournalDamaged)
    assert keeper.banner is not None
    assert session.read_only
    session.close()


def test_a_file_that_another_program_keeps_locked_is_looked_at_again_later(
    shell: Shell,
    tmp_path: Path,
    navigator: Navigator,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr("trustjournal.store.engine.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("trustjournal.ui.damage_keeper._AGAIN_MS", 20)
    path = tmp_path / "Dropbox" / "journal.db"  # where no log lets readers go on
    close_journal(create_journal(path))
    session = JournalSession(open_journal(path), clock=lambda: MORNING)
    with qtbot.waitSignal(session.undo_changed):
        pass
    with closing(driver.connect(str(path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        keeper = DamageKeeper(shell, session, navigator, pause_ms=0)
        pause = keeper.findChild(QTimer)
        assert pause is not None
        with qtbot.waitSignals([pause.timeout] * 3):
            pass
    with qtbot.waitSignal(keeper.looked):
        pass
    assert keeper.banner is None
    assert not session.read_only
    session.close()


def test_closing_does_not_wait_for_the_look_at_the_file(
    qapp: QApplication, shell: Shell, tmp_path: Path, navigator: Navigator
) -> None:
    make_book(tmp_path / "journal.db", rows=100)
    session = JournalSession(open_journal(tmp_path / "journal.db"), clock=lambda: MORNING)
    keeper = DamageKeeper(shell, session, navigator, pause_ms=0)
    heard: list[bool] = []
    keeper.looked.connect(lambda: heard.append(True))
    session.close()
    qapp.processEvents()
    assert heard == []
