"""The ground of the map of relationships: its zones, the stages of depth, and their words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgba

from trustjournal.charts.curve import Box
from trustjournal.charts.lettering import Words, words, write
from trustjournal.charts.map_picture import DEEP, Zone
from trustjournal.charts.style import ChartStyle, body_font, strong_font, title_font
from trustjournal.charts.view import View
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.rhythm import GONE_QUIET, QUIET
from trustjournal.i18n import _

GUTTER, FOOT = 86, 28
"""What the words take beside and below the ground, in logical pixels at 100 %."""

STRIP_LEFT, STRIP_RIGHT, RIGHT = -0.16, -0.025, 1.025
"""The ground of those never in touch, left of all silences, and the end of the others'."""

_CAPTION, _SMALL, _CORNER = 12.5, 13.5, 16.0
_PAD = 12
_TOP = 100  # of all depths
_LOW = 220  # pixels below which there is no room for the words of the corners


def across(normal: float) -> float:
    """Return where a silence stands that is normal with this chance: 0 in touch, 1 for good.

    The root gives room to the few long silences that matter.

    >>> across(1.0), round(across(0.1), 3), across(0.0)
    (0.0, 0.684, 1.0)
    """
    return 1.0 - sqrt(normal)


@dataclass(frozen=True, slots=True)
class Ground:
    """Axes in logical pixels from their lower left, on which a view of the map is drawn.

    With `as_text` words stay words, for a file.
    """

    axes: Any
    view: View
    width: float
    height: float
    style: ChartStyle
    as_text: bool

    def x(self, place: Any) -> Any:
        """Return the pixel of a place across, a number or an array."""
        return (place - self.view.left) / self.view.width * self.width

    def y(self, score: Any) -> Any:
        """Return the pixel of a depth, a number or an array."""
        return (score - self.view.bottom) / self.view.height * self.height

    def write(
        self, it: Words, left: float, bottom: float, colour: str = "", zorder: float = 0.6
    ) -> None:
        """Write words with their lower left corner at a pixel, muted unless said otherwise."""
        colour = colour or self.style.muted
        write(self.axes, it, left, bottom, colour, zorder, as_text=self.as_text)

    def draw(self) -> None:
        """Draw the zones and the lines between the stages, and write what they are."""
        quiet, gone = (self._held_x(across(chance)) for chance in (QUIET, GONE_QUIET))
        deep, ink, gold = self._held_y(DEEP), self.style.ink, self.style.series[1]
        self.fill(
            [
                Box(quiet, 0, gone, self.height),
                Box(gone, 0, self.width, deep),
                Box(gone, deep, self.width, self.height),
            ],
            [to_rgba(ink, 0.025), to_rgba(ink, 0.05), to_rgba(gold, 0.14)],
            zorder=0,
        )
        self._draw_lines()
        self._write_stages()
        self._write_zones()

    def fill(self, boxes: Sequence[Box], colours: Any, *, zorder: float) -> None:
        """Fill boxes with one colour or one each; all at once, which is much the quickest."""
        corners = [
            [
                (box.left, box.bottom),
                (box.left, box.top),
                (box.right, box.top),
                (box.right, box.bottom),
            ]
            for box in boxes
        ]
        self.axes.add_collection(
            PolyCollection(corners, facecolors=colours, linewidths=0, zorder=zorder),
            autolim=False,
        )

    def _draw_lines(self) -> None:
        """Draw a hairline at each stage's edge and between the zones, as far as they are seen."""
        level = [self.y(stage.floor) for stage in DepthStage]
        upright = [self.x(place) for place in (STRIP_RIGHT, across(QUIET), across(GONE_QUIET))]
        lines = [((0, y), (self.width, y)) for y in level if 0 <= y <= self.height]
        lines += [((x, 0), (x, self.height)) for x in upright if 0 <= x <= self.width]
        self.axes.add_collection(
            LineCollection(lines, colors=self.style.line, linewidths=1, zorder=0.5), autolim=False
        )

    def _held_x(self, place: float) -> float:
        return min(max(self.x(place), 0.0), self.width)

    def _held_y(self, score: float) -> float:
        return min(max(self.y(score), 0.0), self.height)

    def _write_stages(self) -> None:
        """Write each stage beside the middle of what is seen of it, where there is room."""
        floors = [stage.floor for stage in DepthStage]
        for stage, roof in zip(DepthStage, (*floors[1:], _TOP), strict=True):
            low, high = self._held_y(stage.floor), self._held_y(roof)
            it = words(stage.word, body_font(_CAPTION * self.style.scale))
            if high - low > it.height:
                self.write(it, -it.width - 10 * self.style.scale, (low + high - it.height) / 2)

    def _write_zones(self) -> None:
        """Write each zone below what is seen of it; a narrow one only beside its neighbours."""
        zones = (
            (across(GONE_QUIET), RIGHT, Zone.GONE_QUIET.word),
            (STRIP_RIGHT, across(QUIET), Zone.IN_TOUCH.word),
            (across(QUIET), across(GONE_QUIET), Zone.QUIET.word),
            (STRIP_LEFT, STRIP_RIGHT, _("Not yet")),
        )
        taken: list[Box] = []
        for from_place, to_place, word in zones:
            left, right = self._held_x(from_place), self._held_x(to_place)
            it = words(word, strong_font(_SMALL * self.style.scale))
            start = min(max((left + right - it.width) / 2, 0.0), self.width - it.width)
            bottom = -it.height - 5 * self.style.scale
            box = Box(start - _PAD / 2, bottom, start + it.width + _PAD / 2, 0)
            if right - left > it.width / 2 and not any(box.meets(other) for other in taken):
                self.write(it, start, bottom)
                taken.append(box)

    def write_corners(self) -> list[Box]:
        """Write what each quarter means, in its corner, and return the places that takes."""
        taken: list[Box] = []
        if self.height < _LOW * self.style.scale:
            return taken
        font, pad = title_font(_CORNER * self.style.scale), _PAD * self.style.scale
        for wordings, part, on_right, on_top in self._quarters():
            room = part.right - part.left - 2 * pad, (part.top - part.bottom) / 2
            fitting = (words(wording, font) for wording in wordings)
            it = next((one for one in fitting if one.width < room[0]), None)
            if it is not None and it.height < room[1]:
                x = part.right - pad - it.width if on_right else part.left + pad
                y = part.top - pad / 2 - it.height if on_top else part.bottom + pad / 2
                self.write(it, x, y)
                taken.append(Box(x, y, x + it.width, y + it.height))
        return taken

    def _quarters(self) -> Iterator[tuple[tuple[str, ...], Box, bool, bool]]:
        """Yield each quarter's words, the longest first, and the part of it in sight.

        Then whether the words stand at the right, and at the top.
        """
        left, right, deep = self._held_x(STRIP_RIGHT), self._held_x(RIGHT), self._held_y(DEEP)
        quiet, gone = (self._held_x(across(chance)) for chance in (QUIET, GONE_QUIET))
        missed = _("Deep, gone quiet: call these first"), _("Call these first"), _("Call first")
        yield (_("Deep and in touch"),), Box(left, deep, quiet, self.height), False, True
        yield missed, Box(gone, deep, right, self.height), True, True
        yield (_("Growing"),), Box(left, 0, quiet, deep), False, False
        yield (_("Drifting"),), Box(gone, 0, right, deep), True, False
