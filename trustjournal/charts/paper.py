"""The paper a chart is drawn on: its size in logical pixels, and the legend written there."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from trustjournal.charts.curve import Box
from trustjournal.charts.style import DPI, ChartStyle, body_font

_ROW, _COLUMNS = 26, 5


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of a legend: a word, and matplotlib's marker with its size in pixels."""

    word: str
    marker: str
    size: float
    colour: str


def canvas_box(figure: Any) -> Box:
    """Return the whole of a figure in logical pixels."""
    ratio = figure.dpi / DPI
    return Box(0, 0, figure.bbox.width / ratio, figure.bbox.height / ratio)


def paper(figure: Any) -> Any:
    """Return axes over the whole figure, in logical pixels, without lines and numbers."""
    whole = canvas_box(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set(xlim=(0, whole.right), ylim=(0, whole.top))
    return axes


def legend_height(entries: int, style: ChartStyle) -> float:
    """Return how many logical pixels a legend of so many entries takes."""
    return ceil(entries / _COLUMNS) * _ROW * style.scale


def write_legend(figure: Any, entries: Sequence[LegendEntry], style: ChartStyle, room: Box) -> None:
    """Write a legend in columns below the upper edge of `room`, in logical pixels."""
    page, zoom = paper(figure), style.scale
    column = (room.right - room.left) / _COLUMNS
    for number, entry in enumerate(entries):
        x = room.left + 10 * zoom + number % _COLUMNS * column
        y = room.top - (number // _COLUMNS + 0.5) * _ROW * zoom
        page.plot(
            [x],
            [y],
            linestyle="none",
            marker=entry.marker,
            markersize=entry.size,
            markerfacecolor=entry.colour,
            markeredgewidth=0,
        )
        page.text(
            x + 11 * zoom,
            y - 4.5 * zoom,
            entry.word,
            color=style.muted,
            fontproperties=body_font(13.5 * zoom),
            parse_math=False,
        )
