"""Check-ins: who should hear from the owner and when, and who has no plan yet."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain import cadence, snoozing, words
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Channel
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Preferences,
    Record,
    StageRule,
    TagRule,
    Touchpoint,
)
from trustjournal.i18n import _
from trustjournal.services.check_ins import RULED, plan_check_in
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.cadences import Planned
from trustjournal.store.plans import still_here
from trustjournal.ui.dialogs.choose_day import ask_day
from trustjournal.ui.dialogs.rules_dialog import RulesAsking
from trustjournal.ui.models.check_in_entries import (
    AHEAD,
    UNPLANNED,
    UNREACHED,
    WAITING,
    check_ins_content,
    has_own,
    has_plan,
    lacks_plan,
    planned_of,
)
from trustjournal.ui.models.plan_model import Entry, people_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.check_in_decisions import dropped, finished, for_each, snoozed
from trustjournal.ui.pages.one_touch import log_touch
from trustjournal.ui.pages.plan_page import PageWords, PlanPage, together
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight, secondary
from trustjournal.ui.widgets.plan_list import Act
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu


class CheckInsPage(PlanPage):
    """The check-ins of everybody, and those who have none."""

    shows = frozenset[type[Record]](
        {CheckIn, Customer, Touchpoint, Preferences, TagRule, StageRule}
    )

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Check-ins"),
            icon="calendar-clock",
            empty=_("Nobody to check in with yet. Whom would you like to stay close to?"),
            new=_("Plan a check-in"),
            kinds=(
                ("", _("Everyone")),
                (WAITING, _("Waiting now")),
                (AHEAD, _("Still ahead")),
                (UNREACHED, _("Not reached")),
                (UNPLANNED, _("No plan yet")),
            ),
        )
        super().__init__(session, navigator, said, check_ins_content)
        self._rules = RulesAsking(session, navigator, self)
        self.rules_button = secondary(_("How often…"), "rotate-ccw")
        self.rules_button.clicked.connect(self._rules.ask)
        self.add_bar(self.rules_button)
        self.set_acts((*self._first_acts(), *self._more_acts()))

    def new(self) -> None:
        """Open the form of a new check-in."""
        self.navigator.plan_check_in()

    def _first_acts(self) -> tuple[Act, ...]:
        return (
            Act(key="Enter", words=_("edit"), do=self._edit, more_keys=("E", "F2")),
            Act(
                key="S",
                words=_("snooze"),
                do=self._snooze,
                fits=has_plan,
                many=True,
                button=Weight.SECONDARY,
                icon="alarm-clock",
            ),
            Act(
                key="D",
                words=_("done"),
                do=self._finish,
                fits=has_plan,
                many=True,
                button=Weight.SECONDARY,
            ),
        )

    def _more_acts(self) -> tuple[Act, ...]:
        return (
            Act(
                key="P",
                words=_("plan"),
                do=self._plan,
                fits=lacks_plan,
                many=True,
                button=Weight.SECONDARY,
            ),
            Act(key="C", words=_("called"), do=self._call, button=Weight.PRIMARY),
            Act(key="N", words=_("new"), do=self._new, alone=True),
            Act(key="O", words=_("open the person"), do=self.open_person),
            Act(key="R", words=_("how often, by tag and stage"), do=self._rule, alone=True),
            Act(key="Del", words=_("drop"), do=self._drop, fits=has_own, many=True),
        )

    def _new(self, _entries: Sequence[Entry]) -> None:
        self.new()

    def _rule(self, _entries: Sequence[Entry]) -> None:
        self._rules.ask()

    def _edit(self, entries: Sequence[Entry]) -> None:
        record = entries[0].record
        if record is None:  # the form then says what a rule asks for, or nothing yet
            self.navigator.plan_check_in(entries[0].customer_id)
        else:
            self.navigator.edit(record)

    def _call(self, entries: Sequence[Entry]) -> None:
        draft = Draft(customer_ids=(entries[0].customer_id,), channel=Channel.PHONE)
        log_touch(draft, self.session, self.navigator)

    def _finish(self, entries: Sequence[Entry]) -> None:
        today = self.session.today()
        said = _("Done: {people}").format(people=words.people(people_of(entries)))
        if len(entries) == 1 and (one := planned_of(entries[0])) is not None:
            said = _finished_words(one, today)
        self._act(entries, partial(finished, today), said)

    def _snooze(self, entries: Sequence[Entry]) -> None:
        sentence = _("{people} comes back on that day. The rhythm stays as it is.")
        if len(entries) > 1:
            sentence = _("{people} come back on that day. The rhythm stays as it is.")
        said = sentence.format(people=words.people(people_of(entries)))
        today = self.session.today()
        reading = partial(snoozing.read, today=today)
        menu = SnoozeMenu(said, today, read=reading, keeps=True, parent=self)
        menu.worded.connect(partial(self._put_off, entries))
        menu.other_wanted.connect(partial(self._ask_other, entries, said, menu))
        menu.open_at(self.below_row())

    def _ask_other(self, entries: Sequence[Entry], said: str, menu: SnoozeMenu) -> None:
        first = self.session.today() + timedelta(days=1)
        ask_day(
            self.window(),
            said,
            first,
            partial(self._put_off_to, entries, menu.reason()),
            today=self.session.today(),
        )

    def _put_off_to(self, entries: Sequence[Entry], why: str, day: date) -> None:
        self._put_off(entries, day, why)

    def _put_off(self, entries: Sequence[Entry], day: date, why: str) -> None:
        today = self.session.today()
        people = words.people(people_of(entries))
        said = _("Snoozed: {people}, until {day}.").format(
            people=people, day=words.when(day, today)
        )
        self._act(entries, partial(snoozed, day, today, why), said)

    def _plan(self, entries: Sequence[Entry]) -> None:
        ids = [entry.customer_id for entry in entries]
        said = _("Planned: {people}").format(people=words.people(people_of(entries)))
        today = self.session.today()
        self.session.act(partial(_planned, ids, today), partial(self.tell, said))

    def _drop(self, entries: Sequence[Entry]) -> None:
        people = words.people(people_of(entries))
        said = _("Dropped the check-in with {people}.").format(people=people)
        self._act(entries, dropped, said)

    def _act(
        self, entries: Sequence[Entry], decide: Callable[[Planned], Changeset], said: str
    ) -> None:
        """Do the same with what is planned for each person, as it is by then."""
        ids = [entry.customer_id for entry in entries]
        decision = partial(for_each, ids, self.session.now(), self.session.zone(), decide)
        self.session.act(decision, partial(self.tell, said))


def _finished_words(one: Planned, today: date) -> str:
    person, next_on = one.who.name, None
    if one.cadence.every_days is not None:
        next_on = today + timedelta(days=one.cadence.every_days)
    if one.check_in is not None and one.cadence.source not in RULED:
        after = cadence.after_done(one.check_in, today)
        next_on = after and after.due_on
    if next_on is None:
        return _("Done with {person}.").format(person=person)
    day = words.on(next_on, today)
    return _("Done with {person}. The next one comes {day}.").format(person=person, day=day)


def _planned(ids: Sequence[UUID], today: date, connection: Connection) -> Changeset:
    """Plan check-ins at the owner's usual rhythm, for those who have none by now."""
    every_days = queries.preferences(connection).default_cadence_days
    known = queries.check_ins_of(connection, ids)
    return together(
        [
            plan_check_in(
                customer,
                known.get(customer.id),
                every_days=every_days,
                due_on=today + timedelta(days=every_days),
                about="",
                today=today,
            )
            for customer in still_here(connection, Customer, ids)
        ]
    )
