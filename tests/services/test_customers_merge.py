"""Two records of one person become one, with nothing lost."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import full_customer, make_customer
from trustjournal.domain.records import (
    Address,
    Customer,
    ImportantDate,
    Labelled,
)
from trustjournal.services.customers import merge_contact


def test_merging_fills_blanks() -> None:
    incoming = full_customer()
    merged = merge_contact(make_customer(), incoming)
    unmerged = {"id", "revision", "name", "kind", "stage", "is_sample", "referred_by", "lost_on"}
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
