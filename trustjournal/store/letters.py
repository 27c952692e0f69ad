"""Reading what letters need: templates, what each person did last, and notes not sent yet."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from trustjournal.domain.changes import identity
from trustjournal.domain.choices import GestureKind, GestureStatus, Kind, Side
from trustjournal.domain.letter_words import DESERVES_THANKS, STARTERS, TALKS
from trustjournal.domain.letters import Addressee, addressee
from trustjournal.domain.records import Customer, Gesture, Preferences, Template, Touchpoint
from trustjournal.store import queries
from trustjournal.store.rows import by_ids, chosen, fetch
from trustjournal.store.schema import customer, gesture, presence, template, touchpoint


def templates(connection: Connection) -> list[Template]:
    """Return the journal's own templates, by title."""
    return fetch(connection, Template, chosen(Template).order_by(func.lower(template.c.title)))


def offered_templates(connection: Connection) -> list[Template]:
    """Return the journal's own templates, or those that come with the program where it has none."""
    return templates(connection) or [
        Template(**identity(), title=one.title, subject=one.subject, text=one.text)
        for one in STARTERS
    ]


def addressees(
    connection: Connection, ids: Sequence[UUID], now: datetime, zone: tzinfo
) -> list[Addressee]:
    """Return those of the people that are in the journal, in order, as a letter needs them."""
    owner = queries.preferences(connection)
    people = queries.customers_by_id(connection, ids)
    return [_addressee(connection, people[one], owner, now, zone) for one in ids if one in people]


def unsent(connection: Connection) -> list[tuple[Gesture, Customer]]:
    """Return the notes that are written and not given yet, the oldest first."""
    query = chosen(Gesture).where(
        gesture.c.kind == GestureKind.NOTE,
        gesture.c.status != GestureStatus.GIVEN,
        gesture.c.by == Side.US,
        gesture.c.text != "",
    )
    notes = fetch(connection, Gesture, query.order_by(gesture.c.id))
    people = queries.customers_by_id(connection, (note.customer_id for note in notes))
    return [(note, people[note.customer_id]) for note in notes]


def gesture_by_id(connection: Connection, gesture_id: UUID) -> Gesture | None:
    """Return a gesture as it is now, None where it is no longer in the journal."""
    return by_ids(connection, Gesture, [gesture_id]).get(gesture_id)


def _addressee(
    connection: Connection, who: Customer, owner: Preferences, now: datetime, zone: tzinfo
) -> Addressee:
    thanked = _newest(connection, who.id, DESERVES_THANKS, now)
    done = thanked or _newest(connection, who.id, TALKS, now, noted=True)
    last = connection.execute(select(queries.touched_at(who.id, now))).scalar()
    thanked_on = thanked.happened_at.astimezone(zone).date() if thanked else None
    return addressee(
        who,
        owner,
        now.astimezone(zone).date(),
        last_touch_on=last.astimezone(zone).date() if last else None,
        done=done,
        sent=_newest_sent(connection, who.id, thanked_on),
        zone=zone,
    )


def _newest(
    connection: Connection,
    customer_id: UUID,
    kinds: Iterable[Kind],
    now: datetime,
    *,
    noted: bool = False,
) -> Touchpoint | None:
    """Return somebody's newest touch of these kinds, with a note where it has to be `noted`."""
    query: Any = select(presence.c.touchpoint_id).where(
        presence.c.customer_id == customer_id,
        presence.c.kind.in_(tuple(kinds)),
        presence.c.happened_at <= now,
    )
    if noted:
        query = query.join(touchpoint, touchpoint.c.id == presence.c.touchpoint_id).where(
            touchpoint.c.note != ""
        )
    which = connection.execute(query.order_by(presence.c.happened_at.desc()).limit(1)).scalar()
    return queries.touchpoints_by_id(connection, [which])[which] if which else None


def _newest_sent(
    connection: Connection, customer_id: UUID, thanked_on: date | None
) -> Customer | None:
    """Return whom somebody referred last, unless they did something greater since."""
    query = chosen(Customer).where(customer.c.referred_by == customer_id)
    if thanked_on is not None:
        query = query.where(customer.c.since >= thanked_on)
    newest = (customer.c.since.is_(None), customer.c.since.desc(), customer.c.id.desc())
    return next(iter(fetch(connection, Customer, query.order_by(*newest).limit(1))), None)
