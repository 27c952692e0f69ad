"""What is left in plain beside an encrypted journal goes, and nothing that is not its own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.test_backup import add
from trustjournal.store import keys
from trustjournal.store.backup import back_up
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.encrypting import encrypt
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.plain_copies import plain_copies, remove_plain_copies

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
WORDS = "velvet anchor ninety"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)


@pytest.fixture
def plain(path: Path) -> Path:
    """A closed journal without a passphrase."""
    engine = create_journal(path)
    add(engine, "Rosa")
    close_journal(engine)
    return path


def test_what_a_kill_left_in_plain_goes_with_them_but_no_whole_salvaged_journal(
    plain: Path,
) -> None:
    salvaged = "journal.salvaged-20260101-100000.db"
    names = ("journal.db.former.part", f"{salvaged}.pages.part", "journal.restoring-x/part.db")
    whole = plain.parent / salvaged
    headless = plain.parent / "journal.damaged-20260101-100000.db"
    left = [*(plain.parent / name for name in names), headless]
    words = plain.read_bytes()
    encrypt(plain, WORDS, now=NOW)
    for path in (*left, whole):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(words)
    headless.write_bytes(bytes(4096) + words[4096:])
    half = plain.parent / f"{salvaged}.new.part"
    half.write_bytes(plain.read_bytes())  # as private as the journal: somebody may be at work on it
    engine = open_journal(plain, WORDS)
    assert remove_plain_copies(engine, BackupFolders(plain), NOW.replace(minute=1)) == 5
    assert plain_copies(engine, BackupFolders(plain), UTC) == []
    close_journal(engine)
    assert not any(path.exists() for path in left)
    assert whole.read_bytes() == words
    assert half.exists()


def test_plain_backups_of_another_computer_stay_in_the_folder_shared_with_it(
    plain: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    folders = BackupFolders(plain, str(stick))
    assert folders.shared
    stick.mkdir()
    engine = open_journal(plain)
    ours = back_up(engine, folders.shared / "journal-20260101-100000.db")
    close_journal(engine)
    theirs = folders.shared / "journal-20260102-100000.db"
    encrypt(plain, WORDS, now=NOW, folders=folders)
    other = create_journal(tmp_path / "other.db")
    add(other, "Tomasz")
    back_up(other, theirs)
    close_journal(other)
    engine = open_journal(plain, WORDS)
    remove_plain_copies(engine, folders, NOW.replace(minute=1))
    close_journal(engine)
    assert theirs.exists()
    assert not ours.exists()
