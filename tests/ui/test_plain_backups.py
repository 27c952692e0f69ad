"""Backups from before the passphrase are named, and go only when their owner says so."""

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.surroundings import write_protected
from tests.ui.conftest import MORNING
from tests.ui.owner import press, words
from trustjournal.domain.backups import Occasion
from trustjournal.domain.changes import Change, Changeset
from trustjournal.settings import Settings
from trustjournal.store import keys, writer
from trustjournal.store.backup_files import BackupFolders, backups_of
from trustjournal.store.backups import take
from trustjournal.store.encrypting import encrypt
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.keys import looks_encrypted
from trustjournal.ui.plain_backups import PlainBackups, PlainCopies
from trustjournal.ui.session import JournalSession
from trustjournal.ui.shell import Shell

PASSPHRASE = "glaze window otter"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)


@pytest.fixture
def encrypted(qapp: QApplication, tmp_path: Path) -> Generator[JournalSession]:
    """A journal that had plain backups when it got its passphrase."""
    path = tmp_path / "journal.db"
    engine = create_journal(path)
    for day in (2, 1):
        person = make_customer(f"Person {day}")
        writer.commit(engine, Changeset("Add", (Change.create(person),)))
        take(engine, BackupFolders(path), Occasion.HAND, MORNING - timedelta(days=day))
    close_journal(engine)
    encrypt(path, PASSPHRASE, now=MORNING - timedelta(hours=1))
    opened = JournalSession(open_journal(path, PASSPHRASE), clock=lambda: MORNING)
    yield opened
    opened.close()
    qapp.processEvents()


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def looked(session: JournalSession, settings: Settings, qtbot: QtBot) -> PlainCopies:
    """Return what is found in a journal that is opened anew."""
    made = PlainCopies(session, settings)
    qtbot.waitUntil(lambda: made.found is not None)
    return made


def backups(session: JournalSession) -> list[bool]:
    """Tell of each backup whether it is encrypted."""
    found = backups_of(BackupFolders(session.path), MORNING.tzinfo)
    return [looks_encrypted(one.path) for one in found]


def test_they_go_once_there_is_one_with_the_passphrase(
    encrypted: JournalSession, shell: Shell, qtbot: QtBot
) -> None:
    before = backups(encrypted)
    assert len(before) >= 2
    assert not any(before)
    PlainBackups(shell, encrypted, Settings())
    qtbot.waitUntil(lambda: f"{len(before)} copies from before" in words(shell))
    assert backups(encrypted) == before
    press(shell, "Remove them")
    qtbot.waitUntil(lambda: "Removed." in shell.toast.message())
    assert backups(encrypted) == [True]
    assert "copies from before" not in words(shell)


def test_they_stay_where_their_owner_wants_it_who_is_asked_no_more(
    encrypted: JournalSession, shell: Shell, qtbot: QtBot
) -> None:
    before = backups(encrypted)
    PlainBackups(shell, encrypted, Settings())
    qtbot.waitUntil(lambda: "copies from before" in words(shell))
    press(shell, "Keep them")
    assert "copies from before" not in words(shell)
    assert backups(encrypted) == before
    again = looked(encrypted, Settings.load(), qtbot)
    assert again.are_kept
    assert len(again.found or ()) == len(before)


def test_one_that_was_not_among_those_kept_is_asked_about(
    encrypted: JournalSession, qtbot: QtBot
) -> None:
    settings = Settings()
    looked(encrypted, settings, qtbot).keep()
    newest, *_older = backups_of(BackupFolders(encrypted.path), MORNING.tzinfo)
    another = newest.path.with_name("journal-20261001-120000.db")
    another.write_bytes(newest.path.read_bytes())
    assert not looked(encrypted, settings, qtbot).are_kept


def test_a_removal_that_is_refused_leaves_the_question(
    encrypted: JournalSession, shell: Shell, qtbot: QtBot
) -> None:
    PlainBackups(shell, encrypted, Settings())
    qtbot.waitUntil(lambda: "copies from before" in words(shell))
    with write_protected(encrypted.path.parent / "backups"):
        press(shell, "Remove them")
        qtbot.waitUntil(lambda: bool(shell.toast.message()))
        qtbot.waitUntil(lambda: "copies from before" in words(shell))
    assert not any(backups(encrypted))
