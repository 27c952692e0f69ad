"""The paper a chart is drawn on: its size in logical pixels, and the legend written there."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from trustjournal.charts.curve import Box
from trustjournal.charts.lettering import words
from trustjournal.charts.style import DPI, ChartStyle, body_font

_ROW, _COLUMNS = 26, 6
_SIZE, _MARKER, _GAP = 13.5, 20, 24  # logical pixels: words, the room before them, and after


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
    """Write a legend in lines below the upper edge of `room`, in logical pixels.

    An entry of which the marker is "" is words alone.
    """
    page, zoom = paper(figure), style.scale
    font = body_font(_SIZE * zoom)
    for line in range(ceil(len(entries) / _COLUMNS)):
        shown = entries[line * _COLUMNS : (line + 1) * _COLUMNS]
        widths = [
            words(one.word, font).width + (_MARKER if one.marker else 0) * zoom for one in shown
        ]
        spare = room.right - room.left - sum(widths)
        gap = min(_GAP * zoom, spare / len(shown))
        x, y = room.left, room.top - (line + 0.5) * _ROW * zoom
        for entry, width in zip(shown, widths, strict=True):
            _write_entry(page, entry, (x, y), style)
            x += width + gap


def _write_entry(
    page: Any, entry: LegendEntry, place: tuple[float, float], style: ChartStyle
) -> None:
    x, y = place
    if entry.marker:
        page.plot(
            [x + 8 * style.scale],
            [y],
            linestyle="none",
            marker=entry.marker,
            markersize=entry.size,
            markerfacecolor=entry.colour,
            markeredgewidth=0,
        )
        x += _MARKER * style.scale
    page.text(
        x,
        y - 4.5 * style.scale,
        entry.word,
        color=style.muted,
        fontproperties=body_font(_SIZE * style.scale),
        parse_math=False,
    )
