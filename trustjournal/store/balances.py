"""What is left of everyone's evidence, carried forward so that no list weighs all records again.

As in a bank, the books are closed at an instant. `balance` holds per customer the sums of all
evidence that fades by then, faded to then; a sum moves on to a later instant by one
multiplication. `open_entry` holds the rest piece by piece: what came later, and what does not
fade yet (an open complaint) or does not count yet. The writer keeps both with every changeset.

Nothing here is the truth. Where the books were never closed, or for another half-life, another
zone or other rules of evidence, readers weigh the records, and `ensure` closes the books anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from math import exp, log
from operator import add
from struct import Struct
from typing import Any
from uuid import UUID
from zlib import crc32
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import (
    BigInteger,
    Connection,
    Engine,
    LargeBinary,
    bindparam,
    delete,
    insert,
    select,
)
from sqlalchemy import type_coerce as raw

from trustjournal.domain import evidence
from trustjournal.domain.changes import Change
from trustjournal.domain.depth import Evidence
from trustjournal.domain.depth_sums import Sums, place_of
from trustjournal.domain.records import (
    Answer,
    Gesture,
    Preferences,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.i18n import ngettext
from trustjournal.store import queries
from trustjournal.store.schema import balance, open_entry
from trustjournal.store.schema import closing as closing_table
from trustjournal.store.transaction import begin_write, is_read_only
from trustjournal.store.types import microseconds
from trustjournal.store.weighing import Tally, Wanted, add_touchpoints_ahead, weigh

RECENT = timedelta(days=8)
"""How long before now the books are closed, so that a week ago can be asked for as well."""
OLD = timedelta(days=15)
"""From which age on the books are closed again: open entries are read one by one."""

_DAY = 86_400_000_000  # microseconds
_RULES = crc32(
    repr(
        (
            *(evidence.TABLE, evidence.ANSWERED, evidence.LEFT_WAITING, evidence.ANSWER_WITHIN),
            *(evidence.COMPLAINT_QUESTIONS, evidence.COMPLAINT_QUALITY, evidence.COMPLAINT_SIZE),
            *(evidence.PUT_RIGHT, evidence.PROMISES, evidence.ANSWERS, evidence.FOUND_UNFAIR),
            *(evidence.GESTURE, evidence.BROKEN_BUT_TOLD),
        )
    ).encode()
)
_EIGHT = Struct("<8d")
_AT_ONCE = 1000  # SQLite takes at most 32,766 values in one statement

_CLOSING = select(*closing_table.c)
_SUMS = select(raw(balance.c.customer_id, LargeBinary), balance.c.sums)
_BALANCES = _SUMS.add_columns(balance.c.pieces)
_OPEN = select(
    raw(open_entry.c.customer_id, LargeBinary),
    open_entry.c.place,
    open_entry.c.weight,
    raw(open_entry.c.at, BigInteger),
    raw(open_entry.c.fades_from, BigInteger),
)
_REOPEN = delete(closing_table)
_CLOSE = insert(closing_table)
_DROP = delete(balance).where(balance.c.customer_id == bindparam("who"))
_CARRY = insert(balance)
_STRIKE = delete(open_entry).where(
    open_entry.c.customer_id == bindparam("who"), open_entry.c.source_id == bindparam("source")
)
_ENTER = insert(open_entry)


@dataclass(frozen=True, slots=True)
class Closing:
    """At which instant the books were closed, and by which half-life and zone."""

    at: datetime
    half_life_days: float
    zone: tzinfo

    def serves(self, now: datetime, half_life_days: float, zone: tzinfo) -> bool:
        """Return whether the balances can tell what there is at `now`."""
        return (
            now >= self.at
            and half_life_days == self.half_life_days
            and _name_of(zone) == _name_of(self.zone)
        )


def closing(connection: Connection) -> Closing | None:
    """Return how the books were closed, None where they were not or as nobody can tell here."""
    row = connection.execute(_CLOSING).first()
    return _read_closing(row) if row else None


def sums(
    connection: Connection, closing: Closing, now: datetime, wanted: Wanted = None
) -> tuple[Sequence[UUID], Sequence[Sums]]:
    """Return who has evidence, of everyone or of those asked for, and what counts of it at `now`.

    `now` may not lie before the closing. Side by side and not as a mapping: a UUID is slow to
    hash, and everyone is asked for often.
    """
    left = 2.0 ** -((now - closing.at) / timedelta(days=1) / closing.half_life_days)
    balances, entries = _SUMS, _OPEN.where(open_entry.c.at <= now)
    if wanted is not None:
        balances = balances.where(balance.c.customer_id.in_(wanted))
        entries = entries.where(open_entry.c.customer_id.in_(wanted))
    rows = connection.execute(balances).all()
    keys = [key for key, _packed in rows]
    carried: list[Sums] = [
        (a * left, b * left, c * left, d * left, e * left, f * left, g * left, h * left)
        for a, b, c, d, e, f, g, h in _EIGHT.iter_unpack(
            b"".join([packed for _key, packed in rows])
        )
    ]
    rate, instant = log(2) / (closing.half_life_days * _DAY), microseconds(now)
    later: dict[Any, list[float]] = {}
    for key, place, weight, _at, fades_from in connection.execute(entries):
        theirs = later.setdefault(key, [0.0] * 8)
        theirs[place] += weight * exp(rate * min(fades_from - instant, 0))
    if later:
        lines = {key: line for line, key in enumerate(keys)}
        for key, theirs in later.items():
            line = lines.get(key)
            if line is None:
                keys.append(key)
                carried.append(tuple(theirs))
            else:
                carried[line] = tuple(map(add, carried[line], theirs))
    return [_as_id(key) for key in keys], carried


def keep(connection: Connection, changes: Iterable[Change]) -> None:
    """Bring the balances to what changes just written say, in their transaction."""
    row = connection.execute(_CLOSING).first()
    if row is None:
        return
    closing = _read_closing(row)
    if closing is None or any(_changes_half_life(change, closing) for change in changes):
        reopen(connection)
        return
    gone, come = (Tally(closing.at, closing.half_life_days) for _side in range(2))
    for change in changes:
        before, after = _said(change.before, closing.zone), _said(change.after, closing.zone)
        if before != after:
            for tally, said in ((gone, before), (come, after)):
                for customer_id, items in said:
                    tally.add_evidence(customer_id, items)
    _carry(connection, gone, come)
    if struck := {(who, item.source_id) for who, _number, item in gone.ahead}:
        connection.execute(_STRIKE, [{"who": who, "source": source} for who, source in struck])
    _enter(connection, come)


def ensure(engine: Engine, now: datetime, zone: tzinfo) -> None:
    """Close the books if they are not, or not for today's half-life and zone, or long ago.

    Takes a moment on a large journal (some seconds at a million touchpoints) where all records
    are weighed. Does nothing where the journal can only be read.

    Raises:
        NotSaved: the disk or the database refused; readers go on weighing the records.
    """
    if is_read_only(engine) or _name_of(zone) is None:
        return
    with engine.connect() as connection:
        if _is_current(connection, now, zone):
            return
    with begin_write(engine) as connection:
        if not _is_current(connection, now, zone):
            close(connection, now - RECENT, zone)


def close(connection: Connection, at: datetime, zone: tzinfo) -> None:
    """Close the books at `at`: carried forward from an earlier closing, else from the records."""
    half_life_days = float(queries.preferences(connection).half_life_days)
    last = closing(connection)
    if last is not None and last.serves(at, half_life_days, zone):
        _carry_forward(connection, last, at)
    else:
        tally = weigh(connection, at, half_life_days, zone)
        add_touchpoints_ahead(connection, tally)
        connection.execute(delete(balance))
        connection.execute(delete(open_entry))
        _carry(connection, Tally(at, half_life_days), tally)
        _enter(connection, tally)
    connection.execute(_REOPEN)
    connection.execute(
        _CLOSE,
        {"at": at, "half_life_days": half_life_days, "zone": _name_of(zone), "rules": _RULES},
    )


def reopen(connection: Connection) -> None:
    """Open the books again: until they are closed anew, readers weigh the records."""
    connection.execute(_REOPEN)


def verify(connection: Connection, now: datetime | None = None) -> list[str]:
    """Return in words where the balances are not what the records say; nothing when all is well.

    They are held against the records as of `now`, or as of the closing.
    """
    last = closing(connection)
    if last is None:
        return []
    at = max(now or last.at, last.at).astimezone(UTC)
    kept = dict(zip(*sums(connection, last, at), strict=True))
    told = weigh(connection, at, last.half_life_days, last.zone).counted()
    nothing = (0.0,) * 8
    apart = sum(
        any(
            abs(one - other) > 1e-6
            for one, other in zip(kept.get(who, nothing), told.get(who, nothing), strict=True)
        )
        for who in kept.keys() | told.keys()
    )
    if not apart:
        return []
    return [
        ngettext(
            "The depth carried forward of {count} person is not what the records say.",
            "The depth carried forward of {count} people is not what the records say.",
            apart,
        ).format(count=apart)
    ]


def _read_closing(row: Any) -> Closing | None:
    if row.rules != _RULES:
        return None
    try:
        return Closing(row.at, row.half_life_days, ZoneInfo(row.zone))
    except ZoneInfoNotFoundError:
        return None


def _is_current(connection: Connection, now: datetime, zone: tzinfo) -> bool:
    half_life_days = float(queries.preferences(connection).half_life_days)
    last = closing(connection)
    return last is not None and last.serves(now, half_life_days, zone) and now - last.at <= OLD


def _name_of(zone: tzinfo) -> str | None:
    """Return the name by which a zone is found again, None where it has none."""
    if zone is UTC:
        return "UTC"
    return zone.key if isinstance(zone, ZoneInfo) else None


def _changes_half_life(change: Change, closing: Closing) -> bool:
    image = change.after or change.before
    if not isinstance(image, Preferences):
        return False
    return not (
        isinstance(change.after, Preferences)
        and change.after.half_life_days == closing.half_life_days
    )


def _said(image: Record | None, zone: tzinfo) -> list[tuple[UUID, list[Evidence]]]:
    """Return whom a record speaks of, and what it says about each."""
    match image:
        case Touchpoint():
            items = evidence.of_touchpoint(image)
            return [(who, items) for who in dict.fromkeys(image.customer_ids)] if items else []
        case Promise():
            return [(image.customer_id, evidence.of_promise(image, zone))]
        case Gesture():
            return [(image.customer_id, evidence.of_gesture(image, zone))]
        case Answer():
            return [(image.customer_id, evidence.of_answer(image))]
        case _:
            return []


def _carry(connection: Connection, gone: Tally, come: Tally) -> None:
    """Take what is gone from the balances and add what has come."""
    who = tuple(gone.sums.keys() | come.sums.keys())
    if not who:
        return
    known = _known(connection, who)
    carried: list[dict[str, Any]] = []
    for customer_id in who:
        pieces, theirs = known.get(customer_id, (0, (0.0,) * 8))
        pieces += come.pieces[customer_id] - gone.pieces[customer_id]
        less, more = gone.sums[customer_id], come.sums[customer_id]
        moved = (a - b + c for a, b, c in zip(theirs, less, more, strict=True))
        if pieces:
            row = {"customer_id": customer_id, "pieces": pieces, "sums": _EIGHT.pack(*moved)}
            carried.append(row)
    if known:
        connection.execute(_DROP, [{"who": customer_id} for customer_id in known])
    if carried:
        connection.execute(_CARRY, carried)


def _carry_forward(connection: Connection, last: Closing, at: datetime) -> None:
    """Fade the balances from the last closing to `at`, with the entries that fade by then."""
    tally = Tally(at, last.half_life_days)
    left = 2.0 ** -((at - last.at) / timedelta(days=1) / last.half_life_days)
    for who, (pieces, theirs) in _known(connection, None).items():
        tally.sums[who] = [part * left for part in theirs]
        tally.pieces[who] = pieces
    faded = open_entry.c.fades_from <= at
    rate = log(2) / (last.half_life_days * _DAY)
    for who, place, weight, _at, fades_from in connection.execute(_OPEN.where(faded)):
        customer_id = _as_id(who)
        tally.sums[customer_id][place] += weight * exp(rate * (fades_from - microseconds(at)))
        tally.pieces[customer_id] += 1
    connection.execute(delete(balance))
    connection.execute(delete(open_entry).where(faded))
    _carry(connection, Tally(at, last.half_life_days), tally)


def _known(connection: Connection, who: Sequence[UUID] | None) -> dict[UUID, tuple[int, Sums]]:
    """Return pieces and sums of those among the customers who have any; None for everyone's."""
    query = _BALANCES
    if who is not None and len(who) <= _AT_ONCE:
        query = query.where(balance.c.customer_id.in_(who))
    rows = connection.execute(query).all()
    found: dict[UUID, tuple[int, Sums]] = {
        _as_id(key): (pieces, _EIGHT.unpack(packed)) for key, packed, pieces in rows
    }
    return found if who is None else {one: found[one] for one in who if one in found}


def _enter(connection: Connection, tally: Tally) -> None:
    """Add what begins to fade only after the closing as open entries."""
    rows = [
        {
            "customer_id": customer_id,
            "source_id": item.source_id,
            "number": number,
            "place": place_of(item.question, item.quality),
            "weight": item.size * abs(item.quality),
            "at": item.at,
            "fades_from": item.fading_since,
        }
        for customer_id, number, item in tally.ahead
    ]
    if rows:
        connection.execute(_ENTER, rows)


@lru_cache(maxsize=2**16)
def _as_id(key: Any) -> UUID:
    return UUID(bytes=key) if isinstance(key, bytes) else key
