"""Who is quiet, in the order in which a call pays most."""

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_customer
from tests.store.test_rhythms import fill, with_gaps
from trustjournal.domain.records import Customer
from trustjournal.domain.rhythm import Flag
from trustjournal.errors import NotFound
from trustjournal.store.quiet import Quiet, everyone, quiet, standing

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


def test_nobody_is_quiet_in_an_empty_journal_and_it_is_too_early_to_tell(engine: Engine) -> None:
    assert look(engine) == Quiet((), in_touch=0, too_early=True)


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
        found = standing(connection, who.id, NOON, MADRID)
        stranger = standing(connection, never.id, NOON, MADRID)
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
        found = standing(connection, who.id, NOON, MADRID)
        later = standing(connection, who.id, NOON + timedelta(days=400), MADRID)
    assert found.silence is not None
    assert found.chance == pytest.approx(1 / 106)
    assert later.chance == pytest.approx(1 / 106)
