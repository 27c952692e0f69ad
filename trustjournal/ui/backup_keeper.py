"""Backs the open journal up while it is worked in, and on leaving it.

Copying and checking happen on a thread of their own: neither the window nor the journal waits.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from sqlalchemy import Engine

from trustjournal.domain.backups import Occasion
from trustjournal.errors import Cancelled, TrustJournalError
from trustjournal.settings import Settings
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.backups import take
from trustjournal.ui.journal_worker import JournalWorker
from trustjournal.ui.session import JournalSession
from trustjournal.ui.worker import Job, Refused, alive

WAIT_MS = 30 * 60_000
"""So long after a change the journal is backed up."""

SETTLE_MS = 60_000
"""So long after opening it is looked whether the last session ended without a backup."""

T = TypeVar("T")


class BackupKeeper(QObject):
    """Makes backups after changes, before acts that are hard to take back, and at the end.

    `changed` fires where there may be other backups than before, or another `fault`: why the last
    one could not be made, None where it could.
    """

    changed = Signal()
    _made = Signal()
    _failed = Signal(object)  # TrustJournalError

    def __init__(
        self,
        settings: Settings,
        session: JournalSession,
        *,
        wait_ms: int = WAIT_MS,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        super().__init__(session)
        self.fault: TrustJournalError | None = None
        self._settings = settings
        self._session = session
        self._worker = JournalWorker(self, "backups", session.damaged.emit)
        self._one_at_a_time = Lock()
        self._spare: Path | None = None
        self._wait = QTimer(self, singleShot=True, interval=wait_ms)
        self._wait.timeout.connect(self._back_up_changes)
        self._settle = QTimer(self, singleShot=True, interval=settle_ms)
        self._settle.timeout.connect(self._back_up_changes)
        for signal, slot in ((self._made, self._keep_quiet), (self._failed, self._keep_fault)):
            signal.connect(slot, Qt.ConnectionType.QueuedConnection)
        if session.read_only:
            return
        session.engine.update_execution_options(precaution=self._before)
        session.changed.connect(self._changed)
        session.closing.connect(self._end)
        self._settle.start()

    @property
    def folders(self) -> BackupFolders:
        """Where the backups of this journal go."""
        return BackupFolders(self._session.path, self._settings.backup_folder)

    def choose(self, folder: str) -> None:
        """Put the backups into another folder from now on, "" for the one beside the journal."""
        self._settings.backup_folder = folder
        self._settings.save()
        self.changed.emit()
        if not self._session.read_only:
            self._back_up_changes()

    def spare(self, backup: Path) -> None:
        """Keep a backup whatever its age: the owner is about to go back to it."""
        self._spare = backup

    def back_up(
        self,
        done: Callable[[object], None],
        refused: Refused | None = None,
        *,
        confirmed: bool = False,
    ) -> Job:
        """Make a backup because the owner asks for it; `done` gets its path.

        That one could not be made is a `fault` as well, which the window shows.
        """
        work = partial(self._take, Occasion.HAND, confirmed=confirmed)
        return self.run(work, done, refused or _ignore)

    def run(
        self, work: Callable[[Engine, Job], T], deliver: Callable[[T], None], refused: Refused
    ) -> Job:
        """Do something long about backups, beside what else goes on."""
        job = Job(self)
        finish, stop = partial(_finish, job, deliver), partial(_stop, job, refused)
        self._worker.submit(partial(work, self._session.engine, job), finish, stop)
        return job

    def _take(
        self, occasion: Occasion, engine: Engine, job: Job | None = None, *, confirmed: bool = False
    ) -> Path | None:
        """Make one backup at a time, on whichever thread; say how it went."""
        report = job.report if job is not None else None
        try:
            with self._one_at_a_time:
                now: datetime = self._session.now()
                made = take(
                    engine,
                    self.folders,
                    occasion,
                    now,
                    confirmed=confirmed,
                    spare=self._spare,
                    report=report,
                )
        except Cancelled:
            raise
        except TrustJournalError as error:
            self._failed.emit(error)
            raise
        self._made.emit()
        return made

    def _before(self, occasion: Occasion) -> None:
        """Make a backup before something, which goes on whether or not there is one."""
        try:
            self._take(occasion, self._session.engine)
        except TrustJournalError:
            return  # told by the banner; what is about to happen can be taken back all the same

    def _changed(self, _touched: object) -> None:
        if not self._wait.isActive():
            self._wait.start()

    def _back_up_changes(self) -> None:
        self.run(partial(self._take, Occasion.WORK), _ignore, _ignore)

    def _end(self) -> None:
        """Make the last backup behind everything that was asked of the journal."""
        for timer in (self._wait, self._settle):
            timer.stop()
        for job in self.findChildren(Job):
            job.cancel()
        finish = self._worker.leave()

        def close(engine: Engine, _job: Job) -> None:
            finish()
            self._take(Occasion.CLOSE, engine)

        self._session.run(close, _ignore, _ignore)

    def _keep_quiet(self) -> None:
        self.fault = None
        self.changed.emit()

    def _keep_fault(self, error: TrustJournalError) -> None:
        self.fault = error
        self._wait.start()  # it is tried again
        self.changed.emit()


def backup_keeper(session: JournalSession, settings: Settings) -> BackupKeeper:
    """Return the one that everything over an open journal shares."""
    return session.findChild(BackupKeeper) or BackupKeeper(settings, session)


def _finish(job: Job, deliver: Callable[[T], None], answer: T) -> None:
    job.end()
    if alive(deliver):
        deliver(answer)


def _stop(job: Job, refused: Refused, error: TrustJournalError) -> None:
    job.end()
    if not isinstance(error, Cancelled) and alive(refused):
        refused(error)


def _ignore(_answer: object) -> None:
    """Nobody waits for it."""
