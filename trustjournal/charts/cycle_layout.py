"""Where everyone in the referral tree stands, in units of the smallest mark's radius.

Each tree is drawn in rings around who began it; trees are packed like the stones of a wall, the
largest first; whoever neither sent anybody nor was sent stands below, in lines.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from trustjournal.charts.curve import Box, Floats
from trustjournal.charts.cycle_rings import ring_places
from trustjournal.charts.cycle_wall import pack
from trustjournal.domain.cycle import Forest

Rows = NDArray[np.intp]

ASPECT = 1.6
"""How much wider than high everyone together stands."""

_GROWTH = 0.5  # of the radius, for each doubling of reach
_CAPTION = 8.0, 0.04  # above them, for their caption: units, or a part of the trees' height
_ALONG = np.linspace(0, 1, 13)  # the points of a line
_BEND = _ALONG**2 * (3 - 2 * _ALONG)


@dataclass(frozen=True, slots=True)
class _Spacing:
    """What lies between trees, and from one to the next of those on their own: across and down."""

    across: float
    down: float
    pitch: float
    line: float
    columns: int  # of those on their own, at least


_FEW = 60
"""So many people stand far enough apart for their names to have room beside them."""

_ROOMY = _Spacing(11.0, 4.5, 15.0, 4.0, 3)
_CLOSE = _Spacing(2.0, 2.0, 2.8, 2.8, 16)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Everyone in sight, in rows; y points up.

    `x`, `y` and `radius` are in units; `step` counts the sizes, 0 the smallest; `sender` is the
    row of who sent each, -1 for nobody; `hidden` counts the people folded into each. `lines`, of
    shape (lines, 13, 2), lead from a sender to each of the rows `sent`. `alone` is the ground of
    those on their own, of whom there are `alone_count`, or None where they are not drawn.
    """

    people: tuple[UUID, ...]
    x: Floats
    y: Floats
    radius: Floats
    step: Rows
    sender: Rows
    hidden: Rows
    sent: Rows
    lines: Floats
    bounds: Box
    alone: Box | None
    alone_count: int


def lay_out(
    grown: Forest,
    reach: Mapping[UUID, int],
    collapsed: Collection[UUID] = (),
    *,
    with_alone: bool = True,
) -> Layout:
    """Place everyone but those folded into `collapsed`; `reach` is `cycle.reach` of the same tree.

    The same people always stand in the same places, and no two marks touch.
    """
    children: dict[UUID, list[UUID]] = {}
    for one in grown.order:
        parent = grown.parents[one]
        if parent is not None:
            children.setdefault(parent, []).append(one)
    folded = frozenset(collapsed)
    roots = [one for one in grown.order if grown.parents[one] is None]
    trees = [_Tree.of(one, children, reach, folded) for one in roots if one in children]
    alone = [one for one in roots if one not in children]
    space = _ROOMY if len(grown.order) <= _FEW else _CLOSE
    sides = [(tree.width + space.across, tree.height + space.down) for tree in trees]
    corners = pack(sides, ASPECT)
    for tree, (left, down) in zip(trees, corners, strict=True):
        tree.move(left, -down)
    right = max((tree.right for tree in trees), default=0.0)
    bottom = min((tree.bottom for tree in trees), default=0.0)
    ground = None
    top = bottom - max(_CAPTION[0], -_CAPTION[1] * bottom) if trees else 0.0
    if alone and with_alone:
        block = _in_lines(alone, right, top, space)
        ground = Box(0.0, block.bottom, block.right, top)
        trees.append(block)
        right, bottom = max(right, block.right), block.bottom
    hidden = [reach[one] if one in folded else 0 for tree in trees for one in tree.people]
    return _joined(trees, hidden, Box(0.0, bottom, right, 0.0), ground, len(alone))


def step_of(reach: int) -> int:
    """Return the size of a mark: one step more for each doubling of reach.

    >>> [step_of(reach) for reach in (0, 1, 2, 3, 4, 1000)]
    [0, 1, 2, 2, 3, 10]
    """
    return reach.bit_length()


class _Tree:
    """People who stand together, with the lines between them."""

    def __init__(
        self, people: Sequence[UUID], senders: Sequence[int], steps: Sequence[int]
    ) -> None:
        self.people = people
        self.senders = np.array(senders, dtype=np.intp)
        self.steps = np.array(steps, dtype=np.intp)
        self.radii: Floats = 1.0 + _GROWTH * self.steps.astype(np.float64)
        self.x: Floats = np.zeros(len(people))
        self.y: Floats = np.zeros(len(people))
        self.lines = np.zeros((0, len(_ALONG), 2))

    @classmethod
    def of(
        cls,
        root: UUID,
        children: Mapping[UUID, Sequence[UUID]],
        reach: Mapping[UUID, int],
        folded: Collection[UUID],
    ) -> "_Tree":
        """Return the tree that a root began, in rings."""
        people, senders, level, ends = [root], [-1], [0], [0]
        for row, one in enumerate(people):
            below = () if one in folded else children.get(one, ())
            people.extend(below)
            senders.extend([row] * len(below))
            level.extend([level[row] + 1] * len(below))
        ends += [row for row in range(1, len(people)) if level[row] != level[row - 1]]
        steps = [step_of(reach[one]) for one in people]
        weights = [reach[one] + 1.0 for one in people]
        tree = cls(people, senders, steps)
        angles, away = ring_places(senders, [*ends, len(people)], list(tree.radii), weights)
        tree.stand_in_rings(np.array(angles), np.array(away))
        return tree

    def stand_in_rings(self, angles: Floats, away: Floats) -> None:
        """Place everyone around the root, with lines that turn as they go outwards."""
        self.x, self.y = away * np.cos(angles), away * np.sin(angles)
        sender = self.senders[1:]
        # The root looks every way: a line from it has the direction of where it goes.
        began = np.where(sender == 0, angles[1:], angles[sender])
        turned = began[:, None] + (angles[1:] - began)[:, None] * _BEND
        gone = away[sender][:, None] + (away[1:] - away[sender])[:, None] * _ALONG
        self.lines = np.stack((gone * np.cos(turned), gone * np.sin(turned)), axis=2)

    @property
    def right(self) -> float:
        """How far right it goes."""
        return float((self.x + self.radii).max())

    @property
    def bottom(self) -> float:
        """How far down it goes."""
        return float((self.y - self.radii).min())

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - float((self.x - self.radii).min())

    @property
    def height(self) -> float:
        """How high it is."""
        return float((self.y + self.radii).max()) - self.bottom

    def move(self, left: float, top: float) -> None:
        """Bring its upper left corner there."""
        right = left - float((self.x - self.radii).min())
        up = top - float((self.y + self.radii).max())
        self.x, self.y = self.x + right, self.y + up
        self.lines = self.lines + np.array((right, up))


def _in_lines(people: Sequence[UUID], across: float, top: float, space: _Spacing) -> _Tree:
    """Return those on their own in lines below `top`, as wide as the trees or as all would be."""
    columns = ceil(across / space.pitch) or ceil(sqrt(len(people) * ASPECT))
    number = np.arange(len(people), dtype=np.float64)
    columns = max(columns, space.columns)
    block = _Tree(people, [-1] * len(people), [0] * len(people))
    block.x = number % columns * space.pitch + 1.0
    block.y = top - 1.0 - np.floor(number / columns) * space.line
    return block


def _joined(
    trees: Sequence[_Tree], hidden: Sequence[int], bounds: Box, alone: Box | None, count: int
) -> Layout:
    starts = np.cumsum([0, *(len(tree.people) for tree in trees)])
    sender = [
        np.where(tree.senders >= 0, tree.senders + start, -1)
        for tree, start in zip(trees, starts, strict=False)
    ]
    sender_rows: Rows = np.concatenate([np.zeros(0, dtype=np.intp), *sender]).astype(np.intp)
    nothing = np.zeros(0)
    return Layout(
        people=tuple(one for tree in trees for one in tree.people),
        x=np.concatenate([nothing, *(tree.x for tree in trees)]),
        y=np.concatenate([nothing, *(tree.y for tree in trees)]),
        radius=np.concatenate([nothing, *(tree.radii for tree in trees)]),
        step=np.concatenate([np.zeros(0, dtype=np.intp), *(tree.steps for tree in trees)]),
        sender=sender_rows,
        hidden=np.array(hidden, dtype=np.intp),
        sent=np.flatnonzero(sender_rows >= 0),
        lines=np.concatenate([np.zeros((0, len(_ALONG), 2)), *(tree.lines for tree in trees)]),
        bounds=bounds,
        alone=alone,
        alone_count=count,
    )
