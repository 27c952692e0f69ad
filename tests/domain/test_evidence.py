"""What each record says about trust."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import NOON, TODAY, make_answer, make_gesture, make_promise, make_touchpoint
from trustjournal.domain import depth, evidence
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Topic,
)
from trustjournal.domain.depth import Evidence
from trustjournal.domain.evidence import ANSWER_WITHIN, NEVER, of_touchpoint, weigh_felt
from trustjournal.domain.evidence_words import kind_word, question_word, table_lines
from trustjournal.domain.records import Touchpoint

ROSA = UUID(int=1)
U, D, H, F = Question
REGULAR = [kind for kind in Kind if kind not in {Kind.ENQUIRY, Kind.COMPLAINT}]


def said(kind: Kind, **fields: Any) -> list[tuple[Question, float, float]]:
    touchpoint = make_touchpoint(ROSA, kind=kind, **fields)
    return [(e.question, e.quality, e.size) for e in of_touchpoint(touchpoint)]


@pytest.mark.parametrize("kind", REGULAR)
@pytest.mark.parametrize("feeling", [None, -2, -1, 0, 1, 2])
@pytest.mark.parametrize("question", [None, D])
def test_weighing_three_fields_is_the_evidence_of_the_whole_record(
    kind: Kind, feeling: int | None, question: Question | None
) -> None:
    weighed = weigh_felt(kind, feeling, question)
    assert said(kind, feeling=feeling, question=question) == ([weighed] if weighed else [])


def test_every_kind_but_three_has_its_line_in_the_table() -> None:
    assert set(Kind) - set(evidence.TABLE) == {Kind.MISSED_CALL, Kind.COMPLAINT, Kind.ASK}


@pytest.mark.parametrize(("feeling", "quality"), [(-2, -1.0), (-1, -0.5), (1, 0.5), (2, 1.0)])
def test_a_feeling_speaks_for_the_event(feeling: int, quality: float) -> None:
    assert said(Kind.CONVERSATION, feeling=feeling) == [(U, quality, 1.0)]
    assert said(Kind.REFERENCE, feeling=feeling) == [(F, quality, 2.0)]


def test_a_conversation_without_a_feeling_or_with_an_even_one_says_nothing() -> None:
    assert said(Kind.CONVERSATION) == said(Kind.CONVERSATION, feeling=0) == []


def test_signs_of_trust_speak_without_a_feeling() -> None:
    assert said(Kind.PRAISE) == [(H, 1.0, 1.0)]
    assert said(Kind.REFERENCE) == [(F, 1.0, 2.0)]
    assert said(Kind.RENEWAL) == [(D, 1.0, 2.0)]
    assert said(Kind.THANKS) == [(F, 0.5, 1.0)]
    assert said(Kind.DELIVERY) == [(D, 0.5, 1.0)]
    assert said(Kind.ORDER) == [(H, 0.5, 0.5)]


def test_a_missed_call_says_nothing() -> None:
    assert said(Kind.MISSED_CALL, feeling=-2) == []


def test_the_owner_may_choose_the_question() -> None:
    assert said(Kind.VISIT, feeling=2, question=F) == [(F, 1.0, 1.0)]


def test_an_enquiry_answered_in_time_speaks_when_answered() -> None:
    answered = NOON + timedelta(hours=3)
    enquiry = make_touchpoint(ROSA, kind=Kind.ENQUIRY, began=Began.THEM, answered_at=answered)
    assert of_touchpoint(enquiry) == [Evidence(answered, U, 0.5, 1.0, enquiry.id)]


@pytest.mark.parametrize("answered_at", [None, NOON + ANSWER_WITHIN + timedelta(hours=1)])
def test_an_enquiry_left_waiting_speaks_against_us_once_the_time_is_over(
    answered_at: datetime | None,
) -> None:
    enquiry = make_touchpoint(ROSA, kind=Kind.ENQUIRY, began=Began.THEM, answered_at=answered_at)
    over = NOON + ANSWER_WITHIN
    assert of_touchpoint(enquiry) == [Evidence(over, U, -0.5, 1.0, enquiry.id)]
    just_before = depth.depth_at(of_touchpoint(enquiry), over - timedelta(seconds=1))
    assert just_before.score == pytest.approx(20)
    assert depth.depth_at(of_touchpoint(enquiry), over).score < 20


def test_our_own_enquiry_waits_for_nobody() -> None:
    assert said(Kind.ENQUIRY, began=Began.US) == []


def test_an_enquiry_has_its_feeling_beside_its_answer() -> None:
    assert said(Kind.ENQUIRY, feeling=2, answered_at=NOON, question=H) == [
        (H, 1.0, 1.0),
        (H, 0.5, 1.0),
    ]


def test_an_open_complaint_weighs_on_two_questions_and_does_not_fade() -> None:
    complaint = make_touchpoint(ROSA, kind=Kind.COMPLAINT)
    found = of_touchpoint(complaint)
    assert found == [Evidence(NOON, q, -1.0, 1.0, complaint.id, NEVER) for q in (H, F)]
    scores = {depth.depth_at(found, NOON + timedelta(day)).score for day in (0, 100, 2000)}
    assert len(scores) == 1


@pytest.mark.parametrize(
    ("feeling", "quality"), [(None, -1.0), (-2, -1.0), (-1, -0.5), (0, -0.5), (2, -0.5)]
)
def test_a_complaint_speaks_against_us_however_it_felt(feeling: int | None, quality: float) -> None:
    assert said(Kind.COMPLAINT, feeling=feeling) == [(H, quality, 1.0), (F, quality, 1.0)]


def test_a_complaint_about_one_question_weighs_as_much_there() -> None:
    assert said(Kind.COMPLAINT, question=D) == [(D, -1.0, 2.0)]


def test_a_complaint_put_right_fades_from_then_on_and_speaks_for_us() -> None:
    right = NOON + timedelta(days=3)
    complaint = make_touchpoint(ROSA, kind=Kind.COMPLAINT, resolved_at=right, question=F)
    assert of_touchpoint(complaint) == [
        Evidence(NOON, F, -1.0, 2.0, complaint.id, right),
        Evidence(right, F, 0.5, 2.0, complaint.id),
    ]


@given(st.lists(st.tuples(st.sampled_from(Question), st.floats(0.1, 1)), max_size=20))
def test_putting_a_complaint_right_repairs_but_never_pays(
    before: list[tuple[Question, float]],
) -> None:
    good = [Evidence(NOON, question, quality, 1, uuid4()) for question, quality in before]
    complaint = make_touchpoint(ROSA, kind=Kind.COMPLAINT)
    open_ = depth.depth_at(good + of_touchpoint(complaint), NOON).score
    resolved = replace(complaint, resolved_at=NOON)
    closed = depth.depth_at(good + of_touchpoint(resolved), NOON).score
    assert open_ < closed <= depth.depth_at(good, NOON).score + 1e-9


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (PromiseOutcome.KEPT, (D, 1.0, 1.0)),
        (PromiseOutcome.LATE, (D, -0.5, 1.0)),
        (PromiseOutcome.BROKEN, (D, -1.0, 2.0)),
        (PromiseOutcome.RENEGOTIATED, None),
        (None, None),
    ],
)
def test_a_settled_promise_speaks_of_what_we_do(
    outcome: PromiseOutcome | None, expected: tuple[Question, float, float] | None
) -> None:
    promise = make_promise(ROSA, outcome=outcome, settled_on=TODAY if outcome else None)
    found = [(e.question, e.quality, e.size) for e in evidence.of_promise(promise)]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Europe/Madrid", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("hour", [0, 12, 23])
def test_what_was_settled_today_counts_today_wherever_the_owner_is(zone: str, hour: int) -> None:
    here = ZoneInfo(zone)
    now = datetime(2026, 11, 20, hour, 1, tzinfo=here)
    promise = make_promise(ROSA, outcome=PromiseOutcome.KEPT, settled_on=now.date())
    assert depth.depth_at(evidence.of_promise(promise, here), now).score > 20
    tomorrow = replace(promise, settled_on=now.date() + timedelta(days=1))
    assert depth.depth_at(evidence.of_promise(tomorrow, here), now).score == pytest.approx(20)


@pytest.mark.parametrize(("received", "quality"), [(1, 0.5), (2, 1.0)])
def test_a_gesture_well_received_says_a_little(received: int, quality: float) -> None:
    gesture = make_gesture(
        ROSA, status=GestureStatus.GIVEN, given_on=date(2026, 5, 3), received=received
    )
    at = datetime(2026, 5, 3, tzinfo=UTC)
    assert evidence.of_gesture(gesture) == [Evidence(at, F, quality, 0.5, gesture.id)]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": GestureStatus.PLANNED, "given_on": TODAY, "received": 2},
        {"status": GestureStatus.GIVEN, "given_on": None, "received": 2},
        {"status": GestureStatus.GIVEN, "given_on": TODAY, "received": None},
        {"status": GestureStatus.GIVEN, "given_on": TODAY, "received": 0},
        {"status": GestureStatus.GIVEN, "given_on": TODAY, "received": -2},
    ],
)
def test_other_gestures_say_nothing(fields: dict[str, Any]) -> None:
    assert evidence.of_gesture(make_gesture(ROSA, **fields)) == []


@pytest.mark.parametrize(
    ("topic", "question"),
    [
        *((topic, U) for topic in list(Topic)[:6]),
        *((topic, F) for topic in list(Topic)[6:]),
    ],
)
def test_an_answer_speaks_for_what_was_asked(topic: Topic, question: Question) -> None:
    answer = make_answer(ROSA, topic=topic)
    assert evidence.of_answer(answer) == [Evidence(NOON, question, 0.5, 0.5, answer.id)]


def test_a_price_found_unfair_speaks_against_us() -> None:
    answer = make_answer(ROSA, topic=Topic.PRICE, fair=False)
    assert evidence.of_answer(answer) == [Evidence(NOON, F, -0.5, 0.5, answer.id)]


@pytest.mark.parametrize(
    ("kind", "weighed"),
    [
        (Kind.RENEWAL_LATE, (D, -0.5, 0.5)),
        (Kind.EXPANSION, (H, 1.0, 1.0)),
        (Kind.LEAP_OF_FAITH, (H, 1.0, 2.0)),
        (Kind.LUKEWARM_REFERENCE, (F, -0.5, 0.5)),
        (Kind.FOOT_DRAGGING, (U, -0.5, 0.5)),
        (Kind.PROOF_AGAIN, (D, -0.5, 0.5)),
    ],
)
def test_a_sign_of_trust_or_its_lack_counts_without_a_feeling(
    kind: Kind, weighed: tuple[Question, float, float]
) -> None:
    assert evidence.weigh_felt(kind, None, None) == weighed


def test_all_records_of_a_customer_are_read_together() -> None:
    touchpoints: list[Touchpoint] = [make_touchpoint(ROSA, feeling=1)]
    promises = [make_promise(ROSA, outcome=PromiseOutcome.KEPT, settled_on=TODAY)]
    gestures = [make_gesture(ROSA, status=GestureStatus.GIVEN, given_on=TODAY, received=2)]
    found = evidence.of_customer_records(touchpoints, promises, gestures, UTC)
    assert {item.source_id for item in found} == {
        touchpoints[0].id,
        promises[0].id,
        gestures[0].id,
    }


def test_the_table_can_be_read_by_the_owner() -> None:
    lines = {(line.event, line.question): line for line in table_lines()}
    assert len(lines) == len(table_lines())
    assert {kind_word(kind) for kind in Kind} - {event for event, _ in lines} == set()
    broken = lines["Promise broken", question_word(D)]
    assert (broken.quality, broken.size) == ("−1", "2")
    order = lines["Order", question_word(H)]
    assert (order.quality, order.size) == ("+½, or by how it felt", "½")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "UTC", "Pacific/Midway"])
def test_a_day_at_the_end_of_the_calendar_begins_too(zone: str) -> None:
    owners = ZoneInfo(zone)
    began = [evidence.day_began(day, owners) for day in (date.min, TODAY, date.max)]
    assert began[0].year == 1
    assert began[1].astimezone(owners).date() == TODAY
    assert began[2].year == 9999
    kept = make_promise(ROSA, outcome=PromiseOutcome.KEPT, settled_on=date.max)
    assert evidence.of_promise(kept, owners)[0].at > NOON
