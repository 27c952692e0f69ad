"""Garbage is collected on the window thread alone.

Python collects cycles on whichever thread happens to allocate. On the worker that would delete
widgets while the window thread paints them, and Qt ends the program over it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # ms


class Collector(QObject):
    """Switches Python's own collection off for as long as it lives and does it by a timer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    def collect(self) -> None:
        """Collect the oldest generation that Python would have collected by now."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()
