"""The rhythm of a customer: the oracles of models.md, and what must hold for any history."""

from datetime import UTC, date, datetime, timedelta
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.domain.rhythm import (
    ENOUGH,
    GONE_QUIET,
    QUIET,
    Flag,
    History,
    Rhythm,
    Silence,
    chance,
    fit,
    flag,
    history,
    history_of_gaps,
    normal,
    reached_on,
    reaches,
    silence,
    silences,
)

ORACLE = Rhythm(r=0.6, alpha=19.5, a=0.3, b=1.3)
LAST = date(2026, 9, 1)
MARIA = history_of_gaps((21, 20, 22, 21, 23), LAST)
ONCE = history([LAST])

GAPS = st.lists(st.integers(1, 400), max_size=12).map(tuple)


def after(days: int) -> date:
    return LAST + timedelta(days=days)


def test_memory_fades_at_each_contact() -> None:
    assert (MARIA.n, MARIA.usual_gap) == (5, 21)
    assert MARIA.x == pytest.approx(2.7731, abs=5e-5)
    assert MARIA.t == pytest.approx(60.3821, abs=5e-5)


@pytest.mark.parametrize(
    ("known", "days", "expected"),
    [
        (MARIA, 63, (0.1407, 0.7471, 0.3543)),
        (MARIA, 20, (0.4706, 0.9081, 0.5337)),
        (ONCE, 40, (0.5120, 0.6893, 0.1498)),
    ],
)
def test_silence_is_weighed_as_in_the_model(
    known: History, days: int, expected: tuple[float, float, float]
) -> None:
    found = silence(known, after(days), ORACLE)
    assert found.days == days
    assert (found.normal, found.with_us, found.back_within) == pytest.approx(expected, abs=5e-5)


def test_the_chances_are_crossed_on_the_days_of_the_model() -> None:
    assert reaches(MARIA, ORACLE, QUIET) == pytest.approx(48.845, abs=5e-4)
    assert reaches(MARIA, ORACLE, GONE_QUIET) == pytest.approx(78.211, abs=5e-4)


def test_the_flag_date_is_the_first_day_that_is_flagged() -> None:
    found = silence(MARIA, after(63), ORACLE)
    assert found.flag_on == after(79)
    assert flag(silence(MARIA, after(79), ORACLE)) is Flag.GONE_QUIET
    assert flag(silence(MARIA, after(78), ORACLE)) is Flag.QUIET
    assert reached_on(MARIA, ORACLE, QUIET) == after(49)
    assert flag(silence(MARIA, after(49), ORACLE)) is Flag.QUIET
    assert flag(silence(MARIA, after(48), ORACLE)) is Flag.NONE


def test_a_flag_beyond_a_century_is_none() -> None:
    assert silence(ONCE, LAST, Rhythm(r=0.05)).flag_on is None
    assert silence(ONCE, LAST, Rhythm(r=1e-9)).flag_on is None
    late = history([date.max - timedelta(days=3)])
    assert silence(late, date.max, ORACLE).flag_on is None


def test_the_owners_own_limit_flags_what_is_not_gone_quiet_already() -> None:
    assert flag(silence(MARIA, after(31), ORACLE), 30) is Flag.OVERDUE
    assert flag(silence(MARIA, after(30), ORACLE), 30) is Flag.NONE
    assert flag(silence(MARIA, after(63), ORACLE), 30) is Flag.OVERDUE
    assert flag(silence(MARIA, after(90), ORACLE), 30) is Flag.GONE_QUIET
    assert flag(silence(MARIA, after(63), ORACLE), 100) is Flag.QUIET


def test_a_day_counts_once_in_any_order() -> None:
    days = [after(40), LAST, after(14), after(40), LAST]
    assert history(days) == history_of_gaps((14, 26), after(40))
    with pytest.raises(ValueError, match="first contact"):
        history([])


def test_an_instant_counts_as_its_day() -> None:
    noon, day = datetime(2026, 9, 1, 12, tzinfo=UTC), timedelta(days=1)
    at_noon = [noon, noon + day / 4, noon + 14 * day]
    known = history(at_noon)
    assert known == history([one.date() for one in at_noon])
    assert known.n == 1
    now = datetime(2026, 10, 1, 23, 59, tzinfo=UTC)
    assert silence(known, now, ORACLE) == silence(known, now.date(), ORACLE)
    assert silences({1: known}, now, ORACLE) == silences({1: known}, now.date(), ORACLE)
    assert fit([known, MARIA], now) == fit([known, MARIA], now.date())


def test_a_fit_asks_for_the_gaps() -> None:
    with pytest.raises(ValueError, match="gaps"):
        fit([ONCE, History(MARIA.n, MARIA.x, MARIA.t, MARIA.last)], LAST)


def test_a_contact_that_lies_ahead_is_no_silence() -> None:
    assert silence(MARIA, after(-5), ORACLE).days == 0


def test_with_few_finished_silences_the_models_own_chance_is_shown() -> None:
    finished = tuple(sorted(one / 100 for one in range(ENOUGH - 1)))
    assert chance(0.1407, Rhythm(finished=finished)) == 0.1407


def test_with_enough_finished_silences_the_chance_is_counted_among_them() -> None:
    finished = tuple(one / ENOUGH for one in range(1, ENOUGH + 1))
    assert chance(0.20, Rhythm(finished=finished)) == pytest.approx(21 / 101)
    assert chance(0.0, Rhythm(finished=finished)) == pytest.approx(1 / 101)
    assert chance(1.0, Rhythm(finished=finished)) == 1.0


@given(gaps=GAPS, days=st.integers(0, 2000), longer=st.integers(1, 500))
def test_a_longer_silence_is_never_more_normal(
    gaps: tuple[int, ...], days: int, longer: int
) -> None:
    known = history_of_gaps(gaps, LAST)
    here, there = (silence(known, after(one), ORACLE) for one in (days, days + longer))
    assert 0 < there.normal < here.normal <= 1
    assert there.with_us < here.with_us < 1
    assert 0 < here.back_within < here.with_us


@given(gaps=GAPS, edge=st.sampled_from([0.5, QUIET, GONE_QUIET]))
def test_normal_reaches_a_chance_when_it_says_so(gaps: tuple[int, ...], edge: float) -> None:
    known = history_of_gaps(gaps, LAST)
    assert normal(known, ORACLE, reaches(known, ORACLE, edge)) == pytest.approx(edge)


@given(everyone=st.lists(st.tuples(GAPS, st.integers(0, 900)), max_size=8))
def test_everyone_at_once_is_each_one_alone(everyone: list[tuple[tuple[int, ...], int]]) -> None:
    histories = {
        number: history_of_gaps(gaps, LAST - timedelta(days=days))
        for number, (gaps, days) in enumerate(everyone)
    }
    found = silences(histories, LAST, ORACLE)
    assert list(found) == list(histories)
    for number, known in histories.items():
        alone = silence(known, LAST, ORACLE)
        ours = found[number]
        assert (ours.days, ours.usual_gap, ours.flag_on) == (
            *(alone.days, alone.usual_gap, alone.flag_on),
        )
        assert chances(ours) == pytest.approx(chances(alone), rel=1e-12)


def test_a_journal_that_has_shown_nothing_has_the_priors_rhythm() -> None:
    assert fit([], LAST) == Rhythm() == ORACLE
    today = fit([ONCE], LAST)
    assert (today.r, today.alpha) == (pytest.approx(0.6), pytest.approx(19.5))
    assert list(today.finished) == []


@pytest.mark.parametrize("days", [0, 1, 400, 100_000])
def test_one_customer_alone_can_be_fitted(days: int) -> None:
    found = fit([history_of_gaps((1,) * 30, LAST)], after(days))
    assert all(0 < one < inf for one in (found.r, found.alpha, found.a, found.b))
    assert len(found.finished) == 30


@settings(max_examples=15)
@given(everyone=st.lists(st.tuples(GAPS, st.integers(0, 3000)), min_size=1, max_size=6))
def test_any_journal_can_be_fitted(everyone: list[tuple[tuple[int, ...], int]]) -> None:
    histories = [history_of_gaps(gaps, LAST - timedelta(days=days)) for gaps, days in everyone]
    found = fit(histories, LAST)
    assert all(0 < one < inf for one in (found.r, found.alpha, found.a, found.b))
    assert list(found.finished) == sorted(found.finished)
    assert all(0 < one < 1 for one in found.finished)


def chances(one: Silence) -> tuple[float, float, float]:
    return one.normal, one.with_us, one.back_within
