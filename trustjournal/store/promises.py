"""Promises of both sides, with whom they are between, and where they came otherwise than said."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, or_, select

from trustjournal.domain.choices import Cause, PromiseOutcome, Side
from trustjournal.domain.finding import asked, fold, holds
from trustjournal.domain.records import Promise
from trustjournal.store.plans import Who, joined, rows
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import promise

SETTLED_LATELY = 100
"""How many of the promises that ended last are read."""

COUNTED = 10
"""Of how many promises "kept 9 of the last 10" speaks."""

MENDED_LATELY = 100
"""How many of the gaps that were mended last are read."""

Rows = tuple[tuple[Promise, Who], ...]


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises that are open, by due day and without one last, and those that ended lately.

    `ahead` are the owner's, `theirs` the customers'. `counted` are the last of the owner's that
    were kept, late or broken: a day agreed anew is none of these.
    """

    ahead: Rows
    theirs: Rows
    settled: Rows
    counted: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Promises of the owner that came otherwise than said, those that ended last first.

    `this_year` counts by cause those that ended in the year asked for, mended or not.
    """

    unmended: Rows
    mended: Rows
    this_year: Mapping[Cause | None, int]


_ALL = joined(Promise, promise.c.customer_id)
_OPEN = _ALL.where(promise.c.outcome.is_(None)).order_by(
    promise.c.due_on.is_(None), promise.c.due_on, promise.c.made_on, promise.c.id
)
_LATEST = promise.c.settled_on.desc(), promise.c.id.desc()
_SETTLED = _ALL.where(promise.c.outcome.is_not(None)).order_by(*_LATEST)
_JUDGED = PromiseOutcome.KEPT, PromiseOutcome.LATE, PromiseOutcome.BROKEN
_LAST = (
    chosen(Promise)
    .where(promise.c.by == Side.US, promise.c.outcome.in_(_JUDGED))
    .order_by(*_LATEST)
    .limit(COUNTED)
)
_IS_GAP = (
    promise.c.by == Side.US,
    promise.c.outcome.is_not(None),
    or_(
        promise.c.outcome.in_((PromiseOutcome.LATE, PromiseOutcome.BROKEN)),
        promise.c.delivered != "",
        promise.c.gap.is_not(None),
    ),
)


def read_promises(connection: Connection) -> Promises:
    """Return the promises that are open and how the last ones ended."""
    return Promises(
        ahead=_read(connection, _OPEN.where(promise.c.by == Side.US)),
        theirs=_read(connection, _OPEN.where(promise.c.by == Side.THEM)),
        settled=_read(connection, _SETTLED.limit(SETTLED_LATELY)),
        counted=tuple(fetch(connection, Promise, _LAST)),
    )


def read_gaps(connection: Connection, today: date) -> Gaps:
    """Return what came otherwise than promised: late, not at all, or as was noted of it."""
    gaps = _ALL.where(*_IS_GAP).order_by(*_LATEST)
    mended = gaps.where(promise.c.fixed_on.is_not(None)).limit(MENDED_LATELY)
    by_cause = (
        select(promise.c.gap, func.count())
        .where(*_IS_GAP, promise.c.settled_on >= date(today.year, 1, 1))
        .group_by(promise.c.gap)
    )
    counted: Any = connection.execute(by_cause).all()
    return Gaps(
        unmended=_read(connection, gaps.where(promise.c.fixed_on.is_(None))),
        mended=_read(connection, mended),
        this_year=Counter(dict(counted)),
    )


def every_gap(connection: Connection) -> Rows:
    """Return every promise of the owner that came otherwise than said, the latest first."""
    return _read(connection, _ALL.where(*_IS_GAP).order_by(*_LATEST))


def list_promises(
    connection: Connection, customer_id: UUID | None = None, *, still_open: bool = False
) -> Rows:
    """Return promises of both sides, open ones by due day first, then those that ended last."""
    query, ended = _OPEN, _SETTLED
    if customer_id is not None:
        query = query.where(promise.c.customer_id == customer_id)
        ended = ended.where(promise.c.customer_id == customer_id)
    found = _read(connection, query)
    return found if still_open else (*found, *_read(connection, ended))


def named_so(connection: Connection, text: str, customer_id: UUID | None = None) -> Rows:
    """Return the open promises whose words, with the person's name, hold every word of `text`."""
    words = asked(text)
    return tuple(
        (one, who)
        for one, who in list_promises(connection, customer_id, still_open=True)
        if words and holds(fold(f"{one.text} {who.name}"), words)
    )


def _read(connection: Connection, query: Select[Any]) -> Rows:
    return tuple(rows(connection, Promise, query))
