"""The open journal as the window sees it: reads and writes happen on one worker thread.

Results come back to the window thread as queued signals, in the order they were asked for.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Connection, Engine

from trustjournal.clock import local_now
from trustjournal.domain.changes import Changeset
from trustjournal.errors import Cancelled, TrustJournalError
from trustjournal.store import history, writer
from trustjournal.store.engine import close_journal
from trustjournal.store.transaction import is_read_only
from trustjournal.ui.worker import Job, Refused, Worker, alive

__all__ = ["Job", "JournalSession", "Refused"]

T = TypeVar("T")


class JournalSession(QObject):
    """Reads, writes and announces; holds the one engine and the one worker thread."""

    changed = Signal(object)  # frozenset[type[Record]]
    refused = Signal(str)  # a sentence nobody else has shown
    undo_changed = Signal(str, str)  # labels of what Undo and Redo would do, "" for none

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
        self._worker = Worker(self, "journal")
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
        """Finish what was asked for, then close the journal; no answer comes any more."""
        self._worker.close()
        close_journal(self.engine)

    def _submit(
        self, work: Callable[[], Any], deliver: Callable[[Any], None], refused: Refused | None
    ) -> None:
        self._worker.submit(work, deliver, refused or self._say)

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
        if done is not None and alive(done):
            done(changeset)

    def _finish(self, job: Job, deliver: Callable[[T], None], answer: T) -> None:
        job.end()
        if alive(deliver):
            deliver(answer)

    def _stopped(self, job: Job, refused: Refused | None, error: TrustJournalError) -> None:
        job.end()
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
