"""Check-ins are planned, snoozed, finished and dropped."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.samples import TODAY, make_check_in, make_customer
from tests.services.applying import the, there_and_back
from trustjournal.domain.cadence import Cadence, Source
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import CheckIn
from trustjournal.errors import InvalidEntry
from trustjournal.services.check_ins import (
    drop_check_in,
    finish_check_in,
    finish_ruled,
    follow_rule,
    leave_in_peace,
    move_check_in,
    plan_check_in,
    touched,
)

ROSA = make_customer()
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
RULED = Cadence(21, None, Source.TAG)


def planned(
    existing: CheckIn | None = None,
    *,
    every_days: int | None = None,
    due_on: date | None = None,
    about: str = "",
) -> CheckIn:
    changeset = plan_check_in(
        ROSA, existing, every_days=every_days, due_on=due_on, about=about, today=TODAY
    )
    assert changeset.label == "Plan a check-in with Rosa Delgado"
    after = there_and_back(changeset, *([existing] if existing else []))
    (check_in,) = after.values()
    assert isinstance(check_in, CheckIn)
    return check_in


def test_a_cadence_alone_is_due_one_cadence_from_today() -> None:
    check_in = planned(every_days=21, about=" the terrace ")
    assert check_in.customer_id == ROSA.id
    assert check_in.due_on == TODAY + timedelta(days=21)
    assert (check_in.every_days, check_in.about) == (21, "the terrace")


def test_a_day_alone_happens_once() -> None:
    check_in = planned(due_on=TODAY)
    assert (check_in.every_days, check_in.due_on) == (None, TODAY)


def test_planning_again_changes_the_check_in_there_is() -> None:
    existing = make_check_in(ROSA.id, every_days=7, due_on=TODAY, snoozed_until=TOMORROW)
    check_in = planned(existing, every_days=14, due_on=TOMORROW)
    assert check_in.id == existing.id
    assert (check_in.every_days, check_in.due_on, check_in.snoozed_until) == (14, TOMORROW, None)


def test_an_overdue_check_in_may_keep_its_day_and_snooze_when_only_its_words_change() -> None:
    existing = make_check_in(ROSA.id, every_days=7, due_on=YESTERDAY, snoozed_until=TOMORROW)
    check_in = planned(existing, every_days=7, due_on=YESTERDAY, about="tiles")
    assert (check_in.due_on, check_in.snoozed_until) == (YESTERDAY, TOMORROW)
    assert check_in.about == "tiles"


@pytest.mark.parametrize(
    ("every_days", "due_on", "sentence"),
    [
        (None, None, "Choose a day, or how often you want to be in touch."),
        (0, None, "Choose how often from 1 to 3650 days."),
        (3651, TODAY, "Choose how often from 1 to 3650 days."),
        (7, YESTERDAY, "That day has passed. Choose today or a later one."),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(
    every_days: int | None, due_on: date | None, sentence: str
) -> None:
    with pytest.raises(InvalidEntry) as refused:
        planned(every_days=every_days, due_on=due_on)
    assert str(refused.value) == sentence


def test_the_longest_cadence_is_accepted() -> None:
    assert planned(every_days=3650).every_days == 3650


def test_a_snooze_keeps_the_due_day() -> None:
    check_in = make_check_in(ROSA.id, every_days=7, due_on=YESTERDAY)
    snoozing = leave_in_peace(ROSA.id, check_in, TOMORROW, TODAY)
    (after,) = there_and_back(snoozing, check_in).values()
    assert isinstance(after, CheckIn)
    assert (after.due_on, after.snoozed_until) == (YESTERDAY, TOMORROW)


def test_a_snooze_ends_after_today() -> None:
    with pytest.raises(InvalidEntry, match="tomorrow or a later day"):
        leave_in_peace(ROSA.id, make_check_in(ROSA.id, due_on=TODAY), TODAY, TODAY)


def test_a_finished_check_in_comes_back_after_its_cadence() -> None:
    check_in = make_check_in(ROSA.id, every_days=7, due_on=YESTERDAY, about="tiles")
    (after,) = there_and_back(finish_check_in(check_in, TODAY), check_in).values()
    assert isinstance(after, CheckIn)
    assert (after.due_on, after.about) == (TODAY + timedelta(days=7), "")


def test_a_finished_single_check_in_is_gone() -> None:
    check_in = make_check_in(ROSA.id, due_on=YESTERDAY)
    assert there_and_back(finish_check_in(check_in, TODAY), check_in) == {}


def test_a_dropped_check_in_is_gone() -> None:
    check_in = make_check_in(ROSA.id, every_days=7, due_on=TODAY)
    assert there_and_back(drop_check_in(check_in), check_in) == {}


def test_a_touch_changes_each_check_in_it_moves_once() -> None:
    mine = make_check_in(ROSA.id, every_days=7, due_on=TODAY)
    other = UUID(int=7)
    far = make_check_in(other, every_days=7, due_on=TODAY + timedelta(days=90))
    changes = list(
        touched({ROSA.id: mine, other: far}, (ROSA.id, other, UUID(int=8), ROSA.id), TODAY)
    )
    assert [change.before for change in changes] == [mine]


def only(changeset: Changeset, *records: CheckIn) -> CheckIn:
    return the(CheckIn, there_and_back(changeset, *records))


def test_what_is_to_be_asked_is_kept() -> None:
    changeset = plan_check_in(
        ROSA, None, every_days=None, due_on=TODAY, about="a reference", today=TODAY, is_ask=True
    )
    assert only(changeset).is_ask


def test_a_check_in_moves_to_another_day_and_its_snooze_ends() -> None:
    before = make_check_in(
        ROSA.id, every_days=7, due_on=TODAY, snoozed_until=TOMORROW, snooze_words="away"
    )
    after = only(move_check_in(ROSA.id, before, TODAY + timedelta(days=3), TODAY), before)
    assert after.due_on == TODAY + timedelta(days=3)
    assert (after.every_days, after.snoozed_until, after.snooze_words) == (7, None, "")


def test_one_that_a_rule_asks_for_moves_once() -> None:
    after = only(move_check_in(ROSA.id, None, TOMORROW, TODAY))
    assert (after.customer_id, after.due_on, after.every_days) == (ROSA.id, TOMORROW, None)


def test_none_moves_into_the_past() -> None:
    with pytest.raises(InvalidEntry, match="That day has passed"):
        move_check_in(ROSA.id, None, YESTERDAY, TODAY)


def test_whom_only_a_rule_asks_for_is_left_in_peace_with_words() -> None:
    after = only(leave_in_peace(ROSA.id, None, TOMORROW, TODAY, " after her holiday "))
    assert (after.snoozed_until, after.snooze_words) == (TOMORROW, "after her holiday")
    assert (after.every_days, after.due_on) == (None, None)


def test_one_that_a_rule_asks_for_is_done_for_as_long_as_the_rule_says() -> None:
    after = only(finish_ruled(ROSA.id, None, 21, TODAY))
    assert (after.due_on, after.snoozed_until) == (None, TODAY + timedelta(days=21))


def test_a_day_set_once_ends_when_the_ruled_check_in_is_done() -> None:
    before = make_check_in(ROSA.id, due_on=TODAY, about="tiles", is_ask=True)
    after = only(finish_ruled(ROSA.id, before, 21, TODAY), before)
    assert after.id == before.id
    assert (after.due_on, after.about, after.is_ask) == (None, "", False)


def test_what_was_their_own_gives_way_to_the_rule() -> None:
    before = make_check_in(ROSA.id, every_days=7, due_on=TODAY)
    changeset = follow_rule(ROSA, before, RULED, about="", is_ask=False)
    assert there_and_back(changeset, before) == {}


def test_under_a_rule_the_words_and_the_snooze_stay() -> None:
    before = make_check_in(ROSA.id, every_days=7, due_on=TODAY, snoozed_until=TOMORROW)
    after = only(follow_rule(ROSA, before, RULED, about=" tiles ", is_ask=True), before)
    assert (after.every_days, after.due_on) == (None, None)
    assert (after.snoozed_until, after.about, after.is_ask) == (TOMORROW, "tiles", True)


def test_without_a_rule_there_is_nothing_to_follow() -> None:
    for source in (Source.NONE, Source.OWN):
        with pytest.raises(InvalidEntry, match="Neither a tag nor the stage of Rosa Delgado"):
            follow_rule(ROSA, None, Cadence(7, None, source), about="", is_ask=False)


def test_who_follows_the_rule_already_changes_nothing() -> None:
    with pytest.raises(InvalidEntry, match="already"):
        follow_rule(ROSA, None, RULED, about="", is_ask=False)
