"""Going back to a copy, with the old journal safely aside."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.store.test_backup import add, damage, names
from trustjournal.errors import JournalUnavailable, NotSaved
from trustjournal.store import keys
from trustjournal.store.backup import back_up
from trustjournal.store.encrypting import encrypt, export
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.keys import Key, key_of
from trustjournal.store.restore import restore

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_restore_puts_the_old_journal_aside_with_its_log(
    engine: Engine, path: Path, tmp_path: Path
) -> None:
    add(engine, "Rosa")
    copy = back_up(engine, tmp_path / "copy.db")
    add(engine, "Ben")
    engine.dispose()
    wal = path.with_name("journal.db-wal")
    wal.write_bytes(b"an old log that must not be laid over the restored file")
    aside = restore(path, copy, now=NOW)
    opened = open_journal(path)
    assert names(opened) == {"Rosa"}
    opened.dispose()
    assert aside.name == "journal.replaced-20261122-093000.db"
    assert aside.with_name(aside.name + "-wal").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_behind_a_link_the_file_that_it_leads_to_is_replaced(
    engine: Engine, path: Path, tmp_path: Path
) -> None:
    copy = back_up(engine, tmp_path / "copy.db")
    add(engine, "Rosa")
    close_journal(engine)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    aside = restore(link, copy, now=NOW)
    assert link.readlink() == path
    assert aside.parent == path.parent
    opened = open_journal(path)
    assert names(opened) == set()
    opened.dispose()


def test_restoring_something_that_is_no_journal_changes_nothing(
    engine: Engine, path: Path, tmp_path: Path
) -> None:
    add(engine, "Rosa")
    close_journal(engine)
    before = path.read_bytes()
    (tmp_path / "x.db").write_bytes(b"not a journal at all, really")
    with pytest.raises(JournalUnavailable):
        restore(path, tmp_path / "x.db", now=NOW)
    assert path.read_bytes() == before


def test_two_restores_in_one_second_keep_both_old_journals(
    engine: Engine, path: Path, tmp_path: Path
) -> None:
    copy = back_up(engine, tmp_path / "copy.db")
    add(engine, "Rosa")
    close_journal(engine)
    first, second = (restore(path, copy, now=NOW) for _ in range(2))
    assert first != second
    assert second.exists()
    kept = open_journal(first)
    assert names(kept) == {"Rosa"}
    kept.dispose()


def test_a_damaged_backup_is_refused(engine: Engine, path: Path, tmp_path: Path) -> None:
    add(engine, "Rosa")
    copy = back_up(engine, tmp_path / "copy.db")
    close_journal(engine)
    damage(copy)
    before = path.read_bytes()
    with pytest.raises(JournalUnavailable, match="is damaged"):
        restore(path, copy, now=NOW)
    assert path.read_bytes() == before


def test_a_folder_is_never_moved_aside(engine: Engine, tmp_path: Path) -> None:
    copy = back_up(engine, tmp_path / "copy.db")
    (tmp_path / "photos").mkdir()
    with pytest.raises(NotSaved, match="is not a file"):
        restore(tmp_path / "photos", copy, now=NOW)
    assert (tmp_path / "photos").is_dir()


def test_a_plain_backup_gets_the_passphrase_of_the_journal_whose_place_it_takes(
    engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)
    add(engine, "Rosa")
    copy = back_up(engine, path.parent / "backups" / "journal-20260101-090000.db")
    close_journal(engine)
    encrypt(path, "velvet anchor ninety", now=NOW)
    opened = open_journal(path, "velvet anchor ninety")
    add(opened, "Ben")
    key = key_of(opened)
    close_journal(opened)
    before = copy.read_bytes()
    restore(path, copy, now=NOW, key=key)
    assert b"Rosa" not in path.read_bytes()
    opened = open_journal(path, "velvet anchor ninety")
    assert names(opened) == {"Rosa"}
    add(opened, "Nora")
    close_journal(opened)
    assert copy.read_bytes() == before
    assert list(path.parent.glob("*restoring*")) == []


def test_what_was_not_written_whole_under_the_passphrase_takes_no_place(
    engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(engine, "Rosa")
    copy = back_up(engine, path.parent / "backups" / "journal-20260101-090000.db")
    close_journal(engine)
    before = path.read_bytes()

    def lossy(cursor: Any) -> None:
        export(cursor)
        cursor.execute("DELETE FROM copy.history")

    monkeypatch.setattr("trustjournal.store.restore.export", lossy)
    with pytest.raises(NotSaved, match="did not read back"):
        restore(path, copy, now=NOW, key=Key.derive("velvet anchor ninety", bytes(16)))
    assert path.read_bytes() == before
