"""How promises are told: their endings, how late, and where the gaps are."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from tests.samples import TODAY, make_customer, make_promise
from trustjournal.domain.choices import Cause, PromiseOutcome, Side
from trustjournal.domain.promise_words import cause_word, days_late, ended, gaps_told

ROSA = make_customer()


@pytest.mark.parametrize(
    ("outcome", "fields", "said"),
    [
        (None, {}, ""),
        (PromiseOutcome.KEPT, {}, "Kept"),
        (PromiseOutcome.LATE, {"days": 1}, "Kept a day late"),
        (PromiseOutcome.LATE, {"days": 5}, "Kept 5 days late"),
        (PromiseOutcome.LATE, {"due_on": None}, "Kept late"),
        (PromiseOutcome.BROKEN, {}, "Not kept"),
        (PromiseOutcome.BROKEN, {"told_first": False}, "Not kept"),
        (PromiseOutcome.BROKEN, {"told_first": True}, "Not kept, told first"),
        (PromiseOutcome.RENEGOTIATED, {}, "Another day agreed"),
        (PromiseOutcome.KEPT, {"by": Side.THEM}, "They kept it"),
        (PromiseOutcome.LATE, {"by": Side.THEM, "days": 1}, "It came a day late"),
        (PromiseOutcome.LATE, {"by": Side.THEM, "due_on": None}, "It came late"),
        (PromiseOutcome.BROKEN, {"by": Side.THEM}, "It did not come"),
    ],
)
def test_each_ending_has_its_words(
    outcome: PromiseOutcome | None, fields: dict[str, Any], said: str
) -> None:
    days = fields.pop("days", 0)
    due = {"due_on": TODAY - timedelta(days=days)} | fields
    settled = None if outcome is None else TODAY
    one = make_promise(ROSA.id, outcome=outcome, settled_on=settled, **due)
    assert ended(one) == said


def test_only_what_came_late_has_days_of_delay() -> None:
    dates = {"due_on": TODAY - timedelta(days=3), "settled_on": TODAY}
    late = make_promise(ROSA.id, outcome=PromiseOutcome.LATE, **dates)
    broken = make_promise(ROSA.id, outcome=PromiseOutcome.BROKEN, **dates)
    assert (days_late(late), days_late(broken)) == (3, 0)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, ""),
        ({Cause.PROCESS: 1}, "One gap this year."),
        ({None: 1}, "One gap this year; its cause is not named yet."),
        ({None: 3}, "Three gaps this year; no cause is named yet."),
        ({Cause.PROCESS: 5, Cause.PEOPLE: 2}, "Seven gaps this year; most are in process."),
        ({Cause.PRODUCT: 2, None: 1}, "Three gaps this year; most are in the product."),
        ({Cause.PEOPLE: 9, None: 3}, "12 gaps this year; most are with people."),
        ({Cause.PEOPLE: 2, Cause.PRODUCT: 2}, "Four gaps this year."),
    ],
)
def test_gaps_are_told_in_one_sentence(counts: Mapping[Cause | None, int], said: str) -> None:
    assert gaps_told(counts) == said


def test_every_cause_has_a_word_and_so_has_none() -> None:
    assert len({cause_word(cause) for cause in (*Cause, None)}) == len(Cause) + 1
