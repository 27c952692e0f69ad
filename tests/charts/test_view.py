"""Views: moving and zooming them never loses the chart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.charts.view import View

HOME = View(-10.0, 0.0, 30.0, 20.0)
PARTS = st.floats(0, 1)


def test_zooming_keeps_the_place_it_is_done_around() -> None:
    zoomed = HOME.zoomed(4, 0.25, 0.5)
    assert zoomed == View(-2.5, 7.5, 7.5, 12.5)
    assert zoomed.left + 0.25 * zoomed.width == HOME.left + 0.25 * HOME.width


def test_moving_counts_in_parts_of_what_is_in_sight() -> None:
    assert HOME.moved(0.5, -0.25) == View(10.0, -5.0, 50.0, 15.0)


@given(times=st.floats(1e-4, 1e6), across=PARTS, up=PARTS, right=st.floats(-9, 9))
def test_a_view_stays_at_home_and_never_shrinks_to_nothing(
    times: float, across: float, up: float, right: float
) -> None:
    kept = HOME.zoomed(times, across, up).moved(right, -right).kept_in(HOME)
    assert HOME.left - 1e-9 <= kept.left < kept.right <= HOME.right + 1e-9
    assert HOME.bottom - 1e-9 <= kept.bottom < kept.top <= HOME.top + 1e-9
    assert kept.width >= HOME.width / 128 - 1e-9


def test_home_itself_is_kept_as_it_is() -> None:
    assert HOME.zoomed(0.1).kept_in(HOME) == HOME


@pytest.mark.parametrize(
    ("point", "wanted"),
    [((5.0, 5.0), (0.0, 0.0)), ((12.0, 5.0), (3.0, 0.0)), ((5.0, -4.0), (0.0, -5.0))],
)
def test_a_view_follows_a_point_just_far_enough(
    point: tuple[float, float], wanted: tuple[float, float]
) -> None:
    view = View(0.0, 0.0, 10.0, 10.0).around(*point)
    assert (view.left, view.bottom) == pytest.approx(wanted)
