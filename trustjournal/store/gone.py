"""Who is no longer in the journal, but in its history; and what the history knows of them.

Only the steps that somebody is in are looked at, one at a time, from the newest to the oldest.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, literal, or_, select, union_all

from trustjournal.domain.erasing import Gone
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import Customer, Feedback, Gesture, Promise, Record, Touchpoint
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store import traces as traced
from trustjournal.store.merged import likeness, merged
from trustjournal.store.schema import customer, history, history_piece
from trustjournal.store.traces import Trace

_PERSON = Customer.__name__
_OWN = Promise | Gesture | Feedback | Attachment
_AT_ONCE = 1_000


@dataclass(slots=True)
class Remembered:
    """What the history knows of somebody who is gone: who they last were, and ids of records.

    `people` are they and whoever became a part of them. The `files` of `shared` touchpoints, and
    those touchpoints, may still be there: with the others.
    """

    person: Customer
    deleted_at: datetime
    people: frozenset[UUID]
    alone: set[UUID] = field(default_factory=set[UUID])
    shared: set[UUID] = field(default_factory=set[UUID])
    own: dict[UUID, type[Record]] = field(default_factory=dict[UUID, type[Record]])

    def ids(self, kind: type[Record]) -> set[UUID]:
        """Return which records of a kind, other than touchpoints, were theirs."""
        return {which for which, one in self.own.items() if one is kind}

    def learn(self, image: Record) -> None:
        """Take in an image of a record."""
        if isinstance(image, Touchpoint):
            if self.people.issuperset(image.customer_ids):
                self.alone.add(image.id)
            elif self.people.intersection(image.customer_ids):
                self.shared.add(image.id)
        elif isinstance(image, _OWN) and image.customer_id in self.people:
            self.own[image.id] = type(image)


@dataclass(frozen=True, slots=True)
class _Step:
    """One entry of the history, or one further piece of it."""

    at: datetime
    action: str
    traces: list[Trace]


@dataclass(slots=True)
class _Search:
    """What the steps read so far say of those who are not `there`; `now` asks the journal."""

    there: frozenset[UUID]
    now: Callable[[UUID], int | None]
    seen: set[UUID] = field(default_factory=set[UUID])
    left: dict[UUID, datetime] = field(default_factory=dict[UUID, datetime])
    names: dict[UUID, list[str]] = field(default_factory=dict[UUID, list[str]])
    into: dict[UUID, UUID] = field(default_factory=dict[UUID, UUID])
    like: dict[UUID, int] = field(default_factory=dict[UUID, int])

    def read(self, step: _Step) -> None:
        """Take in a step that is older than all those before."""
        if found := merged(step.action, step.traces, self._after):
            stayed, gone = found
            if gone not in self.seen and gone not in self.there:
                self.into[gone] = stayed
        for trace in reversed(step.traces):
            if trace.kind != _PERSON:
                continue
            was = traced.image(trace)
            if isinstance(was, Customer):
                self.like[was.id] = likeness(was)
                if was.id not in self.there:
                    self.left.setdefault(was.id, step.at)
                    names = self.names.setdefault(was.id, [])
                    if was.name not in names:
                        names.append(was.name)
            self.seen.add(trace.id)

    def found(self) -> Iterator[Gone]:
        """Yield everyone who is gone, with whoever became a part of them."""
        parts: dict[UUID, list[UUID]] = {}
        for which in self.left:
            parts.setdefault(self._last(which), []).append(which)
        for which, merged_in in parts.items():
            if which in self.left:
                ids = (which, *(one for one in merged_in if one != which))
                name, *others = dict.fromkeys(name for one in ids for name in self.names[one])
                yield Gone(which, name, self.left[which], tuple(others), ids[1:])

    def _after(self, which: UUID) -> int | None:
        return self.like[which] if which in self.like else self.now(which)

    def _last(self, which: UUID) -> UUID:
        """Return who somebody is by now, through all merges."""
        passed = {which}
        while (after := self.into.get(which)) is not None and after not in passed:
            passed.add(after)
            which = after
        return which


def people_gone(connection: Connection) -> list[Gone]:
    """Return who was deleted and is still known to the history, who left last first.

    Whoever became a part of somebody else is not here by themselves, and not at all where that
    other is in the journal.
    """
    there = frozenset(connection.execute(select(customer.c.id)).scalars())
    search = _Search(there, lambda which: _like_now(connection, which))
    for step in _steps(connection, [f'["{_PERSON}",']):
        search.read(step)
    return sorted(search.found(), key=lambda gone: gone.deleted_at, reverse=True)


def remembered(connection: Connection, customer_id: UUID) -> Remembered:
    """Return what the history knows of somebody who is gone.

    Raises:
        NotFound: it knows nothing of them.
    """
    gone = next((one for one in people_gone(connection) if one.id == customer_id), None)
    if gone is None:
        raise NotFound(_("This person is no longer in the journal."))
    people = frozenset((gone.id, *gone.parts))
    found = Remembered(_last_image(connection, gone.id), gone.deleted_at, people)
    for image in _images(connection, people):
        found.learn(image)
    found.alone -= found.shared
    return found


def _last_image(connection: Connection, customer_id: UUID) -> Customer:
    return next(
        image
        for image in _images(connection, {customer_id})
        if isinstance(image, Customer) and image.id == customer_id
    )


def _images(connection: Connection, ids: Collection[UUID]) -> Iterator[Record]:
    """Yield every image in which one of the ids stands, the newest first."""
    signs = [str(one) for one in ids]
    written = [sign.encode() for sign in signs]
    for step in _steps(connection, signs):
        for trace in reversed(step.traces):
            before = bytes(trace.before)
            if any(sign in before for sign in written) and (image := traced.image(trace)):
                yield image


def _steps(connection: Connection, signs: Sequence[str]) -> Iterator[_Step]:
    """Yield the steps, and pieces of steps, in which one of the signs stands; the newest first."""
    first = select(history.c.sequence, literal(0).label("place"))
    further = select(history_piece.c.sequence, history_piece.c.place)
    both = union_all(
        first.where(or_(*(history.c.traces.contains(sign) for sign in signs))),
        further.where(or_(*(history_piece.c.traces.contains(sign) for sign in signs))),
    ).subquery()
    query = select(both).order_by(both.c.sequence.desc(), both.c.place.desc())
    with connection.execute(query.execution_options(yield_per=_AT_ONCE)) as found:
        for sequence, place in found:
            yield _step(connection, sequence, place)


def _step(connection: Connection, sequence: int, place: int) -> _Step:
    query = select(history.c.at, history.c.action, history.c.traces)
    if place:
        query = select(history.c.at, history.c.action, history_piece.c.traces).join_from(
            history_piece, history, history.c.sequence == history_piece.c.sequence
        )
        query = query.where(history_piece.c.place == place)
    at, action, stored = connection.execute(query.where(history.c.sequence == sequence)).one()
    return _Step(at, action, traced.decode(stored))


def _like_now(connection: Connection, which: UUID) -> int | None:
    found = queries.customers_by_id(connection, [which])
    return likeness(found[which]) if found else None
