"""Who is needed most: deep, long silent, and worth much."""

from decimal import Decimal

import pytest

from tests.charts.places import make_place
from trustjournal.domain.choices import Stage
from trustjournal.domain.places import need, usual_value


def test_need_grows_with_depth_silence_and_the_root_of_value() -> None:
    plain = make_place(normal=0.5, depth=40.0, value=Decimal(100))
    assert need(plain, 1.0) == pytest.approx(0.5 * 40 * 10)
    assert need(make_place(normal=0.1, depth=40.0, value=Decimal(100)), 1.0) > need(plain, 1.0)
    assert need(make_place(normal=0.5, depth=60.0, value=Decimal(100)), 1.0) > need(plain, 1.0)
    fourfold = make_place(normal=0.5, depth=40.0, value=Decimal(400))
    assert need(fourfold, 1.0) == pytest.approx(2 * need(plain, 1.0))


def test_without_a_value_somebody_counts_as_usual() -> None:
    places = [make_place(value=Decimal(value)) for value in (100, 400, 900)]
    assert usual_value(places) == 400
    assert need(make_place(), 400.0) == need(make_place(value=Decimal(400)), 7.0)
    assert usual_value([make_place()]) == 1.0


def test_nobody_misses_the_lost_and_the_unknown() -> None:
    assert need(make_place(normal=0.01, stage=Stage.LOST), 1.0) == 0.0
    assert need(make_place(normal=None), 1.0) == 0.0
