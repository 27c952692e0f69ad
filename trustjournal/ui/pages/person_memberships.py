"""What the card of who belongs together asks for, of whoever is shown."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.services.organising import leave
from trustjournal.store import organising, queries
from trustjournal.store.organising import Bond
from trustjournal.ui.dialogs.membership_dialog import BelongDialog, BringDialog, RoleDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person_reading import PersonReading
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.membership_card import MembershipCard
from trustjournal.ui.widgets.person_sheet import PersonSheet


class PersonMemberships(QObject):
    """Puts its card on the rail, and fulfils it."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        sheet: PersonSheet,
        reading: PersonReading,
    ) -> None:
        super().__init__(sheet)
        self._session = session
        self._navigator = navigator
        self._sheet = sheet
        self._reading = reading
        self.card = MembershipCard()
        sheet.add_part(self.card, self.card.show_person, rail=True)
        self.card.opened.connect(navigator.open_person)
        self.card.belong_wanted.connect(self._belong)
        self.card.bring_wanted.connect(self._bring)
        self.card.role_wanted.connect(self._say_role)
        self.card.leave_wanted.connect(self._leave)

    def _belong(self) -> None:
        if (view := self._reading.view) is not None:
            people = [view.story.customer]
            BelongDialog(people, self._session, self._navigator, self._sheet).open()

    def _bring(self) -> None:
        if (view := self._reading.view) is not None:
            group = view.story.customer
            BringDialog(group, self._session, self._navigator, self._sheet).open()

    def _say_role(self, bond: Bond) -> None:
        title = bond.who.name
        one = bond.membership
        RoleDialog(one, title, self._session, self._navigator, self._sheet).open()

    def _leave(self, bond: Bond) -> None:
        self._session.act(partial(_left, bond.membership.id), self._tell)

    def _tell(self, changeset: Changeset) -> None:
        self._navigator.tell(changeset.label)


def _left(membership_id: UUID, connection: Connection) -> Changeset:
    one = organising.membership_by_id(connection, membership_id)
    who = queries.customer_by_id(connection, one.customer_id)
    return leave(one, who, queries.customer_by_id(connection, one.of_id))
