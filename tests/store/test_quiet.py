"""Who is quiet, in the order in which a call pays most."""

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_customer, make_touchpoint
from tests.store.test_rhythms import fill, with_gaps
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import (
    Customer,
    TagRule,
)
from trustjournal.domain.rhythm import Flag, Rhythm
from trustjournal.errors import NotFound
from trustjournal.store.quiet import Quiet, everyone, limits, quiet, standing

MADRID = ZoneInfo("Europe/Madrid")


def add(engine: Engine, name: str, silent: int, **fields: object) -> Customer:
    who = make_customer(name, **fields)
    fill(engine, who, *with_gaps(who, (14, 15, 13, 14, 16), silent))
    return who


def look(engine: Engine) -> Quiet:
    with engine.connect() as connection:
        return quiet(connection, NOON, MADRID)


def test_those_worth_most_and_likeliest_back_come_first(engine: Engine) -> None:
    add(engine, "Small", 60, yearly_value=Decimal(30))
    add(engine, "Large", 60, yearly_value=Decimal(900))
    add(engine, "Unknown", 60)
    add(engine, "Large but long gone", 300, yearly_value=Decimal(900))
    add(engine, "In touch", 9, yearly_value=Decimal(5000))
    found = look(engine)
    names = [one.customer.name for one in found.standings]
    assert names == ["Large", "Small", "Large but long gone", "Unknown"]
    assert found.in_touch == 5
    for one in found.standings:
        assert one.silence is not None
        value = one.customer.yearly_value
        assert one.rank == one.silence.back_within * (1 if value is None else float(value))
    assert all(one.flag is not Flag.NONE for one in found.standings)


def test_those_whom_the_owner_reached_out_to_this_week_are_known(engine: Engine) -> None:
    called, tried, waiting = (add(engine, name, 60) for name in ("Called", "Tried", "Waiting"))
    day = timedelta(days=1)
    fill(
        engine,
        make_touchpoint(called.id, happened_at=NOON - 6 * day),
        make_touchpoint(tried.id, happened_at=NOON - day, kind=Kind.MISSED_CALL),
        make_touchpoint(waiting.id, happened_at=NOON - 8 * day),
        make_touchpoint(waiting.id, happened_at=NOON + day),
    )
    found = look(engine)
    assert len(found.standings) == 3
    assert found.reached == {called.id, tried.id}


def test_nobody_is_quiet_in_an_empty_journal_and_it_is_too_early_to_tell(engine: Engine) -> None:
    assert look(engine) == Quiet((), frozenset(), Rhythm(), in_touch=0, too_early=True, nobody=True)


def test_two_people_with_a_rhythm_are_enough_to_tell(engine: Engine) -> None:
    add(engine, "One", 3)
    assert look(engine).too_early
    add(engine, "Other", 3)
    assert not look(engine).too_early


def test_everyone_ever_in_touch_is_listed_the_quiet_first(engine: Engine) -> None:
    add(engine, "In touch", 9, yearly_value=Decimal(5000))
    add(engine, "Quiet", 60)
    fill(engine, make_customer("Never came"))
    with engine.connect() as connection:
        found = everyone(connection, NOON, MADRID)
    assert [one.customer.name for one in found] == ["Quiet", "In touch"]


def test_one_person_stands_as_in_the_list(engine: Engine) -> None:
    who = add(engine, "Quiet", 60, longest_gap_days=20)
    never = make_customer("Never came")
    fill(engine, never)
    with engine.connect() as connection:
        found, _rhythm = standing(connection, who.id, NOON, MADRID)
        stranger, _rhythm = standing(connection, never.id, NOON, MADRID)
        with pytest.raises(NotFound):
            standing(connection, make_customer().id, NOON, MADRID)
    assert look(engine).standings == (found,)
    assert found.longest_gap == 20
    assert (stranger.known, stranger.silence, stranger.flag) == (None, None, Flag.NONE)


def test_a_counted_chance_replaces_the_computed_one_where_there_are_enough(engine: Engine) -> None:
    for number in range(20):
        add(engine, f"Person {number}", 3)
    who = add(engine, "Quiet", 60)
    with engine.connect() as connection:
        found, _rhythm = standing(connection, who.id, NOON, MADRID)
        later, _rhythm = standing(connection, who.id, NOON + timedelta(days=400), MADRID)
    assert found.silence is not None
    assert found.chance == pytest.approx(1 / 106)
    assert later.chance == pytest.approx(1 / 106)


def test_limits_are_those_of_a_person_and_of_every_tag_in_the_journal(engine: Engine) -> None:
    rosa = make_customer("Rosa", tags=("VIP", "cups"), longest_gap_days=30)
    other = make_customer("Other", tags=("vip", "Alba"))
    rules = [
        TagRule(**identity(), tag=tag, longest_gap_days=20) for tag in ("vip", "worn by nobody")
    ]
    fill(engine, rosa, other, *rules)
    with engine.connect() as connection:
        found = limits(connection, rosa.id)
        whole = limits(connection)
    assert found.customer == rosa
    assert found.tags == ("VIP", "cups", "Alba", "worn by nobody")
    assert found.rules == {rule.tag: rule for rule in rules}
    assert (whole.customer, whole.tags) == (None, ("Alba", "cups", "VIP", "worn by nobody"))
