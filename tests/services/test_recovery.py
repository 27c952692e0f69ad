"""An unease is flagged once, and what went wrong is put right step by step."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import NOON, make_customer, make_recovery, make_touchpoint
from tests.services.applying import Journal, applied, the, there_and_back
from trustjournal.domain import depth, evidence
from trustjournal.domain import recovery as playbook
from trustjournal.domain.changes import new_id
from trustjournal.domain.choices import Kind, Question
from trustjournal.domain.records import Recovery, Touchpoint
from trustjournal.domain.recovery import Step
from trustjournal.errors import InvalidEntry
from trustjournal.services import recovery as service
from trustjournal.services.touchpoints import add_touchpoint

NOW = NOON.astimezone(ZoneInfo("Europe/Madrid"))
TODAY = NOW.date()
DAY = timedelta(days=1)
ROSA, ANA = make_customer(), make_customer("Ana")


def unease(**fields: Any) -> Recovery:
    return make_recovery(ROSA.id, noticed_at=NOON - 5 * DAY, **fields)


def complaint(**fields: Any) -> Touchpoint:
    values: dict[str, Any] = {"kind": Kind.COMPLAINT, "happened_at": NOON - 5 * DAY}
    return make_touchpoint(ROSA.id, **(values | fields))


def do(one: Recovery, step: Step, on: date = TODAY, now: datetime = NOW) -> Recovery:
    return the(Recovery, there_and_back(service.do_step(one, step, on, now=now), one))


def test_an_unease_is_to_be_heard_today_wherever_the_owner_is() -> None:
    late = datetime(2026, 11, 20, 21, 30, tzinfo=ZoneInfo("America/New_York"))
    flagged = service.flag_unease(ROSA, now=late, about=" short on the phone ")
    one = the(Recovery, there_and_back(flagged))
    assert (one.customer_id, one.about) == (ROSA.id, "short on the phone")
    assert one.noticed_at == late
    assert playbook.due_on(one) == date(2026, 11, 20)


def test_an_unease_is_not_flagged_twice() -> None:
    with pytest.raises(InvalidEntry, match="with Rosa Delgado already"):
        service.flag_unease(ROSA, now=NOW, open_ones=[unease(heard_on=TODAY)])


def test_a_complaint_is_taken_up_with_everyone_it_came_from() -> None:
    both = make_touchpoint(ROSA.id, ANA.id, kind=Kind.COMPLAINT, note="Wrong blue")
    journal = there_and_back(service.start_recovery(both, TODAY), both)
    begun = [one for one in journal.values() if isinstance(one, Recovery)]
    assert {one.customer_id for one in begun} == {ROSA.id, ANA.id}
    assert {(one.touchpoint_id, one.about) for one in begun} == {(both.id, "Wrong blue")}
    assert {playbook.due_on(one) for one in begun} == {TODAY}


@pytest.mark.parametrize("touch", [complaint(resolved_at=NOON), complaint(kind=Kind.VISIT)])
def test_only_an_open_complaint_is_taken_up(touch: Touchpoint) -> None:
    with pytest.raises(InvalidEntry):
        service.start_recovery(touch, TODAY)


def test_the_steps_lead_to_the_end_one_by_one() -> None:
    one = unease()
    for step, on in zip(Step, (TODAY - 3 * DAY, TODAY - 2 * DAY, TODAY - DAY, TODAY), strict=True):
        assert playbook.next_step(one) is step
        one = do(one, step, on)
        assert playbook.done_on(one, step) == on
    assert not playbook.is_open(one)


def test_a_step_done_brings_the_ones_before_it() -> None:
    one = do(unease(heard_on=TODAY - DAY), Step.FIX)
    assert (one.heard_on, one.owned_on, one.fixed_on) == (TODAY - DAY, TODAY, TODAY)
    assert playbook.due_on(one) == TODAY + 7 * DAY


def test_a_step_done_forgets_the_day_to_which_it_was_moved() -> None:
    one = do(unease(next_on=TODAY + 9 * DAY), Step.HEAR)
    assert playbook.due_on(one) == TODAY + DAY


@pytest.mark.parametrize(
    ("one", "step", "on"),
    [
        (unease(), Step.HEAR, TODAY + DAY),
        (unease(), Step.HEAR, TODAY - 6 * DAY),
        (unease(heard_on=TODAY), Step.OWN_UP, TODAY - DAY),
        (unease(heard_on=TODAY), Step.HEAR, TODAY),
        (unease(ended_on=TODAY), Step.HEAR, TODAY),
    ],
)
def test_a_step_is_done_once_in_its_order_and_not_ahead(
    one: Recovery, step: Step, on: date
) -> None:
    with pytest.raises(InvalidEntry):
        service.do_step(one, step, on, now=NOW)


def test_a_complaint_is_put_right_with_its_recovery_and_open_again_without() -> None:
    touch = complaint()
    one = unease(touchpoint_id=touch.id)
    fixed = service.do_step(one, Step.FIX, TODAY, now=NOW, complaint=touch)
    journal = there_and_back(fixed, one, touch)
    right = the(Touchpoint, journal)
    assert right.resolved_at == NOON
    again = service.take_back_step(the(Recovery, journal), Step.OWN_UP, TODAY, right)
    opened = there_and_back(again, *journal.values())
    assert the(Touchpoint, opened).resolved_at is None
    assert playbook.next_step(the(Recovery, opened)) is Step.OWN_UP


def test_a_complaint_put_right_on_an_earlier_day_was_so_at_noon() -> None:
    touch = complaint()
    one = unease(touchpoint_id=touch.id)
    fixed = service.do_step(one, Step.FIX, TODAY - 2 * DAY, now=NOW, complaint=touch)
    right = the(Touchpoint, there_and_back(fixed, one, touch)).resolved_at
    assert right is not None
    assert right.astimezone(NOW.tzinfo) == datetime(2026, 11, 18, 12, tzinfo=NOW.tzinfo)


def test_a_complaint_of_two_is_put_right_once_it_is_with_both() -> None:
    touch = complaint()
    hers, his = unease(touchpoint_id=touch.id), unease(touchpoint_id=touch.id)
    both = (hers, his)
    first = service.do_step(hers, Step.FIX, TODAY, now=NOW, complaint=touch, others=both)
    journal = there_and_back(first, *both, touch)
    assert the(Touchpoint, journal).resolved_at is None
    others = [one for one in journal.values() if isinstance(one, Recovery)]
    second = service.do_step(his, Step.FIX, TODAY, now=NOW, complaint=touch, others=others)
    assert the(Touchpoint, there_and_back(second, *journal.values())).resolved_at == NOON


def test_what_was_never_done_cannot_be_taken_back() -> None:
    with pytest.raises(InvalidEntry):
        service.take_back_step(unease(), Step.HEAR, TODAY)


def test_hearing_them_again_is_due_today() -> None:
    back = service.take_back_step(unease(heard_on=TODAY - DAY), Step.HEAR, TODAY)
    after = back.changes[0].after
    assert isinstance(after, Recovery)
    assert playbook.due_on(after) == TODAY


def test_the_next_step_is_moved_to_a_day_ahead() -> None:
    one = unease()
    moved = the(Recovery, there_and_back(service.move_step(one, TODAY + 2 * DAY, TODAY), one))
    assert playbook.due_on(moved) == TODAY + 2 * DAY
    with pytest.raises(InvalidEntry):
        service.move_step(one, TODAY - DAY, TODAY)
    with pytest.raises(InvalidEntry):
        service.move_step(unease(ended_on=TODAY), TODAY, TODAY)


def test_the_day_named_for_the_repair_is_when_it_is_due() -> None:
    one = unease(heard_on=TODAY, owned_on=TODAY, next_on=TODAY + DAY)
    named = the(Recovery, there_and_back(service.set_fix_by(one, TODAY + 9 * DAY, TODAY), one))
    assert playbook.due_on(named) == TODAY + 9 * DAY
    new = unease()
    early = the(Recovery, there_and_back(service.set_fix_by(new, TODAY, TODAY), new))
    assert early.fix_by == TODAY


@pytest.mark.parametrize(
    ("one", "day"),
    [
        (unease(), TODAY - DAY),
        (unease(heard_on=TODAY, owned_on=TODAY, fixed_on=TODAY), TODAY),
        (unease(ended_on=TODAY), TODAY),
    ],
)
def test_a_day_for_the_repair_lies_ahead_of_it(one: Recovery, day: date) -> None:
    with pytest.raises(InvalidEntry):
        service.set_fix_by(one, day, TODAY)


def test_an_unease_may_turn_out_to_be_nothing() -> None:
    one = unease(heard_on=TODAY)
    ended = the(Recovery, there_and_back(service.end_recovery(one, TODAY), one))
    assert playbook.closed_on(ended) == TODAY


@pytest.mark.parametrize(
    "one",
    [
        unease(touchpoint_id=complaint().id),
        unease(heard_on=TODAY, owned_on=TODAY, fixed_on=TODAY),
        unease(ended_on=TODAY),
    ],
)
def test_what_was_said_or_put_right_was_not_nothing(one: Recovery) -> None:
    with pytest.raises(InvalidEntry):
        service.end_recovery(one, TODAY)


def test_it_can_be_told_in_other_words() -> None:
    one = unease(about="short")
    assert the(Recovery, there_and_back(service.describe(one, " late "), one)).about == "late"


def score(journal: Journal, earlier: list[Touchpoint], at: datetime) -> float:
    touches = [one for one in journal.values() if isinstance(one, Touchpoint)]
    said = evidence.of_customer_records([*earlier, *touches], [], [])
    return depth.depth_at(said, at).score


felt = st.lists(
    st.tuples(st.integers(1, 400), st.integers(0, 2), st.sampled_from(Question)), max_size=8
)


@given(felt, st.none() | st.integers(-2, 2), st.integers(0, 60), st.integers(0, 700))
@settings(max_examples=60)
def test_an_open_complaint_does_not_fade_and_its_repair_is_no_bonus(
    before: list[tuple[int, int, Question]], feeling: int | None, took: int, later: int
) -> None:
    """With anyone who trusts the owner: from the complaint on, as it is put right by the steps."""
    happened_at = NOON - timedelta(days=took)
    earlier = [
        make_touchpoint(ROSA.id, happened_at=happened_at - days * DAY, feeling=felt, question=about)
        for days, felt, about in before
    ]
    touch = make_touchpoint(ROSA.id, kind=Kind.COMPLAINT, happened_at=happened_at, feeling=feeling)
    open_ = applied({}, add_touchpoint(touch, {}, now=NOON))
    at = NOON + timedelta(days=later)
    alone = [score(open_, [], happened_at), score(open_, [], at)]
    assert alone[0] == pytest.approx(alone[1])
    one = the(Recovery, open_)
    fixed = applied(open_, service.do_step(one, Step.FIX, TODAY, now=NOW, complaint=touch))
    never = score({}, earlier, at)
    assert score(open_, earlier, at) < score(fixed, earlier, at) <= never + 1e-9


def test_what_was_over_is_gone_on_with() -> None:
    nothing = unease(ended_on=TODAY)
    again = the(Recovery, there_and_back(service.reopen(nothing, TODAY), nothing))
    assert playbook.due_on(again) == TODAY
    right = unease(heard_on=TODAY, owned_on=TODAY, fixed_on=TODAY, checked_on=TODAY)
    again = the(Recovery, there_and_back(service.reopen(right, TODAY), right))
    assert playbook.next_step(again) is Step.CHECK_BACK
    with pytest.raises(InvalidEntry):
        service.reopen(again, TODAY)


def test_an_unease_is_deleted() -> None:
    one = unease()
    assert there_and_back(service.delete_recovery(one), one) == {}


def test_what_they_said_themselves_is_not_deleted_before_it_is_right() -> None:
    said = unease(touchpoint_id=new_id())
    with pytest.raises(InvalidEntry, match="They said so themselves"):
        service.delete_recovery(said)
    right = replace(said, fixed_on=TODAY)
    assert there_and_back(service.delete_recovery(right), right) == {}
