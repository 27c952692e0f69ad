"""Who sent whom: one change per branch, and no rings."""

from dataclasses import replace

import pytest

from tests.samples import make_customer
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry
from trustjournal.services.customers import edit_customer
from trustjournal.services.referrals import check_ring, refer

ANA = make_customer("Ana")
BEN = make_customer("Ben", referred_by=ANA.id)
CHO = make_customer("Cho", referred_by=BEN.id)
DEE = make_customer("Dee")


def test_a_branch_moves_in_one_change() -> None:
    found = refer(BEN, DEE, [])
    assert found.label == "Ben was sent by Dee"
    (change,) = found.changes
    assert change.before == BEN
    assert isinstance(change.after, Customer)
    assert change.after == replace(BEN, referred_by=DEE.id, revision=change.after.revision)
    assert change.after.revision != BEN.revision


def test_a_branch_becomes_a_root() -> None:
    found = refer(BEN, None, [])
    (change,) = found.changes
    assert found.label == "Ben was sent by nobody"
    assert isinstance(change.after, Customer)
    assert change.after.referred_by is None


def test_taking_it_back_restores_the_branch() -> None:
    found = refer(BEN, DEE, [])
    assert found.inverse("Undo").changes[0].after == BEN


@pytest.mark.parametrize(
    ("customer", "referrer", "above", "sentence"),
    [
        (ANA, ANA, [], "nobody refers themselves"),
        (ANA, BEN, [ANA], "Ben was sent by Ana: they cannot have sent each other"),
        (ANA, CHO, [BEN, ANA], "Cho came through Ana: they cannot have sent each other"),
        (BEN, ANA, [], "Ben was sent by Ana already"),
        (ANA, None, [], "Nobody sent Ana as it is"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    customer: Customer, referrer: Customer | None, above: list[Customer], sentence: str
) -> None:
    with pytest.raises(InvalidEntry, match=sentence):
        refer(customer, referrer, above)


def test_a_ring_of_others_above_hinders_nothing() -> None:
    check_ring(DEE, [ANA, BEN, ANA, BEN])


def test_the_form_refuses_oneself_in_the_same_words() -> None:
    with pytest.raises(InvalidEntry) as said:
        edit_customer(ANA, referred_by=ANA.id)
    with pytest.raises(InvalidEntry, match=str(said.value)):
        check_ring(ANA, [ANA])
