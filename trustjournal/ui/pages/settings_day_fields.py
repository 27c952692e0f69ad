"""The fields of the owner's day: a time, the days of a week, a country or region."""

from collections.abc import Iterable
from datetime import time
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from trustjournal.ui import theme
from trustjournal.ui.dialogs.choice_key import ChoiceKey
from trustjournal.ui.dialogs.fields import ClockField, Field
from trustjournal.ui.widgets.flow_layout import FlowLayout

_WEEK = 7


class TimeField(Field):
    """A time of day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock = ClockField()
        self.clock.edited.connect(self.edited)
        self.row.addWidget(self.clock, 1)
        self.setFocusProxy(self.clock.box)

    def value(self) -> time:
        """Return the time shown."""
        return time(*self.clock.value())

    def set_value(self, value: time) -> None:
        """Show a time."""
        self.clock.set_value((value.hour, value.minute))


class WorkdaysField(Field):
    """The days of a week, each a key to press; Tab reaches one, arrows go to the others.

    Days count from Monday as 0; they stand in the order of the owner's calendar.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QWidget()
        flow = FlowLayout(box, gap=6)
        first = QLocale().firstDayOfWeek().value - 1
        self.keys: dict[int, ChoiceKey] = {}
        for place in range(_WEEK):
            day = (first + place) % _WEEK
            short = QLocale().standaloneDayName(day + 1, QLocale.FormatType.ShortFormat)
            key = ChoiceKey(short, small=True)
            key.setAccessibleName(QLocale().standaloneDayName(day + 1))
            key.setCheckable(True)
            key.toggled.connect(partial(self._turn, key))
            key.left.connect(partial(self._step, place))
            theme.mark(key, "kind", "secondary")
            flow.addWidget(key)
            self.keys[day] = key
        self.row.addWidget(box, 1)
        self.setFocusProxy(self.keys[first])

    def value(self) -> tuple[int, ...]:
        """Return the days chosen, Monday first."""
        return tuple(sorted(day for day, key in self.keys.items() if key.isChecked()))

    def set_value(self, value: Iterable[int]) -> None:
        """Choose days."""
        chosen = set(value)
        for day, key in self.keys.items():
            key.setChecked(day in chosen)

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)
        for key in self.keys.values():
            key.setAccessibleDescription(name)

    def _turn(self, key: ChoiceKey, on: bool) -> None:
        theme.mark(key, "kind", "primary" if on else "secondary")
        self.edited.emit()

    def _step(self, place: int, by: int) -> None:
        keys = list(self.keys.values())
        keys[min(max(place + by, 0), _WEEK - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


class PlaceField(Field):
    """A country or region, by its code; `chosen` fires when the owner picks another one.

    Which there are may be told later: until then, and ever after, it keeps a code it was given.
    """

    chosen = Signal()

    def __init__(self, none: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._none = none
        self.box = QComboBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.setMinimumWidth(theme.px(120))
        self.box.addItem(none, "")
        self.box.currentIndexChanged.connect(self.edited)
        self.box.activated.connect(self.chosen)
        self.still(self.box)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.box.view().setAccessibleName(name)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer places as codes and names, and stay at the one chosen."""
        kept = self.value()
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItem(self._none, "")
        for code, name in choices:
            self.box.addItem(name, code)
        self.set_value(kept)
        self.box.blockSignals(False)

    def value(self) -> str:
        """Return the code chosen, "" for none."""
        return self.box.currentData()

    def set_value(self, value: str) -> None:
        """Choose a code."""
        if self.box.findData(value) < 0:
            self.box.addItem(value, value)
        self.box.setCurrentIndex(self.box.findData(value))
