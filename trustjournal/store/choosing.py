"""What of a table is wanted, and what its rows are made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

Row = Sequence[object]
Value = Callable[[Any], object]

_BETWEEN = "; "

_UTC = ZoneInfo("UTC")


def joined(values: Iterable[str]) -> str:
    r"""Return several values as one cell, `; ` between them; a `;` in one of them is `\;`.

    >>> joined(["oak; ash", "elm"])
    'oak\\; ash; elm'
    """
    return _BETWEEN.join(one.replace("\\", "\\\\").replace(";", "\\;") for one in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of a table is wanted: no columns means all, days are the owner's and included.

    The boards tell how things stand at `now`, which is aware; lists do without.
    """

    columns: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    customer_id: UUID | None = None
    zone: ZoneInfo = _UTC
    now: datetime | None = None

    @property
    def moment(self) -> datetime:
        """When a board is asked for, in the owner's zone."""
        if self.now is None:
            raise ValueError("a board needs to know what time it is")
        return self.now.astimezone(self.zone)

    def holds(self, day: date | None, customer_id: UUID | None) -> bool:
        """Return whether something of that day and person is wanted; without a day it is."""
        theirs = self.customer_id in {None, customer_id}
        if day is None:
            return theirs
        return theirs and (self.since or date.min) <= day <= (self.until or date.max)

    def day_of(self, at: datetime) -> date:
        """Return the owner's day of an instant."""
        return at.astimezone(self.zone).date()

    def written(self, at: datetime | None) -> str:
        """Return an instant as ISO 8601 writes it in the owner's zone, "" for none."""
        return "" if at is None else at.astimezone(self.zone).isoformat()
