"""Brings pages to the front; each is imported and made when it is first wanted."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trustjournal.store import queries
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.navigator import Navigator, Sought
from trustjournal.ui.pages.catalogue import lead_to, not_imported, page_class, show_record
from trustjournal.ui.session import JournalSession
from trustjournal.ui.turns import in_next_turn
from trustjournal.ui.worker import worker_of_program

_IDLE_MS = 2000


class PageOpening(QObject):
    """Opens pages in steps, between which the window answers: import, making, placing, showing.

    `coming` are the keys of pages on their way. `made` fires with the key of a page and the page,
    `opened` with the key once it is in front.
    """

    made = Signal(str, object)
    opened = Signal(str)

    def __init__(
        self, window: MainWindow, session: JournalSession, navigator: Navigator, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._session = session
        self._navigator = navigator
        self._wanted: tuple[str, UUID | None, Sought | None] = ("", None, None)
        self.coming: set[str] = set()
        # Asked behind what the first page reads: on a slow machine its rows come before the rest.
        idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        idle.timeout.connect(partial(session.read, queries.stored_preferences, self.warm_up))
        idle.start()

    def open(self, key: str, record_id: UUID | None = None, sought: Sought | None = None) -> None:
        """Bring the place of a page to the front, and the page as soon as it is there.

        `record_id` is the person or saved filter that it is about, `sought` what
        stands on it and is led to.
        """
        self._wanted = key, record_id, sought
        self._window.lead_to(key)
        if key in self.coming:
            return
        if self._window.slots[key].page is not None:
            self._bring()
        else:
            self.coming.add(key)
            _import(partial(page_class, key), partial(self._make, key))

    def warm_up(self, _before: object = None) -> None:
        """Import what is left, one by one: the first click on each page then comes sooner."""
        if left := not_imported():
            _import(partial(import_module, left[0]), self.warm_up)

    def _make(self, key: str, kind: Callable[..., QWidget]) -> None:
        page = kind(self._session, self._navigator, self._window.settings)
        self.made.emit(key, page)
        in_next_turn(self, partial(self._place, key, page))

    def _place(self, key: str, page: QWidget) -> None:
        self._window.place(key, page)
        in_next_turn(self, partial(self._show, key, page))

    def _show(self, key: str, page: QWidget) -> None:
        self.coming.discard(key)
        page.show()
        if self._wanted[0] == key:
            self._bring()

    def _bring(self) -> None:
        key, record_id, sought = self._wanted
        page = self._window.slots[key].page
        if page is not None:
            if record_id is not None:
                show_record(page, record_id)
            page.setFocus()
            if sought is not None:
                lead_to(page, sought)
            self.opened.emit(key)


def _import(load: Callable[[], object], done: Callable[..., None]) -> None:
    worker_of_program("imports").submit(load, done, _ignore)


def _ignore(_refusal: object) -> None:
    """An import refuses nothing; a fault of it surfaces by itself."""
