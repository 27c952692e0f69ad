"""Where the focus goes that a page is given as a whole, and from there on.

A focus proxy is no way to say so: going forward, Tab jumps from the page to its proxy and leaves
out every widget that stands before it.
"""

from collections.abc import Sequence
from itertools import pairwise

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


def put_in_order(widgets: Sequence[QWidget]) -> None:
    """Let Tab go from each of the widgets to the next.

    What is put into a page later would else be reached after everything else.
    """
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
