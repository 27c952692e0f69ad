"""What Today recalls of this day in earlier years, read once all that is due is on its way."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from trustjournal.domain.records import Customer, Gesture, Record, Touchpoint
from trustjournal.store.on_this_day import Memory, on_this_day
from trustjournal.ui.face_reading import show_faces
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.on_this_day_card import OnThisDayCard
from trustjournal.ui.widgets.page import ScrollPage


class TodayMemories(QObject):
    """Puts its card at the end of the page's rail, and lets its people show their photos."""

    shows = frozenset[type[Record]]({Customer, Touchpoint, Gesture})

    def __init__(self, page: ScrollPage, session: JournalSession, navigator: Navigator) -> None:
        super().__init__(page)
        self._session = session
        self.card = OnThisDayCard()
        page.add_rail(self.card)
        self.card.hide()  # to be put into a page that is shown would show it
        self.card.person_opened.connect(navigator.open_person)
        self.freshness = Freshness(page, session, self.shows, self._read)
        show_faces(session)

    def _read(self) -> None:
        self._session.read(partial(on_this_day, now=self._session.now()), self._show)

    def _show(self, memories: Sequence[Memory]) -> None:
        self.card.show_memories(memories, self._session.today())
