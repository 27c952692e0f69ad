"""The form of a referral: who sent somebody."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Customer
from trustjournal.i18n import _
from trustjournal.services.referrals import refer
from trustjournal.store import queries
from trustjournal.store.cycles import senders
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.people_field import PeopleField, Picked, ids_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession


class ReferrerDialog(FormDialog):
    """Who sent this person, or nobody; a ring is refused in words."""

    def __init__(
        self,
        customer: Customer,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Who sent {name}?").format(name=customer.name)
        super().__init__(title, (customer.id, customer.referred_by), session, navigator, parent)
        self._customer = customer
        self.sent_by = PeopleField(session, single=True)
        told = _("Whoever they sent comes along. Leave it empty if they came by themselves.")
        self.page.add("sent_by", _("Sent by"), self.sent_by, told)
        self.begin({"sent_by": Picked.of(customer.referred_by)})

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: the text names nobody, or several people.
        """
        chosen = ids_of(self.sent_by.everyone())
        return partial(_refer, self._customer.id, chosen[0] if chosen else None)

    def done_sentence(self) -> str:
        """Say that it is kept."""
        return _("Noted who sent {name}.").format(name=self._customer.name)


def _refer(customer_id: UUID, sender_id: UUID | None, connection: Connection) -> Changeset:
    customer = queries.customer_by_id(connection, customer_id)
    if sender_id is None:
        return refer(customer, None, ())
    sender = queries.customer_by_id(connection, sender_id)
    return refer(customer, sender, senders(connection, sender_id))
