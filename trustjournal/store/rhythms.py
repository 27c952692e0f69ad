"""The rhythm of everyone: who is quiet and who has gone quiet, as of now.

What is read from a journal once is kept in memory and brought up to date from the history, so
that after one new touchpoint only the people in it are read again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Connection, LargeBinary, Text, and_, or_, select
from sqlalchemy import type_coerce as raw

from trustjournal.domain import rhythm
from trustjournal.domain.cadence import cadence_of
from trustjournal.domain.choices import (
    Began,
    Kind,
    Stage,
)
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.rhythm import Flag, History, Rhythm, Silence
from trustjournal.store import history, queries
from trustjournal.store.people import depths_as_set
from trustjournal.store.schema import customer, presence
from trustjournal.store.types import microseconds

PURCHASES = frozenset(
    {Kind.ORDER, Kind.RENEWAL, Kind.RENEWAL_LATE, Kind.EXPANSION, Kind.LEAP_OF_FAITH}
)
"""Kinds in which a customer comes back whoever began; a missed call is no contact."""

REFIT_SHARE = 0.05
"""The rhythm of the whole journal is fitted again once so many of its gaps may have changed.

A twentieth more gaps moves its parameters by less than their own uncertainty. Each month it is
fitted again as well, because silences that go on tell something too. What is said of one person
comes from their own history, which is always read up to now.
"""

_READ_ANEW = 2_000  # people; above that reading everyone is quicker than reading some
_PART = 2_000  # rows
_DAY = 86_400_000_000
_EPOCH = date(1970, 1, 1)
_who = presence.c
_COUNTS = or_(
    and_(_who.began == Began.THEM, _who.kind != Kind.MISSED_CALL),
    _who.kind.in_(tuple(PURCHASES)),
)


@dataclass(frozen=True, slots=True)
class RhythmBook:
    """How it stands with everyone who was ever in touch, on the day `today`.

    `limits` are the most days of silence that the owner lets pass, for those who have one.
    """

    today: date
    rhythm: Rhythm
    histories: Mapping[UUID, History]
    silences: Mapping[UUID, Silence]
    limits: Mapping[UUID, int]
    lost: frozenset[UUID]

    def history(self, customer_id: UUID) -> History | None:
        """Return what is kept of their contacts, None before the first."""
        return self.histories.get(customer_id)

    def flag(self, customer_id: UUID) -> Flag:
        """Return what their silence asks for; nothing of who is lost or was never in touch."""
        silence = self.silences.get(customer_id)
        if silence is None or customer_id in self.lost:
            return Flag.NONE
        return rhythm.flag(silence, self.limits.get(customer_id))


@dataclass(slots=True)
class _Kept:
    """What is known of one open journal.

    `ahead` has when the next contact is to come, of those with one, in microseconds; `stale` are
    those read since `book` was made.
    """

    zone: tzinfo
    now: datetime
    sequence: int
    histories: dict[UUID, History]
    ahead: dict[UUID, int]
    rhythm: Rhythm = field(default_factory=Rhythm)
    fitted_on: date | None = None
    changes: int = 0
    stale: set[UUID] = field(default_factory=set[UUID])
    book: RhythmBook | None = None


_journals: WeakKeyDictionary[Any, _Kept] = WeakKeyDictionary()
_turn = Lock()


def book(connection: Connection, now: datetime, zone: tzinfo) -> RhythmBook:
    """Return how it stands with everyone at the aware instant `now`.

    `zone` is where the owner's days begin. On a day before the last one asked for, as after the
    clock was set back, the journal is read anew, with only what had happened by then; earlier on
    the same day the answer is that of the last one.
    """
    now = now.astimezone(zone)
    with _turn:
        kept = _journals.get(connection.dialect)
        if kept is None or _must_read_all(connection, kept, now, zone):
            kept = _journals[connection.dialect] = _read_all(connection, now, zone)
        else:
            _bring_up_to(connection, kept, max(now, kept.now))
        return _look(connection, kept)


def last_fitted(connection: Connection) -> Rhythm:
    """Return the rhythm as it was last fitted to this journal, or the prior's medians before."""
    kept = _journals.get(connection.dialect)
    return kept.rhythm if kept is not None else Rhythm()


def _look(connection: Connection, kept: _Kept) -> RhythmBook:
    today = kept.now.date()
    limits, lost = _said_by_owner(connection, kept.now, kept.zone)
    before = kept.book
    if before is None or before.today != today or kept.stale:
        _refit(kept)
        histories = dict(kept.histories)
        silences = _scored(kept, before, today)
        kept.book = RhythmBook(today, kept.rhythm, histories, silences, limits, lost)
        kept.stale.clear()
        return kept.book
    if (before.limits, before.lost) != (limits, lost):
        before = kept.book = replace(before, limits=limits, lost=lost)
    return before


def _scored(kept: _Kept, before: RhythmBook | None, today: date) -> dict[UUID, Silence]:
    """Return everyone's silence; where only some were read since, the others stay as they are."""
    if before is None or before.today != today or before.rhythm is not kept.rhythm:
        return rhythm.silences(kept.histories, today, kept.rhythm)
    silences = {who: one for who, one in before.silences.items() if who not in kept.stale}
    some = {who: kept.histories[who] for who in kept.stale if who in kept.histories}
    return silences | rhythm.silences(some, today, kept.rhythm)


def _refit(kept: _Kept) -> None:
    """Fit the rhythm of the journal again where enough has changed since the last fit."""
    today, before = kept.now.date(), kept.fitted_on
    same_month = before is not None and (before.year, before.month) == (today.year, today.month)
    if same_month and kept.changes <= REFIT_SHARE * len(kept.rhythm.finished):
        return
    kept.rhythm = rhythm.fit(kept.histories.values(), today)
    kept.fitted_on, kept.changes = today, 0


def _must_read_all(connection: Connection, kept: _Kept, now: datetime, zone: tzinfo) -> bool:
    return (
        kept.zone != zone
        or now.date() < kept.now.date()
        or history.is_long_since(connection, kept.sequence)
    )


def _read_all(connection: Connection, now: datetime, zone: tzinfo) -> _Kept:
    sequence = history.last_sequence(connection)
    histories, ahead = _read(connection, now, zone)
    return _Kept(zone, now, sequence, histories, ahead)


def _bring_up_to(connection: Connection, kept: _Kept, now: datetime) -> None:
    """Read again those whom the history names since, and those whose contacts lay ahead."""
    kept.now = now
    sequence, limit = history.last_sequence(connection), microseconds(now)
    touched = {who for who, instant in kept.ahead.items() if instant <= limit}
    if sequence != kept.sequence:
        touched |= _touched(connection, kept.sequence)
    if len(touched) > _READ_ANEW:
        kept.histories, kept.ahead = _read(connection, now, kept.zone)
        kept.book = None
    elif touched:
        found, ahead = _read(connection, now, kept.zone, touched)
        for customer_id in touched:
            kept.histories.pop(customer_id, None)
            kept.ahead.pop(customer_id, None)
        kept.histories.update(found)
        kept.ahead.update(ahead)
    kept.sequence = sequence  # last, so that what a failure left unread is read the next time
    kept.changes += len(touched)
    kept.stale |= touched


def _touched(connection: Connection, sequence: int) -> set[UUID]:
    """Return who was in a touchpoint that changed after an entry of the history, or is now."""
    ids, before = history.changed_since(connection, sequence, Touchpoint)
    touched = {which for image in before for which in image.customer_ids}
    now = queries.touchpoints_by_id(connection, ids).values()
    return touched.union(*(image.customer_ids for image in now))


def _said_by_owner(
    connection: Connection, now: datetime, zone: tzinfo
) -> tuple[dict[UUID, int], frozenset[UUID]]:
    """Return the longest gap the owner allows whom, by their cadence, and who was lost by then."""
    tags = [rule for rule in queries.tag_rules(connection) if rule.longest_gap_days]
    stages = [rule for rule in queries.stage_rules(connection) if rule.longest_gap_days]
    columns = customer.c
    query = select(
        columns.id, columns.stage, columns.lost_on, columns.longest_gap_days, columns.tags
    )
    asked = [columns.stage == Stage.LOST, columns.longest_gap_days.is_not(None)]
    if tags:
        asked.append(raw(columns.tags, Text) != "[]")
    if not stages:
        query = query.where(or_(*asked))
    depths = depths_as_set(connection, now, zone, None if stages else [])
    limits: dict[UUID, int] = {}
    lost: set[UUID] = set()
    rows: list[Any] = list(connection.execute(query))
    for who in rows:
        if who.stage is Stage.LOST and (who.lost_on is None or who.lost_on <= now.date()):
            lost.add(who.id)
        said = cadence_of(who, None, tags, stages, depths.of(who.id)).longest_gap_days
        if said is not None:
            limits[who.id] = said
    return limits, frozenset(lost)


def _read(
    connection: Connection,
    now: datetime,
    zone: tzinfo,
    customer_ids: Collection[UUID] | None = None,
) -> tuple[dict[UUID, History], dict[UUID, int]]:
    """Return what is kept of the contacts until `now`, and when the next comes, where one does."""
    wanted = _COUNTS if customer_ids is None else and_(_COUNTS, _who.customer_id.in_(customer_ids))
    query = (
        select(raw(_who.customer_id, LargeBinary), raw(_who.happened_at, BigInteger))
        .where(wanted)
        .order_by(_who.customer_id, _who.happened_at)
    )
    limit = microseconds(now)
    days: dict[Any, list[int]] = {}
    ahead: dict[UUID, int] = {}
    # In parts, because the window would stand still while a million rows are handed over at once.
    for rows in connection.execute(query).partitions(_PART):
        ordinals = _local_days([instant for _key, instant in rows], zone)
        for (key, instant), day in zip(rows, ordinals, strict=True):
            if instant > limit:
                ahead.setdefault(_as_id(key), instant)
                continue
            theirs = days.setdefault(key, [])
            if not theirs or theirs[-1] != day:
                theirs.append(day)
    return {_as_id(key): _history(theirs) for key, theirs in days.items()}, ahead


def _history(days: Sequence[int]) -> History:
    gaps = tuple(later - earlier for earlier, later in pairwise(days))
    return rhythm.history_of_gaps(gaps, date.fromordinal(days[-1]))


def _as_id(key: Any) -> UUID:
    return UUID(bytes=key) if isinstance(key, bytes) else key


def _local_days(instants: Sequence[int], zone: tzinfo) -> list[int]:
    """Return the ordinal of the local day of each instant, given in microseconds since 1970.

    Days begin at the midnights of the zone; looking them up is some hundred times quicker than
    converting a million instants one by one.
    """
    import numpy as np

    found = np.array(instants, dtype=np.int64)
    utc = np.unique(found // _DAY) + _EPOCH.toordinal()
    near = {int(day) + off for day in utc for off in (-1, 0, 1)}
    ordinals = sorted(day for day in near if 1 <= day <= date.max.toordinal())
    midnights = np.array([_midnight(day, zone) for day in ordinals], dtype=np.int64)
    places = np.searchsorted(midnights, found, side="right") - 1
    return np.array(ordinals, dtype=np.int64)[np.maximum(places, 0)].tolist()


@lru_cache(1 << 15)
def _midnight(day: int, zone: tzinfo) -> int:
    return microseconds(datetime.combine(date.fromordinal(day), time(), zone))
