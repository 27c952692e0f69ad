"""The rows of the contact log as it leaves the journal, by the million."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    LargeBinary,
    String,
    Text,
    Uuid,
    func,
    select,
)
from sqlalchemy import type_coerce as raw

from trustjournal.domain.evidence import day_began
from trustjournal.domain.zones import zone_of
from trustjournal.store import queries
from trustjournal.store.choosing import Choice, Row, joined
from trustjournal.store.schema import presence, touchpoint

COLUMNS = (
    *("date", "time", "people", "channel", "began", "kind", "feeling", "question"),
    *("minutes", "note", "happened_at", "zone", "answered_at", "resolved_at"),
    *("amount", "answer_due_on", "id", "people_ids"),
)
_ROWS_AT_ONCE = 2000


def rows(connection: Connection, choice: Choice, columns: Sequence[str]) -> Iterator[Row]:
    """Yield a row for each touchpoint that is wanted, the oldest first."""
    whole = _whole(connection)
    places = [COLUMNS.index(name) for name in columns]
    pick = itemgetter(*places) if len(places) > 1 else None
    query = (
        select(*_RAW)
        .where(*_wanted(choice))
        .order_by(touchpoint.c.happened_at, touchpoint.c.id)
        .execution_options(yield_per=_ROWS_AT_ONCE)
    )
    for row in connection.execute(query):
        values = whole(row)
        yield pick(values) if pick else (values[places[0]],)


def count(connection: Connection, choice: Choice) -> int:
    """Return how many touchpoints are wanted."""
    query = select(func.count()).select_from(touchpoint).where(*_wanted(choice))
    return connection.execute(query).scalar_one()


class _People:
    """Everyone in a touchpoint, from their ids as stored: their names, and their ids in a cell."""

    def __init__(self, connection: Connection) -> None:
        self._names = {str(person.id): person.name for person in queries.people(connection)}
        self._seen: dict[str, tuple[str, str]] = {}

    def of(self, stored: str) -> tuple[str, str]:
        """Return the names and the ids behind one stored list of ids."""
        found = self._seen.get(stored)
        if found is None:
            ids: list[str] = json.loads(stored)
            names = joined(self._names[which] for which in ids)
            found = self._seen[stored] = names, joined(ids)
        return found


_RAW_ID = LargeBinary(16).with_variant(Uuid(), "postgresql")
# The stored values as they are: making records of a million rows would take most of the time.
_RAW = (
    raw(touchpoint.c.happened_at, BigInteger),
    touchpoint.c.zone,
    raw(touchpoint.c.customer_ids, Text),
    raw(touchpoint.c.channel, String),
    raw(touchpoint.c.began, String),
    raw(touchpoint.c.kind, String),
    touchpoint.c.feeling,
    raw(touchpoint.c.question, String),
    touchpoint.c.duration_minutes,
    touchpoint.c.note,
    raw(touchpoint.c.answered_at, BigInteger),
    raw(touchpoint.c.resolved_at, BigInteger),
    raw(touchpoint.c.amount, BigInteger),
    raw(touchpoint.c.answer_due_on, String),
    raw(touchpoint.c.id, _RAW_ID),
)


def _whole(connection: Connection) -> Callable[[Any], tuple[object, ...]]:
    """Return what makes a stored touchpoint the values of every column, in their order."""
    known = _People(connection)

    def values(row: Any) -> tuple[object, ...]:
        instant, zone, people, *plain, note, answered, resolved, paid, due_on, which = row
        where = zone_of(zone)
        at = datetime.fromtimestamp(instant / 1_000_000, where).isoformat()
        names, ids = known.of(people)
        return (
            *(at[:10], at[11:16], names, *plain, note, at, zone),
            *(_instant(answered, where), _instant(resolved, where)),
            *("" if paid is None else Decimal(paid) / 100, due_on or "", _written(which), ids),
        )

    return values


def _instant(microseconds: int | None, zone: ZoneInfo) -> str:
    if microseconds is None:
        return ""
    return datetime.fromtimestamp(microseconds / 1_000_000, zone).isoformat()


def _written(which: bytes | UUID) -> str:
    # As UUID would write it, at a third of the time: a million of them go out in one export.
    if isinstance(which, UUID):
        return str(which)
    text = which.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _wanted(choice: Choice) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if choice.since:
        wanted.append(touchpoint.c.happened_at >= day_began(choice.since, choice.zone))
    if choice.until and choice.until < date.max:
        end = day_began(choice.until + timedelta(days=1), choice.zone)
        wanted.append(touchpoint.c.happened_at < end)
    if choice.customer_id:
        theirs = select(presence.c.touchpoint_id).where(
            presence.c.customer_id == choice.customer_id
        )
        wanted.append(touchpoint.c.id.in_(theirs))
    return wanted
