"""Putting a card of the deck off: what that does to each kind, until when, and in which words."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from trustjournal.domain import snoozing, words
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.changes import Changeset
from trustjournal.i18n import _
from trustjournal.store.dues import Due
from trustjournal.ui.dialogs.choose_day import ask_day
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages import today_decisions
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu
from trustjournal.ui.widgets.touch_words import beginning

_LENGTH = 60


class TodaySnooze(QObject):
    """Asks until when, and puts the card off; `done` fires with a card once it is."""

    done = Signal(object)

    def __init__(self, session: JournalSession, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator
        self._window = parent

    def ask(self, due: Due, corner: QPoint) -> None:
        """Open the menu at a point of the screen; a date of the calendar cannot move."""
        if due.card.kind is CardKind.DATE:
            said = _("A date cannot move. Get in touch with {name} and it rests until tomorrow.")
            self._navigator.say(said.format(name=due.customer.name))
            return
        base = self._base(due.card)
        menu = SnoozeMenu(
            _what_it_does(due),
            base,
            later=due.card.kind is CardKind.GESTURE,
            read=partial(snoozing.read, today=self._session.today()),
            keeps=due.card.kind is CardKind.CHECK_IN,
            parent=self._window,
        )
        menu.worded.connect(partial(self._put_off, due))
        menu.other_wanted.connect(partial(self._ask_day, due, menu))
        menu.open_at(corner)

    def _ask_day(self, due: Due, menu: SnoozeMenu) -> None:
        said = menu.reason()
        first = self._base(due.card) + timedelta(days=1)
        chosen = partial(self._put_off_to, due, said)
        ask_day(
            self._window.window(), _what_it_does(due), first, chosen, today=self._session.today()
        )

    def _put_off_to(self, due: Due, said: str, day: date) -> None:
        self._put_off(due, day, said)

    def _put_off(self, due: Due, day: date, said: str) -> None:
        today = self._session.today()
        told = _what_it_did(due, words.on(day, today), said)
        decide = partial(today_decisions.put_off, due.card, day, said, today)
        self._session.act(decide, partial(self._tell, due, told))

    def _tell(self, due: Due, told: str, _changeset: Changeset) -> None:
        self._navigator.tell(told)
        self.done.emit(due.card)

    def _base(self, card: Card) -> date:
        """Return the day that a card is put off from: a gesture's own where it is still ahead."""
        today = self._session.today()
        return max(today, card.due_on) if card.kind is CardKind.GESTURE else today


def _what_it_does(due: Due) -> str:
    name = beginning(due.customer.name, _LENGTH)
    return {
        CardKind.UNEASE: _("The next step with {name} moves to that day. Let them know."),
        CardKind.WAITING: _("You told {name} that the answer comes by that day."),
        CardKind.CHECK_IN: _("{name} comes back on that day. The rhythm stays as it is."),
        CardKind.PROMISE: _("You and {name} agree on another day. The promise goes on from there."),
        CardKind.GESTURE: _("The day to give it to {name} moves, and its lead time with it."),
    }[due.card.kind].format(name=name)


def _what_it_did(due: Due, day: str, said: str) -> str:
    done = {
        CardKind.UNEASE: _("The next step with {name} is {day}."),
        CardKind.WAITING: _("You told {name} that the answer comes {day}."),
        CardKind.CHECK_IN: _("{name} comes back {day}."),
        CardKind.PROMISE: _("Agreed with {name}: it is due {day} now."),
        CardKind.GESTURE: _("The gesture for {name} is due {day} now."),
    }[due.card.kind].format(name=due.customer.name, day=day)
    if not said or due.card.kind is not CardKind.CHECK_IN:
        return done
    return _("{done} “{words}”").format(done=done, words=beginning(said, _LENGTH))
