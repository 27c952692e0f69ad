"""Tests of writes in several batches: one transaction, one Undo, and nothing left of a failure."""

from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta

import pytest
from sqlalchemy import Connection, Engine, func, select

from tests.samples import NOON, make_customer, make_touchpoint
from tests.store.test_writer import add, dump
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer, Touchpoint
from trustjournal.errors import NotFound, StaleRecord
from trustjournal.store import balances, contents, history, writer
from trustjournal.store.depths import depths
from trustjournal.store.organising_tables import content
from trustjournal.store.schema import history_piece


def batches(rosa: Customer, count: int = 3) -> list[list[Change]]:
    """A customer and a first touchpoint, then a touchpoint a batch."""
    touches = [
        make_touchpoint(rosa.id, happened_at=NOON + timedelta(days=day), note=f"cups {day}")
        for day in range(count)
    ]
    first = [Change.create(rosa), Change.create(touches[0])]
    return [first, *([Change.create(one)] for one in touches[1:])]


def pieces(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(history_piece)).scalar_one()


def test_batches_are_one_entry_that_undo_and_redo_take_whole(engine: Engine) -> None:
    ben = make_customer("Ben")
    add(engine, ben)
    rosa = make_customer()
    parts = batches(rosa)
    written = writer.commit_long(engine, "Import", lambda _connection: parts)
    whole = {change.record for part in parts for change in part} | {ben}
    assert (written.count, written.touched()) == (4, {Customer, Touchpoint})
    assert dump(engine) == whole
    assert pieces(engine) == 2

    undone = writer.undo(engine)
    assert undone is not None
    assert (undone.label, undone.count) == ("Import", 4)
    assert dump(engine) == {ben}
    assert writer.redo(engine) is not None
    assert dump(engine) == whole
    assert writer.undo(engine) is not None
    assert writer.undo(engine) is not None
    assert dump(engine) == set()


def test_a_later_batch_may_change_what_an_earlier_one_added(engine: Engine) -> None:
    rosa = make_customer()
    named = Change.update(rosa, name="Rosa D.")
    writer.commit_long(engine, "Import", lambda _c: [[Change.create(rosa)], [named]])
    assert dump(engine) == {named.after}
    writer.undo(engine)
    assert dump(engine) == set()
    writer.redo(engine)
    assert dump(engine) == {named.after}


def test_a_failure_between_batches_leaves_nothing_behind(engine: Engine) -> None:
    def broken(_connection: Connection) -> Iterator[Sequence[Change]]:
        yield from batches(make_customer())
        raise StaleRecord("stop")

    with pytest.raises(StaleRecord):
        writer.commit_long(engine, "Import", broken)
    assert dump(engine) == set()
    assert pieces(engine) == 0
    with engine.connect() as connection:
        assert history.last_sequence(connection) == 0


def test_undo_of_what_was_changed_since_takes_nothing_back(engine: Engine) -> None:
    rosa = make_customer()
    parts = batches(rosa)
    writer.commit_long(engine, "Import", lambda _connection: parts)
    change = Change.update(rosa, name="Rosa D.")
    with engine.connect() as connection:
        entry = history.next_undo(connection)
    assert entry is not None
    writer.commit(engine, Changeset("Rename", (change,)))
    before = dump(engine)
    with pytest.raises(StaleRecord), engine.connect() as connection:
        for _batch in history.inverses(connection, entry):
            pass
    assert dump(engine) == before


def test_batches_can_look_at_what_is_being_written(engine: Engine) -> None:
    seen: list[int] = []

    def looking(connection: Connection) -> Iterator[Sequence[Change]]:
        for part in batches(make_customer()):
            yield part
            found = connection.exec_driver_sql("SELECT count(*) FROM touchpoint").scalar_one()
            seen.append(found)

    writer.commit_long(engine, "Import", looking)
    assert seen == [1, 2, 3]


def test_no_batches_at_all_are_an_entry_without_changes(engine: Engine) -> None:
    assert writer.commit_long(engine, "Import", lambda _connection: []).count == 0
    assert writer.undo(engine) is not None


def test_after_a_long_write_the_books_are_open_and_depth_is_weighed(engine: Engine) -> None:
    rosa, now = make_customer(), NOON + timedelta(days=40)
    add(engine, rosa, make_touchpoint(rosa.id))
    balances.ensure(engine, now, UTC)
    later = [NOON + timedelta(days=day) for day in range(1, 4)]
    more = [
        [Change.create(make_touchpoint(rosa.id, happened_at=when, feeling=1))] for when in later
    ]
    writer.commit_long(engine, "Import", lambda _connection: more)
    with engine.connect() as connection:
        assert balances.closing(connection) is None
        weighed = depths(connection, now, zone=UTC)
    balances.ensure(engine, now, UTC)
    with engine.connect() as connection:
        assert balances.closing(connection) is not None
        carried = depths(connection, now, zone=UTC)
        assert balances.verify(connection, now) == []
    assert carried == pytest.approx(weighed)


def test_contents_are_kept_with_their_changeset_and_once(engine: Engine) -> None:
    held = b"\x89PNG"
    digest = contents.digest_of(held)
    for name in ("Rosa", "Ben"):
        changes = (Change.create(make_customer(name)),)
        writer.commit(engine, Changeset("Attach", changes, {digest: held}))
    with engine.connect() as connection:
        assert contents.read(connection, digest) == held
        assert connection.execute(select(func.count()).select_from(content)).scalar_one() == 1
        with pytest.raises(NotFound):
            contents.read(connection, "00" * 32)


def test_what_was_forgotten_in_haste_is_not_left_in_the_file(engine: Engine) -> None:
    rosa = make_customer()
    add(engine, rosa)
    touches = [make_touchpoint(rosa.id, note=f"kiln secret{at}") for at in range(400)]
    writer.commit(engine, Changeset("Log", tuple(map(Change.create, touches))))
    assert found(engine, "kiln") == 400
    assert words_in_index(engine) >= 400
    writer.undo(engine)
    assert found(engine, "kiln") == 0
    assert words_in_index(engine) == 0
    with engine.connect() as connection:
        config = "SELECT v FROM touchpoint_search_config WHERE k = 'secure-delete'"
        assert connection.exec_driver_sql(config).scalar_one() == 1
        blocks = connection.exec_driver_sql("SELECT block FROM touchpoint_search_data").scalars()
        assert b"secret" not in b"".join(blocks)


def test_a_touchpoint_changed_but_for_its_note_is_found_by_it_as_before(engine: Engine) -> None:
    rosa = make_customer()
    touch = make_touchpoint(rosa.id, note="kiln")
    add(engine, rosa, touch)
    felt = Change.update(touch, feeling=1)
    writer.commit(engine, Changeset("Feel", (felt,)))
    assert found(engine, "kiln") == 1
    assert felt.after is not None
    writer.commit(engine, Changeset("Note", (Change.update(felt.after, note="glaze"),)))
    assert (found(engine, "kiln"), found(engine, "glaze")) == (0, 1)
    writer.undo(engine)
    assert (found(engine, "kiln"), found(engine, "glaze")) == (1, 0)


def found(engine: Engine, word: str) -> int:
    query = "SELECT count(*) FROM touchpoint_search WHERE touchpoint_search MATCH ?"
    with engine.connect() as connection:
        return connection.exec_driver_sql(query, (word,)).scalar_one()


def words_in_index(engine: Engine) -> int:
    """How many different words the index knows."""
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'touchpoint_search', 'row')"
        )
        count = connection.exec_driver_sql("SELECT count(*) FROM temp.terms").scalar_one()
        connection.exec_driver_sql("DROP TABLE temp.terms")
    return count
