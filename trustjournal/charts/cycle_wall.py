"""Packs boxes of many sizes like the stones of a wall, each where it comes to lie highest."""

from collections.abc import Sequence
from math import sqrt

Side = tuple[float, float]
"""Width and height of a box."""

_Step = tuple[float, float]
"""Where a step of the lower edge begins, and how far down it is up to the next."""

_TINY = 1e-9


def pack(sides: Sequence[Side], aspect: float) -> list[tuple[float, float]]:
    """Return how far right and down each box lies in a wall about `aspect` times as wide as high.

    The highest boxes lie at the top.
    """
    order = sorted(range(len(sides)), key=lambda number: (-sides[number][1], number))
    widest = max((width for width, _height in sides), default=0.0)
    across = max(widest, sqrt(aspect * sum(width * height for width, height in sides)))
    corners: list[tuple[float, float]] = []
    for _try in range(4):
        corners, down = _wall([sides[number] for number in order], across)
        if not down or across == widest or 0.9 < across / down / aspect < 1.15:
            break
        across = max(widest, sqrt(across * down * aspect))
    found = [(0.0, 0.0)] * len(sides)
    for number, corner in zip(order, corners, strict=True):
        found[number] = corner
    return found


def _wall(sides: Sequence[Side], across: float) -> tuple[list[tuple[float, float]], float]:
    """Return the corner of each box in turn, and how far down they all go."""
    edge: list[_Step] = [(0.0, 0.0)]
    corners: list[tuple[float, float]] = []
    for width, height in sides:
        left, down = _highest(edge, width, across)
        corners.append((left, down))
        edge = _covered(edge, left, left + width, down + height, across)
    return corners, max(down for _left, down in edge)


def _highest(edge: Sequence[_Step], width: float, across: float) -> tuple[float, float]:
    best = (0.0, max(down for _left, down in edge))
    for number, (left, down) in enumerate(edge):
        if left + width > across + _TINY:
            break
        lowest = down
        for after in range(number + 1, len(edge)):
            if edge[after][0] >= left + width - _TINY or lowest >= best[1]:
                break
            lowest = max(lowest, edge[after][1])
        if lowest < best[1]:
            best = (left, lowest)
    return best


def _covered(
    edge: Sequence[_Step], left: float, right: float, down: float, across: float
) -> list[_Step]:
    """Return the edge with a box under it from `left` to `right`."""
    before = [step for step in edge if step[0] < left - _TINY]
    under = [step for step in edge if step[0] <= right + _TINY][-1]
    after = [step for step in edge if step[0] > right + _TINY]
    beside = [(right, under[1])] if right < across - _TINY else []
    return [*before, (left, down), *beside, *after]
