"""The four questions: their scores agree with depth, and the weakest is found fairly."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.domain import depth, questions
from trustjournal.domain.choices import Question
from trustjournal.domain.depth import Evidence
from trustjournal.domain.questions import Verdict

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Madrid"))
U, D, H, F = Question


def said(
    question: Question, quality: float = 1.0, size: float = 1.0, days: float = 0.0
) -> Evidence:
    return Evidence(NOW - timedelta(days), question, quality, size, UUID(int=1))


def sums(*evidence: Evidence) -> questions.Sums:
    return questions.sums_of(evidence, NOW)


EVENTS = st.lists(
    st.builds(
        said,
        st.sampled_from(Question),
        st.sampled_from((-1.0, -0.5, 0.5, 1.0)),
        st.sampled_from((0.5, 1.0, 2.0)),
        st.floats(-100, 2000),
    ),
    max_size=12,
)


@given(EVENTS)
@settings(max_examples=40)
def test_the_scores_and_their_likely_ranges_are_those_of_depth(events: list[Evidence]) -> None:
    whole = depth.depth_at(events, NOW)
    for question, found in questions.likely(sums(*events)).items():
        wanted = whole.by_question[question]
        assert (found.score, found.low, found.high) == pytest.approx(
            (wanted.score, wanted.low, wanted.high), abs=1e-7
        )
        assert questions.standings(sums(*events))[question].score == pytest.approx(wanted.score)
    assert depth.from_sums(sums(*events)) == pytest.approx(whole.score, abs=1e-9)


@given(EVENTS)
@settings(max_examples=60)
def test_nobody_known_stands_below_the_weakest(events: list[Evidence]) -> None:
    standing = questions.standings(sums(*events))
    lowest = questions.lowest(standing)
    if lowest is None:
        assert not any(one.known for one in standing.values())
        return
    score = standing[lowest].score if standing[lowest].known else 20.0
    assert all(score <= one.score for one in standing.values() if one.known)


def test_an_open_complaint_does_not_fade() -> None:
    never = datetime(9999, 1, 1, tzinfo=ZoneInfo("UTC"))
    old = Evidence(NOW - timedelta(900), H, -1, 1, UUID(int=1), never)
    assert sums(old)[H] == (0.0, 1.0)


def test_a_stranger_has_no_weakest_question() -> None:
    assert questions.weakest(sums()) is None
    assert questions.lowest(questions.standings({})) is None


def test_what_has_faded_away_leaves_nothing_known() -> None:
    assert questions.weakest(sums(said(U, days=2000))) is None


def test_one_mild_event_today_makes_a_question_known() -> None:
    assert questions.standings(sums(said(U, 0.5)))[U].known
    assert not questions.standings(sums(said(U, 0.5, days=2)))[U].known
    assert not questions.standings(sums(said(U, 0.5, 0.5)))[U].known


def test_a_question_that_nobody_knows_about_is_unknown_not_weak() -> None:
    found = questions.weakest(sums(said(U), said(D), said(H)))
    assert found == questions.Weakest(F, Verdict.UNKNOWN)


def test_what_speaks_against_us_comes_before_what_nobody_knows() -> None:
    found = questions.weakest(sums(said(U), said(D, -1)))
    assert found is not None
    assert found.question is D


def test_what_speaks_for_us_comes_after_what_nobody_knows() -> None:
    found = questions.weakest(sums(said(D)))
    assert found == questions.Weakest(U, Verdict.UNKNOWN)


def test_of_several_unknown_the_least_known_comes_first() -> None:
    found = questions.weakest(sums(said(D), said(U, 0.5, 0.5), said(F, 0.5, 0.5)))
    assert found == questions.Weakest(H, Verdict.UNKNOWN)


def test_the_weakest_is_sure_where_all_others_lie_above_its_likely_range() -> None:
    good = [said(question, size=9) for question in (U, D, F)]
    found = questions.weakest(sums(*good, said(H, -1, 3)))
    assert found == questions.Weakest(H, Verdict.WEAKEST)


def test_the_weakest_only_seems_so_where_another_lies_in_its_likely_range() -> None:
    even = [said(question) for question in (U, D, F)]
    found = questions.weakest(sums(*even, said(H, 0.5)))
    assert found == questions.Weakest(H, Verdict.SEEMS_WEAKEST)


def test_the_only_one_known_is_never_surely_the_weakest() -> None:
    assert questions.weakest(sums(said(D, -1))) == questions.Weakest(D, Verdict.SEEMS_WEAKEST)


def test_where_all_are_trusted_none_is_weak() -> None:
    best = [said(question, size=10) for question in (U, D, F)]
    found = questions.weakest(sums(*best, said(H, size=5)))
    assert found == questions.Weakest(H, Verdict.STRONG)


def test_the_owners_settings_count() -> None:
    harsh = depth.Settings(bad_weight=10)
    mixed = sums(*(said(question) for question in (U, D, F)), said(H, 1, 4), said(H, -0.5, 4))
    mild = questions.weakest(mixed)
    assert mild is not None
    assert mild.question is not H
    found = questions.weakest(mixed, harsh)
    assert found is not None
    assert found.question is H


def test_the_median_of_nobody_is_unknown() -> None:
    assert questions.median_of([]) is None
    assert questions.median_of([1, 9, 3]) == 3
