"""A complaint sets its repair going, and both stay true to each other."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.samples import NOON, TODAY, make_customer, make_recovery, make_touchpoint
from tests.services.applying import Journal, applied, journal_of, the, there_and_back
from trustjournal.domain import recovery as playbook
from trustjournal.domain.cadence import local_day
from trustjournal.domain.capture import Draft
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Record, Recovery, Touchpoint
from trustjournal.domain.recovery import Step
from trustjournal.services.touchpoints import (
    add_touchpoint,
    delete_touchpoint,
    edit_touchpoint,
    log_touchpoint,
)

ROSA, ANA = make_customer(), make_customer("Ana")
DAY = timedelta(days=1)


def complaint(**fields: Any) -> Touchpoint:
    return make_touchpoint(ROSA.id, kind=Kind.COMPLAINT, note="The lid broke", **fields)


def added(touch: Touchpoint, *open_ones: Recovery) -> Journal:
    changeset = add_touchpoint(touch, {}, now=NOON, recoveries=open_ones)
    return there_and_back(changeset, *open_ones)


def edited(journal: Journal, *others: Record, **fields: Any) -> Journal:
    touch = the(Touchpoint, journal)
    changeset = edit_touchpoint(
        touch, now=NOON, recoveries=of(Recovery, [*journal.values(), *others]), **fields
    )
    return there_and_back(changeset, *journal.values(), *others)


def of(kind: type[Recovery], records: Iterable[Record]) -> list[Recovery]:
    return [one for one in records if isinstance(one, kind)]


def test_a_complaint_logged_is_to_be_put_right_with_everyone_named() -> None:
    draft = Draft(customer_ids=(ROSA.id,), unknown=("Ana",), kind=Kind.COMPLAINT, note="Broken")
    logged = log_touchpoint(
        draft,
        customers={ROSA.id: ROSA},
        check_ins={},
        now=NOON,
        zone="Europe/Madrid",
        new_people=[ANA],
    )
    journal = there_and_back(logged, ROSA)
    touch = the(Touchpoint, {key: one for key, one in journal.items() if one != ROSA})
    begun = of(Recovery, journal.values())
    assert {one.customer_id for one in begun} == {ROSA.id, ANA.id}
    assert all(one.touchpoint_id == touch.id for one in begun)
    assert all(one.about == "Broken" and playbook.due_on(one) == TODAY for one in begun)


def test_anything_else_sets_nothing_going() -> None:
    assert not of(Recovery, added(make_touchpoint(ROSA.id, kind=Kind.ENQUIRY)).values())


def test_an_unease_that_is_spoken_of_becomes_the_complaint_s() -> None:
    flagged = make_recovery(ROSA.id, about="Short on the phone", heard_on=TODAY)
    touch = complaint()
    one = the(Recovery, added(touch, flagged))
    assert (one.id, one.touchpoint_id) == (flagged.id, touch.id)
    assert (one.about, one.heard_on) == ("Short on the phone", TODAY)


@pytest.mark.parametrize(
    "fields", [{"touchpoint_id": complaint().id}, {"fixed_on": TODAY}, {"ended_on": TODAY}]
)
def test_a_complaint_of_its_own_is_put_right_on_its_own(fields: dict[str, Any]) -> None:
    known = make_recovery(ROSA.id, **fields)
    assert len(of(Recovery, added(complaint(), known).values())) == 2


def test_what_was_put_right_at_once_is_asked_about_a_week_later() -> None:
    one = the(Recovery, added(complaint(resolved_at=NOON)))
    assert playbook.next_step(one) is Step.CHECK_BACK
    assert playbook.due_on(one) == TODAY + 7 * DAY


def test_what_was_put_right_long_ago_needs_nothing() -> None:
    then = NOON - 30 * DAY
    assert not of(Recovery, added(complaint(happened_at=then, resolved_at=then)).values())


def test_a_complaint_of_last_week_was_to_be_heard_last_week() -> None:
    assert playbook.due_on(the(Recovery, added(complaint(happened_at=NOON - 7 * DAY)))) == (
        TODAY - 7 * DAY
    )


def test_an_edit_is_told_in_the_recovery_too() -> None:
    journal = edited(added(complaint()), note="Both lids broke", happened_at=NOON - DAY)
    one = the(Recovery, journal)
    assert (one.about, one.noticed_at) == ("Both lids broke", NOON - DAY)
    assert playbook.due_on(one) == TODAY - DAY


def test_words_of_the_owner_and_a_moved_day_survive_an_edit() -> None:
    touch = complaint()
    known = make_recovery(
        ROSA.id, touchpoint_id=touch.id, about="Mine", next_on=TODAY + DAY, noticed_at=NOON - DAY
    )
    journal = journal_of([touch, known])
    one = the(Recovery, edited(journal, note="Both", happened_at=NOON - 3 * DAY))
    assert one == known


def test_an_edit_that_changes_nothing_of_it_leaves_it_alone() -> None:
    before = added(complaint())
    assert the(Recovery, edited(before, feeling=-2)) == the(Recovery, before)


def test_a_complaint_put_right_in_its_form_is_fixed() -> None:
    right = edited(added(complaint(happened_at=NOON - 4 * DAY)), resolved_at=NOON - DAY)
    one = the(Recovery, right)
    assert (one.heard_on, one.fixed_on) == (TODAY - DAY, TODAY - DAY)
    moved = edited(right, resolved_at=NOON)
    assert the(Recovery, moved).fixed_on == TODAY
    again = the(Recovery, edited(moved, resolved_at=None))
    assert playbook.next_step(again) is Step.FIX


def test_a_touchpoint_that_turns_out_to_be_a_complaint_is_to_be_put_right() -> None:
    journal = edited(added(make_touchpoint(ROSA.id)), kind=Kind.COMPLAINT)
    assert the(Recovery, journal).touchpoint_id == the(Touchpoint, journal).id


def test_an_old_complaint_that_nobody_took_up_is_left_alone_by_an_edit() -> None:
    touch = complaint()
    assert not of(Recovery, edited({touch.id: touch}, note="Else").values())


def test_who_was_there_as_well_is_to_be_heard_too_and_who_was_not_is_left_alone() -> None:
    journal = edited(added(complaint()), customer_ids=(ROSA.id, ANA.id))
    assert {one.customer_id for one in of(Recovery, journal.values())} == {ROSA.id, ANA.id}
    journal = edited(journal, customer_ids=(ANA.id,))
    assert the(Recovery, journal).customer_id == ANA.id


@pytest.mark.parametrize("how", ["edited", "deleted"])
def test_a_recovery_nobody_has_begun_goes_with_its_complaint_and_another_stays(how: str) -> None:
    touch = complaint()
    untouched = make_recovery(ROSA.id, touchpoint_id=touch.id)
    heard = make_recovery(ROSA.id, touchpoint_id=touch.id, heard_on=TODAY)
    flagged = make_recovery(ROSA.id, touchpoint_id=touch.id, noticed_at=NOON - DAY)
    known = [untouched, heard, flagged]
    if how == "deleted":
        after = there_and_back(delete_touchpoint(touch, known), touch, *known)
    else:
        after = edited(journal_of([touch, *known]), kind=Kind.VISIT)
    left = {one.id: one for one in of(Recovery, after.values())}
    assert set(left) == {heard.id, flagged.id}
    assert left[heard.id] == replace(heard, touchpoint_id=None, revision=left[heard.id].revision)


def test_an_unease_flagged_before_is_the_complaint_s_after_an_edit_too() -> None:
    flagged = make_recovery(ROSA.id)
    journal = edited(added(make_touchpoint(ROSA.id)), flagged, kind=Kind.COMPLAINT)
    assert the(Recovery, journal).id == flagged.id


def test_undo_takes_both_away() -> None:
    changeset = add_touchpoint(complaint(), {}, now=NOON)
    assert applied(applied({}, changeset), changeset.inverse("back")) == {}


@pytest.mark.parametrize("fixed_on", [TODAY, TODAY + 2 * DAY, None])
def test_a_complaint_is_right_once_who_is_left_of_it_was_put_right(fixed_on: date | None) -> None:
    touch = replace(complaint(), customer_ids=(ROSA.id, ANA.id))
    rosas = make_recovery(ROSA.id, touchpoint_id=touch.id, heard_on=TODAY, fixed_on=fixed_on)
    anas = make_recovery(ANA.id, touchpoint_id=touch.id)
    left = the(Touchpoint, edited(journal_of([touch, rosas, anas]), customer_ids=(ROSA.id,)))
    assert (left.resolved_at is not None) is (fixed_on is not None)
    if left.resolved_at is not None and fixed_on is not None:
        assert left.resolved_at >= touch.happened_at
        assert local_day(left.resolved_at, touch.zone) == fixed_on
