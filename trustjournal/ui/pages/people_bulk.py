"""What stands above the list while several people are selected: the same for all of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from trustjournal.domain.records import Customer
from trustjournal.i18n import _, ngettext
from trustjournal.ui.pages.people_marks import PeopleMarks
from trustjournal.ui.pages.people_menu import PeopleMenu
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.buttons import Button, quiet, secondary
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.people_table import PeopleTable

_Fill = Callable[[PeopleMarks, QMenu, Sequence[Customer]], None]


class BulkBar(QObject):
    """Its widgets give room to the usual ones while there are fewer than two selected."""

    def __init__(self, table: PeopleTable, menu: PeopleMenu) -> None:
        super().__init__(table)
        self._table = table
        self._menu = menu
        self.count = PlainLabel("", TypeRole.STRONG)
        self.count.setContentsMargins(0, 0, 8, 0)
        self.count.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.tag = self._opens(_("Tag"), "tag", PeopleMarks.fill_tags)
        self.stage = self._opens(_("Stage"), "sprout", PeopleMarks.fill_stages)
        self.cadence = self._opens(_("How often"), "calendar-clock", PeopleMarks.fill_cadences)
        self.group = self._opens(_("Group"), "users", PeopleMarks.fill_belonging)
        self.merge = secondary(_("Merge"), "merge")
        self.merge.clicked.connect(menu.merge)
        self.delete = secondary(_("Delete"), "trash-2")
        self.delete.clicked.connect(menu.delete)
        self.drop = quiet(_("Select none"))
        self.drop.clicked.connect(self._select_none)
        self.show_count(0)

    def widgets(self) -> tuple[QWidget, ...]:
        """Return what stands in the bar, in order."""
        buttons = self.tag, self.stage, self.cadence, self.group, self.merge, self.delete
        return self.count, *buttons, self.drop

    def show_count(self, count: int) -> bool:
        """Say how many are selected, and tell whether the bar shows."""
        shown = count > 1
        if shown:
            number = self.count.locale().toString(count)
            said = ngettext("{count} person selected", "{count} people selected", count)
            self.count.setText(said.format(count=number))
            self.count.setMinimumHeight(self.tag.sizeHint().height())  # in line with the buttons
        for widget in self.widgets():
            widget.setVisible(shown)
        self.merge.setVisible(count == 2)
        return shown

    def _opens(self, text: str, icon: str, fill: _Fill) -> Button:
        button = secondary(text, icon)
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(self._fill, menu, fill))
        button.setMenu(menu)
        return button

    def _fill(self, menu: QMenu, fill: _Fill) -> None:
        menu.clear()
        fill(self._menu.marks, menu, self._menu.people())

    def _select_none(self) -> None:
        current = self._table.currentIndex()
        self._table.clearSelection()
        self._table.setCurrentIndex(current)
        self._table.setFocus()
