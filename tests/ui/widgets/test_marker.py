import pytest
from PySide6.QtCore import QPointF

from trustjournal.ui.widgets.marker import marker_path


@pytest.mark.parametrize("marker", "osDPX*^v")
def test_a_marker_is_around_the_origin_and_as_wide_as_asked(marker: str) -> None:
    box = marker_path(marker, 12).boundingRect()
    assert marker_path(marker, 12).contains(QPointF(0, 0))
    assert box.width() <= 12 * 2**0.5 + 0.1
    assert box.width() >= 11


def test_the_triangles_point_up_and_down() -> None:
    up, down = marker_path("^", 10), marker_path("v", 10)
    assert up.contains(QPointF(4, 4.5))
    assert not up.contains(QPointF(4, -4.5))
    assert down.contains(QPointF(4, -4.5))
