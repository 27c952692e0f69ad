"""Whose depth moved most since the month began, and the events that moved it."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain import depth, insights
from trustjournal.domain.depth_history import Position, since_month_began
from trustjournal.domain.insights import Mover
from trustjournal.domain.ledger_words import Source, event_name
from trustjournal.store import people


def read_mover(connection: Connection, position: Position, now: datetime, zone: tzinfo) -> Mover:
    """Return somebody whose depth moved, with what moved it most, in words.

    Raises:
        NotFound: they are no longer in the journal.
    """
    story = people.story(connection, position.customer_id)
    settings = people.depth_settings(story.preferences)
    began = now - since_month_began(now, zone)
    lines = [line for line in depth.ledger(story.evidence(zone), now, settings) if line.at >= began]
    records: dict[UUID, Source] = {
        one.id: one
        for one in (*story.touchpoints, *story.promises, *story.gestures, *story.answers)
    }
    moved = [
        (event_name(records[line.source_id], line.at), line.jump)
        for line in lines
        if line.source_id is not None
    ]
    whole = position.after - position.before
    faded = whole - sum(jump for _event, jump in moved)
    reasons = insights.reasons(moved, faded, up=whole > 0)
    who = story.customer
    return Mover(who.id, who.name, position.before, position.after, reasons)


def read_movers(
    connection: Connection, positions: Sequence[Position], now: datetime, zone: tzinfo
) -> list[Mover]:
    """Return those at these positions with what moved them, in the same order."""
    return [read_mover(connection, one, now, zone) for one in positions]
