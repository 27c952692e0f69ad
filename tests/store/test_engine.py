"""Opening a journal, and what is said when it cannot be."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.samples import full_touchpoint, make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import JournalUnavailable
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal, open_journal
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


def test_with_a_passphrase_the_file_is_unreadable_without_it(path: Path) -> None:
    engine = create_journal(path, "correct horse")
    rosa = make_customer("Rosa Delgado")
    visit = full_touchpoint(rosa.id)
    writer.commit(engine, Changeset("Add", (Change.create(rosa), Change.create(visit))))
    close_journal(engine)
    assert b"SQLite format" not in path.read_bytes()
    assert b"Rosa" not in path.read_bytes()
    for wrong in (None, "battery staple"):
        with pytest.raises(JournalUnavailable, match="passphrase is wrong"):
            open_journal(path, wrong)
    again = open_journal(path, "correct horse")
    with again.connect() as connection:
        assert fetch(connection, Customer, chosen(Customer)) == [rosa]
    again.dispose()
