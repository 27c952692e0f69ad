"""Everyone's depth in one pass is each one's depth."""

import random
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import (
    NOON,
    make_answer,
    make_customer,
    make_gesture,
    make_promise,
    make_touchpoint,
)
from trustjournal.domain import depth
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import (
    Began,
    Customer,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Record,
    Topic,
)
from trustjournal.store import writer
from trustjournal.store.depths import depths
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


def test_the_list_of_people_shows_a_stranger_at_the_prior(engine: Engine) -> None:
    writer.commit(engine, Changeset("Add", (Change.create(make_customer("Zoe")),)))
    with engine.connect() as connection:
        (row,) = person_rows(connection, NOON.astimezone(UTC), ZONE)
    assert (row.customer.name, row.last_touch_at, row.check_in) == ("Zoe", None, None)
    assert row.depth == pytest.approx(20)
