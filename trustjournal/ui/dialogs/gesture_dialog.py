"""The full form of a gesture, with what helps to choose it beside it.

What speaks against it is said below the amounts, and forbids nothing.
"""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import GestureKind, GestureStatus, Side
from trustjournal.domain.giving_words import Choosing, to_mind
from trustjournal.domain.occasions import Occasion
from trustjournal.domain.records import Gesture
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services import gestures
from trustjournal.store import queries
from trustjournal.store.gestures import choosing
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import (
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
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.gift_beside import GiftBeside, Moment
from trustjournal.ui.widgets.gift_cautions import GiftCautions
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.record_words import (
    gesture_kind_word,
    gesture_ready_word,
    gesture_status_word,
    received_word,
)

_AMOUNTS = ("cost", "worth")


class GestureDialog(FormDialog):
    """A new gesture, or one to change or to mark as given; with `by` THEM what a customer gave."""

    def __init__(
        self,
        gesture: Gesture | None,
        customer_id: UUID | None,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
        *,
        by: Side = Side.US,
    ) -> None:
        about = (gesture.id, gesture.revision) if gesture else (customer_id, by)
        title = _("Gesture") if gesture else _new_title(by)
        super().__init__(title, about, session, navigator, parent)
        self._gesture = gesture
        self._asked: UUID | None = None
        self._choosing: Choosing | None = None
        self._add_fields(session)
        self._people.setEnabled(gesture is None)
        self.beside = GiftBeside()
        self.page.add_side(self.beside)
        self._people.edited.connect(self._look_up)
        self._due.edited.connect(self._plan)
        self.beside.occasion_chosen.connect(self._take_occasion)
        for field in self.fields.values():
            field.edited.connect(self._advise)
        self.begin(_values_of(gesture, customer_id, by, session.today()))
        self._advise()
        self._look_up()
        session.read(currency, self._show_currency)

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: nobody is named, or an amount is no number.
        """
        people = self._people.everyone()
        if not people or people[0].customer_id is None:
            raise InvalidEntry(_("Say whom the gesture is for."))
        fields = _fields_of(values)
        today = self.session.today()
        if self._gesture is not None:
            changeset = gestures.edit_gesture(self._gesture, today=today, **fields)
            return lambda _connection: changeset
        return partial(_planned, people[0].customer_id, fields, today)

    def done_sentence(self) -> str:
        """Say what became of the gesture."""
        title = self.values()["title"].strip()
        if self._gesture is not None:
            return _("“{title}” is changed.").format(title=title)
        if self.values()["by"] is Side.THEM:
            return _("“{title}” is kept.").format(title=title)
        return _("“{title}” is on your list.").format(title=title)

    def _add_fields(self, session: JournalSession) -> None:
        today = session.today()
        self._people = PeopleField(session, single=True)
        sides = KeysField([(Side.US, _("You give")), (Side.THEM, _("They gave you"))])
        self.page.add("customer", _("Who"), self._people)
        self.page.add("by", _("Who gives"), sides)
        kinds = KeysField([(kind, gesture_kind_word(kind)) for kind in GestureKind])
        self.page.add("kind", _("What it is"), kinds)
        self.page.add_beside(
            self.page.make("title", _("What you give or do"), LineField(_("terrace green mug"))),
            self.page.make("occasion", _("Occasion"), LineField(_("one year open"))),
        )
        self._due = DayField(today)
        self._lead = NumberField(gestures.LONGEST_LEAD, _("days before"))
        self.page.add_beside(
            self.page.make("due_on", _("On"), self._due),
            self.page.make("lead_days", _("Start preparing"), self._lead),
        )
        self._cost, self._worth = MoneyField(), MoneyField()
        self.page.add_beside(
            self.page.make("cost", _("Cost"), self._cost),
            self.page.make("worth", _("Worth"), self._worth, _("To them, if not its cost.")),
        )
        self.cautions = GiftCautions()
        self.page.add_wide(self.cautions)
        self._status = KeysField([(one, gesture_status_word(one)) for one in GestureStatus])
        self.page.add("status", _("How it stands"), self._status)
        self.page.add("given_on", _("Given on"), DayField(today, past=True, optional=False))
        felt = [(feeling, received_word(feeling)) for feeling in range(2, -3, -1)]
        self.page.add("received", _("How it was received"), KeysField(felt, optional=True))
        self.page.add("note", _("Note"), NoteField())

    def _show_currency(self, code: str) -> None:
        self._cost.set_currency(code)
        self._worth.set_currency(code)

    def _plan(self) -> None:
        """An idea that gets a day is a plan."""
        if self._due.value() and self._status.value() is GestureStatus.IDEA:
            self._status.set_value(GestureStatus.PLANNED)

    def _take_occasion(self, one: Occasion) -> None:
        """Plan it for an occasion, with the time that its kind takes to prepare."""
        self.fields["occasion"].set_value(one.label)
        self._lead.set_value(one.lead_days)
        self._due.set_value(one.on)
        self._due.box.setFocus()

    def _look_up(self) -> None:
        people = self._people.value().people
        chosen = people[0].customer_id if people else None
        if chosen != self._asked:
            self._asked, self._choosing = chosen, None
            self._advise()
            if chosen:
                self.session.read(partial(choosing, customer_id=chosen), self._take_background)

    def _take_background(self, found: Choosing) -> None:
        if found.who.id == self._asked:
            self._choosing = found.without(self._gesture)
            self._advise()

    def _advise(self) -> None:
        """Show the fields there are, what is known of whom it is for, and what to mind."""
        values = self.values()
        theirs = values["by"] is Side.THEM
        given = theirs or values["status"] is GestureStatus.GIVEN
        for name in ("due_on", "lead_days", "cost", "status", "occasion"):
            self.rows[name].setHidden(theirs)
        self.rows["title"].set_label(_("What they gave") if theirs else _("What you give or do"))
        self.rows["given_on"].setVisible(given)
        self.rows["received"].setVisible(given and not theirs)
        self._status.keys[GestureStatus.BOUGHT].setText(gesture_ready_word(values["kind"]))
        if self._choosing is None:
            self.beside.show_nobody()
            self.cautions.say(())
            return
        draft = _draft(values, self._choosing.who.id)
        today = self.session.today()
        day = draft.given_on if given else draft.due_on
        self.beside.show_choosing(
            self._choosing, Moment(draft.by, draft.kind, (day or today).year, today)
        )
        money = partial(priced, currency=self._choosing.preferences.currency)
        self.cautions.say(to_mind(self._choosing, draft, today, money))


def _new_title(by: Side) -> str:
    return _("Plan a gesture") if by is Side.US else _("They gave you something")


def _fields_of(values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a gesture as the form says them.

    Raises:
        InvalidEntry: an amount is no number.
    """
    fields = {name: values[name] for name in ("title", "kind", "note", "by")}
    fields |= {"occasion": values["occasion"].strip(), "worth": money(values["worth"])}
    if values["by"] is Side.THEM:
        return fields | {
            "status": GestureStatus.GIVEN,
            "given_on": values["given_on"],
            "received": None,
            "due_on": None,
            "lead_days": 0,
            "cost": None,
        }
    given = values["status"] is GestureStatus.GIVEN
    return fields | {
        "status": values["status"],
        "due_on": values["due_on"],
        "lead_days": values["lead_days"],
        "cost": money(values["cost"]),
        "given_on": values["given_on"] if given else None,
        "received": values["received"] if given else None,
    }


def _draft(values: dict[str, Any], customer_id: UUID) -> Gesture:
    """Return the gesture as far as the form says it; an amount half typed is none yet."""
    readable = {name: values[name] if _is_amount(values[name]) else "" for name in _AMOUNTS}
    return Gesture(**identity(), customer_id=customer_id, **_fields_of(values | readable))


def _is_amount(text: str) -> bool:
    try:
        amount = money(text)
    except InvalidEntry:
        return False
    return amount is None or amount.is_finite()


def _planned(
    customer_id: UUID, fields: dict[str, Any], today: date, connection: Connection
) -> Changeset:
    """Plan a gesture as far as the form says, given already perhaps, or keep one of theirs."""
    customer = queries.customer_by_id(connection, customer_id)
    if fields["by"] is Side.THEM:
        kept = ("title", "kind", "worth", "note")
        told = {name: fields[name] for name in kept}
        return gestures.receive_gift(customer, on=fields["given_on"], today=today, **told)
    planned = gestures.plan_gesture(customer, fields["title"])
    made = planned.changes[0].record
    if not isinstance(made, Gesture):
        raise TypeError(made)
    after = gestures.edit_gesture(made, today=today, **fields).changes[0].record
    return Changeset(planned.label, (Change.create(after),))


def _values_of(
    gesture: Gesture | None, customer_id: UUID | None, by: Side, today: date
) -> dict[str, Any]:
    if gesture is None:
        return {"customer": Picked.of(customer_id), "by": by, "given_on": today}
    return {
        "customer": Picked.of(gesture.customer_id),
        "by": gesture.by,
        "kind": gesture.kind,
        "title": gesture.title,
        "occasion": gesture.occasion,
        "due_on": gesture.due_on,
        "lead_days": gesture.lead_days,
        "cost": money_text(gesture.cost),
        "worth": money_text(gesture.worth),
        "status": gesture.status,
        "given_on": gesture.given_on or today,
        "received": gesture.received,
        "note": gesture.note,
    }
