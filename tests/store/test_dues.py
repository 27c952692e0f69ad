"""Each card comes with what the owner wants to see of the person before they call."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from tests.samples import (
    make_customer,
    make_promise,
    make_recovery,
    make_touchpoint,
)
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Kind, PromiseOutcome
from trustjournal.domain.records import Record, Touchpoint
from trustjournal.store import queries, writer
from trustjournal.store.depths import depths
from trustjournal.store.dues import Due, dues

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
TODAY = NOW.date()
ROSA = make_customer()


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def touch(days: float, *who: UUID, **fields: object) -> Touchpoint:
    return make_touchpoint(*who, happened_at=NOW - timedelta(days=days), **fields)


def card(kind: CardKind, record: Record | None = None) -> Card:
    return Card(
        kind=kind,
        customer_id=ROSA.id,
        record_id=record and record.id,
        title="Say hello",
        why="Not spoken yet.",
        due_on=TODAY,
    )


def read(engine: Engine, *cards: Card) -> list[Due]:
    with engine.connect() as connection:
        promises = queries.open_promises(connection)
        return list(dues(connection, NOW, ZONE, cards, {ROSA.id: ROSA}, promises))


def test_a_person_comes_with_the_last_three_touches_open_promises_and_depth(
    engine: Engine,
) -> None:
    other = make_customer("Tomasz Wilk")
    touches = [touch(days, ROSA.id) for days in (50, 4, 30, 9)]
    later = make_promise(ROSA.id, due_on=TODAY + timedelta(days=9))
    sooner = make_promise(ROSA.id, due_on=TODAY + timedelta(days=2))
    kept = make_promise(ROSA.id, outcome=PromiseOutcome.KEPT, settled_on=TODAY)
    fill(
        engine,
        *(ROSA, other, *touches, touch(-3, ROSA.id), touch(1, other.id)),
        *(make_promise(other.id), kept, later, sooner),
    )
    (due,) = read(engine, card(CardKind.CHECK_IN))
    assert [one.id for one in due.touches] == [touches[1].id, touches[3].id, touches[2].id]
    assert due.promises == (sooner, later)
    assert due.record is None
    with engine.connect() as connection:
        assert due.depth == depths(connection, NOW, zone=ZONE)[ROSA.id]


def test_a_duty_comes_with_what_it_is_about(engine: Engine) -> None:
    recovery, promise = make_recovery(ROSA.id), make_promise(ROSA.id)
    complaint = touch(3, ROSA.id, kind=Kind.COMPLAINT)
    enquiry = touch(2, ROSA.id, kind=Kind.ENQUIRY)
    fill(engine, ROSA, recovery, promise, complaint, enquiry)
    found = read(
        engine,
        card(CardKind.UNEASE, recovery),
        card(CardKind.UNEASE, complaint),
        card(CardKind.WAITING, enquiry),
        card(CardKind.PROMISE, promise),
        card(CardKind.DATE),
    )
    ids = [one.record and one.record.id for one in found]
    assert ids == [recovery.id, complaint.id, enquiry.id, promise.id, None]


def test_what_left_the_journal_meanwhile_is_simply_not_told(engine: Engine) -> None:
    fill(engine, ROSA)
    (due,) = read(engine, card(CardKind.UNEASE, make_recovery(ROSA.id)))
    assert due.record is None
