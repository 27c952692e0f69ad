"""Decides what happens to customers: who joins, changes, merges and leaves the journal."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from trustjournal.domain import words
from trustjournal.domain.attached import Attached
from trustjournal.domain.changes import Change, Changeset, new_id, new_revision
from trustjournal.domain.choices import Stage
from trustjournal.domain.matching import SameNumber, extension, phone_key, same_digits
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import (
    Address,
    Customer,
    ImportantDate,
    Labelled,
    Promise,
    Recovery,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.amounts import check_amount
from trustjournal.services.recovery import right_with

_Value = TypeVar("_Value")

# The letters with which the parts of a name begin: anna-maria, o'neil.
_BEGINS = re.compile(r"(?<![^\s-])\w|(?<=\b\w['’])\w(?=\w)")
_WORDS_FOR = {
    "name": _("Name: {text}"),
    "company": _("Company: {text}"),
    "role": _("Role: {text}"),
    "prefers": _("Prefers: {text}"),
    "loves": _("Loves: {text}"),
    "avoids": _("Careful with: {text}"),
    "family": _("Family: {text}"),
    "yearly_value": _("Yearly value: {text}"),
    "since": _("Customer since: {text}"),
    "gift_policy": _("Gifts: {text}"),
    "gift_limit": _("Gifts up to: {text}"),
}


def new_customer(name: str, **fields: Any) -> Customer:
    """Return a customer ready to be added; `fields` are those of `Customer`.

    A name typed in small letters, as in the capture line, gets its capitals.

    Raises:
        InvalidEntry: no name, a date that is no day, or a value below zero.
    """
    if name.islower():
        name = _BEGINS.sub(lambda letter: letter[0].upper(), name)
    return _checked(Customer(id=new_id(), revision=new_revision(), name=name, **fields))


def add_customer(customer: Customer) -> Changeset:
    """Add a customer.

    Raises:
        InvalidEntry: as `new_customer`.
    """
    customer = _checked(customer)
    label = _("Add {name}").format(name=customer.name)
    return Changeset(label, (Change.create(customer),))


def edit_customer(customer: Customer, **fields: Any) -> Changeset:
    """Give a customer other values; with another stage belongs another `lost_on`.

    Raises:
        InvalidEntry: as `new_customer`.
    """
    label = _("Edit {name}").format(name=customer.name)
    return Changeset(label, (_edited(customer, **fields),))


def set_stage(customers: Sequence[Customer], stage: Stage, today: date) -> Changeset:
    """Say how far the business with each has come; a lost customer keeps everything.

    Raises:
        InvalidEntry: all of them are there already.
    """
    moved = [customer for customer in customers if customer.stage is not stage]
    if not moved:
        raise InvalidEntry(_("There is nobody here whose stage would change."))
    label = _("Change the stage of {people}").format(people=_names(moved))
    changes = (_edited(one, stage=stage, lost_on=lost_on(one, stage, today)) for one in moved)
    return Changeset(label, tuple(changes))


def lost_on(customer: Customer, stage: Stage, today: date) -> date | None:
    """Return the day a customer who comes to `stage` today was lost, None where they are not."""
    if stage is customer.stage:
        return customer.lost_on
    return today if stage is Stage.LOST else None


def add_tag(customers: Sequence[Customer], tag: str) -> Changeset:
    """Tag each customer who does not have the tag in any spelling.

    Raises:
        InvalidEntry: the tag is blank, or everyone has it.
    """
    tag = _tidy_tag(tag)
    if not tag:
        raise InvalidEntry(_("Write a word for the tag."))
    tagged = [customer for customer in customers if _without(customer, tag) == customer.tags]
    if not tagged:
        raise InvalidEntry(_("Everyone here has the tag “{tag}” already.").format(tag=tag))
    label = _("Tag {people} “{tag}”").format(people=_names(tagged), tag=tag)
    return Changeset(label, tuple(_edited(one, tags=(*one.tags, tag)) for one in tagged))


def remove_tag(customers: Sequence[Customer], tag: str) -> Changeset:
    """Take a tag, however spelled, from each customer who has it.

    Raises:
        InvalidEntry: nobody has it.
    """
    tag = _tidy_tag(tag)
    tagged = [customer for customer in customers if _without(customer, tag) != customer.tags]
    if not tagged:
        raise InvalidEntry(_("Nobody here has the tag “{tag}”.").format(tag=tag))
    label = _("Take the tag “{tag}” from {people}").format(people=_names(tagged), tag=tag)
    return Changeset(label, tuple(_edited(one, tags=_without(one, tag)) for one in tagged))


def tags_with(tags: Iterable[str], added: Iterable[str]) -> tuple[str, ...]:
    """Return tags tidied and joined, each once; the first spelling of a tag stays."""
    tidy = (_tidy_tag(tag) for tag in (*tags, *added))
    return _united((tag for tag in tidy if tag), (), str.casefold)


def delete_customers(customers: Sequence[Customer], attached: Attached) -> Changeset:
    """Take customers away with all that is theirs alone, and leave nothing pointing at them.

    A touchpoint with others stays with those others, and so do its files; whoever they referred
    stays, referred by nobody; a promise made to someone else in a touchpoint that goes stays
    without it.

    Raises:
        InvalidEntry: nobody is named.
    """
    if not customers:
        raise InvalidEntry(_("Choose who is to be deleted."))
    gone = {customer.id for customer in customers}
    staying: defaultdict[UUID | None, list[Recovery]] = defaultdict(list)
    for one in attached.recoveries:
        if one.customer_id not in gone:
            staying[one.touchpoint_id].append(one)
    touchpoints = [
        _leave(touchpoint, gone, staying[touchpoint.id]) for touchpoint in attached.touchpoints
    ]
    vanished = {change.record.id for change in touchpoints if change.after is None}
    kept = {one.id: one for one in (c.after for c in touchpoints) if isinstance(one, Touchpoint)}
    changes = (
        *(_forget_origin(one, gone, vanished) for one in attached.promises),
        *(_forget_origin(one, gone, vanished) for one in attached.recoveries),
        *(Change.delete(one) for one in (*attached.own, *attached.memberships, *attached.aparts)),
        *(_leave_file(one, gone, vanished, kept) for one in attached.attachments),
        *touchpoints,
        *(Change.update(one, referred_by=None) for one in attached.referred if one.id not in gone),
        *(Change.delete(customer) for customer in customers),
    )
    label = _("Delete {people}").format(people=_names(customers))
    return Changeset(label, tuple(change for change in changes if change.before != change.after))


def merge_contact(
    existing: Customer,
    incoming: Customer,
    titles: Mapping[UUID, str] = MappingProxyType({}),
    same_number: SameNumber = same_digits,
) -> dict[str, Any]:
    """Return the fields of `existing` that a second record of the same person adds to.

    Blanks are filled, lists united, and a text that differs goes to the note, so that nothing
    of `incoming` is lost; its kind and stage do not count. Merging again adds nothing. `titles`
    are those of the owner's own fields. Of what `same_number` takes for one phone number in two
    spellings the fuller one stays.
    """
    fields: dict[str, Any] = {
        "phones": _phones((*existing.phones, *incoming.phones), same_number),
        "emails": _labelled(existing.emails, incoming.emails, str.casefold),
        "links": _labelled(existing.links, incoming.links, str),
        "addresses": _united(existing.addresses, incoming.addresses, _place),
        "dates": _days(existing.dates, incoming.dates),
        "tags": tags_with(existing.tags, incoming.tags),
        "custom": _united(existing.custom, incoming.custom, lambda one: one.field_id),
        "referred_by": existing.referred_by or incoming.referred_by,
        "close_to_heart": existing.close_to_heart or incoming.close_to_heart,
        "is_sample": existing.is_sample and incoming.is_sample,
        "longest_gap_days": existing.longest_gap_days or incoming.longest_gap_days,
        "gift_budget": incoming.gift_budget
        if existing.gift_budget is None
        else existing.gift_budget,
    }
    if fields["referred_by"] == existing.id:
        fields["referred_by"] = None
    said: list[str] = []
    for name, template in _WORDS_FOR.items():
        ours, theirs = getattr(existing, name), getattr(incoming, name)
        fields[name] = theirs if ours in ("", None) else ours
        if theirs not in ("", None) and _folded(fields[name]) != _folded(theirs):
            said.append(template.format(text=theirs))
    said += _other_values(existing, incoming, titles)
    fields["note"] = longer_note(existing.note, [incoming.note, *said])
    return {name: value for name, value in fields.items() if value != getattr(existing, name)}


def _other_values(
    existing: Customer, incoming: Customer, titles: Mapping[UUID, str]
) -> Iterator[str]:
    """Yield what stands in the owner's own fields of `incoming` and otherwise in `existing`."""
    ours = {one.field_id: one.value for one in existing.custom}
    for one in incoming.custom:
        if _folded(ours.get(one.field_id, one.value)) != _folded(one.value):
            yield f"{titles.get(one.field_id, '')}: {one.value}".removeprefix(": ")


def _checked(customer: Customer) -> Customer:
    """Return the customer with name and tags tidied, if it can be kept."""
    name = " ".join(customer.name.split())
    if not name:
        raise InvalidEntry(_("Write a name, so that you can find them again."))
    for important in customer.dates:
        try:
            date(important.year or 2000, important.month, important.day)
        except ValueError:
            text = _("“{label}” is not on a day of the calendar. Check its day and month.")
            raise InvalidEntry(text.format(label=important.label)) from None
    wrong = _("Write the yearly value as a number, zero or more.")
    check_amount(customer.yearly_value, wrong)
    for amount in (customer.gift_limit, customer.gift_budget):
        check_amount(amount, _("Write what gifts may come to as a number, zero or more."))
    if customer.referred_by == customer.id:
        raise InvalidEntry(_("Choose someone else: nobody refers themselves."))
    return replace(customer, name=name, tags=tags_with(customer.tags, ()))


def _edited(customer: Customer, **fields: Any) -> Change:
    return Change(customer, _checked(replace(customer, revision=new_revision(), **fields)))


def _names(customers: Sequence[Customer]) -> str:
    return words.people([customer.name for customer in customers])


def _tidy_tag(tag: str) -> str:
    return " ".join(tag.split()).lstrip("# ")


def _without(customer: Customer, tag: str) -> tuple[str, ...]:
    return tuple(one for one in customer.tags if one.casefold() != tag.casefold())


def _leave(touchpoint: Touchpoint, gone: set[UUID], recoveries: Sequence[Recovery]) -> Change:
    """Return what becomes of a touchpoint; `recoveries` are those of it that stay."""
    staying = tuple(one for one in touchpoint.customer_ids if one not in gone)
    if staying == touchpoint.customer_ids:
        return Change(touchpoint, touchpoint)
    if not staying:
        return Change.delete(touchpoint)
    right = right_with(touchpoint, recoveries)
    return Change.update(touchpoint, customer_ids=staying, resolved_at=right.resolved_at)


def _leave_file(
    file: Attachment, gone: set[UUID], vanished: set[UUID], kept: Mapping[UUID, Touchpoint]
) -> Change:
    """Return what becomes of a file: with a touchpoint that stays, it stays with who is there."""
    if file.customer_id not in gone:
        return _forget_origin(file, gone, vanished)
    touchpoint = kept.get(file.touchpoint_id) if file.touchpoint_id else None
    if touchpoint is None:
        return Change.delete(file)
    return Change.update(file, customer_id=touchpoint.customer_ids[0], is_photo=False)


def _forget_origin(
    record: Promise | Recovery | Attachment, gone: set[UUID], vanished: set[UUID]
) -> Change:
    if record.customer_id in gone:
        return Change.delete(record)
    if record.touchpoint_id in vanished:
        return Change.update(record, touchpoint_id=None)
    return Change(record, record)


def _united(
    ours: Iterable[_Value], theirs: Iterable[_Value], key: Callable[[_Value], Hashable]
) -> tuple[_Value, ...]:
    found: dict[Hashable, _Value] = {}
    for value in (*ours, *theirs):
        found.setdefault(key(value), value)
    return tuple(found.values())


def _labelled(
    ours: Sequence[Labelled], theirs: Sequence[Labelled], key: Callable[[str], str]
) -> tuple[Labelled, ...]:
    labels = {key(one.value): one.label for one in theirs}
    filled = (replace(one, label=one.label or labels.get(key(one.value), "")) for one in ours)
    return _united(filled, theirs, lambda one: key(one.value))


def _phones(numbers: Iterable[Labelled], same_number: SameNumber) -> tuple[Labelled, ...]:
    """Return each number once, as it is written most fully."""
    kept: list[Labelled] = []
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for one in numbers:
        key = phone_key(one.value)
        alike = places[key or _digits(one.value), extension(one.value)]
        for place in alike:
            if not key or same_number(kept[place].value, one.value):
                kept[place] = _fuller(kept[place], one)
                break
        else:
            alike.append(len(kept))
            kept.append(one)
    return tuple(kept)


def _fuller(one: Labelled, other: Labelled) -> Labelled:
    """Return the first of two spellings with the value of that which tells more of the number."""
    fuller = max(one, other, key=_fullness)
    return replace(one, value=fuller.value, label=one.label or other.label)


def _fullness(number: Labelled) -> tuple[bool, int]:
    has_country = number.value.lstrip(" (").startswith(("+", "＋", "00"))
    return has_country, len(_digits(number.value))


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdecimal()) or phone.casefold()


def _days(
    ours: Sequence[ImportantDate], theirs: Sequence[ImportantDate]
) -> tuple[ImportantDate, ...]:
    years = {_day(one): one.year for one in theirs if one.year is not None}
    filled = [one if one.year else replace(one, year=years.get(_day(one))) for one in ours]
    known = {_day(one) for one in filled}
    new = (one for one in theirs if one.year is not None or _day(one) not in known)
    return _united(filled, new, lambda one: (*_day(one), one.year))


def _day(one: ImportantDate) -> tuple[str, int, int]:
    return one.label.casefold(), one.month, one.day


def _place(address: Address) -> tuple[str, ...]:
    parts = (
        address.street,
        address.city,
        address.region,
        address.postal_code,
        address.country,
    )
    return tuple(_folded(part) for part in parts)


def _folded(value: object) -> str:
    return " ".join(str(value).casefold().split())


def longer_note(note: str, additions: Iterable[str]) -> str:
    """Return a note with each addition on lines of its own, unless it is there already."""
    for text in filter(None, map(str.strip, additions)):
        if f"\n{text}\n" not in f"\n{note}\n":
            note = f"{note}\n{text}" if note else text
    return note
