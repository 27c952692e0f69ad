"""How often, by tag and by stage: what can be asked for, and how it is taken back."""

from collections.abc import Callable

import pytest

from tests.samples import make_stage_rule, make_tag_rule
from tests.services.applying import the, there_and_back
from trustjournal.domain.cadence import LONGEST
from trustjournal.domain.changes import Changeset
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import StageRule, TagRule
from trustjournal.errors import InvalidEntry
from trustjournal.services.rules import check_rule, set_rules, set_stage_rule, set_tag_rule

VIP = make_tag_rule("vip", longest_gap_days=30)
TRUSTED = make_stage_rule(DepthStage.TRUSTED, every_days=21)


def tagged(
    tag: str, existing: TagRule | None = None, every: int | None = None, longest: int | None = None
) -> Changeset:
    return set_tag_rule(tag, existing, every_days=every, longest_gap_days=longest)


def refused(ask: Callable[[], object], sentence: str) -> None:
    with pytest.raises(InvalidEntry) as error:
        ask()
    assert str(error.value) == sentence


def test_a_tag_gets_one_rule_in_any_spelling() -> None:
    changeset = tagged("  #VIP  Friends ", every=21, longest=30)
    assert changeset.label == "Be in touch with people tagged “vip friends” every 3 weeks"
    rule = the(TagRule, there_and_back(changeset))
    assert (rule.tag, rule.every_days, rule.longest_gap_days) == ("vip friends", 21, 30)


def test_the_longest_silence_of_a_tag_is_set_alone() -> None:
    changeset = tagged("vip", VIP, longest=60)
    assert changeset.label == "Hear of people tagged “vip” after 8 weeks"
    rule = the(TagRule, there_and_back(changeset, VIP))
    assert (rule.id, rule.every_days, rule.longest_gap_days) == (VIP.id, None, 60)


def test_with_neither_number_a_tag_has_no_rule() -> None:
    changeset = tagged("vip", VIP)
    assert changeset.label == "Let people tagged “vip” keep their own rhythm"
    assert there_and_back(changeset, VIP) == {}


def test_how_often_can_go_while_the_longest_silence_stays() -> None:
    both = make_tag_rule("vip", every_days=14, longest_gap_days=30)
    rule = the(TagRule, there_and_back(tagged("vip", both, longest=30), both))
    assert (rule.every_days, rule.longest_gap_days) == (None, 30)


def test_a_stage_gets_a_rule_and_loses_it_again() -> None:
    made = set_stage_rule(DepthStage.INNER_CIRCLE, None, every_days=14, longest_gap_days=None)
    assert made.label == "Be in touch with people at “Inner circle” every 2 weeks"
    rule = the(StageRule, there_and_back(made))
    assert (rule.stage, rule.every_days) == (DepthStage.INNER_CIRCLE, 14)
    gone = set_stage_rule(DepthStage.TRUSTED, TRUSTED, every_days=None, longest_gap_days=None)
    assert there_and_back(gone, TRUSTED) == {}


@pytest.mark.parametrize("days", [0, -1, LONGEST + 1])
def test_a_senseless_number_of_days_is_refused(days: int) -> None:
    said = "Write a number of days from 1 to 3650."
    refused(lambda: tagged("vip", every=days), said)
    refused(lambda: tagged("vip", longest=days), said)


@pytest.mark.parametrize("days", [1, LONGEST])
def test_the_shortest_and_the_longest_can_be_kept(days: int) -> None:
    assert tagged("vip", every=days, longest=days).changes


def test_at_the_latest_does_not_come_before_how_often() -> None:
    check_rule(21, 21)
    refused(
        lambda: tagged("vip", every=21, longest=20),
        "At the latest cannot come before how often. Choose 21 days or more.",
    )


def test_a_rule_needs_a_tag() -> None:
    refused(lambda: tagged(" # ", longest=30), "Write a word for the tag.")


def test_what_is_so_already_is_refused() -> None:
    said = "That is how it is already."
    refused(lambda: tagged("vip", VIP, longest=30), said)
    refused(lambda: tagged("vip"), said)
    refused(lambda: set_rules([]), said)


def test_several_rules_are_one_act() -> None:
    stage = set_stage_rule(DepthStage.TRUSTED, TRUSTED, every_days=30, longest_gap_days=None)
    assert set_rules([stage]) is stage
    changeset = set_rules([tagged("vip", VIP, longest=60), stage])
    after = there_and_back(changeset, VIP, TRUSTED)
    assert the(TagRule, after).longest_gap_days == 60
    assert the(StageRule, after).every_days == 30
