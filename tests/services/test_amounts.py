"""Amounts are refused before the journal has to."""

from decimal import Decimal

import pytest

from trustjournal.errors import InvalidEntry
from trustjournal.services.amounts import MOST, check_amount


@pytest.mark.parametrize("amount", [None, Decimal(0), Decimal("0.01"), MOST])
def test_what_can_be_kept_is_accepted(amount: Decimal | None) -> None:
    check_amount(amount, "Write a number.")


def test_the_most_fits_the_journal_many_times() -> None:
    assert 50 * MOST * 100 < 2**63


@pytest.mark.parametrize("amount", ["-0.01", "NaN", "Infinity", "-Infinity"])
def test_what_is_no_amount_is_refused_in_the_words_given(amount: str) -> None:
    with pytest.raises(InvalidEntry, match=r"Write a number\."):
        check_amount(Decimal(amount), "Write a number.")


@pytest.mark.parametrize("amount", ["1000000000000001", "1e30", "1e999999"])
def test_too_much_is_refused(amount: str) -> None:
    with pytest.raises(InvalidEntry, match="too many digits"):
        check_amount(Decimal(amount), "Write a number.")
