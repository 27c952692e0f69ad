"""Turn a drawing into pixels, for a screen or for whoever only wants to look at it."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from trustjournal.charts.style import DPI


@dataclass(frozen=True, slots=True)
class Raster:
    """What was drawn, and its picture: rows of red, green, blue and alpha bytes from the top."""

    drawing: Any
    pixels: bytes
    width: int
    height: int


def render(draw: Callable[[Any], Any], width: int, height: int, ratio: float) -> Raster:
    """Let `draw` fill a figure of so many logical pixels, `ratio` device pixels to each."""
    figure: Any = Figure(figsize=(width / DPI, height / DPI), dpi=DPI * ratio)
    canvas = FigureCanvasAgg(figure)
    with warnings.catch_warnings():
        # A name in a script that no font here has still gets its chart.
        warnings.filterwarnings("ignore", message="Glyph")
        drawing = draw(figure)
        canvas.draw()
    raster = Raster(drawing, bytes(canvas.buffer_rgba()), *canvas.get_width_height())
    # A figure holds itself in cycles: until they are collected, a chart that follows the mouse
    # would leave these megabytes behind with each frame.
    del canvas.renderer
    return raster
