"""What can be said of several people at once: tag, stage, how often, group, own fields."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu

from trustjournal.domain import cadence, words
from trustjournal.domain.choices import FieldKind, Stage
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import Customer
from trustjournal.i18n import _
from trustjournal.ui.dialogs.membership_dialog import BelongDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.people_deeds import PeopleDeeds
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.people_table import PeopleTable
from trustjournal.ui.widgets.record_words import customer_stage_word

_CADENCES = (7, 14, 30, 60, 90, 180, 365)
_USUAL = 30


class PeopleMarks(QObject):
    """Fills menus for the people they are given, and asks what a menu has no room for."""

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

    def fill_stages(self, menu: QMenu, people: Sequence[Customer]) -> None:
        """Offer the stages, the one they all are at marked."""
        for stage in Stage:
            said = partial(self._deeds.set_stage, _ids(people), stage)
            chosen = add_action(menu, customer_stage_word(stage), said)
            chosen.setCheckable(True)
            chosen.setChecked(all(one.stage is stage for one in people))

    def fill_worn(self, menu: QMenu, people: Sequence[Customer]) -> None:
        """Offer to take off each tag that somebody of them wears."""
        for tag in sorted({tag for one in people for tag in one.tags}, key=str.casefold):
            add_action(menu, tag, partial(self._deeds.remove_tag, _ids(people), tag))

    def fill_tags(self, menu: QMenu, people: Sequence[Customer]) -> None:
        """Offer to add a tag, and to take one off."""
        add_action(menu, _("Add tag…"), partial(self.ask_tag, people))
        if any(one.tags for one in people):
            self.fill_worn(menu.addMenu(_("Take off tag")), people)

    def fill_cadences(self, menu: QMenu, people: Sequence[Customer]) -> None:
        """Offer how often to be in touch."""
        ids = _ids(people)
        for days in _CADENCES:
            said = words.sentence(words.every(days))
            add_action(menu, said, partial(self._deeds.set_cadence, ids, days))
        add_action(menu, _("Another number of days…"), partial(self._ask_days, ids))
        menu.addSeparator()
        add_action(menu, _("No check-ins of their own"), partial(self._deeds.drop_cadence, ids))

    def groups_of(self, people: Sequence[Customer]) -> dict[int, str]:
        """Return the groups that somebody of them belongs to, through any number of steps."""
        known = self._table.people.people
        if known is None:
            return {}
        numbers = {one.id.int for one in people}
        return {
            group: name
            for group, name in known.groups.items()
            if not numbers.isdisjoint(known.members[group])
        }

    def fill_groups(self, menu: QMenu, people: Sequence[Customer]) -> None:
        """Offer to take them out of each of their groups."""
        for group, name in self.groups_of(people).items():
            said = partial(self._deeds.take_out, _ids(people), UUID(int=group))
            add_action(menu, name, said)

    def fill_belonging(self, menu: QMenu, people: Sequence[Customer]) -> None:
        """Offer to add them to a group, and to take them out of one."""
        add_action(menu, _("Add to a group…"), partial(self.ask_group, people))
        if self.groups_of(people):
            self.fill_groups(menu.addMenu(_("Take out of")), people)

    def fill_fields(self, menu: QMenu, people: Sequence[Customer]) -> None:
        """Offer the owner's own fields to fill in."""
        for field in self._table.people.fields():
            add_action(menu, f"{field.title}…", partial(self._ask_value, _ids(people), field))

    def ask_tag(self, people: Sequence[Customer]) -> None:
        """Ask for a tag to add."""
        known = self._table.people.people
        said = _("A word that says what they have in common")
        dialog = self._dialog(_("Add a tag"), said, _("Add"))
        dialog.setComboBoxItems(["", *(known.tags if known else [])])
        dialog.setComboBoxEditable(True)
        dialog.setTextValue("")
        dialog.textValueSelected.connect(partial(self._deeds.add_tag, _ids(people)))
        dialog.open()

    def ask_group(self, people: Sequence[Customer]) -> None:
        """Ask where they belong."""
        window = self._table.window()
        BelongDialog(people, self._session, self._navigator, window).open()

    def _ask_days(self, ids: Sequence[UUID]) -> None:
        dialog = self._dialog(_("How often"), _("Be in touch every so many days"), _("Set"))
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(1, cadence.LONGEST)
        dialog.setIntValue(_USUAL)
        dialog.intValueSelected.connect(partial(self._deeds.set_cadence, ids))
        dialog.open()

    def _ask_value(self, ids: Sequence[UUID], field: CustomField) -> None:
        hints = {
            FieldKind.DATE: _("A day such as {example}; nothing empties it").format(
                example=self._session.today().isoformat()
            )
        }
        said = hints.get(field.kind, _("The same for all of them; nothing empties it"))
        dialog = self._dialog(field.title, said, _("Fill in"))
        if field.kind is FieldKind.CHOICE:
            dialog.setComboBoxItems(["", *field.choices])
        dialog.textValueSelected.connect(partial(self._deeds.fill_in, ids, field.id))
        dialog.open()

    def _dialog(self, title: str, label: str, agree: str) -> QInputDialog:
        dialog = QInputDialog(self._table.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setOkButtonText(agree)
        return dialog


def add_action(menu: QMenu, text: str, chosen: Callable[[], object]) -> QAction:
    """Add to a menu what shows as it is written, and return it."""
    action = menu.addAction(text.replace("&", "&&"))
    action.triggered.connect(partial(run, chosen))
    return action


def run(chosen: Callable[[], object], _checked: bool = False) -> None:
    """Do what an action was chosen for, whatever it is checked as."""
    chosen()


def _ids(people: Sequence[Customer]) -> list[UUID]:
    return [one.id for one in people]
