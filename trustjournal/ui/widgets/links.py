"""Links that are opened by a click or a key, and in no other way."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel

_BREAKS = re.compile(r"[^\w\s]|_|\w{24}")  # a link has no spaces, yet must fit a narrow card


class LinkLabel(PlainLabel):
    """A link in the accent colour; `opened` fires on a click, Enter or Space.

    Where it leads, if to an address, is said in full before that.
    """

    opened = Signal()

    def __init__(self, text: str, address: str = "", parent: QWidget | None = None) -> None:
        shown = _BREAKS.sub("\\g<0>\u200b", text)
        super().__init__(shown, TypeRole.BODY, Tone.ACCENT, wrap=True, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setToolTip(address)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._underline(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._underline(False)

    def _underline(self, on: bool) -> None:
        font = self.font()
        font.setUnderline(on)
        self.setFont(font)
