"""The word beside the number, and the number itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.depth_stage import DepthStage, shown, stage_of


@pytest.mark.parametrize(
    ("score", "word"),
    [
        (0, "New"),
        (24.99, "New"),
        (25, "Acquainted"),
        (39.9, "Acquainted"),
        (40, "Familiar"),
        (54.9, "Familiar"),
        (55, "Trusted"),
        (69.9, "Trusted"),
        (70, "Inner circle"),
        (100, "Inner circle"),
    ],
)
def test_each_stage_begins_at_its_floor(score: float, word: str) -> None:
    assert stage_of(score).word == word


@given(st.floats(0, 100) | st.sampled_from([stage.floor - 1e-12 for stage in DepthStage]))
def test_the_number_shown_never_contradicts_the_stage(score: float) -> None:
    assert stage_of(shown(score)) is stage_of(score)


def test_a_whole_score_is_shown_whole() -> None:
    assert shown(24 - 1e-12) == 24
    assert shown(69.7) == 69
