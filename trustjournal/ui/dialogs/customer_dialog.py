"""The full form of a customer: everything that is kept about one person or business."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import (
    CustomerKind,
    Stage,
)
from trustjournal.domain.custom_fields import as_values, values_of
from trustjournal.domain.records import Customer
from trustjournal.i18n import _
from trustjournal.services import customers, referrals
from trustjournal.services.reviews import come_back
from trustjournal.store import cycles, organising, queries
from trustjournal.ui.dialogs.custom_values import CustomValuesField
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import (
    CheckField,
    KeysField,
    LineField,
    MoneyField,
    NoteField,
    money,
    money_text,
)
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog, currency
from trustjournal.ui.dialogs.list_fields import (
    AddressEntry,
    DayEntry,
    LabelledEntry,
    ListField,
    Listing,
    TagsField,
)
from trustjournal.ui.dialogs.people_field import PeopleField, Picked, ids_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.stages import look_back
from trustjournal.ui.widgets.capture_saving import as_name
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.record_words import customer_kind_word, customer_stage_word

_SAME = (
    "name",
    "kind",
    "stage",
    "company",
    "role",
    "phones",
    "emails",
    "addresses",
    "links",
    "dates",
    "prefers",
    "loves",
    "avoids",
    "family",
    "tags",
    "note",
    "since",
    "close_to_heart",
    "gift_policy",
)
"""Fields of the form that hold what the record holds."""

_AMOUNTS = ("yearly_value", "gift_limit", "gift_budget")


class CustomerDialog(FormDialog):
    """A new person or business, or one to change."""

    def __init__(
        self,
        customer: Customer | None,
        name: str,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        about = (customer.id, customer.revision) if customer else name
        title = customer.name if customer else _("New person")
        super().__init__(title, about, session, navigator, parent)
        self._customer = customer
        self._today = session.today()
        self._add_who()
        self._add_reach()
        self._add_heart()
        self._add_gifts()
        self._add_business(session)
        self._custom = self._add_custom()
        self.begin(_values_of(customer, name))
        session.read(currency, self._show_currency)
        session.read(organising.custom_fields, self._custom.offer)

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: the name is missing, or a value cannot be read.
        """
        fields = {name: values[name] for name in _SAME}
        sent_by = ids_of(self._sent_by.everyone())
        fields["referred_by"] = sent_by[0] if sent_by else None
        fields |= {name: money(values[name]) for name in _AMOUNTS}
        before = self._customer.custom if self._customer else ()
        fields["custom"] = as_values(values["custom"], self._custom.known or (), before)
        if self._customer is None:
            changeset = customers.add_customer(customers.new_customer(**fields))
            return lambda _connection: changeset
        lost_on = customers.lost_on(self._customer, fields["stage"], self._today)
        changeset = customers.edit_customer(self._customer, lost_on=lost_on, **fields)
        return partial(_whole, self._customer, fields, self._today, changeset)

    def done_sentence(self) -> str:
        """Say who is new or changed."""
        name = self.values()["name"].strip()
        if self._customer is None:
            return _("{name} is in your journal.").format(name=as_name(name))
        return _("{name} is changed.").format(name=name)

    def _saved(self, changeset: Changeset) -> None:
        super()._saved(changeset)
        before, stage = self._customer, self.values()["stage"]
        if before is not None and before.stage is not stage:
            look_back(self.navigator, [before.id], stage)

    def _add_who(self) -> None:
        self.page.add("name", _("Name"), LineField())
        kinds = KeysField([(kind, customer_kind_word(kind)) for kind in CustomerKind])
        stages = KeysField([(stage, customer_stage_word(stage)) for stage in Stage])
        self.page.add("kind", _("Person or business"), kinds)
        self.page.add("stage", _("Stage"), stages)
        self.page.add_beside(
            self.page.make("company", _("Company"), LineField()),
            self.page.make("role", _("Role"), LineField()),
        )

    def _add_reach(self) -> None:
        self.page.add_part(_("How to reach them"))
        self._add_list("phones", _("Phones"), _("phone"), _("Add a phone"))
        self._add_list("emails", _("E-mails"), _("e-mail"), _("Add an e-mail"))
        self._add_list("links", _("Links"), _("link"), _("Add a link"))
        addresses = Listing(AddressEntry, _("address"), _("Add an address"))
        self.page.add("addresses", _("Addresses"), ListField(addresses))
        self.page.add("prefers", _("Prefers"), LineField(_("a message, mornings before 9")))

    def _add_heart(self) -> None:
        self.page.add_part(_("Good to know"))
        days = Listing(DayEntry, _("important day"), _("Add an important day"))
        self.page.add("dates", _("Important days"), ListField(days))
        self.page.add("loves", _("Loves"), LineField(_("terrace green, dark chocolate")))
        self.page.add("avoids", _("Careful with"), LineField(_("no calls at lunch")))
        self.page.add("family", _("Family"), LineField())
        self.page.add("note", _("Note"), NoteField(4))
        self.page.add("close_to_heart", _("Close to heart"), CheckField(_("Keep in the sidebar")))

    def _add_gifts(self) -> None:
        self.page.add_part(_("Gifts"))
        self.page.add(
            "gift_policy",
            _("What they may accept"),
            LineField(_("nothing above 25, and for the whole team")),
            _("Shown whenever you choose something for them."),
        )
        self.page.add_beside(
            self._make_amount("gift_limit", _("Up to a worth of")),
            self._make_amount(
                "gift_budget", _("Your budget for a year"), _("As for all if empty.")
            ),
        )

    def _make_amount(self, name: str, label: str, hint: str = "") -> FormRow:
        return self.page.make(name, label, MoneyField(), hint)

    def _show_currency(self, code: str) -> None:
        for name in _AMOUNTS:
            field = self.fields[name]
            if isinstance(field, MoneyField):
                field.set_currency(code)

    def _add_business(self, session: JournalSession) -> None:
        self.page.add_part(_("Business"))
        self.page.add("tags", _("Tags"), TagsField())
        self.page.add_beside(
            self.page.make("since", _("Customer since"), DayField(session.today(), past=True)),
            self._make_amount("yearly_value", _("Yearly value")),
        )
        self._sent_by = PeopleField(session, single=True)
        self.page.add("referred_by", _("Sent by"), self._sent_by)

    def _add_custom(self) -> CustomValuesField:
        custom = CustomValuesField(self._today)
        self.fields["custom"] = custom
        self.page.add_wide(custom)
        return custom

    def _add_list(self, name: str, label: str, noun: str, more: str) -> None:
        self.page.add(name, label, ListField(Listing(LabelledEntry, noun, more)))


def _whole(
    customer: Customer,
    fields: Mapping[str, Any],
    today: date,
    changeset: Changeset,
    connection: Connection,
) -> Changeset:
    """Return the changeset with all that it brings: who was lost and comes back was won back.

    Raises:
        InvalidEntry: somebody would have been sent by one whom they sent.
    """
    sender_id = fields["referred_by"]
    if sender_id is not None and sender_id != customer.referred_by:
        sender = queries.customer_by_id(connection, sender_id)
        referrals.check_ring(customer, [sender, *cycles.senders(connection, sender_id)])
    if customer.stage is not Stage.LOST or fields["stage"] is Stage.LOST:
        return changeset
    won = come_back(queries.reviews_of(connection, [customer.id]), today)
    return Changeset(changeset.label, (*changeset.changes, *won))


def _values_of(customer: Customer | None, name: str) -> dict[str, Any]:
    if customer is None:
        return {"name": name, "stage": Stage.CUSTOMER}
    return {field: getattr(customer, field) for field in _SAME} | {
        "referred_by": Picked.of(customer.referred_by),
        "custom": values_of(customer.custom),
        **{name: money_text(getattr(customer, name)) for name in _AMOUNTS},
    }
