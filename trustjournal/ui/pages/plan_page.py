"""What the pages of gestures, check-ins and promises share: a list, its filter and its acts.

Every act is decided on the worker, on the records as they are by then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Record
from trustjournal.i18n import _
from trustjournal.store.plans import still_here
from trustjournal.ui.dialogs.choose_day import ChooseDay
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.plan_model import Content, Entry, PlanModel
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import primary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import FillPage
from trustjournal.ui.widgets.plan_list import Act, PlanList
from trustjournal.ui.widgets.search_box import SearchBox
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu

R = TypeVar("R", bound=Record)

_LEAVING = {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """What a page says of itself; `kinds` are what its rows can be narrowed to, with their word."""

    title: str
    icon: str
    empty: str
    new: str
    kinds: Sequence[tuple[str, str]]


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
        self.model = PlanModel(self)
        self.list = PlanList(self.model, words.title)
        self.filter_box = SearchBox(_("Filter by person or words"), "Ctrl F")
        self.kind_box = QComboBox()
        self.new_button = primary(words.new, "plus")
        self.keys = PlainLabel("", TypeRole.CAPTION, Tone.MUTED, wrap=True)
        self.empty = EmptyState(words.icon, words.empty, words.new)
        self.nothing = EmptyState("list-filter", _("Nothing here matches."), _("Show everything"))
        self._stack = QStackedWidget()
        self._tools: tuple[QWidget, ...] = (self.new_button, self.kind_box, self.filter_box)
        self._entrance = Entrance(self, self.list)
        self._lay_out(words.kinds)
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the page anew."""
        self.session.read(partial(_read, self._reading, self.session.now()), self._show)

    def set_acts(self, acts: Sequence[Act]) -> None:
        """Offer these acts by key, button and menu; the first is what a double click does."""
        self.list.set_acts(acts)
        self.keys.setText("  ·  ".join(f"{act.key} {act.words}" for act in acts))

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
        start = base or self.session.today()
        menu = SnoozeMenu(sentence, start, later=base is not None, parent=self.list)
        menu.chosen.connect(chosen)
        menu.other_wanted.connect(partial(self._ask_other_day, sentence, start, chosen))
        menu.open_at(self.list.below_row())

    def open_person(self, entries: Sequence[Entry]) -> None:
        """Show the page of the person that the entry is for."""
        self.navigator.open_person(entries[0].customer_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow down, Enter and Escape lead from the filter to the list."""
        if watched is self.filter_box and isinstance(event, QKeyEvent):
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

    def _lay_out(self, kinds: Sequence[tuple[str, str]]) -> None:
        self.head.set_tool(self.filter_box)
        self.kind_box.setAccessibleName(_("Show"))
        for kind, word in kinds:
            self.kind_box.addItem(word, kind)
        self.add_bar(self.new_button, self.kind_box)
        card = Card(flush=True)
        card.setAccessibleName(self.list.accessibleName())
        card.body.setContentsMargins(10, 0, 10, 12)
        card.body.addWidget(self.list, 1)
        self.keys.setContentsMargins(10, 4, 10, 0)
        card.body.addWidget(self.keys)
        for shown in (card, self.empty, self.nothing):
            self._stack.addWidget(shown)
        self.body.addWidget(self._stack)

    def _connect(self) -> None:
        self.filter_box.installEventFilter(self)
        self.filter_box.textChanged.connect(self._narrow)
        self.kind_box.currentIndexChanged.connect(self._narrow)
        self.list.typed.connect(self._type)
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)
        self.new_button.clicked.connect(self.new)
        self.empty.asked.connect(self.new)
        self.nothing.asked.connect(self._show_everything)

    def new(self) -> None:
        """Open the form of something new."""
        raise NotImplementedError

    def _show(self, content: Content) -> None:
        """Show what was read, and stay on the row selected, or on the next where it has left."""
        self.head.set_lead(content.lead)
        self._keep_place(partial(self.model.set_sections, content.sections))

    def _narrow(self) -> None:
        kind = self.kind_box.currentData() or ""
        self._keep_place(partial(self.model.narrow, self.filter_box.text(), kind))

    def _keep_place(self, change: Callable[[], None]) -> None:
        rows = [index.row() for index in self.list.selectedIndexes()]
        row = min(rows, default=max(self.list.currentIndex().row(), 0))
        line = self.model.line_from(row)
        change()
        again = self.model.first_of(line)
        row = again if again >= 0 else self.model.nearest(row)
        if row >= 0:
            self.list.select_row(row)
        some, shown = self.model.total() > 0, row >= 0
        self._stack.setCurrentIndex(0 if shown else 2 if some else 1)
        for widget in self._tools:
            widget.setVisible(some)
        self._entrance.first = self.list if shown else self._offer()

    def _offer(self) -> QWidget:
        state = self.nothing if self.model.total() else self.empty
        return state.button or state

    def _type(self, letter: str) -> None:
        self._find()
        self.filter_box.setText(self.filter_box.text() + letter)

    def _find(self) -> None:
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_everything(self) -> None:
        self.kind_box.setCurrentIndex(0)
        self.filter_box.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_other_day(self, sentence: str, start: date, chosen: Callable[[date], None]) -> None:
        dialog = ChooseDay(sentence, start + timedelta(days=1), self.window())
        dialog.chosen.connect(chosen)
        dialog.open()


def _read(
    reading: Callable[[Connection, datetime], Content], now: datetime, connection: Connection
) -> Content:
    return reading(connection, now)


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
