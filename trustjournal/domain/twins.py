"""Two records of one customer: where they differ, as the owner chooses between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from trustjournal.domain import words
from trustjournal.domain.attached import Attached
from trustjournal.domain.choices import CustomerKind, Stage
from trustjournal.domain.organising import Attachment, CustomField
from trustjournal.domain.records import CheckIn, Customer
from trustjournal.i18n import _, ngettext

IdPair = tuple[UUID, UUID]
"""Two customers, the lower id first."""

CHECK_IN, PHOTO, CUSTOM = "check_in", "photo", "custom:"
"""The choices that are no field of a customer; behind `CUSTOM` stands the id of an own field."""

LABELS = {
    "name": _("Name"),
    "kind": _("Kind"),
    "stage": _("Stage"),
    "company": _("Company"),
    "role": _("Role"),
    "prefers": _("Prefers"),
    "loves": _("Loves"),
    "avoids": _("Careful with"),
    "family": _("Family"),
    "since": _("Customer since"),
    "yearly_value": _("Yearly value"),
    "referred_by": _("Sent by"),
    "longest_gap_days": _("Longest silence"),
    "gift_policy": _("Gifts"),
    "gift_limit": _("Gifts up to"),
    "gift_budget": _("Gift budget"),
}
"""The fields that hold one value, of which one of two must be chosen."""

_WORDS: dict[Any, str] = {
    CustomerKind.PERSON: _("Person"),
    CustomerKind.BUSINESS: _("Business"),
    CustomerKind.HOUSEHOLD: _("Household"),
    CustomerKind.GROUP: _("Group"),
    Stage.PROSPECT: _("Prospect"),
    Stage.CUSTOMER: _("Customer"),
    Stage.LOST: _("Lost"),
}


def ids_of(one: UUID, other: UUID) -> IdPair:
    """Return two ids, the lower first."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """Two customers who are one: `keep` stays, `gone` becomes part of it.

    `attached` hangs on both, `fields` are the owner's own. `senders` has for whoever sent one of
    them those through whom they came, the sender first.
    """

    keep: Customer
    gone: Customer
    attached: Attached = field(default_factory=Attached)
    fields: Sequence[CustomField] = ()
    senders: Mapping[UUID, Sequence[Customer]] = field(
        default_factory=dict[UUID, Sequence[Customer]]
    )

    def check_in_of(self, customer: Customer) -> CheckIn | None:
        """Return the check-in of one of them."""
        mine = (one for one in self.attached.own if one.customer_id == customer.id)
        return next((one for one in mine if isinstance(one, CheckIn)), None)

    def photo_of(self, customer: Customer) -> Attachment | None:
        """Return the photo of one of them."""
        mine = (one for one in self.attached.attachments if one.customer_id == customer.id)
        return next((one for one in mine if one.is_photo), None)

    def sender_name(self, customer_id: UUID) -> str:
        """Return what whoever sent one of them is called, "" where they are one of the two."""
        found = self.senders.get(customer_id)
        return found[0].name if found else ""

    def titles(self) -> dict[UUID, str]:
        """Return what the owner's own fields are called."""
        return {one.id: one.title for one in self.fields}


@dataclass(frozen=True, slots=True)
class Difference:
    """A choice between two values: its key among the choices, its name, and both in words."""

    key: str
    label: str
    kept: str
    gone: str


def differences(twins: Twins) -> list[Difference]:
    """Return where both say something and not the same, in the order of reading."""
    pairs = [*_plain(twins), *_own(twins)]
    ours, theirs = twins.check_in_of(twins.keep), twins.check_in_of(twins.gone)
    if ours and theirs:
        pairs.append(Difference(CHECK_IN, _("Check-in"), _planned(ours), _planned(theirs)))
    photo, other = twins.photo_of(twins.keep), twins.photo_of(twins.gone)
    if photo and other and photo.digest != other.digest:
        pairs.append(Difference(PHOTO, _("Photo"), photo.name, other.name))
    return [one for one in pairs if one.kept and one.gone and one.kept != one.gone]


def said_of(twins: Twins, customer: Customer, name: str) -> str:
    """Return the value of a field that holds one in words, "" where it is blank."""
    value = getattr(customer, name)
    if value is None or value == "":
        return ""
    if name == "referred_by":
        return twins.sender_name(value)
    if name == "longest_gap_days":
        return ngettext("{count} day", "{count} days", value).format(count=value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _WORDS.get(value, str(value))


def _plain(twins: Twins) -> list[Difference]:
    return [
        Difference(name, label, *(said_of(twins, one, name) for one in (twins.keep, twins.gone)))
        for name, label in LABELS.items()
    ]


def _own(twins: Twins) -> list[Difference]:
    kept = {one.field_id: one.value for one in twins.keep.custom}
    gone = {one.field_id: one.value for one in twins.gone.custom}
    return [
        Difference(f"{CUSTOM}{one.id}", one.title, kept.get(one.id, ""), gone.get(one.id, ""))
        for one in twins.fields
    ]


def _planned(one: CheckIn) -> str:
    """Say in a few words when and how often a check-in comes."""
    parts = [
        words.every(one.every_days) if one.every_days else "",
        _("on {day}").format(day=one.due_on.isoformat()) if one.due_on else "",
        _("rests until {day}").format(day=one.snoozed_until.isoformat())
        if one.snoozed_until
        else "",
        one.snooze_words,
        one.about,
    ]
    return _(", ").join(part for part in parts if part) or _("nothing planned")
