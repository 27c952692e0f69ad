"""The deck shows every due thing once, in the order of need, each with its why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import TODAY, make_check_in, make_customer, make_gesture, make_promise
from trustjournal.domain.agenda import Card, CardKind, coming_up, deck, next_on
from trustjournal.domain.choices import (
    GestureStatus,
    PromiseOutcome,
    Stage,
)
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    ImportantDate,
    Promise,
)

ROSA = make_customer()
PLANNED = GestureStatus.PLANNED


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def cards(
    *customers: Customer,
    check_ins: Iterable[CheckIn] = (),
    promises: Iterable[Promise] = (),
    gestures: Iterable[Gesture] = (),
    last_touch: Mapping[UUID, datetime] | None = None,
) -> list[Card]:
    return deck(
        customers=customers or [ROSA],
        check_ins=check_ins,
        promises=promises,
        gestures=gestures,
        last_touch=last_touch or {},
        today=TODAY,
    )


def promise(**fields: Any) -> Promise:
    return make_promise(ROSA.id, **fields)


def gesture(**fields: Any) -> Gesture:
    return make_gesture(ROSA.id, **({"status": PLANNED} | fields))


def touched(days_ago: int) -> dict[UUID, datetime]:
    return {ROSA.id: datetime(2026, 11, 20, 12, tzinfo=UTC) - timedelta(days=days_ago)}


def test_nothing_due_is_an_empty_deck() -> None:
    assert cards() == []


def test_a_promise_shows_from_its_due_day_until_it_is_settled() -> None:
    due = promise(made_on=in_days(-9), due_on=TODAY)
    ahead = promise(due_on=in_days(1))
    kept = promise(due_on=TODAY, outcome=PromiseOutcome.KEPT, settled_on=TODAY)
    (card,) = cards(promises=[due, ahead, kept])
    assert card == Card(
        kind=CardKind.PROMISE,
        customer_id=ROSA.id,
        record_id=due.id,
        title="send the photos",
        why="Promise made 9 days ago, due today",
        due_on=TODAY,
    )


def test_a_late_promise_says_when_it_was_due() -> None:
    (card,) = cards(promises=[promise(made_on=in_days(-30), due_on=in_days(-19))])
    assert card.why == "Promise made 4 weeks ago, was due on 1 November"


def test_a_promise_without_a_date_comes_up_a_week_after_it_was_made() -> None:
    fresh, old = promise(made_on=in_days(-6)), promise(made_on=in_days(-9))
    (card,) = cards(promises=[fresh, old])
    assert (card.record_id, card.why) == (old.id, "Promise made 9 days ago")


def test_a_gesture_shows_once_its_lead_time_has_begun() -> None:
    begun = gesture(due_on=in_days(14), lead_days=14)
    later = gesture(due_on=in_days(15), lead_days=14)
    given_one = gesture(due_on=TODAY, status=GestureStatus.GIVEN, given_on=TODAY)
    idea = gesture(status=GestureStatus.IDEA)
    (card,) = cards(gestures=[begun, later, given_one, idea])
    assert (card.kind, card.record_id, card.title) == (CardKind.GESTURE, begun.id, "Mug")
    assert (card.why, card.due_on) == ("Two weeks to prepare", in_days(14))


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (-2, "Was due on 18 November"),
        (-1, "Was due yesterday"),
        (0, "Due today"),
        (1, "Due tomorrow"),
        (6, "Due on Thursday"),
        (7, "A week to prepare"),
        (9, "Nine days to prepare"),
        (21, "Three weeks to prepare"),
    ],
)
def test_a_gesture_says_how_long_there_is(days: int, why: str) -> None:
    (card,) = cards(gestures=[gesture(due_on=in_days(days), lead_days=30)])
    assert card.why == why


def test_an_important_date_shows_in_the_week_before_it() -> None:
    dates = tuple(
        ImportantDate(label=f"day {days}", month=in_days(days).month, day=in_days(days).day)
        for days in (-1, 0, 6, 7, 8)
    )
    shown = cards(make_customer(dates=dates))
    assert [(card.title, card.why) for card in shown] == [
        ("day 0", "Today"),
        ("day 6", "On Thursday"),
        ("day 7", "On 27 November"),
    ]
    assert {(card.kind, card.record_id) for card in shown} == {(CardKind.DATE, None)}


@pytest.mark.parametrize(
    ("label", "year", "why"),
    [
        ("birthday", 1986, "On Thursday, turns 40"),
        ("Lucía's Birthday", 2021, "On Thursday, turns 5"),
        ("birthday", None, "On Thursday"),
        ("birthday", 2026, "On Thursday"),
        ("café opened", 2025, "On Thursday"),
    ],
)
def test_a_birthday_with_its_year_says_the_age(label: str, year: int | None, why: str) -> None:
    important = ImportantDate(label=label, month=11, day=26, year=year)
    (card,) = cards(make_customer(dates=(important,)))
    assert (card.title, card.why) == (label, why)


@pytest.mark.parametrize(
    ("important", "today", "falls_on"),
    [
        (ImportantDate(label="", month=2, day=29), date(2027, 2, 1), date(2027, 2, 28)),
        (ImportantDate(label="", month=2, day=29), date(2028, 2, 28), date(2028, 2, 29)),
        (ImportantDate(label="", month=2, day=29), date(2027, 3, 1), date(2028, 2, 29)),
        (ImportantDate(label="", month=1, day=3), date(2026, 12, 30), date(2027, 1, 3)),
        (ImportantDate(label="", month=12, day=30), date(2026, 12, 30), date(2026, 12, 30)),
        (ImportantDate(label="", month=5, day=3, year=2030), TODAY, date(2030, 5, 3)),
    ],
)
def test_a_date_comes_every_year(important: ImportantDate, today: date, falls_on: date) -> None:
    assert next_on(important, today) == falls_on


def test_an_age_across_new_year_counts_the_year_it_falls_in() -> None:
    born = ImportantDate(label="birthday", month=1, day=3, year=1987)
    shown = deck(
        customers=[make_customer(dates=(born,))],
        check_ins=[],
        promises=[],
        gestures=[],
        last_touch={},
        today=date(2026, 12, 30),
    )
    assert shown[0].why == "On Sunday, turns 40"


@pytest.mark.parametrize(
    ("every_days", "days_ago", "why"),
    [
        (21, 35, "Usually every 3 weeks, last spoke 5 weeks ago."),
        (30, 29, "Usually every month, last spoke 4 weeks ago."),
        (7, 0, "Usually every week, last spoke today."),
        (7, None, "Usually every week, not spoken yet."),
        (None, 9, "Last spoke 9 days ago."),
        (None, None, "Not spoken yet."),
    ],
)
def test_a_check_in_says_the_rhythm(every_days: int | None, days_ago: int | None, why: str) -> None:
    check_in = make_check_in(ROSA.id, every_days=every_days, due_on=TODAY)
    last_touch = {} if days_ago is None else touched(days_ago)
    (card,) = cards(check_ins=[check_in], last_touch=last_touch)
    assert (card.kind, card.record_id, card.why) == (CardKind.CHECK_IN, check_in.id, why)


def test_a_check_in_is_about_what_was_planned_or_else_what_they_love() -> None:
    fond = make_customer(loves="terrace green")
    planned = make_check_in(fond.id, due_on=TODAY, about="the terrace")
    plain = make_check_in(fond.id, due_on=TODAY)
    assert cards(fond, check_ins=[planned])[0].title == "the terrace"
    assert cards(fond, check_ins=[plain])[0].title == "Loves terrace green"
    assert cards(check_ins=[make_check_in(ROSA.id, due_on=TODAY)])[0].title == "Say hello"


def test_a_snoozed_check_in_stays_away_until_its_day() -> None:
    away = make_check_in(ROSA.id, due_on=in_days(-5), snoozed_until=in_days(1))
    back = make_check_in(ROSA.id, due_on=in_days(-5), snoozed_until=TODAY)
    assert cards(check_ins=[away]) == []
    assert len(cards(check_ins=[back])) == 1


def test_a_lost_customer_gets_no_check_in_but_keeps_the_promises() -> None:
    lost = make_customer(stage=Stage.LOST)
    shown = cards(
        lost,
        check_ins=[make_check_in(lost.id, every_days=7, due_on=TODAY)],
        promises=[make_promise(lost.id, due_on=TODAY)],
    )
    assert [card.kind for card in shown] == [CardKind.PROMISE]
    assert coming_up(lost, make_check_in(lost.id, due_on=TODAY), [], [], TODAY) == []


def test_duties_come_before_check_ins_and_the_oldest_first() -> None:
    birthday = ImportantDate(label="birthday", month=11, day=20)
    person = make_customer(dates=(birthday,))
    shown = cards(
        person,
        check_ins=[make_check_in(person.id, every_days=1, due_on=in_days(-90))],
        gestures=[
            make_gesture(person.id, title="later", due_on=TODAY),
            make_gesture(person.id, title="earlier", due_on=in_days(-1)),
        ],
        promises=[
            make_promise(person.id, text="second", made_on=in_days(-9), due_on=TODAY),
            make_promise(person.id, text="first", made_on=in_days(-9), due_on=in_days(-2)),
        ],
    )
    assert [card.title for card in shown] == [
        "first",
        "second",
        "earlier",
        "later",
        "birthday",
        "Say hello",
    ]


def test_check_ins_are_ranked_by_lateness_in_their_own_cadence() -> None:
    names = ["monthly", "weekly", "single", "snoozed"]
    people = {name: make_customer(name) for name in names}
    check_ins = [
        make_check_in(people["monthly"].id, every_days=30, due_on=in_days(-10)),
        make_check_in(people["weekly"].id, every_days=7, due_on=in_days(-7)),
        make_check_in(people["single"].id, due_on=in_days(-3)),
        make_check_in(people["snoozed"].id, every_days=7, due_on=in_days(-21), snoozed_until=TODAY),
    ]
    shown = cards(*people.values(), check_ins=check_ins)
    called = {customer.id: name for name, customer in people.items()}
    assert [called[card.customer_id] for card in shown] == [
        "snoozed",
        "weekly",
        "single",
        "monthly",
    ]


def test_what_comes_up_with_one_customer_is_in_the_order_of_days() -> None:
    dates = (
        ImportantDate(label="birthday", month=12, day=1, year=1986),
        ImportantDate(label="too far", month=5, day=3),
    )
    person = make_customer(dates=dates)
    shown = coming_up(
        person,
        make_check_in(person.id, every_days=21, due_on=in_days(3), about="the terrace"),
        [
            make_promise(person.id, text="late", made_on=in_days(-9), due_on=in_days(-2)),
            make_promise(person.id, text="ahead", due_on=in_days(60)),
            make_promise(person.id, text="beyond", due_on=in_days(61)),
        ],
        [make_gesture(person.id, title="mug", due_on=in_days(30), lead_days=1)],
        TODAY,
    )
    assert [(card.title, card.why) for card in shown] == [
        ("late", "Promise made 9 days ago, was due on 18 November"),
        ("the terrace", "Every 3 weeks"),
        ("birthday", "On 1 December, turns 40"),
        ("mug", "Four weeks to prepare"),
        ("ahead", "Promise made today, due on 19 January"),
    ]


def test_how_far_to_look_ahead_is_the_callers_choice() -> None:
    person = make_customer(dates=(ImportantDate(label="birthday", month=12, day=1),))
    assert coming_up(person, None, [], [], TODAY, days=10) == []
    assert len(coming_up(person, None, [], [], TODAY, days=11)) == 1


def test_a_snoozed_check_in_comes_up_on_the_day_its_snooze_ends() -> None:
    snoozed = make_check_in(ROSA.id, due_on=in_days(-5), snoozed_until=in_days(4))
    (card,) = coming_up(ROSA, snoozed, [], [], TODAY)
    assert (card.due_on, card.why) == (in_days(4), "Just once")


offsets = st.integers(-40, 40)
people_at_random = st.builds(
    make_customer,
    name=st.sampled_from(["Ana", "Ben", "Cho"]),
    stage=st.sampled_from(Stage),
    dates=st.lists(
        st.builds(
            ImportantDate,
            label=st.sampled_from(["birthday", "opening"]),
            month=st.just(11),
            day=st.integers(1, 30),
            year=st.none() | st.integers(1950, 2026),
        ),
        max_size=2,
    ).map(tuple),
)


@st.composite
def books(draw: st.DrawFn) -> tuple[list[Customer], list[CheckIn], list[Promise], list[Gesture]]:
    """A book of customers with things due, ahead, snoozed and settled."""
    people = draw(st.lists(people_at_random, min_size=1, max_size=4))
    check_ins = [
        make_check_in(
            person.id,
            every_days=draw(st.none() | st.integers(1, 60)),
            due_on=draw(st.none() | offsets.map(in_days)),
            snoozed_until=draw(st.none() | offsets.map(in_days)),
        )
        for person in people
        if draw(st.booleans())
    ]
    who = st.sampled_from([person.id for person in people])
    promises = [
        make_promise(draw(who), made_on=in_days(-50), due_on=in_days(draw(offsets)), outcome=ended)
        for ended in draw(st.lists(st.none() | st.sampled_from(PromiseOutcome), max_size=4))
    ]
    gestures = [
        make_gesture(
            draw(who),
            status=status,
            due_on=in_days(draw(offsets)),
            lead_days=draw(st.integers(0, 30)),
        )
        for status in draw(st.lists(st.sampled_from(GestureStatus), max_size=4))
    ]
    return people, check_ins, promises, gestures


@given(books())
def test_every_due_thing_is_in_the_deck_once_and_nothing_else(
    book: tuple[list[Customer], list[CheckIn], list[Promise], list[Gesture]],
) -> None:
    people, check_ins, promises, gestures = book
    shown = cards(*people, check_ins=check_ins, promises=promises, gestures=gestures)
    stages = {person.id: person.stage for person in people}
    due = [
        *(one.id for one in promises if one.outcome is None and (one.due_on or TODAY) <= TODAY),
        *(
            one.id
            for one in gestures
            if one.status is not GestureStatus.GIVEN
            and (one.due_on or TODAY) - timedelta(days=one.lead_days) <= TODAY
        ),
        *(
            one.id
            for one in check_ins
            if one.due_on is not None
            and one.due_on <= TODAY
            and (one.snoozed_until or TODAY) <= TODAY
            and stages[one.customer_id] is not Stage.LOST
        ),
    ]
    assert Counter(card.record_id for card in shown if card.record_id) == Counter(due)
    soon = sum(20 <= one.day <= 27 for person in people for one in person.dates)
    assert sum(card.kind is CardKind.DATE for card in shown) == soon
    kinds = list(CardKind)
    assert [kinds.index(card.kind) for card in shown] == sorted(
        kinds.index(card.kind) for card in shown
    )
    for kind in (CardKind.PROMISE, CardKind.GESTURE, CardKind.DATE):
        days = [card.due_on for card in shown if card.kind is kind]
        assert days == sorted(days)
    assert all(card.title and card.why for card in shown)
