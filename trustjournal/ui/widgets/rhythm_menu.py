"""The small menu that asks how often."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

_KEYS = 9


class RhythmMenu(QMenu):
    """`chosen` fires with a number of days; the keys 1, 2, 3… choose as well."""

    chosen = Signal(int)

    def __init__(self, choices: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, (days, said) in enumerate(choices[:_KEYS], start=1):
            action = self.addAction(f"&{number}  {said.replace('&', '&&')}")
            action.triggered.connect(partial(self._choose, days))

    def open_at(self, corner: QPoint) -> None:
        """Show it at a point of the screen, with the first choice ready for Enter."""
        self.popup(corner)
        self.setActiveAction(self.actions()[0])

    def _choose(self, days: int, _checked: bool = False) -> None:
        self.chosen.emit(days)
