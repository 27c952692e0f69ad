"""The one thread that touches the journal, and the way back to the window thread."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from trustjournal.errors import Cancelled, TrustJournalError

Deliver = Callable[[Any], object]
Refused = Callable[[TrustJournalError], object]


class Job(QObject):
    """A long piece of work: how far it is, and a way to stop it."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; nothing of it is kept."""
        self._stop.set()

    def report(self, done: int, total: int = 0) -> None:
        """Tell how many rows are done, of how many where that is known.

        Raises:
            Cancelled: the owner asked to stop.
        """
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)

    def end(self) -> None:
        """Tell that nothing more comes."""
        self.ended.emit()
        self.deleteLater()


class Worker(QObject):
    """Does one thing after the other; answers come as queued signals, in the order asked."""

    _returned = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._closed = False
        self._returned.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def submit(self, work: Callable[[], Any], deliver: Deliver, refused: Refused) -> None:
        """Do `work` there; `deliver` gets what it returns here, `refused` its refusal."""
        if not self._closed:
            self._thread.submit(self._work, work, deliver, refused)

    def close(self) -> None:
        """Finish what was asked for; nobody hears the answers any more."""
        self._closed = True
        self._thread.shutdown(wait=True)

    def _work(self, work: Callable[[], Any], deliver: Deliver, refused: Refused) -> None:
        try:
            answer = partial(deliver, work())
        except TrustJournalError as error:
            answer = partial(refused, error)
        except BaseException as error:  # a bug: it surfaces on the window thread
            answer = partial(_raise, error)
        self._returned.emit(answer)

    def _answer(self, answer: Callable[[], object]) -> None:
        if not self._closed and alive(answer):
            answer()


def alive(call: Callable[..., Any]) -> bool:
    """Tell whether the widget that a bound method belongs to still exists."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _raise(error: BaseException) -> None:
    raise error
