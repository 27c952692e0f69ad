"""Reading one file at a time on the worker, with a question first, progress, and a way out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Engine

from trustjournal.errors import TrustJournalError
from trustjournal.transfer import Duplicates
from trustjournal.ui.dialogs import import_work
from trustjournal.ui.dialogs.import_work import Preview
from trustjournal.ui.session import Job, JournalSession


class FileReading(QObject):
    """Looks at a file, then reads it. What was cancelled is never heard of again."""

    questioned = Signal(str)  # a question to answer by calling `read`
    progressed = Signal(int)  # people read so far
    finished = Signal(object)  # Preview
    failed = Signal(str)  # a sentence

    def __init__(self, session: JournalSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = Path()
        self.duplicates = Duplicates.SKIP
        self._session = session
        self._job: Job | None = None
        self._turn = 0

    def look(self, path: Path) -> None:
        """Read the file at `path`, or put a question first where it is large."""
        self.path = path
        self._start(partial(import_work.look_at, path), self._sized)

    def read(self, encoding: str | None = None) -> None:
        """Read the file last looked at, in another encoding than its own where one is given."""
        work = partial(import_work.read, self.path, encoding, self.duplicates)
        self._start(work, self._done)

    def cancel(self) -> None:
        """Stop whatever goes on."""
        self._turn += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self, work: Callable[[Engine, Job], Any], done: Callable[[int, Any], None]) -> None:
        self.cancel()
        turn = self._turn
        self._job = self._session.run(work, partial(done, turn), partial(self._fail, turn))
        self._job.progressed.connect(self._progress)

    def _sized(self, turn: int, question: str | None) -> None:
        if turn != self._turn:
            return
        self._job = None
        if question:
            self.questioned.emit(question)
        else:
            self.read()

    def _done(self, turn: int, preview: Preview) -> None:
        if turn == self._turn:
            self._job = None
            self.finished.emit(preview)

    def _fail(self, turn: int, error: TrustJournalError) -> None:
        if turn == self._turn:
            self._job = None
            self.failed.emit(str(error))

    def _progress(self, done: int, _total: int) -> None:
        if self.sender() is self._job:
            self.progressed.emit(done)
