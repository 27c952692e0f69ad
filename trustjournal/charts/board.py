"""A ground to draw on in logical pixels from the upper left, or the upper right where mirrored.

It keeps what matplotlib is slow at to little: all lines of one look are one collection, all dots of
one look one plot, and words are cut by rough widths instead of being measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from matplotlib.collections import LineCollection
from matplotlib.transforms import Bbox, TransformedBbox

from trustjournal.charts.curve import Box
from trustjournal.charts.paper import canvas_box
from trustjournal.charts.style import ChartStyle, body_font, strong_font

Segment = tuple[tuple[float, float], tuple[float, float]]

_LETTER, _WIDE_LETTER = 0.53, 1.0  # about as wide as letters are, in parts of their height
_BASELINE = 0.34  # from the middle of a line down to where its letters stand


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A mark with its middle and its `box`, in device pixels from the lower left."""

    mark: Any
    x: float
    y: float
    box: Box


@dataclass(frozen=True, slots=True)
class BoxDrawing:
    """What was drawn: marks that each answer on a whole box."""

    axes: Any
    marks: tuple[BoxMark, ...]

    def at(self, x: float, y: float) -> BoxMark | None:
        """Return the mark at a device pixel, or None where there is none."""
        for mark in self.marks:
            box = mark.box
            if box.left <= x < box.right and box.bottom <= y < box.top:
                return mark
        return None


class Board:
    """Axes over `frame`, or over the whole figure; `width` and `height` are logical pixels."""

    def __init__(
        self, figure: Any, style: ChartStyle, frame: Box | None, *, mirrored: bool = False
    ) -> None:
        full = canvas_box(figure)
        frame = frame or full
        self.style, self.zoom = style, style.scale
        self.mirrored = mirrored
        self.width = max(frame.right - frame.left, 1.0)
        self.height = max(frame.top - frame.bottom, 1.0)
        self.axes: Any = figure.add_axes(
            (
                frame.left / full.right,
                frame.bottom / full.top,
                self.width / full.right,
                self.height / full.top,
            )
        )
        self.axes.set_axis_off()
        across = (self.width, 0) if mirrored else (0, self.width)
        self.axes.set(xlim=across, ylim=(self.height, 0))

    def lines(
        self,
        segments: Sequence[Segment],
        colour: str,
        width: float,
        alpha: float = 1.0,
        *,
        soft: bool = False,
    ) -> None:
        """Draw lines of one look; `soft` ones have round ends within their length."""
        if soft:
            segments = [_within(segment, width / 2) for segment in segments]
        self.axes.add_collection(
            LineCollection(
                segments,
                colors=colour,
                linewidths=width,
                alpha=alpha,
                capstyle="round" if soft else "butt",
            ),
            autolim=False,
        )

    def dots(
        self,
        x: Sequence[float],
        y: Sequence[float],
        marker: str,
        size: float,
        colour: str,
        *,
        hollow: bool = False,
    ) -> None:
        """Draw dots of one look, apart from what lies below them."""
        surface = self.style.surface
        self.axes.plot(
            x,
            y,
            linestyle="none",
            marker=marker,
            markersize=(size + (0 if hollow else 2)) * self.zoom,
            markerfacecolor=surface if hollow else colour,
            markeredgecolor=colour if hollow else surface,
            markeredgewidth=1.6 * self.zoom,
            zorder=3,
        )

    def write(
        self,
        x: float,
        y: float,
        words: str,
        pixels: float,
        *,
        colour: str = "",
        strong: bool = False,
        trailing: bool = False,
        room: float | None = None,
    ) -> None:
        """Write a line whose middle is at `y`, cut to `room`; a `trailing` one ends at `x`."""
        size = pixels * self.zoom
        said = " ".join(words.split()) if room is None else cut(words, room, size)
        written = self.axes.text(
            x,
            y + _BASELINE * size,
            said,
            color=colour or self.style.muted,
            fontproperties=strong_font(size) if strong else body_font(size),
            ha="right" if trailing is not self.mirrored else "left",
            va="baseline",
            parse_math=False,
            clip_on=True,
        )
        if room is not None:
            column = Bbox.from_bounds(x, 0, room, self.height)
            written.set_clip_box(TransformedBbox(column, self.axes.transData))

    def mark(self, thing: Any, x: float, y: float, box: Box) -> BoxMark:
        """Return the mark of a thing; `box` has its top above, like all lengths here."""
        places = ((box.left, box.top), (box.right, box.bottom), (x, y))
        (one, two), (three, four), (across, up) = self.axes.transData.transform(places).tolist()
        device = Box(min(one, three), min(two, four), max(one, three), max(two, four))
        return BoxMark(thing, across, up, device)


def cut(words: str, room: float, size: float) -> str:
    """Return one line of words, cut to about so many pixels at a size."""
    line = " ".join(words.split())
    left = room / size
    for place, letter in enumerate(line):
        left -= _WIDE_LETTER if east_asian_width(letter) in "WF" else _LETTER
        if left < 0:
            return line[: max(place - 1, 0)].rstrip() + "…"
    return line


def _within(segment: Segment, end: float) -> Segment:
    """Return a line from left to right, shorter by its round ends."""
    (left, y), (right, other) = segment
    inset = min(end, (right - left) / 2)
    return (left + inset, y), (right - inset, other)
