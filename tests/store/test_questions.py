"""Everyone's four questions as the journal has them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_answer, make_customer, make_promise, make_touchpoint
from trustjournal.domain import depth
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import (
    Kind,
    PromiseOutcome,
    Question,
    Topic,
)
from trustjournal.domain.evidence import of_customer_records
from trustjournal.domain.records import Preferences
from trustjournal.store import writer
from trustjournal.store.questions import profiles

ZONE = ZoneInfo("Europe/Madrid")


def test_everyone_has_a_profile_by_name_with_the_scores_of_their_records(engine: Engine) -> None:
    rosa, ben = make_customer("Rosa"), make_customer("ben")
    settings = Preferences(**identity(), half_life_days=90, bad_weight=3.0)
    touchpoints = [
        make_touchpoint(rosa.id, happened_at=NOON - timedelta(40), kind=Kind.COMPLAINT),
        make_touchpoint(rosa.id, happened_at=NOON - timedelta(9), feeling=2),
    ]
    day = NOON.date() - timedelta(20)
    promise = make_promise(
        rosa.id, made_on=day, outcome=PromiseOutcome.BROKEN, settled_on=day + timedelta(3)
    )
    answer = make_answer(rosa.id, topic=Topic.PRICE, answered_at=NOON - timedelta(2), fair=True)
    records = (rosa, ben, settings, *touchpoints, promise, answer)
    writer.commit(engine, Changeset("Fill", tuple(Change.create(one) for one in records)))
    with engine.connect() as connection:
        found, used = profiles(connection, NOON, ZONE)
    assert (used.half_life_days, used.bad_weight) == (90, 3.0)
    assert [one.customer for one in found] == [ben, rosa]
    assert found[0].lowest is None
    known = of_customer_records(touchpoints, [promise], [], ZONE, [answer])
    wanted = depth.depth_at(known, NOON, used).by_question
    for question in Question:
        assert found[1].score(question) == pytest.approx(wanted[question].score)
    assert found[1].lowest is Question.DELIVERS
