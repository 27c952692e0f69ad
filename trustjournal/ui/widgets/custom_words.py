"""The owner's own fields in words: the name of a kind, and what stands in a field."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from trustjournal.domain.choices import FieldKind
from trustjournal.domain.organising import CustomField
from trustjournal.i18n import _


def field_kind_word(kind: FieldKind) -> str:
    """Return what a field of a kind holds."""
    return {
        FieldKind.TEXT: _("Text"),
        FieldKind.NUMBER: _("Number"),
        FieldKind.DATE: _("Day"),
        FieldKind.CHOICE: _("Choice"),
        FieldKind.LINK: _("Link"),
    }[kind]


def field_icon(kind: FieldKind) -> str:
    """Return the name of the icon that stands for a kind of field."""
    return {
        FieldKind.TEXT: "file-text",
        FieldKind.NUMBER: "chart-line",
        FieldKind.DATE: "calendar-days",
        FieldKind.CHOICE: "list-filter",
        FieldKind.LINK: "link",
    }[kind]


def custom_text(field: CustomField, value: str) -> str:
    """Return what stands in a field as this computer's language writes it."""
    if field.kind is FieldKind.NUMBER:
        return number_text(value)
    if field.kind is FieldKind.DATE and value:
        return _day_text(value)
    return value


def number_text(value: str) -> str:
    """Return a number with the decimal mark of this computer's language."""
    return value.replace(".", QLocale().decimalPoint())


def _day_text(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return QLocale().toString(QDate(day.year, day.month, day.day), _("d MMM yyyy"))
