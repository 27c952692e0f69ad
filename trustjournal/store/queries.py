"""Reading records: by id, by customer, and what is open."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from trustjournal.domain.capture import Person
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import (
    GestureStatus,
    Kind,
    Side,
)
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Preferences,
    Promise,
    Record,
    Recovery,
    Review,
    StageRule,
    TagRule,
    Touchpoint,
)
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.store.attachments import files_with
from trustjournal.store.rows import by_ids, chosen, fetch
from trustjournal.store.schema import (
    answer,
    check_in,
    customer,
    feedback,
    gesture,
    presence,
    promise,
    recovery,
    review,
    touchpoint,
)

R = TypeVar("R", bound=Record)


def preferences(connection: Connection) -> Preferences:
    """Return the journal's preferences, with their defaults where none were set yet."""
    return stored_preferences(connection) or Preferences(**identity())


def stored_preferences(connection: Connection) -> Preferences | None:
    """Return the journal's preferences, or None where none were set yet."""
    found = fetch(connection, Preferences, chosen(Preferences).limit(1))
    return found[0] if found else None


def customers(connection: Connection) -> list[Customer]:
    """Return everyone, by name."""
    return fetch(connection, Customer, chosen(Customer).order_by(func.lower(customer.c.name)))


def customers_by_id(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, Customer]:
    """Return those of the customers that exist, by id."""
    return by_ids(connection, Customer, ids)


def customer_by_id(connection: Connection, customer_id: UUID) -> Customer:
    """Return one customer.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    found = by_ids(connection, Customer, [customer_id])
    if not found:
        raise NotFound(_("This person is no longer in the journal."))
    return found[customer_id]


def referred(connection: Connection, customer_ids: Iterable[UUID]) -> list[Customer]:
    """Return whom these customers sent, by name."""
    wanted = customer.c.referred_by.in_(tuple(customer_ids))
    return fetch(
        connection, Customer, chosen(Customer).where(wanted).order_by(func.lower(customer.c.name))
    )


def has_people(connection: Connection) -> bool:
    """Return whether the journal holds anybody yet."""
    return connection.execute(select(customer.c.id).limit(1)).first() is not None


def samples(connection: Connection) -> list[Customer]:
    """Return the customers of the sample book, by name."""
    query = chosen(Customer).where(customer.c.is_sample).order_by(func.lower(customer.c.name))
    return fetch(connection, Customer, query)


def close_to_heart(connection: Connection) -> list[tuple[UUID, str]]:
    """Return id and name of those the owner marked so, by name."""
    query = select(customer.c.id, customer.c.name).where(customer.c.close_to_heart)
    found = connection.execute(query.order_by(func.lower(customer.c.name)))
    return [(which, name) for which, name in found]


def people(connection: Connection) -> list[Person]:
    """Return the names that the capture line knows."""
    query = select(customer.c.id, customer.c.name, customer.c.company)
    return [
        Person(which, name, (company,) if company else ())
        for which, name, company in connection.execute(query)
    ]


def touchpoints_by_id(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, Touchpoint]:
    """Return those of the touchpoints that exist, by id."""
    return by_ids(connection, Touchpoint, ids)


def touchpoints_of(connection: Connection, customer_id: UUID) -> list[Touchpoint]:
    """Return every touchpoint with one customer, newest first."""
    theirs = select(presence.c.touchpoint_id).where(presence.c.customer_id == customer_id)
    query = chosen(Touchpoint).where(touchpoint.c.id.in_(theirs))
    return fetch(
        connection, Touchpoint, query.order_by(touchpoint.c.happened_at.desc(), touchpoint.c.id)
    )


def touchpoints_with(connection: Connection, customer_ids: Iterable[UUID]) -> list[Touchpoint]:
    """Return every touchpoint with any of the customers, each once."""
    theirs = select(presence.c.touchpoint_id).where(presence.c.customer_id.in_(tuple(customer_ids)))
    return fetch(connection, Touchpoint, chosen(Touchpoint).where(touchpoint.c.id.in_(theirs)))


def touched_at(who: Any, now: datetime, *, first: bool = False) -> Any:
    """Return an expression: when each customer of the column `who` was last in touch, or first.

    One look-up in an index for each row; a missed call is no touch.
    """
    at = presence.c.happened_at
    touches = select(at).where(
        presence.c.customer_id == who, at <= now, presence.c.kind != Kind.MISSED_CALL
    )
    return touches.order_by(at if first else at.desc()).limit(1).scalar_subquery()


def last_touches(connection: Connection, now: datetime) -> dict[UUID, datetime]:
    """Return when each customer was last in touch."""
    found = connection.execute(select(customer.c.id, touched_at(customer.c.id, now)))
    return {who: at for who, at in found if at is not None}


def check_ins(connection: Connection) -> list[CheckIn]:
    """Return the check-ins of everyone."""
    return fetch(connection, CheckIn, chosen(CheckIn))


def check_ins_of(connection: Connection, customer_ids: Iterable[UUID]) -> dict[UUID, CheckIn]:
    """Return the check-ins of these customers, by customer."""
    query = chosen(CheckIn).where(check_in.c.customer_id.in_(tuple(customer_ids)))
    return {found.customer_id: found for found in fetch(connection, CheckIn, query)}


def promises(connection: Connection) -> list[Promise]:
    """Return every promise of both sides, the newest first."""
    return fetch(connection, Promise, chosen(Promise).order_by(promise.c.made_on.desc()))


def open_promises(connection: Connection) -> list[Promise]:
    """Return the owner's promises that have no outcome yet, the most urgent first."""
    query = chosen(Promise).where(promise.c.by == Side.US, promise.c.outcome.is_(None))
    return fetch(connection, Promise, query.order_by(promise.c.due_on, promise.c.made_on))


def promises_of(connection: Connection, customer_ids: Iterable[UUID]) -> list[Promise]:
    """Return every promise between these customers and the owner, newest first."""
    query = chosen(Promise).where(promise.c.customer_id.in_(tuple(customer_ids)))
    return fetch(connection, Promise, query.order_by(promise.c.made_on.desc()))


def promises_made_in(connection: Connection, touchpoint_ids: Iterable[UUID]) -> list[Promise]:
    """Return the promises that were made in these touchpoints."""
    query = chosen(Promise).where(promise.c.touchpoint_id.in_(tuple(touchpoint_ids)))
    return fetch(connection, Promise, query)


def gestures(connection: Connection) -> list[Gesture]:
    """Return every gesture, the next to give first."""
    return fetch(connection, Gesture, chosen(Gesture).order_by(gesture.c.due_on))


def open_gestures(connection: Connection) -> list[Gesture]:
    """Return the gestures that are not given yet."""
    query = chosen(Gesture).where(gesture.c.status != GestureStatus.GIVEN)
    return fetch(connection, Gesture, query.order_by(gesture.c.due_on))


def gestures_near(connection: Connection, until: date) -> list[Gesture]:
    """Return the gestures not given yet whose day, or the time to prepare, may come by `until`."""
    to_give = and_(gesture.c.status != GestureStatus.GIVEN, gesture.c.due_on.is_not(None))
    longest = connection.execute(select(func.max(gesture.c.lead_days)).where(to_give)).scalar_one()
    latest = until + timedelta(days=longest or 0)
    query = chosen(Gesture).where(to_give, gesture.c.due_on <= latest)
    return fetch(connection, Gesture, query.order_by(gesture.c.due_on))


def gestures_of(connection: Connection, customer_ids: Iterable[UUID]) -> list[Gesture]:
    """Return every gesture for these customers, and from them."""
    query = chosen(Gesture).where(gesture.c.customer_id.in_(tuple(customer_ids)))
    return fetch(connection, Gesture, query.order_by(gesture.c.due_on))


def answers(connection: Connection) -> list[Answer]:
    """Return what everyone told about needs and fairness, newest first."""
    return fetch(connection, Answer, chosen(Answer).order_by(answer.c.answered_at.desc()))


def answers_of(connection: Connection, customer_ids: Iterable[UUID]) -> list[Answer]:
    """Return what these customers told about needs and fairness, newest first."""
    query = chosen(Answer).where(answer.c.customer_id.in_(tuple(customer_ids)))
    return fetch(connection, Answer, query.order_by(answer.c.answered_at.desc()))


def tag_rules(connection: Connection) -> list[TagRule]:
    """Return what the owner expects of people with a tag."""
    return fetch(connection, TagRule, chosen(TagRule))


def stage_rules(connection: Connection) -> list[StageRule]:
    """Return what the owner expects of people whose trust is at a stage."""
    return fetch(connection, StageRule, chosen(StageRule))


def feedback_of(connection: Connection, customer_ids: Iterable[UUID]) -> list[Feedback]:
    """Return what these customers said about the business, newest first."""
    query = chosen(Feedback).where(feedback.c.customer_id.in_(tuple(customer_ids)))
    return fetch(connection, Feedback, query.order_by(feedback.c.heard_on.desc(), feedback.c.id))


def recoveries_of(connection: Connection, customer_ids: Iterable[UUID]) -> list[Recovery]:
    """Return what was to be put right with these customers, newest first."""
    query = chosen(Recovery).where(recovery.c.customer_id.in_(tuple(customer_ids)))
    return fetch(connection, Recovery, query.order_by(recovery.c.noticed_at.desc(), recovery.c.id))


def recoveries_from(connection: Connection, touchpoint_ids: Iterable[UUID]) -> list[Recovery]:
    """Return what these complaints set going."""
    query = chosen(Recovery).where(recovery.c.touchpoint_id.in_(tuple(touchpoint_ids)))
    return fetch(connection, Recovery, query)


def came_of(connection: Connection, touchpoint_id: UUID) -> list[Promise | Recovery | Attachment]:
    """Return promises made in a touchpoint, recoveries it set going, and files kept with it."""
    which = [touchpoint_id]
    came = [*promises_made_in(connection, which), *recoveries_from(connection, which)]
    return [*came, *files_with(connection, touchpoint_id)]


def reviews_of(connection: Connection, customer_ids: Iterable[UUID]) -> list[Review]:
    """Return how the loss of these customers was looked back at, newest first."""
    query = chosen(Review).where(review.c.customer_id.in_(tuple(customer_ids)))
    return fetch(connection, Review, query.order_by(review.c.lost_on.desc(), review.c.id))


def all_of(connection: Connection, kind: type[R]) -> list[R]:
    """Return every record of a kind of which there are few."""
    return fetch(connection, kind, chosen(kind))
