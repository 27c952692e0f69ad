"""The full form of a check-in: how often, when next, and what about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain import cadence, words
from trustjournal.domain.changes import Changeset, identity, new_id
from trustjournal.domain.giving import planned_ask
from trustjournal.domain.giving_words import ask_inside
from trustjournal.domain.records import (
    CheckIn,
    Preferences,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.check_ins import RULED, follow_rule, plan_check_in
from trustjournal.store import queries
from trustjournal.store.check_ins import Background, background
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import CheckField, ChoiceField, LineField, NumberField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.people_field import PeopleField, Picked
from trustjournal.ui.models.check_in_entries import cadence_words
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

CADENCES = (7, 14, 21, 30, 60, 90, 182)
"""Every week, 2 weeks, 3 weeks, month, 2 months, quarter and half year, in days."""

_ONCE, _OTHER, _RULED = 0, -1, -2


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
        self._background: Background | None = None
        self._people = PeopleField(session, single=True)
        self._every = ChoiceField(_all_choices())
        self._due = DayField(session.today())
        self._ask = CheckField(_("I want to ask them for something"))
        self._lay_out_fields()
        self._people.setEnabled(check_in is None)
        self._every.edited.connect(self._follow_cadence)
        self._people.edited.connect(self._look_up)
        for field in (self._every, self._due, self._ask, self.fields["days"]):
            field.edited.connect(self._point_out)
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
        every = values["days"] if values["every"] == _OTHER else values["every"]
        wanted = _Wanted(
            customer_id=people[0].customer_id,
            every=every,
            due_on=values["due_on"],
            about=values["about"],
            is_ask=values["is_ask"],
        )
        return partial(_decided, wanted, self.session.now())

    def done_sentence(self) -> str:
        """Say with whom the check-in is planned."""
        names = [chip.text() for chip in self._people.chips()]
        return _("Check-in with {people} planned.").format(people=words.people(names))

    def _lay_out_fields(self) -> None:
        self.page.add("customer", _("With"), self._people)
        self.page.add_beside(
            self.page.make("every", _("How often"), self._every),
            self.page.make("days", _("Days between"), NumberField(cadence.LONGEST, _("days"))),
        )
        self.page.add("due_on", _("Next"), self._due)
        self.page.add("about", _("What about"), LineField(_("ask how the terrace went")))
        self.page.add("is_ask", _("Asking"), self._ask)

    def _follow_cadence(self) -> None:
        every = self._every.value()
        self.rows["days"].setVisible(every == _OTHER)
        if not self.isVisible():
            return
        if every > 0:
            self._due.set_value(self.session.today() + timedelta(days=every))
        elif every == _RULED:
            self._due.set_value(None)  # the rule says when; a day chosen here comes before it

    def _prefer(self, preferences: Preferences) -> None:
        """Begin with the cadence that the owner prefers, unless something is written already."""
        if self.is_clean():
            self.begin(_cadence_values(preferences.default_cadence_days))

    def _look_up(self) -> None:
        """Show the check-in that the customer just chosen has already, and what rules say."""
        people = self._people.value().people
        chosen = people[0].customer_id if people else None
        if chosen and chosen != self._asked:
            self._asked = chosen
            reading = partial(background, customer_id=chosen, now=self.session.now())
            self.session.read(reading, self._take_background)

    def _take_background(self, found: Background) -> None:
        people = self._people.value().people
        if not people or people[0].customer_id != self._asked or self._asked is None:
            return
        self._background = found
        is_ruled = found.ruled.source in RULED
        self._every.rename(_RULED, _ruled_words(found) if is_ruled else _ruled_choice())
        if self._check_in is None and found.check_in is not None:
            self.begin(_values_of(found.check_in, self._asked))
        own = self._check_in or found.check_in
        if is_ruled and self.is_clean() and (own is None or own.every_days is None):
            self.begin({"every": _RULED, "due_on": own.due_on if own else None})
        self._point_out()

    def _point_out(self) -> None:
        """Say where something would be asked too soon after a gift."""
        known, said = self._background, ""
        if known is not None and self._ask.value():
            today = self.session.today()
            planned = CheckIn(
                **identity(),
                customer_id=self._asked or new_id(),
                due_on=self._due.value() or self._next_on(known, today),
                is_ask=True,
            )
            asked = planned_ask(known.gestures, planned, today, known.no_ask_days)
            said = ask_inside(asked, today) if asked else ""
        self.rows["is_ask"].set_fault(said)

    def _next_on(self, known: Background, today: date) -> date | None:
        every = self._every.value()
        days = self.fields["days"].value() if every == _OTHER else every
        if every != _RULED:
            return today + timedelta(days=days) if days else None
        last = known.last_touch_at
        return cadence.due_on(None, known.ruled, last.date() if last else None, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What a form asks for; `every` are days, or one of the choices without days."""

    customer_id: UUID
    every: int
    due_on: date | None
    about: str
    is_ask: bool


def _decided(wanted: _Wanted, now: datetime, connection: Connection) -> Changeset:
    who = queries.customer_by_id(connection, wanted.customer_id)
    known = background(connection, wanted.customer_id, now)
    if wanted.every == _RULED and wanted.due_on is None:
        return follow_rule(
            who, known.check_in, known.ruled, about=wanted.about, is_ask=wanted.is_ask
        )
    return plan_check_in(
        who,
        known.check_in,
        every_days=wanted.every if wanted.every > 0 else None,
        due_on=wanted.due_on,
        about=wanted.about,
        today=now.date(),
        is_ask=wanted.is_ask,
    )


def cadence_choices() -> list[tuple[int, str]]:
    """Return the cadences to choose from, in days and in words."""
    named = {90: _("every quarter"), 182: _("every half year")}
    return [(days, words.sentence(named.get(days) or words.every(days))) for days in CADENCES]


def _all_choices() -> list[tuple[int, str]]:
    return [
        *cadence_choices(),
        (_OTHER, _("Every so many days")),
        (_ONCE, _("Once only")),
        (_RULED, _ruled_choice()),
    ]


def _ruled_choice() -> str:
    return _("As their tag or stage says")


def _ruled_words(found: Background) -> str:
    return words.sentence(cadence_words(found.ruled, found.because))


def _values_of(check_in: CheckIn | None, customer_id: UUID | None) -> dict[str, Any]:
    if check_in is None:
        return {"customer": Picked.of(customer_id), "every": 30, "days": 10, "due_on": None}
    return {
        "customer": Picked.of(customer_id),
        **_cadence_values(check_in.every_days),
        "due_on": check_in.due_on,
        "about": check_in.about,
        "is_ask": check_in.is_ask,
    }


def _cadence_values(every_days: int | None) -> dict[str, int]:
    """Return what the two fields of a cadence show for so many days."""
    every = every_days or _ONCE
    listed = every in CADENCES or every == _ONCE
    return {"every": every if listed else _OTHER, "days": every or 10}
