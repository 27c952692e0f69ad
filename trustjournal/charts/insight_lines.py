"""Draw the depth of the book over time, and how long answers take."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import log

from trustjournal.charts.board import Board, BoxDrawing, BoxMark, Segment
from trustjournal.charts.curve import Box, limits
from trustjournal.charts.insight_bars import CAPTION, FOOT, SMALL, Columns, wide, write_middle
from trustjournal.charts.insight_pictures import BookPicture, WaitsMark, WaitsPicture
from trustjournal.charts.time_axis import ticks
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.i18n import _

_HEAD = 24.0
_TAIL = 18.0  # between the curve and its names
_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0
_WIDE = 560.0  # from here on the channels have room beside the months
_INSET = 8.0
_SHARE = 0.6  # of the width, for the months


def draw_book(board: Board, picture: BookPicture) -> BoxDrawing:
    """Draw the median and the middle half of the book, with the stages as named bands."""
    return _BookPlot(board, picture).draw()


def draw_waits(board: Board, picture: WaitsPicture) -> BoxDrawing:
    """Draw from the median to the slowest tenth, by period and, with room, by channel."""
    return _WaitsPlot(board, picture).draw()


class _BookPlot:
    """One drawing of the book's depth; lengths are those of the board."""

    def __init__(self, board: Board, picture: BookPicture) -> None:
        self.board, self.points = board, picture.points
        self.zoom = board.zoom
        self.top, self.ground = _HEAD * self.zoom, board.height - FOOT * self.zoom
        names = max(wide(board, words, SMALL) for words in _names())
        self.right = max(board.width - names - _TAIL * self.zoom, board.width / 3)
        quarters = [one.quarters for one in self.points]
        self.bottom, self.ceiling = limits(
            min(one.low for one in quarters), max(one.high for one in quarters)
        )
        self.x = [self.x_of(one.at) for one in quarters]
        self.lower = [self.y_of(one.low) for one in quarters]
        self.middle = [self.y_of(one.median) for one in quarters]
        self.upper = [self.y_of(one.high) for one in quarters]

    def x_of(self, at: datetime) -> float:
        """Return where an instant stands."""
        first, last = self.points[0].quarters.at, self.points[-1].quarters.at
        part: float = (at - first) / max(last - first, timedelta(days=1))
        left = _INSET * self.zoom
        return left + part * (self.right - left)

    def y_of(self, score: float) -> float:
        """Return where a depth stands."""
        part = (score - self.bottom) / (self.ceiling - self.bottom)
        return self.ground - part * (self.ground - self.top)

    def draw(self) -> BoxDrawing:
        """Draw everything."""
        board, accent = self.board, self.board.style.accent
        stages = {
            max(self.bottom, float(stage.floor)): stage
            for stage in DepthStage
            if stage.floor <= self.ceiling
        }
        edges = [((0.0, self.y_of(at)), (board.width, self.y_of(at))) for at in stages]
        board.lines(edges, board.style.line, 1)
        lower, middle, upper = (
            [board.height - y for y in line] for line in (self.lower, self.middle, self.upper)
        )
        board.axes.fill_between(self.x, lower, upper, color=accent, alpha=0.14, lw=0)
        board.axes.plot(self.x, middle, color=accent, lw=2.6, solid_joinstyle="round")
        board.dots(self.x[-1:], self.middle[-1:], "o", 9, accent)
        heights = [*(self.y_of(at) for at in stages), 0.0]
        for (edge, roof), stage in zip(pairwise(heights), stages.values(), strict=True):
            self._write_stage(edge, roof, stage.word)
        self._write_names()
        self._write_dates()
        return BoxDrawing(board.axes, tuple(self._marks()))

    def _write_stage(self, edge: float, roof: float, word: str) -> None:
        """Write a stage above its edge, where the curve leaves it room below the next one's."""
        height, across = CAPTION * self.zoom, wide(self.board, word, CAPTION)
        lowest, highest = int(edge - 9 * self.zoom), int(max(roof + height, height / 2))
        for y in range(lowest, highest, -6):
            for x in range(0, int(self.right - across), 24):
                if self._is_free(x - height, x + across + height, y, height):
                    self.board.write(x, y, word, CAPTION)
                    return

    def _is_free(self, left: float, right: float, y: float, clear: float) -> bool:
        near = (place for place, x in enumerate(self.x) if left < x < right)
        return all(y < self.upper[place] - clear or y > self.lower[place] + clear for place in near)

    def _write_names(self) -> None:
        """Write at the end of each line what it is, one below the other."""
        lines = self.upper[-1], self.middle[-1], self.lower[-1]
        names = list(zip(lines, _names(), (False, True, False), strict=True))
        step, x = 17 * self.zoom, self.right + 12 * self.zoom
        middle = names[1][0]
        least = middle - step, middle, middle + step
        for (y, words, strong), place, limit in zip(names, (min, max, max), least, strict=True):
            colour = self.board.style.ink if strong else ""
            self.board.write(x, place(y, limit), words, SMALL, colour=colour, strong=strong)

    def _write_dates(self) -> None:
        first, last = self.points[0].quarters.at, self.points[-1].quarters.at
        most = max(int(self.right / (62 * self.zoom)), 1)
        for tick in ticks(first, last, most):
            y = self.ground + FOOT * 0.55 * self.zoom
            write_middle(self.board, self.x_of(tick.at), y, tick.label, SMALL)

    def _marks(self) -> Iterator[BoxMark]:
        half = (self.x[-1] - self.x[0]) / max(len(self.x) - 1, 1) / 2
        half = max(half, 6 * self.zoom)
        for one, x, y in zip(self.points, self.x, self.middle, strict=True):
            yield self.board.mark(one.mark, x, y, Box(x - half, self.ground, x + half, 0))


def _names() -> tuple[str, str, str]:
    """Return what the edges and the middle of the book's curve are called, from above."""
    return _("a quarter above"), _("half"), _("a quarter below")


class _WaitsPlot:
    """One drawing of how long answers take: dots at the medians, marks at the slowest tenths."""

    def __init__(self, board: Board, picture: WaitsPicture) -> None:
        self.board, self.picture, self.zoom = board, picture, board.zoom
        self.stacked = sum(self._key_width(words) for words, _slowest in self._key()) > board.width
        self.top = _HEAD * (1.75 if self.stacked else 1) * self.zoom
        self.ground = board.height - FOOT * self.zoom
        known = [one for one in (*picture.by_period, *picture.by_channel) if one is not None]
        self.scale = _Scale(known)
        self.beside = board.width >= _WIDE * self.zoom and len(picture.by_channel) > 1
        self.right = board.width * (_SHARE if self.beside else 1)
        self.stems: list[Segment] = []
        self.marks: list[BoxMark] = []

    def draw(self) -> BoxDrawing:
        """Draw everything."""
        board = self.board
        lines = list(self.scale.named())
        heights = [self._y(seconds) for seconds, _word in lines]
        board.lines([((0, y), (self.right, y)) for y in heights], board.style.line, 1)
        for y, (_seconds, word) in zip(heights, lines, strict=True):
            board.write(0, y - 8 * self.zoom, word, CAPTION)
        self._add_periods()
        if self.beside:
            self._add_channels()
        board.lines(self.stems, board.style.accent, 2.4 * self.zoom, 0.35)
        ends, medians = ([stem[which] for stem in self.stems] for which in (1, 0))
        self._dots(ends, slowest=True)
        self._dots(medians, slowest=False)
        self._write_key()
        return BoxDrawing(board.axes, tuple(self.marks))

    def _y(self, seconds: float) -> float:
        return self.ground - self.scale.part(seconds) * (self.ground - self.top)

    def _add_periods(self) -> None:
        columns = Columns(self.board, self.picture.periods, 64 * self.zoom, self.right)
        for place, one in enumerate(self.picture.by_period):
            if one is None:
                continue
            x, waits = columns.x(place), one.waits
            median, slowest = (
                self._y(wait.total_seconds()) for wait in (waits.median, waits.slowest)
            )
            self.stems.append(((x, median), (x, slowest)))
            box = Box(x - columns.step / 2, self.ground, x + columns.step / 2, self.top)
            self.marks.append(self.board.mark(one.mark, x, median, box))
        columns.write_dates(self.ground)

    def _add_channels(self) -> None:
        board, zoom = self.board, self.zoom
        left = self.right + 44 * zoom
        channels = self.picture.by_channel
        step = min((self.ground - self.top) / len(channels), 52 * zoom)
        for number, one in enumerate(channels):
            line = self.top + number * step
            y, room = line + step * 0.72, board.width - left
            board.write(left, line + step * 0.26, one.name, SMALL, room=room)
            median, slowest = (
                left + 6 * zoom + self.scale.part(wait.total_seconds()) * (room - 14 * zoom)
                for wait in (one.waits.median, one.waits.slowest)
            )
            self.stems.append(((median, y), (slowest, y)))
            box = Box(left, line + step, board.width, line)
            self.marks.append(board.mark(one.mark, median, y, box))

    def _dots(self, places: Sequence[tuple[float, float]], *, slowest: bool) -> None:
        marker, size = ("D", 5.0) if slowest else ("o", 7.5)
        colour = self.board.style.series[1] if slowest else self.board.style.accent
        x, y = [x for x, _y in places], [y for _x, y in places]
        if places:
            self.board.dots(x, y, marker, size, colour)

    def _write_key(self) -> None:
        """Write what the two marks mean, above everything, beside or below each other."""
        x, y = 6 * self.zoom, _HEAD * 0.35 * self.zoom
        for words, slowest in self._key():
            self._dots([(x, y)], slowest=slowest)
            self.board.write(x + 10 * self.zoom, y, words, SMALL)
            if self.stacked:
                y += _HEAD * 0.75 * self.zoom
            else:
                x += self._key_width(words)

    def _key(self) -> tuple[tuple[str, bool], ...]:
        return (_("half answered by then"), False), (_("slowest tenth"), True)

    def _key_width(self, words: str) -> float:
        return wide(self.board, words, SMALL) + 40 * self.zoom


class _Scale:
    """Waits on a line from 0 to 1, each ten times as long as far as the one before."""

    def __init__(self, known: Sequence[WaitsMark]) -> None:
        seconds = [
            wait.total_seconds() for one in known for wait in (one.waits.median, one.waits.slowest)
        ]
        shortest, longest = min(seconds, default=_HOUR), max(seconds, default=_DAY)
        self.least = log(max(min(shortest, _HOUR) * 0.7, _MINUTE))
        self.most = log(max(longest, _DAY) * 1.3)

    def part(self, seconds: float) -> float:
        """Return how far along the line a wait is."""
        part = (log(max(seconds, _MINUTE)) - self.least) / (self.most - self.least)
        return min(max(part, 0.0), 1.0)

    def named(self) -> Iterator[tuple[float, str]]:
        """Yield the waits that have a name and are in sight."""
        for seconds, word in (
            (_MINUTE, _("a minute")),
            (10 * _MINUTE, _("10 minutes")),
            (_HOUR, _("an hour")),
            (_DAY, _("a day")),
            (7 * _DAY, _("a week")),
            (30 * _DAY, _("a month")),
            (365 * _DAY, _("a year")),
        ):
            if self.least <= log(seconds) <= self.most:
                yield seconds, word
