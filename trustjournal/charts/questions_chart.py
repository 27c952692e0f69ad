"""Draw the four questions: of one person, a panel for each of many, and how everyone spreads.

Figures are made at `style.DPI`, so that a point is a logical pixel; draw again after a resize.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from trustjournal.charts.board import Board, BoxDrawing, BoxMark, Segment
from trustjournal.charts.curve import Box
from trustjournal.charts.questions_picture import (
    Grid,
    PanelsPicture,
    PersonPicture,
    QuestionRow,
    SpreadMark,
    SpreadPicture,
    band_word,
    median_words,
)
from trustjournal.charts.style import ChartStyle
from trustjournal.charts.view import View
from trustjournal.domain.choices import Question
from trustjournal.domain.depth_stage import shown
from trustjournal.domain.evidence_words import question_word
from trustjournal.domain.question_profiles import BANDS
from trustjournal.domain.questions_words import short_word
from trustjournal.i18n import _

_BODY, _SMALL, _CAPTION = 15.0, 13.5, 12.5
_WIDE = 520  # pixels from which a question stands beside its range instead of above
_WORDS = 250  # the width of the questions there
_SCORE = 34  # the width of a score
_DOT, _BAND = 9.0, 8.0
_SPREAD_HEAD, _SPREAD_GAP = 28.0, 22.0
_MEDIAN_ROOM = 180.0  # the width of a question from which its median is named
_EDGE = 4.0  # beside words, where the focus has its frame
_FOOT = 20.0  # below the questions of a person


def draw_person(
    figure: Any,
    picture: PersonPicture,
    style: ChartStyle,
    frame: Box | None = None,
    *,
    as_text: bool = False,
) -> BoxDrawing:
    """Draw the four questions of one person: on `frame`, in logical pixels, or on all of it.

    With `as_text`, here and below, words stay words, for a file.
    """
    figure.set_facecolor(style.surface)
    board = Board(figure, style, frame, mirrored=picture.mirrored, as_text=as_text)
    wide = board.width >= _WIDE * style.scale
    edge = _EDGE * style.scale
    left = _WORDS * style.scale if wide else edge + _DOT / 2 * style.scale
    scale = _Scale(left, board.width - edge - (_SCORE if wide else _DOT / 2) * style.scale)
    line = (board.height - _FOOT * style.scale) / len(picture.rows)
    words_at, range_at = (0.5, 0.5) if wide else (0.3, 0.74)
    ranges = _Ranges(board, scale)
    marks: list[BoxMark] = []
    for number, row in enumerate(picture.rows):
        top = number * line
        said, y = top + words_at * line, top + range_at * line
        _write_row(board, row, said)
        ranges.add(row, y)
        box = Box(0, top + line, board.width, top)
        marks.append(board.mark(row, scale.x(row.likely.score), y, box))
    stranger = scale.x(picture.stranger)
    heights = [(number + range_at) * line for number in range(len(picture.rows))]
    board.lines([_tick(stranger, y, board) for y in heights], style.muted, style.scale, 0.7)
    foot = board.height - _FOOT / 2 * style.scale
    board.write(stranger - 3 * style.scale, foot, _("where a stranger stands"), _CAPTION)
    ranges.draw()
    return BoxDrawing(board.axes, tuple(marks))


def draw_panels(
    figure: Any,
    picture: PanelsPicture,
    style: ChartStyle,
    frame: Box | None = None,
    view: View | None = None,
    *,
    as_text: bool = False,
) -> BoxDrawing:
    """Draw the panels that are in `view`, or from the first on; each is a mark, its number.

    All of them stand on one ground, for a ground of its own for each takes four times as long.
    """
    figure.set_facecolor(style.surface)
    board = Board(figure, style, frame, mirrored=picture.mirrored, as_text=as_text)
    grid = Grid(len(picture.profiles), board.width, style.scale)
    down = -view.top if view is not None else 0.0
    numbers = grid.within(down, down + board.height)
    ranges = _Ranges(board, _Scale(0, grid.reach))
    stranger = ranges.scale.x(picture.stranger)
    lines: list[Segment] = []
    marks: list[BoxMark] = []
    for number in numbers:
        x, top = grid.corner(number)
        top -= down
        name = picture.profiles[number].customer.name
        board.write(x, top + grid.name, name, _BODY, colour=style.ink, strong=True, room=grid.reach)
        for y, row in zip(grid.rows, picture.rows(number), strict=True):
            ranges.add(row, top + y, x)
        ends = top + grid.rows[0] - grid.line / 2, top + grid.rows[-1] + grid.line / 2
        lines.append(((x + stranger, ends[0]), (x + stranger, ends[1])))
        box = Box(x, top + grid.down, x + grid.across, top)
        marks.append(board.mark(number, x + grid.reach / 2, top + grid.down / 2, box))
    _write_labels(board, grid, {grid.corner(number)[1] - down for number in numbers})
    board.lines(lines, style.muted, style.scale, 0.45)
    ranges.draw()
    return BoxDrawing(board.axes, tuple(marks))


def draw_spread(
    figure: Any,
    picture: SpreadPicture,
    style: ChartStyle,
    frame: Box | None = None,
    *,
    as_text: bool = False,
) -> BoxDrawing:
    """Draw how many people stand where on each question; each bar is a mark."""
    figure.set_facecolor(style.surface)
    board = Board(figure, style, frame, mirrored=picture.mirrored, as_text=as_text)
    zoom, head = style.scale, _SPREAD_HEAD * style.scale
    labels = Grid(0, board.width, zoom).labels
    across, line = (board.width - labels) / len(Question), (board.height - head) / len(BANDS)
    most = max((n for one in picture.spread.values() for n in one.counts.values()), default=0)
    room = max(across - (_SPREAD_GAP + 40) * zoom, 1.0)
    bars: defaultdict[tuple[str, float], list[Segment]] = defaultdict(list)
    marks: list[BoxMark] = []
    for place, (question, spread) in enumerate(picture.spread.items()):
        x = labels + place * across
        board.write(x, 10 * zoom, short_word(question), _SMALL, colour=style.ink, strong=True)
        if across > _MEDIAN_ROOM * zoom:
            end, aside = x + across - _SPREAD_GAP * zoom, median_words(spread)
            board.write(end, 10 * zoom, aside, _CAPTION, trailing=True)
        for number, band in enumerate(BANDS):
            count = spread.counts[band]
            if not count:
                continue
            y, long = head + (number + 0.5) * line, max(room * count / most, 2.0)
            picked = picture.chosen in {None, (question, band)}
            colour = style.muted if band is None else style.accent
            bars[colour, 0.85 if picked else 0.3].append(((x, y), (x + long, y)))
            board.write(x + long + 6 * zoom, y, str(count), _CAPTION, strong=picked)
            box = Box(x, y + line / 2, x + across, y - line / 2)
            marks.append(board.mark(SpreadMark(question, band, count), x + long / 2, y, box))
    _write_bands(board, head, line)
    board.lines([_edge(labels + n * across, head, board) for n in range(4)], style.line, zoom)
    for (colour, alpha), segments in bars.items():
        board.lines(segments, colour, 0.62 * line, alpha)
    return BoxDrawing(board.axes, tuple(marks))


def draw_legend(figure: Any, style: ChartStyle, frame: Box) -> None:
    """Draw what the marks of panels and of a person mean, in one line over `frame`."""
    board, zoom = Board(figure, style, frame, as_text=True), style.scale
    y, step = board.height / 2, board.width / 5
    words = _("Weakest"), _("Known"), _("Not known yet"), _("Likely range"), _("A stranger")
    sign = [place * step + 12 * zoom for place in range(len(words))]
    for place, word in enumerate(words):
        board.write(sign[place] + 18 * zoom, y, word, _SMALL)
    board.dots([sign[0]], [y], "D", _DOT - 1, style.series[1])
    board.dots([sign[1]], [y], "o", _DOT, style.accent)
    board.dots([sign[2]], [y], "o", _DOT - 2, style.muted, hollow=True)
    band = (sign[3] - 10 * zoom, y), (sign[3] + 10 * zoom, y)
    board.lines([band], style.accent, _BAND * zoom, 0.28, soft=True)
    board.lines([_tick(sign[4], y, board)], style.muted, zoom, 0.7)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where scores from 0 to 100 stand, in logical pixels."""

    left: float
    right: float

    def x(self, score: float) -> float:
        return self.left + score / 100 * (self.right - self.left)


class _Ranges:
    """Likely ranges with their dots, gathered to be drawn at once."""

    def __init__(self, board: Board, scale: _Scale) -> None:
        self.scale = scale
        self._board = board
        self._tracks: list[Segment] = []
        self._bands: dict[bool, list[Segment]] = {True: [], False: []}
        self._dots: defaultdict[tuple[bool, bool], list[tuple[float, float]]] = defaultdict(list)

    def add(self, row: QuestionRow, y: float, x: float = 0.0) -> None:
        """Add a question whose scale begins at `x`."""
        at = self.scale.x
        self._tracks.append(((x + at(0), y), (x + at(100), y)))
        self._bands[row.known].append(((x + at(row.likely.low), y), (x + at(row.likely.high), y)))
        self._dots[row.known, row.weakest].append((x + at(row.likely.score), y))

    def draw(self) -> None:
        """Draw all that was added; the weakest has a shape and a colour of its own."""
        style, zoom = self._board.style, self._board.zoom
        self._board.lines(self._tracks, style.line, zoom)
        self._board.lines(self._bands[True], style.accent, _BAND * zoom, 0.28, soft=True)
        self._board.lines(self._bands[False], style.muted, _BAND * zoom, 0.16, soft=True)
        for (known, weakest), places in self._dots.items():
            x, y = zip(*places, strict=True)
            marker, size = ("D", _DOT - 1) if weakest else ("o", _DOT)
            colour = style.series[1] if weakest else style.accent if known else style.muted
            self._board.dots(x, y, marker, size - (0 if known else 2), colour, hollow=not known)


def _write_row(board: Board, row: QuestionRow, y: float) -> None:
    """Write a question and its score; the weakest stands out."""
    style, edge = board.style, _EDGE * board.zoom
    colour = style.ink if row.weakest else style.muted
    score = str(shown(row.likely.score)) if row.known else "?"
    for x, said, trailing in (
        (edge, question_word(row.question), False),
        (board.width - edge, score, True),
    ):
        board.write(x, y, said, _SMALL, colour=colour, strong=row.weakest, trailing=trailing)


def _write_bands(board: Board, head: float, line: float) -> None:
    for number, band in enumerate(BANDS):
        y = head + (number + 0.5) * line
        board.write(_EDGE * board.zoom, y, band_word(band), _CAPTION)


def _write_labels(board: Board, grid: Grid, tops: Iterable[float]) -> None:
    """Write the names of the questions before each line of panels."""
    room = grid.labels - 2 * _EDGE * board.zoom
    for top in tops:
        for y, question in zip(grid.rows, Question, strict=True):
            board.write(_EDGE * board.zoom, top + y, short_word(question), _CAPTION, room=room)


def _tick(x: float, y: float, board: Board) -> Segment:
    half = _BAND * board.zoom
    return (x, y - half), (x, y + half)


def _edge(x: float, head: float, board: Board) -> Segment:
    return (x, head), (x, board.height)
