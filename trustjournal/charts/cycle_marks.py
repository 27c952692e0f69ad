"""The marks of the referral tree: how deep trust looks, the lines between people, and the names.

Marks come in a few sizes only, for matplotlib then draws thousands of them at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb, to_rgba
from numpy.typing import NDArray

from trustjournal.charts.curve import Box, Floats
from trustjournal.charts.cycle_layout import Layout
from trustjournal.charts.cycle_picture import CyclePicture
from trustjournal.charts.paper import LegendEntry
from trustjournal.charts.style import ChartStyle, body_font, strong_font
from trustjournal.charts.view import View
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.i18n import _

LABELS = 60
"""How many names are written at most; each costs as much as hundreds of marks."""

_TRIED = 240
_ANYWAY = 8  # the first names, written upon lines and tiny marks too
_TINY = 4.5  # radius in pixels of the largest mark that a name may hide
_KNOWN_LINES = 300  # as many lines as names keep off; of more they are a ground anyway
_LETTERS = 26
_LABEL, _LINE = 12.5, 1.35
_LEAST, _MOST = 1.1, 26.0  # radius in pixels of the smallest mark, and of the largest
_UNIT = 7.0  # pixels to a unit of radius at most: where people stand further apart, marks stay so
_WRITTEN = 2.4  # radius from which a mark is worth a name
_FADED = 0.18
_BENDS = ((300, 1), (2500, 3))  # up to so many lines in sight, every point or every third
_STRAIGHT = 12
_CORNERS = 1.15  # how far the corners of a shape go beyond its circle
_RING = 3.5


@dataclass(frozen=True, slots=True)
class Look:
    """How one stage of depth is marked: a shape, its size against a circle's, and its colour."""

    marker: str
    size: float
    series: int


LOOKS = {
    DepthStage.NEW: Look("o", 1.0, 3),
    DepthStage.ACQUAINTED: Look("s", 0.84, 2),
    DepthStage.FAMILIAR: Look("^", 1.0, 4),
    DepthStage.TRUSTED: Look("D", 0.8, 1),
    DepthStage.INNER_CIRCLE: Look("*", 1.4, 0),
}
_FLOORS = np.array([stage.floor for stage in LOOKS], dtype=np.float64)
_SLACK = 1e-9  # as `depth_stage`: sums of floats that should be whole


def legend(picture: CyclePicture, style: ChartStyle) -> tuple[LegendEntry, ...]:
    """Return how the stages that are in the tree look, the deepest first."""
    found = set(_bands(picture))
    return tuple(
        LegendEntry(
            stage.word, look.marker, 11 * look.size * style.scale, style.series[look.series]
        )
        for number, (stage, look) in reversed(list(enumerate(LOOKS.items())))
        if number in found
    )


def _bands(picture: CyclePicture) -> NDArray[np.intp]:
    depths = np.array([one.depth for one in picture.shape.members.values()], dtype=np.float64)
    return (np.searchsorted(_FLOORS, depths + _SLACK, side="right") - 1).astype(np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """The tree on its ground, in rows as in the layout.

    `x`, `y` and `radius` are pixels from the lower left; `band` the stage of depth by number.
    """

    axes: Any
    style: ChartStyle
    layout: Layout
    picture: CyclePicture
    view: View
    scale: float
    width: float
    height: float
    x: Floats
    y: Floats
    radius: Floats
    band: NDArray[np.intp]
    ringed: NDArray[np.bool_]
    seen: NDArray[np.bool_]


def spots(
    axes: Any, style: ChartStyle, layout: Layout, picture: CyclePicture, view: View, size: Box
) -> Spots:
    """Return where everyone stands on axes in logical pixels from (0, 0), of this `size`."""
    scale = size.right / view.width
    x, y = (layout.x - view.left) * scale, (layout.y - view.bottom) * scale
    unit = min(scale, _UNIT * style.scale)
    radius = np.clip(layout.radius * unit, _LEAST * style.scale, _MOST * style.scale)
    seen = (x > -radius) & (x < size.right + radius) & (y > -radius) & (y < size.top + radius)
    places = {one: row for row, one in enumerate(picture.shape.members)}
    rows = np.array([places[one] for one in layout.people], dtype=np.intp)
    return Spots(
        axes=axes,
        style=style,
        layout=layout,
        picture=picture,
        view=view,
        scale=scale,
        width=size.right,
        height=size.top,
        x=x,
        y=y,
        radius=radius,
        band=_bands(picture)[rows],
        ringed=np.array([one in picture.ringed for one in layout.people], dtype=bool),
        seen=seen,
    )


def draw_lines(at: Spots) -> None:
    """Draw who sent whom, as far as it is in sight, in one collection."""
    lines = _lines_in_sight(at)
    if not len(lines):
        return
    stride = next((every for most, every in _BENDS if len(lines) <= most), _STRAIGHT)
    strength = 0.2 if at.picture.fade_others else 0.5
    wide = min(max(0.35 * at.scale, 0.6), 1.6) * at.style.scale
    at.axes.add_collection(
        LineCollection(
            list(lines[:, ::stride]),
            colors=[to_rgba(at.style.muted, strength)],
            linewidths=wide,
            zorder=1,
        ),
        autolim=False,
    )


def _lines_in_sight(at: Spots) -> Floats:
    lines = (at.layout.lines - (at.view.left, at.view.bottom)) * at.scale
    low, high = lines.min(axis=1), lines.max(axis=1)
    inside = (high[:, 0] > 0) & (low[:, 0] < at.width) & (high[:, 1] > 0) & (low[:, 1] < at.height)
    found: Floats = lines[inside]
    return found


def draw_marks(at: Spots) -> None:
    """Draw everyone in sight, small ones over large ones, and rings around those found."""
    for step in sorted(set(at.layout.step[at.seen].tolist()), reverse=True):
        for number, look in enumerate(LOOKS.values()):
            alike = at.seen & (at.layout.step == step) & (at.band == number)
            if at.picture.fade_others:
                _plot(at, alike & ~at.ringed, look, _FADED)
                _plot(at, alike & at.ringed, look, 1.0)
            else:
                _plot(at, alike, look, 1.0)
    _draw_rings(at, at.seen & at.ringed, at.style.ink, 2.0)
    _draw_rings(at, at.seen & (at.layout.hidden > 0), at.style.muted, 1.2)


def _plot(at: Spots, mine: NDArray[np.bool_], look: Look, strength: float) -> None:
    if not mine.any():
        return
    across = 2 * float(at.radius[mine][0])
    at.axes.plot(
        at.x[mine],
        at.y[mine],
        linestyle="none",
        marker=look.marker,
        markersize=across * look.size,
        markerfacecolor=_mixed(at.style.series[look.series], at.style.surface, strength),
        markeredgewidth=0,
        zorder=3,
    )


def _mixed(colour: str, ground: str, strength: float) -> tuple[float, ...]:
    """Return a colour as seen on the ground: through a mark no line must shine."""
    pairs = zip(to_rgb(colour), to_rgb(ground), strict=True)
    return tuple(strength * one + (1 - strength) * other for one, other in pairs)


def _draw_rings(at: Spots, mine: NDArray[np.bool_], colour: str, wide: float) -> None:
    for radius in sorted(set(at.radius[mine].tolist())):
        alike = mine & (at.radius == radius)
        at.axes.plot(
            at.x[alike],
            at.y[alike],
            linestyle="none",
            marker="o",
            markersize=2 * (radius + _RING * at.style.scale),
            markerfacecolor="none",
            markeredgecolor=colour,
            markeredgewidth=wide * at.style.scale,
            zorder=4,
        )


def write_caption(at: Spots) -> list[Box]:
    """Write above those on their own how many they are, or in the corner where they are not drawn.

    Returns the ground that the words take.
    """
    alone = at.layout.alone
    if not at.layout.alone_count:
        return []
    zoom = at.style.scale
    words = _("On their own: {count}").format(count=at.layout.alone_count)
    place = 4 * zoom, 4 * zoom
    if alone is not None:
        left, top = (alone.left - at.view.left) * at.scale, (alone.top - at.view.bottom) * at.scale
        place = max(left, 4 * zoom), top + 5 * zoom
        if not (-20 < place[1] < at.height and (alone.right - at.view.left) * at.scale > 0):
            return []
    at.axes.text(
        *place,
        words,
        color=at.style.muted,
        fontproperties=body_font(13.5 * zoom),
        parse_math=False,
        zorder=5,
        clip_on=True,
    )
    width, height = _size(words, zoom)
    return [Box(place[0], place[1], place[0] + 1.1 * width, place[1] + height)]


def write_names(at: Spots, taken: list[Box]) -> None:
    """Name those found, those folded and those through whom most came, where there is room.

    No name comes upon the ground that is `taken`, a mark or a line. Where others are faded, only
    those found. The first few are named in the densest crowd, upon tiny marks if need be.
    """
    font = strong_font(_LABEL * at.style.scale)
    most = len(taken) + LABELS
    marks = np.column_stack((at.x, at.y, _CORNERS * at.radius))[at.seen]
    crowd = np.concatenate((marks, _points_of_lines(at)))
    for rank, row in enumerate(_to_name(at)):
        if len(taken) == most:
            break
        words = _label(at, row)
        places = list(_beside(at, row, *_size(words, at.style.scale)))
        place = _free(at, places, taken, crowd)
        hides = place is None and rank < _ANYWAY
        if hides:
            place = _least_hiding(at, places, taken, marks)
        if place is None:
            continue
        taken.append(place)
        written = at.axes.text(
            place.left,
            place.bottom + 0.24 * (place.top - place.bottom),
            words,
            color=at.style.ink,
            fontproperties=font,
            parse_math=False,
            zorder=5,
            clip_on=True,
        )
        if hides:
            written.set_bbox(
                {"facecolor": at.style.surface, "alpha": 0.8, "pad": 1.5, "linewidth": 0}
            )


def _points_of_lines(at: Spots) -> Floats:
    """Return the lines in sight as points, each x, y and radius, too close to be missed."""
    lines = _lines_in_sight(at)
    if len(lines) > _KNOWN_LINES:
        return np.zeros((0, 3))
    between = (lines[:, 1:] + lines[:, :-1]) / 2
    points = np.concatenate((lines.reshape(-1, 2), between.reshape(-1, 2)))
    return np.column_stack((points, np.full(len(points), 1.5 * at.style.scale)))


def _to_name(at: Spots) -> Iterator[int]:
    """Yield the rows in sight that deserve their name, the first first."""
    large = at.radius >= (np.inf if at.picture.fade_others else _WRITTEN)
    rows = np.flatnonzero(at.seen & (large | at.ringed))
    reach = np.array([_reach(at, row) for row in rows.tolist()], dtype=np.float64)
    weight = reach + 1e9 * at.ringed[rows] + 1e6 * (at.layout.hidden[rows] > 0)
    yield from rows[np.argsort(-weight, kind="stable")][:_TRIED].tolist()


def _reach(at: Spots, row: int) -> int:
    return at.picture.shape.members[at.layout.people[row]].reach


def _label(at: Spots, row: int) -> str:
    name = " ".join(at.picture.shape.members[at.layout.people[row]].name.split())
    short = name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"
    hidden = int(at.layout.hidden[row])
    return _("{name} +{count}").format(name=short, count=hidden) if hidden else short


def _size(words: str, scale: float) -> tuple[float, float]:
    """Return about how wide and high a name will be: measuring each costs as much as drawing it."""
    ems = sum(1.0 if letter > "\u2e80" else 0.78 if letter.isupper() else 0.54 for letter in words)
    return ems * _LABEL * scale, _LINE * _LABEL * scale


def _free(at: Spots, places: Iterable[Box], taken: list[Box], crowd: Floats) -> Box | None:
    found = (place for place in places if _has_room(at, place, taken))
    return next((place for place in found if not _hidden(place, crowd).any()), None)


def _least_hiding(at: Spots, places: Iterable[Box], taken: list[Box], marks: Floats) -> Box | None:
    """Return the place that hides the fewest tiny marks; None where all hide a larger one."""
    found: list[tuple[int, Box]] = []
    for place in places:
        if _has_room(at, place, taken):
            hidden = marks[_hidden(place, marks), 2]
            if not (hidden > _TINY * at.style.scale).any():
                found.append((len(hidden), place))
    return min(found, key=itemgetter(0), default=(0, None))[1]


def _has_room(at: Spots, place: Box, taken: list[Box]) -> bool:
    inside = place.left >= 2 and place.right <= at.width - 2
    inside = inside and place.bottom >= 2 and place.top <= at.height - 2
    return inside and not any(place.meets(other) for other in taken)


def _hidden(place: Box, crowd: Floats) -> NDArray[np.bool_]:
    """Return which marks, each x, y and radius, a name would come upon."""
    across = np.clip(crowd[:, 0], place.left, place.right) - crowd[:, 0]
    up = np.clip(crowd[:, 1], place.bottom, place.top) - crowd[:, 1]
    return np.hypot(across, up) < crowd[:, 2]


def _beside(at: Spots, row: int, width: float, height: float) -> Iterator[Box]:
    """Yield where a name may stand: right of its mark, left, below, above, and aslant."""
    away = _CORNERS * float(at.radius[row]) + 3 * at.style.scale
    if at.ringed[row] or at.layout.hidden[row]:
        away += _RING * at.style.scale
    x, y = float(at.x[row]), float(at.y[row])
    low, left, aslant = y - height / 2, x - width / 2, 0.75 * away
    yield Box(x + away, low, x + away + width, low + height)
    yield Box(x - away - width, low, x - away, low + height)
    yield Box(left, y - away - height, left + width, y - away)
    yield Box(left, y + away, left + width, y + away + height)
    for start in (x + aslant, x - aslant - width):
        for bottom in (y + aslant, y - aslant - height):
            yield Box(start, bottom, start + width, bottom + height)
