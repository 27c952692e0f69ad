"""The base of lists whose rows are painted in Python."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QListView, QWidget

from trustjournal.ui.faces import faces


class PaintedList(QListView):
    """Paints all of its rows without letting another thread of Python in between.

    A photo that arrives while its row is on screen is painted at once.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        faces.changed.connect(self.viewport().update)

    def viewportEvent(self, event: QEvent) -> bool:
        # Coming through here, Python's lock is held from the first row to the last. Else every
        # call of model and delegate had to win it back from a thread that computes, and a list
        # took up to 0.2 s to paint.
        return super().viewportEvent(event)
