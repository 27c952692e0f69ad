"""Keeping what is on screen true: refresh when shown, mark stale while hidden."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from trustjournal.domain.records import Record
from trustjournal.ui.session import JournalSession


class Freshness(QObject):
    """Calls `refresh` of a page when records of its types change, or a new day begins.

    A hidden page waits until it is shown.
    """

    def __init__(
        self,
        page: QWidget,
        session: JournalSession,
        shows: frozenset[type[Record]],
        refresh: Callable[[], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._shows = shows
        self._refresh = refresh
        self._fresh_on: date | None = None
        session.changed.connect(self._changed)
        page.installEventFilter(self)

    def begin(self) -> None:
        """Refresh before the page is shown for the first time: it has its rows sooner."""
        self._fresh_on = self._session.today()
        self._refresh()

    def spoil(self) -> None:
        """Refresh now, or when next shown: what the page is about has changed."""
        self._fresh_on = None
        self._freshen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Show, QEvent.Type.WindowActivate}:
            self._freshen()
        return False

    def _changed(self, types: frozenset[type[Record]]) -> None:
        if types & self._shows:
            self.spoil()

    def _freshen(self) -> None:
        today = self._session.today()
        if self._page.isVisible() and self._fresh_on != today:
            self._fresh_on = today
            self._refresh()
