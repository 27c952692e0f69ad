"""One of several keys of which one is chosen, such as how a touch felt."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from trustjournal.ui.widgets.buttons import Button

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChoiceKey(Button):
    """`left` fires with the step to the neighbour that an arrow asks for."""

    left = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            across = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            self.left.emit(-step if across and self.isRightToLeft() else step)
