"""What was being written when the program ended, on Today until the owner goes on with it."""

from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from trustjournal.domain import words
from trustjournal.ui.dialogs.reopening import Reopening, can_reopen
from trustjournal.ui.drafts import Typed, drafts_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.entrance import put_in_order
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.page import ScrollPage
from trustjournal.ui.widgets.touch_words import beginning, past_day
from trustjournal.ui.widgets.unsaved_card import UnsavedCard, UnsavedLine

_SAID, _NAME = 140, 40


class TodayUnsaved(QObject):
    """Keeps its card, which is hidden where there is nothing; the page gives it its place.

    Tab reaches its buttons behind `before`.
    """

    def __init__(
        self, page: ScrollPage, before: QWidget, session: JournalSession, navigator: Navigator
    ) -> None:
        super().__init__(page)
        self._page, self._before = page, before
        self._session = session
        self._navigator = navigator
        self._drafts = drafts_of(session)
        self._names = known_names(session)
        self._dropped: dict[str, Typed] = {}
        self.card = UnsavedCard()
        self.card.hide()
        self.card.continued.connect(self._go_on)
        self.card.dropped.connect(self._drop)
        self.card.wanted_back.connect(self._bring_back)
        self._drafts.left_changed.connect(self.show)
        self._names.changed.connect(self.show)

    def show(self) -> None:
        """Show what waits; the card must be on the page."""
        waiting = {place: typed for place, typed in self._drafts.left() if can_reopen(typed)}
        shown = sorted((waiting | self._dropped).items(), key=_typed_at, reverse=True)
        self.card.show_lines([self._line(place, typed) for place, typed in shown])
        put_in_order([self._before, *self.card.buttons()])

    def _line(self, place: str, typed: Typed) -> UnsavedLine:
        found = (self._names.name_of(one) for one in typed.customer_ids)
        names = [beginning(name, _NAME) for name in found if name]
        day = typed.at.astimezone(self._session.zone()).date()
        when = words.sentence(past_day(day, self._session.today()))
        return UnsavedLine(
            place,
            typed.title,
            " · ".join([words.people(names), when] if names else [when]),
            beginning(typed.said, _SAID),
            dropped=place in self._dropped,
        )

    def _go_on(self, place: str) -> None:
        typed = self._drafts.at(place)
        if typed is not None:
            Reopening(self._session, self._navigator, self._page.window()).open(place, typed)

    def _drop(self, place: str) -> None:
        typed = self._drafts.at(place)
        if typed is not None:
            self._dropped[place] = typed
            self._drafts.drop(place)  # which shows what is left

    def _bring_back(self, place: str) -> None:
        self._drafts.put_back(place, self._dropped.pop(place))


def _typed_at(one: tuple[str, Typed]) -> datetime:
    return one[1].at
