"""The actions for the people selected in the list: a menu, with the keys that also work alone."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from trustjournal.domain.records import Customer
from trustjournal.i18n import _
from trustjournal.ui.dialogs.merge_dialog import merge_people
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.people_deeds import PeopleDeeds
from trustjournal.ui.pages.people_marks import PeopleMarks, add_action, run
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.people_table import PeopleTable


class PeopleMenu(QObject):
    """Asks the deeds and the window for what the owner chooses."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        table: PeopleTable,
        deeds: PeopleDeeds,
    ) -> None:
        super().__init__(table)
        self._session = session
        self._navigator = navigator
        self._table = table
        self._deeds = deeds
        self.marks = PeopleMarks(session, navigator, table, deeds)
        self._keyed = {
            "edit": self._action(_("Edit here"), "F2", table.edit_here),
            "delete": self._action(_("Delete"), "Del", self.delete),
        }

    def people(self) -> list[Customer]:
        """Return who is selected, from the top."""
        return [line.customer for line in self._table.chosen()]

    def made(self) -> QMenu:
        """Return what can be done with the people selected."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        people = self.people()
        if not people:
            return menu
        alone = len(people) == 1
        first = people[0].id
        self._add(menu, _("Open"), partial(self._navigator.open_person, first), enabled=alone)
        menu.addSeparator()
        self._add(menu, _("Log a touchpoint"), self._log)
        for text, wish in (
            (_("Plan a check-in"), self._navigator.plan_check_in),
            (_("Plan a gesture"), self._navigator.plan_gesture),
            (_("Make a promise"), self._navigator.make_promise),
        ):
            self._add(menu, text, partial(wish, first), enabled=alone)
        menu.addSeparator()
        menu.addAction(self._keyed["edit"])
        self._add(
            menu, _("Edit everything…"), partial(self._navigator.edit, people[0]), enabled=alone
        )
        if not alone:
            self._add(menu, _("Merge these two…"), self.merge, enabled=len(people) == 2)
        self._add_marks(menu, people)
        menu.addSeparator()
        menu.addAction(self._keyed["delete"])
        return menu

    def _add_marks(self, menu: QMenu, people: Sequence[Customer]) -> None:
        ids = [one.id for one in people]
        close = all(one.close_to_heart for one in people)
        heart = self._add(
            menu, _("Close to heart"), partial(self._deeds.set_close_to_heart, ids, not close)
        )
        heart.setCheckable(True)
        heart.setChecked(close)
        self.marks.fill_stages(menu.addMenu(_("Stage")), people)
        self._add(menu, _("Add tag…"), partial(self.marks.ask_tag, people))
        if any(one.tags for one in people):
            self.marks.fill_worn(menu.addMenu(_("Take off tag")), people)
        self.marks.fill_cadences(menu.addMenu(_("How often")), people)
        self._add(menu, _("Add to a group…"), partial(self.marks.ask_group, people))
        if self.marks.groups_of(people):
            self.marks.fill_groups(menu.addMenu(_("Take out of")), people)
        if self._table.people.fields():
            self.marks.fill_fields(menu.addMenu(_("Fill in")), people)

    def _add(
        self, menu: QMenu, text: str, chosen: Callable[[], object], *, enabled: bool = True
    ) -> QAction:
        action = add_action(menu, text, chosen)
        action.setEnabled(enabled)
        return action

    def _action(self, text: str, key: str, chosen: Callable[[], None]) -> QAction:
        action = QAction(text, self._table)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(run, chosen))
        self._table.addAction(action)
        return action

    def _log(self) -> None:
        known = known_names(self._session)
        names = [known.full_name(one.id) or one.name for one in self.people()]
        self._navigator.capture(", ".join(names) + " ")

    def merge(self) -> None:
        """Ask of the two selected what is right where they differ, and make them one."""
        one, other = (person.id for person in self.people())
        merge_people(one, other, self._session, self._navigator, self._table.window())

    def delete(self) -> None:
        """Take away whoever is selected."""
        people = self.people()
        if people:
            self._deeds.delete([one.id for one in people])
