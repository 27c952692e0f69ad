"""Losing touch: who has no rhythm, the longest silent first, to be worked through by keys."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Channel, Stage
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
from trustjournal.services.check_ins import leave_in_peace, plan_check_in
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.check_ins import last_days
from trustjournal.store.plans import still_here
from trustjournal.ui.dialogs.check_in_dialog import cadence_choices
from trustjournal.ui.dialogs.rules_dialog import RulesAsking
from trustjournal.ui.models.plan_model import Content, Entry, people_of
from trustjournal.ui.models.untended_entries import UntendedContent, untended_content
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.one_touch import begin_line, log_touch
from trustjournal.ui.pages.plan_page import PageWords, PlanPage, together
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight
from trustjournal.ui.widgets.plan_list import Act
from trustjournal.ui.widgets.record_words import customer_stage_word
from trustjournal.ui.widgets.rhythm_menu import RhythmMenu

PEACE = 365
"""For how many days somebody is left in peace."""


_ALL_TENDED = _("Everyone you know has a rhythm or a plan. Nobody slips away unseen.")
_NOBODY = _("Whoever has no rhythm yet shows here. It begins with the first person you know.")
_BY_RULE = _("How often, by tag and stage")


class LosingTouchPage(PlanPage):
    """Those whom neither a rhythm nor a plan keeps in touch."""

    shows = frozenset[type[Record]](
        {CheckIn, Customer, Touchpoint, Preferences, TagRule, StageRule}
    )

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Losing touch"),
            icon="leaf",
            empty=_ALL_TENDED,
            new=_BY_RULE,
            kinds=(
                ("", _("Everyone")),
                (Stage.CUSTOMER, customer_stage_word(Stage.CUSTOMER)),
                (Stage.PROSPECT, customer_stage_word(Stage.PROSPECT)),
            ),
        )
        self._nobody = False
        super().__init__(session, navigator, said, untended_content)
        self._rules = RulesAsking(session, navigator, self)
        self.new_button.set_icon("rotate-ccw")
        self.set_acts(self._acts())

    def new(self) -> None:
        """Ask how often for many at once, by tag and stage, or for the first person."""
        if self._nobody:
            self.navigator.add_person("")
        else:
            self._rules.ask()

    def _acts(self) -> tuple[Act, ...]:
        first, second = Weight.PRIMARY, Weight.SECONDARY
        return (
            Act(key="Enter", words=_("open"), do=self.open_person, more_keys=("O",)),
            Act(
                key="L",
                words=_("leave in peace"),
                do=self._leave,
                many=True,
                button=second,
                icon="leaf",
            ),
            Act(key="C", words=_("called"), do=self._call, button=second),
            Act(key="R", words=_("how often"), do=self._ask_rhythm, many=True, button=first),
            Act(key="P", words=_("plan a check-in"), do=self._plan),
            Act(key="N", words=_("note"), do=self._note),
        )

    def _ask_rhythm(self, entries: Sequence[Entry]) -> None:
        menu = RhythmMenu(cadence_choices(), self)
        menu.chosen.connect(partial(self._set_rhythm, entries))
        menu.open_at(self.below_row())

    def _set_rhythm(self, entries: Sequence[Entry], every_days: int) -> None:
        ids = [entry.customer_id for entry in entries]
        said = _("{people}: {every}.").format(
            people=words.people(people_of(entries)), every=words.every(every_days)
        )
        decision = partial(_planned, ids, every_days, self.session.now())
        self.session.act(decision, partial(self.tell, said))

    def _plan(self, entries: Sequence[Entry]) -> None:
        self.navigator.plan_check_in(entries[0].customer_id)

    def _leave(self, entries: Sequence[Entry]) -> None:
        ids = [entry.customer_id for entry in entries]
        today = self.session.today()
        day = today + timedelta(days=PEACE)
        said = _("Left in peace until {day}: {people}.").format(
            day=words.when(day, today), people=words.people(people_of(entries))
        )
        decision = partial(_left, ids, day, today)
        self.session.act(decision, partial(self.tell, said))

    def _note(self, entries: Sequence[Entry]) -> None:
        one = entries[0]
        begin_line(one.customer_id, one.person, self.session, self.navigator)

    def _call(self, entries: Sequence[Entry]) -> None:
        draft = Draft(customer_ids=(entries[0].customer_id,), channel=Channel.PHONE)
        log_touch(draft, self.session, self.navigator)

    def _show(self, content: Content) -> None:
        self._nobody = isinstance(content, UntendedContent) and content.nobody
        self.empty.set_sentence(_NOBODY if self._nobody else _ALL_TENDED)
        if self.empty.button is not None:
            self.empty.button.setText(_("Add a person") if self._nobody else _BY_RULE)
        super()._show(content)


def _planned(
    ids: Sequence[UUID], every_days: int, now: datetime, connection: Connection
) -> Changeset:
    """Give each a rhythm of their own; whoever was silent for longer comes up today."""
    today, last = now.date(), last_days(connection, ids, now)
    own = queries.check_ins_of(connection, ids)
    step = timedelta(days=every_days)
    return together(
        [
            plan_check_in(
                who,
                own.get(who.id),
                every_days=every_days,
                due_on=max(today, last.get(who.id, today) + step),
                about="",
                today=today,
            )
            for who in still_here(connection, Customer, ids)
        ]
    )


def _left(ids: Sequence[UUID], day: date, today: date, connection: Connection) -> Changeset:
    own = queries.check_ins_of(connection, ids)
    people = still_here(connection, Customer, ids)
    return together([leave_in_peace(who.id, own.get(who.id), day, today) for who in people])
