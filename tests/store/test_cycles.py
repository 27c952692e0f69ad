"""The trust cycle read from a journal: the figures of models.md, joining, and rings."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event

from tests.samples import make_customer, make_gesture, make_promise, make_touchpoint
from trustjournal.domain.asking import Advice
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
)
from trustjournal.domain.cycle import Signal
from trustjournal.domain.depth import DEFAULT, from_sums
from trustjournal.domain.records import (
    Customer,
    Preferences,
    Record,
    Touchpoint,
)
from trustjournal.store import queries, writer
from trustjournal.store.cycles import CycleBook, advice_for, cycle_book, senders
from trustjournal.store.depths import depths

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
TODAY = NOW.date()
STRANGER = from_sums({}, DEFAULT)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def read(engine: Engine) -> CycleBook:
    with engine.connect() as connection:
        return cycle_book(connection, NOW, ZONE)


def advice(engine: Engine, who: Customer) -> Advice:
    with engine.connect() as connection:
        return advice_for(connection, who.id, NOW, ZONE)


def chain(*names: str, **fields: Any) -> list[Customer]:
    """People each of whom was sent by the one before."""
    made: list[Customer] = []
    for name in names:
        sender = made[-1].id if made else None
        made.append(make_customer(name, referred_by=sender, **fields))
    return made


def touch(days: float, *who: UUID, **fields: Any) -> Touchpoint:
    return make_touchpoint(*who, happened_at=NOW - timedelta(days=days), **fields)


def test_an_empty_journal_has_no_cycle(engine: Engine) -> None:
    book = read(engine)
    assert (book.members, book.cohorts) == ({}, ())
    assert book.light.signal is Signal.TOO_EARLY


def test_everyone_is_in_the_tree_by_name_with_what_hangs_on_them(engine: Engine) -> None:
    zoe, ben, cho = chain("Zoe", "ben", "Cho", yearly_value=Decimal(100))
    ana = make_customer("Ana")
    preferences = Preferences(**identity(), currency="EUR")
    fill(engine, zoe, ben, cho, ana, preferences, touch(3, cho.id, feeling=2))
    book = read(engine)
    assert [one.name for one in book.members.values()] == ["Ana", "ben", "Cho", "Zoe"]
    with engine.connect() as connection:
        depth = depths(connection, NOW, zone=ZONE)[cho.id]
    q_cho, q_ben = 0.5 * (1 - depth / 100), 0.5 * (1 - STRANGER / 100)
    assert book.members[cho.id].depth == depth
    assert book.members[ben.id].exposure == pytest.approx(100 * q_cho)
    assert book.members[zoe.id].exposure == pytest.approx(q_ben * (100 + 100 * q_cho))
    assert [book.members[one.id].reach for one in (zoe, ben, cho, ana)] == [2, 1, 0, 0]
    assert book.members[ben.id].sent_by == zoe.id
    assert (book.members[ana.id].value, book.members[ben.id].value) == (None, 100)
    assert book.currency == "EUR"


def test_a_ring_in_the_journal_is_cut(engine: Engine) -> None:
    one, other = sorted((make_customer("A"), make_customer("B")), key=lambda who: who.id)
    fill(engine, one, other)
    for who, sender in ((one, other), (other, one)):
        change = Change.update(who, referred_by=sender.id)
        writer.commit(engine, Changeset("Ring", (change,)))
    book = read(engine)
    assert book.members[one.id].sent_by is None
    assert book.members[other.id].sent_by == one.id
    with engine.connect() as connection:
        assert senders(connection, one.id) == [
            queries.customer_by_id(connection, each) for each in (other.id, one.id)
        ]


def test_customers_join_on_their_day_else_when_first_in_touch(engine: Engine) -> None:
    dated = make_customer("Dated", since=date(2024, 3, 1))
    touched, missed = make_customer("Touched"), make_customer("Missed")
    ahead = make_customer("Ahead", since=TODAY + timedelta(1))
    nobody = make_customer("Nobody")
    prospect = make_customer("Prospect", stage=Stage.PROSPECT, since=date(2024, 3, 1))
    lost = make_customer("Lost", stage=Stage.LOST, since=date(2024, 3, 1))
    late = datetime(2025, 12, 31, 23, 30, tzinfo=ZoneInfo("UTC"))
    fill(
        engine,
        *(dated, touched, missed, ahead, nobody, prospect, lost),
        touch(1000, dated.id, prospect.id),
        touch(3, touched.id, ahead.id),
        make_touchpoint(touched.id, happened_at=late),
        touch(900, touched.id, missed.id, kind=Kind.MISSED_CALL),
    )
    book = read(engine)
    joined = {one.name: one.joined_on for one in book.members.values() if one.joined_on}
    assert joined == {
        "Dated": date(2024, 3, 1),
        "Lost": date(2024, 3, 1),
        "Touched": date(2026, 1, 1),
    }
    assert [(one.year, one.members) for one in book.cohorts] == [(2024, 2), (2026, 1)]


def test_a_cohort_brings_those_who_joined_within_a_year(engine: Engine) -> None:
    old = make_customer("Old", since=date(2023, 1, 10))
    other = make_customer("Other", since=date(2023, 5, 1))
    soon = make_customer("Soon", since=date(2023, 6, 1), referred_by=old.id)
    later = make_customer("Later", since=date(2024, 6, 1), referred_by=old.id)
    bought_nothing = make_customer("Prospect", stage=Stage.PROSPECT, referred_by=other.id)
    fill(engine, old, other, soon, later, bought_nothing)
    first, second = read(engine).cohorts
    assert (first.members, first.referrals) == (3, 1)
    assert first.reproduction is not None
    assert first.reproduction.midpoint == pytest.approx(1 / 3)
    assert (second.members, second.referrals) == (1, 0)


def ended(who: UUID, days: Iterable[int], outcome: PromiseOutcome) -> list[Record]:
    return [
        make_promise(
            who,
            made_on=TODAY - timedelta(500),
            settled_on=TODAY - timedelta(ago),
            outcome=outcome,
        )
        for ago in days
    ]


def test_the_light_counts_what_ended_and_what_is_overdue(engine: Engine) -> None:
    rosa = make_customer("Rosa", since=TODAY - timedelta(300))
    new = [make_customer(f"New {n}", since=TODAY - timedelta(n)) for n in (1, 2, 3)]
    overdue = make_promise(rosa.id, made_on=TODAY - timedelta(30), due_on=TODAY - timedelta(5))
    due_today = make_promise(rosa.id, made_on=TODAY - timedelta(30), due_on=TODAY)
    fill(
        engine,
        *(rosa, *new, overdue, due_today),
        *ended(rosa.id, range(4), PromiseOutcome.KEPT),
        *ended(rosa.id, [5], PromiseOutcome.LATE),
        *ended(rosa.id, [6], PromiseOutcome.BROKEN),
        *ended(rosa.id, [7], PromiseOutcome.RENEGOTIATED),
        *ended(rosa.id, range(91, 240, 5), PromiseOutcome.KEPT),
    )
    light = read(engine).light
    assert light.signal is Signal.RED
    assert (light.windows[-1].joined, light.windows[-4].joined) == (3, 0)
    assert (light.windows[-1].kept, light.windows[-1].ended) == (4, 7)
    assert (light.windows[-4].kept, light.windows[-4].ended) == (18, 18)


def trusting(who: Customer) -> list[Touchpoint]:
    """A year of touches that felt good on all four questions."""
    kinds = (Kind.CONVERSATION, Kind.MEETING, Kind.PRICE, Kind.DELIVERY)
    return [touch(n * 7 + 1, who.id, kind=kinds[n % 4], feeling=2) for n in range(40)]


def test_whoever_trusts_us_may_be_asked(engine: Engine) -> None:
    rosa, tomasz = make_customer("Rosa"), make_customer("Tomasz")
    fill(engine, rosa, tomasz, *trusting(rosa), touch(2, tomasz.id, feeling=2))
    assert advice(engine, rosa).ok
    assert "Trust is at “New”" in advice(engine, tomasz).why


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": Kind.COMPLAINT}, "complaint"),
        ({"kind": Kind.ENQUIRY, "began": Began.THEM}, "waiting for an answer"),
        ({"feeling": -1}, ""),
    ],
)
def test_what_is_open_is_found_however_long_ago(
    engine: Engine, fields: dict[str, Any], why: str
) -> None:
    rosa = make_customer("Rosa")
    fill(engine, rosa, *trusting(rosa), touch(200.5, rosa.id, **fields))
    found = advice(engine, rosa)
    assert found.ok is not bool(why)
    assert why in found.why


def test_the_owner_says_how_long_nothing_is_asked(engine: Engine) -> None:
    rosa = make_customer("Rosa")
    gift = make_gesture(rosa.id, status=GestureStatus.GIVEN, given_on=TODAY - timedelta(20))
    fill(engine, rosa, gift, *trusting(rosa))
    assert advice(engine, rosa).why.endswith("for 10 more days.")
    fill(engine, Preferences(**identity(), no_ask_days=20))
    assert advice(engine, rosa).ok


def test_senders_are_named_from_the_nearest_up(engine: Engine) -> None:
    people = chain("Ana", "Ben", "Cho", "Dee")
    fill(engine, *people)
    with engine.connect() as connection:
        assert [one.name for one in senders(connection, people[3].id)] == ["Cho", "Ben", "Ana"]
        assert senders(connection, people[0].id) == []


def test_the_book_takes_a_few_questions_however_many_people_there_are(engine: Engine) -> None:
    fill(engine, *chain(*(f"Person {number}" for number in range(300))))
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    read(engine)
    assert 0 < len(asked) < 20
