"""Draw what ratings come to over time, on a figure or to a file.

A point is larger the more ratings are behind it; where months between two have none, the line
between them is broken off.
"""

from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any

from trustjournal.charts import chart_file
from trustjournal.charts.board import Board, BoxDrawing, BoxMark, Segment
from trustjournal.charts.curve import Box
from trustjournal.charts.insight_bars import CAPTION, FOOT, SMALL, Columns, wide, write_middle
from trustjournal.charts.ratings_picture import RatingPoint, RatingsPicture
from trustjournal.charts.style import LIGHT, ChartStyle

_HEAD, _TAIL, _GAP = 26.0, 20.0, 12.0  # above the lines, below them, and after their words
_LEAST, _MOST = 7.0, 17.0  # the sizes of a dot


def draw(
    figure: Any,
    picture: RatingsPicture,
    style: ChartStyle,
    frame: Box | None = None,
    *,
    as_text: bool = False,
) -> BoxDrawing:
    """Draw a picture on a matplotlib figure: on `frame`, in logical pixels, or on all of it."""
    figure.set_facecolor(style.surface)
    return _Plot(Board(figure, style, frame, as_text=as_text), picture).draw()


def save(
    picture: RatingsPicture, path: Path, title: str, description: str, style: ChartStyle = LIGHT
) -> None:
    """Write a chart to `path`, in the form its suffix names, in place of what was there.

    Raises:
        InvalidEntry: the suffix is none of .png, .svg and .pdf.
        NotSaved: the file cannot be written.
    """

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        draw(figure, picture, style, room, as_text=True)

    chart_file.save(path, title, description, compose, style)


class _Plot:
    """One drawing; lengths are those of the board."""

    def __init__(self, board: Board, picture: RatingsPicture) -> None:
        self.board, self.picture, self.zoom = board, picture, board.zoom
        self.top, self.ground = _HEAD * self.zoom, board.height - (FOOT + _TAIL) * self.zoom
        names = max(wide(board, word, CAPTION) for _value, word in picture.lines)
        self.left = names + _GAP * self.zoom
        self.columns = Columns(board, picture.periods, self.left)
        self.most = max((point.count for point in picture.points), default=1)

    def draw(self) -> BoxDrawing:
        """Draw everything."""
        board, points = self.board, self.picture.points
        edges: list[Segment] = []
        for value, word in self.picture.lines:
            y = self._y(value)
            edges.append(((self.left, y), (board.width, y)))
            board.write(self.left - _GAP * self.zoom, y, word, CAPTION, trailing=True)
        board.lines(edges, board.style.line, 1)
        steps = [
            ((self._x(one), self._y(one.value)), (self._x(two), self._y(two.value)))
            for one, two in pairwise(points)
            if two.place == one.place + 1
        ]
        board.lines(steps, board.style.accent, 2.4)
        for point in points:
            x, y = self._x(point), self._y(point.value)
            board.dots([x], [y], "o", self._size(point), board.style.accent)
        self._write_labels()
        self.columns.write_dates(board.height - FOOT * self.zoom)
        return BoxDrawing(board.axes, tuple(map(self._mark, points)))

    def _x(self, point: RatingPoint) -> float:
        return self.columns.x(point.place)

    def _y(self, value: float) -> float:
        low, high = self.picture.low, self.picture.high
        return self.ground - (value - low) / (high - low) * (self.ground - self.top)

    def _size(self, point: RatingPoint) -> float:
        """Return the size of a dot, whose area grows with how many ratings are behind it."""
        return max(_MOST * sqrt(point.count / self.most), _LEAST)

    def _write_labels(self) -> None:
        """Write beside each dot what it comes to, where the one before leaves it room.

        That is below a low and above a high; on a slope to the side where the line is not.
        """
        end = float("-inf")
        points = self.picture.points
        for before, point, after in zip((None, *points), points, (*points[1:], None), strict=False):
            falls = before is not None and before.value > point.value
            rises = after is not None and after.value > point.value
            low = (falls or before is None) and (rises or after is None) and (falls or rises)
            half = wide(self.board, point.label, SMALL) / 2
            aside = 0 if falls == rises else half if falls else -half
            x = self._x(point) + (0 if low else aside)
            if x - half < end:
                continue
            away = (self._size(point) / 2 + 11) * self.zoom
            y = self._y(point.value) + (away if low else -away)
            write_middle(self.board, x, y, point.label, SMALL, self.board.style.ink)
            end = x + half + 6 * self.zoom

    def _mark(self, point: RatingPoint) -> BoxMark:
        x, half = self._x(point), self.columns.step / 2
        return self.board.mark(
            point.mark, x, self._y(point.value), Box(x - half, self.board.height, x + half, 0)
        )
