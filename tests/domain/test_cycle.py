"""The trust cycle: the figures of models.md, and what bad data must not do."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.domain import cycle
from trustjournal.domain.cycle import Node, Referrals, Signal, Tree

ANA, BEN, CHO, DEE, ELI, FAY = (UUID(int=number) for number in range(1, 7))
FAMILY: Tree = {
    ANA: Node(None, 900, 70),
    BEN: Node(ANA, 400, 40),
    CHO: Node(ANA, 250, 80),
    DEE: Node(BEN, 300, 20),
    ELI: Node(BEN, 100, 60),
    FAY: Node(DEE, 500, 10),
}
TODAY = date(2026, 11, 22)


def before(days: int) -> date:
    return TODAY - timedelta(days=days)


FOLLOWED = (400, 380, 200, 150, 60, 20)
BROUGHT = {1: (30, 200), 2: (90,), 3: (45,), 5: (10,)}
SIX = [UUID(int=number) for number in range(1, 7)]


def six_members() -> Referrals:
    """The six of models.md: how long each was followed, and the ages of whom they sent."""
    joined = {one: before(days) for one, days in zip(SIX, FOLLOWED, strict=True)}
    brought = {
        UUID(int=sender): [joined[UUID(int=sender)] + timedelta(age) for age in ages]
        for sender, ages in BROUGHT.items()
    }
    return Referrals(joined, brought)


def test_reach_counts_everyone_who_came_through_them() -> None:
    found = cycle.reach(FAMILY)
    assert [found[one] for one in (DEE, BEN, ANA)] == [1, 3, 5]
    assert found[CHO] == found[FAY] == 0


def test_exposure_is_what_they_sent_might_take_with_them() -> None:
    found = cycle.exposure(FAMILY)
    assert [found[one] for one in (DEE, BEN, ANA)] == pytest.approx([225, 230, 214])
    assert found[CHO] == found[FAY] == 0


def test_bare_tuples_are_a_tree_as_well() -> None:
    bare = {one: (node.parent, node.value, node.depth) for one, node in FAMILY.items()}
    assert cycle.reach(bare) == cycle.reach(FAMILY)
    assert cycle.exposure(bare) == cycle.exposure(FAMILY)
    assert cycle.forest(bare) == cycle.forest(FAMILY)


def chain(length: int, value: float = 100.0) -> Tree:
    """A chain of strangers to whom we mean nothing, each sent by the one before."""
    ids = [UUID(int=number + 1) for number in range(length)]
    return {one: Node(above, value, 0) for above, one in pairwise([None, *ids]) if one}


def test_exposure_looks_three_generations_down() -> None:
    assert cycle.exposure(chain(4))[UUID(int=1)] == pytest.approx(50 + 25 + 12.5)
    assert cycle.exposure(chain(9))[UUID(int=1)] == pytest.approx(50 + 25 + 12.5)


def test_a_sender_outside_the_tree_is_nobody() -> None:
    tree = {BEN: Node(ANA, 10, 0), CHO: Node(BEN, 10, 0)}
    assert cycle.reach(tree) == {BEN: 1, CHO: 0}
    assert cycle.forest(tree).parents == {BEN: None, CHO: BEN}


def test_a_ring_is_cut_above_its_oldest_member() -> None:
    ring = {DEE: Node(BEN), BEN: Node(CHO), CHO: Node(DEE), ELI: Node(CHO), ANA: Node(ANA)}
    grown = cycle.forest(ring)
    assert grown.parents == {DEE: BEN, BEN: None, CHO: DEE, ELI: CHO, ANA: None}
    assert cycle.reach(ring) == {BEN: 3, DEE: 2, CHO: 1, ELI: 0, ANA: 0}


def test_a_chain_of_ten_thousand_is_no_deeper_than_any_other() -> None:
    tree = chain(10_000)
    assert cycle.reach(tree)[UUID(int=1)] == 9_999
    assert cycle.exposure({one: tree[one] for one in reversed(tuple(tree))})[
        UUID(int=1)
    ] == pytest.approx(87.5)


@settings(max_examples=60)
@given(st.lists(st.none() | st.integers(0, 14), min_size=1, max_size=15))
def test_whoever_sent_whom_the_forest_has_no_ring(senders: list[int | None]) -> None:
    tree = {
        UUID(int=one): Node(None if sender is None else UUID(int=sender), 10, 50)
        for one, sender in enumerate(senders)
    }
    grown = cycle.forest(tree)
    assert sorted(grown.order) == sorted(tree)
    place = {one: number for number, one in enumerate(grown.order)}
    for one, parent in grown.parents.items():
        if parent is not None:
            assert parent == tree[one].parent
            assert place[parent] < place[one]
        elif tree[one].parent in tree:
            assert one in ring_of(tree, one)
            assert one == min(ring_of(tree, one))
    assert sum(cycle.reach(tree).values()) == sum(depth_in(grown, one) for one in tree)


def ring_of(tree: Tree, start: UUID) -> list[UUID]:
    """Return whom one comes to upwards from `start` until somebody comes again."""
    seen: list[UUID] = []
    one: UUID | None = start
    while one is not None and one in tree and one not in seen:
        seen.append(one)
        one = tree[one].parent
    return seen


def depth_in(grown: cycle.Forest, one: UUID) -> int:
    steps, parent = 0, grown.parents[one]
    while parent is not None:
        steps, parent = steps + 1, grown.parents[parent]
    return steps


def test_the_cohort_of_the_model() -> None:
    found = cycle.reproduction(SIX[2:], six_members(), TODAY)
    assert found is not None
    assert found.floor == 0.5
    assert found.ceiling == pytest.approx(0.8519, abs=5e-5)
    assert found.midpoint == pytest.approx(0.676, abs=5e-4)
    assert found.further_reach == pytest.approx(1 / (1 - 0.67593), abs=1e-3)


@pytest.mark.parametrize(("number", "share"), [(0, 1), (1, 1), (2, 1), (4, 0.4928)])
def test_a_young_members_ceiling_is_over_what_may_still_come(number: int, share: float) -> None:
    found = cycle.reproduction([SIX[number]], six_members(), TODAY)
    assert found is not None
    assert found.floor / found.ceiling == pytest.approx(share, abs=5e-5)


def test_the_share_of_a_young_cohort_is_that_of_its_mean_member() -> None:
    found = cycle.reproduction([SIX[3], SIX[4], SIX[5]], six_members(), TODAY)
    assert found is not None
    assert found.ceiling == pytest.approx(1 / (0.7101 + 0.4928 + 0.1449), abs=5e-4)


def test_too_young_a_cohort_gets_no_figure() -> None:
    assert cycle.reproduction([SIX[5]], six_members(), TODAY) is None
    assert cycle.reproduction([], six_members(), TODAY) is None
    assert cycle.reproduction([UUID(int=99)], six_members(), TODAY) is None
    nobody_sent = Referrals(six_members().joined_on, {})
    assert cycle.reproduction(SIX, nobody_sent, TODAY) is None


def test_only_the_first_year_of_each_counts() -> None:
    once = Referrals({ANA: before(1000)}, {ANA: [before(1000 - 365), before(1000 - 366)]})
    found = cycle.reproduction([ANA], once, TODAY)
    assert found is not None
    assert (found.floor, found.ceiling) == (1, 1)
    assert found.further_reach is None


def test_who_was_entered_later_than_those_they_sent_brought_them_at_once() -> None:
    late = Referrals({ANA: before(10)}, {ANA: [before(500)]})
    found = cycle.reproduction([ANA], late, TODAY)
    assert found is not None
    assert (found.floor, found.ceiling) == (1, 1)


def test_what_lies_ahead_is_not_known_yet() -> None:
    ahead = Referrals({ANA: before(400), BEN: before(-1)}, {ANA: [before(-1), before(300)]})
    found = cycle.reproduction([ANA, BEN], ahead, TODAY)
    assert found is not None
    assert (found.floor, found.ceiling) == (1, 1)


def test_cohorts_are_years_of_joining() -> None:
    found = cycle.cohorts(six_members(), TODAY)
    assert [(one.year, one.members, one.referrals) for one in found] == [(2025, 2, 3), (2026, 4, 2)]
    assert found[1].reproduction == cycle.reproduction(SIX[2:], six_members(), TODAY)
    assert found[0].reproduction == cycle.Reproduction(1.5, 1.5)


def joining(recent: int, earlier: int, year: int) -> list[date]:
    """Return joining days: so many in the last 90 days, in the 90 before, and each 90 before."""
    counts = [recent, earlier, year, year, year, year]
    return [
        before(90 * span + place * 90 // count)
        for span, count in enumerate(counts)
        for place in range(count)
    ]


def ending(recent: int, earlier: int, year: int = 9) -> list[tuple[date, bool]]:
    """Return ten promises per 90 days, of which so many were kept."""
    counts = [recent, earlier, year, year, year, year]
    return [
        (before(90 * span + place * 9), place < kept)
        for span, kept in enumerate(counts)
        for place in range(10)
    ]


def test_red_when_more_come_and_fewer_promises_are_kept() -> None:
    light = cycle.growth_light(joining(12, 8, 8), ending(7, 9), TODAY)
    assert light.signal is Signal.RED
    assert light.why == (
        "New customers in 90 days: 12, before that 8. "
        "Promises kept: 7 of 10, before that 9 of 10. "
        "More people come while promises slip: grow slowly for a while."
    )


def test_the_least_rise_with_the_least_fall_is_red() -> None:
    light = cycle.growth_light(joining(9, 8, 8), ending(8, 9), TODAY)
    assert light.signal is Signal.RED


def test_amber_when_one_of_them_alone_leaves_its_years_spread() -> None:
    assert cycle.growth_light(joining(16, 8, 8), ending(9, 9), TODAY).signal is Signal.AMBER
    assert cycle.growth_light(joining(8, 8, 8), ending(6, 9), TODAY).signal is Signal.AMBER


def test_green_when_both_move_the_good_way_or_hardly() -> None:
    steady = cycle.growth_light(joining(8, 8, 8), ending(9, 9), TODAY)
    assert steady.signal is Signal.GREEN
    assert cycle.growth_light(joining(4, 9, 8), ending(10, 8), TODAY).signal is Signal.GREEN
    assert cycle.growth_light(joining(11, 10, 2), ending(9, 9), TODAY).signal is Signal.GREEN


def test_too_few_promises_make_no_share() -> None:
    few = ending(2, 9)[:4] + ending(2, 9)[10:]
    light = cycle.growth_light(joining(8, 8, 8), few, TODAY)
    assert light.signal is Signal.GREEN
    assert light.windows[-1].share is None
    assert "Too few promises ended" in light.why


def test_a_young_journal_has_nothing_to_compare() -> None:
    for days in (0, 89, 178, 238):
        light = cycle.growth_light([before(days)], [], TODAY)
        assert light.signal is Signal.TOO_EARLY
        assert "eight months" in light.why
    assert cycle.growth_light([], [], TODAY).signal is Signal.TOO_EARLY
    assert cycle.growth_light([before(239)], [], TODAY).signal is Signal.GREEN


def test_what_is_dated_at_the_beginning_of_all_calendars_counts() -> None:
    light = cycle.growth_light([date.min], [(date.min, True)], TODAY)
    assert light.signal is Signal.GREEN
    ancient = Referrals({ANA: date.min}, {ANA: [date.min]})
    assert cycle.cohorts(ancient, TODAY) == [cycle.Cohort(1, 1, 1, cycle.Reproduction(1, 1))]


def test_now_may_be_an_instant() -> None:
    now = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    assert now.date() == TODAY
    assert cycle.reproduction(SIX, six_members(), now) == cycle.reproduction(
        SIX, six_members(), TODAY
    )
    assert cycle.cohorts(six_members(), now) == cycle.cohorts(six_members(), TODAY)
    told = joining(12, 8, 8), ending(7, 9)
    assert cycle.growth_light(*told, now) == cycle.growth_light(*told, TODAY)


@settings(max_examples=30)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 10), st.integers(0, 10))
def test_red_is_more_people_and_fewer_promises_kept(
    new: int, old: int, kept: int, kept_before: int
) -> None:
    light = cycle.growth_light(joining(new, old, 8), ending(kept, kept_before), TODAY)
    if light.signal is Signal.RED:
        assert new > old
        assert kept < kept_before
    elif light.signal is Signal.AMBER:
        assert new > old or kept < kept_before


def test_the_light_shows_the_months_it_looked_at() -> None:
    light = cycle.growth_light(joining(12, 8, 8), ending(7, 9), TODAY)
    assert [one.until_on for one in light.windows] == [before(30 * n) for n in range(14, -1, -1)]
    assert (light.windows[-1].joined, light.windows[-1].kept, light.windows[-1].ended) == (
        12,
        7,
        10,
    )
    assert light.windows[-4].joined == 8
    assert light.windows[-1].share == 0.7
