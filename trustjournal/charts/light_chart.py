"""Draw what the grow-slowly light looks at: new customers above, promises kept below.

Figures are made at `style.DPI`, so that a point is a logical pixel; draw again after a resize.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from trustjournal.charts import chart_file
from trustjournal.charts.board import Board, BoxDrawing, BoxMark
from trustjournal.charts.curve import Box
from trustjournal.charts.style import LIGHT, ChartStyle
from trustjournal.charts.time_axis import ticks
from trustjournal.domain import cycle_words
from trustjournal.domain.cycle import STEP, WINDOW, Light, Window
from trustjournal.domain.insight_words import share
from trustjournal.i18n import _

_SMALL, _CAPTION = 13.5, 12.5
_FOOT, _GAP, _NAME, _TAIL, _INSET = 26.0, 18.0, 26.0, 56.0, 8.0
_LETTER = 0.53
_COMPARED = WINDOW // STEP


def draw(
    figure: Any,
    light: Light,
    style: ChartStyle,
    frame: Box | None = None,
    *,
    as_text: bool = False,
) -> BoxDrawing:
    """Draw the light's two series: on `frame`, in logical pixels, or on all of the figure.

    Each point is the 90 days up to it; the two that are compared stand out. Marks are the windows.
    With `as_text` words stay words, for a file.
    """
    figure.clear()
    figure.set_facecolor(style.surface)
    return _Plot(Board(figure, style, frame, as_text=as_text), light.windows).draw()


def save(light: Light, path: Path, style: ChartStyle = LIGHT) -> None:
    """Write the chart to `path` as PNG, SVG or PDF; see `chart_file.save`."""

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        draw(figure, light, style, room, as_text=True)

    aside = cycle_words.signal(light.signal)
    chart_file.save(path, cycle_words.light_title(), light.why, compose, style, aside=aside)


class _Plot:
    """One drawing under way; lengths are those of the board."""

    def __init__(self, board: Board, windows: Sequence[Window]) -> None:
        self.board, self.windows, self.zoom = board, windows, board.zoom
        self.ground = board.height - _FOOT * self.zoom
        self.right = board.width - _TAIL * self.zoom
        count = max(len(windows) - 1, 1)
        inset = _INSET * self.zoom
        self.x = [inset + n / count * (self.right - inset) for n in range(len(windows))]

    def draw(self) -> BoxDrawing:
        """Draw everything."""
        middle = (self.ground - _GAP * self.zoom) / 2
        joined = [float(one.joined) for one in self.windows]
        kept = [one.share for one in self.windows]
        accent, second = self.board.style.accent, self.board.style.series[2]
        most = max([1.0, *joined])
        self._series(_("New customers in 90 days"), joined, most, (0, middle), accent, "o")
        low = middle + _GAP * self.zoom
        self._series(_("Promises kept in 90 days"), kept, 1.0, (low, self.ground), second, "D")
        self._write_dates()
        return BoxDrawing(self.board.axes, tuple(map(self._mark, self.x, self.windows)))

    def _series(
        self,
        name: str,
        values: Sequence[float | None],
        most: float,
        room: tuple[float, float],
        colour: str,
        marker: str,
    ) -> None:
        board, zoom = self.board, self.zoom
        top, ground = room[0] + _NAME * zoom, room[1] - 4 * zoom
        board.write(0, room[0] + _NAME * 0.4 * zoom, name, _SMALL, strong=True)
        board.lines([((0, ground), (self.right, ground))], board.style.line, 1)
        known = [
            (x, ground - value / most * (ground - top), value)
            for x, value in zip(self.x, values, strict=True)
            if value is not None
        ]
        if not known:
            board.write(0, (top + ground) / 2, _("Too few promises ended."), _CAPTION)
            return
        across, up = [x for x, _y, _value in known], [y for _x, y, _value in known]
        line = [board.height - one for one in up]
        board.axes.fill_between(across, board.height - ground, line, color=colour, alpha=0.1, lw=0)
        board.axes.plot(across, line, color=colour, lw=2.2 * zoom, solid_joinstyle="round")
        compared = [one for one in known if one[0] in (self.x[-1], *self.x[-1 - _COMPARED :][:1])]
        board.dots([one[0] for one in compared], [one[1] for one in compared], marker, 8, colour)
        x, y, value = known[-1]
        said = share(value) if marker == "D" else f"{value:.0f}"
        board.write(x + 10 * zoom, y, said, _SMALL, colour=board.style.ink, strong=True)

    def _write_dates(self) -> None:
        if not self.windows:
            return
        first, last = (_noon(self.windows[place]) for place in (0, -1))
        for tick in ticks(first, last, max(int(self.right / (62 * self.zoom)), 1)):
            part = (tick.at - first) / max(last - first, STEP)
            x = self.x[0] + part * (self.right - self.x[0])
            half = len(tick.label) * _LETTER * _SMALL * self.zoom / 2
            y = self.ground + _FOOT * 0.6 * self.zoom
            self.board.write(min(max(x - half, 0), self.right), y, tick.label, _SMALL)

    def _mark(self, x: float, one: Window) -> BoxMark:
        half = (self.x[-1] - self.x[0]) / max(len(self.x) - 1, 1) / 2 or _INSET * self.zoom
        middle = (self.ground - _GAP * self.zoom) / 2
        return self.board.mark(one, x, middle, Box(x - half, self.ground, x + half, 0))


def _noon(window: Window) -> datetime:
    return datetime.combine(window.until_on, time(12), UTC)
