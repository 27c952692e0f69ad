"""What the cards of the whole journal show, gathered away from the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from uuid import UUID

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.charts import insight_gathering as gathering
from trustjournal.charts.insight_chart import InsightChart
from trustjournal.charts.insight_pictures import Mark
from trustjournal.domain import insight_words as said
from trustjournal.domain.contact_words import channel_word
from trustjournal.domain.depth_history import movers
from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.domain.insight_words import Writing
from trustjournal.domain.insights import Behind, Topic
from trustjournal.domain.periods import Periods, Span, periods
from trustjournal.i18n import _, ngettext
from trustjournal.store import insights, queries
from trustjournal.store.behind import MOST, Line, read_behind
from trustjournal.store.depth_history import BookDepth, DepthHistory
from trustjournal.store.insights import TouchReading
from trustjournal.store.movers import read_movers
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.depth_words import points
from trustjournal.ui.widgets.money_words import priced

PEOPLE = 4
"""How many people a card names on either side."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody named beside a chart, and why."""

    customer_id: UUID
    name: str
    why: str
    trailing: str
    icon: str
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class CardView:
    """One card: its chart, what it says, the people it leads to and the words above them."""

    topic: Topic
    chart: InsightChart
    people: tuple[PersonLine, ...] = ()
    head: str = ""
    nobody: str = ""
    everyone: Mark | None = None
    """What all of those people are behind, where not all are named."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all the cards count in: the periods, and how numbers and money are written."""

    spans: Periods
    now: datetime
    zone: tzinfo
    writing: Writing


def read_frame(span: Span, now: datetime, zone: tzinfo, connection: Connection) -> Frame | None:
    """Return what to count in, None while nobody was ever in touch."""
    first = insights.began_on(connection, zone)
    if first is None:
        return None
    today = now.astimezone(zone).date()
    since = max(span.since(today) or first, first.replace(day=1))
    currency = queries.preferences(connection).currency
    writing = Writing(QLocale().toString, partial(priced, currency=currency))
    return Frame(periods(since, today), now, zone, writing)


def read_promises(frame: Frame, connection: Connection) -> CardView:
    """Return the card of promises."""
    found = insights.promises(connection, frame.spans)
    head = ""
    if found.open:
        head = ngettext(
            "{count} promise is still open.", "{count} promises are still open.", found.open
        ).format(count=frame.writing.number(found.open))
    return CardView(Topic.PROMISES, gathering.chart_promises(found, frame.writing), head=head)


def read_gestures(frame: Frame, connection: Connection) -> CardView:
    """Return the card of gestures, with those who were given most beside their yearly value."""
    found = insights.gestures(connection, frame.spans)
    money = frame.writing.money
    lines = tuple(
        PersonLine(
            guest.customer_id,
            guest.name,
            _("{money} a year").format(money=money(guest.yearly_value))
            if guest.yearly_value is not None
            else _("Yearly value not noted"),
            money(guest.cost),
            "gift",
            Tone.CLAY,
        )
        for guest in found.guests[:PEOPLE]
        if guest.cost
    )
    chart = gathering.chart_gestures(found, frame.writing)
    head = _("What was given, and their year") if lines else ""
    return CardView(Topic.GESTURES, chart, lines, head)


def read_lost(frame: Frame, connection: Connection) -> CardView:
    """Return the card of those lost, the latest first, then those nobody noted the day of."""
    found = insights.lost(connection, frame.spans)
    today = frame.spans.today
    lines = tuple(
        PersonLine(
            one.customer_id,
            one.name,
            said.mood_word(one.mood),
            said.lost_on(one.on, today),
            "user",
            Tone.MUTED,
        )
        for one in (*found.people, *found.undated)[: 2 * PEOPLE]
    )
    chart = gathering.chart_lost(found, frame.writing)
    return CardView(Topic.LOST, chart, lines, _("Whom would you like back?") if lines else "")


def read_touches(
    frame: Frame, reading: TouchReading, connection: Connection
) -> tuple[CardView, CardView] | None:
    """Read on; after the last part return the cards of answers and of channels."""
    found = reading.step(connection)
    if found is None:
        return None
    responses, touches = found
    lines = tuple(
        PersonLine(
            one.customer_id,
            one.name,
            channel_word(one.channel),
            said.lasting(one.waited),
            "clock",
            Tone.GOLD,
        )
        for one in responses.waiting[: 2 * PEOPLE]
    )
    waiting = len(responses.waiting)
    head = ngettext("{count} waits for your answer", "{count} wait for your answer", waiting)
    head = head.format(count=frame.writing.number(waiting)) if waiting else ""
    today = frame.spans.today
    behind = Behind(Topic.RESPONSES, today, today, waiting=True)
    everyone = Mark(head, said.title(Topic.RESPONSES), behind)
    answers = CardView(
        Topic.RESPONSES,
        gathering.chart_responses(responses),
        lines,
        head,
        _("Nobody waits for your answer."),
        everyone if waiting > len(lines) else None,
    )
    chart = gathering.chart_touches(touches, frame.spans, frame.writing)
    return answers, CardView(Topic.TOUCHES, chart)


@dataclass(frozen=True, slots=True)
class DepthStep:
    """How far the reading of everyone's depth is, and the card once it is whole."""

    done: int
    total: int
    card: CardView | None = None


def read_depth(frame: Frame, reading: DepthHistory, connection: Connection) -> DepthStep:
    """Read on; after the last part return the card of the book's depth."""
    progress = reading.step(connection)
    card = None if progress.book is None else _depth_card(frame, progress.book, connection)
    return DepthStep(progress.done, progress.total, card)


def _depth_card(frame: Frame, book: BookDepth, connection: Connection) -> CardView:
    since = frame.spans.starts[0]
    seen = [one for one in book.quarters if one.at.astimezone(frame.zone).date() >= since]
    chart = gathering.chart_depth(seen, frame.zone, frame.writing)
    moved = movers(book.positions, PEOPLE)
    lines = tuple(
        PersonLine(
            mover.customer_id,
            mover.name,
            said.mover_words(mover, points),
            points(mover.points),
            "trending-up" if mover.points > 0 else "trending-down",
            Tone.ACCENT if mover.points > 0 else Tone.CLAY,
        )
        for mover in read_movers(connection, moved, frame.now, frame.zone)
    )
    quiet = _("Nobody moved by a whole point this month.")
    return CardView(Topic.DEPTH, chart, lines, _("Moved most this month") if lines else "", quiet)


def read_lines(
    behind: Behind, frame: Frame, reading: DepthHistory, connection: Connection
) -> Sequence[Line]:
    """Return the people and events behind a mark."""
    if behind.topic is not Topic.DEPTH:
        return read_behind(connection, behind, frame.now, frame.zone)
    standing = reading.standing(behind.last)[:MOST]
    known = queries.customers_by_id(connection, [who for who, _score in standing])
    return [
        Line(who, known[who].name, None, _standing(score))
        for who, score in standing
        if who in known
    ]


def _standing(score: float) -> str:
    return _("{score}, {stage}").format(score=shown(score), stage=stage_of(score).word)
