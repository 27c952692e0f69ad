"""The jobs of an import, one at a time: what only reads is dropped at once, a write is awaited."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Engine

from trustjournal.transfer.import_plan import Choices
from trustjournal.ui.dialogs import import_work
from trustjournal.ui.dialogs.import_memory import ImportMemory
from trustjournal.ui.dialogs.import_work import Opened, Remembered, Wish
from trustjournal.ui.dialogs.one_job import OneJob
from trustjournal.ui.session import Job, JournalSession

Done = Callable[[Any], None]


class ImportReading(QObject):
    """Opens files, looks them over and brings them in.

    After `cancel` nothing is heard of what was read; of a write it is heard that it `ended`, and
    what it did where it was too late.
    """

    progressed = Signal(int, int)  # rows done, of how many or 0
    failed = Signal(object)  # TrustJournalError
    ended = Signal()

    def __init__(
        self, session: JournalSession, memory: ImportMemory, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._memory = memory
        self._writing: Job | None = None
        self._one = OneJob(session, self)
        self._one.progressed.connect(self._count)
        self._one.failed.connect(self.failed)

    def weigh(self, path: Path, done: Done) -> None:
        """Find out what to ask before a file is read; `done` gets the words, "" for nothing."""
        self._one.start(partial(import_work.weigh, path), done)

    def open(self, wish: Wish, done: Done) -> None:
        """Open a file; `done` gets an `Opened` or an `Elsewhere`."""
        remembered = Remembered(self._memory.mine(), self._memory.columns(), self._memory.forms())
        now = self._session.now()
        self._one.start(partial(import_work.open_file, wish, remembered, now), done)

    def look(self, opened: Opened, choices: Choices, done: Done) -> None:
        """Find out what importing a file would do; `done` gets a `Looked`."""
        now = self._session.now()
        self._one.start(partial(import_work.look_over, opened, choices, now), done)

    def bring(self, opened: Opened, choices: Choices, rows: int, done: Done) -> None:
        """Import a file of about so many rows; `done` gets a `Brought`."""
        now = self._session.now()
        self._write(partial(import_work.bring, opened, choices, rows, now), done)

    def bring_whole(self, path: Path, done: Done) -> None:
        """Import a whole journal; `done` gets what was `Written`."""
        self._write(partial(import_work.bring_whole, path), done)

    def cancel(self) -> bool:
        """Stop whatever goes on; return whether that is so already."""
        self._one.cancel()
        if self._writing is None:
            return True
        self._writing.cancel()
        return False

    def _write(self, work: Callable[[Engine, Job], Any], done: Done) -> None:
        self._one.cancel()
        self._writing = self._session.run(work, done, self.failed.emit)
        self._writing.progressed.connect(self.progressed)
        self._writing.ended.connect(self._end)

    def _end(self) -> None:
        self._writing = None
        self.ended.emit()

    def _count(self, done: int) -> None:
        self.progressed.emit(done, 0)
