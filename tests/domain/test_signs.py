"""The nine signs, and where they and the rest of the log disagree."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import NOON, make_touchpoint
from trustjournal.domain import depth, evidence, signs
from trustjournal.domain.choices import Kind
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.signs import LACKING, SIGNS, Check, Verdict
from trustjournal.domain.signs_words import deed, explain, sign_word, told

ROSA = UUID(int=1)


def ago(days: float) -> datetime:
    return NOON - timedelta(days=days)


def sign(kind: Kind, days: float) -> Touchpoint:
    return make_touchpoint(ROSA, kind=kind, happened_at=ago(days))


def well_served() -> list[Touchpoint]:
    """Enough deliveries, visits and talks for a depth of Trusted without any sign."""
    spoken = (Kind.DELIVERY, Kind.VISIT, Kind.MEETING, Kind.PRICE)
    return [
        make_touchpoint(ROSA, kind=kind, happened_at=ago(days), feeling=2)
        for days in range(2, 80, 13)
        for kind in spoken
    ]


def checked(touchpoints: list[Touchpoint]) -> Check | None:
    known = [item for touch in touchpoints for item in evidence.of_touchpoint(touch)]
    return signs.check(touchpoints, known, NOON)


def test_each_sign_has_its_digit_in_the_order_of_the_list() -> None:
    assert "".join(signs.key_of(kind) for kind in SIGNS) == "123456789"
    assert len(set(SIGNS)) == 9


def test_a_sign_shows_a_lack_where_its_evidence_is_bad() -> None:
    bad = {kind for kind in SIGNS if (evidence.TABLE[kind].quality or 0) < 0}
    assert bad == LACKING


def test_signs_are_counted_within_their_time_only() -> None:
    touchpoints = [
        sign(Kind.PRAISE, 40),
        sign(Kind.PRAISE, 10),
        sign(Kind.PROOF_AGAIN, 5),
        sign(Kind.CONVERSATION, 5),
        sign(Kind.PRAISE, 100),
        sign(Kind.PRAISE, -1),
    ]
    assert signs.of(touchpoints, ago(90), NOON) == {Kind.PRAISE: 2, Kind.PROOF_AGAIN: 1}
    newest = signs.seen(touchpoints, ago(90), NOON)
    assert [touch.happened_at for touch in newest] == [ago(5), ago(10), ago(40)]


def test_a_deep_trust_of_those_who_hesitate_may_flatter() -> None:
    hesitating = [
        sign(Kind.FOOT_DRAGGING, 160),
        sign(Kind.FOOT_DRAGGING, 60),
        sign(Kind.LUKEWARM_REFERENCE, 20),
    ]
    found = checked([*well_served(), *hesitating])
    assert found is not None
    assert found.verdict is Verdict.FLATTERS
    assert explain(found, NOON) == (
        "The rest of the log says “Trusted”, but since June they dragged their feet twice "
        "and gave a lukewarm reference: depth may flatter you."
    )


def test_little_in_the_log_of_those_who_show_trust_may_hide_it() -> None:
    found = checked([sign(Kind.RENEWAL, 30), sign(Kind.REFERENCE, 12)])
    assert found is not None
    assert (found.verdict, found.stage) == (Verdict.UNDERRATES, DepthStage.NEW)
    assert explain(found, NOON) == (
        "The rest of the log says “New”, but since October they renewed on time and gave a warm "
        "reference: they may trust you more than the log shows."
    )


def test_signs_that_say_the_same_are_said_to() -> None:
    high = checked([*well_served(), sign(Kind.PRAISE, 30), sign(Kind.EXPANSION, 12)])
    low = checked([sign(Kind.PROOF_AGAIN, 30), sign(Kind.RENEWAL_LATE, 12)])
    for found in (high, low):
        assert found is not None
        assert found.verdict is Verdict.AGREES
        assert explain(found, NOON) == "The signs say the same as the rest of the log."


def test_the_signs_do_not_vouch_for_themselves() -> None:
    """Many warm references lift the depth; the check holds them against the depth without them."""
    warm = [sign(Kind.REFERENCE, days) for days in range(5, 60, 5)]
    praised = [sign(Kind.PRAISE, days) for days in range(5, 60, 5)]
    renewed = [sign(Kind.RENEWAL, days) for days in range(400, 700, 20)]
    everything = [*warm, *praised, *renewed]
    known = [item for touch in everything for item in evidence.of_touchpoint(touch)]
    assert depth.depth_at(known, NOON).stage.floor >= DepthStage.FAMILIAR.floor
    found = signs.check(everything, known, NOON)
    assert found is not None
    assert (found.verdict, found.stage) == (Verdict.UNDERRATES, DepthStage.NEW)


@pytest.mark.parametrize(
    "shown",
    [
        [],
        [sign(Kind.FOOT_DRAGGING, 10)],
        [sign(Kind.FOOT_DRAGGING, 10), sign(Kind.PRAISE, 20)],
        [sign(Kind.FOOT_DRAGGING, 10), sign(Kind.PROOF_AGAIN, 20), sign(Kind.PRAISE, 9)],
        [sign(Kind.FOOT_DRAGGING, 10), sign(Kind.PROOF_AGAIN, 370)],
    ],
)
def test_few_mixed_or_old_signs_say_nothing(shown: list[Touchpoint]) -> None:
    assert checked([*well_served(), *shown]) is None


def test_a_familiar_trust_contradicts_no_signs() -> None:
    kinds = (Kind.DELIVERY, Kind.VISIT, Kind.MEETING, Kind.PRICE)
    some = [make_touchpoint(ROSA, kind=kind, happened_at=ago(5), feeling=2) for kind in kinds] * 2
    known = [item for touch in some for item in evidence.of_touchpoint(touch)]
    assert depth.depth_at(known, NOON).stage is DepthStage.FAMILIAR
    assert checked([*some, sign(Kind.PRAISE, 3), sign(Kind.PRAISE, 2)]) is None


@given(st.lists(st.tuples(st.sampled_from(SIGNS), st.integers(0, 800)), max_size=8))
def test_a_verdict_always_rests_on_enough_recent_signs_of_one_sort(
    shown: list[tuple[Kind, int]],
) -> None:
    found = checked([sign(kind, days) for kind, days in shown])
    if found is None:
        return
    recent = [kind for kind, days in shown if days < 365]
    assert sum(found.counts.values()) >= 0.75 * len(recent) >= 1.5
    assert len({kind in LACKING for kind in found.counts}) == 1
    assert ago(365) < found.since <= NOON
    assert explain(found, NOON).endswith(".")


def test_a_sign_of_a_year_ago_is_named_with_its_year() -> None:
    found = checked([sign(Kind.RENEWAL, 360), sign(Kind.REFERENCE, 12)])
    assert found is not None
    assert "since November 2025 they" in explain(found, NOON)


def test_what_they_did_often_comes_first() -> None:
    counts = {Kind.RENEWAL_LATE: 1, Kind.PROOF_AGAIN: 3, Kind.FOOT_DRAGGING: 2}
    assert (
        told(counts) == "asked for proof again 3 times, dragged their feet twice and renewed late"
    )


@pytest.mark.parametrize("kind", SIGNS)
def test_every_sign_has_its_words(kind: Kind) -> None:
    assert sign_word(kind) == deed(kind)[0].upper() + deed(kind)[1:]
    assert kind_word(kind)
