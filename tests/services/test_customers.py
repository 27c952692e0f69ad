"""Customers join, change, merge and leave with nothing left dangling."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import (
    TODAY,
    full_customer,
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_recovery,
    make_review,
    make_touchpoint,
)
from tests.services.applying import Journal, the, there_and_back
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Kind, Stage
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    ImportantDate,
    Promise,
    Recovery,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry
from trustjournal.services.customers import (
    Attached,
    add_customer,
    add_tag,
    delete_customers,
    edit_customer,
    new_customer,
    remove_tag,
    set_stage,
    tags_with,
)


def only(changeset: Changeset, *records: Customer) -> Customer:
    (customer,) = there_and_back(changeset, *records).values()
    assert isinstance(customer, Customer)
    return customer


def test_a_new_customer_has_a_tidy_name_and_tags() -> None:
    customer = new_customer("  Rosa   Delgado ", tags=("#vip", "VIP", " sends  friends", ""))
    assert customer.name == "Rosa Delgado"
    assert customer.tags == ("vip", "sends friends")
    assert only(add_customer(customer)) == customer


def test_adding_is_labelled_with_the_name() -> None:
    assert add_customer(new_customer("Rosa")).label == "Add Rosa"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " \n"}, "Write a name, so that you can find them again."),
        (
            {"yearly_value": Decimal(-1)},
            "Write the yearly value as a number, zero or more.",
        ),
        (
            {"yearly_value": Decimal("Infinity")},
            "Write the yearly value as a number, zero or more.",
        ),
        ({"yearly_value": Decimal("1e17")}, "Check the amount: it has too many digits."),
        (
            {"dates": (ImportantDate(label="birthday", month=4, day=31),)},
            "“birthday” is not on a day of the calendar. Check its day and month.",
        ),
        (
            {"dates": (ImportantDate(label="birthday", month=2, day=29, year=1999),)},
            "“birthday” is not on a day of the calendar. Check its day and month.",
        ),
    ],
)
def test_a_customer_that_cannot_be_kept_is_refused(values: dict[str, Any], sentence: str) -> None:
    known = make_customer()
    for refuse in (
        lambda: new_customer(**({"name": "Rosa"} | values)),
        lambda: add_customer(replace(known, **values)),
        lambda: edit_customer(known, **values),
    ):
        with pytest.raises(InvalidEntry) as refused:
            refuse()
        assert str(refused.value) == sentence


def test_a_birthday_on_29_february_needs_no_year() -> None:
    born = ImportantDate(label="birthday", month=2, day=29)
    assert new_customer("Rosa", dates=(born,)).dates == (born,)


def test_nobody_refers_themselves() -> None:
    rosa = make_customer()
    with pytest.raises(InvalidEntry, match="someone else"):
        edit_customer(rosa, referred_by=rosa.id)


def test_an_edit_changes_what_is_named_and_nothing_else() -> None:
    rosa = full_customer()
    changeset = edit_customer(rosa, name="Rosa D. ", loves="tiles")
    after = only(changeset, rosa)
    assert changeset.label == "Edit Rosa Delgado"
    assert after == replace(rosa, name="Rosa D.", loves="tiles", revision=after.revision)


def test_a_customer_who_comes_back_is_lost_no_longer() -> None:
    lost = make_customer(stage=Stage.LOST, lost_on=TODAY)
    assert only(set_stage([lost], Stage.CUSTOMER, TODAY), lost).lost_on is None


def test_a_lost_customer_keeps_everything_but_the_stage_and_the_day() -> None:
    rosa, tomasz = full_customer(), make_customer("Tomasz", stage=Stage.LOST)
    changeset = set_stage([rosa, tomasz], Stage.LOST, TODAY)
    after = only(changeset, rosa)
    assert changeset.label == "Change the stage of Rosa Delgado"
    assert after == replace(rosa, stage=Stage.LOST, lost_on=TODAY, revision=after.revision)


def test_a_stage_that_everyone_has_is_refused() -> None:
    with pytest.raises(InvalidEntry, match="nobody here whose stage would change"):
        set_stage([make_customer()], Stage.CUSTOMER, TODAY)


def test_a_tag_is_added_to_those_without_it_in_any_spelling() -> None:
    rosa, tomasz = make_customer(tags=("VIP",)), make_customer("Tomasz", tags=("oak",))
    changeset = add_tag([rosa, tomasz], "#vip ")
    assert changeset.label == "Tag Tomasz “vip”"
    assert only(changeset, tomasz).tags == ("oak", "vip")


def test_a_tag_is_taken_from_those_who_have_it_in_any_spelling() -> None:
    rosa, tomasz = make_customer(tags=("VIP", "oak")), make_customer("Tomasz")
    changeset = remove_tag([rosa, tomasz], "vip")
    assert changeset.label == "Take the tag “vip” from Rosa Delgado"
    assert only(changeset, rosa).tags == ("oak",)


def test_tagging_in_vain_is_refused() -> None:
    rosa = make_customer(tags=("vip",))
    with pytest.raises(InvalidEntry, match="Write a word"):
        add_tag([rosa], " # ")
    with pytest.raises(InvalidEntry, match="has the tag “Vip” already"):
        add_tag([rosa], "Vip")
    with pytest.raises(InvalidEntry, match="Nobody here has the tag “oak”"):
        remove_tag([rosa], "oak")


tags = st.lists(st.text(st.sampled_from("#aAß \t") | st.characters(), max_size=4))


@given(tags, tags)
def test_joined_tags_are_tidy_and_each_is_there_once(ours: list[str], added: list[str]) -> None:
    joined = tags_with(ours, added)
    folded = [tag.casefold() for tag in joined]
    assert len(set(folded)) == len(folded)
    assert all(tag and tag == " ".join(tag.split()) for tag in joined)
    assert tags_with(joined, ()) == joined


def left_after(customers: Sequence[Customer], attached: Attached) -> Journal:
    records = {
        record.id: record
        for group in (
            customers,
            attached.touchpoints,
            attached.promises,
            attached.recoveries,
            attached.own,
            attached.referred,
        )
        for record in group
    }
    return there_and_back(delete_customers(customers, attached), *records.values())


def test_a_customer_leaves_with_all_that_is_theirs_alone() -> None:
    rosa = make_customer()
    alone = make_touchpoint(rosa.id)
    attached = Attached(
        touchpoints=[alone],
        promises=[make_promise(rosa.id, touchpoint_id=alone.id), make_promise(rosa.id)],
        recoveries=[make_recovery(rosa.id, touchpoint_id=alone.id)],
        own=[make_check_in(rosa.id), make_gesture(rosa.id), make_review(rosa.id)],
    )
    assert left_after([rosa], attached) == {}


def test_a_shared_touchpoint_stays_with_the_others() -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz")
    shared = make_touchpoint(rosa.id, tomasz.id, note="both")
    (left,) = left_after([rosa], Attached(touchpoints=[shared])).values()
    assert left == replace(shared, customer_ids=(tomasz.id,), revision=left.revision)


def test_a_touchpoint_shared_by_everyone_who_leaves_goes() -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz")
    shared = make_touchpoint(rosa.id, tomasz.id)
    assert left_after([rosa, tomasz], Attached(touchpoints=[shared])) == {}


def test_a_complaint_is_right_once_whoever_was_not_heard_has_left() -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz")
    shared = make_touchpoint(rosa.id, tomasz.id, kind=Kind.COMPLAINT)
    rosas = make_recovery(rosa.id, touchpoint_id=shared.id)
    fixed = make_recovery(tomasz.id, touchpoint_id=shared.id, heard_on=TODAY, fixed_on=TODAY)
    left = left_after([rosa], Attached(touchpoints=[shared], recoveries=[rosas, fixed]))
    assert the(Touchpoint, left).resolved_at == shared.happened_at
    assert the(Recovery, left) == fixed
    still_open = left_after([tomasz], Attached(touchpoints=[shared], recoveries=[rosas, fixed]))
    assert the(Touchpoint, still_open).resolved_at is None


def test_those_they_referred_stay_referred_by_nobody() -> None:
    rosa = make_customer()
    ines = make_customer("Ines", referred_by=rosa.id)
    paul = make_customer("Paul", referred_by=rosa.id)
    left = left_after([rosa, paul], Attached(referred=[ines, paul]))
    (after,) = left.values()
    assert after == replace(ines, referred_by=None, revision=after.revision)


def test_a_promise_to_someone_else_outlives_the_touchpoint_it_was_made_in() -> None:
    rosa, other = make_customer(), UUID(int=9)
    alone = make_touchpoint(rosa.id)
    promise = make_promise(other, touchpoint_id=alone.id)
    (left,) = left_after([rosa], Attached(touchpoints=[alone], promises=[promise])).values()
    assert left == replace(promise, touchpoint_id=None, revision=left.revision)


def test_deleting_is_labelled_by_who_leaves() -> None:
    people = [make_customer(name) for name in ("Rosa", "Tomasz", "Ines")]
    assert delete_customers(people[:1], Attached()).label == "Delete Rosa"
    assert delete_customers(people, Attached()).label == "Delete Rosa and 2 others"
    with pytest.raises(InvalidEntry, match="Choose who"):
        delete_customers([], Attached())


@st.composite
def neighbourhoods(draw: st.DrawFn) -> tuple[list[Customer], Attached]:
    """People with shared records, some of whom leave, with what hangs on those."""
    people = [make_customer(name) for name in ("Ana", "Ben", "Cho", "Dee")]
    ids = [person.id for person in people]
    people = [
        replace(one, referred_by=draw(st.sampled_from([None, *(i for i in ids if i != one.id)])))
        for one in people
    ]
    gone = draw(st.lists(st.sampled_from(people), min_size=1, unique=True))
    gone_ids = {person.id for person in gone}
    groups = draw(st.lists(st.lists(st.sampled_from(ids), min_size=1, unique=True), max_size=4))
    touchpoints = [
        touchpoint
        for touchpoint in (make_touchpoint(*group) for group in groups)
        if gone_ids & {*touchpoint.customer_ids}
    ]
    made_in = st.sampled_from([None, *(touchpoint.id for touchpoint in touchpoints)])
    to_whom = draw(st.lists(st.sampled_from(ids), max_size=4))
    promises = [make_promise(one, touchpoint_id=draw(made_in)) for one in to_whom]
    return gone, Attached(
        touchpoints=touchpoints,
        promises=promises,
        own=[made(person.id) for person in gone for made in (make_check_in, make_gesture)],
        referred=[person for person in people if person.referred_by in gone_ids],
    )


@given(neighbourhoods())
def test_whoever_leaves_nothing_points_at_them(book: tuple[list[Customer], Attached]) -> None:
    customers, attached = book
    left = left_after(customers, attached)
    gone = {customer.id for customer in customers}
    gone |= {touchpoint.id for touchpoint in attached.touchpoints} - left.keys()
    for record in left.values():
        match record:
            case Customer():
                assert record.referred_by not in gone
            case Touchpoint():
                assert record.customer_ids
                assert not gone & {*record.customer_ids}
            case Promise():
                assert record.customer_id not in gone
                assert record.touchpoint_id not in gone
            case CheckIn() | Gesture():
                assert record.customer_id not in gone
            case _:
                raise AssertionError(record)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("zora kim", "Zora Kim"),
        ("Zora van der Kim", "Zora van der Kim"),
        ("IKEA", "IKEA"),
        ("o'neil-smith", "O'Neil-Smith"),
        ("anna-maria d’angelo", "Anna-Maria D’Angelo"),
        ("rosa's bakery", "Rosa's Bakery"),
    ],
)
def test_a_name_in_small_letters_gets_its_capitals(typed: str, kept: str) -> None:
    assert new_customer(typed).name == kept
