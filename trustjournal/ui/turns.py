"""Work of the window in portions, between which it answers the owner."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer


def in_next_turn(context: QObject, deed: Callable[[], object]) -> None:
    """Do something once all that waits by now is answered, unless `context` is gone by then.

    Not after 0 ms: that Qt does at once, before keys, clicks and painting.
    """
    QTimer.singleShot(1, context, deed)


class Portions(QObject):
    """Goes through steps, the first at once and one in each turn after.

    What is begun anew leaves what was still to do undone.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] = iter(())
        self._next = QTimer(self, singleShot=True, interval=1)
        self._next.timeout.connect(self._go_on)

    def begin(self, steps: Iterator[object]) -> None:
        """Go through these steps from now on; a generator does its work up to each `yield`."""
        self._steps = steps
        self._go_on()

    def _go_on(self) -> None:
        self._next.stop()
        if next(self._steps, _ALL_DONE) is not _ALL_DONE:
            self._next.start()


_ALL_DONE = object()
