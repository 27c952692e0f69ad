"""What a small journal tells as a whole, for the tests of its charts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from trustjournal.charts import insight_gathering as gathering
from trustjournal.charts.insight_chart import InsightChart
from trustjournal.domain import insights
from trustjournal.domain.choices import (
    Began,
    Channel,
    PromiseOutcome,
)
from trustjournal.domain.depth_history import Quarters
from trustjournal.domain.insights import (
    Asked,
    Gestures,
    Lost,
    LostOne,
    Promises,
    Responses,
    Touches,
)
from trustjournal.domain.periods import periods

TODAY = date(2026, 11, 22)
SPANS = periods(date(2026, 9, 10), TODAY)
ROSA, BEN = UUID(int=1), UUID(int=2)
NAME = "Ωmega $x_1$ & <b>Söhne</b> 佐藤真理子 " * 3
ZONE = ZoneInfo("Europe/Madrid")


def quarters() -> list[Quarters]:
    """Three ends of months and now."""
    return [
        Quarters(datetime(2026, 8, 31, 22, tzinfo=UTC), 3, 18.0, 20.0, 24.0),
        Quarters(datetime(2026, 9, 30, 22, tzinfo=UTC), 5, 19.0, 24.0, 33.0),
        Quarters(datetime(2026, 10, 31, 23, tzinfo=UTC), 8, 22.0, 27.0, 41.0),
        Quarters(datetime(2026, 11, 22, 9, tzinfo=UTC), 9, 24.0, 28.9, 44.0),
    ]


def responses() -> Responses:
    """Calls in September, letters in November."""
    waits = [
        *(Asked(date(2026, 9, 9), Channel.PHONE, timedelta(hours=hours)) for hours in (1, 2, 9)),
        *(Asked(TODAY, Channel.EMAIL, timedelta(days=days)) for days in (1, 6)),
    ]
    return insights.responses(SPANS, waits, 1, [])


def promises() -> Promises:
    """All kept in September, not all in November."""
    ended = [
        (date(2026, 9, 9), PromiseOutcome.KEPT, 1),
        (TODAY, PromiseOutcome.KEPT, 3),
        (TODAY, PromiseOutcome.LATE, 1),
        (TODAY, PromiseOutcome.RENEGOTIATED, 2),
    ]
    return insights.promises(SPANS, ended, 1)


def touches() -> Touches:
    """Calls by both, one letter."""
    counts = {
        (Channel.PHONE, Began.US): 2,
        (Channel.PHONE, Began.THEM): 3,
        (Channel.POST, Began.US): 1,
    }
    return Touches(SPANS.starts[0], counts)


def gestures() -> Gestures:
    """Two in October, one in November."""
    given = [
        (ROSA, date(2026, 10, 1), Decimal("12.50")),
        (ROSA, date(2026, 10, 31), None),
        (BEN, TODAY, Decimal(30)),
    ]
    return insights.gestures(SPANS, given, {ROSA: (NAME, Decimal(900)), BEN: ("Ben", None)})


def lost() -> Lost:
    """One in September, one nobody knows when."""
    people = [
        LostOne(ROSA, NAME, date(2026, 9, 20), -1),
        LostOne(UUID(int=3), "Zoe", None, None),
    ]
    return insights.lost(SPANS, people)


def every() -> list[InsightChart]:
    """Each chart with something to draw."""
    return [
        gathering.chart_depth(quarters(), ZONE),
        gathering.chart_responses(responses()),
        gathering.chart_promises(promises()),
        gathering.chart_touches(touches(), SPANS),
        gathering.chart_gestures(gestures()),
        gathering.chart_lost(lost()),
    ]


def nothing() -> list[InsightChart]:
    """Each chart with nothing to draw."""
    return [
        gathering.chart_depth([], ZONE),
        gathering.chart_responses(insights.responses(SPANS, [], 0, [])),
        gathering.chart_promises(insights.promises(SPANS, [], 0)),
        gathering.chart_touches(Touches(TODAY, {}), SPANS),
        gathering.chart_gestures(insights.gestures(SPANS, [], {})),
        gathering.chart_lost(insights.lost(SPANS, [])),
    ]
