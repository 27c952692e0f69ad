"""What is still to be put right is found, and nothing that is over."""

from datetime import timedelta

from sqlalchemy import Engine

from tests.samples import NOON, TODAY, make_customer, make_recovery, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Record, Touchpoint
from trustjournal.store import recoveries, writer

ROSA, ANA = make_customer(), make_customer("Ana")
HOUR = timedelta(hours=1)


def keep(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("keep", tuple(Change.create(record) for record in records)))


def test_what_is_under_way_is_found_what_was_noticed_first_at_the_top(engine: Engine) -> None:
    later = make_recovery(ROSA.id, noticed_at=NOON)
    sooner = make_recovery(ANA.id, noticed_at=NOON - HOUR, heard_on=TODAY, owned_on=TODAY)
    asked = make_recovery(ANA.id, heard_on=TODAY, owned_on=TODAY, fixed_on=TODAY, checked_on=TODAY)
    nothing = make_recovery(ANA.id, ended_on=TODAY)
    keep(engine, ROSA, ANA, later, sooner, asked, nothing)
    with engine.connect() as connection:
        assert recoveries.open_recoveries(connection) == [sooner, later]
        assert recoveries.open_recoveries_of(connection, [ROSA.id]) == [later]


def test_complaints_that_nobody_took_up_are_found(engine: Engine) -> None:
    def complaint(**fields: object) -> Touchpoint:
        return make_touchpoint(ROSA.id, kind=Kind.COMPLAINT, **fields)

    open_one, older = complaint(), complaint(happened_at=NOON - HOUR)
    taken_up = complaint()
    others = [
        complaint(resolved_at=NOON),
        complaint(happened_at=NOON + HOUR),
        make_touchpoint(ROSA.id),
        taken_up,
    ]
    keep(engine, ROSA, open_one, older, *others, make_recovery(ROSA.id, touchpoint_id=taken_up.id))
    with engine.connect() as connection:
        assert recoveries.open_complaints(connection, NOON) == [older, open_one]


def test_what_a_touchpoint_set_going_is_found_beside_what_is_open_with_its_people(
    engine: Engine,
) -> None:
    touch = make_touchpoint(ROSA.id, kind=Kind.COMPLAINT)
    its_own = make_recovery(ROSA.id, touchpoint_id=touch.id)
    over = make_recovery(ANA.id, touchpoint_id=touch.id, ended_on=TODAY)
    flagged = make_recovery(ROSA.id)
    others = [make_recovery(ROSA.id, ended_on=TODAY), make_recovery(ANA.id)]
    keep(engine, ROSA, ANA, touch, its_own, over, flagged, *others)
    with engine.connect() as connection:
        found = recoveries.recoveries_around(connection, touch.id, [ROSA.id])
    assert len(found) == 3
    assert {one.id for one in found} == {its_own.id, over.id, flagged.id}
