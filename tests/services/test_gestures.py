"""Gestures go from idea to plan to given."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.samples import TODAY, make_customer, make_gesture
from tests.services.applying import there_and_back
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
    Side,
)
from trustjournal.domain.records import Gesture
from trustjournal.errors import InvalidEntry
from trustjournal.services.gestures import (
    delete_gesture,
    edit_gesture,
    give_gesture,
    mark_ready,
    note_received,
    plan_gesture,
    receive_gift,
    take_back,
)

ROSA = make_customer()
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
PLAN = make_gesture(ROSA.id, status=GestureStatus.PLANNED, due_on=TODAY)
GIVEN = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY, received=1)


def only(changeset: Changeset, *records: Gesture) -> Gesture:
    (gesture,) = there_and_back(changeset, *records).values()
    assert isinstance(gesture, Gesture)
    return gesture


def test_a_gesture_with_a_day_is_a_plan() -> None:
    changeset = plan_gesture(
        ROSA,
        " One-year mug ",
        kind=GestureKind.GIFT,
        occasion="the café turns one",
        due_on=TOMORROW,
        lead_days=14,
        cost=Decimal("12.50"),
        note="Glaze it in her terrace green",
    )
    gesture = only(changeset)
    assert changeset.label == "Plan a gesture for Rosa Delgado"
    assert (gesture.title, gesture.status) == ("One-year mug", GestureStatus.PLANNED)
    assert (gesture.customer_id, gesture.due_on, gesture.lead_days) == (ROSA.id, TOMORROW, 14)
    assert (gesture.cost, gesture.occasion) == (Decimal("12.50"), "the café turns one")
    assert gesture.note == "Glaze it in her terrace green"


def test_a_gesture_without_a_day_is_an_idea_until_it_gets_one() -> None:
    idea = only(plan_gesture(ROSA, "Mug"))
    assert idea.status is GestureStatus.IDEA
    plan = only(edit_gesture(idea, today=TODAY, due_on=TOMORROW), idea)
    assert plan.status is GestureStatus.PLANNED


def test_a_status_that_is_chosen_stays_as_chosen() -> None:
    edited = edit_gesture(PLAN, today=TODAY, status=GestureStatus.IDEA)
    assert only(edited, PLAN).status is GestureStatus.IDEA


@pytest.mark.parametrize(
    ("title", "fields", "sentence"),
    [
        (" ", {}, "Write what you want to give or do."),
        ("Mug", {"cost": Decimal("-0.01")}, "Write the cost as a number, zero or more."),
        ("Mug", {"cost": Decimal("NaN")}, "Write the cost as a number, zero or more."),
        ("Mug", {"cost": Decimal("1e17")}, "Check the amount: it has too many digits."),
        ("Mug", {"worth": Decimal(-1)}, "Write the worth as a number, zero or more."),
        ("Mug", {"lead_days": -1}, "Choose from 0 to 3650 days to prepare."),
        ("Mug", {"lead_days": 3651}, "Choose from 0 to 3650 days to prepare."),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(
    title: str, fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InvalidEntry) as refused:
        plan_gesture(ROSA, title, **fields)
    assert str(refused.value) == sentence


def test_giving_says_when_and_how_it_was_received() -> None:
    changeset = give_gesture(PLAN, YESTERDAY, 2, today=TODAY)
    after = only(changeset, PLAN)
    assert changeset.label == "Give “Mug”"
    assert (after.status, after.given_on, after.received) == (GestureStatus.GIVEN, YESTERDAY, 2)


def test_how_it_was_received_may_come_later() -> None:
    after = only(give_gesture(PLAN, TODAY, today=TODAY), PLAN)
    assert after.received is None
    assert only(edit_gesture(after, today=TODAY, received=-1), after).received == -1


def test_nothing_is_given_in_the_future() -> None:
    with pytest.raises(InvalidEntry, match="still ahead"):
        give_gesture(PLAN, TOMORROW, today=TODAY)
    with pytest.raises(InvalidEntry, match="still ahead"):
        edit_gesture(GIVEN, today=TODAY, given_on=TOMORROW)


def test_nothing_is_given_twice() -> None:
    with pytest.raises(InvalidEntry, match="given already"):
        give_gesture(GIVEN, TODAY, today=TODAY)


@pytest.mark.parametrize("received", [-3, 3])
def test_how_it_was_received_has_five_steps(received: int) -> None:
    with pytest.raises(InvalidEntry, match="from −2 to \\+2"):
        give_gesture(PLAN, TODAY, received, today=TODAY)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": GestureStatus.GIVEN}, "Choose the day on which you gave it."),
        (
            {"given_on": TODAY},
            "Mark it as given first; until then it has no day or feeling.",
        ),
        ({"received": 1}, "Mark it as given first; until then it has no day or feeling."),
    ],
)
def test_a_half_given_gesture_is_refused(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        edit_gesture(PLAN, today=TODAY, **fields)
    assert str(refused.value) == sentence


def test_a_deleted_gesture_is_gone() -> None:
    assert there_and_back(delete_gesture(GIVEN), GIVEN) == {}


@pytest.mark.parametrize("status", [GestureStatus.IDEA, GestureStatus.PLANNED])
def test_what_is_bought_or_written_waits_to_be_given(status: GestureStatus) -> None:
    gesture = make_gesture(ROSA.id, status=status, due_on=TOMORROW)
    changeset = mark_ready(gesture)
    after = only(changeset, gesture)
    assert changeset.label == "Have “Mug” ready"
    assert (after.status, after.due_on) == (GestureStatus.BOUGHT, TOMORROW)
    assert only(give_gesture(after, TODAY, today=TODAY), after).status is GestureStatus.GIVEN


def test_nothing_is_ready_twice_or_after_it_was_given() -> None:
    with pytest.raises(InvalidEntry, match="given already"):
        mark_ready(GIVEN)
    with pytest.raises(InvalidEntry, match="ready already"):
        mark_ready(make_gesture(ROSA.id, status=GestureStatus.BOUGHT))


def test_how_it_was_received_is_noted_and_taken_back() -> None:
    assert only(note_received(GIVEN, 2), GIVEN).received == 2
    assert only(note_received(GIVEN, None), GIVEN).received is None
    with pytest.raises(InvalidEntry, match="Mark it as given first"):
        note_received(PLAN, 1)
    with pytest.raises(InvalidEntry, match="from −2"):
        note_received(GIVEN, 3)


@pytest.mark.parametrize(
    "status", [GestureStatus.IDEA, GestureStatus.PLANNED, GestureStatus.BOUGHT]
)
def test_what_was_called_given_by_mistake_goes_back(status: GestureStatus) -> None:
    given = make_gesture(
        ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY, received=1, due_on=TOMORROW
    )
    after = only(take_back(given, status), given)
    assert (after.status, after.given_on, after.received) == (status, None, None)
    assert after.due_on == (None if status is GestureStatus.IDEA else TOMORROW)


def test_what_is_given_is_not_taken_back_to_given_nor_a_gift_of_theirs_at_all() -> None:
    with pytest.raises(InvalidEntry, match="on which day"):
        take_back(PLAN, GestureStatus.GIVEN)
    theirs = make_gesture(ROSA.id, by=Side.THEM, status=GestureStatus.GIVEN, given_on=TODAY)
    with pytest.raises(InvalidEntry, match="cannot be planned"):
        take_back(theirs, GestureStatus.PLANNED)


def test_what_they_gave_is_kept_with_its_worth() -> None:
    changeset = receive_gift(
        ROSA, " A jar of plums ", YESTERDAY, worth=Decimal(9), note="From her tree", today=TODAY
    )
    gift = only(changeset)
    assert changeset.label == "Keep a gift from Rosa Delgado"
    assert (gift.title, gift.by, gift.status) == (
        "A jar of plums",
        Side.THEM,
        GestureStatus.GIVEN,
    )
    assert (gift.given_on, gift.worth, gift.note) == (YESTERDAY, Decimal(9), "From her tree")


def test_a_gift_of_theirs_has_a_name_and_a_day_that_has_been() -> None:
    with pytest.raises(InvalidEntry, match="Write what they gave you"):
        receive_gift(ROSA, " ", TODAY, today=TODAY)
    with pytest.raises(InvalidEntry, match="on which they gave it"):
        receive_gift(ROSA, "Plums", TOMORROW, today=TODAY)
    theirs = make_gesture(ROSA.id, by=Side.THEM, status=GestureStatus.GIVEN, given_on=TODAY)
    with pytest.raises(InvalidEntry, match="is given: choose the day"):
        edit_gesture(theirs, today=TODAY, status=GestureStatus.PLANNED, given_on=None)
