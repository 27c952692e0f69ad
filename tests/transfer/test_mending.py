"""What no journal can keep is mended, and what is sound stays the very same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import (
    full_custom_field,
    full_customer,
    full_preferences,
    full_touchpoint,
    make_answer,
    make_customer,
    make_gesture,
    make_touchpoint,
)
from trustjournal.domain.records import Labelled, Record
from trustjournal.services.amounts import MOST
from trustjournal.transfer.mending import mended, mended_value

ROSA = make_customer()


@pytest.mark.parametrize(
    "record",
    [full_customer(), full_touchpoint(ROSA.id), full_preferences(), full_custom_field()],
    ids=lambda record: type(record).__name__,
)
def test_what_is_sound_stays_the_very_same(record: Record) -> None:
    assert mended(record) is record


def test_broken_signs_become_one_that_can_be_kept_wherever_they_stand() -> None:
    customer = make_customer(
        "a\0b", phones=(Labelled(value="1\ud800", label="\0"),), tags=("ok", "\udfff")
    )
    found = mended(customer)
    assert found.name == "a\ufffdb"
    assert found.phones == (Labelled(value="1\ufffd", label="\ufffd"),)
    assert found.tags == ("ok", "\ufffd")
    assert mended(make_answer(ROSA.id, text="\0")).text == "\ufffd"
    assert mended_value((("Kiln", "\0"),)) == (("Kiln", "\ufffd"),)


@pytest.mark.parametrize(
    ("amount", "kept"),
    [("NaN", 0), ("-Infinity", 0), ("1e30", MOST), ("-1e30", -MOST), ("12.5", Decimal("12.5"))],
)
def test_an_amount_without_end_becomes_one_that_can_be_kept(amount: str, kept: Decimal) -> None:
    assert mended(make_gesture(ROSA.id, cost=Decimal(amount))).cost == kept


@pytest.mark.parametrize("sign", [1, -1])
def test_a_number_that_no_column_takes_becomes_the_largest(sign: int) -> None:
    found = mended(make_touchpoint(ROSA.id, duration_minutes=sign * 10**40))
    assert found.duration_minutes == sign * 2**53


@given(st.text(st.characters(exclude_categories=())) | st.integers())
def test_nothing_is_left_that_utf8_or_a_column_refuses(value: str | int) -> None:
    whole = mended_value((value,))
    assert mended_value(whole) is whole
    (part,) = whole
    if isinstance(part, str):
        assert b"\0" not in part.encode()
    else:
        part.to_bytes(8, "big", signed=True)
