"""Fields that hold any number of entries: phones, addresses, important days, tags."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from trustjournal.domain.records import (
    Address,
    ImportantDate,
    Labelled,
)
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.widgets.buttons import icon_button, quiet
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.form import dress_spin

_LATEST_YEAR = 2199


class Entry(QWidget):
    """One entry of a `ListField`, with a cross to take it away; `shapes` is a tuple of its kind."""

    shapes: Any
    edited = Signal()
    removed = Signal()

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.noun = noun
        self.cross = icon_button("x", _("Remove {thing}").format(thing=noun), small=True)
        self.cross.setAutoDefault(False)
        self.cross.clicked.connect(self.removed)

    @abstractmethod
    def value(self) -> Any:
        """Return the entry, None where nothing is written in it."""

    @abstractmethod
    def set_value(self, value: Any) -> None:
        """Show an entry."""

    def line(self, words: str) -> QLineEdit:
        """Return a line for one part; `words` show while it is empty and are read aloud."""
        made = QLineEdit()
        made.setPlaceholderText(words)
        made.setAccessibleName(f"{self.noun}: {words}")
        made.textChanged.connect(self.edited)
        return made


class LabelledEntry(Entry):
    """A phone number, e-mail or link with the owner's word for it."""

    shapes = tuple[Labelled, ...]

    def __init__(self, noun: str) -> None:
        super().__init__(noun)
        self.text = self.line(noun)
        self.label = self.line(_("label"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 3)
        row.addWidget(self.label, 1)
        row.addWidget(self.cross)
        self.setFocusProxy(self.text)

    def value(self) -> Labelled | None:
        text = self.text.text().strip()
        return Labelled(value=text, label=self.label.text().strip()) if text else None

    def set_value(self, value: Labelled) -> None:
        self.text.setText(value.value)
        self.label.setText(value.label)


class AddressEntry(Entry):
    """A postal address in its parts."""

    shapes = tuple[Address, ...]

    def __init__(self, noun: str) -> None:
        super().__init__(noun)
        self.parts = {
            "street": self.line(_("street")),
            "label": self.line(_("label")),
            "postal_code": self.line(_("postal code")),
            "city": self.line(_("city")),
            "region": self.line(_("region")),
            "country": self.line(_("country")),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        places = ((0, 0, 2), (0, 2, 1), (1, 0, 1), (1, 1, 2), (2, 0, 2), (2, 2, 1))
        for line, (row, column, wide) in zip(self.parts.values(), places, strict=True):
            grid.addWidget(line, row, column, 1, wide)
        grid.addWidget(self.cross, 0, 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.setFocusProxy(self.parts["street"])

    def value(self) -> Address | None:
        parts = {name: line.text().strip() for name, line in self.parts.items()}
        filled = any(text for name, text in parts.items() if name != "label")
        return Address(**parts) if filled else None

    def set_value(self, value: Address) -> None:
        for name, line in self.parts.items():
            line.setText(getattr(value, name))


class DayEntry(Entry):
    """A day of every year, with the year it began where that is known."""

    shapes = tuple[ImportantDate, ...]

    def __init__(self, noun: str) -> None:
        super().__init__(noun)
        self.label = self.line(_("birthday"))
        self.day = QSpinBox()
        self.day.setRange(1, 31)
        self.day.setAccessibleName(f"{noun}: {_('day')}")
        self.month = QComboBox()
        self.month.addItems([QLocale().standaloneMonthName(month) for month in range(1, 13)])
        self.month.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.month.setMinimumWidth(theme.px(88))
        self.month.setAccessibleName(f"{noun}: {_('month')}")
        self.year = QSpinBox()
        self.year.setRange(0, _LATEST_YEAR)
        self.year.setSpecialValueText(_("any year"))
        self.year.setAccessibleName(f"{noun}: {_('year')}")
        for box in (self.day, self.year):
            dress_spin(box)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.label, 0, 0, 1, 3)
        grid.addWidget(self.cross, 0, 3)
        for column, part in enumerate((self.day, self.month, self.year)):
            grid.addWidget(part, 1, column)
            grid.setColumnStretch(column, 1)
        self.day.valueChanged.connect(self.edited)
        self.month.currentIndexChanged.connect(self.edited)
        self.year.valueChanged.connect(self.edited)
        self.setFocusProxy(self.label)

    def value(self) -> ImportantDate | None:
        label = self.label.text().strip()
        if not label:
            return None
        return ImportantDate(
            label=label,
            month=self.month.currentIndex() + 1,
            day=self.day.value(),
            year=self.year.value() or None,
        )

    def set_value(self, value: ImportantDate) -> None:
        self.label.setText(value.label)
        self.day.setValue(value.day)
        self.month.setCurrentIndex(value.month - 1)
        self.year.setValue(value.year or 0)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a `ListField` holds: its kind of entry, the word for one, and the button for more."""

    entry: type[Entry]
    noun: str
    more: str


class ListField(Field):
    """Entries of one kind under each other, with a button for another."""

    def __init__(self, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listing = listing
        self.shape = listing.entry.shapes
        self.entries: list[Entry] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.more = quiet(listing.more, "plus", small=True, flush=True)
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._add_another)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(self._column)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.row.addLayout(column, 1)

    def value(self) -> tuple[Any, ...]:
        """Return the entries that say something."""
        values = (entry.value() for entry in self.entries)
        return tuple(value for value in values if value is not None)

    def set_value(self, value: Sequence[Any]) -> None:
        """Show these entries."""
        for entry in self.entries:
            self._let_go(entry)
        self.entries = []
        for one in value:
            self._add().set_value(one)
        self.edited.emit()

    def _add(self) -> Entry:
        entry = self._listing.entry(self._listing.noun)
        entry.edited.connect(self.edited)
        entry.removed.connect(self._remove)
        self.entries.append(entry)
        self._column.addWidget(entry)
        if len(self.entries) > 1:
            QWidget.setTabOrder(self.entries[-2].cross, entry)
        return entry

    def _add_another(self) -> None:
        entry = self._add()
        entry.show()
        entry.setFocus()

    def _remove(self) -> None:
        entry = next(one for one in self.entries if one is self.sender())
        self.entries.remove(entry)
        self._let_go(entry)
        self.more.setFocus()
        self.edited.emit()

    def _let_go(self, entry: Entry) -> None:
        self._column.removeWidget(entry)
        entry.hide()
        entry.deleteLater()


class TagLine(QLineEdit):
    """A line for a tag; Enter or a comma ends it."""

    ended = Signal()
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma)
        if ends and plain:
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)


class TagsField(Field):
    """Tags as chips; what is typed becomes one at Enter, a comma, or when the form is saved."""

    shape = tuple[str, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self._box = QWidget()
        self._flow = FlowLayout(self._box)
        self.line = TagLine()
        self.line.setPlaceholderText(_("wholesale"))
        self.line.textChanged.connect(self.edited)
        self.line.ended.connect(self._take)
        self.line.emptied.connect(self._drop_last)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._box)
        column.addWidget(self.line)
        self.row.addLayout(column, 1)
        self.setFocusProxy(self.line)
        self._show()

    def value(self) -> tuple[str, ...]:
        """Return the tags, the one being typed too."""
        typed = self.line.text().strip().lstrip("#")
        return (*self._tags, typed) if typed and typed not in self._tags else self._tags

    def set_value(self, value: tuple[str, ...]) -> None:
        """Show these tags."""
        self._tags = value
        self.line.clear()
        self._show()
        self.edited.emit()

    def _take(self) -> None:
        self.set_value(self.value())

    def _drop_last(self) -> None:
        self.set_value(self._tags[:-1])

    def _show(self) -> None:
        self._flow.clear()
        for tag in self._tags:
            chip = Chip(tag, removable=True)
            chip.removed.connect(lambda one=tag: self._drop(one))
            self._flow.addWidget(chip)
        self._box.setVisible(bool(self._tags))
        self.updateGeometry()

    def _drop(self, tag: str) -> None:
        self.set_value(tuple(one for one in self._tags if one != tag))
        self.line.setFocus()
