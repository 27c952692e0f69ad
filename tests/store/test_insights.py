"""What a journal tells as a whole, from real rows."""

from collections.abc import Generator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, Engine

from tests.samples import (
    NOON,
    TODAY,
    make_customer,
    make_gesture,
    make_promise,
    make_touchpoint,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Began,
    Channel,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
)
from trustjournal.domain.insights import Mood
from trustjournal.domain.periods import periods
from trustjournal.domain.records import (
    Customer,
    Record,
)
from trustjournal.store import insights, writer
from trustjournal.store.insights import TouchReading

ZONE = ZoneInfo("Europe/Madrid")
SPANS = periods(date(2026, 9, 10), TODAY)
ROSA, BEN = make_customer(), make_customer("Ben", yearly_value=Decimal(400))
HOUR = timedelta(hours=1)


def add(engine: Engine, *records: Record) -> None:
    changes = (Change.create(one) for one in (ROSA, BEN, *records))
    writer.commit(engine, Changeset("Fill", tuple(changes)))


@pytest.fixture
def connection(engine: Engine) -> Generator[Connection]:
    with engine.connect() as opened:
        yield opened


def asked(hours: float | None, *who: Customer, **fields: Any) -> Record:
    at: datetime = fields.pop("happened_at", NOON - timedelta(days=3))
    values = {
        "happened_at": at,
        "began": Began.THEM,
        "kind": Kind.ENQUIRY,
        "channel": Channel.EMAIL,
        "answered_at": None if hours is None else at + hours * HOUR,
    }
    return make_touchpoint(*(one.id for one in who or (ROSA,)), **(values | fields))


def test_answers_count_once_each_and_those_on_the_spot_apart(
    engine: Engine, connection: Connection
) -> None:
    add(
        engine,
        asked(2, ROSA, BEN),
        asked(6, kind=Kind.CONVERSATION, channel=Channel.PHONE),
        asked(0, channel=Channel.PHONE),
        asked(9, began=Began.US),
        asked(9, kind=Kind.MISSED_CALL),
        asked(9, happened_at=NOON - timedelta(days=400)),
        asked(None),
    )
    reading = TouchReading(SPANS, NOON, ZONE)
    found = reading.step(connection)
    assert found is not None
    responses, touches = found
    assert responses.overall is not None
    assert (responses.overall.count, responses.overall.median) == (2, 4 * HOUR)
    assert responses.on_the_spot == 1
    assert {channel: one.count for channel, one in responses.by_channel.items()} == {
        Channel.EMAIL: 1,
        Channel.PHONE: 1,
    }
    assert touches.counts == {
        (Channel.EMAIL, Began.THEM): 2,
        (Channel.PHONE, Began.THEM): 2,
        (Channel.EMAIL, Began.US): 1,
    }


def test_many_years_are_read_one_at_a_time(engine: Engine, connection: Connection) -> None:
    add(engine, *(asked(1, happened_at=NOON - timedelta(days=365 * year)) for year in range(4)))
    reading = TouchReading(periods(date(2023, 11, 1), TODAY), NOON, ZONE)
    steps = [reading.step(connection) for _year in range(4)]
    assert steps[:3] == [None, None, None]
    assert steps[3] is not None
    assert steps[3][1].total == 4


def test_who_waits_is_named_but_nobody_who_is_lost(engine: Engine, connection: Connection) -> None:
    lost = make_customer("Zoe", stage=Stage.LOST)
    add(
        engine,
        lost,
        asked(None),
        asked(None, lost),
        asked(None, kind=Kind.CONVERSATION),
        asked(None, began=Began.US),
        asked(None, happened_at=NOON + HOUR),
    )
    (waiting,) = insights.waiting(connection, NOON)
    assert (waiting.name, waiting.waited) == ("Rosa Delgado", timedelta(days=3))


def test_days_begin_where_the_owner_is(engine: Engine, connection: Connection) -> None:
    add(engine, make_touchpoint(ROSA.id, happened_at=NOON.replace(month=10, day=31, hour=23)))
    assert insights.began_on(connection, ZONE) == date(2026, 11, 1)
    first, last = date(2026, 11, 1), date(2026, 11, 1)
    assert sum(insights.read_year(connection, first, last, ZONE).touches.values()) == 1


def test_an_empty_journal_began_on_no_day(connection: Connection) -> None:
    assert insights.began_on(connection, ZONE) is None
    assert insights.waiting(connection, NOON) == []


def test_years_are_whole_but_for_the_first_and_the_last() -> None:
    assert insights.years(date(2025, 3, 1), date(2026, 2, 2)) == [
        (date(2026, 1, 1), date(2026, 2, 2)),
        (date(2025, 3, 1), date(2025, 12, 31)),
    ]


def test_promises_count_on_the_day_they_ended(engine: Engine, connection: Connection) -> None:
    kept, broken = PromiseOutcome.KEPT, PromiseOutcome.BROKEN
    add(
        engine,
        make_promise(ROSA.id),
        *(make_promise(ROSA.id, outcome=kept, settled_on=TODAY) for _two in range(2)),
        make_promise(BEN.id, outcome=broken, settled_on=date(2026, 9, 1)),
        make_promise(BEN.id, outcome=broken, settled_on=date(2026, 8, 31)),
    )
    found = insights.promises(connection, SPANS)
    assert found.by_period == ({broken: 1}, {}, {kept: 2})
    assert found.open == 1


def test_gestures_count_once_given(engine: Engine, connection: Connection) -> None:
    given = {"status": GestureStatus.GIVEN, "given_on": TODAY}
    add(
        engine,
        make_gesture(BEN.id, cost=Decimal("12.50"), **given),
        make_gesture(BEN.id, **given),
        make_gesture(ROSA.id, cost=Decimal(9), due_on=TODAY),
    )
    found = insights.gestures(connection, SPANS)
    (guest,) = found.guests
    assert (guest.name, guest.cost, guest.yearly_value) == ("Ben", Decimal("12.50"), Decimal(400))
    assert (found.total.count, found.total.uncosted) == (2, 1)


def test_the_lost_come_with_the_last_feeling(engine: Engine, connection: Connection) -> None:
    zoe = make_customer("Zoe", stage=Stage.LOST, lost_on=TODAY)
    ann = make_customer("Ann", stage=Stage.LOST)
    long_gone = make_customer("Gone", stage=Stage.LOST, lost_on=date(2020, 1, 1))
    touches = [
        make_touchpoint(zoe.id, happened_at=NOON - days * timedelta(days=1), feeling=feeling)
        for days, feeling in ((3, 2), (2, -1), (1, None))
    ]
    add(engine, zoe, ann, long_gone, *touches)
    found = insights.lost(connection, SPANS)
    assert [(one.name, one.mood) for one in found.people] == [("Zoe", Mood.UNEASY)]
    assert [(one.name, one.mood) for one in found.undated] == [("Ann", Mood.UNKNOWN)]
