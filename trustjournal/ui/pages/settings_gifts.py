"""What gifts may come to, among the settings: for everyone a year, and for the tax office."""

from decimal import Decimal

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.ui.dialogs.fields import Field, MoneyField, money, money_text
from trustjournal.ui.pages.settings_fields import Beside, PreferenceFields
from trustjournal.ui.widgets.card import Card

_UNREADABLE = Decimal("NaN")


class AmountField(Field):
    """An amount or none. What is no number is NaN, so that whoever keeps it can say so."""

    def __init__(self) -> None:
        super().__init__()
        self.amount = MoneyField()
        self.amount.edited.connect(self.edited)
        self.row.addWidget(self.amount, 1)
        self.setFocusProxy(self.amount.line)

    def value(self) -> Decimal | None:
        """Return the amount."""
        try:
            return money(self.amount.value())
        except InvalidEntry:
            return _UNREADABLE

    def set_value(self, value: Decimal | None) -> None:
        """Show an amount."""
        self.amount.set_value(money_text(value))


class GiftsCard(Card):
    """The budget of everyone who has none of their own, and the cap of the tax office."""

    def __init__(self, fields: PreferenceFields) -> None:
        super().__init__(_("Gifts"))
        self.budget, self.tax_cap = AmountField(), AmountField()
        line = Beside()
        for name, label, field, hint in (
            (
                "gift_budget",
                _("Yearly budget for one person"),
                self.budget,
                _("A reminder while you choose. Anyone can have a budget of their own."),
            ),
            (
                "gift_tax_cap",
                _("The tax office accepts"),
                self.tax_cap,
                _("For one person and year, where there is such a limit."),
            ),
        ):
            line.addWidget(fields.add(name, label, field, hint), 1)
            field.amount.line.editingFinished.connect(fields.keep)
        self.body.addLayout(line)

    def show_currency(self, currency: str) -> None:
        """Show in what the amounts are counted."""
        for field in (self.budget, self.tax_cap):
            field.amount.set_currency(currency)
