"""A drawing becomes pixels, whatever script its words are in."""

from typing import Any

from trustjournal.charts.raster import render
from trustjournal.charts.style import body_font


def test_a_word_that_no_font_has_leaves_the_rest_of_the_picture() -> None:
    def draw(figure: Any) -> str:
        figure.text(0.1, 0.5, "Rosa \U0001f9ff \U000133d1", fontproperties=body_font(15))
        return "drawn"

    raster = render(draw, 120, 40, 2.0)
    assert raster.drawing == "drawn"
    assert (raster.width, raster.height) == (240, 80)
    assert len(raster.pixels) == 240 * 80 * 4
    assert len(set(raster.pixels)) > 1
