"""The fit on a published data set: the published parameters, and how well it foretells."""

from datetime import date
from math import log

import numpy as np
import pytest

from tests.domain.cdnow import CALIBRATED_TO, FOLLOWED_TO, purchases
from trustjournal.domain.rhythm import History, Rhythm, fit, history, silence
from trustjournal.domain.rhythm_fit import Seen, log_likelihood, seen

WEEK = 7.0


def known_by(day: date, memory: float) -> list[History]:
    return [
        history([bought for bought in days if bought <= day], memory)
        for days in purchases().values()
    ]


def shown_by(histories: list[History], memory: float) -> Seen:
    silent = [(CALIBRATED_TO - one.last).days for one in histories]
    return seen([one.gaps for one in histories], silent, memory)


def in_weeks(found: Rhythm) -> tuple[float, float, float, float]:
    return found.r, found.alpha / WEEK, found.a, found.b


def likelihood_in_weeks(
    histories: list[History], memory: float, found: Rhythm, **form: bool
) -> float:
    """A density per day is a seventh of the density per week."""
    states = shown_by(histories, memory)
    parameters = np.array([found.r, found.alpha, found.a, found.b])
    value, _slope = log_likelihood(states, parameters, **form)
    return value + len(states.gap) * log(WEEK)


def test_the_published_parameters_come_from_the_same_likelihood() -> None:
    histories = known_by(CALIBRATED_TO, 1)
    assert len(histories) == 2357
    found = fit(histories, CALIBRATED_TO, memory=1, prior=False, first_may_leave=False)
    assert in_weeks(found) == pytest.approx((0.2426, 4.4136, 0.7929, 2.4259), abs=5e-5)
    value = likelihood_in_weeks(histories, 1, found, first_may_leave=False)
    assert value == pytest.approx(-9582.43, abs=5e-3)


def test_fading_memory_has_the_parameters_of_the_model() -> None:
    histories = known_by(CALIBRATED_TO, 0.7)
    found = fit(histories, CALIBRATED_TO, prior=False)
    # So flat is the top that the figures of the model, exact to 3e-4, lie 1e-6 below it.
    assert in_weeks(found) == pytest.approx((0.4010, 4.2889, 0.8564, 1.8073), abs=3e-4)
    value = likelihood_in_weeks(histories, 0.7, found, first_may_leave=True)
    assert value == pytest.approx(-9583.48, abs=5e-3)
    first = silence(histories[0], CALIBRATED_TO, found, horizon=39 * WEEK)
    assert 1 - first.back_within == pytest.approx(0.4509, abs=5e-5)


@pytest.mark.parametrize("first_may_leave", [True, False])
def test_the_slope_is_that_of_the_likelihood(first_may_leave: bool) -> None:
    states = shown_by(known_by(CALIBRATED_TO, 0.7), 0.7)
    here = np.array([0.5, 25.0, 0.4, 1.2])
    _value, slope = log_likelihood(states, here, first_may_leave=first_may_leave)
    for along, step in enumerate(np.eye(4) * 1e-5):
        above, below = (
            log_likelihood(states, point, first_may_leave=first_may_leave)[0]
            for point in (here + step, here - step)
        )
        assert slope[along] == pytest.approx((above - below) / 2e-5, rel=1e-5)


def test_the_holdout_is_foretold() -> None:
    """The shipped form, fitted to nine months, on who is silent for the next 273 days."""
    horizon = (FOLLOWED_TO - CALIBRATED_TO).days
    assert horizon == 273
    histories = known_by(CALIBRATED_TO, 0.7)
    rhythm = fit(histories, CALIBRATED_TO)
    foretold = np.array(
        [1 - silence(one, CALIBRATED_TO, rhythm, horizon).back_within for one in histories]
    )
    silent = np.array([days[-1] <= CALIBRATED_TO for days in purchases().values()])
    assert area_under_curve(foretold, silent) >= 0.770
    assert np.mean((foretold - silent) ** 2) <= 0.160
    assert -np.mean(np.log(np.where(silent, foretold, 1 - foretold))) <= 0.497
    top = np.argsort(-foretold, kind="stable")[: len(foretold) // 10]
    assert np.mean(silent[top]) >= 0.85


def area_under_curve(foretold: np.ndarray, silent: np.ndarray) -> float:
    """The chance that one who fell silent was given a higher chance of it than one who did not."""
    yes, no = foretold[silent], np.sort(foretold[~silent])
    below = np.searchsorted(no, yes, "left") + np.searchsorted(no, yes, "right")
    return float(below.mean() / 2 / len(no))
