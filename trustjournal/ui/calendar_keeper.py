"""Keeps a calendar file up to date, for a calendar program that looks at it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy import Engine

from trustjournal.errors import TrustJournalError
from trustjournal.settings import Settings
from trustjournal.ui.session import Job, JournalSession

PAUSE_MS = 3000
LOOK_MS = 3_600_000
"""How often it looks whether a new day has begun."""


class CalendarKeeper(QObject):
    """Writes the file that the settings name, a moment after each change and on every new day.

    `written` fires with the file; `refused` with a sentence, once until it can be written again.
    """

    written = Signal(object)  # Path
    refused = Signal(str)

    def __init__(
        self,
        session: JournalSession,
        settings: Settings,
        parent: QObject,
        *,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._written_on = session.today()
        self._fails = False
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._write)
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.tick)
        self._clock.start()
        session.changed.connect(self._wait)
        self._wait()

    def tick(self) -> None:
        """Write it anew where a day has begun: what is due may have moved."""
        if self._session.today() != self._written_on:
            self._wait()

    def _wait(self, _touched: object = None) -> None:
        if self._settings.calendar_file:
            self._pause.start()

    def _write(self) -> None:
        if not self._settings.calendar_file:
            return
        self._written_on = self._session.today()
        path = Path(self._settings.calendar_file)
        work = calendar_job(self._session, path, with_words=self._settings.calendar_words)
        self._session.run(work, partial(self._wrote, path), self._refuse)

    def _wrote(self, path: Path, _count: int) -> None:
        self._fails = False
        self.written.emit(path)

    def _refuse(self, error: TrustJournalError) -> None:
        if not self._fails:
            self._fails = True
            self.refused.emit(str(error))


def calendar_job(
    session: JournalSession, path: Path, *, with_words: bool
) -> Callable[[Engine, Job], int]:
    """Return the job that writes the calendar as of now and answers how many entries it has."""
    now, zone = session.now(), session.zone()

    def write(engine: Engine, _job: Job) -> int:
        # Imported here: it knows every format, and the window starts without any.
        from trustjournal.transfer.exporting import export_calendar

        return export_calendar(engine, path, now, zone, with_words=with_words)

    return write
