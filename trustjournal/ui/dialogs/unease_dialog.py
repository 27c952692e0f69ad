"""Flags unease: at once where it is known whom, else with a form of two lines that asks."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry, TrustJournalError
from trustjournal.i18n import _
from trustjournal.services import recovery
from trustjournal.store import queries
from trustjournal.store.recoveries import open_recoveries_of
from trustjournal.ui.dialogs.fields import LineField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.people_field import PeopleField, Picked
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession


@dataclass(slots=True)
class Flagging:
    """One unease on its way into the journal; `decide` runs on the worker, before `sentence`."""

    customer_id: UUID
    about: str
    now: datetime
    _customer: Customer | None = None

    def decide(self, connection: Connection) -> Changeset:
        """Return what is to be written.

        Raises:
            InvalidEntry: something is being put right with them already.
            NotFound: they have left the journal.
        """
        who = self._customer = queries.customer_by_id(connection, self.customer_id)
        known = open_recoveries_of(connection, [who.id])
        return recovery.flag_unease(who, now=self.now, about=self.about, open_ones=known)

    def sentence(self) -> str:
        """Say whom to call, and at which number."""
        if self._customer is None:
            return ""
        name = self._customer.name
        if not self._customer.phones:
            return _("Talk to them first: {name}").format(name=name)
        number = self._customer.phones[0].value
        return _("Call first: {name}, {number}").format(name=name, number=number)


class UneaseDialog(FormDialog):
    """Who may be unhappy, and what the owner noticed."""

    def __init__(
        self, session: JournalSession, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Who may be unhappy?"), None, session, navigator, parent)
        self._flagging: Flagging | None = None
        self.people = PeopleField(session, single=True)
        self.page.add("people", _("Who"), self.people)
        self.page.add(
            "about",
            _("What you noticed"),
            LineField(_("Short on the phone, asked for the invoice twice…")),
            _("As little as a tone of voice. They come first on Today until you have called."),
        )
        self.begin({"people": Picked(), "about": ""})

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: nobody is named, or nobody has that name.
        """
        who = next((pick.customer_id for pick in self.people.everyone()), None)
        if who is None:
            raise InvalidEntry(_("Say who it is."))
        self._flagging = Flagging(who, values["about"], self.session.now())
        return self._flagging.decide

    def done_sentence(self) -> str:
        """Say whom to call first."""
        return self._flagging.sentence() if self._flagging else ""


def flag_unease(
    customer_id: UUID | None, session: JournalSession, navigator: Navigator, parent: QWidget
) -> None:
    """Flag that a customer may be unhappy; without one a form asks who."""
    if customer_id is None:
        UneaseDialog(session, navigator, parent).open()
        return
    flagging = Flagging(customer_id, "", session.now())
    session.act(flagging.decide, partial(_tell, flagging, navigator), partial(_refuse, navigator))


def _tell(flagging: Flagging, navigator: Navigator, _changeset: Changeset) -> None:
    navigator.tell(flagging.sentence())


def _refuse(navigator: Navigator, error: TrustJournalError) -> None:
    navigator.say(str(error))
