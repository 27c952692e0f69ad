"""The Beta quantile agrees with what is known in closed form, to 1e-9."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.beta import incomplete_beta, quantile

chances = st.floats(0.001, 0.999)
shapes = st.floats(0.3, 400)


@given(chances, shapes)
def test_one_shape_of_one_has_a_closed_form(p: float, shape: float) -> None:
    assert quantile(p, shape, 1) == pytest.approx(p ** (1 / shape), abs=1e-9)
    assert quantile(p, 1, shape) == pytest.approx(1 - (1 - p) ** (1 / shape), abs=1e-9)


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.01, 0.99))
def test_whole_shapes_are_a_binomial_tail(a: int, b: int, x: float) -> None:
    """DLMF 8.17.5."""
    n = a + b - 1
    tail = sum(comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1))
    assert incomplete_beta(a, b, x) == pytest.approx(tail, abs=1e-12)


@given(chances, shapes, shapes)
def test_the_quantile_undoes_the_distribution(p: float, a: float, b: float) -> None:
    x = quantile(p, a, b)
    below, above = max(x - 1e-9, 0.0), min(x + 1e-9, 1.0)
    assert incomplete_beta(a, b, below) <= p + 1e-12
    assert incomplete_beta(a, b, above) >= p - 1e-12


@given(chances, shapes, shapes)
def test_the_two_ends_mirror_each_other(p: float, a: float, b: float) -> None:
    assert quantile(p, a, b) == pytest.approx(1 - quantile(1 - p, b, a), abs=1e-9)


def test_the_arcsine_law_holds() -> None:
    """Beta(1/2, 1/2) has the quantile sin^2(pi p / 2)."""
    assert quantile(1 / 3, 0.5, 0.5) == pytest.approx(0.25, abs=1e-9)


def test_very_much_evidence_leaves_a_narrow_range() -> None:
    low, high = quantile(0.1, 60_000, 40_000), quantile(0.9, 60_000, 40_000)
    assert 0.597 < low < 0.6 < high < 0.603


def test_nothing_lies_outside_zero_and_one() -> None:
    assert incomplete_beta(2, 3, -1) == 0
    assert incomplete_beta(2, 3, 2) == 1


@pytest.mark.parametrize(("p", "a", "b"), [(0, 1, 1), (1, 1, 1), (0.5, 0, 1), (0.5, 1, -2)])
def test_what_has_no_quantile_is_refused(p: float, a: float, b: float) -> None:
    with pytest.raises(ValueError, match="no Beta quantile"):
        quantile(p, a, b)
