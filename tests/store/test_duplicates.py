"""Finding who is in the journal twice, and merging them on a real file: whole, and back again."""

from collections.abc import Generator
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from tests.samples import (
    NOON,
    full_customer,
    make_answer,
    make_apart,
    make_attachment,
    make_check_in,
    make_custom_field,
    make_customer,
    make_feedback,
    make_gesture,
    make_membership,
    make_promise,
    make_recovery,
    make_review,
    make_touchpoint,
    make_wish,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import CustomerKind, GestureStatus, Kind, PromiseOutcome
from trustjournal.domain.duplicates import Clue
from trustjournal.domain.organising import Apart
from trustjournal.domain.records import CustomValue, Labelled, Record
from trustjournal.errors import NotFound, StaleRecord
from trustjournal.services.merging import keep_apart, merge
from trustjournal.store import balances, duplicates, writer
from trustjournal.store.backup import check
from trustjournal.store.columns import metadata
from trustjournal.store.engine import create_journal
from trustjournal.store.people import depths_as_set
from trustjournal.store.rows import chosen, fetch

ROSA, TWIN, INES = full_customer(), make_customer("Rosa Delgado"), make_customer("Ines")
_DERIVED = {"history", "history_piece", "closing", "balance", "open_entry"}


@pytest.fixture
def engine(tmp_path: Path) -> Generator[Engine]:
    made = create_journal(tmp_path / "journal.db")
    yield made
    made.dispose()


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(one) for one in records)))


def dump(engine: Engine) -> dict[str, list[Any]]:
    """Return all that the journal holds, but for the numbers that a touchpoint is found by."""
    tables = [one for one in metadata.sorted_tables if one.name not in _DERIVED]
    with engine.connect() as connection:
        return {
            table.name: sorted(
                repr(row)
                for row in connection.execute(
                    select(*(column for column in table.columns if column.name != "number"))
                )
            )
            for table in tables
        }


def depths(engine: Engine) -> dict[Any, float]:
    with engine.connect() as connection:
        known = depths_as_set(connection, NOON, UTC).known
    return {who: round(depth, 9) for who, depth in known.items()}


def everything() -> list[Record]:
    """Two Rosas with one of everything each, and Ines, who has to do with both."""
    wish, glaze = make_wish(), make_custom_field()
    household = make_customer("The Delgados", kind=CustomerKind.HOUSEHOLD)
    both = make_touchpoint(ROSA.id, TWIN.id, kind=Kind.PRAISE, feeling=2, note="glaze")
    made: list[Record] = [
        *(ROSA, TWIN, INES, wish, glaze, household, both, make_apart(ROSA.id, TWIN.id)),
        *(make_membership(ROSA.id, household.id), make_membership(TWIN.id, household.id)),
        *(make_customer("Cho", referred_by=TWIN.id), make_apart(TWIN.id, INES.id)),
    ]
    for who in (ROSA, TWIN):
        touch = make_touchpoint(who.id, INES.id, kind=Kind.COMPLAINT, feeling=-1)
        made += [
            *(touch, make_touchpoint(who.id, feeling=1), make_check_in(who.id, every_days=21)),
            make_promise(who.id, touchpoint_id=touch.id, outcome=PromiseOutcome.KEPT),
            make_promise(INES.id, touchpoint_id=touch.id),
            make_gesture(who.id, status=GestureStatus.GIVEN, given_on=NOON.date(), received=2),
            *(make_answer(who.id), make_review(who.id), make_feedback(who.id, wish_id=wish.id)),
            make_recovery(who.id, touchpoint_id=touch.id),
            *(make_attachment(who.id), make_attachment(who.id, touchpoint_id=touch.id)),
        ]
    return made


def test_a_merge_of_two_with_everything_attached_is_whole_and_undo_brings_back_the_dump(
    engine: Engine,
) -> None:
    add(engine, *everything())
    balances.ensure(engine, NOON, UTC)
    before, deep = dump(engine), depths(engine)
    with engine.connect() as connection:
        twins = duplicates.twins(connection, ROSA.id, TWIN.id)
    writer.commit(engine, merge(twins))
    merged = dump(engine)
    gone = repr(TWIN.id)
    assert not any(gone in row for rows in merged.values() for row in rows)
    for kind in ("touchpoint", "promise", "gesture", "answer", "review", "feedback", "recovery"):
        assert len(merged[kind]) == len(before[kind]), kind
    assert len(merged["attachment"]) == len(before["attachment"])
    assert len(merged["check_in"]) == len(merged["membership"]) == 1
    assert check(engine) == []
    assert depths(engine).keys() == deep.keys() - {TWIN.id}
    with engine.connect() as connection:
        assert balances.verify(connection) == []
    writer.undo(engine)
    assert dump(engine) == before
    assert depths(engine) == deep
    assert check(engine) == []
    writer.redo(engine)
    assert dump(engine) == merged


def test_merging_in_the_other_direction_comes_to_the_same_depth(engine: Engine) -> None:
    add(engine, *everything())
    with engine.connect() as connection:
        writer.commit(engine, merge(duplicates.twins(connection, ROSA.id, TWIN.id)))
    one = depths(engine)[ROSA.id]
    writer.undo(engine)
    with engine.connect() as connection:
        writer.commit(engine, merge(duplicates.twins(connection, TWIN.id, ROSA.id)))
    assert depths(engine)[TWIN.id] == pytest.approx(one)
    assert check(engine) == []


def test_pairs_are_found_with_why(engine: Engine) -> None:
    phone = (Labelled(value="+34 600 000 001"),)
    add(engine, make_customer("Rosa", phones=phone), make_customer("Rosa", phones=phone), INES)
    with engine.connect() as connection:
        (pair,) = duplicates.duplicates(connection)
    assert pair.clues == (Clue.PHONE, Clue.NAME)
    assert pair.shared == ("+34 600 000 001",)


def test_who_belongs_to_the_other_is_no_duplicate(engine: Engine) -> None:
    email = (Labelled(value="home@example.org"),)
    home = make_customer("The Delgados", kind=CustomerKind.HOUSEHOLD, emails=email)
    rosa = make_customer("Rosa Delgado", emails=email)
    add(engine, home, rosa)
    with engine.connect() as connection:
        assert len(duplicates.duplicates(connection)) == 1
    add(engine, make_membership(rosa.id, home.id))
    with engine.connect() as connection:
        assert duplicates.duplicates(connection) == []


def test_those_told_apart_come_back_with_undo(engine: Engine) -> None:
    one, other = make_customer("Rosa Delgado"), make_customer("Rosa Delgado")
    add(engine, one, other)
    writer.commit(engine, keep_apart(one, other))
    with engine.connect() as connection:
        assert duplicates.duplicates(connection) == []
        assert duplicates.aparts_of(connection, other.id, one.id) == fetch(
            connection, Apart, chosen(Apart)
        )
    writer.undo(engine)
    with engine.connect() as connection:
        assert len(duplicates.duplicates(connection)) == 1


def test_own_fields_and_senders_are_known(engine: Engine) -> None:
    glaze, paul = make_custom_field("Glaze"), make_customer("Paul")
    ines = make_customer("Ines", referred_by=paul.id)
    value = (CustomValue(field_id=glaze.id, value="green"),)
    one, other = make_customer("Rosa", custom=value), make_customer("Rosa", referred_by=ines.id)
    add(engine, glaze, paul, ines, one, other)
    with engine.connect() as connection:
        twins = duplicates.twins(connection, one.id, other.id)
    assert [who.name for who in twins.senders[ines.id]] == ["Ines", "Paul"]
    assert twins.sender_name(ines.id) == "Ines"
    assert twins.titles() == {glaze.id: "Glaze"}


def test_who_has_left_cannot_be_merged(engine: Engine) -> None:
    add(engine, ROSA, TWIN)
    with engine.connect() as connection:
        twins = duplicates.twins(connection, ROSA.id, TWIN.id)
    writer.commit(engine, Changeset("Delete", (Change.delete(TWIN),)))
    with engine.connect() as connection, pytest.raises(NotFound):
        duplicates.twins(connection, ROSA.id, TWIN.id)
    with pytest.raises(StaleRecord):
        writer.commit(engine, merge(twins))
