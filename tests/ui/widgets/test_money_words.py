"""Amounts as this computer's language writes them."""

from collections.abc import Generator
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from trustjournal.ui.widgets.money_words import priced


@pytest.fixture(autouse=True)
def default_locale() -> Generator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "currency", "amount", "said"),
    [
        ("en_GB", "EUR", "25", "€25"),
        ("en_GB", "GBP", "1208.5", "£1,208.50"),
        ("en_GB", "CHF", "12.50", "CHF\N{NO-BREAK SPACE}12.50"),
        ("en_GB", "", "12.50", "12.50"),
        ("de_DE", "EUR", "12.50", "12,50\N{NO-BREAK SPACE}€"),
        ("en_US", "USD", "7", "$7"),
    ],
)
def test_an_amount_carries_its_currency(
    language: str, currency: str, amount: str, said: str
) -> None:
    QLocale.setDefault(QLocale(language))
    assert priced(Decimal(amount), currency) == said
