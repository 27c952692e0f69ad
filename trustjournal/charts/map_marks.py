"""The marks of the map of relationships: where each stands, how it looks, and whom to name.

Marks come in a few sizes only, for matplotlib then draws thousands of them at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import log, sqrt
from uuid import UUID

import numpy as np
from matplotlib.colors import to_rgba
from numpy.typing import NDArray

from trustjournal.charts.curve import Box
from trustjournal.charts.lettering import Words, words
from trustjournal.charts.map_ground import STRIP_LEFT, STRIP_RIGHT, Ground, across
from trustjournal.charts.map_picture import MapPicture, stage_word
from trustjournal.charts.paper import LegendEntry
from trustjournal.charts.style import ChartStyle, body_font
from trustjournal.charts.view_drawing import Floats
from trustjournal.domain.choices import Stage
from trustjournal.domain.places import Place

_SIZES = np.array((10.0, 14.0, 19.0, 25.0, 32.0))  # across, of a few marks; a crowd is smaller
_STEPS = np.array((0.15, 0.35, 0.65, 1.0))  # parts of a large value at which the next size begins
_LARGE = 90  # percent of the known values that are no larger than a large one
_CROWD, _PACKED = 40, 10_000  # marks from which they shrink, and at which they are smallest
_CLEAR = 120  # marks up to which no name covers any
_SMALLEST = 0.32
_ROOMY, _LEAST_ZOOM = 160_000, 0.6  # pixels of ground from which marks have their full size
_SOLID, _DENSE, _FADED = 0.9, 0.5, 0.15
_EDGED = 7  # pixels across from which a mark is set off from its neighbours
_AT_ONCE = 1000  # marks drawn in one go
_MANY = 800  # marks from which fewer are named
_LABELS, _FEW_LABELS, _TRIED, _LETTERS = 20, 12, 60, 24
_LABEL = 12.5
_VEIL = 0.75  # how much of the marks a name hides
_RING = 3.5  # pixels between a mark and its ring
_SCATTER = 5.0  # points of depth


@dataclass(frozen=True, slots=True)
class Look:
    """How the people of one stage are marked."""

    marker: str
    size: float
    series: int


LOOKS = {
    Stage.CUSTOMER: Look("o", 1.0, 0),
    Stage.PROSPECT: Look("D", 0.82, 1),
    Stage.LOST: Look("v", 1.0, 4),
}


def legend(picture: MapPicture, style: ChartStyle) -> tuple[LegendEntry, ...]:
    """Return how the stages that are on the map look."""
    found = {place.stage for place in picture.places}
    return tuple(
        LegendEntry(
            stage_word(stage), look.marker, 11 * look.size * style.scale, style.series[look.series]
        )
        for stage, look in LOOKS.items()
        if stage in found
    )


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everyone as arrays: `x` and `y` in the map's units, `size` a step of `_SIZES`, `stage`."""

    x: Floats
    y: Floats
    size: NDArray[np.intp]
    stage: NDArray[np.intp]
    ringed: NDArray[np.bool_]
    rows: dict[UUID, int]


@lru_cache(maxsize=2)
def crowd(picture: MapPicture) -> Crowd:
    """Return where everyone stands."""
    places = picture.places
    order = list(LOOKS)
    return Crowd(
        x=np.array([_across(place) for place in places], dtype=np.float64),
        y=np.array([_up(place) for place in places], dtype=np.float64),
        size=_steps(places),
        stage=np.array([order.index(place.stage) for place in places], dtype=np.intp),
        ringed=np.array([place.customer_id in picture.ringed for place in places], dtype=bool),
        rows={place.customer_id: row for row, place in enumerate(places)},
    )


def _across(place: Place) -> float:
    if place.silence is not None:
        return across(place.silence.normal)
    part = (place.customer_id.int % 997) / 996
    return STRIP_LEFT + (0.2 + 0.6 * part) * (STRIP_RIGHT - STRIP_LEFT)


def _up(place: Place) -> float:
    """Return the depth; of those never in touch, who would all be one mark, scattered a little."""
    if place.silence is not None:
        return place.depth
    return place.depth + ((place.customer_id.int // 997) % 991 / 990 - 0.5) * _SCATTER


def _steps(places: Sequence[Place]) -> NDArray[np.intp]:
    """Return the step of each value, by the root of its part of a large one: area is value."""
    values = np.array([float(place.value or 0) for place in places], dtype=np.float64)
    known = values[values > 0]
    if not known.size:
        return np.ones(len(places), dtype=np.intp)
    parts = np.sqrt(np.maximum(values, 0) / np.percentile(known, _LARGE))
    return np.searchsorted(_STEPS, parts, side="right").astype(np.intp)


@dataclass(frozen=True, slots=True)
class Spots:
    """The marks on a ground: pixels from its lower left, and how far across each is."""

    x: Floats
    y: Floats
    across: Floats
    seen: NDArray[np.bool_]
    count: int


def spots(ground: Ground, people: Crowd) -> Spots:
    """Return where the marks stand; the more of them are in sight the smaller they are."""
    x, y = ground.x(people.x), ground.y(people.y)
    seen = (x >= 0) & (x <= ground.width) & (y >= 0) & (y <= ground.height)
    count = int(seen.sum())
    packed = log(max(count / _CROWD, 1)) / log(_PACKED / _CROWD)
    room = sqrt(ground.width * ground.height / _ROOMY) / ground.style.scale
    zoom = _SMALLEST ** min(packed, 1) * min(max(room, _LEAST_ZOOM), 1.0) * ground.style.scale
    return Spots(x, y, _SIZES[people.size] * zoom, seen, count)


def draw_marks(ground: Ground, people: Crowd, placed: Spots, *, faded: bool) -> None:
    """Draw everyone in sight, small ones over large ones, and a ring around the ringed."""
    style = ground.style
    alpha = max(_DENSE, _SOLID - placed.count / 4000)
    for step in reversed(range(len(_SIZES))):
        for number, look in enumerate(LOOKS.values()):
            alike = placed.seen & (people.size == step) & (people.stage == number)
            for mine, strength in (
                (alike & ~people.ringed, _FADED if faded else alpha),
                (alike & people.ringed, _SOLID),
            ):
                if mine.any():
                    size = float(placed.across[mine][0])
                    colour = style.series[look.series]
                    _plot(ground, placed, mine, look.marker, size * look.size, colour, strength)
    for step in range(len(_SIZES)):
        ringed = placed.seen & people.ringed & (people.size == step)
        if ringed.any():
            size = float(placed.across[ringed][0]) + 2 * _RING * style.scale
            ground.axes.plot(
                placed.x[ringed],
                placed.y[ringed],
                linestyle="none",
                marker="o",
                markersize=size,
                markerfacecolor="none",
                markeredgecolor=style.ink if faded else style.muted,
                markeredgewidth=(1.4 if faded else 1.0) * style.scale,
                clip_on=False,
                zorder=4,
            )


def _plot(
    ground: Ground,
    placed: Spots,
    mine: NDArray[np.bool_],
    marker: str,
    size: float,
    colour: str,
    strength: float,
) -> None:
    rows = np.flatnonzero(mine)
    # Agg lets no other thread work until all marks of a line are drawn.
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        ground.axes.plot(
            placed.x[some],
            placed.y[some],
            linestyle="none",
            marker=marker,
            markersize=size,
            markerfacecolor=to_rgba(colour, strength),
            markeredgecolor=to_rgba(ground.style.surface, strength),
            markeredgewidth=1.2 * ground.style.scale if size >= _EDGED else 0,
            clip_on=False,
            zorder=3,
        )


def write_names(
    ground: Ground, picture: MapPicture, people: Crowd, placed: Spots, taken: list[Box]
) -> None:
    """Name those ringed, then by turns whoever is needed most and whoever is worth most.

    No name comes into the places `taken`, which grow.
    """
    few = placed.count <= _CLEAR
    if few:
        taken += [_around(placed, int(row)) for row in np.flatnonzero(placed.seen)]
    most = _LABELS if placed.count <= _MANY else _FEW_LABELS
    font = body_font(_LABEL * ground.style.scale)
    names: list[Box] = []
    for row in islice(_to_name(people, placed, only_ringed=picture.fade_others), _TRIED):
        if len(names) == most:
            break
        it = words(_short(picture.places[row].name), font)
        place = _free(_beside(ground, people, placed, row, it), taken, ground)
        if place is None:
            continue
        ground.write(it, place.left, place.bottom, ground.style.ink, zorder=5)
        names.append(place)
        taken.append(place)
    if not few:
        ground.fill(names, to_rgba(ground.style.surface, _VEIL), zorder=4.5)


def _to_name(people: Crowd, placed: Spots, *, only_ringed: bool) -> Iterator[int]:
    """Yield rows in sight in the order in which they deserve their name."""
    ringed = [int(row) for row in np.flatnonzero(placed.seen & people.ringed)]
    needed = [int(row) for row in np.flatnonzero(placed.seen)[:_TRIED]]
    worth = sorted(needed, key=lambda row: -int(people.size[row]))
    both = [row for pair in zip(needed, worth, strict=True) for row in pair]
    yield from ringed if only_ringed else dict.fromkeys((*ringed, *both))


def _around(placed: Spots, row: int, more: float = 0.0) -> Box:
    half = float(placed.across[row]) / 2 + more
    x, y = float(placed.x[row]), float(placed.y[row])
    return Box(x - half, y - half, x + half, y + half)


def _beside(ground: Ground, people: Crowd, placed: Spots, row: int, it: Words) -> Iterator[Box]:
    """Yield where a name may stand: right of its mark, left, above, below."""
    width, height = it.width, it.height
    ring = _RING * ground.style.scale if people.ringed[row] else 0.0
    mark = _around(placed, row, ring + 3)
    x, low = (mark.left + mark.right) / 2, (mark.bottom + mark.top - height) / 2
    yield Box(mark.right, low, mark.right + width, low + height)
    yield Box(mark.left - width, low, mark.left, low + height)
    for bottom in (mark.top, mark.bottom - height):
        yield Box(x - width / 2, bottom, x + width / 2, bottom + height)


def _free(places: Iterator[Box], taken: Sequence[Box], ground: Ground) -> Box | None:
    for place in places:
        inside = place.left >= 2 and place.right <= ground.width - 2
        inside = inside and place.bottom >= 2 and place.top <= ground.height - 2
        if inside and not any(place.meets(other) for other in taken):
            return place
    return None


def _short(name: str) -> str:
    plain = " ".join(name.split())
    return plain if len(plain) <= _LETTERS else plain[: _LETTERS - 1].rstrip() + "…"
