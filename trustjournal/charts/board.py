"""A ground to draw on in logical pixels from the upper left, or the upper right where mirrored.

It keeps what matplotlib is slow at to little: all lines of one look are one collection, all dots of
one look one plot.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.collections import LineCollection
from matplotlib.font_manager import FontProperties

from trustjournal.charts.curve import Box
from trustjournal.charts.lettering import Words, words, write
from trustjournal.charts.paper import canvas_box
from trustjournal.charts.style import ChartStyle, body_font, strong_font

Segment = tuple[tuple[float, float], tuple[float, float]]

_BELOW_MIDDLE = 0.58  # of the size, from the middle of a line down to the foot of its words
_MOST = 400  # letters; to measure the ten thousand of a name pasted by mistake takes a second


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
    """Axes over `frame`, or over the whole figure; `width` and `height` are logical pixels.

    With `as_text` words stay words, for a file.
    """

    def __init__(
        self,
        figure: Any,
        style: ChartStyle,
        frame: Box | None,
        *,
        mirrored: bool = False,
        as_text: bool = False,
    ) -> None:
        full = canvas_box(figure)
        frame = frame or full
        self.style, self.zoom = style, style.scale
        self.mirrored, self.as_text = mirrored, as_text
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
        self.axes.set(xlim=(0, self.width), ylim=(0, self.height))

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
                [[self._place(*end) for end in segment] for segment in segments],
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
        places = [self._place(*one) for one in zip(x, y, strict=True)]
        self.axes.plot(
            *zip(*places, strict=True),
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
        text: str,
        pixels: float,
        *,
        colour: str = "",
        strong: bool = False,
        trailing: bool = False,
        room: float | None = None,
    ) -> None:
        """Write a line whose middle is at `y`, cut to `room`; a `trailing` one ends at `x`."""
        size = pixels * self.zoom
        it = fitted(text, strong_font(size) if strong else body_font(size), room)
        left, middle = self._place(x, y)
        if trailing is not self.mirrored:
            left -= it.width
        bottom = middle - _BELOW_MIDDLE * size
        write(self.axes, it, left, bottom, colour or self.style.muted, 2, as_text=self.as_text)

    def mark(self, thing: Any, x: float, y: float, box: Box) -> BoxMark:
        """Return the mark of a thing; `box` has its top above, like all lengths here."""
        places = [
            self._place(*one) for one in ((box.left, box.top), (box.right, box.bottom), (x, y))
        ]
        (one, two), (three, four), (across, up) = self.axes.transData.transform(places).tolist()
        device = Box(min(one, three), min(two, four), max(one, three), max(two, four))
        return BoxMark(thing, across, up, device)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        """Return a place as the axes count it, from the lower left."""
        return self.width - x if self.mirrored else x, self.height - y


def fitted(text: str, font: FontProperties, room: float | None = None) -> Words:
    """Return text as one line of words, cut to `room`."""
    line = " ".join(text.split())[:_MOST]
    it = words(line, font)
    while room is not None and it.width > room and line:
        line = line[: min(int(len(line) * room / it.width), len(line) - 1)].rstrip()
        it = words(f"{line}…", font)
    return it


def _within(segment: Segment, end: float) -> Segment:
    """Return a line from left to right, shorter by its round ends."""
    (left, y), (right, other) = segment
    inset = min(end, (right - left) / 2)
    return (left + inset, y), (right - inset, other)
