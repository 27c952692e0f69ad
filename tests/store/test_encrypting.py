"""A journal gets a passphrase, another one, or none, and loses nothing on the way."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.samples import full_touchpoint, make_customer
from trustjournal.domain.backups import Occasion
from trustjournal.domain.changes import Change, Changeset
from trustjournal.errors import (
    Cancelled,
    InvalidEntry,
    JournalUnavailable,
    NotSaved,
    PassphraseWanted,
)
from trustjournal.store import encrypting, keys, writer
from trustjournal.store.backup import back_up, check
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.backups import take
from trustjournal.store.columns import metadata
from trustjournal.store.encrypting import change_passphrase, decrypt, encrypt, is_encrypted
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.overwriting import overwrite
from trustjournal.store.plain_copies import plain_copies, remove_plain_copies

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
WORDS, OTHERS = "velvet anchor ninety", "copper Ünder moss"
MARKER = "Zanzibarine"

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys at once: how long that takes is another module's."""
    monkeypatch.setattr(keys, "ROUNDS", 2)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed journal without a passphrase, with a history, an index and a note to look for."""
    path = tmp_path_factory.mktemp("plain") / "journal.db"
    engine = create_journal(path)
    people = [make_customer(f"Person {number}") for number in range(200)]
    visits = [full_touchpoint(who.id) for who in people]
    added = (Change.create(one) for one in (*people, *visits))
    writer.commit(engine, Changeset("Add", tuple(added)))
    who = make_customer(f"Rosa {MARKER}")
    writer.commit(engine, Changeset("Add Rosa", (Change.create(who),)))
    writer.commit(engine, Changeset("Remove Rosa", (Change.delete(who),)))
    writer.undo(engine)
    close_journal(engine)
    return path


@pytest.fixture
def plain(path: Path, template: Path) -> Path:
    shutil.copyfile(template, path)
    path.chmod(0o600)
    return path


@pytest.fixture
def locked(plain: Path) -> Path:
    encrypt(plain, WORDS, now=NOW)
    return plain


def rows(path: Path, passphrase: str | None = None) -> Rows:
    """Everything in the journal's tables, with what SQLite numbers it by."""
    engine = open_journal(path, passphrase, read_only=True)
    with engine.connect() as connection:
        found = {
            name: [tuple(row) for row in connection.execute(select(table))]
            for name, table in metadata.tables.items()
        }
        found["search"] = [
            tuple(row)
            for row in connection.exec_driver_sql(
                "SELECT rowid FROM touchpoint_search WHERE touchpoint_search MATCH 'jug'"
            )
        ]
        found["index"] = [
            tuple(row) for row in connection.exec_driver_sql("SELECT * FROM touchpoint_search_data")
        ]
    engine.dispose()
    return found


def files(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir()}


def test_everything_is_the_same_under_a_passphrase_another_one_and_none(plain: Path) -> None:
    before = rows(plain)
    assert before["search"]
    assert before["history"]
    encrypt(plain, WORDS, now=NOW)
    assert is_encrypted(plain)
    assert rows(plain, WORDS) == before
    change_passphrase(plain, WORDS, OTHERS, now=NOW)
    assert rows(plain, OTHERS) == before
    with pytest.raises(PassphraseWanted):
        open_journal(plain, WORDS)
    decrypt(plain, OTHERS, now=NOW)
    assert not is_encrypted(plain)
    assert rows(plain) == before
    assert files(plain) == {"journal.db", "backups"}
    assert stat.S_IMODE(plain.stat().st_mode) == 0o600


def test_what_was_done_before_can_be_undone_after(locked: Path) -> None:
    engine = open_journal(locked, WORDS)
    undone = writer.undo(engine)
    assert undone is not None
    assert check(engine) == []
    assert is_encrypted(engine)
    close_journal(engine)


def test_no_word_of_an_encrypted_journal_can_be_read_anywhere_but_in_the_plain_backup(
    plain: Path,
) -> None:
    done = encrypt(plain, WORDS, now=NOW)
    assert done.is_overwritten
    readable = {
        found
        for found in plain.parent.rglob("*")
        if found.is_file() and MARKER.encode() in found.read_bytes()
    }
    assert readable == {done.backup}
    for found in plain.parent.rglob("*"):
        assert not found.is_file() or WORDS.encode() not in found.read_bytes()


def test_the_backup_made_before_has_the_old_form(plain: Path) -> None:
    before = rows(plain)
    done = encrypt(plain, WORDS, now=NOW)
    assert done.backup
    assert rows(done.backup) == before
    shutil.rmtree(done.backup.parent)
    again = change_passphrase(plain, WORDS, OTHERS, now=NOW.replace(minute=1))
    assert again.backup
    assert rows(again.backup, WORDS) == before


def test_what_the_last_backup_has_is_not_written_into_another_plain_one(plain: Path) -> None:
    engine = open_journal(plain)
    made = take(engine, BackupFolders(plain), Occasion.CLOSE, NOW)
    close_journal(engine)
    assert encrypt(plain, WORDS, now=NOW.replace(minute=1)).backup is None
    assert made
    assert list(made.parent.iterdir()) == [made]


def test_plain_copies_from_before_are_found_and_removed(plain: Path) -> None:
    folders, before = BackupFolders(plain), rows(plain)
    (plain.parent / "journal.replaced-20260101-100000.db").write_bytes(plain.read_bytes())
    (plain.parent / "journal2.db").write_bytes(plain.read_bytes())
    (plain.parent / "notes.txt").write_text("mine")
    done = encrypt(plain, WORDS, now=NOW)
    change_passphrase(plain, WORDS, OTHERS, now=NOW.replace(minute=1))
    engine = open_journal(plain, OTHERS)
    aside = plain.parent / "journal.replaced-20260101-100000.db"
    assert set(plain_copies(engine, folders, UTC)) == {done.backup, aside}
    assert remove_plain_copies(engine, folders, NOW.replace(minute=2)) == 2
    assert remove_plain_copies(engine, folders, NOW.replace(minute=3)) == 0
    assert plain_copies(engine, folders, UTC) == []
    close_journal(engine)
    assert files(plain) == {"journal.db", "backups", "journal2.db", "notes.txt"}
    kept = list((plain.parent / "backups").iterdir())
    assert rows(kept[0], OTHERS) == before
    assert len(kept) == 1


def test_the_copies_of_a_plain_journal_are_its_backups_and_stay(plain: Path) -> None:
    folders = BackupFolders(plain)
    engine = open_journal(plain)
    back_up(engine, plain.parent / "backups" / "journal-20261122-100000.db")
    with pytest.raises(InvalidEntry, match="no passphrase"):
        remove_plain_copies(engine, folders, NOW)
    assert len(plain_copies(engine, folders, UTC)) == 1
    close_journal(engine)


def test_a_passphrase_that_could_not_be_typed_again_is_refused(plain: Path) -> None:
    before = plain.read_bytes()
    for bad in ("", "   ", "two\nlines", "nul\0inside", "\ud800 half a letter"):
        with pytest.raises(InvalidEntry):
            encrypt(plain, bad, now=NOW)
        with pytest.raises(InvalidEntry):
            create_journal(plain.with_name("new.db"), bad)
    assert plain.read_bytes() == before
    assert files(plain) == {"journal.db"}


def test_what_makes_no_sense_is_said_and_changes_nothing(plain: Path, locked: Path) -> None:
    before = locked.read_bytes()
    with pytest.raises(InvalidEntry, match="has a passphrase already"):
        encrypt(locked, OTHERS, now=NOW)
    for wrong in (OTHERS, WORDS.upper()):
        with pytest.raises(PassphraseWanted, match="passphrase is wrong"):
            decrypt(locked, wrong, now=NOW)
        with pytest.raises(PassphraseWanted, match="passphrase is wrong"):
            change_passphrase(locked, wrong, OTHERS, now=NOW)
    assert locked.read_bytes() == before
    decrypt(locked, WORDS, now=NOW)
    with pytest.raises(JournalUnavailable, match="has no passphrase"):
        change_passphrase(plain, WORDS, OTHERS, now=NOW)
    for place in (plain.parent, plain.with_name("missing.db")):
        with pytest.raises(JournalUnavailable):
            encrypt(place, WORDS, now=NOW)


def test_a_journal_that_is_open_is_left_alone(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trustjournal.store.engine.BUSY_SECONDS", 0.1)
    open_elsewhere = open_journal(plain)
    with open_elsewhere.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM customer").scalar_one()
    with pytest.raises(NotSaved, match="open in another window"):
        encrypt(plain, WORDS, now=NOW)
    close_journal(open_elsewhere)
    assert not is_encrypted(plain)
    assert files(plain) == {"journal.db"}
    encrypt(plain, WORDS, now=NOW)


@pytest.mark.parametrize("step", range(4))
def test_stopping_it_leaves_the_journal_as_it_was(plain: Path, step: int) -> None:
    before = rows(plain)

    def stop(done: int, whole: int) -> None:
        if 4 * done >= step * whole:
            raise Cancelled

    with pytest.raises(Cancelled):
        encrypt(plain, WORDS, now=NOW, report=stop)
    assert rows(plain) == before
    assert files(plain) - {"backups"} == {"journal.db"}


def test_a_copy_that_is_not_the_same_never_takes_the_place(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(plain)
    faithful = encrypting.export

    def lossy(cursor: Any) -> None:
        faithful(cursor)
        cursor.execute("UPDATE copy.touchpoint SET note = note || ' ' WHERE number = 7")

    monkeypatch.setattr(encrypting, "export", lossy)
    with pytest.raises(NotSaved, match="did not read back"):
        encrypt(plain, WORDS, now=NOW)
    assert rows(plain) == before
    assert files(plain) == {"journal.db", "backups"}


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of the size of files is of Unix")
def test_on_a_full_disk_the_journal_stays_as_it_was(plain: Path) -> None:
    import resource

    before = rows(plain)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (plain.stat().st_size // 2, hard))
    try:
        with pytest.raises(NotSaved, match="could not be written"):
            encrypt(plain, WORDS, now=NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert rows(plain) == before
    assert not any(name.endswith(".part") for name in files(plain))


def test_where_a_file_can_have_one_name_only_it_is_said_that_the_old_one_was_not_overwritten(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(plain)

    def refuse(_one: Path, _other: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert not encrypt(plain, WORDS, now=NOW).is_overwritten
    assert rows(plain, WORDS) == before


KILLED = """
import os, shutil, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from trustjournal.store import keys
from trustjournal.store.encrypting import encrypt

keys.ROUNDS = 2
journal, folder, words = Path(sys.argv[1]), Path(sys.argv[2]), sys.stdin.readline().strip()
steps = {"os.link", "os.rename", "os.remove"}
left = 0

def count(event, arguments):
    global left
    if event in steps and left and "journal" in str(arguments):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
for step in range(1, 200):
    copy = folder / str(step) / "journal.db"
    copy.parent.mkdir()
    shutil.copyfile(journal, copy)
    child = os.fork()
    if not child:
        left = step
        encrypt(copy, words, now=datetime.now(UTC))
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
print(step)
"""


ALONE = """
import subprocess, sys
from datetime import UTC, datetime
from pathlib import Path
from trustjournal.store import keys
from trustjournal.store.encrypting import encrypt

keys.ROUNDS = 2
journal = Path(sys.argv[1])
other = '''
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0).execute("SELECT count(*) FROM touchpoint")
except sqlite3.Error as error:
    print(error)
else:
    print("read")
'''

def ask(event, arguments):
    if event == "os.rename" and str(arguments[1]) == str(journal):
        print("before", flush=True)
        subprocess.run([sys.executable, "-c", other, str(journal)], check=True)

sys.addaudithook(ask)
encrypt(journal, sys.stdin.readline().strip(), now=datetime.now(UTC))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_nobody_gets_in_until_the_copy_is_in_its_place(plain: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ALONE, str(plain)],
        input=WORDS,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout.split("\n") == ["before", "database is locked", ""]


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_killed_before_any_of_its_steps_the_journal_is_there_in_one_of_its_forms(
    plain: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = rows(plain)
    folder = tmp_path_factory.mktemp("killed")
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(plain), str(folder)],
        input=WORDS,
        capture_output=True,
        text=True,
        check=True,
        timeout=90,
    )
    steps = int(ran.stdout)
    assert steps > 4
    forms = set[bool]()
    for step in range(1, steps + 1):
        copy = folder / str(step) / "journal.db"
        forms.add(is_encrypted(copy))
        assert rows(copy, WORDS if is_encrypted(copy) else None) == before
        if step % 3 == 0:  # and what is left half done is in nobody's way
            act = decrypt if is_encrypted(copy) else encrypt
            act(copy, WORDS, now=NOW)
            assert files(copy) == {"journal.db", "backups"}
    assert forms == {True, False}


def test_overwriting_never_reaches_a_file_through_its_other_name(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"words" * 1000)
    other.hardlink_to(one)
    assert not overwrite(other)
    assert one.read_bytes() == b"words" * 1000
    with one.open("rb") as watched:
        assert overwrite(one)
        assert watched.read() == bytes(5000)
    assert not overwrite(one)
    assert list(tmp_path.iterdir()) == []
