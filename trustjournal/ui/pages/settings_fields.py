"""The preferences of the business as fields that keep themselves: there is no Save button."""

from collections import Counter
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractSpinBox, QBoxLayout, QDoubleSpinBox, QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Preferences
from trustjournal.errors import TrustJournalError
from trustjournal.services.preferences import HEAVIEST_BAD, edit_preferences
from trustjournal.store import queries
from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import Field, LineField
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.form import FormRow, dress_spin
from trustjournal.ui.widgets.notices import announce

_PAUSE_MS = 900
_NARROW = 560


class WeightField(Field):
    """How much more bad evidence weighs than good."""

    def __init__(self, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QDoubleSpinBox()
        self.box.setRange(1.0, HEAVIEST_BAD)
        self.box.setSingleStep(0.5)
        self.box.setDecimals(1)
        self.box.setSuffix(f" {unit}")
        self.box.valueChanged.connect(self.edited)
        self.still(self.box)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def value(self) -> float:
        """Return the weight."""
        return self.box.value()

    def set_value(self, value: float) -> None:
        """Show a weight."""
        self.box.setValue(value)


class Beside(QBoxLayout):
    """Fields side by side, under each other where the page is too narrow for that."""

    def __init__(self, *rows: QWidget) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setSpacing(16)
        for row in rows:
            self.addWidget(row, 1)

    @staticmethod
    def arrange(page: QWidget) -> None:
        """Let every line of a page follow its width."""
        narrow = page.width() < theme.px(_NARROW)
        under, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        for line in page.findChildren(Beside):
            line.setDirection(under if narrow else beside)


class PreferenceFields(QObject):
    """Keeps each field once the owner pauses, leaves it, or presses Enter; says what is wrong.

    What is being typed is never replaced by what is read meanwhile.
    """

    def __init__(self, session: JournalSession, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._fields: dict[str, Field] = {}
        self._rows: dict[str, FormRow] = {}
        self._kept: dict[str, Any] = {}
        self._asked: Counter[str] = Counter()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def add(self, name: str, label: str, field: Field, hint: str = "") -> FormRow:
        """Return a row for the preference `name`, to be put on the page."""
        self._fields[name] = field
        self._rows[name] = FormRow(label, field, hint)
        field.edited.connect(self._pause.start)
        if isinstance(field, LineField):
            field.line.editingFinished.connect(self.keep)
        for box in field.findChildren(QAbstractSpinBox):
            dress_spin(box)
        return self._rows[name]

    def show(self, preferences: Preferences) -> None:
        """Show what is stored, but for fields with something not kept yet."""
        for name, field in self._fields.items():
            typed = name in self._kept and field.value() != self._kept[name]
            if not (typed or self._asked[name]):
                field.set_value(getattr(preferences, name))
                self._kept[name] = field.value()

    def keep(self) -> None:
        """Write every field that holds something else than what is stored."""
        self._pause.stop()
        for name, field in self._fields.items():
            value = field.value()
            if name in self._kept and value != self._kept[name]:
                before, self._kept[name] = self._kept[name], value
                self._asked[name] += 1
                refused = partial(self._refused, name, before)
                self._session.act(partial(_edit, {name: value}), partial(self._done, name), refused)

    def _done(self, name: str, _changeset: Changeset) -> None:
        self._asked[name] -= 1
        self._rows[name].set_fault("")
        # What was refused may hold now: closing time moved, so a later opening is none too late.
        self._pause.start()

    def _refused(self, name: str, before: Any, error: TrustJournalError) -> None:
        self._asked[name] -= 1
        self._kept[name] = before
        self._rows[name].set_fault(str(error))
        announce(self._rows[name], str(error))


def _edit(fields: dict[str, Any], connection: Connection) -> Changeset:
    return edit_preferences(queries.stored_preferences(connection), **fields)
