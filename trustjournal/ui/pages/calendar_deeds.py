"""What can be done with the things in a calendar: open, list, and put on another day."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.i18n import _
from trustjournal.store.calendar import DayItem, ItemKind
from trustjournal.ui.dialogs.choose_day import ChooseDay
from trustjournal.ui.models.calendar_model import Day
from trustjournal.ui.models.calendar_moves import fixed_words, moved, moved_words
from trustjournal.ui.models.calendar_words import spoken
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.calendar_day import DayList
from trustjournal.ui.widgets.calendar_grid import CalendarGrid


class CalendarDeeds(QObject):
    """Does what the owner asks of things in `grid`."""

    def __init__(self, session: JournalSession, navigator: Navigator, grid: CalendarGrid) -> None:
        super().__init__(grid)
        self.session = session
        self.navigator = navigator
        self.grid = grid
        grid.opened.connect(self.open)
        grid.list_wanted.connect(self.list_day)
        grid.menu_wanted.connect(self.show_menu)
        grid.carried.connect(self.move)
        grid.fixed.connect(self._refuse)

    def open(self, item: DayItem) -> None:
        """Open the form of what is planned; an important date opens the person."""
        if item.kind is ItemKind.WIN_BACK:
            self.navigator.review_loss(item.who.id)
        elif item.kind is ItemKind.DATE:
            self.open_person(item)
        elif item.record is None:
            self.navigator.plan_check_in(item.who.id)
        else:
            self.navigator.edit(item.record)

    def open_person(self, item: DayItem) -> None:
        """Show the page of whom it is about."""
        self.navigator.open_person(item.who.id)

    def list_day(self, day: Day) -> None:
        """List all that stands on a day."""
        if not day.items:
            return
        listed = DayList(day, self.grid.window())
        listed.opened.connect(self.open)
        listed.person_wanted.connect(self.open_person)
        listed.day_wanted.connect(self.ask_day)
        listed.open()

    def show_menu(self, item: DayItem, place: QPoint) -> None:
        """Offer at a place of the screen what can be done with an item."""
        menu = QMenu(self.grid)
        menu.setAccessibleName(spoken(item, self.session.today()))
        for said, key, deed in (
            (_("Open"), _("Enter"), self.open),
            (_("Open the person"), "O", self.open_person),
            (_("Another day…"), "D", self.ask_day),
        ):
            menu.addAction(f"{said}\t{key}").triggered.connect(partial(_do, deed, item))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def ask_day(self, item: DayItem) -> None:
        """Ask on which day it shall be."""
        if item.is_fixed:
            self._refuse(item)
            return
        today = self.session.today()
        sentence = _("{what}. On which day shall it be?")
        asked = ChooseDay(
            sentence.format(what=words.sentence(spoken(item, today))),
            today,
            today,
            self.grid.window(),
        )
        asked.field.set_day(max(item.on, today))
        asked.chosen.connect(partial(self.move, item))
        asked.open()

    def move(self, item: DayItem, day: date) -> None:
        """Put it on another day, and follow it there."""
        decision = partial(moved, item, day, self.session.now())
        self.session.act(decision, partial(self._moved, item, day))

    def _moved(self, item: DayItem, day: date, _changeset: Changeset) -> None:
        self.navigator.tell(moved_words(item, day, self.session.today()))
        self.grid.go_to(day, item.key)

    def _refuse(self, item: DayItem) -> None:
        self.navigator.say(fixed_words(item))


def _do(deed: Callable[[DayItem], None], item: DayItem, _checked: bool = False) -> None:
    deed(item)
