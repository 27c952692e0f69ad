"""Whoever was deleted is found in the history, unless they came back, were erased or merged."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.samples import make_customer, make_promise, make_touchpoint
from tests.store.erased_person import do, make_journal, word
from trustjournal.domain.changes import Change
from trustjournal.domain.erasing import Gone
from trustjournal.domain.records import Customer
from trustjournal.errors import NotFound
from trustjournal.forgetting import delete_people, erase_person
from trustjournal.store import queries, writer
from trustjournal.store.gone import people_gone, remembered

ROSA, BEN, TWIN = make_customer("Rosa"), make_customer("Ben"), make_customer("R. Twin")


@pytest.fixture(autouse=True)
def people(engine: Engine) -> None:
    do(engine, "Add three", *map(Change.create, (ROSA, BEN, TWIN)))


def test_nobody_is_gone_where_everybody_is_there(engine: Engine) -> None:
    assert _gone(engine) == []


def test_who_was_deleted_is_told_by_their_last_name_and_when(engine: Engine) -> None:
    began = datetime.now(UTC)
    do(engine, "Rename", Change.update(ROSA, name="Rosa Ruiz"))
    _delete(engine, ROSA)
    (rosa,) = _gone(engine)
    assert (rosa.id, rosa.name, rosa.former) == (ROSA.id, "Rosa Ruiz", ("Rosa",))
    assert began <= rosa.deleted_at <= datetime.now(UTC)


def test_who_left_last_comes_first(engine: Engine) -> None:
    for who in (BEN, ROSA, TWIN):
        _delete(engine, who)
    assert [one.name for one in _gone(engine)] == ["R. Twin", "Rosa", "Ben"]


def test_whoever_came_back_is_not_gone_until_they_leave_again(engine: Engine) -> None:
    _delete(engine, ROSA)
    writer.undo(engine)
    assert _gone(engine) == []
    writer.redo(engine)
    assert [one.id for one in _gone(engine)] == [ROSA.id]


def test_whoever_was_added_and_undone_is_still_known(engine: Engine) -> None:
    writer.undo(engine)
    assert {one.name for one in _gone(engine)} == {"Rosa", "Ben", "R. Twin"}


def test_whoever_was_erased_is_not_known_any_more(engine: Engine) -> None:
    _delete(engine, ROSA)
    erase_person(engine, ROSA.id)
    erase_person(engine, BEN.id)
    assert _gone(engine) == []
    with engine.connect() as connection, pytest.raises(NotFound):
        remembered(connection, ROSA.id)


def test_whoever_became_a_part_of_somebody_there_is_not_gone(engine: Engine) -> None:
    _merge(engine)
    assert _gone(engine) == []
    writer.undo(engine)
    assert _gone(engine) == []
    _delete(engine, TWIN)  # by themselves this time
    assert [one.id for one in _gone(engine)] == [TWIN.id]


def test_they_go_with_whom_they_became_a_part_of(engine: Engine) -> None:
    _merge(engine)
    _delete(engine, ROSA)
    (rosa,) = _gone(engine)
    assert (rosa.id, rosa.former, rosa.parts) == (ROSA.id, ("R. Twin",), (TWIN.id,))


def test_who_had_sent_somebody_there_is_gone_and_no_part_of_them(engine: Engine) -> None:
    do(engine, "Sent", Change.update(BEN, referred_by=ROSA.id))
    _delete(engine, ROSA)
    assert [one.id for one in _gone(engine)] == [ROSA.id]
    do(engine, "Edit", Change.update(_now(engine, BEN), note="later"))
    assert [one.id for one in _gone(engine)] == [ROSA.id]


def test_an_import_of_many_pieces_that_was_undone_is_known(engine: Engine) -> None:
    some = [make_customer(f"Guest {number}") for number in range(4)]
    batches = [tuple(map(Change.create, some[:2])), tuple(map(Change.create, some[2:]))]
    writer.commit_long(engine, "Import", lambda _connection: iter(batches))
    writer.undo(engine)
    assert {one.name for one in _gone(engine)} == {one.name for one in some}


def test_it_is_told_what_the_history_knows_of_them(engine: Engine) -> None:
    alone, both = make_touchpoint(ROSA.id), make_touchpoint(ROSA.id, BEN.id)
    moved = make_touchpoint(TWIN.id)
    promise = make_promise(ROSA.id)
    do(engine, "Log", *map(Change.create, (alone, both, moved, promise)))
    do(
        engine,
        "Merge",
        Change.update(ROSA, note="both"),
        Change.update(moved, customer_ids=(ROSA.id,)),
        Change.delete(TWIN),
    )
    _delete(engine, ROSA)
    with engine.connect() as connection:
        known = remembered(connection, ROSA.id)
    assert known.person.note == "both"
    assert known.people == {ROSA.id, TWIN.id}
    assert known.alone == {alone.id, moved.id}
    assert known.shared == {both.id}
    assert known.own == {promise.id: type(promise)}


def test_somebody_who_is_there_is_not_remembered_as_gone(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(NotFound):
        remembered(connection, ROSA.id)


def test_she_who_is_known_in_every_way_is_found_once(tmp_path: Path) -> None:
    engine, rosa, _ben = make_journal(tmp_path / "other.db")
    _delete(engine, rosa)
    (gone,) = _gone(engine)
    assert (gone.id, len(gone.parts)) == (rosa.id, 1)
    assert word("twin") in gone.former[-1]
    engine.dispose()


def _gone(engine: Engine) -> list[Gone]:
    with engine.connect() as connection:
        return people_gone(connection)


def _now(engine: Engine, who: Customer) -> Customer:
    with engine.connect() as connection:
        return queries.customer_by_id(connection, who.id)


def _delete(engine: Engine, who: Customer) -> None:
    now = _now(engine, who)
    with engine.connect() as connection:
        changeset = delete_people(connection, [now])
    writer.commit(engine, changeset)


def _merge(engine: Engine) -> None:
    do(engine, "Merge", Change(ROSA, replace(ROSA, revision=TWIN.id)), Change.delete(TWIN))
