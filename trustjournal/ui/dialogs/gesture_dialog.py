"""The full form of a gesture, with what the customer loves and was given before beside it."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
)
from trustjournal.domain.records import (
    Customer,
    Gesture,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services import gestures
from trustjournal.store import queries
from trustjournal.ui.dialogs.fields import (
    DayField,
    KeysField,
    LineField,
    MoneyField,
    NoteField,
    NumberField,
    money,
    money_text,
)
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog, currency
from trustjournal.ui.dialogs.people_field import PeopleField, Picked
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.record_words import (
    feeling_word,
    gesture_kind_word,
    gesture_status_word,
)
from trustjournal.ui.widgets.rows import FactRow

_PAST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Background:
    """What helps to choose a gesture for one customer."""

    customer: Customer
    gestures: tuple[Gesture, ...]


class GestureDialog(FormDialog):
    """A new gesture, or one to change or to mark as given."""

    def __init__(
        self,
        gesture: Gesture | None,
        customer_id: UUID | None,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        about = (gesture.id, gesture.revision) if gesture else customer_id
        title = _("Gesture") if gesture else _("Plan a gesture")
        super().__init__(title, about, session, navigator, parent)
        self._gesture = gesture
        self._asked: UUID | None = None
        self._add_fields(session)
        self._people.setEnabled(gesture is None)
        self._beside = Card(_("Good to know"))
        self.page.add_side(self._beside)
        self._show_background(None)
        self._people.edited.connect(self._look_up)
        self._due.edited.connect(self._plan)
        self._status.edited.connect(self._show_given)
        self.begin(_values_of(gesture, customer_id, session.today()))
        self._show_given()
        self._look_up()
        session.read(currency, self._money.set_currency)

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: nobody is named, or the cost is no number.
        """
        people = self._people.everyone()
        if not people or people[0].customer_id is None:
            raise InvalidEntry(_("Say whom the gesture is for."))
        customer_id = people[0].customer_id
        given = values["status"] is GestureStatus.GIVEN
        fields = {name: values[name] for name in ("title", "kind", "due_on", "note", "status")}
        fields |= {
            "occasion": values["occasion"].strip(),
            "lead_days": values["lead_days"],
            "cost": money(values["cost"]),
            "given_on": values["given_on"] if given else None,
            "received": values["received"] if given else None,
        }
        today = self.session.today()
        if self._gesture is not None:
            changeset = gestures.edit_gesture(self._gesture, today=today, **fields)
            return lambda _connection: changeset
        return partial(_planned, customer_id, fields, today)

    def done_sentence(self) -> str:
        """Say what became of the gesture."""
        title = self.values()["title"].strip()
        if self._gesture is None:
            return _("“{title}” is on your list.").format(title=title)
        return _("“{title}” is changed.").format(title=title)

    def _add_fields(self, session: JournalSession) -> None:
        today = session.today()
        self._people = PeopleField(session, single=True)
        self.page.add("customer", _("For"), self._people)
        kinds = KeysField([(kind, gesture_kind_word(kind)) for kind in GestureKind])
        self.page.add("kind", _("What it is"), kinds)
        self.page.add_beside(
            self.page.make("title", _("What you give or do"), LineField(_("terrace green mug"))),
            self.page.make("occasion", _("Occasion"), LineField(_("one year open"))),
        )
        self._due = DayField(today)
        self._money = MoneyField()
        self.page.add_beside(
            self.page.make("due_on", _("On"), self._due),
            self.page.make(
                "lead_days", _("Begin before"), NumberField(gestures.LONGEST_LEAD, _("days"))
            ),
        )
        self.page.add("cost", _("Cost"), self._money)
        self._status = KeysField([(one, gesture_status_word(one)) for one in GestureStatus])
        self.page.add("status", _("How far it is"), self._status)
        self.page.add("given_on", _("Given on"), DayField(today, optional=False))
        felt = [(feeling, feeling_word(feeling)) for feeling in range(-2, 3)]
        self.page.add("received", _("How it was received"), KeysField(felt, optional=True))
        self.page.add("note", _("Note"), NoteField())

    def _plan(self) -> None:
        """An idea that gets a day is a plan."""
        if self._due.value() and self._status.value() is GestureStatus.IDEA:
            self._status.set_value(GestureStatus.PLANNED)

    def _show_given(self) -> None:
        given = self._status.value() is GestureStatus.GIVEN
        self.rows["given_on"].setVisible(given)
        self.rows["received"].setVisible(given)

    def _look_up(self) -> None:
        people = self._people.value().people
        chosen = people[0].customer_id if people else None
        if chosen != self._asked:
            self._asked = chosen
            self._show_background(None)
            if chosen:
                self.session.read(partial(_background, chosen), self._show_background)

    def _show_background(self, found: Background | None) -> None:
        if found is not None and found.customer.id != self._asked:
            return
        self._beside.clear()
        if found is None:
            quiet = PlainLabel(
                _("Choose who it is for, and what they love is shown here."),
                TypeRole.SMALL,
                Tone.MUTED,
                wrap=True,
            )
            self._beside.add(quiet)
            return
        who = found.customer
        facts = (
            ("star", _("Loves"), who.loves),
            ("circle-alert", _("Careful with"), who.avoids),
            ("heart", _("Family"), who.family),
            ("gift", _("Before this"), self._past(found.gestures)),
        )
        for icon, caption, text in facts:
            if text:
                self._beside.add(FactRow(icon, caption, text))
        if not any(text for _icon, _caption, text in facts):
            nothing = _("Nothing is noted about {name} yet.").format(name=who.name)
            self._beside.add(PlainLabel(nothing, TypeRole.SMALL, Tone.MUTED, wrap=True))

    def _past(self, all_of_them: tuple[Gesture, ...]) -> str:
        today = self.session.today()
        own = self._gesture.id if self._gesture else None
        given = [one for one in all_of_them if one.given_on and one.id != own]
        given.sort(key=lambda one: one.given_on or date.min, reverse=True)
        return "\n".join(
            f"{one.title}, {words.when(one.given_on or today, today)}"
            for one in given[:_PAST_SHOWN]
        )


def _planned(
    customer_id: UUID, fields: dict[str, Any], today: date, connection: Connection
) -> Changeset:
    """Plan a gesture as far as the form says, given already perhaps."""
    customer = queries.customer_by_id(connection, customer_id)
    planned = gestures.plan_gesture(customer, fields["title"])
    made = planned.changes[0].record
    if not isinstance(made, Gesture):
        raise TypeError(made)
    after = gestures.edit_gesture(made, today=today, **fields).changes[0].record
    return Changeset(planned.label, (Change.create(after),))


def _background(customer_id: UUID, connection: Connection) -> Background:
    customer = queries.customer_by_id(connection, customer_id)
    return Background(customer, tuple(queries.gestures_of(connection, [customer_id])))


def _values_of(gesture: Gesture | None, customer_id: UUID | None, today: date) -> dict[str, Any]:
    if gesture is None:
        return {"customer": Picked.of(customer_id), "given_on": today}
    return {
        "customer": Picked.of(gesture.customer_id),
        "kind": gesture.kind,
        "title": gesture.title,
        "occasion": gesture.occasion,
        "due_on": gesture.due_on,
        "lead_days": gesture.lead_days,
        "cost": money_text(gesture.cost),
        "status": gesture.status,
        "given_on": gesture.given_on or today,
        "received": gesture.received,
        "note": gesture.note,
    }
