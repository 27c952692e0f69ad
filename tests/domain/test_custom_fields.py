"""What stands in the owner's own fields: kept, read back and put in order."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import full_custom_field, make_custom_field
from trustjournal.domain.choices import FieldKind
from trustjournal.domain.custom_fields import as_values, fits, kept, order_of, values_of
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import CustomValue
from trustjournal.errors import InvalidEntry

TEXT = make_custom_field("Glaze")
NUMBER = make_custom_field("Chairs", kind=FieldKind.NUMBER)
DAY = make_custom_field("Lease ends", kind=FieldKind.DATE)
LINK = make_custom_field("Shop", kind=FieldKind.LINK)
CHOICE = full_custom_field()


@pytest.mark.parametrize(
    ("field", "said", "stored"),
    [
        (TEXT, "  matte  white ", "matte  white"),
        (NUMBER, "12.50", "12.50"),
        (NUMBER, "1e3", "1000"),
        (DAY, "20261122", "2026-11-22"),
        (CHOICE, "Terrace GREEN", "terrace green"),
        (LINK, "example.org", "example.org"),
        (NUMBER, " ", ""),
    ],
)
def test_what_is_said_is_kept_in_one_form(field: CustomField, said: str, stored: str) -> None:
    assert kept(field, said) == stored


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (NUMBER, "twelve"),
        (NUMBER, "NaN"),
        (NUMBER, "1e9999"),
        (DAY, "22 Nov"),
        (CHOICE, "blue"),
    ],
)
def test_what_does_not_fit_is_refused_by_the_name_of_its_field(
    field: CustomField, said: str
) -> None:
    with pytest.raises(InvalidEntry, match=field.title):
        kept(field, said)


@settings(max_examples=60)
@given(st.sampled_from([TEXT, NUMBER, DAY, LINK, CHOICE]), st.text(max_size=40))
def test_what_is_kept_once_is_kept_as_it_is(field: CustomField, said: str) -> None:
    try:
        once = kept(field, said)
    except InvalidEntry:
        return
    assert kept(field, once) == once


def test_values_stand_in_the_order_of_their_fields() -> None:
    values = as_values({NUMBER.id: "4", TEXT.id: "white", DAY.id: ""}, [TEXT, DAY, NUMBER])
    assert [(one.field_id, one.value) for one in values] == [(TEXT.id, "white"), (NUMBER.id, "4")]


def test_what_stood_there_stays_though_it_is_offered_no_more() -> None:
    before = [CustomValue(field_id=CHOICE.id, value="ochre")]
    assert values_of(as_values({CHOICE.id: "ochre"}, [CHOICE], before)) == {CHOICE.id: "ochre"}
    assert as_values({}, [CHOICE], before) == ()


def test_a_field_that_is_not_asked_about_keeps_what_stands_there() -> None:
    before = [CustomValue(field_id=TEXT.id, value="white")]
    assert values_of(as_values({NUMBER.id: "4"}, [NUMBER], before)) == {
        NUMBER.id: "4",
        TEXT.id: "white",
    }


def test_each_kind_has_its_own_order() -> None:
    assert order_of(NUMBER, "10") == Decimal(10)
    assert order_of(DAY, "2026-11-22") == date(2026, 11, 22)
    assert [order_of(CHOICE, one) for one in ("terrace green", "terracotta", "ochre")] == [
        *(1, 0, None)
    ]
    assert order_of(TEXT, "Émail") == "email"
    assert order_of(NUMBER, "many") is None


def test_a_text_tells_whether_it_fits() -> None:
    assert fits(NUMBER, "4")
    assert not fits(NUMBER, "four")
