"""Decides on the fields that the owner adds to those of every customer."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.choices import FieldKind
from trustjournal.domain.custom_fields import as_values, fits, values_of
from trustjournal.domain.finding import fold
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _, ngettext
from trustjournal.services.places import moved, next_place

LONGEST_TITLE = 80
"""The most characters of a title: it stands above a column."""


def add_field(
    title: str, kind: FieldKind, choices: Sequence[str], others: Sequence[CustomField]
) -> Changeset:
    """Add a field behind the others.

    Raises:
        InvalidEntry: it has no title, another is called so, or there is nothing to choose from.
    """
    place = next_place(others)
    made = CustomField(**identity(), title=title, kind=kind, choices=tuple(choices), place=place)
    checked = _checked(made, others)
    label = _("Add the field “{title}”").format(title=checked.title)
    return Changeset(label, (Change.create(checked),))


def edit_field(
    field: CustomField,
    others: Sequence[CustomField],
    holders: Sequence[Customer],
    *,
    title: str,
    kind: FieldKind,
    choices: Sequence[str],
) -> Changeset:
    """Give a field another title, kind or choices; it may be among the `others`.

    `holders` are those who have something in it. Whatever stands there stays, also a choice that
    is no longer offered.

    Raises:
        InvalidEntry: as `add_field`, or what stands there does not fit the new kind.
    """
    after = replace(field, revision=new_revision(), title=title, kind=kind, choices=tuple(choices))
    checked = _checked(after, others)
    if kind is not field.kind:
        _check_holders(checked, holders)
    label = _("Edit the field “{title}”").format(title=checked.title)
    return Changeset(label, (Change(field, checked),))


def move_field(fields: Sequence[CustomField], field_id: UUID, by: int) -> Changeset:
    """Put a field further down, or up where `by` is below zero; `fields` are all, in order.

    Raises:
        InvalidEntry: it stands at that end already, or is gone.
    """
    changes = moved(fields, field_id, by)
    title = next(one.title for one in fields if one.id == field_id)
    return Changeset(_("Move the field “{title}”").format(title=title), changes)


def delete_field(field: CustomField, holders: Sequence[Customer]) -> Changeset:
    """Take a field away with all that stands in it; `holders` are those who have something there.

    One Undo brings both back.
    """
    emptied = (
        Change.update(one, custom=tuple(v for v in one.custom if v.field_id != field.id))
        for one in holders
    )
    label = _("Delete the field “{title}”").format(title=field.title)
    return Changeset(label, (*emptied, Change.delete(field)))


def set_value(customers: Sequence[Customer], field: CustomField, text: str) -> Changeset:
    """Say the same in a field of each customer; a blank text empties it.

    Raises:
        InvalidEntry: it does not fit the kind of the field, or it is so already.
    """
    changes: list[Change] = []
    for one in customers:
        custom = as_values({field.id: text}, [field], one.custom)
        if values_of(custom) != values_of(one.custom):
            changes.append(Change.update(one, custom=custom))
    if not changes:
        raise InvalidEntry(_("That is how it is already."))
    return Changeset(_("Fill in “{title}”").format(title=field.title), tuple(changes))


def _checked(field: CustomField, others: Sequence[CustomField]) -> CustomField:
    title = " ".join(field.title.split())
    if not title:
        raise InvalidEntry(_("Write what the field is called."))
    if len(title) > LONGEST_TITLE:
        text = _("Find a title of at most {most} characters.")
        raise InvalidEntry(text.format(most=LONGEST_TITLE))
    if any(fold(one.title) == fold(title) for one in others if one.id != field.id):
        raise InvalidEntry(_("Another field is called “{title}”.").format(title=title))
    choices = _tidy(field.choices) if field.kind is FieldKind.CHOICE else ()
    if field.kind is FieldKind.CHOICE and not choices:
        raise InvalidEntry(_("Write at least one choice."))
    return replace(field, title=title, choices=choices)


def _tidy(choices: Sequence[str]) -> tuple[str, ...]:
    """Return choices without blanks, each once; the first spelling of one stays."""
    words = (" ".join(one.split()) for one in choices)
    spelled: dict[str, str] = {}
    for word in words:
        if word:
            spelled.setdefault(fold(word), word)
    return tuple(spelled.values())


def _check_holders(field: CustomField, holders: Sequence[Customer]) -> None:
    if field.kind is FieldKind.CHOICE:
        return  # what is not among the choices stays as it is
    wrong = sum(not fits(field, values_of(one.custom).get(field.id, "")) for one in holders)
    if wrong:
        text = ngettext(
            "What stands there for {count} person would not fit. Change that first.",
            "What stands there for {count} people would not fit. Change that first.",
            wrong,
        )
        raise InvalidEntry(text.format(count=wrong))
