"""What can be read of a damaged journal comes into a new one; the damaged file stays as it is."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from tests.damaging import (
    NOW,
    PAGE,
    PEOPLE,
    ROWS,
    any_pages,
    destroyed,
    make_book,
    roots,
)
from tests.old_journals import step
from tests.samples import make_customer, make_touchpoint
from tests.whole_book import PHOTO, dump, write_book
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import Cancelled, JournalUnavailable, NotSaved, PassphraseWanted
from trustjournal.store import balances, past, queries, writer
from trustjournal.store.backup import back_up, check, counts
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.organising_tables import attachment, content
from trustjournal.store.row_shapes import BEGAN_WITH, SHAPES
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.salvage import salvage, salvage_in_place
from trustjournal.store.salvaged import Salvaged
from trustjournal.store.schema import VERSIONS, metadata, presence

SECRET = "seven grey herons"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_book(tmp_path_factory.mktemp("plain") / "journal.db")


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_book(tmp_path_factory.mktemp("locked") / "journal.db", SECRET)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new.db"


def run(path: Path, new: Path, damaged: bytes, passphrase: str | None = None) -> Salvaged:
    """Salvage what a disk left, and hold the result against all that a journal promises."""
    path.write_bytes(damaged)
    found = salvage(path, new, now=NOW, passphrase=passphrase)
    assert path.read_bytes() == damaged
    assert sorted(one.name for one in path.parent.iterdir()) == ["journal.db", "new.db"]
    with opened(new, passphrase) as engine:
        assert check(engine) == []
        there = counts(engine)
        beyond = {"customer": found.named_again, "touchpoint": found.came_back}
        assert {name: kept.found for name, kept in found.tables.items() if name in there} == {
            name: count - beyond.get(name, 0) for name, count in there.items()
        }
        with engine.connect() as connection:
            looked = past.look_back(connection, lambda _count: None)
            assert not looked.missing | looked.changed
            assert not past.gaps(connection)
            assert balances.closing(connection) is not None
            assert balances.verify(connection, NOW) == []
    return found


@contextmanager
def opened(path: Path, passphrase: str | None = None) -> Generator[Engine]:
    engine = open_journal(path, passphrase)
    yield engine
    close_journal(engine)


def ask(engine: Engine, query: str) -> Any:
    with engine.connect() as connection:
        return connection.exec_driver_sql(query).scalar_one()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_most_of_a_journal_with_four_destroyed_pages_is_salvaged(
    path: Path, new: Path, plain: bytes, seed: int
) -> None:
    found = run(path, new, destroyed(plain, any_pages(plain, seed), seed))
    assert found.tables["touchpoint"].of == ROWS
    assert found.tables["touchpoint"].found >= 0.95 * ROWS
    with opened(new) as engine:
        held = ask(engine, "SELECT count(*) FROM touchpoint_search('oak')")
        there = ask(engine, "SELECT count(*) FROM touchpoint WHERE note LIKE '%oak%'")
        assert held == there > 0
        assert ask(engine, "SELECT count(*) FROM presence") == ask(
            engine, "SELECT count(*) FROM touchpoint"
        )


@pytest.mark.parametrize("seed", [1, 2])
def test_most_of_an_encrypted_journal_with_four_destroyed_pages_is_salvaged(
    path: Path, new: Path, locked: bytes, seed: int
) -> None:
    found = run(path, new, destroyed(locked, any_pages(locked, seed), seed), SECRET)
    assert found.tables["touchpoint"].of == ROWS
    assert found.tables["touchpoint"].found >= 0.95 * ROWS
    assert SECRET not in repr(found) + " ".join(found.in_words())
    with pytest.raises(PassphraseWanted):
        open_journal(new)


def test_rows_are_found_though_their_table_lost_its_beginning_and_the_file_its_schema(
    path: Path, new: Path, plain: bytes
) -> None:
    path.write_bytes(plain)
    lost = [1, *roots(path, "touchpoint", "customer", "history")]
    found = run(path, new, destroyed(plain, lost))
    assert found.tables["touchpoint"].found >= 0.98 * ROWS
    assert found.tables["check_in"].found == PEOPLE


def test_what_stood_in_the_log_is_salvaged_as_well(path: Path, new: Path) -> None:
    engine = create_journal(path)
    rosa = make_customer("Rosa")
    writer.commit(engine, Changeset("Add", (Change.create(rosa),)))
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    visit = make_touchpoint(rosa.id, note="Only in the log")
    writer.commit(engine, Changeset("Log", (Change.create(visit),)))
    files = {side: path.with_name(path.name + side).read_bytes() for side in ("", "-wal")}
    engine.dispose()
    for side, held in files.items():
        path.with_name(path.name + side).write_bytes(held)
    link = new.with_name("link.db")
    link.symlink_to(path)
    for number, way in enumerate((path, link)):
        found = new.with_name(f"new {number}.db")
        salvage(way, found, now=NOW)
        assert {side: path.with_name(path.name + side).read_bytes() for side in files} == files
        with opened(found) as engine:
            assert ask(engine, "SELECT note FROM touchpoint") == "Only in the log"


def test_a_whole_journal_comes_out_as_it_is(path: Path, new: Path, engine: Engine) -> None:
    write_book(engine)
    before = dump(engine)
    close_journal(engine)
    found = run(path, new, path.read_bytes())
    assert found.lost == 0
    assert not found.remarks()
    with opened(new) as salvaged:
        assert _sorted(dump(salvaged)) == _sorted(before)


def test_a_journal_without_its_schema_comes_out_as_it_is(
    path: Path, new: Path, engine: Engine
) -> None:
    write_book(engine)
    before = dump(engine)
    close_journal(engine)
    run(path, new, destroyed(path.read_bytes(), [1]))
    with opened(new) as salvaged:
        assert _sorted(dump(salvaged)) == _sorted(before)


def _sorted(dumped: Any) -> Any:
    return {name: sorted(rows, key=repr) for name, rows in dumped.items()}


def test_a_journal_cut_short_is_salvaged_as_far_as_it_goes(
    path: Path, new: Path, plain: bytes
) -> None:
    found = run(path, new, plain[: len(plain) * 2 // 3 + 1234])
    assert 0 < found.tables["touchpoint"].found < ROWS
    assert found.tables["customer"].found == PEOPLE


def test_people_whose_own_entry_is_lost_stay_with_what_others_say_of_them(
    path: Path, new: Path, plain: bytes
) -> None:
    path.write_bytes(plain)
    (page,) = roots(path, "customer")
    leaves = leaves_of(plain, page)
    found = run(path, new, destroyed(plain, leaves[:1]))
    lost = PEOPLE - found.tables["customer"].found
    assert found.named_again == lost > 0
    assert f"{lost} people’s own entries were lost" in " ".join(found.remarks())
    with opened(new) as engine, engine.connect() as connection:
        people = fetch(connection, Customer, chosen(Customer))
        named = [one for one in people if one.tags == ("salvaged",)]
        assert sorted(one.name for one in named)[0] == "Name lost (1)"
        assert len(people) == PEOPLE
    assert found.tables["touchpoint"].found == ROWS


def leaves_of(content: bytes, root: int) -> list[int]:
    """Return the outermost pages below a page of a plain journal."""
    start = (root - 1) * PAGE
    assert content[start] == 5
    cells = int.from_bytes(content[start + 3 : start + 5])
    pointers = [start + 12 + 2 * number for number in range(cells)]
    offsets = [int.from_bytes(content[at : at + 2]) for at in pointers]
    return [int.from_bytes(content[start + at : start + at + 4]) for at in offsets]


def test_a_lost_person_comes_back_as_the_history_knew_them(
    path: Path, new: Path, engine: Engine
) -> None:
    people = [make_customer(f"Guest {number}") for number in range(60)]
    writer.commit(engine, Changeset("Add", tuple(Change.create(one) for one in people)))
    renamed = tuple(Change.update(one, note="Changed since") for one in people)
    writer.commit(engine, Changeset("Change", renamed))
    visits = tuple(Change.create(make_touchpoint(one.id)) for one in people)
    writer.commit(engine, Changeset("Log", visits))
    close_journal(engine)
    held = path.read_bytes()
    (page,) = roots(path, "customer")
    found = run(path, new, destroyed(held, leaves_of(held, page)[:1]))
    assert found.named_again
    with opened(new) as salvaged, salvaged.connect() as connection:
        assert {one.name for one in queries.customers(connection)} == {one.name for one in people}


def test_of_lost_touchpoints_all_but_the_note_comes_back(
    path: Path, new: Path, plain: bytes
) -> None:
    path.write_bytes(plain)
    (root,) = roots(path, "touchpoint")
    found = run(path, new, destroyed(plain, leaves_of(plain, root)[:3]))
    kept = found.tables["touchpoint"]
    assert found.came_back == kept.of - kept.found > 20
    assert f"Of {found.came_back} more touchpoints the notes are lost" in " ".join(found.remarks())
    path.write_bytes(plain)
    assert who_was_there(new) == who_was_there(path)
    with opened(new) as engine:
        lost = "SELECT count(*) FROM touchpoint WHERE note = 'What was noted here was lost.'"
        assert ask(engine, lost) == found.came_back


def who_was_there(path: Path) -> Any:
    query = select(presence).order_by(presence.c.touchpoint_id)
    with opened(path) as engine, engine.connect() as connection:
        return connection.execute(query).all()


def test_files_whose_bytes_changed_are_kept_and_those_without_any_are_named(
    path: Path, new: Path, engine: Engine
) -> None:
    write_book(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(content).values(bytes=PHOTO[:-1] + b"?"))
    close_journal(engine)
    found = run(path, new, path.read_bytes())
    assert found.changed_files == 1
    with opened(new) as salvaged, salvaged.connect() as connection:
        assert connection.execute(select(content.c.bytes)).scalar_one() == PHOTO[:-1] + b"?"
        named = connection.execute(select(attachment.c.digest)).scalar_one()
        assert named == connection.execute(select(content.c.digest)).scalar_one()
    new.unlink()
    with opened(path) as damaged, damaged.execution_options(writes=True).begin() as connection:
        connection.execute(content.delete())
    found = run(path, new, path.read_bytes())
    assert found.lost_files == ("sketch.png",)


def test_a_value_that_cannot_be_is_mended_and_its_row_kept(
    path: Path, new: Path, engine: Engine
) -> None:
    write_book(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE customer SET stage = 'cusuomer' WHERE kind = 'person'")
        connection.exec_driver_sql("UPDATE touchpoint SET channel = 'p(one'")
    close_journal(engine)
    assert run(path, new, path.read_bytes()).lost == 0


def test_the_log_of_a_long_act_without_one_of_its_pieces_can_still_be_taken_back(
    path: Path, new: Path, engine: Engine
) -> None:
    guests = [make_customer(f"Guest {number}") for number in range(4)]
    writer.commit_long(engine, "Add guests", lambda _c: [[Change.create(one)] for one in guests])
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM history_piece WHERE place = 2")
    close_journal(engine)
    run(path, new, path.read_bytes())
    with opened(new) as salvaged:
        assert writer.undo(salvaged) is not None
        assert ask(salvaged, "SELECT name FROM customer") == "Guest 2"


def test_in_place_the_damaged_file_moves_aside_and_the_new_one_takes_its_name(
    path: Path, plain: bytes
) -> None:
    damaged = destroyed(plain, any_pages(plain, 9))
    path.write_bytes(damaged)
    found = salvage_in_place(path, now=NOW)
    assert found.journal == path
    assert found.damaged == path.with_name("journal.damaged-20261122-093000.db")
    assert found.damaged.read_bytes() == damaged
    with opened(path) as engine:
        there = found.tables["touchpoint"].found + found.came_back
        assert ask(engine, "SELECT count(*) FROM touchpoint") == there


def test_a_lost_salt_is_taken_from_a_backup(path: Path, new: Path, locked: bytes) -> None:
    path.write_bytes(locked)
    engine = open_journal(path, SECRET)
    back_up(engine, path.parent / "backups" / "journal-1.db")
    close_journal(engine)
    path.write_bytes(destroyed(locked, [1]))
    found = salvage(path, new, now=NOW, passphrase=SECRET)
    assert found.tables["touchpoint"].found == ROWS


@pytest.mark.parametrize("passphrase", [None, "another"])
def test_an_encrypted_journal_is_asked_for_its_passphrase(
    path: Path, new: Path, locked: bytes, passphrase: str | None
) -> None:
    path.write_bytes(destroyed(locked, any_pages(locked, 1)))
    with pytest.raises(PassphraseWanted):
        salvage(path, new, now=NOW, passphrase=passphrase)
    assert [one.name for one in path.parent.iterdir()] == ["journal.db"]


@pytest.mark.parametrize("held", [b"", b"Dear diary. " * 2000, bytes(PAGE * 5)])
def test_a_file_with_nothing_of_a_journal_in_it_is_said(path: Path, new: Path, held: bytes) -> None:
    path.write_bytes(held)
    with pytest.raises(JournalUnavailable, match=r"Nothing in .* could be read"):
        salvage(path, new, now=NOW)
    assert path.read_bytes() == held
    assert [one.name for one in path.parent.iterdir()] == ["journal.db"]


def test_no_file_is_written_over(path: Path, new: Path, plain: bytes) -> None:
    path.write_bytes(plain)
    new.write_text("mine")
    with pytest.raises(NotSaved, match="already a file"):
        salvage(path, new, now=NOW)
    with pytest.raises(JournalUnavailable, match="There is no journal"):
        salvage(path.with_name("none.db"), path.with_name("other.db"), now=NOW)
    assert new.read_text() == "mine"
    new.with_name("third.db-wal").write_text("acknowledged lines")
    with pytest.raises(NotSaved, match="was not closed"):
        salvage(path, new.with_name("third.db"), now=NOW)


def test_a_journal_of_a_newer_version_is_left_alone(path: Path, new: Path, engine: Engine) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    close_journal(engine)
    with pytest.raises(JournalUnavailable, match="newer version"):
        salvage(path, new, now=NOW)


def test_cancel_leaves_nothing(path: Path, new: Path, plain: bytes) -> None:
    path.write_bytes(plain)
    heard: list[int] = []

    def stop(done: int, _total: int) -> None:
        heard.append(done)
        if done > 30:
            raise Cancelled

    with pytest.raises(Cancelled):
        salvage(path, new, now=NOW, report=stop)
    assert heard[-1] < 40
    assert [one.name for one in path.parent.iterdir()] == ["journal.db"]


def test_progress_goes_up_to_its_end(path: Path, new: Path, engine: Engine) -> None:
    write_book(engine)
    close_journal(engine)
    heard: list[tuple[int, int]] = []
    salvage(path, new, now=NOW, report=lambda done, total: heard.append((done, total)))
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]


def test_the_new_journal_is_for_its_owner_alone(path: Path, new: Path, plain: bytes) -> None:
    path.write_bytes(plain)
    salvage(path, new, now=NOW)
    assert new.stat().st_mode & 0o777 == 0o600


def test_rows_of_earlier_versions_are_known_by_the_columns_they_had(engine: Engine) -> None:
    born: dict[str, list[str]] = {}
    for version in reversed(VERSIONS):
        step(engine, version)
        with engine.connect() as connection:
            for name in metadata.tables:
                found = connection.exec_driver_sql(f"PRAGMA table_info({name})").all()
                if found:
                    born[name] = [row[1] for row in found]
    kept = {shape.table.name: shape.names for shape in SHAPES}
    grown = {name: columns for name, columns in born.items() if columns != kept.get(name, columns)}
    assert {name: columns[-1] for name, columns in grown.items()} == BEGAN_WITH
    assert all(kept[name][: len(columns)] == columns for name, columns in grown.items())
