"""Promises are made, kept, broken, renegotiated and taken away."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.samples import TODAY, make_customer
from tests.samples import make_promise as a_promise
from tests.services.applying import there_and_back
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import PromiseOutcome
from trustjournal.domain.records import Promise
from trustjournal.errors import InvalidEntry
from trustjournal.services.promises import (
    break_promise,
    delete_promise,
    edit_promise,
    keep_promise,
    make_promise,
    new_promise,
    renegotiate_promise,
)

ROSA = make_customer()
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
OPEN = a_promise(ROSA.id, made_on=YESTERDAY, due_on=TODAY)


def only(changeset: Changeset, *records: Promise) -> Promise:
    (promise,) = there_and_back(changeset, *records).values()
    assert isinstance(promise, Promise)
    return promise


def test_a_promise_is_open_when_made() -> None:
    changeset = make_promise_to_rosa(" send the photos ")
    promise = only(changeset)
    assert changeset.label == "Make a promise to Rosa Delgado"
    assert (promise.customer_id, promise.text) == (ROSA.id, "send the photos")
    assert (promise.made_on, promise.due_on) == (TODAY, TOMORROW)
    assert (promise.outcome, promise.settled_on, promise.touchpoint_id) == (None, None, None)


def make_promise_to_rosa(text: str) -> Changeset:
    return make_promise(ROSA, text, made_on=TODAY, due_on=TOMORROW)


def test_a_new_promise_remembers_where_it_was_made() -> None:
    where = UUID(int=3)
    assert new_promise(ROSA.id, "call", TODAY, None, where).touchpoint_id == where


def test_a_promise_says_something() -> None:
    with pytest.raises(InvalidEntry, match="Write what you promised"):
        make_promise_to_rosa(" \t")


def test_a_promise_is_not_due_before_it_was_made() -> None:
    with pytest.raises(InvalidEntry, match="due before it was made"):
        new_promise(ROSA.id, "call", TODAY, YESTERDAY)


@pytest.mark.parametrize(
    ("due_on", "kept_on", "outcome"),
    [
        (TODAY, TODAY, PromiseOutcome.KEPT),
        (TODAY, YESTERDAY, PromiseOutcome.KEPT),
        (TODAY, TOMORROW, PromiseOutcome.LATE),
        (None, TOMORROW, PromiseOutcome.KEPT),
    ],
)
def test_a_promise_is_kept_in_time_or_late(
    due_on: Any, kept_on: Any, outcome: PromiseOutcome
) -> None:
    promise = a_promise(ROSA.id, made_on=YESTERDAY, due_on=due_on)
    after = only(keep_promise(promise, kept_on), promise)
    assert (after.outcome, after.settled_on) == (outcome, kept_on)


def test_a_broken_promise_says_when() -> None:
    after = only(break_promise(OPEN, TODAY), OPEN)
    assert (after.outcome, after.settled_on) == (PromiseOutcome.BROKEN, TODAY)


def test_a_promise_does_not_end_before_it_was_made() -> None:
    promise = a_promise(ROSA.id, made_on=TODAY)
    for settle in (keep_promise, break_promise):
        with pytest.raises(InvalidEntry, match="cannot end before it was made"):
            settle(promise, YESTERDAY)


def test_a_settled_promise_is_not_settled_again() -> None:
    kept = a_promise(ROSA.id, outcome=PromiseOutcome.KEPT, settled_on=TODAY)
    with pytest.raises(InvalidEntry, match="settled already"):
        keep_promise(kept, TODAY)
    with pytest.raises(InvalidEntry, match="settled already"):
        break_promise(kept, TODAY)
    with pytest.raises(InvalidEntry, match="settled already"):
        renegotiate_promise(kept, TOMORROW, TODAY)


def test_renegotiating_ends_the_old_promise_and_makes_the_same_one_anew() -> None:
    promise = a_promise(ROSA.id, made_on=YESTERDAY, due_on=TODAY, touchpoint_id=UUID(int=3))
    after = there_and_back(renegotiate_promise(promise, TOMORROW, TODAY), promise)
    old = after.pop(promise.id)
    (new,) = after.values()
    assert isinstance(old, Promise)
    assert isinstance(new, Promise)
    assert (old.outcome, old.settled_on) == (PromiseOutcome.RENEGOTIATED, TODAY)
    assert (new.text, new.customer_id, new.touchpoint_id) == (
        promise.text,
        ROSA.id,
        UUID(int=3),
    )
    assert (new.made_on, new.due_on, new.outcome) == (TODAY, TOMORROW, None)


def test_renegotiating_needs_another_day_that_is_not_over() -> None:
    with pytest.raises(InvalidEntry, match="due on that day already"):
        renegotiate_promise(OPEN, TODAY, TODAY)
    with pytest.raises(InvalidEntry, match="Choose a later day"):
        renegotiate_promise(OPEN, YESTERDAY, TODAY)


def test_editing_can_open_a_settled_promise_again() -> None:
    kept = a_promise(ROSA.id, outcome=PromiseOutcome.KEPT, settled_on=TODAY)
    after = only(edit_promise(kept, outcome=None, settled_on=None, text="call "), kept)
    assert (after.outcome, after.settled_on, after.text) == (None, None, "call")


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"due_on": TODAY - timedelta(days=2)},
        {"outcome": PromiseOutcome.KEPT},
        {"settled_on": TODAY},
        {"outcome": PromiseOutcome.KEPT, "settled_on": TODAY - timedelta(days=2)},
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidEntry):
        edit_promise(OPEN, **fields)


def test_a_deleted_promise_is_gone() -> None:
    assert there_and_back(delete_promise(OPEN), OPEN) == {}
