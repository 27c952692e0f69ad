"""What the computer around a journal does to it, in words the owner can act on."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from tests.damaging import make_book, spoil
from tests.samples import make_customer
from tests.surroundings import filled, small_disk, write_protected
from trustjournal.domain.changes import Change, Changeset
from trustjournal.errors import JournalUnavailable
from trustjournal.store import queries, writer
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.transaction import (
    JournalDamaged,
    Obstacle,
    WriteRefused,
    begin_read,
    begin_write,
    is_moved,
    is_read_only,
    refuse_writes,
)

HOLDS = """
import sys, sqlcipher3.dbapi2 as driver
journal = driver.connect(sys.argv[1], isolation_level=None)
journal.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def add(engine: Engine, name: str = "Rosa", note: str = "") -> None:
    changes = (Change.create(make_customer(name, note=note)),)
    writer.commit(engine, Changeset("Add", changes))


def names(engine: Engine) -> list[str]:
    with begin_read(engine) as connection:
        return [one.name for one in queries.customers(connection)]


def obstacle(engine: Engine, note: str = "") -> tuple[Obstacle, str]:
    with pytest.raises(WriteRefused) as refused:
        add(engine, "Late", note)
    return refused.value.obstacle, str(refused.value)


def test_a_full_disk_is_told_and_takes_the_same_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        engine = create_journal(disk / "journal.db")
        add(engine)
        with filled(disk):
            found = obstacle(engine, "x" * 500_000)
            assert names(engine) == ["Rosa"]
        add(engine, "Ben")
        assert names(engine) == ["Ben", "Rosa"]
        close_journal(engine)
    assert found == (Obstacle.FULL, "Not saved: the disk is full. Your text is still here.")


@pytest.mark.parametrize("protected", ["folder", "file"])
def test_a_journal_where_nothing_may_be_written_opens_to_be_read(
    tmp_path: Path, protected: str
) -> None:
    path = tmp_path / "books" / "journal.db"
    made = create_journal(path)
    add(made)
    close_journal(made)
    before = sorted(path.parent.iterdir())
    with write_protected(path.parent if protected == "folder" else path):
        engine = open_journal(path)
        assert is_read_only(engine)
        assert names(engine) == ["Rosa"]
        assert obstacle(engine)[0] is Obstacle.READ_ONLY
        close_journal(engine)
        assert sorted(path.parent.iterdir()) == before


def test_what_a_program_that_was_killed_had_saved_is_read_where_nothing_may_be_written(
    tmp_path: Path,
) -> None:
    path = tmp_path / "books" / "journal.db"
    made = create_journal(path)
    add(made)
    with write_protected(path.parent):
        engine = open_journal(path)
        assert names(engine) == ["Rosa"]
        engine.dispose()
    close_journal(made)


def test_another_writer_is_waited_for_and_then_told_of(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:  # of the five seconds that it waits
        connection.exec_driver_sql("PRAGMA busy_timeout=200")
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    found, said = obstacle(engine)
    other.communicate("", timeout=20)
    assert (found, said.partition(".")[0]) == (
        Obstacle.BUSY,
        "Not saved: another program is writing to the journal",
    )
    add(engine)
    assert names(engine) == ["Rosa"]


def test_a_journal_waits_five_seconds_for_another_writer(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 5000


def test_a_file_put_in_the_place_of_the_journal_is_never_written_to(
    engine: Engine, path: Path
) -> None:
    add(engine)
    assert not is_moved(engine)
    path.rename(path.with_name("aside.db"))
    path.write_bytes(b"another file")
    assert is_moved(engine)
    assert obstacle(engine)[0] is Obstacle.MOVED
    assert path.read_bytes() == b"another file"


def test_a_deleted_journal_is_not_begun_anew(engine: Engine, path: Path) -> None:
    add(engine)
    path.unlink()
    assert obstacle(engine)[0] is Obstacle.MOVED
    with pytest.raises(JournalUnavailable, match="its file is gone"), begin_read(engine):
        names(engine)  # through a second connection
    assert not path.exists()


def test_nothing_is_written_once_writes_are_refused(engine: Engine) -> None:
    refuse_writes(engine, "The journal is damaged, so nothing is written to it.")
    assert obstacle(engine) == (
        Obstacle.READ_ONLY,
        "The journal is damaged, so nothing is written to it.",
    )


def test_a_page_that_cannot_be_read_is_told_as_damage(engine: Engine, path: Path) -> None:
    for number in range(40):
        add(engine, f"Person {number}", "x" * 3000)
    close_journal(engine)
    with path.open("r+b") as stream:
        content = stream.read()
        stream.seek(content.index(b"Person 7") // 4096 * 4096)
        stream.write(b"\xff" * 4096)
    with pytest.raises(JournalDamaged, match="damaged"):
        names(open_journal(path))


@pytest.mark.parametrize("table", ["customer", "touchpoint_search"])
def test_a_lock_that_another_program_keeps_is_told_to_a_reader(tmp_path: Path, table: str) -> None:
    path = tmp_path / "Dropbox" / "journal.db"  # where no log lets readers go on
    close_journal(create_journal(path))
    engine = open_journal(path)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=100")
    with closing(driver.connect(str(path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with (
            pytest.raises(JournalUnavailable, match="Another program is writing"),
            begin_read(engine) as connection,
        ):
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").all()
    close_journal(engine)


def test_a_search_index_that_cannot_be_read_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    make_book(path, rows=20)
    spoil(path, "touchpoint_search_config")
    engine = open_journal(path)
    search = "SELECT count(*) FROM touchpoint_search"
    with pytest.raises(JournalDamaged, match="its file is damaged"), begin_read(engine) as reading:
        reading.exec_driver_sql(search).all()
    with pytest.raises(JournalDamaged, match="Not saved"), begin_write(engine) as writing:
        writing.exec_driver_sql(search).all()
    engine.dispose()
