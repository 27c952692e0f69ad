"""Amounts of money as this computer's language writes them."""

from decimal import Decimal

from PySide6.QtCore import QLocale

_SIGNS = {"EUR": "€", "GBP": "£"}


def priced(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency, an ISO 4217 code or any word: "€25", "CHF 12.50"."""
    locale = QLocale()
    places = 0 if amount == amount.to_integral_value() else 2
    if not currency:
        return locale.toString(float(amount), "f", places)
    own = currency == locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    sign = locale.currencySymbol() if own else _SIGNS.get(currency, f"{currency}\N{NO-BREAK SPACE}")
    return locale.toCurrencyString(float(amount), sign, places).strip()
