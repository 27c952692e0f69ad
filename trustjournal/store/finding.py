"""Finding what a search asks for in the whole journal: people, and everything that was written.

Each function answers within a moment or takes a bounded step, so that whoever types on need not
wait: `notes` asks the index, `others` looks through what there is less of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, case, func, select, true

from trustjournal.domain import search_query as asked
from trustjournal.domain.records import Customer, Record
from trustjournal.domain.search_query import Choose, Query, Range, Span, Term, Words
from trustjournal.domain.search_words import Field
from trustjournal.store import queries
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import customer, presence, touchpoint
from trustjournal.store.search import is_indexed
from trustjournal.store.search_sources import OTHERS, PEOPLE, TOUCHPOINTS
from trustjournal.store.search_terms import Terms
from trustjournal.store.touchpoint_list import (
    Place,
    Wanted,
    as_wanted,
    logged,
    newest_numbers,
    next_numbers,
    settle,
)

MOST = 8
"""How many of each kind are looked for."""

_NEWEST = 50  # of what was written last the newest are shown: those that happened last
_NAMESAKES = 200
_OF_TOUCHES = {
    Field.FROM,
    Field.UNTIL,
    Field.ON,
    Field.CHANNEL,
    Field.KIND,
    Field.BEGAN,
    Field.FEELING,
    Field.QUESTION,
    Field.AMOUNT,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, and the names of those whom it is about."""

    record: Record
    names: tuple[str, ...]


def customer_ids(connection: Connection, query: Query, now: datetime, zone: tzinfo) -> list[UUID]:
    """Return the people that a search selects, by name.

    Filters that speak of touchpoints select who had one that fits all of them: `channel:phone
    from:2026-01` is whoever was on the phone this year.
    """
    terms = Terms(connection, now, zone)
    touches = [term for term in query.terms if _of_touches(term)]
    people = terms.all_of((term for term in query.terms if term not in touches), PEOPLE)
    chosen = select(customer.c.id).where(people)
    if touches:
        chosen = chosen.where(customer.c.id.in_(_touched(terms, touches)))
    return list(connection.execute(chosen.order_by(func.lower(customer.c.name))).scalars())


def people(
    connection: Connection, query: Query, now: datetime, zone: tzinfo, most: int = MOST
) -> list[Hit]:
    """Return people whom the search fits, by name, those first in whose name the words stand."""
    terms = Terms(connection, now, zone)
    named = and_(true(), *(terms.named(word) for word in query.words))
    order = case((named, 0), else_=1), func.lower(customer.c.name)
    wanted = chosen(Customer).where(terms.all_of(query.terms, PEOPLE)).order_by(*order)
    return [Hit(one, ()) for one in fetch(connection, Customer, wanted.limit(most))]


@dataclass(frozen=True, slots=True)
class Newest:
    """What the index told; where the answer is not `complete` it could not be asked."""

    hits: tuple[Hit, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """Touchpoints found in one step; the next step goes on with `wanted` from `after`, if any."""

    hits: tuple[Hit, ...]
    wanted: Wanted
    after: Place | None


def newest_notes(connection: Connection, query: Query, most: int = MOST) -> Newest:
    """Return touchpoints in which all the words of a search stand, as the index tells at once.

    Whole words come before what begins with them, and of those first what begins with the last
    one: the others were typed to their end, most likely. The index knows nothing of filters.
    """
    words = query.words
    plain = query.is_plain and connection.dialect.name == "sqlite"
    if not words or not plain or not all(map(is_indexed, words)):
        return Newest((), complete=False)
    found: list[int] = []
    for beginnings in sorted({0, 1, len(words)}):
        some = newest_numbers(connection, words, _NEWEST, beginnings=beginnings)
        found += [number for number in some if number not in found]
        if len(found) >= most:
            break
    return Newest(tuple(as_hits(connection, found[:most])), complete=True)


def next_notes(
    connection: Connection, wanted: Wanted, after: Place | None, scan: int, most: int = MOST
) -> Notes:
    """Return the newest touchpoints that are wanted, among the next `scan` of the log."""
    wanted = settle(connection, wanted)
    step = next_numbers(connection, wanted, after, scan=scan)
    return Notes(tuple(as_hits(connection, step.numbers[:most])), wanted, step.after)


def notes_with(
    connection: Connection, query: Query, now: datetime, zone: tzinfo, most: int = MOST
) -> list[Hit]:
    """Return touchpoints where some of the words stand in a name and the others in the note.

    It is how "rosa jug" finds what was said with Rosa about the jug.
    """
    terms = Terms(connection, now, zone)
    there: set[UUID] | None = None
    left: list[Term] = []
    for term in query.terms:
        called = _called(terms, term) if isinstance(term, Words) else []
        if called:
            there = set(called) if there is None else there & set(called)
        else:
            left.append(term)
    if not there or not any(isinstance(term, Words) for term in left):
        return []
    wanted = settle(connection, as_wanted(Query(tuple(left)), now.astimezone(zone)))
    among = there if wanted.among is None else there & wanted.among
    step = next_numbers(connection, replace(wanted, among=frozenset(among)))
    return as_hits(connection, step.numbers[:most])


def others(
    connection: Connection, query: Query, now: datetime, zone: tzinfo, most: int = MOST
) -> list[Hit]:
    """Return promises, gestures and whatever else the search fits, a few newest of each kind."""
    terms = Terms(connection, now, zone)
    found: list[Record] = []
    for source in OTHERS:
        fits = terms.all_of(query.terms, source)
        wanted = chosen(source.kind).where(fits)
        if source.day is not None:
            wanted = wanted.order_by(source.day.desc())
        found += fetch(connection, source.kind, wanted.order_by(source.table.c.id).limit(most))
    ids = {one: customer_of(one) for one in found}
    called = queries.customers_by_id(connection, filter(None, ids.values()))
    return [Hit(one, tuple(called[who].name for who in [ids[one]] if who)) for one in found]


def customer_of(record: Record) -> UUID | None:
    """Return the one customer whom a record is about, None where it is about nobody or several."""
    return getattr(record, "customer_id", None)


def as_hits(connection: Connection, numbers: Sequence[int]) -> list[Hit]:
    """Return those of the touchpoints with these numbers that exist."""
    return [Hit(one.touchpoint, one.names) for one in logged(connection, numbers)]


def _called(terms: Terms, word: Words) -> list[UUID]:
    """Return those in whose name the word stands, nobody where it is in too many to mean one."""
    query = select(customer.c.id).where(terms.named(word)).limit(_NAMESAKES + 1)
    found = list(terms.connection.execute(query).scalars())
    return found if len(found) <= _NAMESAKES else []


def _touched(terms: Terms, wanted: Iterable[Term]) -> Select[Any]:
    fits = terms.all_of(wanted, TOUCHPOINTS)
    which = select(touchpoint.c.id).where(fits)
    return select(presence.c.customer_id).where(presence.c.touchpoint_id.in_(which))


def _of_touches(term: Term) -> bool:
    """Tell whether a term speaks of touchpoints alone."""
    match term:
        case asked.Not(term=other):
            return _of_touches(other)
        case asked.Any(terms=terms):
            return all(map(_of_touches, terms))
        case Choose(field=field) | Span(field=field) | Range(field=field):
            return field in _OF_TOUCHES
        case _:
            return False
