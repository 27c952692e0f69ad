"""Losses read from a journal, and who goes the same way."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from tests.samples import (
    NOON,
    TODAY,
    make_customer,
    make_promise,
    make_review,
    make_touchpoint,
)
from tests.store.test_writer import add
from trustjournal.domain.choices import Began, Kind, PromiseOutcome, Stage
from trustjournal.domain.records import Record
from trustjournal.domain.reviews import Trait
from trustjournal.store import people
from trustjournal.store.reviews import lessons_for, read_losses

UTC = ZoneInfo("UTC")
LOST_ON = date(2026, 6, 1)


def test_losses_come_newest_first_and_those_not_looked_back_at_apart(engine: Engine) -> None:
    ana = make_customer("Ana", stage=Stage.LOST, lost_on=LOST_ON)
    ben = make_customer("Ben", stage=Stage.LOST, lost_on=TODAY)
    cho = make_customer("Cho", stage=Stage.LOST, lost_on=TODAY)
    back = make_customer("Dee")
    add(
        engine,
        *(ana, ben, cho, back),
        first := make_review(ana.id, lost_on=LOST_ON),
        second := make_review(ben.id, lost_on=TODAY),
        make_review(cho.id, lost_on=LOST_ON),
        won := make_review(back.id, lost_on=date(2025, 1, 1), won_back_on=LOST_ON),
    )
    with engine.connect() as connection:
        found = read_losses(connection)
    assert next(one for one, _who in found.reviewed) == second
    assert {one.id for one, _who in found.reviewed} >= {first.id, won.id}
    assert [who.name for who in found.waiting] == ["Cho"]


def wronged(who: Record, days: int) -> list[Record]:
    on = TODAY - timedelta(days=days)
    return [
        make_promise(who.id, made_on=on, outcome=PromiseOutcome.BROKEN, settled_on=on),
        make_touchpoint(
            who.id,
            happened_at=NOON - timedelta(days=days),
            began=Began.THEM,
            kind=Kind.COMPLAINT,
            resolved_at=NOON - timedelta(days=days),
        ),
    ]


def test_a_lesson_comes_back_on_who_goes_the_same_way_and_on_nobody_else(engine: Engine) -> None:
    victor = make_customer("Victor", stage=Stage.LOST, lost_on=LOST_ON)
    ana, ben = make_customer("Ana"), make_customer("Ben")
    review = make_review(victor.id, lost_on=LOST_ON, lesson="Bad news first")
    days = (TODAY - LOST_ON).days
    add(engine, victor, ana, ben, review, *wronged(victor, days + 20), *wronged(ana, 20))
    with engine.connect() as connection:
        (found,) = lessons_for(connection, people.story(connection, ana.id), NOON, UTC)
        assert (found.review, found.name) == (review, "Victor")
        assert {Trait.BROKEN, Trait.COMPLAINT} <= set(found.shared)
        assert lessons_for(connection, people.story(connection, ben.id), NOON, UTC) == []
        assert lessons_for(connection, people.story(connection, victor.id), NOON, UTC) == []


def test_what_happened_after_they_left_is_not_part_of_their_path(engine: Engine) -> None:
    victor = make_customer("Victor", stage=Stage.LOST, lost_on=LOST_ON)
    ana = make_customer("Ana")
    review = make_review(victor.id, lost_on=LOST_ON, lesson="Bad news first")
    add(engine, victor, ana, review, *wronged(victor, 5), *wronged(ana, 20))
    with engine.connect() as connection:
        assert lessons_for(connection, people.story(connection, ana.id), NOON, UTC) == []
