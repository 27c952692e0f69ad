"""What the charts of the whole journal show; knows no matplotlib.

A mark is a part of a chart that answers: its words, the quiet words below, what is behind it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustjournal.domain.depth_history import Quarters
from trustjournal.domain.insights import Behind, Waits
from trustjournal.domain.periods import Periods


class Look(StrEnum):
    """How a part is filled, told apart by its pattern as well as by its colour."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class Mark:
    """What answers to hover and click."""

    words: str
    aside: str
    behind: Behind


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar."""

    look: Look
    amount: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of parts, none of them empty, and the words at its end."""

    parts: tuple[Part, ...]
    label: str = ""
    name: str = ""

    @property
    def amount(self) -> float:
        """How long it is."""
        return sum(part.amount for part in self.parts)


Legend = tuple[tuple[Look, str], ...]


@dataclass(frozen=True, slots=True)
class ColumnsPicture:
    """A bar of parts for each period, standing."""

    periods: Periods
    bars: tuple[Bar, ...]
    legend: Legend


@dataclass(frozen=True, slots=True)
class RowsPicture:
    """Bars of parts below each other, each with its name."""

    bars: tuple[Bar, ...]
    legend: Legend


@dataclass(frozen=True, slots=True)
class WaitsMark:
    """How long answers took in a period or on a channel."""

    waits: Waits
    mark: Mark
    name: str = ""


@dataclass(frozen=True, slots=True)
class WaitsPicture:
    """The median and the slowest tenth by period, and by channel beside it."""

    periods: Periods
    by_period: tuple[WaitsMark | None, ...]
    by_channel: tuple[WaitsMark, ...]


@dataclass(frozen=True, slots=True)
class DepthMark:
    """The depth of the book at the end of a month, or now."""

    quarters: Quarters
    day: date
    mark: Mark


@dataclass(frozen=True, slots=True)
class BookPicture:
    """The depth of the book over time; never empty."""

    points: tuple[DepthMark, ...]


Picture = ColumnsPicture | RowsPicture | WaitsPicture | BookPicture
