"""One thread that does one thing after the other, and the way back to the window thread."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from trustjournal.errors import Cancelled, TrustJournalError

_GIVE_WAY = 0.0005  # seconds, of Python's usual 0.005

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
    """Does one thing after the other; answers come as queued signals, in the order asked.

    Who waits for an answer is kept on the window thread alone: a widget that the other thread were
    the last to let go of would be deleted there.
    """

    _returned = Signal(int, object, object)

    def __init__(self, parent: QObject, name: str) -> None:
        super().__init__(parent)
        # The window asks for Python's lock hundreds of times to paint a table, and each time may
        # wait for so long until a thread that computes hands it over.
        sys.setswitchinterval(_GIVE_WAY)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._closed = False
        self._asked = 0
        self._waiting: dict[int, tuple[Deliver, Refused]] = {}
        self._returned.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def submit(self, work: Callable[[], Any], deliver: Deliver, refused: Refused) -> None:
        """Do `work` there; `deliver` gets what it returns here, `refused` its refusal."""
        if not self._closed:
            self._asked += 1
            self._waiting[self._asked] = deliver, refused
            self._thread.submit(self._work, self._asked, work)

    def leave(self) -> Callable[[], None]:
        """Let nobody hear an answer any more; return what waits for all that was asked for.

        That may be called on any thread; this object has to live until then.
        """
        self._closed = True
        self._waiting.clear()
        return self._thread.shutdown

    def close(self) -> None:
        """Finish what was asked for; nobody hears the answers any more."""
        self.leave()()

    def _work(self, number: int, work: Callable[[], Any]) -> None:
        try:
            self._returned.emit(number, self._do(work), None)
        except BaseException as error:  # a bug too: it surfaces on the window thread
            self._returned.emit(number, None, error)

    def _do(self, work: Callable[[], Any]) -> Any:
        return work()

    def _answer(self, number: int, answer: Any, error: BaseException | None) -> None:
        if self._closed:
            return
        deliver, refused = self._waiting.pop(number)
        if error is None:
            if alive(deliver):
                deliver(answer)
        elif not isinstance(error, TrustJournalError):
            raise error
        elif alive(refused):
            refused(error)


@cache
def worker_of_program(name: str) -> Worker:
    """Return the thread of this name, which begins when it is first asked for and ends last."""
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("a thread of the program needs a running application")
    made = Worker(app, name)
    app.aboutToQuit.connect(made.close)
    return made


def alive(call: Callable[..., Any]) -> bool:
    """Tell whether the widget that a bound method belongs to still exists."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
