"""The history of the book is each one's depth at each month's end, however it is read."""

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_customer, make_gesture, make_promise, make_touchpoint
from tests.store.test_depths import random_book
from trustjournal.domain import depth
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import (
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
)
from trustjournal.domain.depth_history import month_ends
from trustjournal.domain.insights import quantile
from trustjournal.domain.records import (
    Customer,
    Preferences,
    Record,
)
from trustjournal.store import depth_history, writer
from trustjournal.store.depth_history import BookDepth, DepthHistory
from trustjournal.store.people import story

ZONE = ZoneInfo("Europe/Madrid")
SETTINGS = depth.Settings(half_life_days=90, bad_weight=3)
PREFERENCES = Preferences(**identity(), half_life_days=90, bad_weight=3)


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(one) for one in records)))


def whole(engine: Engine, reading: DepthHistory) -> BookDepth:
    with engine.connect() as connection:
        while (progress := reading.step(connection)).book is None:
            assert 0 < progress.done < progress.total
        return progress.book


def expected(engine: Engine, people: Iterable[Customer], instants: int) -> list[list[float]]:
    """Depths in the book at each of the last instants, one person at a time."""
    ends = month_ends((NOON - timedelta(days=3000)).date(), NOON, ZONE)[-instants:]
    found: list[list[float]] = [[] for _end in ends]
    with engine.connect() as connection:
        for person in people:
            known = story(connection, person.id)
            evidence = known.evidence(ZONE)
            first = min(
                [*(one.happened_at for one in known.touchpoints), *(one.at for one in evidence)]
            )
            for place, end in enumerate(ends):
                if first <= end:
                    found[place].append(depth.depth_at(evidence, end, SETTINGS).score)
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("part", [1, 50, 30_000])
def test_quartiles_and_positions_agree_with_the_model_for_each(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, seed: int, part: int
) -> None:
    monkeypatch.setattr(depth_history, "PART", part)
    people, records = random_book(seed)
    add(engine, PREFERENCES, *records)
    book = whole(engine, DepthHistory(NOON, ZONE))
    scores = expected(engine, people, len(book.quarters))
    for quarter, each in zip(book.quarters, scores, strict=True):
        assert quarter.people == len(each)
        for found, share in ((quarter.low, 0.25), (quarter.median, 0.5), (quarter.high, 0.75)):
            assert found == pytest.approx(quantile(each, share), abs=1e-9)
    assert sorted(one.after for one in book.positions) == pytest.approx(sorted(scores[-1]))
    assert sorted(one.before for one in book.positions) == pytest.approx(sorted(scores[-2]))


def test_a_change_is_followed_by_reading_only_whom_it_names(engine: Engine) -> None:
    rosa, ben = make_customer(), make_customer("Ben")
    talk = make_touchpoint(rosa.id, feeling=2, happened_at=NOON - timedelta(days=200))
    add(engine, rosa, ben, talk, make_touchpoint(ben.id, happened_at=NOON - timedelta(days=90)))
    reading = DepthHistory(NOON, ZONE)
    before = whole(engine, reading)
    assert whole(engine, reading) is before
    praise = make_touchpoint(ben.id, kind=Kind.PRAISE, happened_at=NOON - timedelta(days=2))
    kept = {"outcome": PromiseOutcome.KEPT, "settled_on": NOON.date()}
    given = {"status": GestureStatus.GIVEN, "given_on": NOON.date(), "received": 2}
    for record in (praise, make_promise(ben.id, **kept), make_gesture(rosa.id, **given)):
        add(engine, record)
        followed, anew = whole(engine, reading), whole(engine, DepthHistory(NOON, ZONE))
        assert followed.quarters == anew.quarters
        assert set(followed.positions) == set(anew.positions)
    writer.commit(engine, Changeset("Move", (Change.update(talk, customer_ids=(ben.id,)),)))
    after = whole(engine, reading)
    assert set(after.positions) == set(whole(engine, DepthHistory(NOON, ZONE)).positions)
    assert after != before


def test_other_parameters_read_everyone_anew(engine: Engine) -> None:
    rosa = make_customer()
    add(engine, rosa, make_touchpoint(rosa.id, feeling=2, happened_at=NOON - timedelta(days=200)))
    reading = DepthHistory(NOON, ZONE)
    before = whole(engine, reading).positions[0].after
    add(engine, PREFERENCES)
    assert whole(engine, reading).positions[0].after < before


def test_who_is_lost_leaves_the_book_on_that_day_or_with_their_last_touch(engine: Engine) -> None:
    long_ago = NOON - timedelta(days=150)
    lost_on = (NOON - timedelta(days=45)).date()
    rosa = make_customer(stage=Stage.LOST, lost_on=lost_on)
    ben = make_customer("Ben", stage=Stage.LOST)
    ann = make_customer("Ann")
    touches = [make_touchpoint(who.id, happened_at=long_ago) for who in (rosa, ben, ann)]
    add(engine, rosa, ben, ann, *touches)
    book = whole(engine, DepthHistory(NOON, ZONE))
    assert [quarter.people for quarter in book.quarters] == [2, 2, 2, 2, 1, 1][
        -len(book.quarters) :
    ]
    assert [one.customer_id for one in book.positions] == [ann.id]


def test_an_empty_journal_has_no_history(engine: Engine) -> None:
    assert whole(engine, DepthHistory(NOON, ZONE)) == BookDepth((), ())
    add(engine, make_customer())
    assert whole(engine, DepthHistory(NOON, ZONE)) == BookDepth((), ())


def test_who_leaves_the_journal_leaves_its_history(engine: Engine) -> None:
    rosa = make_customer()
    touch = make_touchpoint(rosa.id, happened_at=NOON - timedelta(days=9))
    add(engine, rosa, touch)
    reading = DepthHistory(NOON, ZONE)
    assert len(whole(engine, reading).positions) == 1
    gone = (Change.delete(touch), Change.delete(rosa))
    writer.commit(engine, Changeset("Forget", gone))
    assert whole(engine, reading) == BookDepth((), ())
