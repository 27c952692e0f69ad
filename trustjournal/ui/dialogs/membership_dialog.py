"""The forms of who belongs where: people to a group, people into it, and what they are there."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.organising import bring, join, join_new, say_role
from trustjournal.store import organising, queries
from trustjournal.store.plans import still_here
from trustjournal.ui.dialogs.fields import KeysField, LineField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.people_field import PeopleField, Pick, ids_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.known_groups import KnownGroups
from trustjournal.ui.widgets.record_words import customer_kind_word

_KINDS = (CustomerKind.HOUSEHOLD, CustomerKind.GROUP, CustomerKind.BUSINESS)


class BelongDialog(FormDialog):
    """Where people belong: a business, household or group that is there, or a new one."""

    def __init__(
        self,
        people: Sequence[Customer],
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        self._people = [one.id for one in people]
        self._names = words.people([one.name for one in people])
        title = _("Where does {people} belong?") if len(people) == 1 else _("Add {people}")
        about = tuple(self._people)
        super().__init__(title.format(people=self._names), about, session, navigator, parent)
        known = KnownGroups(session, self)
        self.group = PeopleField(session, single=True, creates=True, known=known)
        self.kind = KeysField([(kind, customer_kind_word(kind)) for kind in _KINDS])
        self.role = LineField(_("buyer, daughter, chair"))
        hint = _("A business, a household or a group; a new name makes a new one.")
        self.page.add("group", _("Belongs to"), self.group, hint)
        self.page.add("kind", _("That is a new"), self.kind)
        self.page.add("role", _("What they are there"), self.role, _("If you like."))
        self.group.edited.connect(self._show_kind)
        self.begin({})
        self._show_kind()

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: nothing is chosen, or the text names none or several.
        """
        chosen = self.group.everyone()
        if not chosen:
            raise InvalidEntry(_("Choose where they belong."))
        return partial(_belong, self._people, chosen[0], values["kind"], values["role"])

    def done_sentence(self) -> str:
        """Say that it is kept."""
        said = _("Noted where {people} belong.")
        if len(self._people) == 1:
            said = _("Noted where {people} belongs.")
        return said.format(people=self._names)

    def _show_kind(self) -> None:
        new = any(pick.customer_id is None for pick in self.group.value().people)
        self.rows["kind"].setVisible(new)


class BringDialog(FormDialog):
    """Who belongs to a business, household or group; new names come into the journal."""

    def __init__(
        self,
        group: Customer,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Who belongs to {name}?").format(name=group.name)
        super().__init__(title, group.id, session, navigator, parent)
        self._group = group
        self.people = PeopleField(session, creates=True)
        self.role = LineField(_("buyer, daughter, chair"))
        self.page.add("people", _("People"), self.people, _("One or several."))
        self.page.add("role", _("What they are there"), self.role, _("If you like."))
        self.begin({})

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: the text names nobody, or several people.
        """
        return partial(_bring, self._group.id, self.people.everyone(), values["role"])

    def done_sentence(self) -> str:
        """Say that it is kept."""
        return _("Noted who belongs to {name}.").format(name=self._group.name)


class RoleDialog(FormDialog):
    """What somebody is where they belong."""

    def __init__(
        self,
        membership: Membership,
        title: str,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, (membership.id, membership.revision), session, navigator, parent)
        self._membership = membership
        self.role = LineField(_("buyer, daughter, chair"))
        self.page.add("role", _("What they are there"), self.role)
        self.begin({"role": membership.role})

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for."""
        return partial(_say_role, self._membership.id, values["role"])


def _belong(
    ids: Sequence[UUID], chosen: Pick, kind: CustomerKind, role: str, connection: Connection
) -> Changeset:
    people = still_here(connection, Customer, ids)
    if chosen.customer_id is None:
        return join_new(people, chosen.name, kind, role)
    group = queries.customer_by_id(connection, chosen.customer_id)
    existing = organising.members_of(connection, [group.id])
    return join(people, group, existing, organising.above(connection, group.id), role)


def _bring(group_id: UUID, chosen: Sequence[Pick], role: str, connection: Connection) -> Changeset:
    group = queries.customer_by_id(connection, group_id)
    people = list(queries.customers_by_id(connection, ids_of(chosen)).values())
    new = [pick.name for pick in chosen if pick.customer_id is None]
    existing = organising.members_of(connection, [group.id])
    return bring(group, people, new, existing, organising.above(connection, group.id), role)


def _say_role(membership_id: UUID, role: str, connection: Connection) -> Changeset:
    return say_role(organising.membership_by_id(connection, membership_id), role)
