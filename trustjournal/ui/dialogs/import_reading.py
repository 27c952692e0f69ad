"""Reading one file at a time on the worker, with a question first, progress, and a way out."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trustjournal.transfer import Duplicates
from trustjournal.ui.dialogs import import_work
from trustjournal.ui.dialogs.one_job import OneJob
from trustjournal.ui.session import JournalSession


class FileReading(QObject):
    """Looks at a file, then reads it. What was cancelled is never heard of again."""

    questioned = Signal(str)  # a question to answer by calling `read`
    progressed = Signal(int)  # people read so far
    finished = Signal(object)  # Preview
    failed = Signal(object)  # TrustJournalError

    def __init__(self, session: JournalSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = Path()
        self.duplicates = Duplicates.SKIP
        self._job = OneJob(session, self)
        self._job.progressed.connect(self.progressed)
        self._job.failed.connect(self.failed)

    def look(self, path: Path) -> None:
        """Read the file at `path`, or put a question first where it is large."""
        self.path = path
        self._job.start(partial(import_work.look_at, path), self._sized)

    def read(self, encoding: str | None = None) -> None:
        """Read the file last looked at, in another encoding than its own where one is given."""
        work = partial(import_work.read, self.path, encoding, self.duplicates)
        self._job.start(work, self.finished.emit)

    def cancel(self) -> None:
        """Stop whatever goes on."""
        self._job.cancel()

    def _sized(self, question: str | None) -> None:
        if question:
            self.questioned.emit(question)
        else:
            self.read()
