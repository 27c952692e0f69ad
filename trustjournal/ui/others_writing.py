"""Noticing what another program writes into the open journal, as the command line does."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from trustjournal.errors import TrustJournalError
from trustjournal.store import history
from trustjournal.store.rows import FIELDS
from trustjournal.store.writer import Written
from trustjournal.ui.session import JournalSession

LOOK_MS: Final = 3000
_EVERYTHING: Final = frozenset(FIELDS)


class OthersWriting(QObject):
    """Looks at the end of the history while the window is in front, and when it comes there.

    Each write of the session is announced once and adds one entry; whatever is beyond was written
    by others, and every page is told.
    """

    def __init__(self, window: QWidget, session: JournalSession) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._known: int | None = None
        self._own = 0
        session.changed.connect(self._count)
        window.installEventFilter(self)
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self._look_in_front)
        self._clock.start()
        self.look()

    def look(self) -> None:
        """Look now."""
        # What is in the way of this look is told by what the owner asks for.
        self._session.read(history.last_sequence, self._compare, _say_nothing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowActivate:
            self.look()
        return False

    def _look_in_front(self) -> None:
        if self._window.isActiveWindow():
            self.look()

    def _count(self, _kinds: object) -> None:
        self._own += 1

    def _compare(self, sequence: int) -> None:
        expected = sequence if self._known is None else self._known + self._own
        if sequence > expected:
            count = sequence - expected
            self._session.announce(Written("", sequence, count, _EVERYTHING))
        self._known, self._own = sequence, 0


def _say_nothing(_error: TrustJournalError) -> None:
    """Leave it at that."""
