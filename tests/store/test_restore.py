"""Going back to a copy, with the old journal safely aside."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.store.test_backup import add, damage, names
from trustjournal.errors import JournalUnavailable, NotSaved
from trustjournal.store.backup import back_up
from trustjournal.store.engine import close_journal, open_journal
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
