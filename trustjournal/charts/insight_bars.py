"""Draw bars made of parts: standing ones by month, lying ones by name.

Parts differ by pattern as well as by colour. Each bar says what it comes to, so that no axis is
needed; the legend stands above.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from trustjournal.charts.board import Board, BoxDrawing, BoxMark, fitted
from trustjournal.charts.curve import Box
from trustjournal.charts.insight_pictures import (
    Bar,
    ColumnsPicture,
    Legend,
    Look,
    Part,
    RowsPicture,
)
from trustjournal.charts.style import body_font
from trustjournal.charts.time_axis import ticks
from trustjournal.domain.periods import Periods

SMALL, CAPTION = 13.5, 12.5
FOOT = 26.0
"""Below the columns, for the months."""

_LEGEND = 28.0
_LABEL = 20.0  # above a column, for what it comes to
_WIDEST = 44.0
_GAP = 0.3  # of a column's room
_ROW, _BAR = 40.0, 14.0
_SWATCH = 11.0

_HATCHES = {Look.FIRST: "", Look.SECOND: "///", Look.THIRD: "xxx", Look.HOLLOW: ""}
_COLOURS = {Look.FIRST: 0, Look.SECOND: 1, Look.THIRD: 4}


def draw_columns(board: Board, picture: ColumnsPicture) -> BoxDrawing:
    """Draw a column for each period."""
    zoom = board.zoom
    top = write_legend(board, picture.legend) + _LABEL * zoom
    ground = board.height - FOOT * zoom
    places = Columns(board, picture.periods)
    highest = max((bar.amount for bar in picture.bars), default=0.0) or 1.0
    half = places.half
    boxes: list[tuple[Part, Box]] = []
    for place, bar in enumerate(picture.bars):
        y, x = ground, places.x(place)
        for part in bar.parts:
            higher = y - part.amount / highest * (ground - top)
            boxes.append((part, Box(x - half, y, x + half, higher)))
            y = higher
    board.lines([((0, ground), (board.width, ground))], board.style.line, 1)
    fill(board, boxes)
    _write_labels(board, picture.bars, places, (ground - top) / highest, ground)
    places.write_dates(ground)
    return BoxDrawing(board.axes, tuple(_marks(board, boxes, 4 * zoom)))


def draw_rows(board: Board, picture: RowsPicture) -> BoxDrawing:
    """Draw a lying bar for each name, the name above it and what it comes to at its end."""
    zoom = board.zoom
    top = write_legend(board, picture.legend)
    step = min((board.height - top) / max(len(picture.bars), 1), _ROW * 1.3 * zoom)
    longest = max((bar.amount for bar in picture.bars), default=0.0) or 1.0
    room = board.width - 64 * zoom
    thick = min(_BAR * zoom, step * 0.36)
    boxes: list[tuple[Part, Box]] = []
    for number, bar in enumerate(picture.bars):
        line = top + number * step
        middle = line + step * 0.7
        board.write(0, line + step * 0.26, bar.name, SMALL, room=room)
        x = 0.0
        for part in bar.parts:
            right = x + part.amount / longest * room
            boxes.append((part, Box(x, middle + thick / 2, right, middle - thick / 2)))
            x = right
        board.write(x + 8 * zoom, middle, bar.label, SMALL, colour=board.style.ink, strong=True)
    fill(board, boxes)
    return BoxDrawing(board.axes, tuple(_marks(board, boxes, step * 0.2)))


class Columns:
    """Where the columns of periods stand on a board, between `left` and `right`."""

    def __init__(
        self, board: Board, periods: Periods, left: float = 0.0, right: float | None = None
    ) -> None:
        self.board, self.periods = board, periods
        self.left = left
        self.right = board.width if right is None else right
        self.step = (self.right - self.left) / len(periods.starts)
        self.half = min(self.step * (1 - _GAP), _WIDEST * board.zoom) / 2

    def x(self, place: int) -> float:
        """Return the middle of a column."""
        return self.left + (place + 0.5) * self.step

    def write_dates(self, ground: float) -> None:
        """Write the months below the columns that they begin with."""
        zoom, starts = self.board.zoom, self.periods.starts
        first, last = (
            datetime(day.year, day.month, 1, tzinfo=UTC) for day in (starts[0], starts[-1])
        )
        most = max(int((self.right - self.left) / (58 * zoom)), 1)
        for tick in ticks(first, last, most):
            place = self.periods.place(tick.at.date())
            if place is not None:
                write_middle(
                    self.board, self.x(place), ground + FOOT * 0.55 * zoom, tick.label, SMALL
                )


def wide(board: Board, words: str, pixels: float) -> float:
    """Return how wide words are on a board."""
    return fitted(words, body_font(pixels * board.zoom)).width


def write_middle(
    board: Board, x: float, y: float, words: str, pixels: float, colour: str = ""
) -> None:
    """Write words with their middle at `x`, kept on the board."""
    across = wide(board, words, pixels)
    left = max(min(x - across / 2, board.width - across), 0.0)
    board.write(left, y, words, pixels, colour=colour)


def write_legend(board: Board, legend: Legend) -> float:
    """Write what the patterns mean in as many lines as needed; return where they end."""
    if len(legend) < 2:
        return 0.0
    zoom, side = board.zoom, 18.0 * board.zoom
    x, y = 0.0, _LEGEND / 2 * zoom
    boxes: list[tuple[Look, Box]] = []
    for look, words in legend:
        across = side + wide(board, words, SMALL)
        if x and x + across > board.width:
            x, y = 0.0, y + _LEGEND * 0.8 * zoom
        half = _SWATCH / 2 * zoom
        boxes.append((look, Box(x, y + half, x + 2 * half, y - half)))
        board.write(x + side, y, words, SMALL, room=board.width - x - side)
        x += across + 24 * zoom
    _fill(board, boxes)
    return y + _LEGEND / 2 * zoom


def fill(board: Board, boxes: Iterable[tuple[Part, Box]]) -> None:
    """Fill the boxes of parts, all of one look at once."""
    _fill(board, [(part.look, box) for part, box in boxes])


def _fill(board: Board, boxes: Sequence[tuple[Look, Box]]) -> None:
    style = board.style
    for look, hatch in _HATCHES.items():
        corners = [_corners(board, box) for own, box in boxes if own is look]
        if not corners:
            continue
        hollow = look is Look.HOLLOW
        colour = style.muted if hollow else style.series[_COLOURS[look]]
        collection = PolyCollection(
            corners,
            facecolors=style.surface if hollow else colour,
            edgecolors=colour if hollow else to_rgba(style.surface, 0.75),
            linewidths=1.2 if hollow else 0.8,
            hatch=hatch,
        )
        board.axes.add_collection(collection, autolim=False)


def _corners(board: Board, box: Box) -> list[tuple[float, float]]:
    """Return the corners of a box as the board's axes count them, from below."""
    low, high = board.height - box.bottom, board.height - box.top
    return [(box.left, low), (box.right, low), (box.right, high), (box.left, high)]


def _write_labels(
    board: Board, bars: Sequence[Bar], places: Columns, scale: float, ground: float
) -> None:
    """Write what each column comes to above it, of two that would meet only the higher one."""
    written: list[tuple[float, float]] = []
    named = [(place, bar) for place, bar in enumerate(bars) if bar.label]
    for place, bar in sorted(named, key=lambda one: -one[1].amount):
        half = wide(board, bar.label, CAPTION) / 2 + 2 * board.zoom
        x = places.x(place)
        free = all(x + half <= left or x - half >= right for left, right in written)
        if free and not _overshadowed(bars, place, (half + places.half) / places.step):
            y = ground - bar.amount * scale - 9 * board.zoom
            write_middle(board, x, y, bar.label, CAPTION, board.style.ink)
            written.append((x - half, x + half))


def _overshadowed(bars: Sequence[Bar], place: int, reach: float) -> bool:
    """Tell whether a higher column stands within so many columns of one."""
    return any(
        other.amount > bars[place].amount and abs(number - place) < reach
        for number, other in enumerate(bars)
    )


def _marks(board: Board, boxes: Iterable[tuple[Part, Box]], slack: float) -> Iterable[BoxMark]:
    for part, box in boxes:
        around = Box(box.left - slack / 2, box.bottom, box.right + slack / 2, box.top)
        middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        yield board.mark(part.mark, *middle, around)
