"""Decides what a touchpoint brings with it: people, promises, tags, what is to be put right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from trustjournal.domain import words
from trustjournal.domain.cadence import local_day
from trustjournal.domain.capture import Draft, PieceKind
from trustjournal.domain.changes import Change, Changeset, new_id, new_revision
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Promise,
    Recovery,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.i18n import _, ngettext
from trustjournal.services import check_ins as check_in_service
from trustjournal.services import recovery
from trustjournal.services.amounts import check_amount
from trustjournal.services.customers import tags_with
from trustjournal.services.promises import new_promise

CLOCK_TOLERANCE = timedelta(minutes=1)
"""How far ahead of this computer's clock an instant may be."""

EARLIEST_YEAR = 1900


def log_touchpoint(
    draft: Draft,
    *,
    customers: Mapping[UUID, Customer],
    check_ins: Mapping[UUID, CheckIn],
    now: datetime,
    zone: str,
    new_people: Sequence[Customer] = (),
    recoveries: Iterable[Recovery] = (),
    more: Mapping[str, Any] | None = None,
) -> Changeset:
    """Log what the capture line said, with all that follows from it.

    `customers` and `check_ins` are those of the people named, by customer, `recoveries` what is
    still to be put right with them; `now` is aware, `zone` the owner's. `new_people` answer to the
    draft's unknown names, `more` are fields that no line can say. Promises are made to the first
    person named; a complaint is to be put right with everyone.

    Raises:
        InvalidEntry: nobody is named, a name is ambiguous or unknown, or it lies ahead.
        NotFound: someone named has left the journal.
    """
    _check_names(draft, new_people)
    known = [_known(customers, customer_id) for customer_id in dict.fromkeys(draft.customer_ids)]
    created = [replace(person, tags=tags_with(person.tags, draft.tags)) for person in new_people]
    everyone = [*created, *known] if _newcomer_leads(draft) else [*known, *created]
    said = _from_draft(draft, everyone, now, zone)
    touchpoint = _checked(replace(said, **(more or {})), now)
    label = _("Log a touchpoint with {people}").format(
        people=words.people([person.name for person in everyone])
    )
    changes = (
        *(Change.create(person) for person in created),
        Change.create(touchpoint),
        *(Change.create(promise) for promise in _promises(draft, touchpoint)),
        *_tagged(known, draft.tags),
        *_moved(touchpoint, check_ins),
        *recovery.begun(touchpoint, now, recoveries),
    )
    return Changeset(label, changes)


def add_touchpoint(
    touchpoint: Touchpoint,
    check_ins: Mapping[UUID, CheckIn],
    *,
    now: datetime,
    recoveries: Iterable[Recovery] = (),
) -> Changeset:
    """Add a touchpoint as it stands.

    `check_ins` are its people's, by customer, `recoveries` what is still to be put right with them.

    Raises:
        InvalidEntry: nobody was there, it lies ahead, or a value is out of range.
    """
    touchpoint = _checked(touchpoint, now)
    changes = (
        Change.create(touchpoint),
        *_moved(touchpoint, check_ins),
        *recovery.begun(touchpoint, now, recoveries),
    )
    return Changeset(_("Log a touchpoint"), changes)


def edit_touchpoint(
    touchpoint: Touchpoint,
    *,
    now: datetime,
    check_ins: Mapping[UUID, CheckIn] | None = None,
    recoveries: Iterable[Recovery] = (),
    **fields: Any,
) -> Changeset:
    """Give a touchpoint other values; the check-ins given follow it forward, never back.

    `recoveries` are those that it set going, and what else is to be put right with its people.

    Raises:
        InvalidEntry: as `add_touchpoint`.
    """
    after = _checked(replace(touchpoint, revision=new_revision(), **fields), now)
    known = {one.id: one for one in recoveries}
    followed = tuple(recovery.followed(touchpoint, after, known.values(), now))
    if set(after.customer_ids) < set(touchpoint.customer_ids):
        kept = known | {change.record.id: change.after for change in followed}
        its_own = (one for one in kept.values() if isinstance(one, Recovery))
        after = recovery.right_with(
            after, (one for one in its_own if one.touchpoint_id == after.id)
        )
    changes = (Change(touchpoint, after), *_moved(after, check_ins or {}), *followed)
    return Changeset(_("Edit a touchpoint"), changes)


def answer_enquiry(
    enquiry: Touchpoint, at: datetime, *, now: datetime, check_ins: Mapping[UUID, CheckIn]
) -> Changeset:
    """Say that an enquiry was answered; the answer is a touch that moves their check-ins.

    Raises:
        InvalidEntry: nobody waits for an answer, or it was answered before it came, or ahead.
    """
    _check_waits(enquiry)
    after = _checked(replace(enquiry, revision=new_revision(), answered_at=at), now)
    answered_on = local_day(at, enquiry.zone)
    moved = check_in_service.touched(check_ins, enquiry.customer_ids, answered_on)
    return Changeset(_("Answer an enquiry"), (Change(enquiry, after), *moved))


def told_until(enquiry: Touchpoint, day: date, today: date) -> Changeset:
    """Note by which day whoever waits was told to expect the answer.

    Raises:
        InvalidEntry: nobody waits for an answer, or the day has passed.
    """
    _check_waits(enquiry)
    if day < today:
        raise InvalidEntry(_("That day has passed. Choose today or a later one."))
    return Changeset(_("Say when the answer comes"), (Change.update(enquiry, answer_due_on=day),))


def delete_touchpoint(
    touchpoint: Touchpoint, came_of_it: Iterable[Promise | Recovery | Attachment] = ()
) -> Changeset:
    """Take a touchpoint away; promises that came of it and files kept with it stay without it.

    So does what is being put right; a recovery that nobody has begun goes with its complaint.
    """
    loosened = (
        recovery.without_complaint(one, touchpoint)
        if isinstance(one, Recovery)
        else Change.update(one, touchpoint_id=None)
        for one in came_of_it
    )
    return Changeset(_("Delete a touchpoint"), (*loosened, Change.delete(touchpoint)))


def _check_names(draft: Draft, new_people: Sequence[Customer]) -> None:
    if draft.ambiguous:
        raise InvalidEntry(
            _("“{name}” could be several people. Write more of the name.").format(
                name=draft.ambiguous[0].text
            )
        )
    if len(draft.unknown) > len(new_people):
        names = words.people(draft.unknown)
        raise InvalidEntry(
            ngettext(
                "{names} is not in the journal yet. Add them, or correct the name.",
                "{names} are not in the journal yet. Add them, or correct the names.",
                len(draft.unknown),
            ).format(names=names)
        )


def _known(customers: Mapping[UUID, Customer], customer_id: UUID) -> Customer:
    if customer_id not in customers:
        raise NotFound(_("Someone named here has left the journal. Write the name again."))
    return customers[customer_id]


def _newcomer_leads(draft: Draft) -> bool:
    """Return whether the line names someone new before anyone known."""
    named = (piece.kind for piece in draft.pieces)
    people = (kind for kind in named if kind in {PieceKind.PERSON, PieceKind.UNKNOWN})
    return next(people, None) is PieceKind.UNKNOWN


def _from_draft(draft: Draft, people: Sequence[Customer], now: datetime, zone: str) -> Touchpoint:
    return Touchpoint(
        id=new_id(),
        revision=new_revision(),
        happened_at=draft.happened_at or now,
        zone=zone,
        customer_ids=tuple(person.id for person in people),
        channel=draft.channel or Channel.OTHER,
        began=draft.began or Began.US,
        kind=draft.kind or Kind.CONVERSATION,
        feeling=draft.feeling,
        duration_minutes=draft.duration_minutes,
        note=draft.note,
    )


def _checked(touchpoint: Touchpoint, now: datetime) -> Touchpoint:
    """Return the touchpoint with its instant in UTC, if it can be kept."""
    if not touchpoint.customer_ids:
        raise InvalidEntry(_("Say who this was with."))
    if touchpoint.feeling is not None and not -2 <= touchpoint.feeling <= 2:
        raise InvalidEntry(_("Choose how it felt from −2 to +2."))
    if touchpoint.duration_minutes is not None and touchpoint.duration_minutes < 0:
        raise InvalidEntry(_("Write how many minutes it took, zero or more."))
    check_amount(touchpoint.amount, _("Write what they paid as an amount, zero or more."))
    if touchpoint.happened_at.year < EARLIEST_YEAR:
        raise InvalidEntry(_("Check the year: that is too long ago."))
    if touchpoint.happened_at > now + CLOCK_TOLERANCE:
        raise InvalidEntry(
            _("That is still ahead. Correct the day or time, or plan a check-in for it.")
        )
    due_on = touchpoint.answer_due_on
    if due_on is not None and due_on < local_day(touchpoint.happened_at, touchpoint.zone):
        raise InvalidEntry(
            _("They cannot expect the answer before they asked. Choose a later day.")
        )
    _check_later(touchpoint, now)
    return replace(
        touchpoint,
        happened_at=touchpoint.happened_at.astimezone(UTC),
        customer_ids=tuple(dict.fromkeys(touchpoint.customer_ids)),
    )


def _check_later(touchpoint: Touchpoint, now: datetime) -> None:
    """Refuse an answer or a repair that came before the touchpoint, or is still ahead."""
    for instant in (touchpoint.answered_at, touchpoint.resolved_at):
        if instant is None:
            continue
        if instant < touchpoint.happened_at:
            raise InvalidEntry(_("It cannot be answered or put right before it happened."))
        if instant > now + CLOCK_TOLERANCE:
            raise InvalidEntry(_("That is still ahead. Choose when it was answered or put right."))


def _check_waits(touchpoint: Touchpoint) -> None:
    if touchpoint.began is not Began.THEM or touchpoint.answered_at is not None:
        raise InvalidEntry(_("Nobody waits for an answer to this."))


def _promises(draft: Draft, touchpoint: Touchpoint) -> list[Promise]:
    made_on = local_day(touchpoint.happened_at, touchpoint.zone)
    return [
        new_promise(
            touchpoint.customer_ids[0], promise.text, made_on, promise.due_on, touchpoint.id
        )
        for promise in draft.promises
    ]


def _tagged(customers: Iterable[Customer], tags: Sequence[str]) -> list[Change]:
    joined = [(customer, tags_with(customer.tags, tags)) for customer in customers]
    return [
        Change.update(customer, tags=united)
        for customer, united in joined
        if tags and united != customer.tags
    ]


def _moved(touchpoint: Touchpoint, check_ins: Mapping[UUID, CheckIn]) -> Iterable[Change]:
    if touchpoint.kind is Kind.MISSED_CALL:
        return ()
    touched_on = local_day(touchpoint.happened_at, touchpoint.zone)
    return check_in_service.touched(check_ins, touchpoint.customer_ids, touched_on)
