"""Copies that are verified, and going back to one."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.samples import full_touchpoint, make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import NotSaved
from trustjournal.store import writer
from trustjournal.store.backup import back_up, check, counts
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.transaction import is_read_only


def names(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return {found.name for found in fetch(connection, Customer, chosen(Customer))}


def add(engine: Engine, name: str) -> None:
    rosa = make_customer(name)
    visit = full_touchpoint(rosa.id)
    writer.commit(engine, Changeset("Add", (Change.create(rosa), Change.create(visit))))


def test_a_backup_of_an_open_journal_holds_what_was_saved(engine: Engine, tmp_path: Path) -> None:
    add(engine, "Rosa")
    copy = back_up(engine, tmp_path / "copies" / "monday.db")
    assert [found.name for found in copy.parent.iterdir()] == ["monday.db"]
    opened = open_journal(copy)
    assert names(opened) == {"Rosa"}
    assert counts(opened) == counts(engine)
    assert check(opened) == []
    opened.dispose()


def test_no_backup_is_laid_under_the_log_of_another_copy(engine: Engine, tmp_path: Path) -> None:
    add(engine, "Rosa")
    copy = back_up(engine, tmp_path / "copy.db")
    log = tmp_path / "copy.db-wal"
    log.write_bytes(b"what somebody wrote who opened the copy")
    before = copy.read_bytes()
    add(engine, "Tom")
    with pytest.raises(NotSaved, match=r"copy\.db-wal belongs to a journal that is open"):
        back_up(engine, copy)
    assert copy.read_bytes() == before
    log.write_bytes(b"")
    back_up(engine, copy)
    opened = open_journal(copy)
    assert names(opened) == {"Rosa", "Tom"}
    opened.dispose()


def test_no_backup_is_written_over_the_open_journal_on_the_way(tmp_path: Path) -> None:
    engine = create_journal(tmp_path / "journal.db.part")
    add(engine, "Rosa")
    with pytest.raises(NotSaved, match="belongs to the journal itself"):
        back_up(engine, tmp_path / "journal.db")
    assert names(engine) == {"Rosa"}
    engine.dispose()


def test_a_backup_of_an_encrypted_journal_opens_with_its_passphrase(tmp_path: Path) -> None:
    engine = create_journal(tmp_path / "j.db", "pass")
    add(engine, "Rosa")
    copy = back_up(engine, tmp_path / "copy.db")
    engine.dispose()
    opened = open_journal(copy, "pass")
    assert names(opened) == {"Rosa"}
    opened.dispose()


def test_a_journal_that_can_only_be_read_can_be_copied(
    engine: Engine, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(engine, "Rosa")
    close_journal(engine)
    monkeypatch.setattr(os, "access", only_readable)  # the tests may run as one who may all
    reading = open_journal(path)
    monkeypatch.undo()
    copy = back_up(reading, tmp_path / "copies" / "copy.db")
    assert is_read_only(reading)
    with pytest.raises(NotSaved, match="can only be read here"):
        add(reading, "Ana")
    reading.dispose()
    opened = open_journal(copy)
    assert names(opened) == {"Rosa"}
    opened.dispose()


def only_readable(_path: Path, mode: int) -> bool:
    return mode != os.W_OK


def test_a_backup_into_a_place_that_is_not_there_says_so(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotSaved, match="could not be written"):
        back_up(engine, tmp_path / "file" / "copy.db")


def test_check_tells_what_is_broken(engine: Engine) -> None:
    add(engine, "Rosa")
    assert check(engine) == []
    with engine.execution_options(writes=True).connect() as connection:
        raw = connection.connection.cursor()
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM customer")
        raw.execute("PRAGMA foreign_keys=ON")
        connection.rollback()
    assert check(engine)


@pytest.mark.parametrize("side", ["", "-wal", "-shm"])
def test_a_backup_never_takes_the_place_of_the_open_journal(
    engine: Engine, path: Path, side: str
) -> None:
    add(engine, "Rosa")
    with pytest.raises(NotSaved, match="belongs to the journal itself"):
        back_up(engine, path.with_name(path.name + side))
    assert names(engine) == {"Rosa"}


def test_a_backup_onto_a_folder_or_another_name_of_the_journal_is_refused(
    engine: Engine, path: Path, tmp_path: Path
) -> None:
    add(engine, "Rosa")
    (tmp_path / "again.db").hardlink_to(path)
    with pytest.raises(NotSaved, match="belongs to the journal itself"):
        back_up(engine, tmp_path / "again.db")
    with pytest.raises(NotSaved, match="is not a file"):
        back_up(engine, tmp_path)


def test_a_damaged_journal_is_told_and_not_raised(engine: Engine, path: Path) -> None:
    add(engine, "Rosa")
    close_journal(engine)
    damage(path)
    opened = open_journal(path)
    assert check(opened)
    opened.dispose()


def damage(path: Path) -> None:
    """Overwrite the pages that people, touchpoints and history begin at, as a bad disk may."""
    with closing(sqlite3.connect(path)) as journal:
        tables = ("customer", "touchpoint", "history")
        found = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?"
        pages = [journal.execute(found, (name,)).fetchone()[0] for name in tables]
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
