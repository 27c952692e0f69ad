"""Putting off what needs everybody's names until they are read."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from trustjournal.ui.widgets.known_names import KnownNames

_MOMENT_MS = 300

Deed = Callable[[], None]


class NamesFirst(QObject):
    """Does what the owner asked for as soon as the names are those of the journal.

    `taking_long` fires where that takes longer than a moment, `ended` once nothing waits any more:
    because it is about to be done, was taken back, or the names cannot be read.
    """

    taking_long = Signal()
    ended = Signal()

    def __init__(self, known: KnownNames, parent: QObject) -> None:
        super().__init__(parent)
        self._known = known
        self._deed: Deed | None = None
        self._moment = QTimer(self, singleShot=True, interval=_MOMENT_MS)
        self._moment.timeout.connect(self.taking_long)
        known.read.connect(self._go_on)

    def puts_off(self, deed: Deed) -> bool:
        """Return whether `deed` has to wait, in the place of what waited before."""
        if self._known.is_fresh:
            return False
        self._deed = deed
        self._known.try_again()
        if not self._moment.isActive():
            self._moment.start()
        return True

    def take_back(self) -> bool:
        """Let nothing be done; return whether anything waited."""
        return self._end() is not None

    def _go_on(self) -> None:
        deed = self._end()
        if deed is not None and self._known.is_fresh:
            deed()

    def _end(self) -> Deed | None:
        deed, self._deed = self._deed, None
        if deed is not None:
            self._moment.stop()
            self.ended.emit()
        return deed
