"""Everyone's depth in one pass is each one's depth."""

import random
from datetime import UTC, date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event

from tests.samples import (
    NOON,
    make_answer,
    make_customer,
    make_gesture,
    make_promise,
    make_touchpoint,
)
from trustjournal.domain import depth
from trustjournal.domain.changes import Change, Changeset, new_id
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
)
from trustjournal.store import balances, writer
from trustjournal.store.depths import depths, question_sums
from trustjournal.store.people import person_rows, story

ZONE = ZoneInfo("Europe/Madrid")


def random_book(seed: int) -> tuple[list[Customer], list[Record]]:
    chance = random.Random(seed)
    people = [make_customer(f"Person {number}") for number in range(6)]
    records: list[Record] = [*people]
    for _ in range(120):
        who = chance.sample(people, chance.choice([1, 1, 2]))
        at = NOON - timedelta(days=chance.uniform(-20, 900))
        records.append(
            make_touchpoint(
                *(person.id for person in who),
                happened_at=at,
                kind=chance.choice(list(Kind)),
                began=chance.choice(list(Began)),
                feeling=chance.choice([None, -2, -1, 0, 1, 2]),
                question=chance.choice([None, *Question]),
                answered_at=chance.choice([None, at + timedelta(days=chance.uniform(0, 9))]),
                resolved_at=chance.choice([None, at + timedelta(days=chance.uniform(0, 40))]),
            )
        )
    for _ in range(30):
        made = date(2025, 1, 1) + timedelta(days=chance.randrange(600))
        outcome = chance.choice([None, *PromiseOutcome])
        settled = made + timedelta(days=9) if outcome else None
        who = chance.choice(people)
        records.append(make_promise(who.id, made_on=made, outcome=outcome, settled_on=settled))
        records.append(
            make_gesture(
                who.id,
                status=chance.choice([GestureStatus.GIVEN, GestureStatus.PLANNED]),
                given_on=made,
                received=chance.choice([None, -1, 0, 1, 2]),
            )
        )
        told = NOON - timedelta(days=chance.uniform(-20, 900))
        topic, fair = chance.choice(list(Topic)), chance.choice([None, True, False])
        records.append(make_answer(who.id, topic=topic, fair=fair, answered_at=told))
    return people, records


@pytest.fixture(params=["from the records", "from the balances"])
def source(request: pytest.FixtureRequest) -> str:
    return request.param


def fill(engine: Engine, records: list[Record], source: str) -> None:
    changes = tuple(Change.create(record) for record in records)
    writer.commit(engine, Changeset("Fill", changes))
    if source == "from the balances":
        balances.ensure(engine, NOON, ZONE)


@pytest.mark.parametrize("seed", range(5))
def test_one_pass_over_everyone_agrees_with_the_model_for_each(engine: Engine, seed: int) -> None:
    people, records = random_book(seed)
    changes = tuple(Change.create(record) for record in records)
    writer.commit(engine, Changeset("Fill", changes))
    settings = depth.Settings(half_life_days=90, bad_weight=3)
    with engine.connect() as connection:
        found = depths(connection, NOON, settings, zone=ZONE)
        for person in people:
            evidence = story(connection, person.id).evidence(ZONE)
            expected = depth.depth_at(evidence, NOON, settings).score
            assert found[person.id] == pytest.approx(expected, abs=1e-9)
            alone = depths(connection, NOON, settings, zone=ZONE, customer_ids=[person.id])
            assert alone[person.id] == pytest.approx(expected, abs=1e-9)


def test_the_four_questions_add_up_to_the_depth(engine: Engine, source: str) -> None:
    people, records = random_book(7)
    fill(engine, records, source)
    with engine.connect() as connection:
        found = depths(connection, NOON, zone=ZONE)
        sums = question_sums(connection, NOON, zone=ZONE)
        some = question_sums(connection, NOON, zone=ZONE, customer_ids=[people[2].id])
        for person in people:
            assert depth.from_sums(sums[person.id]) == pytest.approx(found[person.id], abs=1e-9)
            model = depth.depth_at(story(connection, person.id).evidence(ZONE), NOON)
            for question in Question:
                good, bad = sums[person.id][question]
                score = 100 * (0.8 + good) / (4 + good + 2 * bad)
                assert score == pytest.approx(model.by_question[question].score, abs=1e-9)
    assert some.keys() == {people[2].id}
    assert depth.from_sums(some[people[2].id]) == pytest.approx(found[people[2].id], abs=1e-9)


def test_more_people_than_one_statement_takes_can_be_asked_for(engine: Engine, source: str) -> None:
    people, records = random_book(8)
    fill(engine, records, source)
    strangers = [new_id() for _one in range(33_000)]
    with engine.connect() as connection:
        asked = [*strangers, people[0].id, people[1].id, people[0].id]
        found = depths(connection, NOON, zone=ZONE, customer_ids=asked)
        assert found == depths(
            connection, NOON, zone=ZONE, customer_ids=[people[0].id, people[1].id]
        )
        assert depths(connection, NOON, zone=ZONE, customer_ids=[]) == {}
    assert set(found) == {people[0].id, people[1].id}


def test_everyone_is_read_in_one_pass_and_a_few_by_their_key(engine: Engine) -> None:
    people, records = random_book(9)
    fill(engine, records, "from the balances")
    assert plans(engine, None) == ["SCAN closing", "SCAN balance", "SCAN open_entry"]
    one = plans(engine, [people[0].id])
    assert [step.partition(" USING")[0] for step in one] == [
        *("SCAN closing", "SEARCH balance", "SEARCH open_entry")
    ]


def plans(engine: Engine, who: list[UUID] | None) -> list[str]:
    """How SQLite answers each statement that the depth of these people takes."""
    sent: list[tuple[str, Any]] = []

    def remember(_c: Any, _u: Any, statement: str, values: Any, _x: Any, _many: bool) -> None:
        sent.append((statement, values))

    event.listen(engine, "before_cursor_execute", remember)
    with engine.connect() as connection:
        depths(connection, NOON, zone=ZONE, customer_ids=who)
    event.remove(engine, "before_cursor_execute", remember)
    with engine.connect() as connection:
        return [
            "; ".join(
                step[3]
                for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            )
            for statement, values in sent
            if statement.startswith("SELECT")
        ]


def test_the_list_of_people_shows_a_stranger_at_the_prior(engine: Engine) -> None:
    writer.commit(engine, Changeset("Add", (Change.create(make_customer("Zoe")),)))
    with engine.connect() as connection:
        (row,) = person_rows(connection, NOON.astimezone(UTC), ZONE)
    assert (row.customer.name, row.last_touch_at, row.check_in) == ("Zoe", None, None)
    assert row.depth == pytest.approx(20)
