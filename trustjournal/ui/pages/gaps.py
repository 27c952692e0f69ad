"""Gaps: where what was delivered differs from what was promised, and what to mend for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Cause
from trustjournal.domain.records import Customer, Promise, Record
from trustjournal.i18n import _
from trustjournal.services.promises import note_gap
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.gap_dialog import GapDialog
from trustjournal.ui.models.gap_entries import MENDED, UNNAMED, columns, gaps_content, is_mended
from trustjournal.ui.models.plan_model import Entry
from trustjournal.ui.models.promise_entries import column_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.plan_page import PageWords, PlanPage
from trustjournal.ui.pages.promises import named
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight, secondary
from trustjournal.ui.widgets.plan_list import Act
from trustjournal.ui.widgets.table_columns import memory_of


class GapsPage(PlanPage):
    """Promises that came late, not at all, or otherwise than said."""

    shows = frozenset[type[Record]]({Promise, Customer})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Gaps"),
            icon="handshake",
            empty=_("No gap yet: everything came as it was promised."),
            new=_("To the promises"),
            begins=False,
            kinds=(("", _("Every gap")), *((one.key, one.title) for one in columns())),
        )
        super().__init__(session, navigator, said, gaps_content)
        export = secondary(_("Export…"), "download")
        export.clicked.connect(partial(navigator.export, "gaps"))
        self.add_bar(export)
        self._tools = (*self._tools, export)
        self.set_board(columns(), column_of, self._move, memory_of(settings.views, "gaps"), _can_go)
        self.set_acts(self._acts())

    def new(self) -> None:
        """Show the promises, where a gap begins."""
        self.navigator.open_page("promises")

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act(
                key="Enter",
                words=_("delivered, cause and fix"),
                do=self._edit,
                more_keys=("E", "F2"),
                button=Weight.SECONDARY,
                icon="pen-line",
            ),
            Act(key="P", words=_("product"), do=partial(self._name, Cause.PRODUCT), many=True),
            Act(key="R", words=_("process"), do=partial(self._name, Cause.PROCESS), many=True),
            Act(key="L", words=_("people"), do=partial(self._name, Cause.PEOPLE), many=True),
            Act(
                key="D",
                words=_("mended"),
                do=self._mend,
                fits=_is_unmended,
                many=True,
                button=Weight.PRIMARY,
            ),
            Act(key="A", words=_("not mended yet"), do=self._unmend, fits=is_mended, many=True),
            Act(key="O", words=_("open the person"), do=self.open_person),
        )

    def _edit(self, entries: Sequence[Entry]) -> None:
        if isinstance(record := entries[0].record, Promise):
            GapDialog(record, self.session, self.navigator, self.window()).open()

    def _name(self, cause: Cause | None, entries: Sequence[Entry]) -> None:
        said = _("Its cause is noted: {promise}") if cause else _("No cause yet: {promise}")
        deed = partial(_noted, {"gap": cause, "fixed_on": None})
        self.act_on(Promise, entries, deed, said.format(promise=named(entries)))

    def _mend(self, entries: Sequence[Entry]) -> None:
        today: date | None = self.session.today()
        said = _("Mended: {promise}").format(promise=named(entries))
        self.act_on(Promise, entries, partial(_noted, {"fixed_on": today}), said)

    def _unmend(self, entries: Sequence[Entry]) -> None:
        said = _("To be mended again: {promise}").format(promise=named(entries))
        self.act_on(Promise, entries, partial(_noted, {"fixed_on": None}), said)

    def _move(self, entries: Sequence[Entry], column: str) -> None:
        if column == MENDED:
            self._mend(entries)
        else:
            self._name(None if column == UNNAMED else Cause(column), entries)


def _is_unmended(entry: Entry) -> bool:
    return not is_mended(entry)


def _can_go(entry: Entry, column: str) -> bool:
    return entry.kind != column


def _noted(fields: dict[str, Any], promise: Promise) -> Changeset:
    said = replace(promise, **fields)
    return note_gap(
        promise, delivered=said.delivered, gap=said.gap, fix=said.fix, fixed_on=said.fixed_on
    )
