"""A drop-down list whose choices stand for values of any type."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QWidget


class ChoiceBox(QComboBox):
    """One of `choices`, each a value with its words; Qt itself would turn an enum into text."""

    def __init__(
        self, name: str, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values: list[Any] = []
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls past it
        self.setMaxVisibleItems(20)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Show other choices; the value chosen stays where it is still one of them."""
        if choices == list(zip(self._values, self.words(), strict=True)):
            return
        before = self.value() if self._values else None
        with QSignalBlocker(self):
            self.clear()
            self._values = [value for value, _words in choices]
            self.addItems([words for _value, words in choices])
            self.setCurrentIndex(self._values.index(before) if before in self._values else 0)
        if self.value() != before:
            self.currentIndexChanged.emit(self.currentIndex())

    def value(self) -> Any:
        """Return the value chosen."""
        return self._values[self.currentIndex()]

    def set_value(self, value: Any) -> None:
        """Choose a value."""
        self.setCurrentIndex(self._values.index(value))

    def words(self) -> list[str]:
        """Return the words of every choice."""
        return [self.itemText(place) for place in range(self.count())]
