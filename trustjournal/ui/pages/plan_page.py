"""What the pages of gestures, check-ins and promises share: a list, its filter and its acts.

Every act is decided on the worker, on the records as they are by then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Record
from trustjournal.i18n import _
from trustjournal.store.plans import still_here
from trustjournal.ui.dialogs.choose_day import ask_day
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.plan_model import Column, Content, Entry
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import primary
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import FillPage
from trustjournal.ui.widgets.plan_board import Place, Takes
from trustjournal.ui.widgets.plan_list import Act
from trustjournal.ui.widgets.plan_views import PlanViews
from trustjournal.ui.widgets.search_box import SearchBox
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu

R = TypeVar("R", bound=Record)

_LEAVING = {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """What a page says of itself; `kinds` are what its rows can be narrowed to, with their word.

    `new` is what its button says, beside `new_icon`; one that only leads elsewhere (`begins` is
    False) stands where nothing is to be seen, and not above the rows.
    """

    title: str
    icon: str
    empty: str
    new: str
    kinds: Sequence[tuple[str, str]]
    new_icon: str = "plus"
    begins: bool = True


def _always(_entry: Entry, _column: str) -> bool:
    return True


class PlanPage(FillPage):
    """A list of things to do for people; a page gives it its words, its reading and its acts."""

    shows: frozenset[type[Record]] = frozenset()

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        words: PageWords,
        reading: Callable[[Connection, datetime], Content],
    ) -> None:
        super().__init__(words.title)
        self.session = session
        self.navigator = navigator
        self._reading = reading
        self.filter_box = SearchBox(_("Filter by person or words"), "Ctrl F")
        self.kind_box = QComboBox()
        self.new_button = primary(words.new, words.new_icon)
        self.new_button.is_changing = True
        self.empty = EmptyState(words.icon, words.empty, words.new)
        self.nothing = EmptyState("list-filter", _("Nothing here matches."), _("Show everything"))
        self.views = PlanViews(words.title, self.empty, self.nothing)
        self.model, self.list, self.keys = self.views.model, self.views.list, self.views.keys
        begin = (self.new_button,) if words.begins else ()
        self._tools: tuple[QWidget, ...] = (*begin, self.kind_box, self.filter_box)
        self._entrance = Entrance(self, self.list)
        self._lay_out(words.kinds, begin)
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the page anew."""
        reading = partial(_read, self._reading, self.session.now())
        self.read(self.session, reading, self._show)

    def lead_to(self, record: Record) -> None:
        """Select the row of a record, which may be narrowed away or not read yet."""
        if self.model.row_of(record.id) >= 0:
            self.views.select(record.id)
        else:
            self._show_everything()
            # Answered behind the reading that may be on its way.
            self.session.read(partial(_id_of, record), self.views.select)

    def set_acts(self, acts: Sequence[Act]) -> None:
        """Offer these acts by key, button and menu; the first is what a double click does."""
        self.views.set_acts(acts)

    def set_board(
        self,
        columns: Sequence[Column],
        place: Place,
        move: Callable[[Sequence[Entry], str], None],
        memory: dict[str, Any],
        takes: Takes = _always,
    ) -> None:
        """Show the same entries on a board too, with a button and the key V between the two.

        `place` gives the key of an entry's column. `move` writes what it means that
        entries go to the column of a key; `takes` tells which entries a column is for. `memory` is
        `memory_of(settings.views, page)`; the board is shown first where its "board" is True.
        """
        button = self.views.add_board(columns, place, takes, memory)
        if self.views.board is not None:
            self.views.board.moved.connect(move)
        self._tools = (*self._tools, button)
        self.add_bar(ending=[button])

    def below_row(self) -> QPoint:
        """Return where on the screen a menu about the current row or card opens."""
        return self.views.below_row()

    def act_on(
        self,
        kind: type[R],
        entries: Sequence[Entry],
        decide: Callable[[R], Changeset],
        said: str,
    ) -> None:
        """Do the same with the record of each entry, all in one changeset, and say `said`."""
        ids = [entry.key for entry in entries]
        self.session.act(partial(_for_each, kind, ids, decide), partial(self.tell, said))

    def tell(self, said: str, _changeset: Changeset) -> None:
        """Say what was done, with Undo beside it."""
        self.navigator.tell(said)

    def ask_day(
        self, sentence: str, chosen: Callable[[date], None], base: date | None = None
    ) -> None:
        """Ask below the current row for a day after today, or for one after `base`."""
        today = self.session.today()
        start = base or today
        menu = SnoozeMenu(sentence, start, later=base is not None, parent=self)
        menu.chosen.connect(chosen)
        menu.other_wanted.connect(
            partial(
                ask_day, self.window(), sentence, start + timedelta(days=1), chosen, today=today
            )
        )
        menu.open_at(self.below_row())

    def open_person(self, entries: Sequence[Entry]) -> None:
        """Show the page of the person that the entry is for."""
        self.navigator.open_person(entries[0].customer_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow down, Enter and Escape lead from the filter to the list."""
        if isinstance(event, QKeyEvent) and watched is self.filter_box:
            leaves = event.type() is QEvent.Type.KeyPress and event.key() in _LEAVING
            if leaves:
                if event.key() == Qt.Key.Key_Escape:
                    self.filter_box.clear()
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            return leaves
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filter_box.text():
            self.filter_box.clear()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, kinds: Sequence[tuple[str, str]], begin: Sequence[QWidget]) -> None:
        self.head.set_tool(self.filter_box)
        self.kind_box.setAccessibleName(_("Show"))
        for kind, word in kinds:
            self.kind_box.addItem(word, kind)
        self.add_bar(*begin, self.kind_box)
        self.body.addWidget(self.views)

    def _connect(self) -> None:
        self.filter_box.installEventFilter(self)
        self.filter_box.textChanged.connect(self._narrow)
        self.kind_box.currentIndexChanged.connect(self._narrow)
        self.views.typed.connect(self._find)
        self.views.settled.connect(self._offer)
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)
        self.new_button.clicked.connect(self.new)
        self.empty.asked.connect(self.new)
        self.nothing.asked.connect(self._show_everything)

    def new(self) -> None:
        """Open the form of something new."""
        raise NotImplementedError

    def _show(self, content: Content) -> None:
        self.head.set_lead(content.lead)
        self.views.set_sections(content.sections)

    def _narrow(self) -> None:
        self.views.narrow(self.filter_box.text(), self.kind_box.currentData() or "")

    def _offer(self) -> None:
        """Show the tools where there is something to use them on, and say where keys go."""
        some = self.model.total() > 0
        for widget in self._tools:
            widget.setVisible(some)
        self._entrance.first = self.views.first()

    def _find(self, letter: str = "") -> None:
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.setText(self.filter_box.text() + letter)

    def _show_everything(self) -> None:
        self.kind_box.setCurrentIndex(0)
        self.filter_box.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def _read(
    reading: Callable[[Connection, datetime], Content], now: datetime, connection: Connection
) -> Content:
    return reading(connection, now)


def _id_of(record: Record, _connection: Connection) -> UUID:
    return record.id


def _for_each(
    kind: type[R],
    ids: Sequence[UUID],
    decide: Callable[[R], Changeset],
    connection: Connection,
) -> Changeset:
    decided = [decide(record) for record in still_here(connection, kind, ids)]
    return together(decided)


def together(decided: Sequence[Changeset]) -> Changeset:
    """Return changesets as one, under one Undo."""
    if len(decided) == 1:
        return decided[0]
    label = _("{what}, {count} at once").format(what=decided[0].label, count=len(decided))
    return Changeset(label, tuple(change for one in decided for change in one.changes))
