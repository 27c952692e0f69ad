"""Gestures of everybody, with names, and what has a say in choosing one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from tests.samples import TODAY, make_check_in, make_customer, make_gesture
from trustjournal.domain.changes import Change, Changeset, identity, new_id
from trustjournal.domain.choices import GestureStatus, Side
from trustjournal.domain.records import Preferences, Record
from trustjournal.errors import NotFound
from trustjournal.store import writer
from trustjournal.store.gestures import Gestures, choosing, read_gestures

ROSA = make_customer(company="Café Alma")
TOMASZ = make_customer("Tomasz Wilk")
GIVEN = GestureStatus.GIVEN


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def gestures(engine: Engine) -> Gestures:
    with engine.connect() as connection:
        return read_gestures(connection, TODAY)


def test_gestures_come_by_day_with_their_person_and_those_without_a_day_last(
    engine: Engine,
) -> None:
    idea = make_gesture(ROSA.id, title="Ask Lucía in")
    later = make_gesture(ROSA.id, title="Mug", status=GestureStatus.PLANNED, due_on=days(9))
    sooner = make_gesture(TOMASZ.id, title="Tile", status=GestureStatus.PLANNED, due_on=days(2))
    fill(engine, ROSA, TOMASZ, idea, later, sooner)
    found = gestures(engine).ahead
    assert [one for one, _who in found] == [sooner, later, idea]
    assert [who.name for _one, who in found] == ["Tomasz Wilk", "Rosa Delgado", "Rosa Delgado"]
    assert found[1][1].company == "Café Alma"


def test_only_what_was_given_this_year_is_counted_and_priced(engine: Engine) -> None:
    given = [
        make_gesture(ROSA.id, status=GIVEN, given_on=day, cost=cost)
        for day, cost in (
            (date(TODAY.year, 1, 1), Decimal("12.50")),
            (TODAY, None),
            (date(TODAY.year - 1, 12, 31), Decimal(99)),
        )
    ]
    fill(engine, ROSA, *given, Preferences(**identity(), currency="EUR"))
    found = gestures(engine)
    assert (found.this_year, found.spent, found.preferences.currency) == (
        2,
        Decimal("12.50"),
        "EUR",
    )
    assert [one for one, _who in found.given] == [given[1], given[0]]
    assert found.ahead == ()


def test_early_in_the_year_the_last_months_still_count_as_lately(engine: Engine) -> None:
    before = make_gesture(ROSA.id, status=GIVEN, given_on=date(2025, 12, 20), cost=Decimal(5))
    fill(engine, ROSA, before)
    with engine.connect() as connection:
        found = read_gestures(connection, date(2026, 1, 10))
    assert [one for one, _who in found.given] == [before]
    assert (found.this_year, found.spent) == (0, 0)


def test_what_they_gave_is_kept_apart(engine: Engine) -> None:
    plums = make_gesture(ROSA.id, by=Side.THEM, status=GIVEN, given_on=days(-1), worth=Decimal(9))
    mug = make_gesture(ROSA.id, status=GIVEN, given_on=days(-2))
    fill(engine, ROSA, plums, mug)
    found = gestures(engine)
    assert [one for one, _who in found.theirs] == [plums]
    assert [one for one, _who in found.given] == [mug]
    assert found.this_year == 1


def test_who_is_to_be_asked_for_something_is_known_with_the_check_in(engine: Engine) -> None:
    ask = make_check_in(ROSA.id, due_on=days(3), is_ask=True)
    fill(engine, ROSA, TOMASZ, ask, make_check_in(TOMASZ.id, due_on=days(3)))
    assert gestures(engine).asks == {ROSA.id: ask}


def test_all_that_has_a_say_in_choosing_is_read_at_once(engine: Engine) -> None:
    mug, other = make_gesture(ROSA.id), make_gesture(TOMASZ.id)
    check_in = make_check_in(ROSA.id, every_days=7)
    limits = Preferences(**identity(), gift_budget=Decimal(60))
    fill(engine, ROSA, TOMASZ, mug, other, check_in, limits)
    with engine.connect() as connection:
        found = choosing(connection, ROSA.id)
        assert (found.who, found.gestures, found.check_in) == (ROSA, (mug,), check_in)
        assert found.preferences == limits
        assert choosing(connection, TOMASZ.id).check_in is None
        with pytest.raises(NotFound, match="no longer"):
            choosing(connection, new_id())
