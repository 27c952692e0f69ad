"""The full form of a check-in: how often, when next, and what about."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain import cadence, words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import (
    CheckIn,
    Preferences,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.check_ins import plan_check_in
from trustjournal.store import queries
from trustjournal.ui.dialogs.fields import ChoiceField, DayField, LineField, NumberField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.people_field import PeopleField, Picked
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

CADENCES = (7, 14, 21, 30, 60, 90, 182)
"""Every week, 2 weeks, 3 weeks, month, 2 months, quarter and half year, in days."""

_ONCE, _OTHER = 0, -1


class CheckInDialog(FormDialog):
    """The check-in with one customer, who has one at most: planning again changes it."""

    def __init__(
        self,
        check_in: CheckIn | None,
        customer_id: UUID | None,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        about = (check_in.id, check_in.revision) if check_in else customer_id
        super().__init__(_("Plan a check-in"), about, session, navigator, parent)
        self._check_in = check_in
        self._asked: UUID | None = None
        today = session.today()
        self._people = PeopleField(session, single=True)
        self.page.add("customer", _("With"), self._people)
        self._people.setEnabled(check_in is None)
        self._every = ChoiceField(_cadence_choices())
        self._days = NumberField(cadence.LONGEST, _("days"))
        self.page.add_beside(
            self.page.make("every", _("How often"), self._every),
            self.page.make("days", _("Days between"), self._days),
        )
        self._due = DayField(today)
        self.page.add("due_on", _("Next"), self._due)
        self.page.add("about", _("What about"), LineField(_("ask how the terrace went")))
        self._every.edited.connect(self._follow_cadence)
        self._people.edited.connect(self._look_up)
        if check_in is None:  # asked first, answered first: the one they have comes after it
            session.read(queries.preferences, self._prefer)
        self.begin(_values_of(check_in, check_in.customer_id if check_in else customer_id))
        self._follow_cadence()
        self._look_up()

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: nobody is named.
        """
        people = self._people.everyone()
        if not people or people[0].customer_id is None:
            raise InvalidEntry(_("Say whom you want to check in with."))
        customer_id = people[0].customer_id
        every = values["days"] if values["every"] == _OTHER else values["every"]
        today = self.session.today()

        def decision(connection: Connection) -> Changeset:
            return plan_check_in(
                queries.customer_by_id(connection, customer_id),
                queries.check_ins_of(connection, [customer_id]).get(customer_id),
                every_days=every if every != _ONCE else None,
                due_on=values["due_on"],
                about=values["about"],
                today=today,
            )

        return decision

    def done_sentence(self) -> str:
        """Say with whom the check-in is planned."""
        names = [chip.text() for chip in self._people.chips()]
        return _("Check-in with {people} planned.").format(people=words.people(names))

    def _follow_cadence(self) -> None:
        every = self._every.value()
        self.rows["days"].setVisible(every == _OTHER)
        if every > 0 and self.isVisible():
            self._due.set_value(self.session.today() + timedelta(days=every))

    def _prefer(self, preferences: Preferences) -> None:
        """Begin with the cadence that the owner prefers, unless something is written already."""
        if self.is_clean():
            self.begin(_cadence_values(preferences.default_cadence_days))

    def _look_up(self) -> None:
        """Show the check-in that the customer just chosen has already."""
        people = self._people.value().people
        chosen = people[0].customer_id if people else None
        if self._check_in is None and chosen and chosen != self._asked:
            self._asked = chosen
            self.session.read(partial(_existing, chosen), self._show_existing)

    def _show_existing(self, found: CheckIn | None) -> None:
        if found is not None and found.customer_id == self._asked:
            self.begin(_values_of(found, found.customer_id))


def _existing(customer_id: UUID, connection: Connection) -> CheckIn | None:
    return queries.check_ins_of(connection, [customer_id]).get(customer_id)


def _cadence_choices() -> list[tuple[int, str]]:
    named = {90: _("every quarter"), 182: _("every half year")}
    return [
        *((days, words.sentence(named.get(days) or words.every(days))) for days in CADENCES),
        (_OTHER, _("Every so many days")),
        (_ONCE, _("Once only")),
    ]


def _values_of(check_in: CheckIn | None, customer_id: UUID | None) -> dict[str, Any]:
    if check_in is None:
        return {"customer": Picked.of(customer_id), "every": 30, "days": 10, "due_on": None}
    return {
        "customer": Picked.of(customer_id),
        **_cadence_values(check_in.every_days),
        "due_on": check_in.due_on,
        "about": check_in.about,
    }


def _cadence_values(every_days: int | None) -> dict[str, int]:
    """Return what the two fields of a cadence show for so many days."""
    every = every_days or _ONCE
    listed = every in CADENCES or every == _ONCE
    return {"every": every if listed else _OTHER, "days": every or 10}
