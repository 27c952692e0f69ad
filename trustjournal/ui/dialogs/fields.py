"""The simple fields of the full forms: each holds one value and says when it was edited."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choice_key import ChoiceKey
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.form import dress_spin
from trustjournal.ui.widgets.label import PlainLabel


class Field(QWidget):
    """One value of a form. `set_value` takes what `value` gives; `edited` fires on any change.

    `shape` is the type of the value where JSON does not say it: a draft is kept so.
    """

    edited = Signal()
    shape: Any = Any

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def value(self) -> Any:
        """Return what the field holds."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def is_blank(self) -> bool:
        """Return whether this is a field to begin with: one to write in that is still empty."""
        return False

    def fault(self) -> str:
        """Say what is wrong with what is typed where it cannot be read, "" where nothing is."""
        return ""

    def still(self, box: QWidget) -> None:
        """Let the mouse wheel change `box` only while it has the focus, and scroll otherwise."""
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wheel = event.type() is QEvent.Type.Wheel
        if wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        if (inner := self.focusProxy()) is not None:
            inner.setAccessibleName(name)


class LineField(Field):
    """One line of text."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.textChanged.connect(self.edited)
        self.row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)

    def value(self) -> str:
        """Return the text."""
        return self.line.text()

    def is_blank(self) -> bool:
        return not self.line.text()

    def set_value(self, value: str) -> None:
        """Show a text."""
        if value != self.line.text():
            self.line.setText(value)
            self.line.setCursorPosition(0)


class MoneyField(LineField):
    """An amount as the owner writes it, with the currency behind it; `money` reads it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._currency = PlainLabel("", tone=Tone.MUTED)
        self._currency.hide()
        self.row.addWidget(self._currency)

    def set_currency(self, currency: str) -> None:
        """Show the currency, an ISO 4217 code or any word."""
        self._currency.setText(currency)
        self._currency.setVisible(bool(currency))


def money(text: str) -> Decimal | None:
    """Read an amount as this computer's language writes it, exactly; blank is None.

    Raises:
        InvalidEntry: it is no number.
    """
    locale = QLocale()
    plain = "".join(text.split()).replace(locale.groupSeparator(), "")
    plain = plain.replace(locale.decimalPoint(), ".")
    if not plain:
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise InvalidEntry(
            _("“{text}” is not an amount. Write a number, such as {example}.").format(
                text=text.strip(), example=locale.toString(12.5, "f", 2)
            )
        ) from None


def money_text(amount: Decimal | None) -> str:
    """Write an amount so that `money` reads it back exactly."""
    return "" if amount is None else f"{amount:f}".replace(".", QLocale().decimalPoint())


class NoteField(Field):
    """Several lines of the owner's own words."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.box = QPlainTextEdit()
        self.box.setProperty("journal", "true")
        self.box.setTabChangesFocus(True)
        self.box.textChanged.connect(self.edited)
        self.row.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._fit()
        theme.look.changed.connect(self._fit)

    def value(self) -> str:
        """Return the text."""
        return self.box.toPlainText()

    def is_blank(self) -> bool:
        return not self.box.toPlainText()

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.box.setPlainText(value)

    def _fit(self) -> None:
        self.box.setFixedHeight(theme.px(24) * self._lines + 20)


class CheckField(Field):
    """A box to tick, with its own words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(words.replace("&", "&&"))
        self.box.toggled.connect(self.edited)
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.setFocusProxy(self.box)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.box.setChecked(value)


class ChoiceField(Field):
    """One of many fixed choices, from a list that opens."""

    def __init__(self, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = [value for value, _words in choices]
        self.box = QComboBox()
        self.box.addItems([words for _value, words in choices])
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.setMinimumWidth(theme.px(120))
        self.box.currentIndexChanged.connect(self.edited)
        self.still(self.box)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def value(self) -> Any:
        """Return the value chosen."""
        return self._values[self.box.currentIndex()]

    def set_value(self, value: Any) -> None:
        """Choose a value."""
        self.box.setCurrentIndex(self._values.index(value))

    def rename(self, value: Any, words: str) -> None:
        """Show other words for a value."""
        self.box.setItemText(self._values.index(value), words)


class KeysField(Field):
    """One of few choices, each a key to press; an `optional` one is let go by pressing it again.

    Tab reaches one of the keys, arrows go from there to the others.
    """

    def __init__(
        self,
        choices: Sequence[tuple[Any, str]],
        *,
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._optional = optional
        self._chosen: Any = None if optional else choices[0][0]
        self.keys: dict[Any, ChoiceKey] = {}
        group = QButtonGroup(self)
        group.setExclusive(False)
        box = QWidget()
        flow = FlowLayout(box, gap=6)
        for value, words in choices:
            key = ChoiceKey(words, small=True)
            key.setCheckable(True)
            key.setAutoDefault(False)
            key.clicked.connect(lambda _checked=False, one=value: self._press(one))
            key.left.connect(partial(self._step, len(self.keys)))
            group.addButton(key)
            flow.addWidget(key)
            self.keys[value] = key
        self.row.addWidget(box, 1)
        self.setFocusProxy(next(iter(self.keys.values())))
        self._mark()

    def value(self) -> Any:
        """Return the value chosen, None where none is."""
        return self._chosen

    def set_value(self, value: Any) -> None:
        """Choose a value."""
        if value != self._chosen:
            self._chosen = next((one for one in self.keys if one == value), None)
            self._mark()
            self.edited.emit()

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)
        for key in self.keys.values():
            key.setAccessibleDescription(name)

    def _step(self, place: int, by: int) -> None:
        keys = list(self.keys.values())
        neighbour = keys[min(max(place + by, 0), len(keys) - 1)]
        neighbour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self, value: Any) -> None:
        again = value == self._chosen
        self._chosen = None if again and self._optional else value
        self._mark()
        if not again or self._optional:
            self.edited.emit()

    def _mark(self) -> None:
        for value, key in self.keys.items():
            chosen = value == self._chosen
            key.setChecked(chosen)
            theme.mark(key, "kind", "primary" if chosen else "secondary")


class NumberField(Field):
    """A whole number with its unit; with `none` its words stand for 0, which is None."""

    def __init__(
        self, most: int, unit: str, none: str = "", *, step: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._optional = bool(none)
        self.box = QSpinBox()
        self.box.setRange(0, most)
        self.box.setSingleStep(step)
        self.box.setSuffix(f" {unit}")
        self.box.setSpecialValueText(none)
        self.box.valueChanged.connect(self.edited)
        dress_spin(self.box)
        self.still(self.box)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def value(self) -> int | None:
        """Return the number."""
        return self.box.value() or (None if self._optional else 0)

    def set_value(self, value: int | None) -> None:
        """Show a number."""
        self.box.setValue(value or 0)


class ClockField(Field):
    """A time of day in hours and minutes."""

    shape = tuple[int, int]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QTimeEdit()
        self.box.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self.box.timeChanged.connect(self.edited)
        dress_spin(self.box)
        self.still(self.box)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def value(self) -> tuple[int, int]:
        """Return hour and minute."""
        shown = self.box.time()
        return shown.hour(), shown.minute()

    def set_value(self, value: tuple[int, int]) -> None:
        """Show an hour and minute."""
        self.box.setTime(QTime(*value))
