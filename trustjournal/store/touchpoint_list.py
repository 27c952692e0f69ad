"""The log of all touchpoints, newest first: which of them are wanted, and what some of them say.

A list of a million is never read whole. `next_numbers` walks down it a bounded step at a time, so
that a write never waits long for it, and `logged` reads what is on screen.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    func,
    literal,
    select,
    table,
    tuple_,
)

from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.search_query import EVERYTHING, Query, Words
from trustjournal.store.rows import FIELDS, chosen
from trustjournal.store.schema import customer, presence, touchpoint
from trustjournal.store.search import among, is_indexed, match_expression
from trustjournal.store.search_sources import PEOPLE, TOUCHPOINTS
from trustjournal.store.search_terms import Terms, is_of_people

FEW = 500
"""Up to how many notes that hold the words looked for are sorted at once."""

SHORTEST_INSIDE = 3
"""Letters of a word that is looked for inside of others."""

_SOME = 200  # people whose touchpoints are looked up one after the other
_SHORTEST_WORD = 2  # the beginning of a single letter matches half the journal

_NEWEST = touchpoint.c.happened_at.desc(), touchpoint.c.id.desc()
_PLACE = tuple_(touchpoint.c.happened_at, touchpoint.c.id)
_SEARCH = table("touchpoint_search", column("rowid"), column("touchpoint_search"))

Place = tuple[datetime, UUID]
"""Where a touchpoint stands in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the log is narrowed to; None and "" stand for anything.

    `feeling` is a sign: -1, 0 or 1. Touchpoints before `since` and from `until` on are left out.
    `words` are looked for in the notes, and `query` is whatever else a search asks for, as it is
    meant at the aware instant `at`, in whose zone the owner's days begin. `among` are the people
    of whom one was there, where `settle` has looked for them. With `inside` words are looked for
    inside of other words too, which no index knows.
    """

    customer_id: UUID | None = None
    channel: Channel | None = None
    began: Began | None = None
    kind: Kind | None = None
    feeling: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""
    query: Query = EVERYTHING
    at: datetime | None = field(default=None, compare=False)
    among: frozenset[UUID] | None = None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The numbers found in one step, and the place to go on from, None at the end of the log."""

    numbers: "array[int]"
    after: Place | None


@dataclass(frozen=True, slots=True)
class Logged:
    """One touchpoint of the log with the names of those who were there."""

    number: int
    touchpoint: Touchpoint
    names: tuple[str, ...]


def as_wanted(query: Query, at: datetime) -> Wanted:
    """Return what a search asks of the log, at the aware local instant `at`."""
    words = [one for one in query.terms if isinstance(one, Words) and not one.whole]
    others = tuple(one for one in query.terms if one not in words)
    return Wanted(words=" ".join(one.text for one in words), query=Query(others), at=at)


def settle(connection: Connection, wanted: Wanted) -> Wanted:
    """Return the same with the people looked for once, so that no step has to find them again."""
    theirs = [term for term in wanted.query.terms if is_of_people(term)]
    if not theirs:
        return wanted
    fits = _meaning(connection, wanted).all_of(theirs, PEOPLE)
    found = connection.execute(select(customer.c.id).where(fits)).scalars()
    others = Query(tuple(term for term in wanted.query.terms if term not in theirs))
    return replace(wanted, query=others, among=frozenset(found))


def next_numbers(
    connection: Connection, wanted: Wanted, after: Place | None = None, *, scan: int = 20_000
) -> Step:
    """Return the numbers of wanted touchpoints among the next `scan` of the log.

    One person's touchpoints, and those with rare words, come in a single step.
    """
    words, others = _asked(connection, wanted)
    traits = [*_traits(wanted), *others, *_there(connection, wanted)]
    direct = _direct(connection, wanted, words)
    if direct is not None:
        return Step(_numbers(connection, [direct, *traits, *_days(wanted)]), None)
    window = _days(wanted)
    if after is not None:
        window.append(_values(after) > _PLACE)
    edge = connection.execute(
        select(touchpoint.c.happened_at, touchpoint.c.id)
        .where(*window)
        .order_by(*_NEWEST)
        .offset(scan - 1)
        .limit(1)
    ).first()
    end = None if edge is None else (edge.happened_at, edge.id)
    if end is not None:
        window.append(_values(end) <= _PLACE)
    return Step(_numbers(connection, [*window, *traits, *_with(connection, words, window)]), end)


def newest_numbers(
    connection: Connection, words: Sequence[Words], most: int, *, beginnings: int
) -> "array[int]":
    """Return the touchpoints last written in which all of these words stand, newest first.

    It is what the index tells at once, even of words that stand in every other note; of the last
    `beginnings` words what begins with them is meant too.
    """
    matches = _matches(words, beginnings=beginnings).order_by(_SEARCH.c.rowid.desc())
    few = list(connection.execute(matches.limit(most)).scalars())
    return _numbers(connection, [touchpoint.c.number.in_(few)])


def logged(connection: Connection, numbers: Sequence[int]) -> list[Logged]:
    """Return those of the touchpoints that still exist, in the order of their numbers."""
    names = FIELDS[Touchpoint]
    query: Select[Any] = chosen(Touchpoint).add_columns(touchpoint.c.number)
    rows = connection.execute(query.where(touchpoint.c.number.in_(tuple(numbers)))).all()
    found = {row[-1]: Touchpoint(**dict(zip(names, row[:-1], strict=True))) for row in rows}
    people = {which for touch in found.values() for which in touch.customer_ids}
    called = {
        row.id: row.name
        for row in connection.execute(
            select(customer.c.id, customer.c.name).where(customer.c.id.in_(people))
        )
    }
    return [
        Logged(number, touch, tuple(called[which] for which in touch.customer_ids))
        for number in numbers
        if (touch := found.get(number)) is not None
    ]


def searched(words: str) -> str:
    """Return the words that are looked for; a single letter at the end waits for its second.

    >>> searched("oak s"), searched("o"), searched("oak")
    ('oak', '', 'oak')
    """
    tokens = words.split()
    if tokens and len(tokens[-1]) < _SHORTEST_WORD and is_indexed(Words(tokens[-1])):
        tokens.pop()
    return " ".join(tokens)


def looked_inside(wanted: Wanted) -> Wanted | None:
    """Return the same where its words may also stand inside of others, None where that is vain.

    What is in quotes is meant as it stands, and two letters stand inside of almost every note.
    """
    words = [Words(word) for word in searched(wanted.words).split()]
    quoted = any(isinstance(term, Words) for term in wanted.query.terms)
    known = any(is_indexed(word) for word in words)
    if wanted.inside or quoted or not known:
        return None
    short = any(len(word.folded) < SHORTEST_INSIDE for word in words)
    return None if short else replace(wanted, inside=True)


def _asked(connection: Connection, wanted: Wanted) -> tuple[list[Words], list[ColumnElement[bool]]]:
    """Return the words that the index knows, and conditions for all else that a search asks for."""
    typed = [Words(word) for word in searched(wanted.words).split()]
    terms = [*typed, *wanted.query.terms]
    meaning = _meaning(connection, wanted)
    known: list[Words] = []
    others: list[ColumnElement[bool]] = []
    for term in terms:
        if isinstance(term, Words) and wanted.inside:
            others.append(meaning.looked_through(term, TOUCHPOINTS))
        elif isinstance(term, Words) and meaning.is_indexed(term, TOUCHPOINTS):
            known.append(term)
        else:
            others.append(meaning.of(term, TOUCHPOINTS))
    return known, others


def _meaning(connection: Connection, wanted: Wanted) -> Terms:
    at = wanted.at or datetime.now(UTC)
    return Terms(connection, at, at.tzinfo or UTC)


def _there(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return whether one of the people was there among whom is looked."""
    if wanted.among is None:
        return []
    chosen = select(customer.c.id).where(among(connection, customer.c.id, wanted.among))
    theirs = TOUCHPOINTS.of(chosen)
    return [] if theirs is None else [theirs]


def _direct(
    connection: Connection, wanted: Wanted, words: Sequence[Words]
) -> ColumnElement[bool] | None:
    """Return a condition that an index of its own answers, where there is one."""
    people = wanted.among if wanted.customer_id is None else {wanted.customer_id}
    if people is not None and len(people) <= _SOME:
        theirs = select(presence.c.touchpoint_id).where(presence.c.customer_id.in_(tuple(people)))
        here = touchpoint.c.id.in_(theirs)
        return here & touchpoint.c.number.in_(_matches(words)) if words else here
    if words:
        newest = _matches(words).order_by(_SEARCH.c.rowid.desc()).limit(FEW + 1)
        rare = list(connection.execute(newest).scalars())
        if len(rare) <= FEW:
            return touchpoint.c.number.in_(rare)
    return None


def _with(
    connection: Connection, words: Sequence[Words], window: Sequence[ColumnElement[bool]]
) -> list[ColumnElement[bool]]:
    """Ask the search index only about the numbers that stand in the window."""
    if not words:
        return []
    number = touchpoint.c.number
    low, high = connection.execute(select(func.min(number), func.max(number)).where(*window)).one()
    return [number.in_(_matches(words).where(_SEARCH.c.rowid.between(low, high)))]


def _matches(words: Sequence[Words], *, beginnings: int | None = None) -> Select[Any]:
    expression = match_expression(words, beginnings=beginnings)
    match = _SEARCH.c.touchpoint_search.op("MATCH")(expression)
    return select(_SEARCH.c.rowid).where(match)


def _days(wanted: Wanted) -> list[ColumnElement[bool]]:
    at = touchpoint.c.happened_at
    return [
        *([at >= wanted.since] if wanted.since else []),
        *([at < wanted.until] if wanted.until else []),
    ]


def _traits(wanted: Wanted) -> list[ColumnElement[bool]]:
    traits = [
        touchpoint.c[name] == value
        for name in ("channel", "began", "kind")
        if (value := getattr(wanted, name)) is not None
    ]
    feeling = touchpoint.c.feeling
    if wanted.feeling is not None:
        signs = {-1: feeling < 0, 0: feeling == 0, 1: feeling > 0}
        traits.append(signs[wanted.feeling])
    return traits


def _numbers(connection: Connection, where: Sequence[ColumnElement[bool]]) -> "array[int]":
    query = select(touchpoint.c.number).where(*where).order_by(*_NEWEST)
    return array("q", connection.execute(query).scalars())


def _values(place: Place) -> Any:
    at, which = place
    return tuple_(literal(at, touchpoint.c.happened_at.type), literal(which, touchpoint.c.id.type))
