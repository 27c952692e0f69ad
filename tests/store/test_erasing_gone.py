"""Whoever was deleted earlier is erased as if they were still there; nobody else notices."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_attachment, make_customer, make_touchpoint
from tests.store.erased_person import (
    NAME,
    SIGN,
    ZONE,
    do,
    files_with,
    make_journal,
    terms_with,
    word,
)
from trustjournal.domain.changes import Change
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import Customer, Touchpoint
from trustjournal.errors import Cancelled, NotFound
from trustjournal.forgetting import delete_people, erase_person
from trustjournal.store import drafts, history, queries, writer
from trustjournal.store.backup import check
from trustjournal.store.checking import check_journal
from trustjournal.store.engine import close_journal
from trustjournal.store.erasing import going
from trustjournal.store.gone import people_gone
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import RECORD_TABLES

Left = tuple[Engine, UUID, Customer]


@pytest.fixture
def left(tmp_path: Path) -> Left:
    """The journal that knows her in every way; she was deleted, and more was done after it."""
    engine, rosa, ben = make_journal(tmp_path / "journal.db")
    _delete(engine, rosa)
    do(engine, "Edit Ben", Change.update(_now(engine, ben), note="his"))
    do(engine, "Edit Ben again", Change.update(_now(engine, ben), note="his own"))
    writer.undo(engine)
    return engine, rosa.id, ben


@pytest.mark.parametrize("keep_shared", [True, False])
def test_no_word_of_hers_is_left_in_any_file(left: Left, tmp_path: Path, keep_shared: bool) -> None:
    engine, rosa, _ben = left
    assert files_with(SIGN, tmp_path)  # else this could not fail
    erased = erase_person(engine, rosa, keep_shared=keep_shared)
    assert (erased.name, erased.unpacked) == (NAME, "")
    assert erased.drafts == 2
    assert files_with(SIGN, tmp_path) == []  # while it is open: -wal and -shm are there
    assert terms_with(SIGN, engine) == []
    assert check(engine) == []
    assert check_journal(engine, NOON).findings == ()
    close_journal(engine)
    assert files_with(SIGN, tmp_path) == []


def test_no_trace_of_her_id_is_left(left: Left, tmp_path: Path) -> None:
    engine, rosa, _ben = left
    erase_person(engine, rosa)
    close_journal(engine)
    assert files_with(str(rosa), tmp_path) == []


def test_everybody_else_is_as_before(left: Left) -> None:
    engine, rosa, _ben = left
    before = _everything(engine)
    assert before
    erase_person(engine, rosa)
    assert _everything(engine) == before
    with engine.connect() as connection:
        assert [one.place for one in drafts.everything(connection)] == ["other"]
    engine.dispose()


def test_undo_and_redo_pass_over_what_was_hers(left: Left, tmp_path: Path) -> None:
    engine, rosa, _ben = left
    with engine.connect() as connection:
        redo = history.next_redo(connection)
    erase_person(engine, rosa)
    with engine.connect() as connection:
        assert history.next_redo(connection) == redo  # what stood to be done again still does
        assert history.entries(connection, 1)[0].label == "Erase a person for good"
        assert people_gone(connection) == []
    dump, steps = _everything(engine), 0
    while writer.undo(engine) is not None:
        steps += 1
        assert check(engine) == []
    assert _everything(engine) == {}
    assert files_with(SIGN, tmp_path) == []
    for _step in range(steps):
        assert writer.redo(engine) is not None
    assert _everything(engine) == dump
    assert check_journal(engine, NOON).findings == ()
    engine.dispose()


def test_whoever_was_only_added_and_undone_cannot_be_added_again(
    engine: Engine, tmp_path: Path
) -> None:
    rosa = make_customer(NAME)
    do(engine, f"Add {NAME}", Change.create(rosa))
    writer.undo(engine)
    erase_person(engine, rosa.id)
    assert writer.redo(engine) is None
    assert writer.undo(engine) is None
    assert files_with(SIGN, engine.get_execution_options()["path"].parent) == []


def test_what_was_shared_goes_as_well_where_that_is_wanted(left: Left, tmp_path: Path) -> None:
    engine, rosa, _ben = left
    (both,) = _with_note(engine, "Both came")
    do(engine, "Edit", Change.update(both, note="Both came by"))
    erase_person(engine, rosa, keep_shared=False)
    assert files_with("both came", tmp_path) == []
    assert files_with("shared sketch", tmp_path) == []
    with engine.connect() as connection:
        touches = fetch(connection, Touchpoint, chosen(Touchpoint))
        assert fetch(connection, Attachment, chosen(Attachment)) == []
    assert both.id in {one.id for one in touches}
    assert sorted(one.note for one in touches) == ["", *(f"import {day}" for day in range(4))]
    while writer.undo(engine) is not None:
        assert check(engine) == []
    assert files_with("both came", tmp_path) == []
    engine.dispose()


def test_what_was_shared_and_deleted_since_goes_as_well(engine: Engine, tmp_path: Path) -> None:
    rosa, ben = make_customer(NAME), make_customer("Ben")
    both = replace(make_touchpoint(rosa.id, ben.id), note=word("both"))
    sketch = make_attachment(rosa.id, touchpoint_id=both.id, name=word("sketch"))
    do(engine, "All", *map(Change.create, (rosa, ben, both, sketch)))
    _delete(engine, rosa)
    with engine.connect() as connection:
        kept = fetch(connection, Attachment, chosen(Attachment))
        his = fetch(connection, Touchpoint, chosen(Touchpoint))
    do(engine, "Delete", *map(Change.delete, (*kept, *his)))
    erase_person(engine, rosa.id, keep_shared=False)
    assert files_with(SIGN, engine.get_execution_options()["path"].parent) == []
    writer.undo(engine)
    assert {type(one) for one in _everything(engine).values()} == {Customer, Touchpoint}
    assert check_journal(engine, NOON).findings == ()


def test_it_is_told_before_what_the_history_knows(left: Left) -> None:
    engine, rosa, _ben = left
    with engine.connect() as connection:
        told = going(connection, rosa, NOON, ZONE)
    assert told.customer.name == NAME
    assert told.deleted_at is not None
    assert (told.alone, told.shared) == (8, 1)
    assert (told.promises, told.gestures, told.feedback) == (1, 1, 1)
    assert (told.files, told.shared_files, told.drafts) == (2, 1, 2)
    assert told.mentions == ()
    engine.dispose()


def test_nothing_is_gone_where_the_owner_stops_it(left: Left, tmp_path: Path) -> None:
    engine, rosa, _ben = left

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        erase_person(engine, rosa, report=stop)
    assert files_with(SIGN, tmp_path)
    with engine.connect() as connection:
        assert [one.id for one in people_gone(connection)] == [rosa]
    engine.dispose()


def test_what_another_of_that_name_has_stays_theirs(engine: Engine) -> None:
    first, second = make_customer("Ben"), make_customer("ben")
    do(engine, "Add Ben", *map(Change.create, (first, second)))
    do(engine, "Tag Ben", Change.update(second, note="a"))
    _delete(engine, first)
    drafts.write(engine, [drafts.Unsaved(place="capture", words="Ben call", at=NOON)])
    erase_person(engine, first.id)
    with engine.connect() as connection:
        assert "Tag Ben" in {one.label for one in history.entries(connection)}
        assert [one.place for one in drafts.everything(connection)] == ["capture"]


def test_whoever_became_a_part_of_somebody_there_cannot_be_erased_alone(engine: Engine) -> None:
    rosa, twin = make_customer("Rosa"), make_customer("Twin")
    do(engine, "Add", *map(Change.create, (rosa, twin)))
    do(engine, "Merge", Change.update(rosa, note="both"), Change.delete(twin))
    with pytest.raises(NotFound):
        erase_person(engine, twin.id)


def test_others_who_were_deleted_in_one_step_can_still_come_back(engine: Engine) -> None:
    rosa, cho, dan = (make_customer(name) for name in ("Rosa", "Cho", "Dan"))
    do(engine, "Add", *map(Change.create, (cho, dan, replace(rosa, referred_by=cho.id))))
    _delete(engine, cho, dan)
    erase_person(engine, rosa.id)
    writer.undo(engine)
    assert {one.id for one in _everything(engine).values()} == {cho.id, dan.id}


def _everything(engine: Engine) -> dict[UUID, Any]:
    with engine.connect() as connection:
        return {
            one.id: one for kind in RECORD_TABLES for one in fetch(connection, kind, chosen(kind))
        }


def _with_note(engine: Engine, note: str) -> list[Touchpoint]:
    found = (one for one in _everything(engine).values() if isinstance(one, Touchpoint))
    return [one for one in found if one.note == note]


def _now(engine: Engine, who: Customer) -> Customer:
    with engine.connect() as connection:
        return queries.customer_by_id(connection, who.id)


def _delete(engine: Engine, *people: Customer) -> None:
    now = [_now(engine, who) for who in people]
    with engine.connect() as connection:
        changeset = delete_people(connection, now)
    writer.commit(engine, changeset)
