"""What a week came to is counted from its first midnight, in the owner's zone."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import make_customer, make_gesture, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import GestureStatus, Kind
from trustjournal.domain.records import Record, Touchpoint
from trustjournal.store import weeks, writer
from trustjournal.store.weeks import Week, read_week

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
MONDAY = date(2026, 11, 16)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def read(engine: Engine) -> Week:
    with engine.connect() as connection:
        return read_week(connection, NOW, ZONE, MONDAY)


def touch(days: float, *who: UUID, **fields: object) -> Touchpoint:
    return make_touchpoint(*who, happened_at=NOW - timedelta(days=days), **fields)


def test_the_week_counts_from_its_first_midnight_until_now(engine: Engine) -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz Wilk")
    midnight = datetime(2026, 11, 16, 0, 0, tzinfo=ZONE)
    fill(
        engine,
        rosa,
        tomasz,
        make_touchpoint(rosa.id, happened_at=midnight),
        make_touchpoint(tomasz.id, happened_at=midnight - timedelta(seconds=1)),
        touch(1, rosa.id, tomasz.id, kind=Kind.COMPLAINT, feeling=-2),
        touch(-1, tomasz.id),
        make_gesture(rosa.id, status=GestureStatus.GIVEN, given_on=MONDAY - timedelta(days=1)),
    )
    week = read(engine)
    assert (week.touchpoints, week.people, week.gestures) == (2, 2, 0)
    assert (week.deeper, week.slipped) == (0, 2)


def test_depths_of_a_very_full_week_are_not_compared(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weeks, "COMPARED", 1)
    rosa, tomasz = make_customer(), make_customer("Tomasz Wilk")
    fill(engine, rosa, tomasz, touch(1, rosa.id, tomasz.id))
    week = read(engine)
    assert (week.people, week.deeper, week.slipped) == (2, None, None)
