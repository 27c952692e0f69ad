"""Customers' histories for the tests of charts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.samples import make_gesture, make_promise, make_touchpoint
from trustjournal.charts.depth_picture import DepthPicture, picture
from trustjournal.domain.choices import (
    GestureStatus,
    Kind,
    PromiseOutcome,
)
from trustjournal.domain.records import (
    Gesture,
    Promise,
    Touchpoint,
)

ROSA = UUID(int=1)
ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=ZONE)

Story = tuple[Sequence[Touchpoint], Sequence[Promise], Sequence[Gesture]]


def ago(days: float) -> datetime:
    return (NOW - timedelta(days)).astimezone(UTC)


def touch(days: float, kind: Kind = Kind.CONVERSATION, **fields: Any) -> Touchpoint:
    return make_touchpoint(ROSA, happened_at=ago(days), kind=kind, **fields)


def promise(days: int, outcome: PromiseOutcome) -> Promise:
    day = _day(days)
    return make_promise(
        ROSA, made_on=day - timedelta(7), outcome=outcome, settled_on=day, text="the cups"
    )


def gesture(days: int, received: int | None = 2) -> Gesture:
    return make_gesture(
        ROSA, status=GestureStatus.GIVEN, given_on=_day(days), received=received, title="Honey"
    )


def growing() -> Story:
    """A year in which everything goes well, with marks of every good kind."""
    return (
        [
            *(touch(days, feeling=2) for days in range(20, 360, 40)),
            *(touch(days, Kind.VISIT, feeling=2) for days in (300, 160, 90)),
            touch(220, Kind.DELIVERY),
            touch(130, Kind.PRAISE),
        ],
        [promise(240, PromiseOutcome.KEPT), promise(50, PromiseOutcome.KEPT)],
        [gesture(330), gesture(120)],
    )


def falling() -> Story:
    """The same year, ending in hesitation, a complaint and a broken promise."""
    touchpoints, promises, gestures = growing()
    return (
        [*touchpoints, touch(9, Kind.COMPLAINT), touch(35, Kind.FOOT_DRAGGING)],
        [*promises, promise(2, PromiseOutcome.BROKEN)],
        gestures,
    )


def just_met() -> Story:
    return [touch(5, feeling=2)], [], []


def nothing() -> Story:
    return [], [], []


def drawn_from(story: Story, **fields: Any) -> DepthPicture:
    return picture(*story, now=NOW, **fields)


def _day(days: int) -> date:
    return (NOW - timedelta(days)).date()
