"""Behind a mark of a chart are people and events, those worth a look first."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, TODAY, make_customer, make_gesture, make_promise, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Began,
    Channel,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
)
from trustjournal.domain.insights import Behind, Mood, Topic
from trustjournal.store import behind, writer
from trustjournal.store.behind import read_behind

ZONE = ZoneInfo("Europe/Madrid")
FIRST = date(2026, 11, 1)
ROSA, BEN = make_customer(), make_customer("Ben", stage=Stage.LOST, lost_on=TODAY)
MAIL, CALL = Channel.EMAIL, Channel.PHONE


def asked(days: int, hours: int | None, channel: Channel = MAIL) -> Change:
    at = NOON - timedelta(days=days)
    return Change.create(
        make_touchpoint(
            ROSA.id,
            happened_at=at,
            kind=Kind.ENQUIRY,
            began=Began.THEM,
            channel=channel,
            answered_at=None if hours is None else at + timedelta(hours=hours),
        )
    )


@pytest.fixture
def filled(engine: Engine) -> Engine:
    settled = {"outcome": PromiseOutcome.KEPT, "settled_on": TODAY}
    records = (
        make_promise(ROSA.id, text="mend the jug", **settled),
        make_promise(ROSA.id, text="send the photos"),
        make_gesture(
            BEN.id, status=GestureStatus.GIVEN, given_on=FIRST, cost=Decimal(9), title="Mug"
        ),
        make_touchpoint(BEN.id, feeling=-2, channel=CALL, happened_at=NOON - timedelta(days=40)),
    )
    people = (Change.create(ROSA), Change.create(BEN))
    asks = (asked(5, 2), asked(4, 30, CALL), asked(3, 9), asked(2, 0), asked(60, 9))
    changes = (*people, *asks, *(Change.create(one) for one in records))
    writer.commit(engine, Changeset("Fill", changes))
    return engine


def lines(engine: Engine, wanted: Behind) -> list[tuple[str, date | None, str]]:
    with engine.connect() as connection:
        return [
            (one.name, one.on, one.words) for one in read_behind(connection, wanted, NOON, ZONE)
        ]


def test_the_slowest_answers_come_first(filled: Engine) -> None:
    found = lines(filled, Behind(Topic.RESPONSES, FIRST, TODAY))
    assert [words for _name, _on, words in found] == [
        "Answered after a day",
        "Answered after 9 hours",
        "Answered after 2 hours",
    ]
    by_phone = lines(filled, Behind(Topic.RESPONSES, FIRST, TODAY, channel=CALL))
    assert by_phone == [("Rosa Delgado", date(2026, 11, 16), "Answered after a day")]


def test_who_waits_longest_comes_first(filled: Engine) -> None:
    asks = (asked(1, None), asked(9, None, CALL))
    writer.commit(filled, Changeset("Ask", asks))
    assert lines(filled, Behind(Topic.RESPONSES, TODAY, TODAY, waiting=True)) == [
        ("Rosa Delgado", date(2026, 11, 11), "Waits for 9 days, Phone"),
        ("Rosa Delgado", date(2026, 11, 19), "Waits for a day, E-mail"),
    ]


def test_touches_are_those_of_the_channel_and_of_who_began(filled: Engine) -> None:
    wanted = Behind(Topic.TOUCHES, date(2026, 1, 1), TODAY, CALL, Began.US)
    assert lines(filled, wanted) == [("Ben", date(2026, 10, 11), "Conversation")]


def test_promises_gestures_and_the_lost_are_found_by_their_day(filled: Engine) -> None:
    kept = Behind(Topic.PROMISES, FIRST, TODAY, outcome=PromiseOutcome.KEPT)
    assert lines(filled, kept) == [("Rosa Delgado", TODAY, "mend the jug")]
    assert lines(filled, Behind(Topic.GESTURES, FIRST, FIRST)) == [("Ben", FIRST, "Mug")]
    assert lines(filled, Behind(Topic.GESTURES, TODAY, TODAY)) == []
    uneasy = Behind(Topic.LOST, FIRST, TODAY, mood=Mood.UNEASY)
    assert lines(filled, uneasy) == [("Ben", TODAY, "It felt uneasy")]
    assert lines(filled, Behind(Topic.LOST, FIRST, TODAY, mood=Mood.GOOD)) == []


def test_no_more_are_read_than_are_listed(filled: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behind, "MOST", 2)
    assert len(lines(filled, Behind(Topic.RESPONSES, FIRST, TODAY))) == 2
