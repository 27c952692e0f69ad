"""The log of all touchpoints, newest first: to look through, narrow, edit and hand out."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import (
    Customer,
    Record,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.i18n import _, ngettext
from trustjournal.services.touchpoints import delete_touchpoint
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.touchpoint_list import Wanted, logged
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.touchpoint_model import TouchpointModel
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import icon_button, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.data_table import DataTable
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.log_filter import LogFilter
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import FillPage
from trustjournal.ui.widgets.table_columns import Column, TableColumns, below, memory_of

_ROW = 44
_MOST_DELETED = 1000


class JournalPage(FillPage):
    """A table of any length under its filter."""

    shows = frozenset[type[Record]]({Touchpoint, Customer})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("Journal"))
        self._session = session
        self._navigator = navigator
        self.filter = LogFilter(session, self)
        self.model = TouchpointModel(session, self)
        self.table = DataTable(_("Touchpoints"), _ROW)
        self.table.setModel(self.model)
        self.columns = TableColumns(self.table, _columns(), memory_of(settings.views, "journal"))
        self.export_button = secondary(_("Export"), "download")
        self.columns_button = icon_button("columns-3", _("Columns"))
        self.empty = EmptyState("notebook-pen", _("Nothing is logged yet."), _("Log a touchpoint"))
        self.nothing = EmptyState("list-filter", _("Nothing here matches."), _("Clear filter"))
        self.actions_shown = self._actions()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.model.refresh)

    def menu(self) -> QMenu:
        """Return what can be done with the rows selected."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        touch = self._current()
        for customer_id in touch.customer_ids if touch else ():
            name = known_names(self._session).name_of(customer_id)
            action = menu.addAction(_("Open {name}").format(name=name).replace("&", "&&"))
            action.triggered.connect(partial(self._open, customer_id))
        menu.addSeparator()
        menu.addActions(self.actions_shown)
        menu.addSeparator()
        menu.addAction(_("Export these…")).triggered.connect(self._export)
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.resume()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.pause()

    def _lay_out(self) -> None:
        self.head.set_tool(self.filter.words)
        self.add_bar(*self.filter.boxes(), ending=(self.export_button, self.columns_button))
        card = Card(flush=True)
        card.setAccessibleName(_("Touchpoints"))
        card.body.setContentsMargins(8, 4, 8, 8)
        card.add(self.table)
        for shown in (card, self.empty, self.nothing):
            self._stack.addWidget(shown)
        self.body.addWidget(self._stack)
        Entrance(self, self.table)

    def _connect(self) -> None:
        self.filter.changed.connect(self._narrow)
        self.filter.words.left.connect(self.table.setFocus)
        self.model.counted.connect(self._count)
        self.model.refused.connect(self.say_unread)
        self.table.opened.connect(self._edit)
        self.table.typed.connect(self._type)
        self.table.menu_wanted.connect(self._show_menu)
        self.export_button.clicked.connect(self._export)
        self.columns_button.clicked.connect(self._show_columns)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter.words.enter)
        self.empty.asked.connect(self._log)
        self.nothing.asked.connect(self.filter.clear)

    def _actions(self) -> list[QAction]:
        made: list[QAction] = []
        for words, key, deed in (
            (_("Edit"), "F2", self._edit),
            (_("Delete"), "Del", self._delete),
        ):
            action = QAction(words, self.table)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(deed)
            self.table.addAction(action)
            made.append(action)
        return made

    def _narrow(self) -> None:
        self.table.scrollToTop()
        self.model.show(self.filter.wanted())

    def _count(self, count: int, complete: bool) -> None:
        self.forget_unread()
        number = self.locale().toString(count)
        if complete:
            words = ngettext("{count} touchpoint", "{count} touchpoints", count)
        else:
            words = ngettext("{count} touchpoint so far", "{count} touchpoints so far", count)
        everything = self.filter.wanted() == Wanted()
        self._stack.setCurrentIndex(0 if count or not complete else 1 if everything else 2)
        said = words.format(count=number) if count or not everything else ""
        self.head.set_lead(". ".join(filter(None, (said, self.filter.unread()))))
        if count and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _current(self) -> Touchpoint | None:
        index = self.table.currentIndex()
        return self.model.touchpoint(index.row()) if index.isValid() else None

    def _open(self, customer_id: UUID, _checked: bool = False) -> None:
        self._navigator.open_person(customer_id)

    def _edit(self) -> None:
        touch = self._current()
        if touch is not None:
            self._navigator.edit(touch)

    def _delete(self) -> None:
        rows = self.table.chosen_rows()
        if rows:
            numbers = self.model.numbers(rows[: _MOST_DELETED + 1])
            self._session.act(partial(_delete, numbers), self._told)

    def _told(self, changeset: Changeset) -> None:
        self._navigator.tell(changeset.label)

    def _export(self) -> None:
        self._navigator.export("touchpoints", self.filter.wanted().customer_id)

    def _log(self) -> None:
        self._navigator.capture()

    def _type(self, text: str) -> None:
        self.filter.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.words.setText(text)

    def _show_menu(self, place: QPoint) -> None:
        self.menu().popup(place)

    def _show_columns(self) -> None:
        self.columns.menu().popup(below(self.columns_button))


def _columns() -> Sequence[Column]:
    return (
        Column("when", _("When"), 160),
        Column("who", _("Who"), 190),
        Column("channel", _("How"), 130),
        Column("feeling", _("Felt"), 60),
        Column("kind", _("What"), 120),
        Column("note", _("Note"), 240, fills=True),
    )


def _delete(numbers: Sequence[int], connection: Connection) -> Changeset:
    if len(numbers) > _MOST_DELETED:
        sentence = _("Choose at most {count} touchpoints to delete at once.")
        raise InvalidEntry(sentence.format(count=_MOST_DELETED))
    touches = [found.touchpoint for found in logged(connection, numbers)]
    if not touches:
        raise NotFound(_("This is no longer in the journal."))
    decided = [delete_touchpoint(touch, queries.came_of(connection, touch.id)) for touch in touches]
    label = ngettext("Delete a touchpoint", "Delete {count} touchpoints", len(touches))
    changes = tuple(change for one in decided for change in one.changes)
    return Changeset(label.format(count=len(touches)), changes)
