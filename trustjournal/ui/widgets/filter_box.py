"""The search field that narrows the table below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trustjournal.ui.widgets.search_box import SearchBox

_LEAVING = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FilterBox(SearchBox):
    """Escape clears it; `left` fires where the arrow down or Enter leads on to what was found."""

    left = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, "Ctrl F", parent)

    def enter(self) -> None:
        """Take the focus, ready for another search."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAVING:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
