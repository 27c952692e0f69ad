"""Decides which amounts of money can be kept."""

from decimal import Decimal

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

MOST = Decimal(10) ** 15
"""The journal counts hundredths in 64 bits; this leaves room to add some of them up."""


def check_amount(amount: Decimal | None, sentence: str) -> None:
    """Refuse what is no amount, in the given sentence, and what is too much to be one.

    Raises:
        InvalidEntry: it is below zero, no number, or beyond `MOST`.
    """
    if amount is None:
        return
    if not (amount.is_finite() and amount >= 0):
        raise InvalidEntry(sentence)
    if amount > MOST:
        raise InvalidEntry(_("Check the amount: it has too many digits."))
