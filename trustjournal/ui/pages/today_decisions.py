"""What the deeds of Today write: each is decided on the worker, on records read anew."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain import recovery as playbook
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Gesture, Promise, Record, Recovery, Review, Touchpoint
from trustjournal.domain.recovery import Step
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.services import check_ins, gestures, promises, recovery, reviews, touchpoints
from trustjournal.store import queries
from trustjournal.store.rows import by_ids
from trustjournal.ui.widgets.capture_saving import LineToLog

R = TypeVar("R", bound=Record)


def put_off(card: Card, day: date, words: str, today: date, connection: Connection) -> Changeset:
    """Leave what a card asks for until a day; a check-in keeps the words that say why.

    With somebody who was lost it is the day to win them back that moves.

    Raises:
        InvalidEntry: that day cannot be.
        NotFound: it is no longer in the journal.
    """
    if card.kind is CardKind.PROMISE:
        return promises.renegotiate_promise(_fresh(connection, Promise, card.record_id), day, today)
    if card.kind is CardKind.GESTURE:
        gesture = _fresh(connection, Gesture, card.record_id)
        return gestures.edit_gesture(gesture, today=today, due_on=day)
    if card.kind is CardKind.WAITING:
        enquiry = _fresh(connection, Touchpoint, card.record_id)
        return touchpoints.told_until(enquiry, day, today)
    if card.kind is CardKind.UNEASE:
        return _move_step(card, day, today, connection)
    lost = by_ids(connection, Review, () if card.record_id is None else (card.record_id,))
    for review in lost.values():
        return reviews.review_loss(
            queries.customer_by_id(connection, card.customer_id),
            review,
            queries.stored_preferences(connection),
            today=today,
            reason=review.reason,
            win_back_on=day,
        )
    existing = queries.check_ins_of(connection, [card.customer_id]).get(card.customer_id)
    return check_ins.leave_in_peace(card.customer_id, existing, day, today, words)


def keep(promise_id: UUID, today: date, connection: Connection) -> Changeset:
    """Say that a promise is kept."""
    return promises.keep_promise(_fresh(connection, Promise, promise_id), today)


def give(gesture_id: UUID | None, today: date, connection: Connection) -> Changeset:
    """Say that a gesture is given."""
    return gestures.give_gesture(_fresh(connection, Gesture, gesture_id), today, today=today)


def answer(enquiry_id: UUID | None, now: datetime, connection: Connection) -> Changeset:
    """Say that whoever waits has their answer."""
    enquiry = _fresh(connection, Touchpoint, enquiry_id)
    theirs = queries.check_ins_of(connection, enquiry.customer_ids)
    return touchpoints.answer_enquiry(enquiry, now, now=now, check_ins=theirs)


def answer_by_phone(line: LineToLog, enquiry_id: UUID | None, connection: Connection) -> Changeset:
    """Log a call with whoever waits, which is their answer.

    Where they have it by then, or what they asked is gone, the call alone is logged.
    """
    called = line.decide(connection)
    enquiry = by_ids(connection, Touchpoint, () if enquiry_id is None else (enquiry_id,))
    if not any(one.answered_at is None for one in enquiry.values()):
        return called
    known = {change.record.id for change in called.changes}
    answered = answer(enquiry_id, line.now, connection)
    others = (change for change in answered.changes if change.record.id not in known)
    return Changeset(_("Answer an enquiry by phone"), (*called.changes, *others))


def do_next_step(card: Card, now: datetime, connection: Connection) -> Changeset:
    """Do the next step of what is put right; a complaint that nobody took up is taken up first.

    Raises:
        InvalidEntry: it is over.
        NotFound: it is no longer in the journal.
    """
    known = _recovery(connection, card)
    if known is None:
        complaint = _fresh(connection, Touchpoint, card.record_id)
        return recovery.start_recovery(complaint, now.date())
    source = known.touchpoint_id
    complaints = () if source is None else (source,)
    return recovery.do_step(
        known,
        playbook.next_step(known) or Step.CHECK_BACK,
        now.date(),
        now=now,
        complaint=queries.touchpoints_by_id(connection, complaints).get(source) if source else None,
        others=queries.recoveries_from(connection, complaints),
    )


def _move_step(card: Card, day: date, today: date, connection: Connection) -> Changeset:
    known = _recovery(connection, card)
    if known is not None:
        return recovery.move_step(known, day, today)
    begun = recovery.start_recovery(_fresh(connection, Touchpoint, card.record_id), today)
    moved = (
        Change.create(replace(change.after, next_on=day))
        for change in begun.changes
        if isinstance(change.after, Recovery)
    )
    return Changeset(begun.label, tuple(moved))


def _recovery(connection: Connection, card: Card) -> Recovery | None:
    """Return what is being put right, None where the card is of a complaint that nobody took up."""
    ids = () if card.record_id is None else (card.record_id,)
    return next(iter(by_ids(connection, Recovery, ids).values()), None)


def _fresh(connection: Connection, kind: type[R], record_id: UUID | None) -> R:
    found = by_ids(connection, kind, () if record_id is None else (record_id,))
    if record_id is None or record_id not in found:
        raise NotFound(_("This is no longer in the journal."))
    return found[record_id]
