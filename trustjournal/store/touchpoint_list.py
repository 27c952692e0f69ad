"""The log of all touchpoints, newest first: which of them are wanted, and what some of them say.

A list of a million is never read whole. `next_numbers` walks down it a bounded step at a time, so
that a write never waits long for it, and `logged` reads what is on screen.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
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
from trustjournal.store.rows import FIELDS, chosen
from trustjournal.store.schema import customer, presence, touchpoint
from trustjournal.store.search import match_expression

FEW = 500
"""Up to how many notes that hold the words looked for are sorted at once."""

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
    """

    customer_id: UUID | None = None
    channel: Channel | None = None
    began: Began | None = None
    kind: Kind | None = None
    feeling: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""


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


def next_numbers(
    connection: Connection, wanted: Wanted, after: Place | None = None, *, scan: int = 20_000
) -> Step:
    """Return the numbers of wanted touchpoints among the next `scan` of the log.

    One person's touchpoints, and those with rare words, come in a single step.
    """
    words = searched(wanted.words)
    direct = _direct(connection, wanted, words)
    if direct is not None:
        return Step(_numbers(connection, [direct, *_traits(wanted), *_days(wanted)]), None)
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
    return Step(
        _numbers(connection, [*window, *_traits(wanted), *_with(connection, words, window)]), end
    )


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
    if tokens and len(tokens[-1]) < _SHORTEST_WORD:
        tokens.pop()
    return " ".join(tokens)


def _direct(connection: Connection, wanted: Wanted, words: str) -> ColumnElement[bool] | None:
    """Return a condition that an index of its own answers, where there is one."""
    if wanted.customer_id is not None:
        theirs = select(presence.c.touchpoint_id).where(
            presence.c.customer_id == wanted.customer_id
        )
        here = touchpoint.c.id.in_(theirs)
        return here & touchpoint.c.number.in_(_matches(words)) if words else here
    if words:
        newest = _matches(words).order_by(_SEARCH.c.rowid.desc()).limit(FEW + 1)
        rare = list(connection.execute(newest).scalars())
        if len(rare) <= FEW:
            return touchpoint.c.number.in_(rare)
    return None


def _with(
    connection: Connection, words: str, window: Sequence[ColumnElement[bool]]
) -> list[ColumnElement[bool]]:
    """Ask the search index only about the numbers that stand in the window."""
    if not words:
        return []
    number = touchpoint.c.number
    low, high = connection.execute(select(func.min(number), func.max(number)).where(*window)).one()
    return [number.in_(_matches(words).where(_SEARCH.c.rowid.between(low, high)))]


def _matches(words: str) -> Select[Any]:
    match = _SEARCH.c.touchpoint_search.op("MATCH")(match_expression(words))
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
