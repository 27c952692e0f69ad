"""Quantiles of the Beta distribution, from which the likely range of a depth is read.

Knows nothing of trust; the standard library is all it needs.
"""

from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

_TINY = 1e-300
_NORMAL = NormalDist()


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b): P(X <= x) for X ~ Beta(a, b).

    Continued fraction DLMF 8.17.22 (https://dlmf.nist.gov/8.17.E22) by Lentz's method as
    modified by Thompson and Barnett, J. Comput. Phys. 64 (1986) 490; beyond the mean by the
    symmetry I_x(a, b) = 1 - I_(1-x)(b, a), DLMF 8.17.4, where the fraction converges faster.
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - incomplete_beta(b, a, 1 - x)
    return exp(_log_density(a, b, x) + log(x) + log1p(-x)) / a * _fraction(a, b, x)


def quantile(p: float, a: float, b: float) -> float:
    """Return the x for which P(X <= x) = p for X ~ Beta(a, b), within 1e-9.

    Newton steps from the normal approximation, kept inside a shrinking bracket.

    Raises:
        ValueError: `p` is not between 0 and 1, or `a` or `b` is not positive.
    """
    if not (0 < p < 1 and a > 0 and b > 0):
        raise ValueError(f"no Beta quantile for p={p}, a={a}, b={b}")
    low, high = 0.0, 1.0
    mean = a / (a + b)
    x = mean + _NORMAL.inv_cdf(p) * sqrt(mean * (1 - mean) / (a + b + 1))
    x = min(max(x, mean / 8), 1 - (1 - mean) / 8)
    while high - low > 1e-12:
        excess = incomplete_beta(a, b, x) - p
        if excess > 0:
            high = x
        else:
            low = x
        density = exp(_log_density(a, b, x))
        step = excess / density if density > _TINY else 2.0
        if not low < x - step < high:
            step = x - (low + high) / 2
        x -= step
        if abs(step) <= 1e-13:
            break
    return x


def _log_density(a: float, b: float, x: float) -> float:
    return lgamma(a + b) - lgamma(a) - lgamma(b) + (a - 1) * log(x) + (b - 1) * log1p(-x)


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction 1/(1 + d1/(1 + d2/(1 + ...))) of DLMF 8.17.22."""
    c, d = 1.0, 1.0 / _away(1 - (a + b) * x / (a + 1))
    value = d
    m = 1
    while True:
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / _away(1 + term * d)
            c = _away(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            return value
        m += 1


def _away(value: float) -> float:
    """Keep a denominator away from zero, as Lentz's method asks."""
    return value if abs(value) > _TINY else _TINY
