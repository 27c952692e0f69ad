"""The cards of the deck with what the owner wants to see of the person before they call."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy import Connection, select

from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.records import Customer, Promise, Record, Recovery, Touchpoint
from trustjournal.store import queries
from trustjournal.store.people import depths_as_set
from trustjournal.store.rows import by_ids
from trustjournal.store.schema import presence

TOUCHES_SHOWN = 3

# What the cards of a kind may stand for, where the person beside them tells more of it.
_STANDS_FOR: Mapping[CardKind, tuple[type[Record], ...]] = {
    CardKind.UNEASE: (Recovery, Touchpoint),
    CardKind.WAITING: (Touchpoint,),
    CardKind.PROMISE: (Promise,),
}


@dataclass(frozen=True, slots=True)
class Due:
    """A card of the deck, and the person it is about.

    `touches` are the last ones, newest first; `promises` the owner's open ones, the most urgent
    first. `record` is what has to be put right, the enquiry that waits, or the promise; None for
    other cards.
    """

    card: Card
    customer: Customer
    depth: float
    touches: tuple[Touchpoint, ...]
    promises: tuple[Promise, ...]
    record: Record | None = None


def dues(
    connection: Connection,
    now: datetime,
    zone: tzinfo,
    cards: Sequence[Card],
    people: Mapping[UUID, Customer],
    promises: Iterable[Promise],
) -> Iterator[Due]:
    """Yield the cards with their people; `promises` are the owner's open ones, of anybody."""
    ids = tuple({card.customer_id for card in cards})
    scores = depths_as_set(connection, now, zone, ids)
    touches = {who: _touches(connection, who, now) for who in ids}
    records = _records(connection, cards)
    theirs: dict[UUID, list[Promise]] = {who: [] for who in ids}
    for promise in promises:
        if promise.customer_id in theirs:
            theirs[promise.customer_id].append(promise)
    for card in cards:
        who = card.customer_id
        record = None if card.record_id is None else records.get(card.record_id)
        yield Due(card, people[who], scores.of(who), touches[who], tuple(theirs[who]), record)


def _records(connection: Connection, cards: Sequence[Card]) -> dict[UUID, Record]:
    found: dict[UUID, Record] = {}
    for kind, types in _STANDS_FOR.items():
        ids = [one.record_id for one in cards if one.kind is kind and one.record_id is not None]
        for record_type in types:
            found |= by_ids(connection, record_type, ids)
    return found


def _touches(connection: Connection, who: UUID, now: datetime) -> tuple[Touchpoint, ...]:
    last = (
        select(presence.c.touchpoint_id)
        .where(presence.c.customer_id == who, presence.c.happened_at <= now)
        .order_by(presence.c.happened_at.desc(), presence.c.touchpoint_id.desc())
        .limit(TOUCHES_SHOWN)
    )
    ids = list(connection.execute(last).scalars())
    found = queries.touchpoints_by_id(connection, ids)
    return tuple(found[which] for which in ids)
