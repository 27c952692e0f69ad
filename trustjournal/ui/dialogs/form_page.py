"""The fields of a form under their labels, and the values they hold by name."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from trustjournal.errors import InvalidEntry
from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel, hairline

MARGIN = 28
_WIDTH, _SIDE_WIDTH, _NARROW = 600, 260, 480


class FormPage(QWidget):
    """A column of fields, with room for something helpful beside it.

    `edited` fires when any of them is.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.rows: dict[str, FormRow] = {}
        self.setObjectName("page")
        self._lines: list[QBoxLayout] = []
        self._main_width, self._side = _WIDTH, _SIDE_WIDTH
        self._form = QVBoxLayout()
        self._form.setSpacing(16)
        self._main = QVBoxLayout()
        self._main.addLayout(self._form)
        self._main.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(MARGIN, 4, MARGIN, 8)
        self._columns.setSpacing(24)
        self._columns.addLayout(self._main, 3)

    def make(self, name: str, label: str, field: Field, hint: str = "") -> FormRow:
        """Return a field under its label; `name` is its key among the values."""
        self.take(name, field)
        self.rows[name] = FormRow(label, field, hint)
        return self.rows[name]

    def take(self, name: str, field: Field) -> None:
        """Know a field that stands in no row of its own."""
        self.fields[name] = field
        field.edited.connect(self.edited)

    def add(self, name: str, label: str, field: Field, hint: str = "") -> None:
        """Add a field under its label."""
        self._form.addWidget(self.make(name, label, field, hint))

    def add_beside(self, *rows: FormRow) -> None:
        """Add rows made by `make` side by side."""
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(16)
        self._lines.append(line)
        for row in rows:
            line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        self._form.addLayout(line)

    def add_wide(self, widget: QWidget) -> None:
        """Add something that is no field, such as what there is to mind."""
        self._form.addWidget(widget)

    def add_part(self, title: str) -> None:
        """Begin another part of the form under a title."""
        self._form.addSpacing(4)
        self._form.addWidget(hairline())
        self._form.addWidget(PlainLabel(title, TypeRole.CARD))

    def add_side(self, widget: QWidget, width: int = _SIDE_WIDTH) -> None:
        """Put `widget` beside the fields, at the top; `width` is in px at 100 % text."""
        self._side = width
        self._columns.addWidget(widget, round(width / 140), Qt.AlignmentFlag.AlignTop)

    def widen(self, width: int) -> None:
        """Ask for `width` px at 100 % text, for a table among the fields."""
        self._main_width = width

    def check(self) -> None:
        """Look whether everything in sight can be read, and go to what cannot.

        Raises:
            InvalidEntry: something cannot.
        """
        for field in self.fields.values():
            if field.isVisibleTo(self) and (said := field.fault()):
                field.setFocus()
                raise InvalidEntry(said)

    def values(self) -> dict[str, Any]:
        """Return what every field holds, by name."""
        return {name: field.value() for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values in the fields they are for."""
        for name, value in values.items():
            self.fields[name].set_value(value)

    def packed(self) -> dict[str, msgspec.Raw]:
        """Return what every field holds, as JSON."""
        return {
            name: msgspec.Raw(msgspec.json.encode(value, enc_hook=str))
            for name, value in self.values().items()
        }

    def bring_back(self, packed: Mapping[str, msgspec.Raw]) -> None:
        """Show values that were packed; what no longer fits its field is left out."""
        for name in self.fields.keys() & packed.keys():
            field = self.fields[name]
            with suppress(msgspec.MsgspecError, ValueError):
                field.set_value(msgspec.json.decode(packed[name], type=field.shape, dec_hook=_path))

    def focus_first(self) -> None:
        """Move the focus to where something is still to be written, or else to the first field."""
        fields = [field for field in self.fields.values() if field.isEnabled()]
        next((field for field in fields if field.is_blank()), fields[0]).setFocus()

    def arrange(self, width: int) -> None:
        """Put what stands side by side under each other where `width` px are too few for it."""
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide = theme.px(_NARROW + self._side)
        self._columns.setDirection(beside if width >= wide else under)
        for line in self._lines:
            line.setDirection(beside if width >= theme.px(_NARROW) else under)
        for layout in (self._form, self._main, self._columns):
            layout.invalidate()  # a line tells nobody above it that its direction changed

    def wanted_width(self) -> int:
        """Return the width in px at which the form reads well."""
        beside = theme.px(self._side) + 24 if self._columns.count() > 1 else 0
        return theme.px(self._main_width) + beside

    def wanted_height(self, width: int) -> int:
        """Return the height in px that everything needs where it is `width` px wide."""
        columns = self._columns
        high = columns.heightForWidth(width) if columns.hasHeightForWidth() else 0
        return max(high, columns.minimumSize().height())


def _path(kind: type, text: str) -> Path:
    """Read what JSON has no type for: a file to attach."""
    if kind is not Path:
        raise NotImplementedError(kind)
    return Path(text)
