"""Draw the depth of one customer over time, with every event as a mark that can be picked.

Figures are made at `style.DPI`, so that a point is a logical pixel; draw again after a resize.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import hypot
from typing import Any

import numpy as np

from trustjournal.charts.curve import Box, Floats, free_place, limits, soften
from trustjournal.charts.depth_picture import DepthPicture, Mark, MarkKind, merge
from trustjournal.charts.paper import LegendEntry, canvas_box
from trustjournal.charts.style import DPI, ChartStyle, body_font, strong_font
from trustjournal.charts.time_axis import ticks
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.i18n import _

_CAPTION = 12.5
_SMALL = 13.5
_EDGE = 4  # pixels between the hairlines and the canvas
_INSET = 9  # from the hairlines' left end to the curve
_TAIL = 24  # from the curve's end to the hairlines' right end
_HEADROOM = 38  # above the highest score, for the words there
_FOOT = 28  # below the curve, for the months
_LEAST_WIDTH, _LEAST_HEIGHT = 120, 80  # a smaller canvas shows a part
_NEAR = 9  # marks closer than this are one
_PICK = 11  # how far from its middle a mark still answers


@dataclass(frozen=True, slots=True)
class KindEntry(LegendEntry):
    """How one kind of mark looks."""

    kind: MarkKind


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A mark and the device pixel of its middle, origin at the lower left."""

    mark: Mark
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was drawn: the marks where they are, and the legend of the kinds among them."""

    axes: Any
    marks: tuple[DrawnMark, ...]
    legend: tuple[KindEntry, ...]
    reach: float

    def at(self, x: float, y: float) -> DrawnMark | None:
        """Return the mark at a device pixel, or None where there is none."""
        nearest = min(self.marks, key=lambda m: hypot(m.x - x, m.y - y), default=None)
        if nearest is None or hypot(nearest.x - x, nearest.y - y) > self.reach:
            return None
        return nearest


def draw(
    figure: Any, picture: DepthPicture, style: ChartStyle, frame: Box | None = None
) -> Drawing:
    """Draw `picture` on a matplotlib figure: on `frame`, in logical pixels, or on all of it."""
    figure.clear()
    figure.set_facecolor(style.surface)
    plot = _Plot(figure, picture, style, frame or canvas_box(figure))
    plot.draw_ground()
    plot.draw_curve()
    drawn = plot.draw_marks()
    plot.write_words(drawn)
    kinds = {mark.mark.kind for mark in drawn}
    legend = tuple(legend_entry(kind, style) for kind in MarkKind if kind in kinds)
    reach = _PICK * style.scale * figure.dpi / DPI
    return Drawing(plot.axes, tuple(drawn), legend, reach)


def legend_entry(kind: MarkKind, style: ChartStyle) -> KindEntry:
    """Return how a kind of mark looks."""
    marker, size, colour = {
        MarkKind.CONVERSATION: ("o", 8.5, 0),
        MarkKind.VISIT: ("s", 8.5, 3),
        MarkKind.WORK: ("P", 11.0, 3),
        MarkKind.GESTURE: ("*", 15.0, 1),
        MarkKind.PROMISE: ("D", 8.0, 2),
        MarkKind.SIGN: ("^", 10.0, 0),
        MarkKind.DOUBT: ("X", 10.0, 1),
        MarkKind.HARM: ("v", 10.5, 4),
    }[kind]
    return KindEntry(kind.word, marker, size * style.scale, style.series[colour], kind)


class _Plot:
    """One drawing under way; lengths are logical pixels from the lower left of the axes."""

    def __init__(self, figure: Any, picture: DepthPicture, style: ChartStyle, frame: Box) -> None:
        self.picture, self.style = picture, style
        self.span = picture.since.astimezone(UTC), picture.now.astimezone(UTC)
        full, foot = canvas_box(figure), _FOOT * style.scale
        self.width = max(frame.right - frame.left - 2 * _EDGE, _LEAST_WIDTH)
        self.height = max(frame.top - frame.bottom - foot, _LEAST_HEIGHT)
        self.axes: Any = figure.add_axes(
            (
                (frame.left + _EDGE) / full.right,
                (frame.bottom + foot) / full.top,
                self.width / full.right,
                self.height / full.top,
            )
        )
        self.axes.set_axis_off()
        self.axes.set(xlim=(0, self.width), ylim=(0, self.height))
        scores = [sample.score for sample in picture.samples]
        self.bottom, self.ceiling = limits(min(scores), max(scores))
        self.tail = _TAIL * style.scale
        x = np.array([self.x_of(sample.at) for sample in picture.samples])
        self.curve_x, self.curve_y = self._soft(x, scores)
        self.low = self._soft(x, [sample.low for sample in picture.samples])[1]
        self.high = self._soft(x, [sample.high for sample in picture.samples])[1]

    def x_of(self, at: datetime) -> float:
        """Return where an instant stands."""
        since, now = self.span
        part: float = (at - since) / (now - since)
        return _INSET + part * (self.width - _INSET - self.tail)

    def y_of(self, score: float) -> float:
        """Return where a score stands."""
        part = (score - self.bottom) / (self.ceiling - self.bottom)
        return part * (self.height - _HEADROOM * self.style.scale)

    def draw_ground(self) -> None:
        """Draw a hairline at each stage's edge in sight, and the one at the bottom."""
        edges = {max(self.y_of(stage.floor), 0.0) for stage in self._stages()}
        for y in edges:
            self.axes.plot(
                (0, self.width), (y, y), color=self.style.line, lw=1, zorder=0, clip_on=False
            )

    def draw_curve(self) -> None:
        """Draw the likely range, the filled area, the line, and the dot of today."""
        x, y, accent = self.curve_x, self.curve_y, self.style.accent
        low, high = np.clip(self.low, 0, self.height), np.clip(self.high, 0, self.height)
        self.axes.fill_between(x, low, high, color=accent, alpha=0.05, lw=0)
        self.axes.fill_between(x, 0, y, color=accent, alpha=0.12, lw=0)
        self.axes.plot(
            x,
            y,
            color=accent,
            lw=2.6,
            solid_joinstyle="round",
            solid_capstyle="round",
            clip_on=False,
        )
        self._mark("o", 11 * self.style.scale, accent, x[-1:], y[-1:])

    def draw_marks(self) -> list[DrawnMark]:
        """Draw every mark on the line and return where each one is."""
        span = self.span[1] - self.span[0]
        marks = merge(self.picture.marks, span * (_NEAR * self.style.scale / self.width))
        x = np.array([self.x_of(mark.at) for mark in marks])
        y: Floats = np.interp(x, self.curve_x, self.curve_y)
        for kind in MarkKind:
            look = legend_entry(kind, self.style)
            own = np.array([mark.kind is kind for mark in marks], dtype=bool)
            if own.any():
                self._mark(look.marker, look.size, look.colour, x[own], y[own])
        places = self.axes.transData.transform(np.column_stack((x, y)))
        return [
            DrawnMark(mark, float(place[0]), float(place[1]))
            for mark, place in zip(marks, places, strict=True)
        ]

    def write_words(self, drawn: list[DrawnMark]) -> None:
        """Write today, the months, and each stage's name above its edge where there is room."""
        half = 7 * self.style.scale
        corner = self.axes.transData.inverted().transform([(m.x, m.y) for m in drawn] or [(0, 0)])
        taken = [Box(x - half, y - half, x + half, y + half) for x, y in corner if drawn]
        taken.append(self._write_today())
        self._write_months()
        for stage in self._stages():
            words = self._text(0, 0, stage.word, self.style.muted, body_font(self._px(_CAPTION)))
            size = self._box(words)
            places = self._places(stage, size.right - size.left, size.top - size.bottom)
            clear = 3 * self.style.scale
            place = free_place(places, taken, self.curve_x, self.curve_y, clear)
            if place is None:
                words.remove()
            else:
                words.set_position((place.left, place.bottom))
                taken.append(place)

    def _places(self, stage: DepthStage, width: float, height: float) -> Iterator[Box]:
        """Yield where a stage's name may stand: on its edge, from the left; then above the line."""
        edge = max(self.y_of(stage.floor), 0.0) + 4 * self.style.scale
        above = [self.y_of(other.floor) for other in DepthStage if other.floor > stage.floor]
        roof = min([*above, self.height]) - height
        room = self.width - width
        near = [(float(x), edge) for x in np.arange(0, 0.4 * self.width, 8)]
        raised = [(0.0, float(y)) for y in np.arange(edge, roof, 4)]
        far = [(float(x), edge) for x in np.arange(0.4 * self.width, room, 8)]
        for x, y in (*near, *raised, *far):
            yield Box(x, y, x + width, y + height)

    def _write_today(self) -> Box:
        """Write the word above the end of the curve, or below where the curve comes from above."""
        x, y = float(self.curve_x[-1]), float(self.curve_y[-1])
        words = self._text(
            x, y, _("Today"), self.style.ink, strong_font(self._px(_SMALL)), ha="center"
        )
        box = self._box(words)
        half, height = (box.right - box.left) / 2, box.top - box.bottom
        gap = 10 * self.style.scale
        before = self.curve_y[self.curve_x > x - half - gap]
        below = before.max() > y + gap and y > height + gap
        bottom = y - gap - height if below else max(y, float(before.max())) + gap
        for edge in (self.y_of(stage.floor) for stage in self._stages()):
            if bottom < edge < bottom + height:
                bottom = edge - height - 1 if below else edge + 1
        words.set_position((min(x, self.width - half), bottom))
        return self._box(words)

    def _write_months(self) -> None:
        most = int(self.width / (62 * self.style.scale))
        for tick in ticks(self.picture.since, self.picture.now, most):
            words = self._text(
                self.x_of(tick.at),
                -8 * self.style.scale,
                tick.label,
                self.style.muted,
                body_font(self._px(_SMALL)),
                ha="center",
                va="top",
            )
            box = self._box(words)
            half = (box.right - box.left) / 2
            words.set_x(min(max(self.x_of(tick.at), half), self.width - half))

    def _stages(self) -> list[DepthStage]:
        """Return the stages in sight, the one at the bottom first."""
        nexts = [*(stage.floor for stage in list(DepthStage)[1:]), 101]
        return [
            stage
            for stage, following in zip(DepthStage, nexts, strict=True)
            if following > self.bottom and stage.floor <= self.ceiling
        ]

    def _soft(self, x: Floats, scores: list[float]) -> tuple[Floats, Floats]:
        y = np.array([self.y_of(score) for score in scores])
        soft_x, soft_y = soften(x - x[0], y, float(x[-1] - x[0]), self.style.scale)
        return soft_x + x[0], soft_y

    def _mark(self, marker: str, size: float, colour: str, x: Floats, y: Floats) -> None:
        self.axes.plot(
            x,
            y,
            linestyle="none",
            marker=marker,
            markersize=size + 2 * self.style.scale,
            markerfacecolor=colour,
            markeredgecolor=self.style.surface,
            markeredgewidth=1.6 * self.style.scale,
            clip_on=False,
            zorder=3,
        )

    def _text(self, x: float, y: float, words: str, colour: str, font: Any, **where: Any) -> Any:
        return self.axes.text(
            x, y, words, color=colour, fontproperties=font, parse_math=False, **where
        )

    def _box(self, words: Any) -> Box:
        (left, bottom), (right, top) = self.axes.transData.inverted().transform(
            words.get_window_extent()
        )
        return Box(left, bottom, right, top)

    def _px(self, pixels: float) -> float:
        return pixels * self.style.scale
