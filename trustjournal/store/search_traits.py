"""What somebody or something may have or be, as conditions of SQL: `has:phone`, `is:open`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, false, or_, select, type_coerce

from trustjournal.domain.choices import (
    CustomerKind,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
    WishStatus,
)
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    Promise,
    Record,
    Recovery,
    Touchpoint,
    Wish,
)
from trustjournal.domain.search_words import Part, State
from trustjournal.store.organising_tables import attachment
from trustjournal.store.schema import (
    check_in,
    customer,
    feedback,
    gesture,
    presence,
    promise,
    recovery,
    touchpoint,
    wish,
)
from trustjournal.store.search_sources import Source

_NO: ColumnElement[bool] = false()


def _filled(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return type_coerce(column, Text) != "[]"


def _named_in(
    column: ColumnElement[Any], key: ColumnElement[Any], *where: ColumnElement[bool]
) -> ColumnElement[bool]:
    return key.in_(select(column).where(column.is_not(None), *where))


_cadence = or_(check_in.c.every_days.is_not(None), check_in.c.due_on.is_not(None))
_PARTS: Mapping[type[Record], Mapping[Part, ColumnElement[bool]]] = {
    Customer: {
        Part.PHONE: _filled(customer.c.phones),
        Part.EMAIL: _filled(customer.c.emails),
        Part.ADDRESS: _filled(customer.c.addresses),
        Part.LINK: _filled(customer.c.links),
        Part.DATE: _filled(customer.c.dates),
        Part.TAG: _filled(customer.c.tags),
        Part.NOTE: customer.c.note != "",
        Part.PROMISE: _named_in(promise.c.customer_id, customer.c.id),
        Part.GESTURE: _named_in(gesture.c.customer_id, customer.c.id),
        Part.CADENCE: _named_in(check_in.c.customer_id, customer.c.id, _cadence),
        Part.FEEDBACK: _named_in(feedback.c.customer_id, customer.c.id),
        Part.ATTACHMENT: _named_in(attachment.c.customer_id, customer.c.id),
        Part.PHOTO: _named_in(attachment.c.customer_id, customer.c.id, attachment.c.is_photo),
        Part.REFERRAL: _named_in(customer.alias("sent").c.referred_by, customer.c.id),
    },
    Touchpoint: {
        Part.NOTE: touchpoint.c.note != "",
        Part.PROMISE: _named_in(promise.c.touchpoint_id, touchpoint.c.id),
        Part.ATTACHMENT: _named_in(attachment.c.touchpoint_id, touchpoint.c.id),
        Part.AMOUNT: touchpoint.c.amount.is_not(None),
    },
    Gesture: {Part.NOTE: gesture.c.note != "", Part.AMOUNT: gesture.c.cost.is_not(None)},
}

_complaint = touchpoint.c.kind == Kind.COMPLAINT
_waiting = and_(touchpoint.c.kind == Kind.ENQUIRY, touchpoint.c.answered_at.is_(None))
_settled = or_(recovery.c.checked_on.is_not(None), recovery.c.ended_on.is_not(None))
_STATES: Mapping[type[Record], Mapping[State, ColumnElement[bool]]] = {
    Customer: {
        State.HEART: customer.c.close_to_heart,
        State.SAMPLE: customer.c.is_sample,
        State.WAITING: customer.c.id.in_(
            select(presence.c.customer_id).where(
                presence.c.touchpoint_id.in_(select(touchpoint.c.id).where(_waiting))
            )
        ),
    },
    Touchpoint: {
        State.OPEN: and_(_complaint, touchpoint.c.resolved_at.is_(None)),
        State.DONE: and_(_complaint, touchpoint.c.resolved_at.is_not(None)),
        State.WAITING: _waiting,
    },
    Promise: {
        State.OPEN: promise.c.outcome.is_(None),
        State.DONE: promise.c.outcome.is_not(None),
    },
    Gesture: {
        State.OPEN: gesture.c.status != GestureStatus.GIVEN,
        State.DONE: gesture.c.status == GestureStatus.GIVEN,
    },
    Wish: {
        State.OPEN: wish.c.status != WishStatus.TOLD,
        State.DONE: wish.c.status == WishStatus.TOLD,
    },
    Recovery: {State.OPEN: ~_settled, State.DONE: _settled},
}


def has(part: object, source: Source) -> ColumnElement[bool]:
    """Return whether a record of the source has that part; never where its kind has none."""
    return _PARTS.get(source.kind, {}).get(part, _NO) if isinstance(part, Part) else _NO


def is_so(state: object, source: Source, today: date) -> ColumnElement[bool]:
    """Return whether a record of the source is in that state; never where its kind has none."""
    match state:
        case Stage() if source.kind is Customer:
            return customer.c.stage == state
        case CustomerKind() if source.kind is Customer:
            return customer.c.kind == state
        case GestureStatus() if source.kind is Gesture:
            return gesture.c.status == state
        case PromiseOutcome() if source.kind is Promise:
            return promise.c.outcome == state
        case State.OVERDUE if source.kind is CheckIn:
            return check_in.c.due_on < today
        case State.OVERDUE if source.kind in (Promise, Gesture):
            return and_(_STATES[source.kind][State.OPEN], source.table.c.due_on < today)
        case State():
            return _STATES.get(source.kind, {}).get(state, _NO)
        case _:
            return _NO
