"""The open journal as the window sees it: reads and writes happen on one worker thread.

Results come back to the window thread as queued signals, in the order they were asked for.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from sqlalchemy import Connection, Engine

from trustjournal.clock import local_now
from trustjournal.domain.changes import Changeset
from trustjournal.errors import Cancelled, TrustJournalError
from trustjournal.store import history, writer
from trustjournal.store.engine import close_journal, is_read_only

T = TypeVar("T")
Refused = Callable[[TrustJournalError], None]


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


class JournalSession(QObject):
    """Reads, writes and announces; holds the one engine and the one worker thread."""

    changed = Signal(object)  # frozenset[type[Record]]
    refused = Signal(str)  # a sentence nobody else has shown
    undo_changed = Signal(str, str)  # labels of what Undo and Redo would do, "" for none
    _returned = Signal(object)

    def __init__(
        self,
        engine: Engine,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(parent)
        self.engine = engine
        self.now = clock
        self.read_only = is_read_only(engine)
        self.path: Path = engine.get_execution_options()["path"]
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._returned.connect(self._run_here, Qt.ConnectionType.QueuedConnection)
        self._submit(self._undo_labels, self._announce_undo, None)

    def today(self) -> date:
        """Return the day it is for the owner."""
        return self.now().date()

    def zone(self) -> ZoneInfo:
        """Return the zone in which the owner's days begin."""
        found = self.now().tzinfo
        return found if isinstance(found, ZoneInfo) else ZoneInfo("UTC")

    def read(
        self,
        query: Callable[[Connection], T],
        deliver: Callable[[T], None],
        refused: Refused | None = None,
    ) -> None:
        """Ask the journal something; `deliver` gets the answer on the window thread."""
        self._submit(partial(self._read, query), deliver, refused)

    def commit(
        self,
        changeset: Changeset,
        done: Callable[[Changeset], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Write a changeset; `done` is called once it is on the disk."""
        self.act(lambda _connection: changeset, done, refused)

    def act(
        self,
        decide: Callable[[Connection], Changeset],
        done: Callable[[Changeset], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Let `decide` look at the journal as it is now, on the worker, and write what it says."""
        self._submit(partial(self._act, decide), partial(self._wrote, done), refused)

    def undo(self, done: Callable[[Changeset | None], None] | None = None) -> None:
        """Take back what was done last; `done` gets it, or None where nothing stands."""
        self._submit(partial(writer.undo, self.engine), partial(self._wrote, done), None)

    def redo(self, done: Callable[[Changeset | None], None] | None = None) -> None:
        """Do again what was undone last; `done` gets it, or None where nothing was undone."""
        self._submit(partial(writer.redo, self.engine), partial(self._wrote, done), None)

    def run(
        self,
        work: Callable[[Engine, Job], T],
        deliver: Callable[[T], None],
        refused: Refused | None = None,
    ) -> Job:
        """Start a long job on the worker; what it writes is announced when it ends."""
        job = Job(self)
        finish = partial(self._finish, job, deliver)
        self._submit(partial(work, self.engine, job), finish, partial(self._stopped, job, refused))
        return job

    def announce(self, changeset: Changeset) -> None:
        """Tell every page what a job has written."""
        self._wrote(None, changeset)

    def close(self) -> None:
        """Finish what was asked for, then close the journal; nobody hears the answers any more."""
        self._returned.disconnect(self._run_here)
        self._worker.shutdown(wait=True)
        close_journal(self.engine)

    def _submit(
        self, work: Callable[[], Any], deliver: Callable[[Any], None], refused: Refused | None
    ) -> None:
        self._worker.submit(self._work, work, deliver, refused or self._say)

    def _work(
        self, work: Callable[[], Any], deliver: Callable[[Any], None], refused: Refused
    ) -> None:
        try:
            answer = partial(deliver, work())
        except TrustJournalError as error:
            answer = partial(refused, error)
        except BaseException as error:  # a bug: it surfaces on the window thread
            answer = partial(_raise, error)
        self._returned.emit(answer)

    def _run_here(self, answer: "partial[None]") -> None:
        if _alive(answer):
            answer()

    def _read(self, query: Callable[[Connection], T]) -> T:
        with self.engine.connect() as connection:
            return query(connection)

    def _act(self, decide: Callable[[Connection], Changeset]) -> Changeset:
        changeset = self._read(decide)
        writer.commit(self.engine, changeset)
        return changeset

    def _wrote(self, done: Callable[[Any], None] | None, changeset: Changeset | None) -> None:
        if changeset is not None:
            self.changed.emit(changeset.touched())
            self._submit(self._undo_labels, self._announce_undo, None)
        if done is not None and _alive(done):
            done(changeset)

    def _finish(self, job: Job, deliver: Callable[[T], None], answer: T) -> None:
        job.ended.emit()
        job.deleteLater()
        if _alive(deliver):
            deliver(answer)

    def _stopped(self, job: Job, refused: Refused | None, error: TrustJournalError) -> None:
        job.ended.emit()
        job.deleteLater()
        if not isinstance(error, Cancelled):
            (refused or self._say)(error)

    def _undo_labels(self) -> tuple[str, str]:
        with self.engine.connect() as connection:
            entries = history.next_undo(connection), history.next_redo(connection)
        undo, redo = (entry.label if entry else "" for entry in entries)
        return undo, redo

    def _announce_undo(self, labels: tuple[str, str]) -> None:
        self.undo_changed.emit(*labels)

    def _say(self, error: TrustJournalError) -> None:
        self.refused.emit(str(error))


def _raise(error: BaseException) -> None:
    raise error


def _alive(call: Callable[..., Any]) -> bool:
    """Return whether the widget that a bound method belongs to still exists."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
