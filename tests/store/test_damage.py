"""What is wrong with a file is told apart from what keeps it from being read just now."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from tests.damaging import make_book, spoil
from trustjournal.errors import JournalUnavailable
from trustjournal.store.damage import quick_faults
from trustjournal.store.engine import close_journal, create_journal, open_journal


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal where no log lets readers go on while another program writes."""
    monkeypatch.setattr("trustjournal.store.engine.BUSY_SECONDS", 0.1)
    path = tmp_path / "Dropbox" / "journal.db"
    close_journal(create_journal(path))
    return path


@contextmanager
def held(path: Path) -> Generator[None]:
    with closing(driver.connect(str(path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@pytest.mark.parametrize("is_connected", [False, True])
def test_a_lock_that_another_program_keeps_is_no_damage(shared: Path, is_connected: bool) -> None:
    engine = open_journal(shared)
    if not is_connected:
        engine.dispose()
    with held(shared), pytest.raises(JournalUnavailable, match="Another program is writing"):
        quick_faults(engine, str)
    assert quick_faults(engine, str) == []
    engine.dispose()


def test_a_file_that_is_gone_is_no_damage(shared: Path) -> None:
    engine = open_journal(shared)
    engine.dispose()
    shared.unlink()
    with pytest.raises(JournalUnavailable, match="its file is gone"):
        quick_faults(engine, str)


def test_a_search_index_that_was_written_over_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    make_book(path, rows=20)
    spoil(path, "touchpoint_search_config")
    engine = open_journal(path)
    assert quick_faults(engine, str)
    engine.dispose()


def test_a_schema_that_sqlite_cannot_understand_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    content = make_book(path, rows=20)
    path.write_bytes(content.replace(b"content='touchpoint'", b"co~tent='touchpoint'"))
    engine = open_journal(path)
    assert quick_faults(engine, str)
    engine.dispose()
