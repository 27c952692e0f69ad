"""What the single keys of the deck do: each deed is decided on the worker, on fresh records."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Channel
from trustjournal.domain.records import (
    CheckIn,
    Gesture,
    Promise,
    Record,
)
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.services.check_ins import snooze_check_in
from trustjournal.services.gestures import edit_gesture, give_gesture
from trustjournal.services.promises import keep_promise, renegotiate_promise
from trustjournal.store.rows import by_ids
from trustjournal.store.today import Due
from trustjournal.ui.dialogs.choose_day import ChooseDay
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_saving import LineToLog
from trustjournal.ui.widgets.deck_list import DeckList, Deed
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.person_row import PersonRole
from trustjournal.ui.widgets.sign_menu import SignMenu
from trustjournal.ui.widgets.sign_saving import SignLog
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu
from trustjournal.ui.widgets.touch_words import beginning

R = TypeVar("R", bound=Record)

_PROMISE_LENGTH = 60


class TodayDeeds(QObject):
    """Does the deeds of one deck with the card that is selected in it."""

    def __init__(self, session: JournalSession, navigator: Navigator, deck: DeckList) -> None:
        super().__init__(deck)
        self._session = session
        self._navigator = navigator
        self._deck = deck
        self._signs = SignLog(session, navigator, self)
        self._deeds: dict[Deed, Callable[[Due], None]] = {
            Deed.CALLED: self._call,
            Deed.NOTE: self._note,
            Deed.GESTURE: self._plan,
            Deed.SNOOZE: self._snooze,
            Deed.KEPT: self._keep,
            Deed.GIVEN: self._give,
            Deed.SIGN: self._ask_sign,
            Deed.OPEN: self._open,
        }

    def do(self, deed: Deed) -> None:
        """Do what a key or a button asks for; Undo needs no card."""
        due = self._deck.currentIndex().data(PersonRole.RECORD)
        if deed is Deed.UNDO:
            self._session.undo(self._undone)
        elif isinstance(due, Due):
            self._deeds[deed](due)

    def _call(self, due: Due) -> None:
        draft = Draft(customer_ids=(due.customer.id,), channel=Channel.PHONE)
        line = LineToLog(draft, (), self._session.now(), self._session.zone())
        self._session.act(line.decide, partial(self._logged, line))

    def _logged(self, line: LineToLog, _changeset: Changeset) -> None:
        self._session.read(line.sentence, self._navigator.tell)

    def _note(self, due: Due) -> None:
        name = known_names(self._session).full_name(due.customer.id) or due.customer.name
        self._navigator.capture(f"{name} ")

    def _plan(self, due: Due) -> None:
        self._navigator.plan_gesture(due.customer.id)

    def _open(self, due: Due) -> None:
        self._navigator.open_person(due.customer.id)

    def _snooze(self, due: Due) -> None:
        if due.card.kind is CardKind.DATE:
            self._say(
                _("A date cannot move. Get in touch with {name} and it rests until tomorrow."), due
            )
            return
        base = self._base(due.card)
        later = due.card.kind is CardKind.GESTURE
        menu = SnoozeMenu(_what_snoozing_does(due), base, later=later, parent=self._deck)
        menu.chosen.connect(partial(self._put_off, due))
        menu.other_wanted.connect(partial(self._ask_day, due))
        menu.open_at(self._beside_row())

    def _ask_day(self, due: Due) -> None:
        first = self._base(due.card) + timedelta(days=1)
        dialog = ChooseDay(_what_snoozing_does(due), first, self._deck.window())
        dialog.chosen.connect(partial(self._put_off, due))
        dialog.open()

    def _put_off(self, due: Due, day: date) -> None:
        today = self._session.today()
        said = _what_snoozing_did(due, words.on(day, today))
        self._session.act(partial(_put_off, due.card, day, today), partial(self._done, said))

    def _keep(self, due: Due) -> None:
        promises = [one for one in due.promises if one.id == due.card.record_id] or due.promises
        if not promises:
            self._say(_("No promise to {name} is open."), due)
        elif len(promises) == 1:
            self._keep_one(promises[0])
        else:
            menu = QMenu(self._deck)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for promise in promises:
                text = words.sentence(beginning(promise.text, _PROMISE_LENGTH))
                action = menu.addAction(text.replace("&", "&&"))
                action.triggered.connect(partial(self._keep_one, promise))
            menu.popup(self._beside_row())

    def _keep_one(self, promise: Promise, _checked: bool = False) -> None:
        said = _("Kept: {promise}").format(promise=beginning(promise.text, _PROMISE_LENGTH))
        today = self._session.today()
        self._session.act(partial(_keep, promise.id, today), partial(self._done, said))

    def _give(self, due: Due) -> None:
        if due.card.kind is not CardKind.GESTURE or due.card.record_id is None:
            self._say(_("D is for a gesture once it is given. C says that you called {name}."), due)
            return
        said = _("Given to {name}: {gesture}").format(
            name=due.customer.name, gesture=due.card.title
        )
        today = self._session.today()
        self._session.act(partial(_give, due.card.record_id, today), partial(self._done, said))

    def _ask_sign(self, due: Due) -> None:
        name = beginning(due.customer.name, _PROMISE_LENGTH)
        menu = SignMenu(_("What has {name} shown you?").format(name=name), self._deck)
        menu.chosen.connect(partial(self._signs.note, due.customer.id))
        menu.open_at(self._beside_row())

    def _done(self, said: str, _changeset: Changeset) -> None:
        self._navigator.tell(said)

    def _undone(self, changeset: Changeset | None) -> None:
        if changeset is None:
            said = _("There is nothing to undo.")
        else:
            said = _("Undone: {label}").format(label=changeset.label)
        self._navigator.say(said)

    def _say(self, sentence: str, due: Due) -> None:
        self._navigator.say(sentence.format(name=due.customer.name))

    def _base(self, card: Card) -> date:
        """Return the day that a card is put off from: a gesture's own where it is still ahead."""
        today = self._session.today()
        return max(today, card.due_on) if card.kind is CardKind.GESTURE else today

    def _beside_row(self) -> QPoint:
        button = self._deck.snooze_button
        return button.mapToGlobal(QPoint(0, button.height() + 4))


def _what_snoozing_does(due: Due) -> str:
    name = beginning(due.customer.name, _PROMISE_LENGTH)
    return {
        CardKind.CHECK_IN: _("{name} comes back on that day. The rhythm stays as it is."),
        CardKind.PROMISE: _("You and {name} agree on another day. The promise goes on from there."),
        CardKind.GESTURE: _("The day to give it to {name} moves, and its lead time with it."),
    }[due.card.kind].format(name=name)


def _what_snoozing_did(due: Due, day: str) -> str:
    return {
        CardKind.CHECK_IN: _("{name} comes back {day}."),
        CardKind.PROMISE: _("Agreed with {name}: it is due {day} now."),
        CardKind.GESTURE: _("The gesture for {name} is due {day} now."),
    }[due.card.kind].format(name=due.customer.name, day=day)


def _put_off(card: Card, day: date, today: date, connection: Connection) -> Changeset:
    if card.kind is CardKind.PROMISE:
        return renegotiate_promise(_fresh(connection, Promise, card.record_id), day, today)
    if card.kind is CardKind.GESTURE:
        gesture = _fresh(connection, Gesture, card.record_id)
        return edit_gesture(gesture, today=today, due_on=day)
    return snooze_check_in(_fresh(connection, CheckIn, card.record_id), day, today)


def _keep(promise_id: UUID, today: date, connection: Connection) -> Changeset:
    return keep_promise(_fresh(connection, Promise, promise_id), today)


def _give(gesture_id: UUID, today: date, connection: Connection) -> Changeset:
    return give_gesture(_fresh(connection, Gesture, gesture_id), today, today=today)


def _fresh(connection: Connection, kind: type[R], record_id: UUID | None) -> R:
    found = by_ids(connection, kind, () if record_id is None else (record_id,))
    if record_id is None or record_id not in found:
        raise NotFound(_("This is no longer in the journal."))
    return found[record_id]
