"""The tables that leave the journal: their columns, and their rows one after the other.

Column names are stable, since scripts and other programs rely on them.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from operator import attrgetter, itemgetter
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
from trustjournal.domain.records import (
    Address,
    Customer,
    Feedback,
    Gesture,
    Labelled,
    Promise,
    Record,
    Wish,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.schema import presence, touchpoint

Row = Sequence[object]
Value = Callable[[Any], object]
_ROWS_AT_ONCE = 2000
_UTC = ZoneInfo("UTC")
_BETWEEN = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of a table is wanted: no columns means all, days are the owner's and included."""

    columns: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    customer_id: UUID | None = None
    zone: ZoneInfo = _UTC


def header_of(what: str, choice: Choice) -> tuple[str, ...]:
    """Return the names of the chosen columns.

    Raises:
        InvalidEntry: there is no such table or column.
    """
    known = COLUMNS.get(what)
    if known is None:
        raise InvalidEntry(
            _("There is no table “{name}”; there are {known}.").format(
                name=what, known=", ".join(COLUMNS)
            )
        )
    for name in choice.columns:
        if name not in known:
            raise InvalidEntry(
                _("There is no column “{name}”; there are {known}.").format(
                    name=name, known=", ".join(known)
                )
            )
    return choice.columns or known


def rows_of(connection: Connection, what: str, choice: Choice) -> Iterator[Row]:
    """Return the rows of a table, oldest or by name, with the values of `header_of`."""
    columns = header_of(what, choice)
    if what == "touchpoints":
        return _touchpoints(connection, choice, columns)
    return _deeds(connection, what, choice, columns)


def count_of(connection: Connection, what: str, choice: Choice) -> int:
    """Return how many touchpoints are about to come; 0 for the short tables."""
    if what != "touchpoints":
        return 0
    query = select(func.count()).select_from(touchpoint).where(*_wanted(choice))
    return connection.execute(query).scalar_one()


class _Names:
    """The names of everyone in a touchpoint, from their ids as stored."""

    def __init__(self, connection: Connection) -> None:
        self._names = {str(person.id): person.name for person in queries.people(connection)}
        self._seen: dict[str, str] = {}

    def of(self, stored: str) -> str:
        """Return the names behind one stored list of ids."""
        found = self._seen.get(stored)
        if found is None:
            found = _BETWEEN.join(self._names[which] for which in json.loads(stored))
            self._seen[stored] = found
        return found


class _Zones(dict[str, ZoneInfo]):
    """Zones by name, each made once."""

    def __missing__(self, name: str) -> ZoneInfo:
        self[name] = ZoneInfo(name)
        return self[name]


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
    names, zones = _Names(connection), _Zones()

    def values(row: Any) -> tuple[object, ...]:
        instant, zone, people, *plain, note, answered, resolved, paid, due_on, which = row
        where = zones[zone]
        at = datetime.fromtimestamp(instant / 1_000_000, where).isoformat()
        return (
            *(at[:10], at[11:16], names.of(people), *plain, note, at, zone),
            *(_instant(answered, where), _instant(resolved, where)),
            *("" if paid is None else Decimal(paid) / 100, due_on or "", _written(which)),
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


def _touchpoints(connection: Connection, choice: Choice, columns: Sequence[str]) -> Iterator[Row]:
    whole = _whole(connection)
    places = [COLUMNS["touchpoints"].index(name) for name in columns]
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


def _deeds(
    connection: Connection, what: str, choice: Choice, columns: Sequence[str]
) -> Iterator[Row]:
    names = {person.id: person.name for person in queries.people(connection)}
    if what == "feedback":
        names |= {one.id: one.title for one in queries.all_of(connection, Wish)}
    known = _DEEDS[what](names)
    values = [known[name] for name in columns]
    for record in _records(connection, what, choice):
        yield [value(record) for value in values]


def _records(connection: Connection, what: str, choice: Choice) -> Iterator[Record]:
    first, last = choice.since or date.min, choice.until or date.max
    if what == "people":
        for customer in queries.customers(connection):
            if choice.customer_id in {None, customer.id}:
                yield customer
        return
    deeds: list[Promise] | list[Gesture] | list[Feedback]
    if what == "feedback":
        deeds = queries.all_of(connection, Feedback)
    else:
        deeds = queries.promises(connection) if what == "promises" else queries.gestures(connection)
    for deed in deeds:
        day = _day_of(deed)
        theirs = choice.customer_id in {None, deed.customer_id}
        if theirs and (day is None or first <= day <= last):
            yield deed


def _day_of(deed: Promise | Gesture | Feedback) -> date | None:
    if isinstance(deed, Promise):
        return deed.made_on
    return deed.heard_on if isinstance(deed, Feedback) else deed.given_on or deed.due_on


def _people_values(names: Mapping[UUID, str]) -> Mapping[str, Value]:
    return {
        **_plain("name", "kind", "stage", "company", "role"),
        "phones": lambda who: _joined(who.phones),
        "emails": lambda who: _joined(who.emails),
        "addresses": lambda who: _BETWEEN.join(_address(found) for found in who.addresses),
        "links": lambda who: _joined(who.links),
        "dates": _dates,
        **_plain("prefers", "loves", "avoids", "family"),
        "tags": lambda who: _BETWEEN.join(who.tags),
        **_plain("note", "yearly_value"),
        "referred_by": lambda who: names.get(who.referred_by, ""),
        **_plain("since", "gift_policy", "gift_limit", "gift_budget"),
        "id": lambda who: str(who.id),
    }


def _promise_values(names: Mapping[UUID, str]) -> Mapping[str, Value]:
    return {
        "person": lambda promise: names[promise.customer_id],
        **_plain("text", "made_on", "due_on", "outcome", "settled_on"),
        **_plain("by", "told_first", "delivered", "gap", "fix", "fixed_on"),
        "id": lambda promise: str(promise.id),
    }


def _gesture_values(names: Mapping[UUID, str]) -> Mapping[str, Value]:
    return {
        "person": lambda gesture: names[gesture.customer_id],
        **_plain("kind", "title", "status", "occasion", "due_on", "lead_days", "cost"),
        **_plain("given_on", "received", "note", "by", "worth", "text"),
        "id": lambda gesture: str(gesture.id),
    }


def _feedback_values(names: Mapping[UUID, str]) -> Mapping[str, Value]:
    return {
        **_plain("heard_on"),
        "person": lambda said: names.get(said.customer_id, ""),
        **_plain("author", "source", "text", "rating", "best", "link"),
        "wish": lambda said: names.get(said.wish_id, ""),
        **_plain("told_on"),
        "id": lambda said: str(said.id),
    }


def _plain(*names: str) -> dict[str, Value]:
    return {name: attrgetter(name) for name in names}


def _joined(values: Sequence[Labelled]) -> str:
    return _BETWEEN.join(found.value for found in values)


def _address(address: Address) -> str:
    parts = address.street, address.postal_code, address.city, address.region, address.country
    return ", ".join(part for part in parts if part)


def _dates(who: Customer) -> str:
    return _BETWEEN.join(
        f"{found.label} {found.year or '-'}-{found.month:02}-{found.day:02}" for found in who.dates
    )


_DEEDS: Mapping[str, Callable[[Mapping[UUID, str]], Mapping[str, Value]]] = {
    "people": _people_values,
    "promises": _promise_values,
    "gestures": _gesture_values,
    "feedback": _feedback_values,
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "touchpoints": (
        *("date", "time", "people", "channel", "began", "kind", "feeling", "question"),
        *("minutes", "note", "happened_at", "zone", "answered_at", "resolved_at"),
        *("amount", "answer_due_on", "id"),
    ),
    **{what: tuple(values({})) for what, values in _DEEDS.items()},
}
