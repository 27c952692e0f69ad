"""What can be done from the page of one person: each deed is decided on the worker."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Side
from trustjournal.domain.records import (
    Customer,
    Gesture,
    Promise,
    Record,
    Recovery,
    Touchpoint,
)
from trustjournal.errors import NotFound
from trustjournal.forgetting import delete_people
from trustjournal.i18n import _
from trustjournal.services import customers, gestures, promises, recovery, touchpoints
from trustjournal.store import queries
from trustjournal.store.cadences import Planned
from trustjournal.store.recoveries import recoveries_around
from trustjournal.store.rows import by_ids
from trustjournal.ui.dialogs.choose_day import ask_day
from trustjournal.ui.dialogs.told_first import ToldFirstMenu
from trustjournal.ui.models.entries import Deed
from trustjournal.ui.models.person_view import Event
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.check_in_decisions import finished, for_each, snoozed
from trustjournal.ui.session import JournalSession, Refused
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu

R = TypeVar("R", bound=Record)


class PersonDeeds(QObject):
    """Does what the page asks for, and says so in a toast with Undo."""

    def __init__(self, session: JournalSession, navigator: Navigator, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._navigator = navigator
        self._page = page

    def do(self, deed: Deed, record: Event) -> None:
        """Do a deed of the lists with one of their records."""
        if deed is Deed.EDIT:
            self._navigator.edit(record)
        elif deed is Deed.DELETE:
            self._delete(record)
        elif deed is Deed.GIVE:
            today = self._session.today()
            self._change(Gesture, record.id, partial(_give, today), _("Given. How nice."))
        elif deed is Deed.KEEP:
            today = self._session.today()
            self._change(Promise, record.id, partial(_keep, today), _("Promise kept."))
        elif deed is Deed.BREAK:
            self._ask_told_first(record)
        elif isinstance(record, Recovery):
            today = self._session.today()
            service = partial(recovery.reopen, today=today)
            self._change(Recovery, record.id, service, _("It is open again."))
        elif isinstance(record, Promise):
            self._ask_new_day(record)

    def save_words(
        self, record: Event, text: str, done: Callable[[], None], refused: Refused
    ) -> None:
        """Give a record other words of the owner's; `refused` gets why that cannot be."""
        now = self._session.now()
        self._session.act(partial(_reword, record, text, now), partial(self._saved, done), refused)

    def save_fact(
        self,
        customer: Customer,
        field: str,
        text: str,
        done: Callable[[], None],
        refused: Refused,
    ) -> None:
        """Give one field of a customer other words."""
        fields = {field: text.strip()}
        self._session.act(
            lambda _connection: customers.edit_customer(customer, **fields),
            partial(self._saved, done),
            refused,
        )

    def set_close_to_heart(self, customer_id: UUID, close: bool) -> None:
        """Show them in the sidebar, or no longer."""
        service = partial(customers.edit_customer, close_to_heart=close)
        self._change(Customer, customer_id, service, "")

    def delete_person(self, customer_id: UUID) -> None:
        """Take a person away with all that is theirs alone."""
        self._session.act(partial(_delete_person, customer_id), self._person_gone)

    def snooze(self, customer_id: UUID, place: QPoint) -> None:
        """Ask until when the next check-in is to rest."""
        said = _("The check-in comes back on that day. The rhythm stays as it is.")
        self._ask_day(said, place, partial(self._snooze, customer_id))

    def finish(self, customer_id: UUID) -> None:
        """Say that the next check-in is done."""
        today = self._session.today()
        self._tend(customer_id, partial(finished, today), _("Checked in."))

    def _tend(self, customer_id: UUID, decide: Callable[[Planned], Changeset], said: str) -> None:
        """Decide on the next check-in as it is by then, whether they or a rule ask for it."""
        now, zone = self._session.now(), self._session.zone()
        decision = partial(for_each, [customer_id], now, zone, decide)
        self._session.act(decision, partial(self._told, said))

    def _snooze(self, customer_id: UUID, day: date) -> None:
        today = self._session.today()
        said = _("The check-in comes back {day}.").format(day=words.on(day, today))
        self._tend(customer_id, partial(snoozed, day, today, ""), said)

    def _ask_told_first(self, promise: Event) -> None:
        """Ask the one thing about a promise of the owner's; of one of theirs there is none."""
        if isinstance(promise, Promise) and promise.by is Side.THEM:
            self._break(promise.id)
            return
        menu = ToldFirstMenu(self._page)
        menu.chosen.connect(partial(self._break, promise.id))
        menu.open_at(QCursor.pos())

    def _break(self, promise_id: UUID, told: bool | None = None) -> None:
        today = self._session.today()
        self._change(Promise, promise_id, partial(_break, today, told), _("Promise not kept."))

    def _ask_new_day(self, promise: Promise) -> None:
        said = _("You agree on another day. Best tell them first.")
        self._ask_day(said, QCursor.pos(), partial(self._move, promise.id))

    def _move(self, promise_id: UUID, day: date) -> None:
        today = self._session.today()
        said = _("It is due {day} now.").format(day=words.on(day, today))
        self._change(Promise, promise_id, partial(_move, day, today), said)

    def _ask_day(self, sentence: str, place: QPoint, chosen: Callable[[date], None]) -> None:
        today = self._session.today()
        menu = SnoozeMenu(sentence, today, parent=self._page)
        menu.chosen.connect(chosen)
        window, first = self._page.window(), today + timedelta(days=1)
        menu.other_wanted.connect(partial(ask_day, window, sentence, first, chosen, today=today))
        menu.popup(place)

    def _delete(self, record: Event) -> None:
        if isinstance(record, Touchpoint):
            decide = partial(_delete_touchpoint, record.id)
            self._session.act(decide, partial(self._told, _("Touchpoint deleted.")))
        elif isinstance(record, Gesture):
            self._change(Gesture, record.id, gestures.delete_gesture, _("Gesture deleted."))
        elif isinstance(record, Recovery):
            self._change(Recovery, record.id, recovery.delete_recovery, _("Unease deleted."))
        else:
            self._change(Promise, record.id, promises.delete_promise, _("Promise deleted."))

    def _change(
        self, kind: type[R], record_id: UUID, service: Callable[[R], Changeset], said: str
    ) -> None:
        """Let a service decide on the record as it is now."""

        def decide(connection: Connection) -> Changeset:
            return service(_fresh(connection, kind, record_id))

        self._session.act(decide, partial(self._told, said))

    def _saved(self, done: Callable[[], None], _changeset: Changeset) -> None:
        done()
        self._navigator.tell(_("Saved."))

    def _told(self, said: str, changeset: Changeset) -> None:
        self._navigator.tell(said or changeset.label)

    def _person_gone(self, changeset: Changeset) -> None:
        self._navigator.open_page("people")
        self._navigator.tell(changeset.label)


def _reword(record: Event, text: str, now: datetime, connection: Connection) -> Changeset:
    if isinstance(record, Gesture):
        return gestures.edit_gesture(record, today=now.date(), note=text)
    if isinstance(record, Promise):
        return promises.edit_promise(record, text=text)
    if isinstance(record, Recovery):
        return recovery.describe(record, text)
    around = recoveries_around(connection, record.id, record.customer_ids)
    return touchpoints.edit_touchpoint(record, now=now, recoveries=around, note=text)


def _give(today: date, gesture: Gesture) -> Changeset:
    return gestures.give_gesture(gesture, today, today=today)


def _keep(today: date, promise: Promise) -> Changeset:
    return promises.keep_promise(promise, today)


def _break(today: date, told: bool | None, promise: Promise) -> Changeset:
    return promises.break_promise(promise, today, told)


def _move(day: date, today: date, promise: Promise) -> Changeset:
    return promises.renegotiate_promise(promise, day, today)


def _delete_touchpoint(touchpoint_id: UUID, connection: Connection) -> Changeset:
    touch = _fresh(connection, Touchpoint, touchpoint_id)
    return touchpoints.delete_touchpoint(touch, queries.came_of(connection, touchpoint_id))


def _delete_person(customer_id: UUID, connection: Connection) -> Changeset:
    return delete_people(connection, [queries.customer_by_id(connection, customer_id)])


def _fresh(connection: Connection, kind: type[R], record_id: UUID) -> R:
    found = by_ids(connection, kind, (record_id,))
    if record_id not in found:
        raise NotFound(_("This is no longer in the journal."))
    return found[record_id]
