"""The search field at the head of a page, which leads to the palette instead of searching."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from trustjournal.i18n import _
from trustjournal.ui.widgets.search_box import SearchBox


class FindBox(SearchBox):
    """Looks like a search field; `wanted` fires when it is clicked or typed into."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Find a person or a command"), "Ctrl K", parent)
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
