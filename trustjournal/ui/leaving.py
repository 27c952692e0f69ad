"""Closing journals that are no longer shown, without the window waiting for it."""

import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from trustjournal.ui.session import JournalSession


class Leaving(QObject):
    """Finishes what was asked of a session and closes its journal, on a thread for each.

    `failed` carries what went wrong, on the window thread.
    """

    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: dict[JournalSession, threading.Thread] = {}
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def leave(self, session: "JournalSession") -> None:
        """Let `session` take its last wishes, then close its journal behind the window."""
        work = session.leave()
        thread = threading.Thread(target=self._close, args=(id(session), work), name="leaving")
        # The session is let go of here alone: the other thread must not be the last to hold it.
        self._threads[session] = thread
        thread.start()

    def waiting(self) -> Callable[[], None]:
        """Return what waits until all that was left is closed, to be called on any thread."""
        return partial(_join, tuple(self._threads.values()))

    def _close(self, number: int, work: Callable[[], None]) -> None:
        try:
            work()
            self._ended.emit(number, None)
        except Exception as error:  # it surfaces on the window thread
            self._ended.emit(number, error)

    def _end(self, number: int, error: Exception | None) -> None:
        session = next(one for one in self._threads if id(one) == number)
        self._threads.pop(session).join()
        session.deleteLater()
        if error is not None:
            self.failed.emit(error)


def _join(threads: Iterable[threading.Thread]) -> None:
    for thread in threads:
        thread.join()
