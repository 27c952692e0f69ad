"""Who needs the owner today, read from a journal: duties, then the check-ins that fit the day."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID

from sqlalchemy import Connection, Text, or_, select, type_coerce

from trustjournal.domain import agenda, waiting
from trustjournal.domain.agenda import Card, CardKind, Deck, Waits
from trustjournal.domain.choices import Kind, Side, Stage
from trustjournal.domain.occasions import next_on
from trustjournal.domain.records import Promise
from trustjournal.domain.waiting import FreeDays
from trustjournal.store import calls, queries
from trustjournal.store.recoveries import open_complaints, open_recoveries
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import customer, presence, promise
from trustjournal.store.waiting import waiting as waiting_enquiries

_OWED = (CardKind.PROMISE, CardKind.GESTURE)


def deck(connection: Connection, now: datetime, zone: tzinfo, *, free_days: FreeDays) -> Deck:
    """Return the deck at the aware instant `now`; `zone` is where the owner's days begin.

    `free_days` gives the public holidays of a country; it is asked only while somebody waits for
    an answer. Who has had a call today takes one of the day's places.
    """
    now = now.astimezone(zone)
    today = now.date()
    found = calls.calls(connection, now, zone)
    places = queries.preferences(connection).check_ins_a_day - calls.made_today(connection, now)
    taken, behind = agenda.fitting(found.expected, places)
    cards = [agenda.expected_card(one, today) for one in taken]
    return Deck(
        cards=(*_duties(connection, now, zone, free_days), *cards),
        waiting_behind=(*(one.customer.id for one in behind), *found.sifted_out),
        resting=found.resting,
        unreached=found.unreached,
    )


def _duties(connection: Connection, now: datetime, zone: tzinfo, free_days: FreeDays) -> list[Card]:
    today = now.date()
    near = queries.customers_by_id(connection, _with_a_date_near(connection, today))
    greeted = _in_touch_today(connection, tuple(near), now)
    cards = agenda.duties(
        recoveries=open_recoveries(connection),
        complaints=open_complaints(connection, now),
        enquiries=_waits(connection, now, zone, free_days),
        promises=[*queries.open_promises(connection), *_overdue_to_us(connection, today)],
        gestures=queries.gestures_near(connection, today),
        celebrated=[who for who in near.values() if who.id not in greeted],
        now=now,
    )
    lost = _lost(connection, {card.customer_id for card in cards})
    return [card for card in cards if card.kind in _OWED or card.customer_id not in lost]


def _lost(connection: Connection, ids: Collection[UUID]) -> set[UUID]:
    """Return who of these was lost: only what is owed to them stays, until they come back."""
    query = select(customer.c.id).where(customer.c.id.in_(ids), customer.c.stage == Stage.LOST)
    return set(connection.execute(query).scalars())


def _waits(connection: Connection, now: datetime, zone: tzinfo, free_days: FreeDays) -> list[Waits]:
    enquiries = waiting_enquiries(connection, now)
    if not enquiries:
        return []
    said = queries.preferences(connection)
    years = range(enquiries[0].happened_at.year, now.year + 2)
    free = free_days(said.country, said.region, years) if said.country else frozenset[date]()
    hours = waiting.hours_of(said, free)
    due = [(one, waiting.deadline(one, said.answer_hours, hours, zone)) for one in enquiries]
    return [Waits(one, at, waiting.sentence(one, now, at, hours)) for one, at in due]


def _overdue_to_us(connection: Connection, today: date) -> list[Promise]:
    """Return what customers said they would do by a day that has passed."""
    query = chosen(Promise).where(
        promise.c.by == Side.THEM, promise.c.outcome.is_(None), promise.c.due_on < today
    )
    return fetch(connection, Promise, query.order_by(promise.c.due_on, promise.c.id))


def _with_a_date_near(connection: Connection, today: date) -> list[UUID]:
    """Return whose important date is near; the month, as packed, narrows it down first."""
    months = {(today + timedelta(days=ahead)).month for ahead in range(agenda.DATES_AHEAD + 1)}
    packed = type_coerce(customer.c.dates, Text)
    query = select(customer.c.id, customer.c.dates).where(
        or_(*(packed.like(f'%"month":{month},%') for month in months))
    )
    return [
        which
        for which, dates in connection.execute(query)
        if any((next_on(one, today) - today).days <= agenda.DATES_AHEAD for one in dates)
    ]


def _in_touch_today(
    connection: Connection, customer_ids: Sequence[UUID], now: datetime
) -> Collection[UUID]:
    """Return who of the customers has been in touch since midnight."""
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    query = select(presence.c.customer_id).where(
        presence.c.customer_id.in_(customer_ids),
        presence.c.happened_at.between(midnight, now),
        presence.c.kind != Kind.MISSED_CALL,
    )
    return set(connection.execute(query).scalars())
