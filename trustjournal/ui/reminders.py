"""Tells the owner of the morning's deck and of the evening review, once a business day each.

It lives with the open journal: where none is open, or it is locked away, nothing is told.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from sqlalchemy import Connection

from trustjournal.domain.reminding import Hours, Occasion, occasion
from trustjournal.free_days import free_days
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.store.agenda import deck
from trustjournal.store.evenings import page_of
from trustjournal.store.waiting import business_hours
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

LOOK_MS = 30_000
_VIEW = "reminders"
_PAGES = {Occasion.MORNING: "today", Occasion.EVENING: "evening"}

Notify = Callable[[str, str, Callable[[], object]], object]
"""Shows a sentence in the window, with a word on a button and what the button does."""


class Reminders(QObject):
    """Looks at the clock now and then; tells through the system's tray, else in the window."""

    def __init__(
        self,
        session: JournalSession,
        settings: Settings,
        navigator: Navigator,
        notify: Notify,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._navigator = navigator
        self._notify = notify
        self._window = window
        self._page = "today"
        self.tray: QSystemTrayIcon | None = None
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def look(self) -> None:
        """Tell what there is to tell at this moment, if anything."""
        now = self._session.now()
        due = occasion(now, _hours(self._settings), self._told()) if self._settings.notify else None
        if due is not None:
            # Marked at once: whatever the journal answers, it is not asked again today.
            self._mark(due, now.date())
            query = partial(_sentence, due, now)
            self._session.read(query, partial(self._tell, due))

    def _tell(self, due: Occasion, sentence: str) -> None:
        if not sentence:
            return
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self._notify(sentence, _("Open"), partial(self._open, due))
            return
        if self.tray is None:
            self.tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self.tray.messageClicked.connect(self._open_told)
            self.tray.activated.connect(self._open_told)
        self._page = _PAGES[due]
        self.tray.show()
        self.tray.showMessage(_("Trust Journal"), sentence, QIcon())

    def _open_told(self, _why: object = None) -> None:
        self._raise()
        self._navigator.open_page(self._page)
        if self.tray is not None:
            self.tray.hide()

    def _open(self, due: Occasion) -> None:
        self._navigator.open_page(_PAGES[due])

    def _raise(self) -> None:
        window = self._window.window()
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()

    def _told(self) -> dict[Occasion, date]:
        """Return on which day each was last told; what cannot be read was never told."""
        known: dict[str, Any] = self._settings.views.get(_VIEW) or {}
        found: dict[Occasion, date] = {}
        for one in Occasion:
            try:
                found[one] = date.fromisoformat(str(known.get(one.value)))
            except ValueError:
                continue
        return found

    def _mark(self, due: Occasion, day: date) -> None:
        told = self._told() | {due: day}
        self._settings.views[_VIEW] = {one.value: on.isoformat() for one, on in told.items()}
        self._settings.save()


def _hours(settings: Settings) -> Hours:
    return Hours(
        morning=settings.clock("morning"),
        evening=settings.clock("evening"),
        quiet_from=settings.clock("quiet_from"),
        quiet_until=settings.clock("quiet_until"),
    )


def _sentence(due: Occasion, now: datetime, connection: Connection) -> str:
    """Return what to say, nothing on a day off, or where there is nothing to do any more."""
    zone = now.tzinfo
    if zone is None or not business_hours(connection, [now.year], free_days).is_business_day(
        now.date()
    ):
        return ""
    if due is Occasion.EVENING:
        page = page_of(connection, now.date())
        closed = page is not None and page.finished_at is not None
        return "" if closed else _("Two minutes for your day? Then the evening is yours.")
    cards = deck(connection, now, zone, free_days=free_days).cards
    people = len({card.customer_id for card in cards})
    if not people:
        return ""
    return ngettext(
        "Good morning. {count} person would enjoy hearing from you today.",
        "Good morning. {count} people would enjoy hearing from you today.",
        people,
    ).format(count=people)
