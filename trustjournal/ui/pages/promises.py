"""Promises: what the owner still has to keep, what others have, and how the last ones ended."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import PromiseOutcome
from trustjournal.domain.records import (
    Customer,
    Promise,
    Record,
)
from trustjournal.i18n import _, ngettext
from trustjournal.services.promises import (
    break_promise,
    delete_promise,
    keep_promise,
    renegotiate_promise,
    reopen_promise,
    settle_again,
)
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.gap_dialog import GapDialog
from trustjournal.ui.dialogs.told_first import ToldFirstMenu
from trustjournal.ui.models.plan_model import Entry, people_of
from trustjournal.ui.models.promise_entries import (
    can_go,
    column_of,
    columns,
    is_ended,
    is_open,
    is_ours,
    promises_content,
)
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.plan_page import PageWords, PlanPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight
from trustjournal.ui.widgets.plan_list import Act
from trustjournal.ui.widgets.table_columns import memory_of
from trustjournal.ui.widgets.touch_words import beginning

_TEXT_LENGTH = 60


class PromisesPage(PlanPage):
    """What was promised to everybody, and by them."""

    shows = frozenset[type[Record]]({Promise, Customer})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Promises"),
            icon="handshake",
            empty=_("No promise yet. What did you say you would do?"),
            new=_("Make a promise"),
            kinds=(("", _("All promises")), *((one.key, one.title) for one in columns())),
        )
        super().__init__(session, navigator, said, promises_content)
        memory = memory_of(settings.views, "promises")
        self.set_board(columns(), column_of, self._move, memory, self._can_go)
        self.set_acts((*self._endings(), *self._more_acts()))

    def new(self) -> None:
        """Open the form of a new promise."""
        self.navigator.make_promise()

    def _endings(self) -> tuple[Act, ...]:
        return (
            Act(key="Enter", words=_("edit"), do=self._edit, more_keys=("E", "F2")),
            Act(
                key="R",
                words=_("agree on another day"),
                do=self._ask_another_day,
                fits=is_open,
                many=True,
                button=Weight.SECONDARY,
                icon="calendar-clock",
            ),
            Act(
                key="B",
                words=_("not kept"),
                do=self._ask_told,
                fits=is_open,
                many=True,
            ),
            Act(
                key="K",
                words=_("kept"),
                do=self._keep,
                fits=is_open,
                many=True,
                button=Weight.PRIMARY,
            ),
        )

    def _more_acts(self) -> tuple[Act, ...]:
        return (
            Act(key="A", words=_("open again"), do=self._reopen, fits=is_ended, many=True),
            Act(key="G", words=_("gap"), do=self._note_gap, fits=_may_gape),
            Act(key="N", words=_("new"), do=self._new, alone=True),
            Act(key="O", words=_("open the person"), do=self.open_person),
            Act(key="Del", words=_("delete"), do=self._delete, many=True),
        )

    def _new(self, _entries: Sequence[Entry]) -> None:
        self.new()

    def _edit(self, entries: Sequence[Entry]) -> None:
        if (record := entries[0].record) is not None:
            self.navigator.edit(record)

    def _note_gap(self, entries: Sequence[Entry]) -> None:
        if isinstance(record := entries[0].record, Promise):
            GapDialog(record, self.session, self.navigator, self.window()).open()

    def _can_go(self, entry: Entry, column: str) -> bool:
        return can_go(entry, column, self.session.today())

    def _move(self, entries: Sequence[Entry], column: str) -> None:
        """Do what it means that promises go to a column of the board."""
        match column:
            case PromiseOutcome.KEPT | PromiseOutcome.LATE:
                self._keep(entries)
            case PromiseOutcome.BROKEN:
                self._ask_told(entries)
            case PromiseOutcome.RENEGOTIATED:
                self._ask_another_day(entries)
            case _:
                self._reopen(entries)

    def _keep(self, entries: Sequence[Entry]) -> None:
        said = _("Kept: {promise}").format(promise=named(entries))
        self.act_on(Promise, entries, partial(_kept, self.session.today()), said)

    def _ask_told(self, entries: Sequence[Entry]) -> None:
        """Ask the one thing about the owner's own promises; nothing about those of others."""
        if not any(is_ours(entry) for entry in entries):
            self._break(entries, None)
            return
        menu = ToldFirstMenu(self)
        menu.chosen.connect(partial(self._break, entries))
        menu.open_at(self.below_row())

    def _break(self, entries: Sequence[Entry], told_first: bool | None) -> None:
        said = _("Not kept: {promise}").format(promise=named(entries))
        self.act_on(Promise, entries, partial(_broken, self.session.today(), told_first), said)

    def _reopen(self, entries: Sequence[Entry]) -> None:
        said = _("Open again: {promise}").format(promise=named(entries))
        self.act_on(Promise, entries, reopen_promise, said)

    def _ask_another_day(self, entries: Sequence[Entry]) -> None:
        people = words.people(people_of(entries))
        sentence = _("You agree with {people} on another day.")
        if any(is_ours(entry) for entry in entries):
            sentence = _("You agree with {people} on another day. Best tell them first.")
        self.ask_day(sentence.format(people=people), partial(self._renegotiate, entries))

    def _renegotiate(self, entries: Sequence[Entry], day: date) -> None:
        today = self.session.today()
        said = _("Agreed: {promise}, due {day} now.").format(
            promise=named(entries), day=words.on(day, today)
        )
        self.act_on(Promise, entries, partial(_renegotiated, day, today), said)

    def _delete(self, entries: Sequence[Entry]) -> None:
        said = _("Deleted: {promise}").format(promise=named(entries))
        self.act_on(Promise, entries, delete_promise, said)


def named(entries: Sequence[Entry]) -> str:
    """Say which promises: the words of one, or how many."""
    if len(entries) == 1:
        return beginning(entries[0].title, _TEXT_LENGTH)
    said = ngettext("{count} promise", "{count} promises", len(entries))
    return said.format(count=len(entries))


def _may_gape(entry: Entry) -> bool:
    return is_ours(entry) and not is_open(entry)


def _kept(today: date, promise: Promise) -> Changeset:
    day = promise.settled_on or today
    return settle_again(promise, lambda opened: keep_promise(opened, day))


def _broken(today: date, told_first: bool | None, promise: Promise) -> Changeset:
    day = promise.settled_on or today
    return settle_again(promise, lambda opened: break_promise(opened, day, told_first))


def _renegotiated(day: date, today: date, promise: Promise) -> Changeset:
    return renegotiate_promise(promise, day, today)
