"""Garbage is collected on the window thread alone, and in portions that nobody feels.

Python collects cycles on whichever thread happens to allocate. On the worker that would delete
widgets while the window thread paints them, and Qt ends the program over it.

To look at an object takes up to a microsecond, and a journal of ten thousand people is half a
million of them: looked through at once, they would hold up the window for half a second. What came
in bulk is therefore set aside unseen, which takes no time, and looked through once the owner has
turned to another program.
"""

import gc

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

_EVERY = 1000  # ms
MOST = 20_000
"""How many objects are looked through at once while the owner is here."""
_AWAY = 5
"""After so many turns without the owner, what was set aside is looked through."""


class Collector(QObject):
    """Switches Python's own collection off for as long as it lives and does it by a timer."""

    def __init__(self, parent: QObject | None = None, *, every_ms: int = _EVERY) -> None:
        super().__init__(parent)
        gc.disable()
        self._turns_away = 0
        self._set_aside = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(every_ms)

    def collect(self) -> None:
        """Collect what Python would have collected by now, or everything while nobody waits."""
        self._turns_away = self._turns_away + 1 if QApplication.activeWindow() is None else 0
        if self._turns_away == _AWAY and self._set_aside:
            gc.unfreeze()
            gc.collect()
            self._set_aside = False
        else:
            self._collect_young()

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect_young(self) -> None:
        (young, middle, _old), (few, some, _many) = gc.get_count(), gc.get_threshold()
        if young <= few:
            return
        generation = 1 if middle > some else 0
        # Counted: what Python tells of the young is less by every old object that went meanwhile.
        # Never between two steps of Python: a list of all objects holds the tuple that another
        # thread is just making, which that thread then finds it cannot finish.
        if sum(map(len, map(gc.get_objects, range(generation + 1)))) > MOST:
            gc.freeze()
            self._set_aside = True
        else:
            gc.collect(generation)
