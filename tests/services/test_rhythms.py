"""How long somebody may be silent: what can be asked for, and how it is taken back."""

from collections.abc import Callable

import pytest

from tests.samples import make_customer
from tests.services.applying import the, there_and_back
from trustjournal.domain.cadence import LONGEST
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry
from trustjournal.services.rhythms import set_longest_gap


def test_a_person_gets_a_longest_gap_and_loses_it_again() -> None:
    maria = make_customer("Maria")
    changeset = set_longest_gap(maria, 45)
    assert changeset.label == "Hear of Maria after 6 weeks"
    after = the(Customer, there_and_back(changeset, maria))
    assert after.longest_gap_days == 45
    back = set_longest_gap(after, None)
    assert back.label == "Let Maria keep their own rhythm"
    assert the(Customer, there_and_back(back, after)).longest_gap_days is None


@pytest.mark.parametrize("days", [0, -1, LONGEST + 1])
def test_a_senseless_number_of_days_is_refused(days: int) -> None:
    said = "Write a number of days from 1 to 3650."
    refused(lambda: set_longest_gap(make_customer(), days), said)


@pytest.mark.parametrize("days", [1, LONGEST])
def test_the_shortest_and_the_longest_can_be_kept(days: int) -> None:
    assert set_longest_gap(make_customer(), days).changes


def test_what_is_so_already_is_refused() -> None:
    said = "That is how it is already."
    refused(lambda: set_longest_gap(make_customer(longest_gap_days=9), 9), said)
    refused(lambda: set_longest_gap(make_customer(), None), said)


def refused(ask: Callable[[], Changeset], sentence: str) -> None:
    with pytest.raises(InvalidEntry) as error:
        ask()
    assert str(error.value) == sentence
