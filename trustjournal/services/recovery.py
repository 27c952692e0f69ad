"""Decides how an unease is flagged and how what went wrong is put right, step by step."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

from trustjournal.domain import recovery as playbook
from trustjournal.domain import words
from trustjournal.domain.cadence import local_day
from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.choices import Kind
from trustjournal.domain.evidence import day_began
from trustjournal.domain.records import Customer, Recovery, Touchpoint
from trustjournal.domain.recovery import FIELDS, Step
from trustjournal.domain.zones import zone_of
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

_STEPS = list(Step)
_NOON = time(12)
_SAID_SO = _("They said so themselves. Put it right, or delete the complaint from their story.")


def flag_unease(
    customer: Customer, *, now: datetime, about: str = "", open_ones: Iterable[Recovery] = ()
) -> Changeset:
    """Say that a customer may be unhappy: somebody is to call them first.

    `now` is aware and local, `open_ones` what is still to be put right with them.

    Raises:
        InvalidEntry: something is being put right with them already.
    """
    for known in open_ones:
        raise InvalidEntry(
            _("You are putting something right with {name} already. {sentence}").format(
                name=customer.name, sentence=playbook.sentence(known, now.date())
            )
        )
    begun = Recovery(
        **identity(),
        customer_id=customer.id,
        noticed_at=now.astimezone(UTC),
        about=about.strip(),
        next_on=now.date(),
    )
    label = _("Flag unease: {name}").format(name=customer.name)
    return Changeset(label, (Change.create(begun),))


def start_recovery(complaint: Touchpoint, today: date) -> Changeset:
    """Begin to put a complaint right with everyone it came from.

    Raises:
        InvalidEntry: it is no complaint, or was put right already.
    """
    if complaint.kind is not Kind.COMPLAINT or complaint.resolved_at is not None:
        raise InvalidEntry(_("This is no complaint that still has to be put right."))
    begun = (replace(_from(complaint, who), next_on=today) for who in complaint.customer_ids)
    return Changeset(_("Begin to put it right"), tuple(Change.create(one) for one in begun))


def do_step(
    recovery: Recovery,
    step: Step,
    on: date,
    *,
    now: datetime,
    complaint: Touchpoint | None = None,
    others: Iterable[Recovery] = (),
) -> Changeset:
    """Say that a step was done on a day, and with it the ones before it that were not.

    `complaint` is where it came from, `others` what else that complaint set going. Once it is
    fixed with everyone, the complaint is put right as well. `now` is aware and local.

    Raises:
        InvalidEntry: it is over or done, or the day lies ahead or before what came first.
    """
    _check_open(recovery)
    if playbook.done_on(recovery, step) is not None:
        raise InvalidEntry(_("This is done already. Take it back to give it another day."))
    _check_done(recovery, on, now)
    after = replace(_done(recovery, step, on), revision=new_revision(), next_on=None)
    changes = [Change(recovery, after)]
    unfixed = [one for one in others if one.id != recovery.id and not _is_fixed(one)]
    if complaint is not None and complaint.resolved_at is None and _is_fixed(after) and not unfixed:
        at = _instant(playbook.done_on(after, Step.FIX) or on, complaint, now)
        changes.append(Change.update(complaint, resolved_at=at))
    return Changeset(playbook.title(step), tuple(changes))


def take_back_step(
    recovery: Recovery, step: Step, today: date, complaint: Touchpoint | None = None
) -> Changeset:
    """Open a step again, and with it all that follow; the complaint is open again with its fix.

    Raises:
        InvalidEntry: it was not done.
    """
    if playbook.done_on(recovery, step) is None:
        raise InvalidEntry(_("This is not done yet."))
    again = {FIELDS[later]: None for later in _STEPS[_STEPS.index(step) :]}
    next_on = today if step is Step.HEAR else None
    changes = [Change.update(recovery, ended_on=None, next_on=next_on, **again)]
    reopened = recovery.fixed_on is not None and "fixed_on" in again
    if reopened and complaint is not None and complaint.resolved_at is not None:
        changes.append(Change.update(complaint, resolved_at=None))
    return Changeset(_("Take back: {step}").format(step=playbook.title(step)), tuple(changes))


def move_step(recovery: Recovery, day: date, today: date) -> Changeset:
    """Give the next step another day.

    Raises:
        InvalidEntry: it is over, or the day has passed.
    """
    _check_open(recovery)
    _check_ahead(day, today)
    label = _("Move it to another day")
    return Changeset(label, (Change.update(recovery, next_on=day),))


def set_fix_by(recovery: Recovery, day: date | None, today: date) -> Changeset:
    """Note the day by which the customer was told that it will be right, None for no day.

    Raises:
        InvalidEntry: it is over or fixed already, or the day has passed.
    """
    _check_open(recovery)
    if recovery.fixed_on is not None:
        raise InvalidEntry(_("It is put right already."))
    if day is not None and day != recovery.fix_by:
        _check_ahead(day, today)
    next_on = None if playbook.next_step(recovery) is Step.FIX else recovery.next_on
    return Changeset(
        _("Name the day when it will be right"),
        (Change.update(recovery, fix_by=day, next_on=next_on),),
    )


def describe(recovery: Recovery, about: str) -> Changeset:
    """Say in other words what it is about."""
    return Changeset(_("Edit what it is about"), (Change.update(recovery, about=about.strip()),))


def end_recovery(recovery: Recovery, on: date) -> Changeset:
    """Say that it was nothing.

    Raises:
        InvalidEntry: it is over, fixed already, or they complained themselves.
    """
    _check_open(recovery)
    if recovery.touchpoint_id is not None:
        raise InvalidEntry(_SAID_SO)
    if recovery.fixed_on is not None:
        raise InvalidEntry(_("It was put right, so it was something. Check back instead."))
    return Changeset(_("It was nothing"), (Change.update(recovery, ended_on=on, next_on=None),))


def reopen(recovery: Recovery, today: date) -> Changeset:
    """Go on with what was over: it was not nothing, or it is not right after all.

    Raises:
        InvalidEntry: it is open.
    """
    if playbook.is_open(recovery):
        raise InvalidEntry(_("This is open already."))
    next_on = today if recovery.heard_on is None else None
    again = Change.update(recovery, ended_on=None, checked_on=None, next_on=next_on)
    return Changeset(_("Open it again"), (again,))


def delete_recovery(recovery: Recovery) -> Changeset:
    """Take an unease away, as if it had never been noticed.

    Raises:
        InvalidEntry: it is still to be put right, and they complained themselves.
    """
    if recovery.touchpoint_id is not None and not _is_fixed(recovery):
        raise InvalidEntry(_SAID_SO)
    return Changeset(_("Delete an unease"), (Change.delete(recovery),))


def begun(
    complaint: Touchpoint, now: datetime, open_ones: Iterable[Recovery] = ()
) -> Iterator[Change]:
    """Yield what a complaint just kept sets going with everyone it came from.

    An unease that was flagged before it was spoken of becomes the complaint's. Nothing is begun
    where it was put right so long ago that checking back is past.
    """
    if complaint.kind is Kind.COMPLAINT:
        yield from _begun_with(complaint, complaint.customer_ids, now, open_ones)


def followed(
    before: Touchpoint,
    after: Touchpoint,
    recoveries: Iterable[Recovery],
    now: datetime,
) -> Iterator[Change]:
    """Yield what an edit of a touchpoint does to what is put right.

    `recoveries` are those that it set going, and what else is open with its people.
    """
    recoveries = list(recoveries)
    its_own = [one for one in recoveries if one.touchpoint_id == before.id]
    for one in its_own:
        if after.kind is Kind.COMPLAINT and one.customer_id in after.customer_ids:
            followed = _followed(one, before, after)
            if followed != one:
                yield Change(one, followed)
        else:
            yield without_complaint(one, before)
    if after.kind is Kind.COMPLAINT:
        complained = before.customer_ids if before.kind is Kind.COMPLAINT else ()
        known = {*complained, *(one.customer_id for one in its_own)}
        joined = [who for who in after.customer_ids if who not in known]
        yield from _begun_with(after, joined, now, recoveries)


def without_complaint(recovery: Recovery, complaint: Touchpoint) -> Change:
    """Return what becomes of a recovery whose complaint is none, or goes.

    What only the complaint set going goes with it; what the owner flagged or did stays.
    """
    touched = recovery.heard_on is not None or recovery.ended_on is not None
    if recovery.noticed_at == complaint.happened_at and not touched:
        return Change.delete(recovery)
    return Change.update(recovery, touchpoint_id=None)


def right_with(complaint: Touchpoint, staying: Iterable[Recovery]) -> Touchpoint:
    """Return a complaint of which only these recoveries stay: where all are fixed, it is right.

    The day on which the last of them was is the one on which it was put right.
    """
    fixed = [one.fixed_on for one in staying]
    days = [day for day in fixed if day is not None]
    if complaint.resolved_at is not None or not days or len(days) < len(fixed):
        return complaint
    began = day_began(max(days), zone_of(complaint.zone))
    return replace(complaint, resolved_at=max(began, complaint.happened_at))


def _begun_with(
    complaint: Touchpoint,
    customer_ids: Iterable[UUID],
    now: datetime,
    open_ones: Iterable[Recovery],
) -> Iterator[Change]:
    flagged = {
        one.customer_id: one
        for one in open_ones
        if one.touchpoint_id is None and one.fixed_on is None and playbook.is_open(one)
    }
    for customer_id in customer_ids:
        before = flagged.get(customer_id)
        known = before or _from(complaint, customer_id)
        after = replace(
            known, touchpoint_id=complaint.id, about=known.about or complaint.note.strip()
        )
        if complaint.resolved_at is not None:
            after = _fixed(after, complaint)
            if before is None and playbook.due_on(after) < now.date():
                continue
        yield Change(before, replace(after, revision=new_revision()))


def _from(complaint: Touchpoint, customer_id: UUID) -> Recovery:
    return Recovery(
        **identity(),
        customer_id=customer_id,
        noticed_at=complaint.happened_at,
        about=complaint.note.strip(),
        touchpoint_id=complaint.id,
        next_on=local_day(complaint.happened_at, complaint.zone),
    )


def _followed(recovery: Recovery, before: Touchpoint, after: Touchpoint) -> Recovery:
    """Return a recovery that says what its complaint says now."""
    followed = recovery
    if recovery.about == before.note.strip():
        followed = replace(followed, about=after.note.strip())
    if recovery.noticed_at == before.happened_at != after.happened_at:
        day = local_day(before.happened_at, before.zone)
        moved = local_day(after.happened_at, after.zone) if recovery.next_on == day else None
        next_on = moved or recovery.next_on
        followed = replace(followed, noticed_at=after.happened_at, next_on=next_on)
    if before.resolved_at != after.resolved_at:
        followed = _refixed(followed, before, after)
    return followed if followed == recovery else replace(followed, revision=new_revision())


def _refixed(recovery: Recovery, before: Touchpoint, after: Touchpoint) -> Recovery:
    if recovery.fixed_on is None:
        return _fixed(recovery, after) if playbook.is_open(recovery) else recovery
    if after.resolved_at is None:
        return replace(recovery, fixed_on=None, checked_on=None, next_on=None)
    if before.resolved_at and recovery.fixed_on == local_day(before.resolved_at, before.zone):
        return replace(recovery, fixed_on=local_day(after.resolved_at, after.zone))
    return recovery


def _fixed(recovery: Recovery, complaint: Touchpoint) -> Recovery:
    """Return it fixed on the day on which its complaint was put right."""
    at = complaint.resolved_at or complaint.happened_at
    return replace(_done(recovery, Step.FIX, local_day(at, complaint.zone)), next_on=None)


def _done(recovery: Recovery, step: Step, on: date) -> Recovery:
    open_steps = (
        FIELDS[one]
        for one in _STEPS[: _STEPS.index(step) + 1]
        if playbook.done_on(recovery, one) is None
    )
    return replace(recovery, **dict.fromkeys(open_steps, on))


def _is_fixed(recovery: Recovery) -> bool:
    return recovery.fixed_on is not None or recovery.ended_on is not None


def _instant(on: date, complaint: Touchpoint, now: datetime) -> datetime:
    """Return when a complaint was put right on a day: now, or at noon of a day before."""
    if on == now.date():
        return now.astimezone(UTC)
    noon = datetime.combine(on, _NOON, now.tzinfo).astimezone(UTC)
    return max(noon, complaint.happened_at)


def _check_open(recovery: Recovery) -> None:
    if not playbook.is_open(recovery):
        raise InvalidEntry(_("This is over. Take its last step back to go on with it."))


def _check_done(recovery: Recovery, on: date, now: datetime) -> None:
    if on > now.date():
        raise InvalidEntry(_("That day is still ahead. Choose the day on which it was done."))
    done = [day for step in _STEPS if (day := playbook.done_on(recovery, step))]
    first = max(done, default=recovery.noticed_at.astimezone(now.tzinfo).date())
    if on < first:
        raise InvalidEntry(
            _("That was before the step that came first. Choose {day} or a later day.").format(
                day=words.when(first, now.date())
            )
        )


def _check_ahead(day: date, today: date) -> None:
    if day < today:
        raise InvalidEntry(_("That day has passed. Choose today or a later one."))
