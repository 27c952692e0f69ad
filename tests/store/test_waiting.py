"""Enquiries wait until they are answered; the hours come with the holidays of the country."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from sqlalchemy import Engine

from tests.samples import NOON, make_customer, make_touchpoint
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import Began, Kind
from trustjournal.domain.records import Preferences, Record, Touchpoint
from trustjournal.store import writer
from trustjournal.store.waiting import business_hours, waiting

ROSA = make_customer()


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def enquiry(days: int, **fields: object) -> Touchpoint:
    values: dict[str, object] = {"kind": Kind.ENQUIRY, "began": Began.THEM}
    return make_touchpoint(ROSA.id, happened_at=NOON - timedelta(days=days), **(values | fields))


def test_unanswered_enquiries_wait_the_longest_first(engine: Engine) -> None:
    short, long = enquiry(1), enquiry(4)
    fill(engine, ROSA, short, long)
    with engine.connect() as connection:
        assert waiting(connection, NOON) == [long, short]


def test_nothing_else_waits(engine: Engine) -> None:
    fill(
        engine,
        ROSA,
        enquiry(2, answered_at=NOON),
        enquiry(2, began=Began.US),
        enquiry(2, kind=Kind.CONVERSATION),
        enquiry(-1),
    )
    with engine.connect() as connection:
        assert waiting(connection, NOON) == []


def test_the_business_hours_know_the_holidays_of_the_country(engine: Engine) -> None:
    asked: list[tuple[str, str, list[int]]] = []

    def free_days(country: str, region: str, years: Iterable[int]) -> frozenset[date]:
        asked.append((country, region, list(years)))
        return frozenset({date(2026, 12, 8)})

    fill(engine, Preferences(**identity(), country="ES", region="AN", opens_at=time(10)))
    with engine.connect() as connection:
        hours = business_hours(connection, (2026, 2027), free_days)
    assert asked == [("ES", "AN", [2026, 2027])]
    assert hours.opens_at == time(10)
    assert not hours.is_business_day(date(2026, 12, 8))
