"""Carries forward what is left of everyone's evidence, and counts it, whenever the owner pauses.

Then what was written is folded into the file, so that a copy of it made by hand has everything.
"""

from PySide6.QtCore import QObject, QTimer
from sqlalchemy import Engine

from trustjournal.store import balances
from trustjournal.store.base_rates import base_rate
from trustjournal.store.engine import fold_log
from trustjournal.ui.session import Job, JournalSession

PAUSE_MS = 2000


class Bookkeeper(QObject):
    """Closes the books a moment after the journal was opened, and after the last change to it.

    Until then, and where the disk refuses, depth is weighed from the records.
    """

    def __init__(
        self, session: JournalSession, parent: QObject, *, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._close_books)
        self._pause.start()
        session.changed.connect(self._wait)

    def _wait(self, _touched: object) -> None:
        self._pause.start()

    def _close_books(self) -> None:
        now, zone = self._session.now(), self._session.zone()

        def close(engine: Engine, _job: Job) -> None:
            balances.ensure(engine, now, zone)
            with engine.connect() as connection:
                base_rate(connection, now, zone)  # kept there for the first person on screen
            fold_log(engine)

        self._session.run(close, _ignore, _ignore)


def _ignore(_answer: object) -> None:
    """Nobody waits for it."""
