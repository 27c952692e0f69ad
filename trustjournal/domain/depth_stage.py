"""The words for how deep a trust is, shown beside the number."""

from bisect import bisect_right
from enum import StrEnum
from math import floor

from trustjournal.i18n import _


class DepthStage(StrEnum):
    """The word shown beside the number."""

    NEW = "new"
    ACQUAINTED = "acquainted"
    FAMILIAR = "familiar"
    TRUSTED = "trusted"
    INNER_CIRCLE = "inner_circle"

    @property
    def floor(self) -> int:
        """The score at which this stage begins."""
        return _FLOORS[self]

    @property
    def word(self) -> str:
        """The stage in the owner's language."""
        return {
            DepthStage.NEW: _("New"),
            DepthStage.ACQUAINTED: _("Acquainted"),
            DepthStage.FAMILIAR: _("Familiar"),
            DepthStage.TRUSTED: _("Trusted"),
            DepthStage.INNER_CIRCLE: _("Inner circle"),
        }[self]


_FLOORS = dict(zip(DepthStage, (0, 25, 40, 55, 70), strict=True))
_STAGES, _EDGES = tuple(_FLOORS), tuple(_FLOORS.values())
_SLACK = 1e-9  # sums of floats that should be whole


def stage_of(score: float) -> DepthStage:
    """Return the stage whose floor `score` has reached."""
    return _STAGES[max(bisect_right(_EDGES, score + _SLACK), 1) - 1]


def shown(score: float) -> int:
    """Return the whole number to show: rounded down, so that it never contradicts the stage."""
    return floor(score + _SLACK)
