"""When the owner is told of the morning's deck and of the evening review: once each, quietly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

LATEST_MORNING = timedelta(hours=4)
"""How long after its hour the morning is still worth telling."""


class Occasion(StrEnum):
    """What there is to tell."""

    MORNING = "morning"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Hours:
    """From which hour on each is told, and the quiet time, which may span midnight."""

    morning: time
    evening: time
    quiet_from: time
    quiet_until: time

    def is_quiet(self, at: time) -> bool:
        """Return whether nothing may be told at a time of day."""
        first, last = self.quiet_from, self.quiet_until
        if first <= last:
            return first <= at < last
        return at >= first or at < last


def occasion(now: datetime, hours: Hours, told: Mapping[Occasion, date]) -> Occasion | None:
    """Return what is to be told at a local instant, None for nothing.

    `told` has the last day on which each was told. The evening takes the place of a morning that
    was never told.
    """
    at, today = now.time(), now.date()
    if hours.is_quiet(at):
        return None
    if at >= hours.evening:
        return Occasion.EVENING if told.get(Occasion.EVENING) != today else None
    began = datetime.combine(today, hours.morning, now.tzinfo)
    in_time = began <= now < began + LATEST_MORNING
    return Occasion.MORNING if in_time and told.get(Occasion.MORNING) != today else None
