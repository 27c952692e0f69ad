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
from trustjournal.store.transaction import begin_read, is_read_only
from trustjournal.store.writer import Written
from trustjournal.ui.journal_worker import JournalWorker
from trustjournal.ui.worker import Job, Refused, alive
from trustjournal.ui.writing import Writing

__all__ = ["Job", "JournalSession", "Refused"]

T = TypeVar("T")


class JournalSession(QObject):
    """Reads, writes and announces; holds the one engine and the one worker thread."""

    changed = Signal(object)  # frozenset[type[Record]]
    refused = Signal(str)  # a sentence nobody else has shown
    undo_changed = Signal(str, str)  # labels of what Undo and Redo would do, "" for none
    damaged = Signal()  # a page of the journal's file could not be read
    closing = Signal()  # the last moment to ask for something

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
        self._worker = JournalWorker(self, "journal", self.damaged.emit)
        self.writing = Writing(engine, self._worker, self._wrote, self._say, self)
        self.writing.turned_read_only.connect(self._turn_read_only)
        self._submit(partial(_undo_labels, self.engine), self._announce_undo, None)

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
        self._submit(partial(_read, self.engine, query), deliver, refused)

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
        self.writing.ask(partial(_act, self.engine, decide), done, refused)

    def undo(self, done: Callable[[Written | None], None] | None = None) -> None:
        """Take back what was done last; `done` gets it, or None where nothing stands."""
        self.writing.ask(partial(writer.undo, self.engine), done, None)

    def redo(self, done: Callable[[Written | None], None] | None = None) -> None:
        """Do again what was undone last; `done` gets it, or None where nothing was undone."""
        self.writing.ask(partial(writer.redo, self.engine), done, None)

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

    def announce(self, written: Changeset | Written) -> None:
        """Tell every page what a job has written."""
        self._wrote(None, written)

    def leave(self) -> Callable[[], None]:
        """Take the last wishes, then answer nobody; return what finishes and closes the journal.

        That may be called on any thread, while this object lives, and is called once.
        """
        self.closing.emit()
        return partial(_close, self._worker.leave(), self.engine)

    def close(self) -> None:
        """Finish what was asked for, then close the journal; no answer comes any more."""
        self.leave()()

    def _submit(
        self, work: Callable[[], Any], deliver: Callable[[Any], None], refused: Refused | None
    ) -> None:
        self._worker.submit(work, deliver, refused or self._say)

    def _turn_read_only(self, _why: str) -> None:
        self.read_only = True

    def _wrote(
        self, done: Callable[[Any], None] | None, written: Changeset | Written | None
    ) -> None:
        if written is not None:
            self.changed.emit(written.touched())
            self._submit(partial(_undo_labels, self.engine), self._announce_undo, None)
        if done is not None and alive(done):
            done(written)

    def _finish(self, job: Job, deliver: Callable[[T], None], answer: T) -> None:
        job.end()
        if alive(deliver):
            deliver(answer)

    def _stopped(self, job: Job, refused: Refused | None, error: TrustJournalError) -> None:
        job.end()
        if not isinstance(error, Cancelled):
            (refused or self._say)(error)

    def _announce_undo(self, labels: tuple[str, str]) -> None:
        self.undo_changed.emit(*labels)

    def _say(self, error: TrustJournalError) -> None:
        self.refused.emit(str(error))


def _close(finish: Callable[[], None], engine: Engine) -> None:
    finish()
    close_journal(engine)


def _undo_labels(engine: Engine) -> tuple[str, str]:
    with begin_read(engine) as connection:
        entries = history.next_undo(connection), history.next_redo(connection)
    undo, redo = (entry.label if entry else "" for entry in entries)
    return undo, redo


def _read(engine: Engine, query: Callable[[Connection], T]) -> T:
    with begin_read(engine) as connection:
        return query(connection)


def _act(engine: Engine, decide: Callable[[Connection], Changeset]) -> Changeset:
    changeset = _read(engine, decide)
    writer.commit(engine, changeset)
    return changeset
