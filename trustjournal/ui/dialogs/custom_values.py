"""The owner's own fields in the form of a customer: one below the other, each as its kind asks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.domain.choices import FieldKind
from trustjournal.domain.organising import CustomField
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import ChoiceField, Field, LineField, money
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.custom_words import number_text
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel, hairline

_NOTHING = "–"


class CustomValuesField(Field):
    """What stands in each of the owner's own fields, as text by field.

    Until `offer` says which fields there are, it holds what it was given and shows nothing.
    """

    shape = dict[UUID, str]

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known: tuple[CustomField, ...] | None = None
        self.inputs: dict[UUID, Field] = {}
        self._today = today
        self._said: dict[UUID, str] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        self.row.addLayout(self._column, 1)
        self.hide()

    def fault(self) -> str:
        return next(filter(None, (one.fault() for one in self.inputs.values())), "")

    def offer(self, fields: Sequence[CustomField]) -> None:
        """Show a line for each of these fields, with what was to stand in it."""
        if self.known is not None or not fields:
            return
        self.known = tuple(fields)
        self._column.addWidget(hairline())
        self._column.addWidget(PlainLabel(_("Your own fields"), TypeRole.CARD))
        for field in fields:
            made = _input(field, self._today)
            made.set_value(self._said.get(field.id, ""))
            made.edited.connect(self.edited)
            self.inputs[field.id] = made
            self._column.addWidget(FormRow(field.title.replace("&", "&&"), made))
            made.setAccessibleName(field.title)
        self.show()

    def value(self) -> dict[UUID, str]:
        """Return what is said, by field; blank fields are left out."""
        said = self._said | {which: one.value() for which, one in self.inputs.items()}
        return {which: text for which, text in said.items() if text}

    def set_value(self, value: Mapping[UUID, str]) -> None:
        """Show what is said in each field."""
        self._said = dict(value)
        for which, one in self.inputs.items():
            one.set_value(value.get(which, ""))
        self.edited.emit()

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)


class NumberLine(LineField):
    """A number, shown as this computer's language writes it; its value has a point."""

    def value(self) -> str:
        """Return the number, or as it is typed what is none."""
        text = super().value()
        try:
            number = money(text)
        except InvalidEntry:
            return text
        return "" if number is None else str(number)

    def set_value(self, value: str) -> None:
        """Show a number."""
        super().set_value(number_text(value))


class DayLine(DayField):
    """A day or none, as ISO 8601 writes it."""

    def value(self) -> Any:
        """Return the day as text, "" for none."""
        day = super().value()
        return day.isoformat() if day else ""

    def set_value(self, value: Any) -> None:
        """Show a day or none, as text or, where it was just chosen, as a date."""
        read = date.fromisoformat(value) if value and isinstance(value, str) else value
        super().set_value(read or None)


class ChoiceLine(ChoiceField):
    """One of the choices or none; one that is no longer offered can stay."""

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__([("", _NOTHING), *((one, one) for one in choices)], parent)

    def set_value(self, value: str) -> None:
        """Choose one of them, or what stood there before."""
        if value not in self._values:
            self._values.append(value)
            self.box.addItem(value)
        super().set_value(value)


def _input(field: CustomField, today: date) -> Field:
    match field.kind:
        case FieldKind.NUMBER:
            return NumberLine()
        case FieldKind.DATE:
            return DayLine(today)
        case FieldKind.CHOICE:
            return ChoiceLine(field.choices)
        case FieldKind.LINK:
            return LineField("https://")
        case FieldKind.TEXT:
            return LineField()
