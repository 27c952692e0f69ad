"""How many cards the day holds, beside Today in the sidebar, whichever page is in front."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.records import Record
from trustjournal.free_days import free_days
from trustjournal.store.agenda import deck
from trustjournal.ui.page_opening import PageOpening
from trustjournal.ui.pages.today import TodayPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.shell import Shell

PAUSE_MS = 1000
"""So long after opening and after a change: what is on screen is read before."""

_CLOCK_MS = 60_000


class TodayCount(QObject):
    """Counts the deck where its page is not in front, which tells by itself how many it shows."""

    def __init__(
        self, shell: Shell, session: JournalSession, pages: PageOpening, *, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = session
        self._day = session.today()
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._count)
        self._pause.start()
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._clock.timeout.connect(self.tick)
        self._clock.start()
        session.changed.connect(self._changed)
        pages.made.connect(self._follow)

    def tick(self) -> None:
        """Count anew once a new day has begun."""
        if self._day != self._session.today():
            self._pause.start()

    def _changed(self, touched: frozenset[type[Record]]) -> None:
        if touched & TodayPage.shows:
            self._pause.start()

    def _follow(self, _key: str, page: QWidget) -> None:
        if isinstance(page, TodayPage):
            page.counted.connect(self._show)

    def _count(self) -> None:
        self._day = self._session.today()
        if self._shell.page_key() != "today":
            self._session.read(partial(_cards, self._session), self._show, _ignore)

    def _show(self, cards: int) -> None:
        self._shell.set_count("today", cards)


def _cards(session: JournalSession, connection: Connection) -> int:
    return len(deck(connection, session.now(), session.zone(), free_days=free_days).cards)


def _ignore(_refusal: object) -> None:
    """The page itself says what is amiss."""
