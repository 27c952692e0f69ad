"""Customers join, change, merge and leave with nothing left dangling."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import (
    full_customer,
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_touchpoint,
)
from tests.services.applying import Journal, there_and_back
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import (
    Address,
    CheckIn,
    Customer,
    Gesture,
    ImportantDate,
    Labelled,
    Promise,
    Stage,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry
from trustjournal.services.customers import (
    Attached,
    add_customer,
    add_tag,
    delete_customers,
    edit_customer,
    merge_contact,
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


def test_a_lost_customer_keeps_everything_but_the_stage() -> None:
    rosa, tomasz = full_customer(), make_customer("Tomasz", stage=Stage.LOST)
    changeset = set_stage([rosa, tomasz], Stage.LOST)
    after = only(changeset, rosa)
    assert changeset.label == "Change the stage of Rosa Delgado"
    assert after == replace(rosa, stage=Stage.LOST, revision=after.revision)


def test_a_stage_that_everyone_has_is_refused() -> None:
    with pytest.raises(InvalidEntry, match="nobody here whose stage would change"):
        set_stage([make_customer()], Stage.CUSTOMER)


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
            attached.check_ins,
            attached.promises,
            attached.gestures,
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
        check_ins=[make_check_in(rosa.id)],
        promises=[make_promise(rosa.id, touchpoint_id=alone.id), make_promise(rosa.id)],
        gestures=[make_gesture(rosa.id)],
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
        check_ins=[make_check_in(person.id) for person in gone],
        promises=promises,
        gestures=[make_gesture(person.id) for person in gone],
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


def test_merging_fills_blanks() -> None:
    incoming = full_customer()
    merged = merge_contact(make_customer(), incoming)
    unmerged = {"id", "revision", "name", "kind", "stage", "is_sample", "referred_by"}
    assert merged == {
        field.name: getattr(incoming, field.name)
        for field in fields(Customer)
        if field.name not in unmerged
    }


def test_merging_the_same_again_adds_nothing() -> None:
    rosa = full_customer()
    assert merge_contact(rosa, rosa) == {}


def test_merging_unites_lists_by_what_they_mean() -> None:
    existing = make_customer(
        phones=(Labelled(value="+34 600-000-001"),),
        emails=(Labelled(value="Rosa@Example.org", label="shop"),),
        addresses=(Address(street="1 Hill St", city="Cádiz"),),
        dates=(ImportantDate(label="Birthday", month=5, day=3),),
        tags=("VIP",),
    )
    incoming = make_customer(
        phones=(Labelled(value="+34600000001", label="mobile"), Labelled(value="12")),
        emails=(Labelled(value="rosa@example.org", label="home"), Labelled(value="r@x.org")),
        addresses=(Address(label="shop", street="1 hill  st", city="CÁDIZ"),),
        dates=(
            ImportantDate(label="birthday", month=5, day=3, year=1986),
            ImportantDate(label="opened", month=4, day=1),
        ),
        tags=("vip", "oak"),
    )
    assert merge_contact(existing, incoming) == {
        "phones": (Labelled(value="+34 600-000-001", label="mobile"), Labelled(value="12")),
        "emails": (Labelled(value="Rosa@Example.org", label="shop"), Labelled(value="r@x.org")),
        "dates": (
            ImportantDate(label="Birthday", month=5, day=3, year=1986),
            ImportantDate(label="opened", month=4, day=1),
        ),
        "tags": ("VIP", "oak"),
    }


def test_merging_keeps_two_births_that_disagree() -> None:
    ours = ImportantDate(label="birthday", month=5, day=3, year=1986)
    theirs = ImportantDate(label="birthday", month=5, day=3, year=1987)
    merged = merge_contact(make_customer(dates=(ours,)), make_customer(dates=(theirs,)))
    assert merged == {"dates": (ours, theirs)}


def test_merging_writes_what_disagrees_into_the_note_once() -> None:
    existing = make_customer(company="Café Alma", note="Met at the market.", since=date(2023, 4, 1))
    incoming = make_customer(
        "Rosa D.", company="Alma Ltd", note="Speaks Spanish.", since=date(2022, 1, 1)
    )
    merged = merge_contact(existing, incoming)
    assert merged == {
        "note": "Met at the market.\nSpeaks Spanish.\nName: Rosa D.\nCompany: Alma Ltd\n"
        "Customer since: 2022-01-01"
    }
    assert merge_contact(replace(existing, **merged), incoming) == {}


def test_merging_tells_a_shorter_text_from_a_longer_one_in_the_note() -> None:
    existing = make_customer(company="Alma", note="Company: Oak Tiles")
    merged = merge_contact(existing, make_customer(company="Oak"))
    assert merged == {"note": "Company: Oak Tiles\nCompany: Oak"}


def test_a_text_that_differs_in_case_and_space_only_is_the_same() -> None:
    assert merge_contact(make_customer("Rosa Delgado"), make_customer("ROSA  delgado")) == {}


def test_a_sample_merged_with_a_real_person_is_real() -> None:
    sample, real = make_customer(is_sample=True), make_customer()
    assert merge_contact(sample, real) == {"is_sample": False}
    assert merge_contact(real, sample) == {}


def test_a_merge_makes_nobody_refer_themselves() -> None:
    rosa = make_customer()
    assert merge_contact(rosa, make_customer(referred_by=rosa.id)) == {}


texts = st.sampled_from(["", "oak", "Oak", "oak tiles", "spring market"])
labelled = st.builds(Labelled, value=st.sampled_from(["+34 1", "341", "a@b.c", "A@B.c"])).map(
    lambda one: (one,)
)
contacts = st.builds(
    make_customer,
    name=st.sampled_from(["Rosa", "rosa", "Rosa D."]),
    company=texts,
    role=texts,
    loves=texts,
    note=texts,
    phones=labelled,
    emails=labelled,
    tags=st.lists(texts.filter(bool), max_size=2).map(tuple),
    yearly_value=st.none() | st.sampled_from([Decimal(10), Decimal("12.5")]),
    since=st.none() | st.sampled_from([date(2023, 4, 1), date(2022, 1, 1)]),
    referred_by=st.none() | st.just(UUID(int=5)),
    close_to_heart=st.booleans(),
)


@given(contacts, contacts)
def test_nothing_is_lost_in_a_merge_and_a_second_one_adds_nothing(
    existing: Customer, incoming: Customer
) -> None:
    merged = replace(existing, **merge_contact(existing, incoming))
    everything = repr(merged).casefold()
    for source in (existing, incoming):
        for text in (source.name, source.company, source.role, source.loves, source.note):
            assert text.casefold() in everything
        for one in source.emails:
            assert one.value.casefold() in everything
        for tag in source.tags:
            assert tag.casefold() in everything
        if source.yearly_value is not None:
            assert str(source.yearly_value) in everything
        if source.since is not None:
            assert source.since in (merged.since,) or str(source.since) in merged.note
        assert merged.close_to_heart or not source.close_to_heart
    assert merge_contact(merged, incoming) == {}
