"""Decides how two customers become one, and nothing of either is lost; or that they are two."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.choices import Stage
from trustjournal.domain.matching import SameNumber, same_digits
from trustjournal.domain.organising import Apart, Membership
from trustjournal.domain.records import CheckIn, Customer
from trustjournal.domain.twins import CHECK_IN, CUSTOM, LABELS, PHOTO, Twins, ids_of, said_of
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.customers import longer_note, merge_contact

_NOT_NOTED_ELSEWHERE = ("kind", "stage", "longest_gap_days", "gift_budget")
_IDENTITY = {"id", "revision", "customer_id"}


def merge(
    twins: Twins, chosen: Collection[str] = (), same_number: SameNumber = same_digits
) -> Changeset:
    """Make `twins.gone` a part of `twins.keep`, with everything that hangs on both.

    `chosen` are the keys of `domain.twins.differences` of which the value of `gone` is to hold;
    of all others that of `keep` does, unless it is blank. What does not hold goes to the note.
    `same_number` tells whether two phone numbers are one, which is kept once.

    Raises:
        InvalidEntry: both are the same.
    """
    if twins.keep.id == twins.gone.id:
        raise InvalidEntry(_("Choose two different people to merge."))
    check_ins, said = _one_check_in(twins, CHECK_IN in chosen)
    memberships, roles = _memberships(twins)
    merged = _merged(twins, chosen, [*said, *roles], same_number)
    changes = (
        Change(twins.keep, merged),
        *_touchpoints(twins),
        *_moved(twins),
        *check_ins,
        *memberships,
        *_files(twins, PHOTO in chosen),
        *_aparts(twins),
        *_referred(twins),
        Change.delete(twins.gone),
    )
    names = {"one": twins.keep.name, "other": twins.gone.name}
    return Changeset(_("Merge {one} and {other}").format(**names), changes)


def keep_apart(one: Customer, other: Customer, known: Sequence[Apart] = ()) -> Changeset:
    """Say that two customers who look like one are two; `known` is what was said so already.

    Raises:
        InvalidEntry: it was said already, or both are the same.
    """
    low, high = ids_of(one.id, other.id)
    if low == high:
        raise InvalidEntry(_("Choose two different people."))
    if any((said.one_id, said.other_id) == (low, high) for said in known):
        raise InvalidEntry(_("You have said already that they are two people."))
    label = _("{one} and {other} are not the same").format(one=one.name, other=other.name)
    return Changeset(label, (Change.create(Apart(**identity(), one_id=low, other_id=high)),))


def _merged(
    twins: Twins, chosen: Collection[str], said: Sequence[str], same_number: SameNumber
) -> Customer:
    """Return who is left: chosen values change places, then the second adds to the first."""
    keep, gone = twins.keep, twins.gone
    names = [name for name in LABELS if name in chosen]
    first: Customer = replace(keep, **{name: getattr(gone, name) for name in names})
    second: Customer = replace(gone, **{name: getattr(keep, name) for name in names})
    if "stage" in chosen:
        first, second = (
            replace(first, lost_on=gone.lost_on),
            replace(second, lost_on=keep.lost_on),
        )
    first, second = _own_chosen(first, second, chosen)
    added = merge_contact(first, second, twins.titles(), same_number)
    sender = _sender(twins, first, second)
    merged = replace(first, **{**added, "referred_by": sender, "revision": new_revision()})
    if merged.lost_on is None and first.stage is second.stage is Stage.LOST:
        merged = replace(merged, lost_on=second.lost_on)
    rest = [*_unsaid(twins, merged, second), *said]
    return replace(merged, note=longer_note(merged.note, rest))


def _own_chosen(
    first: Customer, second: Customer, chosen: Collection[str]
) -> tuple[Customer, Customer]:
    """Let the chosen values of the owner's own fields change places."""
    ours = {one.field_id: one for one in first.custom}
    theirs = {one.field_id: one for one in second.custom}
    for which in [one for one in theirs if one in ours and f"{CUSTOM}{one}" in chosen]:
        ours[which], theirs[which] = theirs[which], ours[which]
    return (
        replace(first, custom=tuple(ours.values())),
        replace(second, custom=tuple(theirs.values())),
    )


def _sender(twins: Twins, first: Customer, second: Customer) -> UUID | None:
    """Return who sent them: the first of the two who did not come through them."""
    both = {twins.keep.id, twins.gone.id}
    for sender in (first.referred_by, second.referred_by):
        if sender and not any(one.id in both for one in twins.senders.get(sender, ())):
            return None if sender in both else sender
    return None


def _unsaid(twins: Twins, merged: Customer, second: Customer) -> Iterator[str]:
    """Yield what is in none of the fields any more and would not come to the note by itself."""
    for name in _NOT_NOTED_ELSEWHERE:
        value = getattr(second, name)
        if value is not None and value != getattr(merged, name):
            yield _line(LABELS[name], said_of(twins, second, name))
    if second.lost_on not in (None, merged.lost_on):
        yield _line(_("Lost on"), str(second.lost_on))
    both = (twins.keep, twins.gone)
    known = {merged.referred_by, *(one.id for one in both)}  # nobody is sent by themselves
    senders = {one.referred_by for one in both} - known
    for sender in senders:
        if sender and (name := twins.sender_name(sender)):
            yield _line(LABELS["referred_by"], name)


def _line(label: str, text: str) -> str:
    return _("{label}: {text}").format(label=label, text=text)


def _touchpoints(twins: Twins) -> Iterator[Change]:
    for one in twins.attached.touchpoints:
        if twins.gone.id in one.customer_ids:
            ids = dict.fromkeys(_now(twins, who) for who in one.customer_ids)
            yield Change.update(one, customer_ids=tuple(ids))


def _moved(twins: Twins) -> Iterator[Change]:
    attached = twins.attached
    for one in (*attached.promises, *attached.recoveries, *attached.own):
        if one.customer_id == twins.gone.id and not isinstance(one, CheckIn):
            yield Change.update(one, customer_id=twins.keep.id)


def _one_check_in(twins: Twins, take_other: bool) -> tuple[list[Change], list[str]]:
    """Return how two check-ins become one, and what of them goes to the note."""
    ours, theirs = twins.check_in_of(twins.keep), twins.check_in_of(twins.gone)
    if theirs is None:
        return [], []
    if ours is None:
        return [Change.update(theirs, customer_id=twins.keep.id)], []
    first, second = (theirs, ours) if take_other else (ours, theirs)
    values: dict[str, Any] = {
        each.name: getattr(first, each.name) or getattr(second, each.name)
        for each in fields(CheckIn)
        if each.name not in _IDENTITY
    }
    return [Change.delete(theirs), Change.update(ours, **values)], list(_lost_of(second, values))


def _lost_of(check_in: CheckIn, values: dict[str, Any]) -> Iterator[str]:
    sentences = {
        "every_days": _("Another check-in: every {value} days"),
        "due_on": _("Another check-in: on {value}"),
        "snoozed_until": _("Another check-in: rested until {value}"),
        "about": _("Another check-in: {value}"),
        "snooze_words": _("Another check-in rested: {value}"),
    }
    for name, sentence in sentences.items():
        value = getattr(check_in, name)
        if value and value != values[name]:
            yield sentence.format(value=value)


def _memberships(twins: Twins) -> tuple[list[Change], list[str]]:
    """Return how both belong to others, and others to them, each once; and roles that end."""
    keep, gone = twins.keep.id, twins.gone.id
    taken = {
        (one.customer_id, one.of_id): one
        for one in twins.attached.memberships
        if gone not in (one.customer_id, one.of_id)
    }
    changes: list[Change] = []
    said: list[str] = []
    for one in twins.attached.memberships:
        if gone not in (one.customer_id, one.of_id):
            continue
        pair = _now(twins, one.customer_id), _now(twins, one.of_id)
        if pair == (keep, keep):
            changes.append(Change.delete(one))
            said += [_line(LABELS["role"], one.role)] if one.role else []
        elif (twin := taken.get(pair)) is None:
            changes.append(Change.update(one, customer_id=pair[0], of_id=pair[1]))
        else:
            changes += [Change.delete(one), *_with_role(twin, one.role)]
    return changes, said


def _with_role(membership: Membership, role: str) -> list[Change]:
    if not role or role.casefold() in membership.role.casefold().split(", "):
        return []
    both = ", ".join(filter(None, (membership.role, role)))
    return [Change.update(membership, role=both)]


def _files(twins: Twins, take_other: bool) -> Iterator[Change]:
    """Yield how the files move; of two photos one stays the photo."""
    photos = twins.photo_of(twins.keep), twins.photo_of(twins.gone)
    both = None not in photos
    for one in twins.attached.attachments:
        no_photo = both and one is photos[0 if take_other else 1]
        if one.customer_id == twins.gone.id:
            is_photo = one.is_photo and not no_photo
            yield Change.update(one, customer_id=twins.keep.id, is_photo=is_photo)
        elif no_photo:
            yield Change.update(one, is_photo=False)


def _aparts(twins: Twins) -> Iterator[Change]:
    """Yield how those told apart from `gone` are told apart from `keep`, each once."""
    gone = twins.gone.id
    known = {
        (one.one_id, one.other_id)
        for one in twins.attached.aparts
        if gone not in (one.one_id, one.other_id)
    }
    for one in twins.attached.aparts:
        if gone not in (one.one_id, one.other_id):
            continue
        low, high = ids_of(_now(twins, one.one_id), _now(twins, one.other_id))
        if low == high or (low, high) in known:
            yield Change.delete(one)
        else:
            yield Change.update(one, one_id=low, other_id=high)


def _referred(twins: Twins) -> Iterator[Change]:
    for one in twins.attached.referred:
        if one.referred_by == twins.gone.id and one.id not in (twins.keep.id, twins.gone.id):
            yield Change.update(one, referred_by=twins.keep.id)


def _now(twins: Twins, customer_id: UUID) -> UUID:
    """Return who a customer is from now on."""
    return twins.keep.id if customer_id == twins.gone.id else customer_id
