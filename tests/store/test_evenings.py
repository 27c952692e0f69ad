"""What a day came to, read at its end."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import (
    make_check_in,
    make_customer,
    make_evening,
    make_gesture,
    make_promise,
    make_recovery,
    make_touchpoint,
)
from tests.store.test_writer import add
from trustjournal.domain.agenda import CardKind
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import GestureKind, GestureStatus, Kind, PromiseOutcome, Side
from trustjournal.domain.records import Preferences
from trustjournal.free_days import free_days
from trustjournal.store.evenings import TICKED, EveningView, page_of, pages, read_evening

MADRID = ZoneInfo("Europe/Madrid")
FRIDAY = datetime(2026, 11, 20, 18, tzinfo=MADRID)
TODAY = FRIDAY.date()

ANA, BEN, CHO = make_customer("Ana"), make_customer("Ben"), make_customer("Cho")


def read(engine: Engine, now: datetime = FRIDAY) -> EveningView:
    with engine.connect() as connection:
        return read_evening(connection, now, MADRID, free_days=free_days)


def at(hours: float, *people: Any, **fields: Any) -> Any:
    moment = (FRIDAY - timedelta(hours=hours)).astimezone(UTC)
    return make_touchpoint(*(one.id for one in people), happened_at=moment, **fields)


def test_who_was_in_touch_today_is_told_apart_from_who_was_not(engine: Engine) -> None:
    add(
        engine,
        *(ANA, BEN, CHO),
        *(make_check_in(one.id, every_days=20, due_on=TODAY) for one in (ANA, BEN)),
        make_promise(CHO.id, due_on=TODAY),
        at(3, ANA),
        at(2, ANA, CHO),
        at(30, BEN),
    )
    found = read(engine)
    assert found.touched == [ANA.id, CHO.id]
    assert [(card.kind, card.customer_id) for card in found.due] == [(CardKind.CHECK_IN, BEN.id)]
    assert [found.names[who].name for who in (ANA.id, BEN.id, CHO.id)] == ["Ana", "Ben", "Cho"]


def test_of_a_large_deck_the_first_cards_are_shown_and_the_rest_counted(engine: Engine) -> None:
    uneasy = [make_customer(f"Uneasy {number}") for number in range(TICKED + 2)]
    add(engine, *uneasy, *(make_recovery(one.id) for one in uneasy))
    found = read(engine)
    assert (len(found.due), found.more_due) == (TICKED, 2)
    assert {one.customer_id for one in found.due} == found.names.keys()


def test_the_day_begins_at_the_owners_midnight_and_a_missed_call_is_no_touch(
    engine: Engine,
) -> None:
    add(engine, ANA, BEN, CHO, at(17.9, ANA), at(18.1, BEN), at(1, CHO, kind=Kind.MISSED_CALL))
    assert read(engine).touched == [ANA.id]


def test_who_is_uneasy_is_known(engine: Engine) -> None:
    add(engine, ANA, BEN, make_recovery(ANA.id), make_recovery(BEN.id, ended_on=TODAY))
    assert read(engine).uneasy == {ANA.id}


def test_a_thank_you_is_proposed_for_the_best_of_the_last_weeks(engine: Engine) -> None:
    add(
        engine,
        *(ANA, BEN, CHO),
        at(5, BEN, feeling=2),
        reference := at(100, ANA, kind=Kind.REFERENCE),
        at(30 * 24, CHO, kind=Kind.REFERENCE),
    )
    found = read(engine)
    assert [one.customer_ids[0] for one in found.thanks] == [ANA.id, BEN.id]
    assert found.thanks[0] == reference


@pytest.mark.parametrize(
    "since",
    [
        make_gesture(ANA.id, kind=GestureKind.NOTE),
        make_gesture(ANA.id, status=GestureStatus.GIVEN, given_on=TODAY),
        at(1, ANA, kind=Kind.THANKS),
    ],
)
def test_who_was_thanked_since_is_not_proposed_again(engine: Engine, since: Any) -> None:
    add(engine, ANA, at(5, ANA, kind=Kind.PRAISE), since)
    assert read(engine).thanks == ()


def test_what_they_gave_is_no_thank_you_of_ours(engine: Engine) -> None:
    theirs = make_gesture(ANA.id, status=GestureStatus.GIVEN, given_on=TODAY, by=Side.THEM)
    add(engine, ANA, at(5, ANA, kind=Kind.PRAISE), theirs)
    assert len(read(engine).thanks) == 1


def test_the_notes_of_tomorrow_are_told(engine: Engine) -> None:
    tomorrow = TODAY + timedelta(days=1)
    note = make_gesture(ANA.id, kind=GestureKind.NOTE, due_on=tomorrow)
    add(engine, ANA, note, make_gesture(ANA.id, due_on=tomorrow))
    assert read(engine).tomorrow == (note,)


def test_the_last_business_day_adds_movers_and_what_was_not_kept_in_time(engine: Engine) -> None:
    broken = make_promise(
        BEN.id, made_on=TODAY, outcome=PromiseOutcome.BROKEN, settled_on=TODAY - timedelta(days=2)
    )
    old = make_promise(
        BEN.id, made_on=TODAY, outcome=PromiseOutcome.LATE, settled_on=TODAY - timedelta(days=9)
    )
    add(engine, ANA, BEN, broken, old, at(20, ANA, kind=Kind.REFERENCE))
    week = read(engine).week
    assert week is not None
    assert week.missed == ((broken, "Ben"),)
    assert {one.customer.name: one.after > one.before for one in week.movers} == {
        "Ana": True,
        "Ben": False,
    }
    assert read(engine, FRIDAY - timedelta(days=1)).week is None


def test_a_week_ends_on_the_last_day_on_which_the_owner_works(engine: Engine) -> None:
    add(engine, ANA, Preferences(**identity(), workdays=(1, 2, 5)))
    assert read(engine).week is None
    assert read(engine, FRIDAY + timedelta(days=1)).week is not None


def test_a_page_is_found_by_its_day_and_by_parts_of_its_words(engine: Engine) -> None:
    first = make_evening(date(2026, 11, 18), text="The café was full")
    second = make_evening(TODAY, text="Quiet, and good")
    add(engine, first, second)
    with engine.connect() as connection:
        assert page_of(connection, TODAY) == second
        assert page_of(connection, date(2026, 11, 19)) is None
        assert pages(connection) == [second, first]
        assert pages(connection, "CAFE full") == [first]
        assert pages(connection, "2026-11-20") == [second]
        assert pages(connection, "nothing like it") == []
