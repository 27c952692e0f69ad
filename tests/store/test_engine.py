"""Opening a journal, and what is said when it cannot be."""

import gc
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.samples import full_touchpoint, make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import JournalUnavailable, NotSaved, PassphraseWanted
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal, fold_log, open_journal
from trustjournal.store.rows import chosen, fetch


def pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_a_journal_is_written_through_to_the_disk(engine: Engine) -> None:
    assert pragma(engine, "journal_mode") == "wal"
    assert pragma(engine, "synchronous") == 2
    assert pragma(engine, "foreign_keys") == 1
    assert pragma(engine, "secure_delete") == 1


def test_a_journal_is_readable_by_its_owner_alone(engine: Engine, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_closing_leaves_everything_in_the_one_file(engine: Engine, path: Path) -> None:
    rosa = make_customer()
    writer.commit(engine, Changeset("Add", (Change.create(rosa),)))
    close_journal(engine)
    assert [found.name for found in path.parent.iterdir()] == ["journal.db"]
    again = open_journal(path)
    with again.connect() as connection:
        assert fetch(connection, Customer, chosen(Customer)) == [rosa]
    again.dispose()


def test_creating_never_touches_what_is_there(path: Path) -> None:
    path.write_text("my shopping list")
    with pytest.raises(JournalUnavailable, match="already a file"):
        create_journal(path)
    assert path.read_text() == "my shopping list"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"just some text that is long enough to be a header", "isn’t a Trust Journal file"),
        (b"\xff\xd8\xff\xe0" * 4096, "isn’t a Trust Journal file"),
        (b"\0" * 4096, "isn’t a Trust Journal file"),
        (b"SQLite format 3\0", "isn’t a Trust Journal file"),
        (b"SQLite", "isn’t a Trust Journal file"),
    ],
)
def test_what_is_no_journal_is_refused_and_stays_as_it_is(
    path: Path, content: bytes, sentence: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(JournalUnavailable, match=sentence):
        open_journal(path)
    assert path.read_bytes() == content


def test_a_new_journal_is_not_laid_under_the_log_of_another(path: Path) -> None:
    log = path.with_name("journal.db-wal")
    log.write_bytes(b"acknowledged lines")
    with pytest.raises(JournalUnavailable, match="still beside it"):
        open_journal(path)
    with pytest.raises(NotSaved, match="was not closed"):
        create_journal(path)
    assert [found.name for found in path.parent.iterdir()] == [log.name]


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can move an open file there")
def test_a_file_that_took_the_place_of_an_open_journal_is_not_read_for_it(
    engine: Engine, path: Path, tmp_path: Path
) -> None:
    other = create_journal(tmp_path / "other" / "journal.db")
    writer.commit(other, Changeset("Add", (Change.create(make_customer("Somebody else")),)))
    close_journal(other)
    with engine.connect():
        (tmp_path / "other" / "journal.db").replace(path)
        with pytest.raises(JournalUnavailable, match="was replaced a moment ago"):
            engine.connect()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_behind_a_link_the_log_beside_the_file_is_read_as_well(
    engine: Engine, path: Path, tmp_path: Path
) -> None:
    writer.commit(engine, Changeset("Add", (Change.create(make_customer("Rosa Delgado")),)))
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(path)
    reading = open_journal(link, read_only=True)
    assert names(reading) == ["Rosa Delgado"]
    reading.dispose()
    assert [found.name for found in link.parent.iterdir()] == ["link.db"]


def test_what_does_not_open_keeps_its_log_as_it_is(engine: Engine, path: Path) -> None:
    log = path.with_name("journal.db-wal")
    writer.commit(engine, Changeset("Add", (Change.create(make_customer()),)))
    fold_log(engine)
    writer.commit(engine, Changeset("Add", (Change.create(make_customer()),)))
    held = path.read_bytes(), log.read_bytes()
    close_journal(engine)
    damaged = bytes(100) + held[0][100:]
    path.write_bytes(damaged)
    log.write_bytes(held[1])
    with pytest.raises(JournalUnavailable, match="is damaged"):
        open_journal(path)
    gc.collect()
    assert (path.read_bytes(), log.read_bytes()) == (damaged, held[1])


def test_a_missing_journal_or_a_folder_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing" / "journal.db"):
        with pytest.raises(JournalUnavailable, match=str(place)):
            open_journal(place)
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE mine (a)")
        other.commit()
    with pytest.raises(JournalUnavailable, match="isn’t a Trust Journal file"):
        open_journal(path)


def test_a_newer_journal_is_refused_unchanged(engine: Engine, path: Path) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    close_journal(engine)
    before = path.read_bytes()
    with pytest.raises(JournalUnavailable, match="newer version"):
        open_journal(path)
    assert path.read_bytes() == before


@pytest.fixture
def locked(path: Path) -> Path:
    """An encrypted journal with Rosa in it, closed."""
    engine = create_journal(path, "correct horse")
    rosa = make_customer("Rosa Delgado")
    visit = full_touchpoint(rosa.id)
    writer.commit(engine, Changeset("Add", (Change.create(rosa), Change.create(visit))))
    close_journal(engine)
    return path


def names(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return [person.name for person in fetch(connection, Customer, chosen(Customer))]


def test_with_a_passphrase_the_file_is_unreadable_without_it(locked: Path) -> None:
    before = locked.read_bytes()
    assert b"SQLite format" not in before
    assert b"Rosa" not in before
    with pytest.raises(PassphraseWanted, match="locked with a passphrase"):
        open_journal(locked)
    for wrong in ("battery staple", "correct horse ", "Correct horse", "\ud800"):
        with pytest.raises(PassphraseWanted, match="passphrase is wrong"):
            open_journal(locked, wrong)
    assert locked.read_bytes() == before
    assert [found.name for found in locked.parent.iterdir()] == ["journal.db"]
    again = open_journal(locked, "correct horse")
    assert names(again) == ["Rosa Delgado"]
    again.dispose()


def test_a_passphrase_is_the_same_however_its_letters_are_composed(path: Path) -> None:
    close_journal(create_journal(path, "caf\u00e9 \u1e9b\u0323"))
    open_journal(path, "cafe\u0301 \u017f\u0323\u0307").dispose()


def test_a_plain_journal_is_not_opened_as_if_it_were_locked(engine: Engine, path: Path) -> None:
    close_journal(engine)
    with pytest.raises(JournalUnavailable, match="has no passphrase"):
        open_journal(path, "correct horse")


@pytest.mark.parametrize("kept", [4096, 4097, 9000, 40_000])
def test_a_locked_journal_that_is_cut_short_still_asks_for_its_passphrase(
    locked: Path, kept: int
) -> None:
    locked.write_bytes(locked.read_bytes()[:kept])
    with pytest.raises(PassphraseWanted):
        open_journal(locked)


def test_read_only_nothing_is_written_into_the_journal_or_beside_it(locked: Path) -> None:
    before = locked.read_bytes()
    reading = open_journal(locked, "correct horse", read_only=True)
    assert names(reading) == ["Rosa Delgado"]
    with pytest.raises(NotSaved, match="can only be read"):
        writer.commit(reading, Changeset("Add", (Change.create(make_customer()),)))
    close_journal(reading)
    assert locked.read_bytes() == before
    assert [found.name for found in locked.parent.iterdir()] == ["journal.db"]


def test_read_only_shows_what_the_open_journal_has_just_saved(engine: Engine, path: Path) -> None:
    writer.commit(engine, Changeset("Add", (Change.create(make_customer("Rosa Delgado")),)))
    reading = open_journal(path, read_only=True)
    assert names(reading) == ["Rosa Delgado"]
    reading.dispose()
