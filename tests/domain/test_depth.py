"""Depth is what models.md, section 1, says; the oracles are its table."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from math import fsum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain import depth
from trustjournal.domain.choices import Question
from trustjournal.domain.depth import DEFAULT, Evidence, Settings

START = datetime(2025, 1, 1, tzinfo=UTC)
U, D, H, F = Question
ORACLE = [
    (0, U, 1.0, 1.0),
    (20, D, 1.0, 1.0),
    (45, H, 0.5, 1.0),
    (80, D, -1.0, 2.0),
    (83, F, 1.0, 2.0),
    (150, D, 1.0, 1.0),
]
EVIDENCE = [
    Evidence(START + timedelta(day), question, quality, size, UUID(int=number))
    for number, (day, question, quality, size) in enumerate(ORACLE)
]
NOW = START + timedelta(180)
LEDGER = [
    (0, 0, 4.000, 24.000),
    (20, -0.241, 4.000, 27.759),
    (45, -0.584, 2.222, 29.397),
    (80, -1.012, -3.781, 24.604),
    (83, -0.048, 6.667, 31.223),
    (150, -2.060, 2.357, 31.519),
    (180, -0.952, 0, 30.568),
]
BANDS = [
    (0, 12.775, 36.373),
    (20, 16.108, 40.342),
    (45, 17.472, 42.188),
    (80, 13.841, 36.360),
    (83, 20.079, 43.012),
    (150, 20.110, 43.594),
    (180, 19.151, 42.702),
]

days = st.integers(-20, 900) | st.floats(-20, 900)
weighings = st.builds(
    Settings,
    half_life_days=st.floats(10, 1000),
    bad_weight=st.floats(0.5, 5),
    prior_strength=st.floats(0.5, 20),
    prior_mean=st.floats(0.05, 0.9),
    weights=st.sampled_from([DEFAULT.weights, {U: 0.4, D: 0.3, H: 0.2, F: 0.1}]),
)


@st.composite
def events(draw: st.DrawFn) -> Evidence:
    """Any evidence: at equal instants, of one source or several, some of it not fading yet."""
    at = START + timedelta(draw(days))
    held = draw(st.none() | st.just(0.0) | days | st.just(100_000.0))
    return Evidence(
        at,
        draw(st.sampled_from(Question)),
        draw(st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]) | st.floats(-1, 1)),
        draw(st.floats(0.1, 5)),
        UUID(int=draw(st.integers(0, 5))),
        None if held is None else START + timedelta(held),
    )


stories = st.lists(events(), max_size=25)


def at_three_decimals(number: float) -> object:
    return pytest.approx(number, abs=0.0005)


@pytest.mark.parametrize(("line", "expected"), list(zip(range(7), LEDGER, strict=True)))
def test_the_ledger_is_the_oracles(line: int, expected: tuple[float, ...]) -> None:
    day, fading, jump, after = expected
    found = depth.ledger(EVIDENCE, NOW)[line]
    assert found.at == START + timedelta(day)
    assert found.fading == at_three_decimals(fading)
    assert found.jump == at_three_decimals(jump)
    assert found.depth == at_three_decimals(after)


def test_the_ledger_names_its_sources_and_closes_without_one() -> None:
    lines = depth.ledger(EVIDENCE, NOW)
    assert [line.source_id for line in lines] == [*(e.source_id for e in EVIDENCE), None]
    assert lines[-1].jump == 0


def test_jumps_and_fading_sum_to_the_oracles() -> None:
    lines = depth.ledger(EVIDENCE, NOW)
    assert fsum(line.jump for line in lines) == at_three_decimals(15.465)
    assert fsum(line.fading for line in lines) == at_three_decimals(-4.897)


@pytest.mark.parametrize(("day", "low", "high"), BANDS)
def test_the_likely_range_is_the_oracles(day: int, low: float, high: float) -> None:
    found = depth.depth_at(EVIDENCE, START + timedelta(day))
    assert (found.low, found.high) == (at_three_decimals(low), at_three_decimals(high))


def test_scores_and_contributions_on_day_180_are_the_oracles() -> None:
    found = depth.depth_at(EVIDENCE, NOW)
    scores = {question: range_.score for question, range_ in found.by_question.items()}
    assert scores == {
        U: at_three_decimals(28.889),
        D: at_three_decimals(27.365),
        H: at_three_decimals(25.535),
        F: at_three_decimals(40.483),
    }
    assert [contribution.points for contribution in found.contributions] == [
        at_three_decimals(points) for points in (2.222, 1.325, 1.384, -1.669, 5.121, 2.186)
    ]
    assert [contribution.evidence for contribution in found.contributions] == EVIDENCE
    assert found.score == at_three_decimals(30.568)
    assert found.stage.word == "Acquainted"


@given(stories, days, weighings)
def test_the_ledger_adds_up_to_the_depth(
    story: list[Evidence], day: float, settings: Settings
) -> None:
    now = START + timedelta(day)
    lines = depth.ledger(story, now, settings)
    opening = 100 * settings.prior_mean
    moved = fsum(line.fading + line.jump for line in lines)
    final = depth.depth_at(story, now, settings).score
    assert opening + moved == pytest.approx(final, abs=1e-9)
    assert lines[-1].depth == pytest.approx(final, abs=1e-9)


@given(stories, weighings)
def test_every_line_of_the_ledger_is_the_depth_at_its_instant(
    story: list[Evidence], settings: Settings
) -> None:
    now = START + timedelta(2000)
    lines = depth.ledger(story, now, settings)
    running = accumulate(
        (line.fading + line.jump for line in lines), initial=100 * settings.prior_mean
    )
    assert [line.depth for line in lines] == pytest.approx(list(running)[1:], abs=1e-9)
    last_at = {line.at: line.depth for line in lines}
    for at, after in last_at.items():
        assert after == pytest.approx(depth.depth_at(story, at, settings).score, abs=1e-9)


@given(stories, days, weighings)
def test_contributions_above_a_stranger_add_up_to_the_depth(
    story: list[Evidence], day: float, settings: Settings
) -> None:
    found = depth.depth_at(story, START + timedelta(day), settings)
    points = fsum(contribution.points for contribution in found.contributions)
    assert 100 * settings.prior_mean + points == pytest.approx(found.score, abs=1e-9)
    assert found.low < found.score < found.high


@given(stories, days, weighings)
def test_decayed_sums_give_the_same_score(
    story: list[Evidence], day: float, settings: Settings
) -> None:
    now = START + timedelta(day)
    sums: defaultdict[Question, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for item in story:
        if item.at <= now:
            age = max((now - max(item.at, item.fades_from or item.at)) / timedelta(1), 0)
            share = item.size * abs(item.quality) * 0.5 ** (age / settings.half_life_days)
            sums[item.question][item.quality < 0] += share
    decayed = {question: (good, bad) for question, (good, bad) in sums.items()}
    expected = depth.depth_at(story, now, settings).score
    assert depth.from_sums(decayed, settings) == pytest.approx(expected, abs=1e-9)


@given(st.permutations(EVIDENCE))
def test_the_order_of_entry_does_not_matter(shuffled: list[Evidence]) -> None:
    assert depth.depth_at(shuffled, NOW) == depth.depth_at(EVIDENCE, NOW)
    assert depth.ledger(shuffled, NOW) == depth.ledger(EVIDENCE, NOW)


def test_a_change_of_clocks_moves_nothing() -> None:
    zone = ZoneInfo("Europe/Madrid")
    local = [replace(item, at=item.at.astimezone(zone)) for item in EVIDENCE]
    here = NOW.astimezone(zone)
    assert depth.depth_at(local, here).score == depth.depth_at(EVIDENCE, NOW).score
    assert depth.ledger(local, here) == depth.ledger(EVIDENCE, NOW)
    since = START.astimezone(zone)
    assert depth.series(local, since, here) == depth.series(EVIDENCE, START, NOW)


def naive(at: datetime) -> Any:
    return at.replace(tzinfo=None)


def day_alone(at: datetime) -> Any:
    return at.date()


@pytest.mark.parametrize("bare", [naive, day_alone])
def test_without_a_zone_a_moment_is_in_utc(bare: Callable[[datetime], Any]) -> None:
    fades, now = START + timedelta(30), bare(NOW)
    told = [*EVIDENCE, Evidence(START, F, -1, 1, UUID(int=9), fades)]
    same = [replace(item, at=bare(item.at)) for item in told]
    same[-1] = replace(same[-1], fades_from=bare(fades))
    assert depth.depth_at(same, now) == depth.depth_at(told, NOW)
    assert depth.ledger(same, now) == depth.ledger(told, NOW)
    assert depth.next_goes_well(same, now, 0.9) == depth.next_goes_well(told, NOW, 0.9)
    assert depth.series(same, bare(START), now) == depth.series(told, START, NOW)


def test_what_is_yet_to_come_does_not_count() -> None:
    early = START + timedelta(30)
    assert depth.depth_at(EVIDENCE, early) == depth.depth_at(EVIDENCE[:2], early)
    assert depth.ledger(EVIDENCE, early) == depth.ledger(EVIDENCE[:2], early)


def test_without_evidence_a_customer_is_a_stranger() -> None:
    found = depth.depth_at([], NOW)
    assert found.score == pytest.approx(20)
    assert found.stage.word == "New"
    assert [line.depth for line in depth.ledger([], NOW)] == [pytest.approx(20)]
    assert depth.from_sums({}) == pytest.approx(20)


def test_silence_drifts_to_the_stranger_and_widens_the_range() -> None:
    soon, late = (depth.depth_at(EVIDENCE, NOW + timedelta(gap)) for gap in (0, 3000))
    assert late.score == pytest.approx(20, abs=0.01)
    assert late.high / late.low > soon.high / soon.low


def test_evidence_that_is_held_weighs_in_full_until_it_fades() -> None:
    fades = START + timedelta(400)
    held = [Evidence(START, F, -1, 1, UUID(int=1), fades)]
    scores = [depth.depth_at(held, START + timedelta(day)).score for day in (0, 200, 400, 580)]
    assert scores[0] == scores[1] == scores[2] < scores[3]
    half_faded = [Evidence(fades, F, -1, 1, UUID(int=1))]
    assert scores[3] == depth.depth_at(half_faded, fades + timedelta(180)).score


def test_what_one_source_says_at_one_instant_is_one_line() -> None:
    both = [Evidence(START, question, -1, 1, UUID(int=1)) for question in (H, F)]
    other = Evidence(START, U, 1, 1, UUID(int=2))
    lines = depth.ledger([both[0], other, both[1]], NOW)
    assert [line.source_id for line in lines] == [UUID(int=1), UUID(int=2), None]
    assert lines[1].fading == 0


def test_the_chance_the_next_goes_well_starts_at_the_base_rate() -> None:
    assert depth.next_goes_well([], NOW, 0.9) == pytest.approx(0.9)
    one_good = [Evidence(NOW, U, 1, 1, UUID(int=1))]
    assert depth.next_goes_well(one_good, NOW, 0.9) == pytest.approx((4 * 0.9 + 1) / 5)
    half_bad = [Evidence(NOW - timedelta(180), D, -1, 1, UUID(int=1))]
    assert depth.next_goes_well(half_bad, NOW, 0.9) == pytest.approx(4 * 0.9 / 5)
    assert depth.next_goes_well(one_good, START, 0.9) == pytest.approx(0.9)


def test_the_series_shows_each_jump_at_its_instant() -> None:
    samples = depth.series(EVIDENCE, START - timedelta(5), NOW, points=50)
    assert (samples[0].at, samples[-1].at) == (START - timedelta(5), NOW)
    assert [sample.at for sample in samples] == sorted(sample.at for sample in samples)
    for line in depth.ledger(EVIDENCE, NOW)[:-1]:
        before, after = (sample for sample in samples if sample.at == line.at)
        assert after.score - before.score == pytest.approx(line.jump, abs=1e-9)
        assert after.score == pytest.approx(line.depth, abs=1e-9)
    last = depth.depth_at(EVIDENCE, NOW)
    assert (samples[-1].score, samples[-1].low, samples[-1].high) == (
        pytest.approx(last.score, abs=1e-9),
        pytest.approx(last.low, abs=1e-6),
        pytest.approx(last.high, abs=1e-6),
    )


@given(stories, days, st.integers(1, 12))
def test_the_series_is_the_depth_at_every_instant(
    story: list[Evidence], day: float, points: int
) -> None:
    until = START + timedelta(day)
    samples = depth.series(story, until - timedelta(300), until, points=points)
    assert len(samples) <= 3 * points
    assert samples[-1].at == until
    moments = {item.at for item in story}
    for sample in (samples[-1], *(sample for sample in samples if sample.at not in moments)):
        expected = depth.depth_at(story, sample.at).score
        assert sample.score == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "wrong",
    [
        {"half_life_days": 0},
        {"bad_weight": -1},
        {"prior_strength": 0},
        {"prior_mean": 1},
        {"weights": {U: 1.0}},
        {"weights": dict.fromkeys(Question, 1.0)},
    ],
)
def test_parameters_outside_their_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"positive|between|sum"):
        Settings(**wrong)


@pytest.mark.parametrize(("quality", "size"), [(1.1, 1), (-2, 1), (1, 0), (1, -1)])
def test_evidence_outside_its_range_is_refused(quality: float, size: float) -> None:
    with pytest.raises(ValueError, match="no evidence"):
        Evidence(START, U, quality, size, UUID(int=1))
