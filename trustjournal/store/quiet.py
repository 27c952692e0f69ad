"""Who is quiet, the one first whom it pays most to call; and how it stands with one person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from uuid import UUID

from sqlalchemy import Connection, select

from trustjournal.domain import rhythm
from trustjournal.domain.records import (
    Customer,
    TagRule,
)
from trustjournal.domain.rhythm import Flag, History, Rhythm, Silence
from trustjournal.store import queries
from trustjournal.store.rhythms import RhythmBook, book
from trustjournal.store.schema import customer, presence

REST = timedelta(days=7)
"""How long nobody is called a second time (models.md, section 3)."""

TELLING = 10
"""With fewer finished silences in the whole journal nobody's rhythm is known yet."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with one person; `known` and `silence` are None before their first contact.

    `chance` is the one to show for the silence, `longest_gap` the most days the owner lets pass.
    """

    customer: Customer
    known: History | None
    silence: Silence | None
    chance: float
    flag: Flag
    longest_gap: int | None

    @property
    def rank(self) -> float:
        """The chance that they come back within a month, times what they are worth in a year."""
        value = self.customer.yearly_value
        back = self.silence.back_within if self.silence else 0.0
        return back * (1.0 if value is None else float(value))


@dataclass(frozen=True, slots=True)
class Quiet:
    """Those whom a flag names, the most worth calling first.

    `reached` are those to whom the owner reached out in the last week, answered or not.
    `too_early` says that the journal has seen too little for anyone's rhythm; `in_touch` counts
    those who were ever in touch, and `nobody` says that the journal has no people at all.
    """

    standings: tuple[Standing, ...]
    reached: frozenset[UUID]
    rhythm: Rhythm
    in_touch: int
    too_early: bool
    nobody: bool


def quiet(connection: Connection, now: datetime, zone: tzinfo) -> Quiet:
    """Return who is quiet, gone quiet or past the owner's longest gap at the instant `now`."""
    found = book(connection, now, zone)
    flagged = [which for which in found.silences if found.flag(which) is not Flag.NONE]
    customers = queries.customers_by_id(connection, flagged)
    return Quiet(
        standings=tuple(_ranked(found, customers.values())),
        reached=_reached(connection, now, flagged),
        rhythm=found.rhythm,
        in_touch=len(found.histories),
        too_early=len(found.rhythm.finished) < TELLING,
        nobody=not queries.has_people(connection),
    )


def everyone(connection: Connection, now: datetime, zone: tzinfo) -> list[Standing]:
    """Return how it stands with all who were ever in touch, those a flag names first."""
    found = book(connection, now, zone)
    standings = _ranked(found, queries.customers_by_id(connection, found.histories).values())
    return sorted(standings, key=lambda one: one.flag is Flag.NONE)


def standing(
    connection: Connection, customer_id: UUID, now: datetime, zone: tzinfo
) -> tuple[Standing, Rhythm]:
    """Return how it stands with one person, and the rhythm of the whole journal.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    found = book(connection, now, zone)
    return _standing(found, queries.customer_by_id(connection, customer_id)), found.rhythm


def _reached(connection: Connection, now: datetime, who: Sequence[UUID]) -> frozenset[UUID]:
    query = select(presence.c.customer_id).where(
        presence.c.customer_id.in_(who), presence.c.happened_at.between(now - REST, now)
    )
    return frozenset(connection.execute(query).scalars())


def _standing(found: RhythmBook, who: Customer) -> Standing:
    silence = found.silences.get(who.id)
    return Standing(
        customer=who,
        known=found.history(who.id),
        silence=silence,
        chance=rhythm.chance(silence.normal, found.rhythm) if silence else 1.0,
        flag=found.flag(who.id),
        longest_gap=found.limits.get(who.id),
    )


def _ranked(found: RhythmBook, customers: Iterable[Customer]) -> list[Standing]:
    standings = [_standing(found, who) for who in customers]
    return sorted(standings, key=lambda one: (-one.rank, one.customer.name, one.customer.id))


@dataclass(frozen=True, slots=True)
class Limits:
    """What the owner may say about the longest silence, and has said: of one person, and by tag.

    `tags` are spelled as somebody wears them, those of the person first; `rules` go by folded tag.
    """

    customer: Customer | None
    tags: tuple[str, ...]
    rules: Mapping[str, TagRule]


def limits(connection: Connection, customer_id: UUID | None = None) -> Limits:
    """Return the longest silences of a person and of every tag in the journal.

    Raises:
        NotFound: the person is not, or no longer, in the journal.
    """
    who = None if customer_id is None else queries.customer_by_id(connection, customer_id)
    rules = {rule.tag.casefold(): rule for rule in queries.tag_rules(connection)}
    worn = connection.execute(select(customer.c.tags).distinct()).scalars()
    others = sorted({tag for tags in worn for tag in tags}, reverse=True)  # capitals come last
    known = {tag.casefold(): tag for tag in (*rules, *others)}
    own = {tag.casefold(): tag for tag in who.tags} if who else {}
    tags = own | {fold: tag for fold, tag in sorted(known.items()) if fold not in own}
    return Limits(who, tuple(tags.values()), rules)
