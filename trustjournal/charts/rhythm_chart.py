"""Draw somebody's rhythm with matplotlib: own gaps over time, today's silence, the flag dates.

Figures are made at `style.DPI`, so that a point is a logical pixel; draw again after a resize.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from trustjournal.charts import chart_file
from trustjournal.charts.board import fitted
from trustjournal.charts.curve import Box
from trustjournal.charts.paper import canvas_box
from trustjournal.charts.rhythm_picture import (
    EdgeKind,
    Gap,
    RhythmPicture,
    describe,
    edge_words,
    usual_words,
)
from trustjournal.charts.style import DPI, LIGHT, ChartStyle, body_font
from trustjournal.charts.time_axis import ticks
from trustjournal.domain.rhythm_words import flagged
from trustjournal.i18n import _

_SMALL, _CAPTION = 13.5, 12.5
_EDGE, _FOOT, _HEAD = 8, 26, 44  # pixels: beside the bars, below them, and above for the legend
_PIECE = 20  # pixels: a piece of the line of the usual gap in the legend, with room after it
_MARK, _GAP, _LINE = 12, 24, 20  # pixels: a line in the legend, between entries, to the next row
_LEAST_WIDTH, _LEAST_HEIGHT = 120, 60
_TICK = 90  # pixels from one named moment to the next
_PARTS = {EdgeKind.LIMIT: "-", EdgeKind.QUIET: "--", EdgeKind.GONE_QUIET: ":"}


@dataclass(frozen=True, slots=True)
class DrawnGap:
    """A gap, or the silence, and the device pixel of its top's middle, origin at the lower left."""

    mark: Gap
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was drawn: the bars where they are, oldest first, the silence last."""

    axes: Any
    marks: tuple[DrawnGap, ...]
    spans: tuple[tuple[float, float], ...]

    def at(self, x: float, y: float) -> DrawnGap | None:
        """Return the bar that stands over a device pixel, or None where there is none."""
        over = [
            mark
            for mark, (left, right) in zip(self.marks, self.spans, strict=True)
            if left <= x <= right
        ]
        return over[-1] if over and y >= 0 else None


def draw(figure: Any, shown: RhythmPicture, style: ChartStyle, frame: Box | None = None) -> Drawing:
    """Draw a rhythm on a matplotlib figure: on `frame`, in logical pixels, or on all of it."""
    figure.clear()
    figure.set_facecolor(style.surface)
    plot = _Plot(figure, shown, style, frame or canvas_box(figure))
    plot.draw_ground()
    marks = plot.draw_bars()
    plot.draw_edges()
    plot.write_legend()
    plot.write_days()
    return marks


def save(shown: RhythmPicture, path: Path, style: ChartStyle = LIGHT) -> None:
    """Write the chart to `path`, in the form its suffix names, in place of what was there.

    Raises:
        InvalidEntry: the suffix is none of .png, .svg and .pdf.
        NotSaved: the file cannot be written.
    """

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        draw(figure, shown, style, room)

    title = _("Rhythm of {name}").format(name=shown.name)
    chart_file.save(path, title, describe(shown), compose, style, aside=flagged(shown.flag))


class _Plot:
    """One drawing under way; lengths are logical pixels from the lower left of the axes."""

    def __init__(self, figure: Any, shown: RhythmPicture, style: ChartStyle, frame: Box) -> None:
        self.shown, self.style = shown, style
        self.ratio = figure.dpi / DPI
        full, foot = canvas_box(figure), _FOOT * style.scale
        self.width = max(frame.right - frame.left, _LEAST_WIDTH)
        self.height = max(frame.top - frame.bottom - foot, _LEAST_HEIGHT)
        self.axes: Any = figure.add_axes(
            (
                frame.left / full.right,
                (frame.bottom + foot) / full.top,
                self.width / full.right,
                self.height / full.top,
            )
        )
        self.axes.set_axis_off()
        self.axes.set(xlim=(0, self.width), ylim=(0, self.height))

    def x_of(self, day: date) -> float:
        """Return where a day stands."""
        since, until = self.shown.since.toordinal(), self.shown.until.toordinal()
        part = (day.toordinal() - since) / max(until - since, 1)
        return _EDGE + part * (self.width - 2 * _EDGE)

    def y_of(self, days: float) -> float:
        """Return how high a length of time stands."""
        room = max(self.height - _HEAD * self.style.scale, self.height / 3)
        return room * days / self.shown.highest

    def draw_ground(self) -> None:
        """Draw the ground, and a hairline at the usual gap."""
        self._hairline(0)
        usual = self.shown.usual_gap
        if usual is not None:
            self._usual_line(0, self.width, self.y_of(usual))

    def draw_bars(self) -> Drawing:
        """Draw a bar for every gap, and the silence open to its right."""
        accent = self.style.accent
        silence = self.shown.silence
        bars = [*self.shown.gaps, *([silence] if silence else [])]
        spans = [(self.x_of(gap.began_on), self.x_of(gap.ended_on)) for gap in bars]
        for gap, (left, right) in zip(self.shown.gaps, spans, strict=False):
            high = self.y_of(gap.days)
            ends = (left, max(right - 1.5, left + 0.5))
            self.axes.fill_between(ends, 0, high, color=accent, alpha=0.5, lw=0)
        if silence is not None:
            left, right = spans[-1]
            high = self.y_of(silence.days)
            self.axes.fill_between((left, right), 0, high, color=accent, alpha=0.12, lw=0)
            self.axes.plot((left, left, right), (0, high, high), color=accent, lw=2)
        corner = self.axes.transData.transform
        tops = [
            corner(((a + b) / 2, self.y_of(gap.days)))
            for gap, (a, b) in zip(bars, spans, strict=True)
        ]
        return Drawing(
            self.axes,
            tuple(
                DrawnGap(gap, float(x), float(y)) for gap, (x, y) in zip(bars, tops, strict=True)
            ),
            tuple((float(corner((a, 0))[0]), float(corner((b, 0))[0])) for a, b in spans),
        )

    def draw_edges(self) -> None:
        """Draw a line on each day that matters, up to the legend."""
        for edge in self.shown.edges:
            if edge.on <= self.shown.until:
                x = self.x_of(edge.on)
                self._line((x, x), (0, self.height - _HEAD * self.style.scale), edge.kind)

    def write_legend(self) -> None:
        """Write above the bars what is usual and what each line means, or that nobody came."""
        scale = self.style.scale
        font, top = body_font(_SMALL * scale), self.height - 16 * scale
        if self.shown.silence is None:
            sentence = fitted(self.shown.sentence, font, self.width - _EDGE).text
            self._text(_EDGE, top, sentence, font, self.style.muted)
        usual, today = self.shown.usual_gap, self.shown.today
        entries: list[tuple[EdgeKind | None, str]] = []
        if usual is not None:
            entries.append((None, usual_words(usual)))
        entries += [(edge.kind, edge_words(edge, today)) for edge in self.shown.edges]
        x = float(_EDGE)
        for kind, words in entries:
            mark = (_MARK if kind else _PIECE) * scale
            length = mark + fitted(words, font).width
            if x > _EDGE and x + length > self.width:
                x, top = float(_EDGE), top - _LINE * scale
            if kind:
                middle = x + mark / 4
                self._line((middle, middle), (top - 5 * scale, top + 13 * scale), kind)
            else:
                self._usual_line(x, x + mark - 6 * scale, top + 4 * scale)
            self._text(x + mark, top, words, font, self.style.muted)
            x += length + _GAP * scale

    def write_days(self) -> None:
        """Write today and the months below the bars."""
        if self.shown.silence is None:
            return
        small, below = body_font(_CAPTION * self.style.scale), -17 * self.style.scale
        today, room = self.x_of(self.shown.today), _TICK * self.style.scale
        self._text(today, below, _("Today"), small, self.style.ink, right=True)
        first, last = (_midnight(day) for day in (self.shown.since, self.shown.until))
        for tick in ticks(first, last, int(self.width / room)):
            x = self.x_of(tick.at.date())
            if not today - room < x < today + room / 5:
                self._text(x, below, tick.label, small, self.style.muted)

    def _hairline(self, y: float) -> None:
        self.axes.plot((0, self.width), (y, y), color=self.style.line, lw=1, zorder=0)

    def _usual_line(self, left: float, right: float, y: float) -> None:
        self.axes.plot((left, right), (y, y), color=self.style.muted, lw=1, alpha=0.7, zorder=0)

    def _line(self, x: tuple[float, float], y: tuple[float, float], kind: EdgeKind) -> None:
        colour = {
            EdgeKind.LIMIT: self.style.ink,
            EdgeKind.QUIET: self.style.series[1],
            EdgeKind.GONE_QUIET: self.style.series[4],
        }[kind]
        self.axes.plot(x, y, color=colour, lw=2, linestyle=_PARTS[kind])

    def _text(
        self, x: float, y: float, words: str, font: Any, colour: str, *, right: bool = False
    ) -> None:
        side = "right" if right else "left"
        self.axes.text(x, y, words, color=colour, fontproperties=font, ha=side, parse_math=False)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
