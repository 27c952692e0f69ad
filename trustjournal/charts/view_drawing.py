"""What was drawn of a large chart: where its marks are, found quickly among thousands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trustjournal.charts.curve import Box
from trustjournal.charts.view import View

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark, the device pixel of its middle, origin at the lower left, and its radius there."""

    mark: Any
    x: float
    y: float
    radius: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class ViewDrawing:
    """One drawing of a chart that can be zoomed and moved.

    `things` are what the marks stand for; `x`, `y` and `radius` are arrays of the same length, in
    device pixels from the lower left. They may lie outside `frame`, the ground (device pixels) on
    which `view` was drawn; `home` is the view of everything. A place up to `reach` device pixels
    from the middle of a small mark still answers to it. `rows` is the place of each thing, which
    may be left to be found out; whoever draws the same thousands again and again keeps it.
    """

    things: Sequence[Any]
    x: Floats
    y: Floats
    radius: Floats
    view: View
    home: View
    frame: Box
    reach: float
    axes: Any = None
    legend: tuple[Any, ...] = ()
    rows: dict[Any, int] = field(default_factory=dict[Any, int])

    @property
    def marks(self) -> Sequence[PlacedMark]:
        """Every mark, in the order of the things; made anew at each call."""
        return [self.mark(row) for row in range(len(self.things))]

    def mark(self, row: int) -> PlacedMark:
        """Return the mark of one thing."""
        return PlacedMark(
            self.things[row], float(self.x[row]), float(self.y[row]), float(self.radius[row])
        )

    def find(self, thing: Any) -> PlacedMark | None:
        """Return the mark of a thing, which is hashable, or None where it has none."""
        if not self.rows:
            self.rows.update((one, row) for row, one in enumerate(self.things))
        row = self.rows.get(thing)
        return None if row is None else self.mark(row)

    def at(self, x: float, y: float) -> PlacedMark | None:
        """Return the mark at a device pixel of the frame, or None where there is none."""
        if not self._seen(Box(x, y, x, y)):
            return None
        away = np.hypot(self.x - x, self.y - y)
        away[away > np.maximum(self.radius, self.reach)] = np.inf
        return self._least(away)

    def within(self, box: Box) -> list[Any]:
        """Return what stands in a rectangle of device pixels, as far as it is in sight."""
        seen = self._seen(box)
        if seen is None:
            return []
        inside = (self.x >= seen.left) & (self.x <= seen.right)
        inside &= (self.y >= seen.bottom) & (self.y <= seen.top)
        return [self.things[int(row)] for row in np.flatnonzero(inside)]

    def nearest(self, x: float, y: float) -> PlacedMark | None:
        """Return the mark nearest to a device pixel; None where there are no marks."""
        return self._least(np.hypot(self.x - x, self.y - y))

    def toward(self, mark: PlacedMark, across: int, up: int) -> PlacedMark | None:
        """Return the nearest mark in a quarter of the ground, one of `across`, `up` being 1 or -1.

        With the nearest in each quarter (a Yao graph) the arrows reach every place, as long as
        what lies exactly between two quarters belongs to one of them.
        """
        ahead = (self.x - mark.x) * across + (self.y - mark.y) * up
        aside = (self.y - mark.y) * across - (self.x - mark.x) * up
        away = np.hypot(ahead, aside)
        away[(ahead < 0.5) | (aside < -ahead) | (aside >= ahead)] = np.inf
        return self._least(away)

    def _seen(self, box: Box) -> Box | None:
        frame = self.frame
        left, right = max(box.left, frame.left), min(box.right, frame.right)
        bottom, top = max(box.bottom, frame.bottom), min(box.top, frame.top)
        return Box(left, bottom, right, top) if left <= right and bottom <= top else None

    def _least(self, away: Floats) -> PlacedMark | None:
        if not away.size:
            return None
        row = int(away.argmin())
        return self.mark(row) if np.isfinite(away[row]) else None
