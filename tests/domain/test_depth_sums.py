"""Scores of many at once are the scores of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain import depth
from trustjournal.domain.choices import Question
from trustjournal.domain.depth_sums import by_question, place_of, scores

SUMS = st.tuples(*[st.floats(0, 1000)] * 8)


@given(st.lists(SUMS, max_size=5), st.floats(0.5, 4))
def test_scores_are_those_of_the_model(many: list[tuple[float, ...]], bad_weight: float) -> None:
    weights = dict(zip(Question, (0.4, 0.3, 0.2, 0.1), strict=True))
    settings = depth.Settings(bad_weight=bad_weight, weights=weights)
    expected = [depth.from_sums(by_question(sums), settings) for sums in many]
    assert scores(many, settings) == pytest.approx(expected, abs=1e-9)


def test_each_question_has_a_place_for_good_and_one_for_bad_evidence() -> None:
    places = [place_of(question, quality) for question in Question for quality in (0.5, -0.5)]
    assert places == list(range(8))
    assert by_question(tuple(map(float, range(8))))[Question.ABLE] == (4.0, 5.0)
