"""What stands in the owner's own fields: how it is kept, read back and put in order."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from trustjournal.domain.choices import FieldKind
from trustjournal.domain.finding import fold
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import CustomValue
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

_MOST_DIGITS = 30  # more of them are no amount of anything, and a typing slip can ask for millions


def kept(field: CustomField, text: str) -> str:
    """Return what is said in a field as the journal keeps it, "" where it is blank.

    Numbers have a point before their fraction, days are written as ISO 8601 does; a choice may be
    said in any spelling.

    Raises:
        InvalidEntry: it does not fit the kind of the field.

    >>> from trustjournal.domain.changes import identity
    >>> kept(CustomField(**identity(), title="Glaze", kind=FieldKind.NUMBER), " 1.50 ")
    '1.50'
    """
    text = text.strip()
    if not text:
        return ""
    match field.kind:
        case FieldKind.NUMBER:
            return _number(field, text)
        case FieldKind.DATE:
            return _day(field, text)
        case FieldKind.CHOICE:
            return _choice(field, text)
        case FieldKind.TEXT | FieldKind.LINK:
            return text


def values_of(custom: Iterable[CustomValue]) -> dict[UUID, str]:
    """Return what stands in which field."""
    return {one.field_id: one.value for one in custom}


def as_values(
    said: Mapping[UUID, str],
    fields: Iterable[CustomField],
    before: Iterable[CustomValue] = (),
) -> tuple[CustomValue, ...]:
    """Return what is said by field as a customer keeps it, in the order of the fields.

    What stood there `before` and is said again stays, even where it no longer fits: a list of
    choices may have become shorter since. So does what stands in any other field.

    Raises:
        InvalidEntry: something does not fit its field.
    """
    rest = {one.field_id: one for one in before}
    found: list[CustomValue] = []
    for field in fields:
        had = rest.pop(field.id, None)
        text = said.get(field.id, "").strip()
        value = text if had and text == had.value else kept(field, text)
        if value:
            found.append(CustomValue(field_id=field.id, value=value))
    return (*found, *rest.values())


def order_of(field: CustomField, value: str) -> Any:
    """Return by what a value is sorted among those of its field; None sorts last.

    What does not fit the kind of the field has no place among what does.
    """
    match field.kind:
        case FieldKind.NUMBER:
            return _read(Decimal, value)
        case FieldKind.DATE:
            return _read(date.fromisoformat, value)
        case FieldKind.CHOICE:
            return field.choices.index(value) if value in field.choices else None
        case FieldKind.TEXT | FieldKind.LINK:
            return fold(value) or None


def fits(field: CustomField, value: str) -> bool:
    """Tell whether a value may stand in a field."""
    try:
        kept(field, value)
    except InvalidEntry:
        return False
    return True


def _number(field: CustomField, text: str) -> str:
    number = _read(Decimal, text)
    if number is None or not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        said = _("{title}: “{text}” is not a number.").format(title=field.title, text=text)
        raise InvalidEntry(said)
    return f"{number:f}"


def _day(field: CustomField, text: str) -> str:
    day = _read(date.fromisoformat, text)
    if day is None:
        said = _("{title}: “{text}” is not a day. Write it as {example}.")
        raise InvalidEntry(said.format(title=field.title, text=text, example="2026-11-22"))
    return day.isoformat()


def _choice(field: CustomField, text: str) -> str:
    spelled = {fold(one): one for one in field.choices}
    if text in field.choices:
        return text
    if fold(text) not in spelled:
        said = _("{title}: “{text}” is not among its choices.")
        raise InvalidEntry(said.format(title=field.title, text=text))
    return spelled[fold(text)]


def _read(read: Any, text: str) -> Any:
    try:
        return read(text)
    except (ValueError, InvalidOperation):
        return None
