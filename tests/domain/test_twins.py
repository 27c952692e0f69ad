"""Where two records of one customer differ, as the owner is asked about it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from tests.samples import full_customer, make_attachment, make_check_in, make_customer, make_gesture
from trustjournal.domain.attached import Attached
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.twins import Twins, differences, ids_of, said_of


def test_the_choices_are_where_both_say_something_else() -> None:
    full, twin = full_customer(), make_customer("R. Delgado")
    assert differences(Twins(keep=full, gone=replace(full, id=twin.id))) == []
    assert [one.key for one in differences(Twins(keep=full, gone=twin))] == ["name"]
    other = replace(full, id=twin.id, company="Other", since=date(2020, 1, 1))
    found = differences(Twins(keep=full, gone=other))
    assert [(one.key, one.kept, one.gone) for one in found] == [
        ("company", "Café Alma", "Other"),
        ("since", "2023-04-01", "2020-01-01"),
    ]


def test_check_in_and_photo_are_found_among_all_that_is_attached() -> None:
    one, other = make_customer(), make_customer()
    plan, photo = make_check_in(other.id), make_attachment(one.id)
    attached = Attached(
        own=[make_gesture(other.id), plan],
        attachments=[make_attachment(one.id, is_photo=False), photo],
    )
    twins = Twins(keep=one, gone=other, attached=attached)
    assert (twins.check_in_of(one), twins.check_in_of(other)) == (None, plan)
    assert (twins.photo_of(one), twins.photo_of(other)) == (photo, None)
    assert differences(twins) == []


def test_one_photo_twice_is_no_choice() -> None:
    one, other = make_customer(), make_customer()
    attached = Attached(attachments=[make_attachment(one.id), make_attachment(other.id)])
    assert differences(Twins(keep=one, gone=other, attached=attached)) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("kind", CustomerKind.HOUSEHOLD, "Household"),
        ("gift_limit", Decimal("1E+2"), "100"),
        ("gift_budget", Decimal(0), "0"),
        ("longest_gap_days", 1, "1 day"),
        ("since", None, ""),
        ("loves", "", ""),
    ],
)
def test_a_value_is_said_as_its_owner_reads_it(name: str, value: object, said: str) -> None:
    who = replace(make_customer(), **{name: value})
    assert said_of(Twins(keep=who, gone=who), who, name) == said


def test_two_ids_come_in_one_order() -> None:
    low, high = UUID(int=1), UUID(int=2)
    assert ids_of(high, low) == ids_of(low, high) == (low, high)
