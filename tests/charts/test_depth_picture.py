"""What the depth chart shows of a customer's records, and how it is told in words."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.stories import (
    NOW,
    ROSA,
    ZONE,
    Story,
    ago,
    drawn_from,
    falling,
    gesture,
    growing,
    just_met,
    nothing,
    promise,
    touch,
)
from tests.samples import make_answer
from trustjournal.charts.depth_picture import Mark, MarkKind, describe, headline, merge
from trustjournal.domain import depth, evidence
from trustjournal.domain.choices import (
    Began,
    Kind,
    PromiseOutcome,
    Side,
    Topic,
)


def test_every_event_is_a_mark_that_leads_to_its_record() -> None:
    touchpoints, promises, gestures = growing()
    silent = [touch(200), touch(70, Kind.MISSED_CALL)]
    chart = drawn_from(([*touchpoints, *silent], promises, gestures))
    records = [*touchpoints, *silent, *promises, *gestures]
    assert {source for mark in chart.marks for source in mark.sources} == {r.id for r in records}
    assert [mark.at for mark in chart.marks] == sorted(mark.at for mark in chart.marks)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.CONVERSATION, MarkKind.CONVERSATION),
        (Kind.VISIT, MarkKind.VISIT),
        (Kind.DELIVERY, MarkKind.WORK),
        (Kind.PRAISE, MarkKind.SIGN),
        (Kind.EXPANSION, MarkKind.SIGN),
        (Kind.LEAP_OF_FAITH, MarkKind.SIGN),
        (Kind.FOOT_DRAGGING, MarkKind.DOUBT),
        (Kind.LUKEWARM_REFERENCE, MarkKind.DOUBT),
        (Kind.COMPLAINT, MarkKind.HARM),
    ],
)
def test_kinds_of_touchpoint_have_their_marks(kind: Kind, expected: MarkKind) -> None:
    (mark,) = drawn_from(([touch(10, kind)], [], [])).marks
    assert mark.kind is expected


def test_what_felt_bad_is_marked_as_harm_whatever_it_was() -> None:
    (mark,) = drawn_from(([touch(10, Kind.VISIT, feeling=-1)], [], [])).marks
    assert (mark.kind, mark.text) == (MarkKind.HARM, "Visit")
    assert mark.jump < 0


@pytest.mark.parametrize(
    ("outcome", "kind", "text"),
    [
        (PromiseOutcome.KEPT, MarkKind.PROMISE, "Promise kept: the cups"),
        (PromiseOutcome.LATE, MarkKind.HARM, "Promise kept late: the cups"),
        (PromiseOutcome.BROKEN, MarkKind.HARM, "Promise broken: the cups"),
    ],
)
def test_promises_are_marked_by_how_they_ended(
    outcome: PromiseOutcome, kind: MarkKind, text: str
) -> None:
    (mark,) = drawn_from(([], [promise(10, outcome)], [])).marks
    assert (mark.kind, mark.text) == (kind, text)


def test_open_promises_and_planned_gestures_are_no_events() -> None:
    open_promise = replace(promise(10, PromiseOutcome.KEPT), outcome=None, settled_on=None)
    planned = replace(gesture(10), given_on=None)
    assert drawn_from(([], [open_promise], [planned])).marks == []


def test_a_complaint_is_marked_when_it_came_and_when_it_was_put_right() -> None:
    complaint = touch(30, Kind.COMPLAINT, resolved_at=ago(20))
    marks = drawn_from(([complaint], [], [])).marks
    assert [(mark.text, mark.kind) for mark in marks] == [
        ("Complaint", MarkKind.HARM),
        ("Complaint put right", MarkKind.SIGN),
    ]
    assert {mark.sources for mark in marks} == {(complaint.id,)}


def test_an_enquiry_is_marked_when_it_was_answered_or_left_waiting() -> None:
    answered = touch(30, Kind.ENQUIRY, began=Began.THEM, answered_at=ago(29))
    waiting = touch(20, Kind.ENQUIRY, began=Began.THEM)
    marks = drawn_from(([answered, waiting], [], [])).marks
    assert [mark.text for mark in marks] == [
        "Enquiry",
        "Enquiry answered",
        "Enquiry",
        "Enquiry left waiting",
    ]


def test_what_they_told_is_marked_and_a_price_found_unfair_is_a_doubt() -> None:
    need = make_answer(ROSA, answered_at=ago(9))
    price = make_answer(ROSA, topic=Topic.PRICE, answered_at=ago(5), fair=False, text="Too much")
    marks = drawn_from(nothing(), answers=[price, need]).marks
    assert [(mark.text, mark.kind, mark.sources) for mark in marks] == [
        ("Told: What they need", MarkKind.CONVERSATION, (need.id,)),
        ("Told: The price", MarkKind.DOUBT, (price.id,)),
    ]
    assert marks[0].jump > 0 > marks[1].jump


def test_the_curve_ends_at_todays_depth() -> None:
    answers = [make_answer(ROSA, answered_at=ago(9))]
    chart = drawn_from(falling(), answers=answers)
    known = evidence.of_customer_records(*falling(), ZONE, answers)
    assert chart.samples[-1].at == NOW
    assert chart.samples[-1].score == pytest.approx(depth.depth_at(known, NOW).score)


@pytest.mark.parametrize(("first", "days"), [(3, 30), (100, 100), (900, 365)])
def test_it_begins_with_the_first_event_within_a_month_and_a_year(first: int, days: int) -> None:
    assert drawn_from(([touch(first, feeling=1)], [], [])).since == NOW - timedelta(days)


def test_only_events_in_sight_are_marked() -> None:
    story: Story = ([touch(300, feeling=1), touch(5, feeling=1)], [], [])
    chart = drawn_from(story, since=NOW - timedelta(30))
    assert [mark.sources for mark in chart.marks] == [(story[0][1].id,)]
    assert chart.samples[0].score > 20


marks = st.builds(
    Mark,
    at=st.floats(0, 100).map(ago),
    sources=st.integers(0, 1000).map(lambda number: (UUID(int=number),)),
    kind=st.sampled_from(MarkKind),
    text=st.just("x"),
    jump=st.floats(-5, 5),
)


@given(st.lists(marks, max_size=40), st.integers(0, 20))
def test_merging_loses_no_record_and_leaves_room(many: list[Mark], days: int) -> None:
    merged = merge(many, timedelta(days))
    assert sorted(s for m in merged for s in m.sources) == sorted(
        s for m in many for s in m.sources
    )
    assert all(later.at - earlier.at >= timedelta(days) for earlier, later in pairwise(merged))


def test_of_merged_marks_the_one_that_moved_most_speaks() -> None:
    story: Story = ([touch(40, feeling=1), touch(39.9, Kind.COMPLAINT)], [], [])
    (mark,) = merge(drawn_from(story).marks, timedelta(1))
    assert (mark.kind, mark.label) == (MarkKind.HARM, "Complaint, and 1 more close by")
    assert mark.at == ago(39.9)


def test_the_chart_is_told_in_words() -> None:
    assert describe(drawn_from(growing())) == (
        "Depth 42, Familiar; up 22 since December 2025; likely between 31 and 54. "
        "18 events, the latest in November: Conversation."
    )
    assert describe(drawn_from(nothing())) == (
        "Depth 20, New; the same as in October; likely between 9 and 32. "
        "Nothing has been logged in this time."
    )


def test_a_fall_is_told_as_one() -> None:
    chart = drawn_from(falling(), since=NOW - timedelta(20))
    assert "; down " in describe(chart)


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (growing(), "Familiar, and steady"),
        (falling(), "Acquainted, and fading"),
        (just_met(), "New, and growing"),
        (nothing(), "New, and steady"),
    ],
)
def test_the_headline_says_where_it_is_heading(story: Story, expected: str) -> None:
    assert headline(drawn_from(story)) == expected


def test_what_they_gave_is_told_apart_and_moves_nothing() -> None:
    (mark,) = drawn_from(([], [], [replace(gesture(10), by=Side.THEM)])).marks
    assert mark.text.startswith("They gave you: ")
    assert mark.jump == 0
