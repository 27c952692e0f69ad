"""The base rate counts what the models read in the records, over everyone."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.samples import (
    NOON,
    TODAY,
    make_answer,
    make_customer,
    make_gesture,
    make_promise,
    make_touchpoint,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Topic,
)
from trustjournal.domain.records import (
    Customer,
    Record,
    Touchpoint,
)
from trustjournal.store import writer
from trustjournal.store.base_rates import base_rate
from trustjournal.store.engine import create_journal
from trustjournal.store.people import story

MADRID = ZoneInfo("Europe/Madrid")
ROSA, ANA = make_customer("Rosa"), make_customer("Ana")
DAY = timedelta(days=1)

moments = st.integers(-60, 12).map(lambda quarters: NOON + quarters * DAY / 4)
days = st.integers(-30, 3).map(lambda ahead: TODAY + ahead * DAY)
whom = st.sampled_from([(ROSA.id,), (ANA.id,), (ROSA.id, ANA.id)])
who = st.sampled_from([ROSA.id, ANA.id])


def touched(ids: tuple[UUID, ...], **fields: Any) -> Touchpoint:
    return make_touchpoint(*ids, **fields)


touchpoints = st.builds(
    touched,
    whom,
    happened_at=moments,
    kind=st.sampled_from(Kind),
    began=st.sampled_from(Began),
    feeling=st.none() | st.integers(-2, 2),
    question=st.none() | st.sampled_from(Question),
    answered_at=st.none() | moments,
    resolved_at=st.none() | moments,
)
promises = st.builds(
    make_promise,
    who,
    outcome=st.none() | st.sampled_from(PromiseOutcome),
    settled_on=st.none() | days,
)
gestures = st.builds(
    make_gesture,
    who,
    status=st.sampled_from(GestureStatus),
    given_on=st.none() | days,
    received=st.none() | st.integers(-2, 2),
)
answers = st.builds(
    make_answer,
    who,
    topic=st.sampled_from(Topic),
    answered_at=moments,
    fair=st.none() | st.booleans(),
)
records = st.lists(st.one_of(touchpoints, touchpoints, promises, gestures, answers), max_size=12)


def write(engine: Engine, *added: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(one) for one in added)))


def rate(engine: Engine, **later: Any) -> float:
    with engine.connect() as connection:
        return base_rate(connection, NOON + timedelta(**later), MADRID)


@settings(max_examples=60, deadline=None)
@given(records)
def test_it_is_what_the_evidence_of_everyone_says(told: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = create_journal(Path(folder) / "journal.db")
        write(engine, ROSA, ANA, *told)
        with engine.connect() as connection:
            pieces = [
                item
                for one in (ROSA, ANA)
                for item in story(connection, one.id).evidence(MADRID)
                if item.at <= NOON
            ]
        good = sum(item.quality > 0 for item in pieces)
        assert rate(engine) == pytest.approx((9 + good) / (10 + len(pieces)))
        engine.dispose()


def test_a_journal_without_anybody_begins_at_nine_of_ten(engine: Engine) -> None:
    assert rate(engine) == 0.9


def met(person: Customer, feeling: int, count: int = 1) -> list[Record]:
    return [make_touchpoint(person.id, feeling=feeling) for _one in range(count)]


def test_what_was_just_written_counts_at_once_in_a_small_journal(engine: Engine) -> None:
    write(engine, ROSA, *met(ROSA, 1, 9))
    assert rate(engine) == pytest.approx(18 / 19)
    write(engine, *met(ROSA, -1))
    assert rate(engine) == pytest.approx(18 / 20)
    writer.undo(engine)
    assert rate(engine) == pytest.approx(18 / 19)


def test_a_large_journal_is_counted_again_on_the_next_day(engine: Engine) -> None:
    write(engine, ROSA, *met(ROSA, 1, 2000))
    before = rate(engine)
    write(engine, *met(ROSA, -1))
    assert rate(engine, hours=1) == before
    assert rate(engine, days=1) == pytest.approx(2009 / 2011)
