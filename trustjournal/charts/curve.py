"""The geometry of a depth curve in pixels: its soft line, its limits, and free room for words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trustjournal.domain.depth_stage import DepthStage, stage_of

Floats = NDArray[np.float64]

_SOFTNESS = 4.0  # standard deviation, in pixels, by which a jump is drawn as a rise
_LOWEST = 10.0  # a stranger stands at 20; the empty ground below is of no use


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, origin at the lower left."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share any ground."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


def limits(lowest: float, highest: float) -> tuple[float, float]:
    """Return the scores between which the curve is drawn: two whole stages or more.

    The upper one is the edge of the next stage, so that it is in sight, unless there is none.
    """
    floors = [float(stage.floor) for stage in DepthStage]
    lower = floors.index(stage_of(lowest).floor)
    upper = floors.index(stage_of(highest).floor) + 1
    lower = max(min(lower, upper - 2), 0)
    bottom = floors[lower] or max(0.0, min(_LOWEST, lowest - 5))
    return bottom, floors[upper] if upper < len(floors) else highest


def soften(x: Floats, y: Floats, width: float, scale: float) -> tuple[Floats, Floats]:
    """Return the curve at every pixel from 0 to `width`, each jump a short soft rise.

    `x` (pixels, ascending, a jump being two equal ones) and `y` are arrays; so is the result.
    Both ends stay exactly where they are.
    """
    grid = np.linspace(0.0, width, max(int(width) + 1, 2))
    sharp: Floats = np.interp(grid, x, y)
    sharp[0], sharp[-1] = y[0], y[-1]
    reach = min(int(_SOFTNESS * scale * 3), len(grid) - 1)
    if reach < 1:
        return grid, sharp
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / (_SOFTNESS * scale)) ** 2)
    mirrored = np.concatenate(
        (
            2 * sharp[0] - sharp[reach:0:-1],
            sharp,
            2 * sharp[-1] - sharp[-2 : -reach - 2 : -1],
        )
    )
    soft: Floats = np.convolve(mirrored, kernel / kernel.sum(), mode="valid").astype(np.float64)
    return grid, soft


def free_place(
    places: Iterable[Box], taken: Sequence[Box], curve_x: Floats, curve_y: Floats, clear: float
) -> Box | None:
    """Return the first place that no box and no part of the curve comes into, or None.

    The curve keeps `clear` pixels away.
    """
    for place in places:
        near = (curve_x > place.left - clear) & (curve_x < place.right + clear)
        part = curve_y[near]
        crossed = part.size and bool(
            (part.max() > place.bottom - clear) and (part.min() < place.top + clear)
        )
        if not crossed and not any(place.meets(box) for box in taken):
            return place
    return None
