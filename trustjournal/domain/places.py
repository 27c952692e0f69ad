"""Where everyone stands between a deep trust and a long silence, and who is needed most there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt
from statistics import median
from uuid import UUID

from trustjournal.domain.choices import Stage
from trustjournal.domain.rhythm import Flag, Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One person: `depth` from 0 to 100; `silence` is None before they were first in touch."""

    customer_id: UUID
    name: str
    company: str
    stage: Stage
    tags: tuple[str, ...]
    value: Decimal | None
    depth: float
    silence: Silence | None
    flag: Flag
    last_on: date | None


def usual_value(places: Iterable[Place]) -> float:
    """Return the median of the yearly values that are known, 1 where none is."""
    known = [float(place.value) for place in places if place.value]
    return median(known) if known else 1.0


def need(place: Place, usual: float) -> float:
    """Return how much is lost where nobody calls: depth, silence, and the root of the value.

    Value counts as in "balanced" of the agenda; who has none counts as `usual`. Who is lost, or
    was never in touch, is not missed.
    """
    if place.silence is None or place.stage is Stage.LOST:
        return 0.0
    value = float(place.value) if place.value else usual
    return (1 - place.silence.normal) * place.depth * sqrt(value)
