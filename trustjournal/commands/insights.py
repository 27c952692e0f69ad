"""The command that tells what the whole journal shows, and the drawing of its charts."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from trustjournal.charts import insight_gathering as gathering
from trustjournal.charts.insight_chart import InsightChart
from trustjournal.clock import local_now
from trustjournal.commands.common import Subcommands, add_json, answer, opened, say, zone
from trustjournal.domain import insight_words as said
from trustjournal.domain.depth_history import Quarters, movers
from trustjournal.domain.insights import (
    Gestures,
    Lost,
    LostOne,
    Mover,
    Promises,
    Responses,
    Topic,
    Touches,
    Waits,
    kept_share,
)
from trustjournal.domain.periods import Periods, Span, periods
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.store import insights
from trustjournal.store.depth_history import BookDepth, DepthHistory
from trustjournal.store.insights import TouchReading
from trustjournal.store.movers import read_movers

CHARTS: Mapping[str, Topic] = {
    "depth-of-all": Topic.DEPTH,
    **{topic.value: topic for topic in Topic if topic is not Topic.DEPTH},
}
"""What `chart` calls each chart of the whole journal."""

_MOST = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Read:
    """What the journal told."""

    spans: Periods
    quarters: Sequence[Quarters]
    movers: Sequence[Mover]
    responses: Responses
    promises: Promises
    touches: Touches
    gestures: Gestures
    lost: Lost


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    parser = commands.add_parser("insights", help=_("tell what the whole journal shows"))
    add_span(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def add_span(parser: argparse.ArgumentParser) -> None:
    """Give a command its --span."""
    parser.add_argument(
        "--span",
        choices=[span.value for span in Span],
        default=Span.TWO_YEARS.value,
        help=_("how far back to look"),
    )


def run(args: argparse.Namespace) -> None:
    """Print what the whole journal shows."""
    now = local_now()
    with opened(args) as engine, engine.connect() as connection:
        found = _read(connection, Span(args.span), now)
    answer(args, _plain(found), _lines(found))


def draw_insight(args: argparse.Namespace) -> None:
    """Draw a chart of the whole journal: `args.what` of `CHARTS`, `args.span` and `args.to`.

    Raises:
        InvalidEntry: there is nothing to draw, or the file's suffix is unknown.
        NotSaved: the file cannot be written.
    """
    path: Path = args.to.expanduser()
    topic = CHARTS[args.what]
    with opened(args) as engine, engine.connect() as connection:
        chart = _chart(_journal(connection, Span(args.span), local_now()), topic)
    if chart.blank:
        raise InvalidEntry(chart.description)
    chart.save(path)
    say(_("Drawn to {path}.").format(path=args.to))


@dataclass(frozen=True, slots=True)
class _Journal:
    """An open journal, and the periods to count in."""

    connection: Connection
    spans: Periods
    now: datetime
    zone: tzinfo

    def in_touch(self) -> tuple[Responses, Touches]:
        """Return how soon the owner answers, and every touch counted."""
        reading = TouchReading(self.spans, self.now, self.zone)
        while (found := reading.step(self.connection)) is None:
            pass
        return found

    def book(self) -> BookDepth:
        """Return the depth of everyone over time."""
        reading = DepthHistory(self.now, self.zone)
        while (book := reading.step(self.connection).book) is None:
            pass
        return book

    def quarters(self, book: BookDepth) -> list[Quarters]:
        """Return the ends of the months that lie in the periods."""
        first = self.spans.starts[0]
        return [one for one in book.quarters if one.at.astimezone(self.zone).date() >= first]


def _journal(connection: Connection, span: Span, now: datetime) -> _Journal:
    own = zone()
    today = now.astimezone(own).date()
    first = insights.began_on(connection, own) or today
    since = max(span.since(today) or first, first.replace(day=1))
    return _Journal(connection, periods(since, today), now, own)


def _read(connection: Connection, span: Span, now: datetime) -> _Read:
    journal = _journal(connection, span, now)
    responses, touches = journal.in_touch()
    book = journal.book()
    moved = movers(book.positions, _MOST)
    return _Read(
        spans=journal.spans,
        quarters=journal.quarters(book),
        movers=read_movers(connection, moved, now, journal.zone),
        responses=responses,
        promises=insights.promises(connection, journal.spans),
        touches=touches,
        gestures=insights.gestures(connection, journal.spans),
        lost=insights.lost(connection, journal.spans),
    )


def _chart(journal: _Journal, topic: Topic) -> InsightChart:
    connection, spans = journal.connection, journal.spans
    match topic:
        case Topic.DEPTH:
            return gathering.chart_depth(journal.quarters(journal.book()), journal.zone)
        case Topic.RESPONSES:
            return gathering.chart_responses(journal.in_touch()[0])
        case Topic.PROMISES:
            return gathering.chart_promises(insights.promises(connection, spans))
        case Topic.TOUCHES:
            return gathering.chart_touches(journal.in_touch()[1], spans)
        case Topic.GESTURES:
            return gathering.chart_gestures(insights.gestures(connection, spans))
        case Topic.LOST:
            return gathering.chart_lost(insights.lost(connection, spans))


def _lines(found: _Read) -> Iterator[str]:
    sentences = {
        Topic.DEPTH: said.depth_words(found.quarters),
        Topic.RESPONSES: said.responses_words(found.responses),
        Topic.PROMISES: said.promises_words(found.promises),
        Topic.TOUCHES: said.touches_words(found.touches),
        Topic.GESTURES: said.gestures_words(found.gestures),
        Topic.LOST: said.lost_words(found.lost),
    }
    below = {
        Topic.DEPTH: [
            f"{one.name} {_points(one.points)}: {said.mover_words(one, _points)}"
            for one in found.movers
        ],
        Topic.RESPONSES: [
            _("{name} waits for {wait}").format(name=one.name, wait=said.lasting(one.waited))
            for one in found.responses.waiting
        ],
        Topic.LOST: [
            f"{one.name}: {said.lost_on(one.on, found.spans.today)}"
            for one in (*found.lost.people, *found.lost.undated)
        ],
    }
    for topic, sentence in sentences.items():
        yield f"{said.title(topic)}: {sentence}"
        yield from (f"  {line}" for line in below.get(topic, ()))


def _points(points: float) -> str:
    return f"{points:+.1f}".replace("-", "−")


def _plain(found: _Read) -> dict[str, Any]:
    return {
        "since": found.spans.starts[0],
        "until": found.spans.today,
        "months_each": found.spans.months,
        "depth": {"ends": found.quarters, "movers": [_mover(one) for one in found.movers]},
        "responses": _responses(found.responses),
        "promises": _promises(found.promises),
        "touches": [
            {"channel": channel, "began": began, "count": count}
            for (channel, began), count in sorted(found.touches.counts.items())
        ],
        "gestures": {
            "total": found.gestures.total,
            "periods": _by_start(found.spans, found.gestures.by_period),
            "people": found.gestures.guests,
        },
        "lost": {
            "people": [_lost(one) for one in found.lost.people],
            "undated": [_lost(one) for one in found.lost.undated],
        },
    }


def _mover(mover: Mover) -> dict[str, Any]:
    return {
        "id": mover.customer_id,
        "person": mover.name,
        "before": mover.before,
        "after": mover.after,
        "reasons": mover.reasons,
    }


def _responses(found: Responses) -> dict[str, Any]:
    return {
        "overall": _waits(found.overall),
        "on_the_spot": found.on_the_spot,
        "periods": [
            {"start": start, "waits": _waits(waits)}
            for start, waits in zip(found.periods.starts, found.by_period, strict=True)
        ],
        "channels": {channel: _waits(waits) for channel, waits in found.by_channel.items()},
        "waiting": [
            {
                "id": one.customer_id,
                "person": one.name,
                "channel": one.channel,
                "seconds": round(one.waited.total_seconds()),
            }
            for one in found.waiting
        ],
    }


def _waits(waits: Waits | None) -> dict[str, int] | None:
    return waits and {
        "count": waits.count,
        "median_seconds": round(waits.median.total_seconds()),
        "slowest_tenth_seconds": round(waits.slowest.total_seconds()),
    }


def _promises(found: Promises) -> dict[str, Any]:
    return {
        "total": found.total,
        "open": found.open,
        "kept_share": found.kept,
        "periods": [
            {"start": start, "ended": ended, "kept_share": kept_share(ended)}
            for start, ended in zip(found.periods.starts, found.by_period, strict=True)
        ],
    }


def _by_start(spans: Periods, values: Sequence[T]) -> list[dict[str, date | T]]:
    return [
        {"start": start, "given": value} for start, value in zip(spans.starts, values, strict=True)
    ]


def _lost(one: LostOne) -> dict[str, Any]:
    return {"id": one.customer_id, "person": one.name, "on": one.on, "feeling": one.feeling}
