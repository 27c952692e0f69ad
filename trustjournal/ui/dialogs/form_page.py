"""The fields of a form under their labels, and the values they hold by name."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel, hairline

MARGIN = 28
_WIDTH, _SIDE_WIDTH = 600, 260


class FormPage(QWidget):
    """A column of fields, with room for something helpful beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.rows: dict[str, FormRow] = {}
        self.setObjectName("page")
        self._form = QVBoxLayout()
        self._form.setSpacing(16)
        main = QVBoxLayout()
        main.addLayout(self._form)
        main.addStretch(1)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(MARGIN, 4, MARGIN, 8)
        self._columns.setSpacing(24)
        self._columns.addLayout(main, 3)

    def make(self, name: str, label: str, field: Field, hint: str = "") -> FormRow:
        """Return a field under its label; `name` is its key among the values."""
        self.fields[name] = field
        self.rows[name] = FormRow(label, field, hint)
        return self.rows[name]

    def add(self, name: str, label: str, field: Field, hint: str = "") -> None:
        """Add a field under its label."""
        self._form.addWidget(self.make(name, label, field, hint))

    def add_beside(self, *rows: FormRow) -> None:
        """Add rows made by `make` side by side."""
        line = QHBoxLayout()
        line.setSpacing(16)
        for row in rows:
            line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        self._form.addLayout(line)

    def add_part(self, title: str) -> None:
        """Begin another part of the form under a title."""
        self._form.addSpacing(4)
        self._form.addWidget(hairline())
        self._form.addWidget(PlainLabel(title, TypeRole.CARD))

    def add_side(self, widget: QWidget) -> None:
        """Put `widget` beside the fields, at the top."""
        self._columns.addWidget(widget, 2, Qt.AlignmentFlag.AlignTop)

    def values(self) -> dict[str, Any]:
        """Return what every field holds, by name."""
        return {name: field.value() for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values in the fields they are for."""
        for name, value in values.items():
            self.fields[name].set_value(value)

    def focus_first(self) -> None:
        """Move the focus to where something is still to be written, or else to the first field."""
        blank = (field for field in self.fields.values() if field.is_blank() and field.isEnabled())
        next(blank, next(iter(self.fields.values()))).setFocus()

    def wanted_width(self) -> int:
        """Return the width in px at which the form reads well."""
        beside = theme.px(_SIDE_WIDTH) + 24 if self._columns.count() > 1 else 0
        return theme.px(_WIDTH) + beside

    def wanted_height(self) -> int:
        """Return the height in px that everything needs at that width."""
        columns = self._columns
        high = columns.heightForWidth(self.wanted_width()) if columns.hasHeightForWidth() else 0
        return max(high, columns.minimumSize().height())
