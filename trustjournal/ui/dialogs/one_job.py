"""One job at a time on the worker, with progress and a way out."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Engine

from trustjournal.errors import TrustJournalError
from trustjournal.ui.session import Job, JournalSession


class OneJob(QObject):
    """Runs the job that was asked for last; what was cancelled is never heard of again."""

    progressed = Signal(int)  # rows done so far
    failed = Signal(object)  # TrustJournalError

    def __init__(self, session: JournalSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._turn = 0

    def start(self, work: Callable[[Engine, Job], Any], done: Callable[[Any], None]) -> None:
        """Run `work` in place of what goes on; `done` gets its answer."""
        self.cancel()
        hear, fail = partial(self._heard, self._turn, done), partial(self._fail, self._turn)
        self._job = self._session.run(work, hear, fail)
        self._job.progressed.connect(self._progress)

    def cancel(self) -> None:
        """Stop whatever goes on."""
        self._turn += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _heard(self, turn: int, done: Callable[[Any], None], answer: Any) -> None:
        if turn == self._turn:
            self._job = None
            done(answer)

    def _fail(self, turn: int, error: TrustJournalError) -> None:
        if turn == self._turn:
            self._job = None
            self.failed.emit(error)

    def _progress(self, done: int, _total: int) -> None:
        if self.sender() is self._job:
            self.progressed.emit(done)
