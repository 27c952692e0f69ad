"""What was wrong is put right in four steps, each with its day and its words."""

from datetime import date, timedelta

import pytest

from tests.samples import TODAY, make_recovery
from trustjournal.domain import recovery
from trustjournal.domain.changes import new_id
from trustjournal.domain.records import Recovery
from trustjournal.domain.recovery import Step

WHO = new_id()
DAY = timedelta(days=1)
NEW = make_recovery(WHO, next_on=None)
HEARD = make_recovery(WHO, next_on=None, heard_on=TODAY)
OWNED = make_recovery(WHO, next_on=None, heard_on=TODAY, owned_on=TODAY + DAY)
FIXED = make_recovery(
    WHO, next_on=None, heard_on=TODAY, owned_on=TODAY + DAY, fixed_on=TODAY + 4 * DAY
)
DONE = make_recovery(
    WHO, heard_on=TODAY, owned_on=TODAY, fixed_on=TODAY + 9 * DAY, checked_on=TODAY + 16 * DAY
)
NOTHING = make_recovery(WHO, ended_on=TODAY + DAY)


@pytest.mark.parametrize(
    ("one", "step"),
    [
        (NEW, Step.HEAR),
        (HEARD, Step.OWN_UP),
        (OWNED, Step.FIX),
        (FIXED, Step.CHECK_BACK),
        (DONE, None),
        (NOTHING, None),
    ],
)
def test_the_next_step_is_the_first_that_was_not_done(one: Recovery, step: Step | None) -> None:
    assert recovery.next_step(one) is step
    assert recovery.is_open(one) is (step is not None)


@pytest.mark.parametrize(
    ("one", "due_on"),
    [
        (NEW, TODAY),
        (HEARD, TODAY + DAY),
        (OWNED, TODAY + 4 * DAY),
        (FIXED, TODAY + 11 * DAY),
        (make_recovery(WHO, heard_on=TODAY, next_on=TODAY + 5 * DAY), TODAY + 5 * DAY),
    ],
)
def test_each_step_is_due_some_days_after_the_one_before_unless_it_was_moved(
    one: Recovery, due_on: object
) -> None:
    assert recovery.due_on(one) == due_on


def test_what_was_promised_to_be_right_by_a_day_is_due_on_that_day() -> None:
    promised = make_recovery(
        WHO, next_on=None, heard_on=TODAY, owned_on=TODAY, fix_by=TODAY + 12 * DAY
    )
    assert recovery.due_on(promised) == TODAY + 12 * DAY


def test_later_steps_follow_from_the_day_of_the_next_one() -> None:
    moved = make_recovery(WHO, heard_on=TODAY, next_on=TODAY + 5 * DAY)
    days = [recovery.planned_on(moved, step) for step in (Step.FIX, Step.CHECK_BACK)]
    assert days == [TODAY + 8 * DAY, TODAY + 15 * DAY]


@pytest.mark.parametrize("one", [DONE, NOTHING])
def test_nothing_is_due_of_what_is_over(one: Recovery) -> None:
    with pytest.raises(ValueError, match="over"):
        recovery.due_on(one)


def test_it_is_over_on_the_day_they_were_asked_or_it_came_to_nothing() -> None:
    closed = [recovery.closed_on(one) for one in (FIXED, DONE, NOTHING)]
    assert closed == [None, TODAY + 16 * DAY, TODAY + DAY]


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (NEW, "Something may be wrong. Call, and listen first."),
        (
            make_recovery(WHO, touchpoint_id=new_id()),
            "They complained. Call, and listen first.",
        ),
        (
            make_recovery(WHO, about="The box\ncame late."),
            "“The box came late.” Call, and listen first.",
        ),
        (HEARD, "You heard them out 4 days ago. Say what went wrong, and that it was yours."),
        (OWNED, "You owned up 3 days ago. Put it right, or name the day when it will be."),
        (
            make_recovery(WHO, heard_on=TODAY, owned_on=TODAY, fix_by=TODAY + 5 * DAY),
            "You said it would be right tomorrow.",
        ),
        (
            make_recovery(WHO, heard_on=TODAY, owned_on=TODAY, fix_by=TODAY + 3 * DAY),
            "You said it would be right yesterday. Put it right, or name another day.",
        ),
        (FIXED, "You put it right today. Ask whether it still is."),
        (NOTHING, "It came to nothing."),
    ],
)
def test_it_says_where_it_stands_and_what_it_asks_for(one: Recovery, sentence: str) -> None:
    assert recovery.sentence(one, TODAY + 4 * DAY) == sentence


def test_long_words_about_it_are_shortened_in_its_sentence() -> None:
    said = recovery.sentence(make_recovery(WHO, about="very " * 80), TODAY)
    assert "…” Call" in said
    assert len(said) < 130


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (DONE, "Put right in 9 days"),
        (make_recovery(WHO, fixed_on=TODAY), "Put right the same day"),
        (NOTHING, "It came to nothing"),
    ],
)
def test_its_end_is_told_in_a_word(one: Recovery, words: str) -> None:
    assert recovery.outcome(one, TODAY) == words


@pytest.mark.parametrize("step", Step)
def test_each_step_has_a_name_and_one_line_of_what_it_means(step: Step) -> None:
    assert recovery.title(step)
    assert "\n" not in recovery.meaning(step)
    assert recovery.done_on(DONE, step) == getattr(DONE, recovery.FIELDS[step])


def test_a_day_promised_at_the_end_of_the_calendar_leaves_every_step_a_day() -> None:
    far = make_recovery(WHO, next_on=None, fix_by=date.max)
    assert [recovery.planned_on(far, step) for step in (Step.FIX, Step.CHECK_BACK)] == [
        date.max
    ] * 2
    moved = make_recovery(WHO, next_on=date.max)
    assert recovery.planned_on(moved, Step.OWN_UP) == date.max
