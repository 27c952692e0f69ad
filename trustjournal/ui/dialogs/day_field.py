"""The field of a form that holds a day, or none."""

from datetime import date

from PySide6.QtWidgets import QWidget

from trustjournal.i18n import _
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.widgets.buttons import icon_button, secondary
from trustjournal.ui.widgets.date_field import DateField


class DayField(Field):
    """A day, or none: a button then offers to choose one, beginning with `first`.

    Words count from `today`, which is `first` where it is not said, and lead ahead or to the
    `past`.
    """

    shape = date | None

    def __init__(
        self,
        first: date,
        *,
        today: date | None = None,
        past: bool = False,
        optional: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._first = first
        self._optional = optional
        self._day: date | None = None
        self.choose = secondary(_("Choose a day"), "calendar-days")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._begin)
        self.box = DateField(today or first, past=past)
        self.box.set_day(first)
        self.box.day_changed.connect(self.edited)
        self.drop = icon_button("x", _("No day"), small=True)
        self.drop.setAutoDefault(False)
        self.drop.clicked.connect(self._drop)
        for part, stretch in ((self.choose, 0), (self.box, 1), (self.drop, 0)):
            self.row.addWidget(part, stretch)
        self.row.addStretch(0)
        self._show(chosen=not optional)

    def value(self) -> date | None:
        """Return the day chosen."""
        return None if self._is_none() else self.box.day()

    def fault(self) -> str:
        return "" if self._is_none() else self.box.fault()

    def set_value(self, value: date | None) -> None:
        """Show a day or none."""
        if value is not None:
            self.box.set_day(value)
        self._show(chosen=value is not None)
        self.edited.emit()

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)
        self.box.setAccessibleName(name)
        self.choose.setAccessibleName(f"{name}: {self.choose.text()}")

    def _is_none(self) -> bool:
        is_emptied = self._optional and not self.box.text().strip()
        return is_emptied or not self.box.isVisibleTo(self)

    def _show(self, *, chosen: bool) -> None:
        self.choose.setVisible(not chosen)
        self.box.setVisible(chosen)
        self.drop.setVisible(chosen and self._optional)
        self.setFocusProxy(self.box if chosen else self.choose)

    def _begin(self) -> None:
        self.set_value(self._first)
        self.box.setFocus()

    def _drop(self) -> None:
        self.set_value(None)
        self.choose.setFocus()
