"""Writes as the window asks for them: what was in their way, and asking for them again."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Engine

from trustjournal.domain.changes import Changeset
from trustjournal.errors import TrustJournalError
from trustjournal.store.transaction import WriteRefused, refuse_writes
from trustjournal.ui.worker import Refused, Worker, alive

Done = Callable[[Any], None]


class _Attempt(NamedTuple):
    work: Callable[[], Any]
    done: Done | None
    refused: Refused | None

    def is_wanted(self) -> bool:
        """Tell whether whoever asked is still there; the words of others are kept as drafts."""
        return all(call is None or alive(call) for call in (self.done, self.refused))


class Writing(QObject):
    """Has writes done on the worker; `wrote` hears of each, then whoever asked for it.

    `obstructed` fires with a WriteRefused, whoever shows its sentence; a refusal that nobody shows
    goes to `say`. `closed_because` says why nothing can be written, where that is so. `settled` are
    the places whose drafts a write has saved, from that moment on: before anybody hears of it.
    """

    obstructed = Signal(object)
    turned_read_only = Signal(str)

    def __init__(
        self,
        engine: Engine,
        worker: Worker,
        wrote: Callable[[Done | None, Any], None],
        say: Refused,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._worker = worker
        self._wrote = wrote
        self._say = say
        self._obstructed: _Attempt | None = None
        self.closed_because = ""
        self.settled: set[str] = set()

    def ask(self, work: Callable[[], Any], done: Done | None, refused: Refused | None) -> None:
        """Do `work` once all that was asked for before is done."""
        attempt = _Attempt(work, done, refused)
        settling = partial(_settle, work, self.settled)
        self._worker.submit(settling, partial(self._finish, done), partial(self._stop, attempt))

    def retry(self) -> bool:
        """Ask again for what was obstructed last; tell whether anybody still wants it."""
        attempt, self._obstructed = self._obstructed, None
        wanted = attempt is not None and attempt.is_wanted()
        if attempt is not None and wanted:
            self.ask(*attempt)
        return wanted

    @property
    def is_obstructed(self) -> bool:
        """Tell whether the last write was refused and none has been done since."""
        return self._obstructed is not None

    def turn_read_only(self, why: str) -> None:
        """Refuse every write from now on, with the sentence `why`."""
        self.closed_because = why
        refuse_writes(self._engine, why)
        self.turned_read_only.emit(why)

    def _finish(self, done: Done | None, written: Any) -> None:
        self._obstructed = None
        self._wrote(done, written)

    def _stop(self, attempt: _Attempt, error: TrustJournalError) -> None:
        refused = attempt.refused
        if isinstance(error, WriteRefused):
            self._obstructed = attempt
            self.obstructed.emit(error)
        elif refused is None:
            self._say(error)
        if refused is not None and alive(refused):
            refused(error)


def _settle(work: Callable[[], Any], settled: set[str]) -> Any:
    written = work()
    if isinstance(written, Changeset):
        settled.update(written.settles)
    return written
