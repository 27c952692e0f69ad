"""Draw how many others ten customers of each year bring: a range with its midpoint.

Figures are made at `style.DPI`, so that a point is a logical pixel; draw again after a resize.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trustjournal.charts import chart_file
from trustjournal.charts.board import Board, BoxDrawing, BoxMark
from trustjournal.charts.curve import Box
from trustjournal.charts.style import LIGHT, ChartStyle
from trustjournal.domain import cycle_words
from trustjournal.domain.cycle import Cohort
from trustjournal.i18n import _

_SMALL, _CAPTION = 13.5, 12.5
_HEAD, _FOOT, _LEFT = 30.0, 26.0, 34.0
_STEP = 62.0  # the least width of a year; the latest have their place first
_LETTER = 0.53
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
_MOST_LINES = 5
_ONE = 1.0


def draw(
    figure: Any,
    cohorts: Sequence[Cohort],
    style: ChartStyle,
    frame: Box | None = None,
    *,
    as_text: bool = False,
) -> BoxDrawing:
    """Draw R per year of joining: on `frame`, in logical pixels, or on all of the figure.

    A year that is too young stands as a hollow dot on the ground. Marks are the cohorts. With
    `as_text` words stay words, for a file.
    """
    figure.clear()
    figure.set_facecolor(style.surface)
    return _Plot(Board(figure, style, frame, as_text=as_text), cohorts).draw()


def save(cohorts: Sequence[Cohort], path: Path, style: ChartStyle = LIGHT) -> None:
    """Write the chart to `path` as PNG, SVG or PDF; see `chart_file.save`."""

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        draw(figure, cohorts, style, room, as_text=True)

    description = cycle_words.cohorts(cohorts)
    chart_file.save(path, cycle_words.cohorts_title(), description, compose, style)


class _Plot:
    """One drawing under way; lengths are those of the board."""

    def __init__(self, board: Board, cohorts: Sequence[Cohort]) -> None:
        zoom = board.zoom
        self.board = board
        self.left = _LEFT * zoom
        self.top, self.ground = _HEAD * zoom, board.height - _FOOT * zoom
        most = max(int((board.width - self.left) / (_STEP * zoom)), 1)
        self.cohorts = cohorts[-most:]
        self.step = (board.width - self.left) / max(len(self.cohorts), 1)
        found = [one.reproduction for one in self.cohorts if one.reproduction is not None]
        self.ceiling = max([0.1, *(one.ceiling for one in found)]) * 1.12

    def y_of(self, value: float) -> float:
        """Return where a number of others stands."""
        return self.ground - value / self.ceiling * (self.ground - self.top)

    def draw(self) -> BoxDrawing:
        """Draw everything."""
        self._draw_ground()
        style, zoom = self.board.style, self.board.zoom
        places = [self.left + (number + 0.5) * self.step for number in range(len(self.cohorts))]
        known = [
            (x, one.reproduction)
            for x, one in zip(places, self.cohorts, strict=True)
            if one.reproduction is not None
        ]
        ranges = [((x, self.y_of(one.floor)), (x, self.y_of(one.ceiling))) for x, one in known]
        self.board.lines(ranges, style.accent, 10 * zoom, 0.28)
        middles = [self.y_of(one.midpoint) for _x, one in known]
        self.board.dots([x for x, _one in known], middles, "o", 9, style.accent)
        young = [x for x, one in zip(places, self.cohorts, strict=True) if one.reproduction is None]
        self.board.dots(young, [self.ground] * len(young), "o", 8, style.muted, hollow=True)
        for x, one in known:
            y = self.y_of(one.midpoint)
            number = cycle_words.of_ten(one.midpoint)
            self.board.write(x + 9 * zoom, y, number, _SMALL, colour=style.ink, strong=True)
        for x in young:
            self._write_middle(x, self.ground - 15 * zoom, _("too early"))
        for x, one in zip(places, self.cohorts, strict=True):
            self._write_middle(x, self.ground + _FOOT * 0.6 * zoom, str(one.year))
        return BoxDrawing(self.board.axes, tuple(map(self._mark, places, self.cohorts)))

    def _draw_ground(self) -> None:
        board, style = self.board, self.board.style
        step = next((one for one in _STEPS if self.ceiling / one < _MOST_LINES), _STEPS[-1])
        values = [number * step for number in range(int(self.ceiling / step) + 1)]
        board.lines(
            [((self.left, self.y_of(at)), (board.width, self.y_of(at))) for at in values],
            style.line,
            1,
        )
        for at in values:
            board.write(0, self.y_of(at), cycle_words.of_ten(at), _CAPTION)
        if self.ceiling > _ONE:
            y = self.y_of(_ONE)
            board.lines([((self.left, y), (board.width, y))], style.series[1], 1.4 * board.zoom)
            words = _("each brings one more")
            board.write(self.left, y - 9 * board.zoom, words, _CAPTION)

    def _write_middle(self, x: float, y: float, words: str) -> None:
        half = len(words) * _LETTER * _SMALL * self.board.zoom / 2
        self.board.write(x - half, y, words, _SMALL)

    def _mark(self, x: float, one: Cohort) -> BoxMark:
        half, found = self.step / 2, one.reproduction
        y = self.ground if found is None else self.y_of(found.midpoint)
        return self.board.mark(one, x, y, Box(x - half, self.board.height, x + half, 0))
