"""Going back to a copy, with the old journal safely aside."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.store.test_backup import add, names
from trustjournal.errors import JournalUnavailable
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
