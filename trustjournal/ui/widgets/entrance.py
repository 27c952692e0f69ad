"""Where the focus goes that a page is given as a whole.

A focus proxy is no way to say so: going forward, Tab jumps from the page to its proxy and leaves
out every widget that stands before it.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class Entrance(QObject):
    """Hands the focus of `page` on to `first`, which may be changed."""

    def __init__(self, page: QWidget, first: QWidget) -> None:
        super().__init__(page)
        self.first = first
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self.first.setFocus(event.reason())
        return False
