"""Who is quiet, the one first whom it pays most to call; and how it stands with one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain import rhythm
from trustjournal.domain.records import Customer
from trustjournal.domain.rhythm import Flag, History, Silence
from trustjournal.store import queries
from trustjournal.store.rhythms import RhythmBook, book

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

    `too_early` says that the journal has seen too little for anyone's rhythm; `in_touch` counts
    those who were ever in touch.
    """

    standings: tuple[Standing, ...]
    in_touch: int
    too_early: bool


def quiet(connection: Connection, now: datetime, zone: tzinfo) -> Quiet:
    """Return who is quiet, gone quiet or past the owner's longest gap at the instant `now`."""
    found = book(connection, now, zone)
    flagged = [which for which in found.silences if found.flag(which) is not Flag.NONE]
    customers = queries.customers_by_id(connection, flagged)
    return Quiet(
        standings=tuple(_ranked(found, customers.values())),
        in_touch=len(found.histories),
        too_early=len(found.rhythm.finished) < TELLING,
    )


def everyone(connection: Connection, now: datetime, zone: tzinfo) -> list[Standing]:
    """Return how it stands with all who were ever in touch, those a flag names first."""
    found = book(connection, now, zone)
    standings = _ranked(found, queries.customers_by_id(connection, found.histories).values())
    return sorted(standings, key=lambda one: one.flag is Flag.NONE)


def standing(connection: Connection, customer_id: UUID, now: datetime, zone: tzinfo) -> Standing:
    """Return how it stands with one person.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    return _standing(book(connection, now, zone), queries.customer_by_id(connection, customer_id))


def _standing(found: RhythmBook, customer: Customer) -> Standing:
    silence = found.silences.get(customer.id)
    return Standing(
        customer=customer,
        known=found.history(customer.id),
        silence=silence,
        chance=rhythm.chance(silence.normal, found.rhythm) if silence else 1.0,
        flag=found.flag(customer.id),
        longest_gap=found.limits.get(customer.id),
    )


def _ranked(found: RhythmBook, customers: Iterable[Customer]) -> list[Standing]:
    standings = [_standing(found, customer) for customer in customers]
    return sorted(standings, key=lambda one: (-one.rank, one.customer.name, one.customer.id))
