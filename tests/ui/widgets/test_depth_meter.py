import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from trustjournal.ui.palette import LIGHT
from trustjournal.ui.widgets.depth_meter import DepthMeter, parts_filled

BOUNDS = (25.0, 40.0, 55.0, 70.0)


@pytest.mark.parametrize(
    ("score", "parts"), [(-3, 0), (0, 0), (25, 1), (47.5, 2.5), (70, 4), (85, 4.5), (100, 5)]
)
def test_a_part_is_full_where_a_stage_ends(score: float, parts: float) -> None:
    assert parts_filled(score, BOUNDS) == pytest.approx(parts)


@given(st.floats(0, 100), st.floats(0, 100))
def test_more_depth_never_fills_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= parts_filled(low, BOUNDS) <= parts_filled(high, BOUNDS) <= 5


@pytest.mark.parametrize(
    ("direction", "full", "empty"),
    [(Qt.LayoutDirection.LeftToRight, 7, 83), (Qt.LayoutDirection.RightToLeft, 83, 7)],
)
def test_the_bar_fills_from_where_reading_begins(
    qtbot: QtBot, direction: Qt.LayoutDirection, full: int, empty: int
) -> None:
    meter = DepthMeter(2.0, "Familiar")
    qtbot.addWidget(meter)
    meter.setLayoutDirection(direction)
    meter.resize(91, 40)
    image = meter.grab().toImage()
    assert image.pixelColor(full, 3).name().upper() == LIGHT.accent
    assert image.pixelColor(empty, 3).name().upper() == LIGHT.line


def test_the_stage_is_read_aloud(qtbot: QtBot) -> None:
    meter = DepthMeter(3.6, "Trusted")
    qtbot.addWidget(meter)
    assert meter.accessibleName() == "Trusted"
