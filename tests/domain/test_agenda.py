"""Duties come in the order of need, check-ins by what a call is worth, each with its why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import exp
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import (
    TODAY,
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_recovery,
    make_review,
    make_touchpoint,
)
from trustjournal.domain import rhythm
from trustjournal.domain.agenda import (
    Card,
    CardKind,
    Expected,
    Priority,
    Waits,
    coming_up,
    duties,
    expected_card,
    fitting,
    priority,
)
from trustjournal.domain.cadence import Cadence, Source
from trustjournal.domain.choices import GestureStatus, Kind, PromiseOutcome, Side, Stage
from trustjournal.domain.records import (
    Customer,
    Gesture,
    ImportantDate,
    Promise,
    Recovery,
    Touchpoint,
)

ROSA = make_customer()
PLANNED = GestureStatus.PLANNED
ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def cards(
    *customers: Customer,
    recoveries: Iterable[Recovery] = (),
    complaints: Iterable[Touchpoint] = (),
    enquiries: Iterable[Waits] = (),
    promises: Iterable[Promise] = (),
    gestures: Iterable[Gesture] = (),
    now: datetime = NOW,
) -> list[Card]:
    return duties(
        recoveries=recoveries,
        complaints=complaints,
        enquiries=enquiries,
        promises=promises,
        gestures=gestures,
        celebrated=customers,
        now=now,
    )


def expected(customer: Customer = ROSA, total: float = 1.0, **fields: Any) -> Expected:
    values: dict[str, Any] = {
        "cadence": Cadence(21, None, Source.OWN),
        "due_on": TODAY,
        "priority": Priority(0.1, 0.2, total),
    }
    return Expected(customer=customer, **(values | fields))


def promise(**fields: Any) -> Promise:
    return make_promise(ROSA.id, **fields)


def gesture(**fields: Any) -> Gesture:
    return make_gesture(ROSA.id, **({"status": PLANNED} | fields))


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


def test_a_promise_made_at_the_end_of_the_calendar_comes_up_never() -> None:
    assert cards(promises=[make_promise(ROSA.id, made_on=date.max)]) == []


def test_a_gesture_shows_once_its_lead_time_has_begun() -> None:
    begun = gesture(due_on=in_days(14), lead_days=14)
    later = gesture(due_on=in_days(15), lead_days=14)
    given_one = gesture(due_on=TODAY, status=GestureStatus.GIVEN, given_on=TODAY)
    idea = gesture(status=GestureStatus.IDEA)
    (card,) = cards(gestures=[begun, later, given_one, idea])
    assert (card.kind, card.record_id, card.title) == (CardKind.GESTURE, begun.id, "Mug")
    assert (card.why, card.due_on) == ("Two weeks to prepare", in_days(14))


def test_what_is_ready_waits_for_its_day() -> None:
    bought = gesture(due_on=in_days(3), lead_days=14, status=GestureStatus.BOUGHT)
    assert cards(gestures=[bought]) == []
    (card,) = cards(gestures=[replace(bought, due_on=TODAY)])
    assert card.why == "Ready, due today"
    (late,) = cards(gestures=[replace(bought, due_on=in_days(-1))])
    assert late.why == "Ready, was due yesterday"


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


def test_an_age_across_new_year_counts_the_year_it_falls_in() -> None:
    born = ImportantDate(label="birthday", month=1, day=3, year=1987)
    (card,) = cards(make_customer(dates=(born,)), now=NOW.replace(month=12, day=30))
    assert card.why == "On Sunday, turns 40"


@pytest.mark.parametrize(
    ("today", "why"),
    [
        (date(2027, 2, 27), "Tomorrow, turns 35"),
        (date(2027, 2, 28), "Today, turns 35"),
        (date(2028, 2, 28), "Tomorrow, turns 36"),
        (date(2028, 2, 29), "Today, turns 36"),
    ],
)
def test_who_was_born_on_29_february_has_a_birthday_every_year(today: date, why: str) -> None:
    born = ImportantDate(label="birthday", month=2, day=29, year=1992)
    (card,) = cards(make_customer(dates=(born,)), now=datetime(*today.timetuple()[:3], tzinfo=UTC))
    assert (card.why, card.due_on) == (why, date(today.year, 2, 29 if today.year == 2028 else 28))


def test_unease_comes_up_on_the_day_of_its_next_step() -> None:
    due = make_recovery(ROSA.id, noticed_at=NOW, next_on=TODAY, about="Quiet at the door.")
    ahead = make_recovery(ROSA.id, next_on=in_days(1))
    over = make_recovery(ROSA.id, next_on=TODAY, ended_on=in_days(-1))
    (card,) = cards(recoveries=[due, ahead, over])
    assert (card.kind, card.record_id, card.due_on) == (CardKind.UNEASE, due.id, TODAY)
    assert (card.title, card.why) == (
        "Hear them out",
        "“Quiet at the door.” Call, and listen first.",
    )


def test_unease_noticed_in_the_evening_is_due_that_day_where_the_owner_is() -> None:
    evening = NOW.replace(hour=22)
    noticed = make_recovery(ROSA.id, noticed_at=evening.astimezone(UTC), next_on=None)
    (card,) = cards(recoveries=[noticed], now=evening)
    assert card.due_on == TODAY


def test_an_open_complaint_nobody_took_up_is_unease_too() -> None:
    at = datetime(2026, 11, 18, 2, tzinfo=UTC)  # the evening before, in New York
    complaint = make_touchpoint(ROSA.id, kind=Kind.COMPLAINT, happened_at=at, note="It leaks.\n")
    bare = replace(complaint, note="")
    assert [(card.record_id, card.why, card.due_on) for card in cards(complaints=[complaint])] == [
        (
            complaint.id,
            "They complained 3 days ago: “It leaks.” Call, and listen first.",
            in_days(-3),
        )
    ]
    assert cards(complaints=[bare])[0].why == "They complained 3 days ago. Call, and listen first."


def waits(**fields: Any) -> Waits:
    touch = make_touchpoint(ROSA.id, kind=Kind.ENQUIRY, **fields)
    return Waits(touch, NOW + timedelta(days=-1), "Waits since Tuesday.")


def test_an_enquiry_waits_unless_a_later_day_was_named_for_the_answer() -> None:
    asked, resting = waits(note="Do you deliver?"), waits(answer_due_on=in_days(1))
    named = waits(answer_due_on=TODAY)
    first, second = cards(enquiries=[asked, resting, named])
    assert (first.kind, first.customer_id, first.record_id) == (
        CardKind.WAITING,
        ROSA.id,
        asked.touchpoint.id,
    )
    assert (first.title, first.why, first.due_on) == (
        "Answer them: “Do you deliver?”",
        "Waits since Tuesday.",
        in_days(-1),
    )
    assert (second.record_id, second.title) == (named.touchpoint.id, "Answer them")


def test_what_they_said_they_would_do_comes_up_once_its_day_has_passed() -> None:
    late = promise(by=Side.THEM, made_on=in_days(-9), due_on=in_days(-4), text="send the plan")
    others = [
        promise(by=Side.THEM, made_on=in_days(-9), due_on=TODAY),
        promise(by=Side.THEM, made_on=in_days(-90)),
        replace(late, outcome=PromiseOutcome.KEPT),
    ]
    (card,) = cards(promises=[late, *others])
    assert (card.kind, card.record_id, card.by) == (CardKind.PROMISE, late.id, Side.THEM)
    assert (card.title, card.why) == (
        "send the plan",
        "They said so 9 days ago, and it was due on 16 November",
    )


def test_what_they_give_is_nothing_to_prepare() -> None:
    assert cards(gestures=[gesture(by=Side.THEM, due_on=TODAY)]) == []


def test_duties_come_in_the_order_of_need_and_the_oldest_first() -> None:
    birthday = ImportantDate(label="birthday", month=11, day=20)
    person = make_customer(dates=(birthday,))
    shown = cards(
        person,
        recoveries=[make_recovery(person.id, noticed_at=NOW, next_on=TODAY)],
        complaints=[make_touchpoint(person.id, happened_at=NOW - timedelta(days=5))],
        enquiries=[waits()],
        gestures=[
            make_gesture(person.id, title="later", due_on=TODAY),
            make_gesture(person.id, title="earlier", due_on=in_days(-1)),
        ],
        promises=[
            make_promise(person.id, text="second", made_on=in_days(-9), due_on=TODAY),
            make_promise(person.id, text="first", made_on=in_days(-9), due_on=in_days(-2)),
        ],
    )
    assert [(card.kind, card.title) for card in shown] == [
        (CardKind.UNEASE, "Hear them out"),
        (CardKind.UNEASE, "Hear them out"),
        (CardKind.WAITING, "Answer them"),
        (CardKind.PROMISE, "first"),
        (CardKind.PROMISE, "second"),
        (CardKind.GESTURE, "earlier"),
        (CardKind.GESTURE, "later"),
        (CardKind.DATE, "birthday"),
    ]
    assert (shown[0].due_on, shown[1].due_on) == (in_days(-5), TODAY)
    assert {(card.guard, card.win_back, card.priority) for card in shown} == {(None, None, None)}


MARIA = rhythm.history_of_gaps((21, 20, 22, 21, 23), TODAY - timedelta(days=63))


def worth(**changed: float) -> Priority:
    """Maria of models.md: Depth 40, a = 30, c = 21, V = 400, balanced."""
    silence = rhythm.silence(MARIA, TODAY, rhythm.Rhythm())
    values: dict[str, float] = {
        "value": 400,
        "with_us": silence.with_us,
        "depth": 40,
        "days": 30,
        "cadence": 21,
        "silence": silence.days,
        "usual_gap": MARIA.t / MARIA.x,
    }
    given: dict[str, Any] = values | changed
    return priority(**given)


def test_the_oracle_of_the_model_to_its_digits() -> None:
    found = worth()
    assert found.guard == pytest.approx(0.03945, abs=5e-6)
    assert found.win_back == pytest.approx(0.05381, abs=5e-6)
    assert found.total == pytest.approx(1.8652, abs=5e-5)


@pytest.mark.parametrize(("exponent", "times"), [(0, 1), (0.5, 20), (1, 400)])
def test_value_counts_as_much_as_the_owner_says(exponent: float, times: float) -> None:
    found = worth(exponent=exponent)
    assert found.total == pytest.approx(times * (found.guard + found.win_back))


def test_each_call_in_vain_makes_it_ten_times_likelier_that_they_are_gone_and_worth_half() -> None:
    none, one, two = (worth(misses=count) for count in range(3))
    assert none.guard > one.guard > two.guard
    # odds 0.2529 to 0.7471, then ten times those
    gone = 10 * 0.2529 / (10 * 0.2529 + 0.7471)
    assert one.guard == pytest.approx(none.guard * (1 - gone) / 0.7471, rel=1e-3)
    assert one.win_back == pytest.approx(none.win_back * gone / 0.2529 / 2, rel=1e-3)


def test_trust_makes_leaving_slower_and_time_since_they_left_makes_coming_back_rarer() -> None:
    assert worth(depth=100).guard == pytest.approx(worth(depth=0).guard / 4)
    assert worth(silence=63 + 120).win_back == pytest.approx(worth().win_back * exp(-1))
    assert worth(silence=5).win_back == worth(silence=20).win_back
    assert worth(with_us=1.0, misses=2).win_back == 0
    assert worth(with_us=0.0, misses=2).guard == 0


LONG_AGO = "Usually every 3 weeks, last spoke 2 months ago"


@pytest.mark.parametrize(
    ("every_days", "days_ago", "misses", "longest", "why"),
    [
        (21, 35, 0, None, "Usually every 3 weeks, last spoke 5 weeks ago."),
        (30, 29, 0, 29, "Usually every month, last spoke 4 weeks ago."),
        (7, 0, 0, None, "Usually every week, last spoke today."),
        (7, None, 0, 30, "Usually every week, not spoken yet."),
        (None, 9, 0, None, "Last spoke 9 days ago."),
        (None, None, 0, None, "Not spoken yet."),
        (7, 9, 1, None, "Usually every week, last spoke 9 days ago, no answer to your last call."),
        (None, None, 2, None, "Not spoken yet, no answer to your last 2 calls."),
        (21, 70, 0, 60, f"{LONG_AGO}, past the 8 weeks you set at the latest."),
    ],
)
def test_a_check_in_says_the_rhythm(
    every_days: int | None, days_ago: int | None, misses: int, longest: int | None, why: str
) -> None:
    check_in = make_check_in(ROSA.id, every_days=every_days, due_on=TODAY)
    one = expected(
        cadence=Cadence(every_days, longest, Source.OWN),
        check_in=check_in,
        last_on=None if days_ago is None else in_days(-days_ago),
        misses=misses,
    )
    card = expected_card(one, TODAY)
    assert (card.kind, card.record_id, card.why) == (CardKind.CHECK_IN, check_in.id, why)


def test_a_check_in_says_why_it_rested_and_that_nothing_is_to_be_asked_yet() -> None:
    check_in = make_check_in(ROSA.id, snooze_words="after her holiday", is_ask=True)
    one = expected(check_in=check_in, last_on=in_days(-30), asks_from=in_days(12))
    assert expected_card(one, TODAY).why == (
        "Usually every 3 weeks, last spoke 4 weeks ago. You let it rest: “after her holiday”. "
        "You gave them something lately. Ask for nothing for 12 more days."
    )
    plain = replace(one, check_in=replace(check_in, is_ask=False, snooze_words=""))
    assert expected_card(plain, TODAY).why == "Usually every 3 weeks, last spoke 4 weeks ago."


def test_a_check_in_is_about_what_was_planned_or_else_what_they_love() -> None:
    fond = make_customer(loves="terrace green")
    planned = make_check_in(fond.id, due_on=TODAY, about="the terrace")
    assert expected_card(expected(fond, check_in=planned), TODAY).title == "the terrace"
    assert expected_card(expected(fond), TODAY).title == "Loves terrace green"
    assert expected_card(expected(), TODAY).title == "Say hello"


def test_a_check_in_that_a_rule_asks_for_has_no_record_but_what_it_is_ranked_by() -> None:
    card = expected_card(expected(total=0.6), TODAY)
    assert (card.record_id, card.due_on) == (None, TODAY)
    assert (card.guard, card.win_back, card.priority) == (0.1, 0.2, 0.6)


def test_the_day_to_win_somebody_back_says_when_and_why_they_were_lost() -> None:
    lost = make_customer(stage=Stage.LOST)
    review = make_review(lost.id, lost_on=in_days(-63), reason="We were too slow")
    one = expected(lost, review=review, cadence=Cadence(None, None, Source.NONE))
    card = expected_card(one, TODAY)
    assert (card.kind, card.record_id) == (CardKind.CHECK_IN, review.id)
    assert card.title == "Try to win them back"
    assert card.why == "Lost 2 months ago: “We were too slow”. You wanted to try again now."
    again = expected_card(replace(one, misses=2), TODAY)
    assert again.why.endswith("You wanted to try again, and called 2 times in vain.")


def test_check_ins_fit_by_priority_but_a_day_the_owner_chose_is_kept() -> None:
    names = {"a": 3.0, "b": 2.0, "c": 2.0, "d": 0.1, "e": 0.5}
    people = [
        expected(make_customer(name), total, is_chosen=name == "d") for name, total in names.items()
    ]
    taken, behind = fitting(people, 3)
    assert [one.customer.name for one in taken] == ["a", "b", "d"]
    assert [one.customer.name for one in behind] == ["c", "e"]
    assert fitting(people, -1)[0] == []


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


def test_what_a_rule_asks_for_comes_up_too_and_heeds_a_snooze() -> None:
    (card,) = coming_up(ROSA, None, [], [], TODAY, every_days=21, shows_on=in_days(4))
    assert (card.record_id, card.due_on, card.why) == (None, in_days(4), "Every 3 weeks")
    rest = make_check_in(ROSA.id, snoozed_until=in_days(9))
    (card,) = coming_up(ROSA, rest, [], [], TODAY, every_days=21, shows_on=in_days(9))
    assert (card.record_id, card.due_on, card.why) == (rest.id, in_days(9), "Every 3 weeks")
    lost = make_customer(stage=Stage.LOST)
    assert coming_up(lost, make_check_in(lost.id, due_on=TODAY), [], [], TODAY) == []


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
def books(draw: st.DrawFn) -> tuple[list[Customer], list[Promise], list[Gesture]]:
    """A book of customers with things due, ahead and settled, of both sides."""
    people = draw(st.lists(people_at_random, min_size=1, max_size=4))
    who = st.sampled_from([person.id for person in people])
    promises = [
        make_promise(
            draw(who),
            made_on=in_days(-50),
            due_on=in_days(draw(offsets)),
            outcome=ended,
            by=draw(st.sampled_from(Side)),
        )
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
    return people, promises, gestures


def _lead(one: Gesture) -> int:
    return 0 if one.status is GestureStatus.BOUGHT else one.lead_days


@given(books())
def test_every_due_thing_is_in_the_deck_once_and_nothing_else(
    book: tuple[list[Customer], list[Promise], list[Gesture]],
) -> None:
    people, promises, gestures = book
    shown = cards(*people, promises=promises, gestures=gestures)
    due = [
        *(
            one.id
            for one in promises
            if one.outcome is None
            and (one.due_on or TODAY) < TODAY + timedelta(days=one.by is Side.US)
        ),
        *(
            one.id
            for one in gestures
            if one.status is not GestureStatus.GIVEN
            and (one.due_on or TODAY) <= TODAY + timedelta(days=_lead(one))
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


@given(
    st.lists(st.tuples(st.floats(0, 10), st.booleans()), max_size=12),
    st.integers(0, 6),
)
def test_nobody_is_left_out_and_both_parts_stay_in_the_order_of_need(
    people: list[tuple[float, bool]], room: int
) -> None:
    everyone = [
        expected(make_customer(str(at)), total, is_chosen=chosen)
        for at, (total, chosen) in enumerate(people)
    ]
    taken, behind = fitting(everyone, room)
    assert len(taken) == min(room, len(everyone))
    assert Counter(one.customer.id for one in (*taken, *behind)) == Counter(
        one.customer.id for one in everyone
    )
    for part in (taken, behind):
        totals = [one.priority.total for one in part]
        assert totals == sorted(totals, reverse=True)
    if any(one.is_chosen for one in behind):
        assert all(one.is_chosen for one in taken)
