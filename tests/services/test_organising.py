"""Who belongs together, and what is done with many people at once."""

from datetime import date, timedelta

import pytest

from tests.samples import make_check_in, make_customer, make_membership
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import CheckIn, Customer
from trustjournal.errors import InvalidEntry
from trustjournal.services.organising import (
    bring,
    drop_cadence,
    join,
    join_new,
    leave,
    say_role,
    set_cadence,
    take_out,
)

TODAY = date(2026, 11, 22)
ROSA, INES = make_customer("Rosa"), make_customer("Ines")
CLUB = make_customer("Book club", kind=CustomerKind.GROUP)
FAMILY = make_customer("Delgado", kind=CustomerKind.HOUSEHOLD)


def joined(changeset: Changeset) -> list[tuple[object, object, str]]:
    found = [change.after for change in changeset.changes]
    return [(one.customer_id, one.of_id, one.role) for one in found if isinstance(one, Membership)]


def planned(changeset: Changeset) -> dict[object, CheckIn]:
    found = [change.after for change in changeset.changes]
    return {one.customer_id: one for one in found if isinstance(one, CheckIn)}


def test_people_join_a_group_but_for_those_who_are_there() -> None:
    changeset = join([ROSA, INES], CLUB, [make_membership(INES.id, CLUB.id)], (), " the  chair ")
    assert joined(changeset) == [(ROSA.id, CLUB.id, "the chair")]
    assert changeset.label == "Add Rosa to Book club"


def test_nobody_joins_twice() -> None:
    with pytest.raises(InvalidEntry, match="Ines belongs to Book club already"):
        join([INES], CLUB, [make_membership(INES.id, CLUB.id)], ())


def test_nobody_belongs_to_a_person() -> None:
    with pytest.raises(InvalidEntry, match="is a person"):
        join([ROSA], INES, (), ())


def test_a_group_never_comes_to_belong_to_itself() -> None:
    with pytest.raises(InvalidEntry, match="itself"):
        join([CLUB], CLUB, (), ())
    with pytest.raises(InvalidEntry, match="itself"):
        join([CLUB], FAMILY, (), {CLUB.id})


def test_a_new_group_is_made_with_its_people() -> None:
    changeset = join_new([ROSA, INES], "los  delgado", CustomerKind.HOUSEHOLD, "daughter")
    group = changeset.changes[0].after
    assert isinstance(group, Customer)
    assert (group.name, group.kind) == ("Los Delgado", CustomerKind.HOUSEHOLD)
    assert joined(changeset) == [(one.id, group.id, "daughter") for one in (ROSA, INES)]
    with pytest.raises(InvalidEntry, match="household"):
        join_new([ROSA], "Club", CustomerKind.PERSON)


def test_new_people_come_into_the_journal_with_their_group() -> None:
    changeset = bring(FAMILY, [ROSA], ["Luz"], (), ())
    luz = changeset.changes[0].after
    assert isinstance(luz, Customer)
    assert joined(changeset) == [(ROSA.id, FAMILY.id, ""), (luz.id, FAMILY.id, "")]


def test_a_role_is_said_in_other_words_once() -> None:
    one = make_membership(ROSA.id, CLUB.id, role="buyer")
    assert joined(say_role(one, " owner ")) == [(ROSA.id, CLUB.id, "owner")]
    with pytest.raises(InvalidEntry, match="already"):
        say_role(one, "buyer ")


def test_leaving_ends_the_membership_only() -> None:
    one = make_membership(ROSA.id, CLUB.id)
    (change,) = leave(one, ROSA, CLUB).changes
    assert (change.before, change.after) == (one, None)


def test_several_are_taken_out_at_once() -> None:
    there = [make_membership(ROSA.id, CLUB.id), make_membership(ROSA.id, FAMILY.id)]
    changeset = take_out([ROSA, INES], CLUB, there)
    assert [change.before for change in changeset.changes] == there[:1]
    assert changeset.label == "Take Rosa out of Book club"
    with pytest.raises(InvalidEntry, match="Nobody"):
        take_out([INES], CLUB, there)


def test_a_cadence_counts_from_the_last_touch_and_is_never_due_before_today() -> None:
    last = {ROSA.id: TODAY - timedelta(days=5), INES.id: TODAY - timedelta(days=90)}
    changeset = set_cadence([ROSA, INES], {}, last, 30, TODAY)
    found = planned(changeset)
    assert found[ROSA.id].due_on == TODAY + timedelta(days=25)
    assert found[INES.id].due_on == TODAY
    assert {one.every_days for one in found.values()} == {30}


def test_a_sooner_check_in_keeps_its_day_and_its_words() -> None:
    sooner = make_check_in(
        ROSA.id, every_days=90, due_on=TODAY + timedelta(days=2), about="the oak", is_ask=True
    )
    found = planned(set_cadence([ROSA], {ROSA.id: sooner}, {}, 30, TODAY))[ROSA.id]
    assert (found.due_on, found.about, found.is_ask) == (sooner.due_on, "the oak", True)


def test_whoever_has_the_cadence_is_left_alone() -> None:
    check_in = make_check_in(ROSA.id, every_days=30)
    changeset = set_cadence([ROSA, INES], {ROSA.id: check_in}, {}, 30, TODAY)
    assert list(planned(changeset)) == [INES.id]
    with pytest.raises(InvalidEntry, match="already"):
        set_cadence([ROSA], {ROSA.id: check_in}, {}, 30, TODAY)
    with pytest.raises(InvalidEntry, match="from 1 to"):
        set_cadence([ROSA], {}, {}, 0, TODAY)


def test_check_ins_stop_for_everyone_who_has_one() -> None:
    check_in = make_check_in(ROSA.id)
    (change,) = drop_cadence([ROSA, INES], {ROSA.id: check_in}).changes
    assert (change.before, change.after) == (check_in, None)
    with pytest.raises(InvalidEntry, match="No check-in"):
        drop_cadence([INES], {})
