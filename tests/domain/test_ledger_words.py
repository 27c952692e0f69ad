"""The names of a ledger's lines."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.samples import NOON, make_answer, make_gesture, make_promise, make_touchpoint
from trustjournal.domain.choices import (
    Kind,
    PromiseOutcome,
    Topic,
)
from trustjournal.domain.depth import Settings
from trustjournal.domain.evidence import ANSWER_WITHIN
from trustjournal.domain.ledger_words import counted, event_name, happened_later, own_words

WHO = uuid4()


def test_an_enquiry_and_how_it_was_answered_are_two_lines_of_one_touchpoint() -> None:
    enquiry = make_touchpoint(WHO, kind=Kind.ENQUIRY, answered_at=NOON + timedelta(hours=3))
    names = [event_name(enquiry, at) for at in (NOON, NOON + timedelta(hours=3))]
    assert names == ["Enquiry", "Enquiry answered in time"]
    assert event_name(enquiry, NOON + ANSWER_WITHIN) == "Enquiry left waiting"
    assert [happened_later(enquiry, at) for at in (NOON, NOON + ANSWER_WITHIN)] == [False, True]


def test_a_complaint_and_its_repair_are_named_apart() -> None:
    complaint = make_touchpoint(WHO, kind=Kind.COMPLAINT, resolved_at=NOON + timedelta(2))
    assert event_name(complaint, NOON) == "Complaint"
    assert event_name(complaint, NOON + timedelta(2)) == "Complaint put right"


@pytest.mark.parametrize(
    ("outcome", "name"),
    [
        (PromiseOutcome.KEPT, "Promise kept"),
        (PromiseOutcome.LATE, "Promise kept late"),
        (PromiseOutcome.BROKEN, "Promise broken"),
    ],
)
def test_a_promise_is_named_by_how_it_ended(outcome: PromiseOutcome, name: str) -> None:
    assert event_name(make_promise(WHO, outcome=outcome), NOON) == name


@pytest.mark.parametrize(
    ("fair", "name"),
    [(True, "Price found fair"), (False, "Price found unfair"), (None, "Told: The price")],
)
def test_the_price_is_named_by_whether_they_find_it_fair(fair: bool | None, name: str) -> None:
    assert event_name(make_answer(WHO, topic=Topic.PRICE, fair=fair), NOON) == name


def test_every_answer_has_a_name_of_its_own() -> None:
    names = {event_name(make_answer(WHO, topic=topic), NOON) for topic in Topic}
    assert len(names) == len(Topic)


def test_the_words_are_the_owners() -> None:
    assert own_words(make_touchpoint(WHO, note="the blue jug")) == "the blue jug"
    assert own_words(make_gesture(WHO, title="One-year mug")) == "One-year mug"
    assert own_words(make_promise(WHO, text="send the photos")) == "Send the photos"
    assert own_words(make_answer(WHO, text="cups that last")) == "Cups that last"


@pytest.mark.parametrize(
    ("half_life", "weight", "said"),
    [
        (180, 2.0, "half as much after 180 days; bad weighs 2 times as much as good."),
        (1, 2.5, "half as much after 1 day; bad weighs 2.5 times as much as good."),
        (90, 1.0, "half as much after 90 days; bad weighs as much as good."),
    ],
)
def test_the_parameters_read_as_a_sentence(half_life: float, weight: float, said: str) -> None:
    assert counted(Settings(half_life, weight)).endswith(said)
