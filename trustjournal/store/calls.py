"""Whose check-in is due, and what calling each of them is worth (models.md, section 3).

Bounded by what is due. Where more check-ins are due than `WEIGHED`, they are sifted first by what
is known without reading anybody's history: value, cadence and last touch. The chance that somebody
is still with us comes from their own last contacts and the rhythm that was last fitted to this
journal, or the medians of its prior while it was not: Today does not wait for that fit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, Connection, LargeBinary, String, func, literal, select
from sqlalchemy import type_coerce as raw

from trustjournal.domain import agenda, attention, giving, rhythm
from trustjournal.domain.agenda import Expected, Priority, Resting
from trustjournal.domain.attention import Reach
from trustjournal.domain.cadence import Cadence, Source
from trustjournal.domain.choices import Began, Kind, Stage
from trustjournal.domain.records import CheckIn, Preferences, Review
from trustjournal.domain.rhythm import History, Rhythm
from trustjournal.store import queries
from trustjournal.store.cadences import Planned, planned
from trustjournal.store.people import depths_as_set
from trustjournal.store.rhythms import PURCHASES, last_fitted
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import customer, presence, review, touchpoint
from trustjournal.store.types import Instant

WEIGHED = 200
"""How many check-ins are weighed with all that is known of them."""

REMEMBERED = 128
"""How many of somebody's last touches are read: their rhythm has forgotten what lies before."""

_EVER = datetime(1, 1, 1, tzinfo=UTC)
_MOMENT = timedelta(microseconds=1)
_NOT_YET_DEEP = 20.0  # the depth of a stranger, for sifting
_who = presence.c


@dataclass(frozen=True, slots=True)
class Calls:
    """Whose check-in is due: weighed, and sifted out; and who is not called today."""

    expected: tuple[Expected, ...]
    sifted_out: tuple[UUID, ...]
    resting: tuple[Resting, ...]
    unreached: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """One check-in that is due; `chosen_on` is the day for it that the owner named, if they did."""

    customer_id: UUID
    due_on: date
    cadence: Cadence
    days: int
    value: float
    last_on: date | None
    misses: int
    check_in: CheckIn | None = None
    review: Review | None = None
    chosen_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Touches:
    """Somebody's last touches: the days and what each did, and the days they came back on."""

    reaches: list[tuple[date, Reach]]
    contacts: set[date]


def calls(connection: Connection, now: datetime, zone: tzinfo) -> Calls:
    """Return whose check-in is due at the aware instant `now`; `zone` is the owner's."""
    now = now.astimezone(zone)
    today, preferences = now.date(), queries.preferences(connection)
    due = [*_planned(connection, now, zone, preferences), *_to_win_back(connection, now)]
    tried = _tried(connection, now, [one.customer_id for one in due if one.misses or one.review])
    open_to: list[_Due] = []
    resting: list[Resting] = []
    unreached: list[UUID] = []
    for one in (_with_tries(one, tried.get(one.customer_id, ())) for one in due):
        tried_on = max(tried.get(one.customer_id, ()), default=None) if one.misses else None
        until = attention.rests_until(tried_on, one.chosen_on, today)
        if attention.has_left(one.misses, tried_on, one.chosen_on):
            unreached.append(one.customer_id)
        elif until is not None:
            resting.append(Resting(one.customer_id, until))
        else:
            open_to.append(one)
    fitted = last_fitted(connection)
    guessed = {one.customer_id: _guess(one, fitted, preferences, today) for one in open_to}
    open_to.sort(key=lambda one: (one.chosen_on is None, -guessed[one.customer_id]))
    weighed = _weighed(connection, now, open_to[:WEIGHED], fitted, preferences)
    sifted_out = tuple(one.customer_id for one in open_to[WEIGHED:])
    return Calls(tuple(weighed), sifted_out, tuple(resting), tuple(unreached))


def made_today(connection: Connection, now: datetime) -> int:
    """Return to how many whose check-in was due the owner has reached out today, in vain or not.

    `now` is in the owner's zone. A check-in planned just once that a touch has ended is not known
    any more and does not count.
    """
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    today = select(touchpoint.c.id).where(touchpoint.c.happened_at.between(midnight, now))
    reached = select(_who.customer_id).where(_who.touchpoint_id.in_(today), _who.began == Began.US)
    ids = set(connection.execute(reached).scalars())
    last = queries.touched_at(customer.c.id, midnight - _MOMENT)
    before = connection.execute(select(customer.c.id, last).where(customer.c.id.in_(ids)))
    last_on = {who: at and at.astimezone(now.tzinfo).date() for who, at in before}
    found = planned(connection, now, now.tzinfo or UTC, customer_ids=ids)
    return sum(_was_due(one, last_on.get(one.who.id), now.date()) for one in found)


def _was_due(one: Planned, last_on: date | None, today: date) -> bool:
    """Return whether a check-in was due this morning, before it was moved by a touch."""
    every_days = one.cadence.every_days
    if every_days is None:
        return one.due_on is not None and one.due_on <= today
    return last_on is None or last_on + timedelta(days=every_days) <= today


def _planned(
    connection: Connection, now: datetime, zone: tzinfo, preferences: Preferences
) -> Iterator[_Due]:
    for one in planned(connection, now, zone, until=now.date()):
        if one.who.stage is Stage.LOST or one.due_on is None:
            continue
        yield _Due(
            customer_id=one.who.id,
            due_on=one.shows_on or one.due_on,
            cadence=one.cadence,
            days=one.cadence.every_days or preferences.default_cadence_days,
            value=_value(one.yearly_value),
            last_on=one.last_touch_at and one.last_touch_at.date(),
            misses=one.misses,
            check_in=one.check_in,
            chosen_on=one.chosen_on,
        )


def _to_win_back(connection: Connection, now: datetime) -> Iterator[_Due]:
    """Yield the lost whose day to be won back has come, unless they were in touch since."""
    query = (
        chosen(Review)
        .join(customer, customer.c.id == review.c.customer_id)
        .where(
            review.c.win_back_on <= now.date(),
            review.c.won_back_on.is_(None),
            customer.c.stage == Stage.LOST,
        )
        .order_by(review.c.lost_on, review.c.id)
    )
    newest = {one.customer_id: one for one in fetch(connection, Review, query)}
    who = customer.c
    last = queries.touched_at(who.id, now)
    known = connection.execute(select(who.id, who.yearly_value, last).where(who.id.in_(newest)))
    for customer_id, worth, last_at in known:
        one = newest[customer_id]
        last_on = last_at and last_at.astimezone(now.tzinfo).date()
        if one.win_back_on is None or (last_on is not None and last_on >= one.win_back_on):
            continue
        yield _Due(
            customer_id=customer_id,
            due_on=one.win_back_on,
            cadence=Cadence(None, None, Source.NONE),
            days=1,
            value=_value(worth),
            last_on=last_on,
            misses=0,
            review=one,
            chosen_on=one.win_back_on,
        )


def _tried(connection: Connection, now: datetime, ids: Iterable[UUID]) -> dict[UUID, list[date]]:
    """Return the days on which these customers were called in vain."""
    query = select(_who.customer_id, _who.happened_at).where(
        _who.customer_id.in_(tuple(ids)),
        _who.kind == Kind.MISSED_CALL,
        _who.began == Began.US,
        _who.happened_at <= now,
    )
    found: dict[UUID, list[date]] = {}
    for customer_id, at in connection.execute(query):
        found.setdefault(customer_id, []).append(at.astimezone(now.tzinfo).date())
    return found


def _with_tries(one: _Due, tried: Sequence[date]) -> _Due:
    """Count the calls in vain of a win-back since its day; of others they were counted before."""
    if one.review is None:
        return one
    return replace(one, misses=sum(day >= one.due_on for day in tried))


def _weighed(
    connection: Connection,
    now: datetime,
    due: Sequence[_Due],
    fitted: Rhythm,
    preferences: Preferences,
) -> Iterator[Expected]:
    ids, today = [one.customer_id for one in due], now.date()
    touches = _touches(connection, now, ids)
    depths = depths_as_set(connection, now, now.tzinfo or UTC, ids)
    people = queries.customers_by_id(connection, ids)
    asking = {one.customer_id for one in due if one.check_in is not None and one.check_in.is_ask}
    gifts = queries.gestures_of(connection, asking) if asking else []
    for one in due:
        who = one.customer_id
        given = [gift for gift in gifts if gift.customer_id == who]
        theirs = touches[who]
        known = rhythm.history(theirs.contacts) if theirs.contacts else None
        days = attention.days_since(theirs.reaches, today)
        worth = _worth(one, known, days, depths.of(who), fitted, preferences, today)
        yield Expected(
            customer=people[who],
            cadence=one.cadence,
            due_on=one.due_on,
            priority=worth,
            check_in=one.check_in,
            review=one.review,
            last_on=one.last_on,
            misses=one.misses,
            asks_from=giving.rests_until(given, today, preferences.no_ask_days),
            is_chosen=one.chosen_on is not None,
        )


def _touches(connection: Connection, now: datetime, ids: Sequence[UUID]) -> dict[UUID, _Touches]:
    """Return the last touches of each of some customers."""
    oldest = (
        select(_who.happened_at)
        .where(_who.customer_id == customer.c.id, _who.happened_at <= now)
        .order_by(_who.happened_at.desc())
        .offset(REMEMBERED - 1)
        .limit(1)
        .correlate(customer)
        .scalar_subquery()
    )
    # Taken as they lie in the file, because there are a hundred for each.
    query = (
        select(
            raw(_who.customer_id, LargeBinary),
            raw(_who.happened_at, BigInteger),
            raw(_who.began, String),
            raw(_who.kind, String),
        )
        .join_from(customer, presence, _who.customer_id == customer.c.id)
        .where(
            customer.c.id.in_(ids),
            _who.happened_at >= func.coalesce(oldest, literal(_EVER, Instant)),
            _who.happened_at <= now,
        )
    )
    found: defaultdict[object, _Touches] = defaultdict(lambda: _Touches([], set()))
    zone = now.tzinfo
    for key, at, began, kind in connection.execute(query):
        on = datetime.fromtimestamp(at // 1_000_000, zone).date()
        theirs, missed = found[key], kind == Kind.MISSED_CALL
        reached = Reach.REACHED if began == Began.US else Reach.THEIRS
        theirs.reaches.append((on, Reach.MISSED if missed else reached))
        if kind in PURCHASES or (began == Began.THEM and not missed):
            theirs.contacts.add(on)
    return {who: found[who if who in found else who.bytes] for who in ids}


def _guess(one: _Due, fitted: Rhythm, preferences: Preferences, today: date) -> float:
    """Return about what a call is worth, as if they came back in their cadence until the last."""
    if one.last_on is None:
        known, since = None, None
    else:
        known = rhythm.history_of_gaps((one.days, one.days), one.last_on)
        since = float((today - one.last_on).days)
    return _worth(one, known, since, _NOT_YET_DEEP, fitted, preferences, today).total


def _worth(
    one: _Due,
    known: History | None,
    days_since: float | None,
    depth: float,
    fitted: Rhythm,
    preferences: Preferences,
    today: date,
) -> Priority:
    """Return what a call is worth; who never came back by themselves is not about to leave.

    Who was never in touch counts as if they had been one cadence ago.
    """
    with_us, silence, usual_gap = 1.0, 0.0, 0.0
    if one.review is not None:
        with_us, silence = 0.0, 2.0 * (today - one.review.lost_on).days  # gone all that time
    elif known is not None:
        found = rhythm.silence(known, today, fitted)
        with_us, silence = found.with_us, found.days
        usual_gap = known.t / known.x if known.x else 0.0
    return agenda.priority(
        value=one.value,
        with_us=with_us,
        depth=depth,
        days=one.days if days_since is None else days_since,
        cadence=one.days,
        silence=silence,
        usual_gap=usual_gap,
        misses=one.misses,
        exponent=preferences.value_exponent,
    )


def _value(yearly: Decimal | None) -> float:
    return float(yearly or 1)
