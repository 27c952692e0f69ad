"""What the single keys of the deck do: each deed is decided on the worker, on fresh records."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from trustjournal.domain import words
from trustjournal.domain.agenda import CardKind
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Channel, Kind
from trustjournal.domain.records import Promise
from trustjournal.i18n import _
from trustjournal.store.dues import Due
from trustjournal.store.writer import Written
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages import today_decisions
from trustjournal.ui.pages.once import Once
from trustjournal.ui.pages.one_touch import begin_line
from trustjournal.ui.pages.today_snooze import TodaySnooze
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_saving import LineToLog
from trustjournal.ui.widgets.deck_list import DeckList, Deed
from trustjournal.ui.widgets.person_row import PersonRole
from trustjournal.ui.widgets.sign_menu import SignMenu
from trustjournal.ui.widgets.sign_saving import SignLog
from trustjournal.ui.widgets.touch_words import beginning

_PROMISE_LENGTH = 60
_SETTLED_BY_A_CALL = (CardKind.WAITING, CardKind.DATE, CardKind.CHECK_IN)


class TodayDeeds(QObject):
    """Does the deeds of one deck with the card that is selected in it.

    `done` fires with a card that nothing more is to be done about now.
    """

    done = Signal(object)

    def __init__(self, session: JournalSession, navigator: Navigator, deck: DeckList) -> None:
        super().__init__(deck)
        self._session = session
        self._navigator = navigator
        self._deck = deck
        self._once = Once(session, self)
        self._signs = SignLog(session, navigator, self)
        self._snooze = TodaySnooze(session, navigator, deck)
        self._snooze.done.connect(self.done)
        self._deeds: dict[Deed, Callable[[Due], None]] = {
            Deed.CALLED: self._call,
            Deed.MISSED: self._miss,
            Deed.STEP: self._step,
            Deed.ANSWERED: self._answer,
            Deed.KEPT: self._keep,
            Deed.GIVEN: self._give,
            Deed.NOTE: self._note,
            Deed.SNOOZE: self._put_off,
            Deed.SIGN: self._ask_sign,
        }
        self._opens: dict[Deed, Callable[[UUID], None]] = {
            Deed.GESTURE: navigator.plan_gesture,
            Deed.UNEASE: navigator.flag_unease,
            Deed.OPEN: navigator.open_person,
        }

    def do(self, deed: Deed) -> None:
        """Do what a key or a button asks for; Undo needs no card."""
        due = self._deck.currentIndex().data(PersonRole.RECORD)
        if deed is Deed.UNDO:
            self._session.undo(self._undone)
        elif isinstance(due, Due) and deed in self._opens:
            self._opens[deed](due.customer.id)
        elif isinstance(due, Due):
            self._deeds[deed](due)

    def _call(self, due: Due) -> None:
        draft = Draft(customer_ids=(due.customer.id,), channel=Channel.PHONE)
        line = LineToLog(draft, (), self._session.now(), self._session.zone())
        decide = line.decide
        if due.card.kind is CardKind.WAITING:
            decide = partial(today_decisions.answer_by_phone, line, due.card.record_id)
        self._once.act((Deed.CALLED, due.card), decide, partial(self._called, due, line))

    def _called(self, due: Due, line: LineToLog, _changeset: Changeset) -> None:
        self._session.read(line.sentence, partial(self._tell_of_call, due))
        if due.card.kind in _SETTLED_BY_A_CALL:
            self.done.emit(due.card)

    def _tell_of_call(self, due: Due, logged: str) -> None:
        if due.card.kind is CardKind.WAITING:
            logged = _("{logged}. They have their answer.").format(logged=logged)
        self._navigator.tell(logged)

    def _miss(self, due: Due) -> None:
        draft = Draft(customer_ids=(due.customer.id,), channel=Channel.PHONE, kind=Kind.MISSED_CALL)
        line = LineToLog(draft, (), self._session.now(), self._session.zone())
        said = _("{name} did not answer. Noted, and no harm done.").format(name=due.customer.name)
        self._once.act((Deed.MISSED, due.card), line.decide, partial(self._done, due, said))

    def _step(self, due: Due) -> None:
        if due.card.kind is not CardKind.UNEASE:
            self._say(_("H is for what has to be put right. U says that {name} is uneasy."), due)
            return
        decide = partial(today_decisions.do_next_step, due.card, self._session.now())
        self._once.act((Deed.STEP, due.card), decide, partial(self._stepped, due))

    def _stepped(self, due: Due, changeset: Changeset) -> None:
        said = _("With {name}: {step}")
        self._done(due, said.format(name=due.customer.name, step=changeset.label), changeset)

    def _answer(self, due: Due) -> None:
        if due.card.kind is not CardKind.WAITING:
            self._say(_("A is for somebody who waits for an answer. {name} does not."), due)
            return
        said = _("{name} has your answer.").format(name=due.customer.name)
        decide = partial(today_decisions.answer, due.card.record_id, self._session.now())
        self._once.act((Deed.ANSWERED, due.card), decide, partial(self._done, due, said))

    def _note(self, due: Due) -> None:
        begin_line(due.customer.id, due.customer.name, self._session, self._navigator)

    def _put_off(self, due: Due) -> None:
        self._snooze.ask(due, self._beside_row())

    def _keep(self, due: Due) -> None:
        promises = (due.record,) if isinstance(due.record, Promise) else due.promises
        if not promises:
            self._say(_("No promise to {name} is open."), due)
        elif len(promises) == 1:
            self._keep_one(due, promises[0])
        else:
            menu = QMenu(self._deck)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for promise in promises:
                text = words.sentence(beginning(promise.text, _PROMISE_LENGTH))
                action = menu.addAction(text.replace("&", "&&"))
                action.triggered.connect(partial(self._keep_one, due, promise))
            menu.popup(self._beside_row())

    def _keep_one(self, due: Due, promise: Promise, _checked: bool = False) -> None:
        said = _("Kept: {promise}").format(promise=beginning(promise.text, _PROMISE_LENGTH))
        today = self._session.today()
        settled = due if due.card.record_id == promise.id else None
        decide = partial(today_decisions.keep, promise.id, today)
        self._once.act((Deed.KEPT, promise.id), decide, partial(self._done, settled, said))

    def _give(self, due: Due) -> None:
        if due.card.kind is not CardKind.GESTURE:
            self._say(_("D is for a gesture once it is given. C says that you called {name}."), due)
            return
        said = _("Given to {name}: {gesture}").format(
            name=due.customer.name, gesture=due.card.title
        )
        today = self._session.today()
        decide = partial(today_decisions.give, due.card.record_id, today)
        self._once.act((Deed.GIVEN, due.card), decide, partial(self._done, due, said))

    def _ask_sign(self, due: Due) -> None:
        name = beginning(due.customer.name, _PROMISE_LENGTH)
        menu = SignMenu(_("What has {name} shown you?").format(name=name), self._deck)
        menu.chosen.connect(partial(self._signs.note, due.customer.id))
        menu.open_at(self._beside_row())

    def _done(self, settled: Due | None, said: str, _changeset: Changeset) -> None:
        self._navigator.tell(said)
        if settled is not None:
            self.done.emit(settled.card)

    def _undone(self, written: Written | None) -> None:
        if written is None:
            said = _("There is nothing to undo.")
        else:
            said = _("Undone: {label}").format(label=written.label)
        self._navigator.say(said)

    def _say(self, sentence: str, due: Due) -> None:
        self._navigator.say(sentence.format(name=due.customer.name))

    def _beside_row(self) -> QPoint:
        button = self._deck.snooze_button
        return button.mapToGlobal(QPoint(0, button.height() + 4))
