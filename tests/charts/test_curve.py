"""The curve is soft, keeps its ends, and leaves room for words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.charts.curve import Box, free_place, limits, soften

scores = st.floats(0.5, 99.5)


@given(st.lists(st.floats(0, 300), min_size=2, max_size=30), st.floats(1, 600), st.integers(1, 2))
def test_softening_keeps_both_ends(heights: list[float], width: float, scale: int) -> None:
    x = np.linspace(0, width, len(heights))
    soft_x, soft_y = soften(x, np.array(heights), width, scale)
    assert len(soft_x) == len(soft_y)
    assert (soft_x[0], soft_x[-1]) == (0, pytest.approx(width))
    assert soft_y[0] == pytest.approx(heights[0], abs=1e-9)
    assert soft_y[-1] == pytest.approx(heights[-1], abs=1e-9)


def test_a_jump_becomes_a_short_rise() -> None:
    x, y = np.array([0.0, 100.0, 100.0, 200.0]), np.array([10.0, 10.0, 50.0, 50.0])
    soft_x, soft_y = soften(x, y, 200, 1)
    assert np.abs(np.diff(soft_y)).max() < 8
    assert soft_y[soft_x < 85] == pytest.approx(10)
    assert soft_y[soft_x > 115] == pytest.approx(50)


@given(scores, scores)
def test_limits_hold_the_curve_and_two_stages(one: float, other: float) -> None:
    lowest, highest = sorted((one, other))
    bottom, ceiling = limits(lowest, highest)
    assert bottom <= lowest <= highest <= ceiling
    assert ceiling - bottom >= 14.9


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"),
    [
        (20, 20, (10, 25)),
        (27, 62, (25, 70)),
        (56, 60, (40, 70)),
        (38, 73, (25, 73)),
        (72, 88, (55, 88)),
        (3, 30, (0, 40)),
    ],
)
def test_limits_are_edges_of_stages(
    lowest: float, highest: float, expected: tuple[float, float]
) -> None:
    assert limits(lowest, highest) == expected


def test_a_place_is_free_of_boxes_and_of_the_curve() -> None:
    curve_x, curve_y = np.arange(100.0), np.full(100, 20.0)
    low, across, high = Box(0, 0, 30, 10), Box(0, 12, 30, 25), Box(0, 30, 30, 40)
    assert free_place([across, high, low], [], curve_x, curve_y, 3) is high
    assert free_place([across, high, low], [Box(20, 35, 50, 60)], curve_x, curve_y, 3) is low
    assert free_place([across], [], curve_x, curve_y, 3) is None
