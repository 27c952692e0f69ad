"""One reading gives Today all it shows, and never reads the whole journal for it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event

from tests.samples import (
    make_check_in,
    make_customer,
    make_evening,
    make_gesture,
    make_promise,
    make_recovery,
    make_touchpoint,
)
from trustjournal.domain.agenda import CardKind
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import (
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
)
from trustjournal.domain.records import (
    ImportantDate,
    Preferences,
    Record,
    Touchpoint,
)
from trustjournal.store import today as today_module
from trustjournal.store import writer
from trustjournal.store.today import Today, read_today

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
TODAY = NOW.date()
MONDAY = date(2026, 11, 16)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def no_free_days(_country: str, _region: str, _years: Iterable[int]) -> frozenset[date]:
    return frozenset()


def read(engine: Engine, shown: int = 8) -> Today:
    with engine.connect() as connection:
        return read_today(connection, NOW, MONDAY, shown=shown, free_days=no_free_days)


def touch(days: float, *who: UUID, **fields: Any) -> Touchpoint:
    return make_touchpoint(*who, happened_at=NOW - timedelta(days=days), **fields)


def test_a_new_journal_is_empty_and_has_no_numbers(engine: Engine) -> None:
    found = read(engine)
    assert found.is_empty
    assert (found.due, found.cards, found.latest, found.settled) == ((), 0, (), ())
    assert (found.week.touchpoints, found.week.people, found.week.gestures) == (0, 0, 0)


def test_the_owner_is_greeted_by_the_name_in_the_preferences(engine: Engine) -> None:
    fill(engine, Preferences(**identity(), owner=" Maya "))
    assert read(engine).owner == "Maya"


def test_the_deck_counts_everybody_but_tells_only_of_those_shown(engine: Engine) -> None:
    people = [make_customer(f"Person {number}") for number in range(5)]
    later = make_customer("Not due yet")
    fill(
        engine,
        *people,
        *(make_check_in(one.id, every_days=7, due_on=TODAY) for one in people),
        make_promise(people[0].id, due_on=TODAY),
        later,
        make_check_in(later.id, every_days=7, due_on=TODAY + timedelta(days=1)),
    )
    found = read(engine, shown=3)
    assert (found.cards, found.people, len(found.due)) == (6, 5, 3)
    assert [one.card.kind for one in found.due] == [
        CardKind.PROMISE,
        CardKind.CHECK_IN,
        CardKind.CHECK_IN,
    ]
    assert all(one.customer.id == one.card.customer_id for one in found.due)


def test_a_check_in_says_when_they_last_spoke_and_a_missed_call_is_not_speaking(
    engine: Engine,
) -> None:
    rosa = make_customer()
    fill(
        engine,
        rosa,
        make_check_in(rosa.id, every_days=21, due_on=TODAY),
        touch(35, rosa.id),
        touch(8, rosa.id, kind=Kind.MISSED_CALL),
    )
    (card,) = (one.card for one in read(engine).due)
    assert card.why == (
        "Usually every 3 weeks, last spoke 5 weeks ago, no answer to your last call."
    )


def test_a_birthday_rests_once_they_were_in_touch_today_but_not_before(engine: Engine) -> None:
    day = ImportantDate(label="Birthday", month=11, day=24, year=1980)
    called, missed, before = (make_customer(name, dates=(day,)) for name in ("A", "B", "C"))
    midnight = datetime(2026, 11, 22, 0, 0, tzinfo=ZONE)
    fill(
        engine,
        called,
        missed,
        before,
        make_touchpoint(called.id, happened_at=midnight),
        touch(0.1, missed.id, kind=Kind.MISSED_CALL),
        make_touchpoint(before.id, happened_at=midnight - timedelta(seconds=1)),
    )
    assert {one.customer.name for one in read(engine).due} == {"B", "C"}


def test_gestures_to_prepare_are_dated_not_given_and_near_the_soonest_first(
    engine: Engine,
) -> None:
    rosa = make_customer()
    days = (20, 3, 400, 9, 14, 25)
    gestures = [make_gesture(rosa.id, due_on=TODAY + timedelta(days=one)) for one in days]
    given = make_gesture(
        rosa.id, due_on=TODAY, status=GestureStatus.GIVEN, given_on=TODAY - timedelta(days=1)
    )
    fill(engine, rosa, *gestures, make_gesture(rosa.id), given)
    found = read(engine)
    wanted = [gestures[1], gestures[3], gestures[4], gestures[0]]
    assert found.gestures == tuple(wanted)
    assert found.week.gestures == 1
    assert found.names[rosa.id] == rosa


def test_the_last_ten_promises_are_those_kept_late_or_broken(engine: Engine) -> None:
    rosa = make_customer()
    settled = [
        make_promise(
            rosa.id,
            made_on=date(2026, 1, 1),
            outcome=PromiseOutcome.BROKEN if number == 11 else PromiseOutcome.KEPT,
            settled_on=date(2026, 2, 1) + timedelta(days=number),
        )
        for number in range(12)
    ]
    again = make_promise(
        rosa.id,
        made_on=date(2026, 1, 1),
        outcome=PromiseOutcome.RENEGOTIATED,
        settled_on=TODAY,
    )
    still = make_promise(rosa.id, made_on=TODAY)
    fill(engine, rosa, *settled, again, still)
    found = read(engine)
    assert found.settled == tuple(reversed(settled[2:]))
    assert found.open_promises == (still,)
    assert rosa.id in found.names


def test_the_latest_entries_are_the_newest_that_have_happened(engine: Engine) -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz Wilk")
    touches = [touch(days, rosa.id) for days in (8, 7, 6, 5, 4, 3)]
    shared = touch(1, tomasz.id, rosa.id)
    fill(engine, rosa, tomasz, *touches, shared, touch(-1, rosa.id))
    found = read(engine)
    assert [one.id for one in found.latest] == [
        shared.id,
        *(one.id for one in reversed(touches[2:])),
    ]
    assert set(found.names) == {rosa.id, tomasz.id}


def test_no_statement_walks_through_every_touchpoint(engine: Engine) -> None:
    rosa = make_customer(dates=(ImportantDate(label="Birthday", month=11, day=24),))
    fill(
        engine,
        rosa,
        touch(1, rosa.id),
        make_check_in(rosa.id, every_days=7, due_on=TODAY),
        make_promise(rosa.id, due_on=TODAY),
    )
    ran: list[tuple[str, Any]] = []

    def remember(
        _conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
    ) -> None:
        ran.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", remember)
    read(engine)
    event.remove(engine, "before_cursor_execute", remember)
    with engine.connect() as connection:
        plans = [
            row[-1]
            for statement, parameters in ran
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    walks = [
        plan
        for plan in plans
        if plan.startswith("SCAN") and ("touchpoint" in plan or "presence" in plan)
    ]
    assert len(ran) > 10

    assert walks == []


def test_who_was_called_in_vain_is_named_beside_the_deck(engine: Engine) -> None:
    rests, gone = make_customer("Rests"), make_customer("Gone")
    fill(
        engine,
        *(rests, gone),
        *(make_check_in(one.id, every_days=7, due_on=TODAY) for one in (rests, gone)),
        touch(2, rests.id, kind=Kind.MISSED_CALL),
        *(touch(days, gone.id, kind=Kind.MISSED_CALL) for days in (30, 20, 10)),
    )
    found = read(engine)
    assert (found.cards, found.resting, found.unreached) == (0, 1, 1)
    assert [(one.name, one.until) for one in found.absent] == [
        ("Rests", TODAY + timedelta(days=5)),
        ("Gone", None),
    ]


def test_of_many_called_in_vain_only_the_first_are_named(engine: Engine) -> None:
    people = [make_customer(f"Person {number}") for number in range(8)]
    fill(
        engine,
        *people,
        *(make_check_in(one.id, every_days=7, due_on=TODAY) for one in people),
        touch(2, *(one.id for one in people), kind=Kind.MISSED_CALL),
    )
    found = read(engine)
    assert (found.resting, len(found.absent)) == (8, today_module.ABSENT_SHOWN)


def test_on_a_day_without_cards_the_next_three_things_are_told(engine: Engine) -> None:
    rosa, lost = make_customer(), make_customer("Lost", stage=Stage.LOST)
    day = timedelta(days=1)
    fill(
        engine,
        *(rosa, lost),
        make_check_in(rosa.id, every_days=7, due_on=TODAY + 5 * day, snoozed_until=TODAY + 8 * day),
        make_check_in(lost.id, every_days=7, due_on=TODAY + day),
        *(make_promise(rosa.id, due_on=TODAY + days * day) for days in (2, 40)),
        make_gesture(rosa.id, due_on=TODAY + 20 * day, lead_days=17),
        make_gesture(rosa.id),
    )
    assert [(one.kind, (one.on - TODAY).days) for one in read(engine).coming] == [
        (CardKind.PROMISE, 2),
        (CardKind.GESTURE, 3),
        (CardKind.CHECK_IN, 8),
    ]


def test_what_goes_on_being_put_right_is_told_of_the_next_days(engine: Engine) -> None:
    rosa, tomorrow = make_customer(), TODAY + timedelta(days=1)
    over = make_recovery(rosa.id, ended_on=TODAY, next_on=None)
    fill(engine, rosa, over, make_recovery(rosa.id, heard_on=TODAY, next_on=None))
    (coming,) = read(engine).coming
    assert (coming.kind, coming.on, coming.name) == (CardKind.UNEASE, tomorrow, rosa.name)


def test_a_day_with_cards_tells_nothing_of_the_next(engine: Engine) -> None:
    rosa = make_customer()
    ahead = make_promise(rosa.id, due_on=TODAY + timedelta(days=2))
    fill(engine, rosa, ahead, make_promise(rosa.id, due_on=TODAY))
    assert read(engine).coming == ()


@pytest.mark.parametrize(("finished_at", "is_reviewed"), [(NOW, True), (None, False)])
def test_a_day_is_reviewed_once_its_evening_is_finished(
    engine: Engine, finished_at: datetime | None, is_reviewed: bool
) -> None:
    fill(engine, make_evening(TODAY, finished_at=finished_at))
    assert read(engine).is_reviewed is is_reviewed
