"""Everyone the owner knows: a table to look through, sort, narrow and edit in place."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from trustjournal.domain.changes import Changeset
from trustjournal.domain.organising import CustomField, Membership
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    Preferences,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.filter_dialog import FilterDialog
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.people_lines import (
    Depths,
    People,
    PeopleColumn,
    PersonLine,
    column_words,
    read_depths,
    read_people,
)
from trustjournal.ui.models.people_model import PeopleModel, Wanted
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.people_bulk import BulkBar
from trustjournal.ui.pages.people_deeds import PeopleDeeds
from trustjournal.ui.pages.people_menu import PeopleMenu
from trustjournal.ui.pages.people_narrowing import PeopleNarrowing
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import icon_button, primary, quiet, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.notices import Banner, EmptyState
from trustjournal.ui.widgets.page import FillPage
from trustjournal.ui.widgets.people_table import PeopleTable
from trustjournal.ui.widgets.table_columns import Column, TableColumns, below, memory_of

_WIDTHS = {
    PeopleColumn.NAME: 190,
    PeopleColumn.LAST_TOUCH: 124,
    PeopleColumn.CHECK_IN: 124,
    PeopleColumn.DEPTH: 118,
    PeopleColumn.TAGS: 160,
    PeopleColumn.STAGE: 96,
    PeopleColumn.VALUE: 100,
}

_OWN_WIDTH = 130


class PeoplePage(FillPage):
    """The table under its filter, and what is said where there is nothing to show."""

    shows = frozenset[type[Record]](
        {Customer, Touchpoint, CheckIn, Promise, Gesture, Preferences, Membership, CustomField}
    )

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("People"))
        self._session = session
        self._navigator = navigator
        self.model = PeopleModel(self)
        self.table = PeopleTable(self.model)
        memory = memory_of(settings.views, "people")
        self.columns = TableColumns(self.table, columns_of(()), memory)
        self.columns.sort_by("name")
        self.deeds = PeopleDeeds(session, navigator, self)
        self.menu = PeopleMenu(session, navigator, self.table, self.deeds)
        self.bulk = BulkBar(self.table, self.menu)
        self.narrowing = PeopleNarrowing(session, self)
        self.filter_box, self.tag_box = self.narrowing.filter_box, self.narrowing.tag_box
        self.stage_box, self.group_box = self.narrowing.stage_box, self.narrowing.group_box
        self.add_button = primary(_("Add a person"), "user-plus")
        self.import_button = secondary(_("Import contacts"), "upload")
        self.columns_button = icon_button("columns-3", _("Columns and sorting"))
        self.usual: tuple[QWidget, ...] = (self.add_button, self.import_button)
        self.add_button.is_changing = self.import_button.is_changing = True
        self.keep_button = quiet(_("Keep this filter"), "list-filter")
        self.fault = Banner("", Tone.CLAY)
        self.empty = EmptyState("users", _("Nobody is here yet."), _("Import contacts"))
        self.nothing = EmptyState("list-filter", _("Nobody here matches."), _("Clear filter"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read everyone anew: first what is quick to read, then how deep it goes."""
        now, zone = self._session.now(), self._session.zone()
        self.read(self._session, partial(read_people, now=now, zone=zone), self._take)
        self._session.read(partial(read_depths, now=now, zone=zone), self._take_depths)

    def _lay_out(self) -> None:
        self.head.set_tool(self.filter_box)
        self.add_bar(
            *(self.add_button, self.import_button, *self.narrowing.boxes(), self.keep_button),
            *self.bulk.widgets(),
            ending=(self.columns_button,),
        )
        card = Card(flush=True)
        card.setAccessibleName(_("People"))
        card.body.setContentsMargins(8, 4, 8, 8)
        card.add(self.table)
        for shown in (card, self.empty, self.nothing):
            self._stack.addWidget(shown)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.body.addWidget(self._stack, 1)
        Entrance(self, self.table)

    def _connect(self) -> None:
        self.narrowing.wanted.connect(self._narrow)
        self.filter_box.left.connect(self.table.setFocus)
        self.model.edited.connect(self._edited)
        self.model.modelReset.connect(self._count)
        self.table.selectionModel().selectionChanged.connect(self._place_tools)
        self.keep_button.clicked.connect(self._keep_filter)
        self.table.opened.connect(self._open)
        self.table.menu_wanted.connect(self._show_menu)
        self.add_button.clicked.connect(self._add)
        self.import_button.clicked.connect(self._import)
        self.columns_button.clicked.connect(self._show_columns)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter_box.enter)
        self.empty.asked.connect(self._import)
        self.nothing.asked.connect(self._show_everyone)

    def _take_depths(self, depths: Depths) -> None:
        self.table.take(partial(self.model.set_depths, depths))

    def _take(self, people: People) -> None:
        self.table.take(partial(self._show_people, people))
        self.narrowing.offer(people)
        self._count()

    def _show_people(self, people: People) -> None:
        before = self.model.fields()
        self.model.set_people(people)
        if self.model.fields() != before:
            self.columns.offer(columns_of(self.model.fields()))

    def _narrow(self, wanted: Wanted) -> None:
        self.model.narrow(wanted)
        self._count()

    def _count(self) -> None:
        if self.model.people is None:
            return
        everyone, shown = len(self.model.people.lines), self.model.rowCount()
        self._stack.setCurrentIndex(0 if shown else 2 if everyone else 1)
        total = self.locale().toString(everyone)
        if shown == everyone:
            said = ngettext("{total} person", "{total} people", everyone).format(total=total)
        else:
            said = ngettext("{count} of {total} person", "{count} of {total} people", everyone)
            said = said.format(count=self.locale().toString(shown), total=total)
        lead = ". ".join(filter(None, (said, self.narrowing.unread())))
        self.head.set_lead(lead if everyone else "")
        self._place_tools()

    def _place_tools(self) -> None:
        """Show what there is something to do with: for several people other things than for one."""
        known = self.model.people is not None and bool(self.model.people.lines)
        several = self.bulk.show_count(len(self.table.chosen_rows()))
        for tool in (*self.narrowing.boxes(), *self.usual[1:]):
            tool.setVisible(known and not several)
        groups = self.model.people is not None and bool(self.model.people.groups)
        self.group_box.setVisible(groups and not several)
        self.keep_button.setVisible(self.narrowing.is_narrowed() and not several)
        self.usual[0].setVisible(not several)
        self.columns_button.setVisible(known)
        self.filter_box.setVisible(known)

    def _keep_filter(self) -> None:
        query = self.narrowing.query()
        FilterDialog(None, query, self._session, self._navigator, self).open()

    def _edited(self, line: PersonLine, column: int, value: Any) -> None:
        refused = partial(self._refused, line, column, value)
        self.deeds.edit_cell(line, column, value, self._saved, refused)

    def _saved(self, changeset: Changeset) -> None:
        self.fault.hide()
        self.table.take(partial(self.model.learn, changeset))
        self.deeds.tell(changeset)

    def _refused(self, line: PersonLine, column: int, value: Any, error: TrustJournalError) -> None:
        self.fault.set_text(str(error))
        self.fault.show()
        self.table.edit_again(line.customer.id, column, value)

    def _open(self, row: int) -> None:
        self._navigator.open_person(self.model.line(row).customer.id)

    def _show_menu(self, place: QPoint) -> None:
        self.menu.made().popup(place)

    def _show_columns(self) -> None:
        self.columns.menu().popup(below(self.columns_button))

    def _add(self) -> None:
        self._navigator.add_person()

    def _import(self) -> None:
        self._navigator.import_files()

    def _show_everyone(self) -> None:
        self.narrowing.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def columns_of(fields: Sequence[CustomField]) -> Sequence[Column]:
    """Return the columns of the list, behind them those of the owner's own fields."""
    name = PeopleColumn.NAME
    usual = [
        Column(column.name.lower(), column_words(column), _WIDTHS[column], fills=column is name)
        for column in PeopleColumn
    ]
    own = [Column(f"field:{one.id}", one.title, _OWN_WIDTH, spare=True) for one in fields]
    return [*usual, *own]
