"""How long somebody may be silent: what can be asked for, and how it is taken back."""

from collections.abc import Callable

import pytest

from tests.samples import make_customer
from tests.services.applying import the, there_and_back
from trustjournal.domain.changes import Changeset, identity
from trustjournal.domain.records import (
    Customer,
    TagRule,
)
from trustjournal.errors import InvalidEntry
from trustjournal.services.rhythms import LONGEST, set_longest_gap, set_tag_rule

RULE = TagRule(**identity(), tag="vip", longest_gap_days=30)


def test_a_person_gets_a_longest_gap_and_loses_it_again() -> None:
    maria = make_customer("Maria")
    changeset = set_longest_gap(maria, 45)
    assert changeset.label == "Hear of Maria after 6 weeks"
    after = the(Customer, there_and_back(changeset, maria))
    assert after.longest_gap_days == 45
    back = set_longest_gap(after, None)
    assert back.label == "Let Maria keep their own rhythm"
    assert the(Customer, there_and_back(back, after)).longest_gap_days is None


def test_a_tag_gets_one_rule_in_any_spelling() -> None:
    changeset = set_tag_rule("  #VIP  Friends ", None, 30)
    assert changeset.label == "Hear of people tagged “vip friends” after 4 weeks"
    rule = the(TagRule, there_and_back(changeset))
    assert (rule.tag, rule.longest_gap_days) == ("vip friends", 30)


def test_the_rule_of_a_tag_is_changed_and_taken_away() -> None:
    assert the(TagRule, there_and_back(set_tag_rule("vip", RULE, 60), RULE)).longest_gap_days == 60
    changeset = set_tag_rule("vip", RULE, None)
    assert changeset.label == "Let people tagged “vip” keep their own rhythm"
    assert there_and_back(changeset, RULE) == {}


@pytest.mark.parametrize("days", [0, -1, LONGEST + 1])
def test_a_senseless_number_of_days_is_refused(days: int) -> None:
    for asked in (
        lambda: set_longest_gap(make_customer(), days),
        lambda: set_tag_rule("vip", None, days),
    ):
        refused(asked, "Write a number of days from 1 to 3650.")


@pytest.mark.parametrize("days", [1, LONGEST])
def test_the_shortest_and_the_longest_can_be_kept(days: int) -> None:
    assert set_longest_gap(make_customer(), days).changes
    assert set_tag_rule("vip", None, days).changes


def test_a_rule_needs_a_tag() -> None:
    refused(lambda: set_tag_rule(" # ", None, 30), "Write a word for the tag.")


def test_what_is_so_already_is_refused() -> None:
    said = "That is how it is already."
    refused(lambda: set_longest_gap(make_customer(longest_gap_days=9), 9), said)
    refused(lambda: set_longest_gap(make_customer(), None), said)
    refused(lambda: set_tag_rule("vip", RULE, 30), said)
    refused(lambda: set_tag_rule("vip", None, None), said)


def refused(ask: Callable[[], Changeset], sentence: str) -> None:
    with pytest.raises(InvalidEntry) as error:
        ask()
    assert str(error.value) == sentence
