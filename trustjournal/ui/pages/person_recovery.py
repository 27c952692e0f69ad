"""What the cards of what is open ask for: steps done and moved, complaints taken up, answers."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from sqlalchemy import Connection

from trustjournal.domain import recovery as playbook
from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Recovery, Touchpoint
from trustjournal.domain.recovery import Step
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.services import recovery, touchpoints
from trustjournal.store import queries
from trustjournal.store.rows import by_ids
from trustjournal.ui.dialogs.choose_day import ask_day
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button
from trustjournal.ui.widgets.person_open import OPEN_KEYS, PersonOpen
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu


class PersonRecovery(QObject):
    """Writes it and says so in a toast with Undo; the keys act on the first card of a kind."""

    def __init__(self, session: JournalSession, navigator: Navigator, cards: PersonOpen) -> None:
        super().__init__(cards)
        self._session = session
        self._navigator = navigator
        self._cards = cards
        cards.step_done.connect(self._do)
        cards.step_taken_back.connect(self._take_back)
        cards.move_wanted.connect(self._ask_move)
        cards.fix_day_wanted.connect(self._ask_fix_day)
        cards.ended.connect(self._end)
        cards.begun.connect(self._begin)
        cards.answered.connect(self._answer)
        cards.told_wanted.connect(self._ask_told)

    def press(self, key: Qt.Key) -> bool:
        """Press what a key stands for; tell whether it is the key of anything here."""
        if key not in OPEN_KEYS:
            return False
        button = self._cards.button(key)
        if button is not None:
            button.click()
        elif key in OPEN_KEYS[:3]:
            self._navigator.say(_("Nothing is to be put right with them."))
        else:
            self._navigator.say(_("They wait for no answer."))
        return True

    def _do(self, known: Recovery, step: Step) -> None:
        now = self._session.now()
        said = {
            Step.HEAR: _("You heard them out."),
            Step.OWN_UP: _("You owned up."),
            Step.FIX: _("Put right. You will be reminded to check back in a week."),
            Step.CHECK_BACK: _("Put right, and asked about. Well done."),
        }[step]
        self._act(partial(_do_step, known.id, step, now), said)

    def _take_back(self, known: Recovery, step: Step) -> None:
        today = self._session.today()
        said = _("Taken back: {step}").format(step=playbook.title(step))
        self._act(partial(_take_back, known.id, step, today), said)

    def _end(self, known: Recovery) -> None:
        service = partial(recovery.end_recovery, on=self._session.today())
        self._act(partial(_decide, service, known.id), _("Good that you asked."))

    def _begin(self, complaint: Touchpoint) -> None:
        today = self._session.today()
        self._act(partial(_begin, complaint.id, today), _("Call first, and listen."))

    def _answer(self, enquiry: Touchpoint) -> None:
        now = self._session.now()
        self._act(partial(_answer, enquiry.id, now), _("Answered."))

    def _ask_move(self, known: Recovery, button: Button) -> None:
        said = _("The step comes back on that day.")
        self._ask_day(said, button, partial(self._move, known.id))

    def _ask_fix_day(self, known: Recovery, button: Button) -> None:
        said = _("The day by which it will be right, as you tell them.")
        self._ask_day(said, button, partial(self._fix_by, known.id))

    def _ask_told(self, enquiry: Touchpoint, button: Button) -> None:
        said = _("The day by which you told them to expect your answer.")
        self._ask_day(said, button, partial(self._told, enquiry.id))

    def _move(self, which: UUID, day: date) -> None:
        today = self._session.today()
        service = partial(recovery.move_step, day=day, today=today)
        said = _("The step comes back {day}.").format(day=words.on(day, today))
        self._act(partial(_decide, service, which), said)

    def _fix_by(self, which: UUID, day: date) -> None:
        today = self._session.today()
        service = partial(recovery.set_fix_by, day=day, today=today)
        said = _("It is to be right {day}.").format(day=words.on(day, today))
        self._act(partial(_decide, service, which), said)

    def _told(self, which: UUID, day: date) -> None:
        today = self._session.today()
        said = _("They expect your answer {day}.").format(day=words.on(day, today))
        self._act(partial(_tell, which, day, today), said)

    def _ask_day(self, sentence: str, button: Button, chosen: Callable[[date], None]) -> None:
        today, window = self._session.today(), self._cards.window()
        menu = SnoozeMenu(sentence, today, parent=self._cards)
        menu.chosen.connect(chosen)
        menu.other_wanted.connect(partial(ask_day, window, sentence, today, chosen, today=today))
        menu.open_at(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _act(self, decide: Callable[[Connection], Changeset], said: str) -> None:
        self._session.act(decide, partial(self._say, said))

    def _say(self, said: str, _changeset: Changeset) -> None:
        self._navigator.tell(said)


def _decide(
    service: Callable[[Recovery], Changeset], which: UUID, connection: Connection
) -> Changeset:
    """Let a service decide on a recovery as it is now."""
    return service(_fresh(which, connection))


def _do_step(which: UUID, step: Step, now: datetime, connection: Connection) -> Changeset:
    known = _fresh(which, connection)
    complaint = _complaint(known, connection)
    others = queries.recoveries_from(connection, [complaint.id]) if complaint else []
    return recovery.do_step(known, step, now.date(), now=now, complaint=complaint, others=others)


def _take_back(which: UUID, step: Step, today: date, connection: Connection) -> Changeset:
    known = _fresh(which, connection)
    return recovery.take_back_step(known, step, today, _complaint(known, connection))


def _begin(which: UUID, today: date, connection: Connection) -> Changeset:
    return recovery.start_recovery(_touchpoint(which, connection), today)


def _answer(which: UUID, now: datetime, connection: Connection) -> Changeset:
    enquiry = _touchpoint(which, connection)
    check_ins = queries.check_ins_of(connection, enquiry.customer_ids)
    return touchpoints.answer_enquiry(enquiry, now, now=now, check_ins=check_ins)


def _tell(which: UUID, day: date, today: date, connection: Connection) -> Changeset:
    return touchpoints.told_until(_touchpoint(which, connection), day, today)


def _fresh(which: UUID, connection: Connection) -> Recovery:
    found = by_ids(connection, Recovery, [which])
    if which not in found:
        raise NotFound(_("This is no longer in the journal."))
    return found[which]


def _touchpoint(which: UUID, connection: Connection) -> Touchpoint:
    found = queries.touchpoints_by_id(connection, [which])
    if which not in found:
        raise NotFound(_("This is no longer in the journal."))
    return found[which]


def _complaint(known: Recovery, connection: Connection) -> Touchpoint | None:
    return _touchpoint(known.touchpoint_id, connection) if known.touchpoint_id else None
