"""Cells that people and programs write in many ways say the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.choices import Began, Channel, Kind
from trustjournal.exchange.table_values import (
    amount,
    began_in_passing,
    began_of,
    channel_of,
    feeling_of,
    kind_of,
    minutes_of,
)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Anruf", Channel.PHONE),
        ("E-Mail", Channel.EMAIL),
        ("WhatsApp message", Channel.MESSAGE),
        ("in_person", Channel.IN_PERSON),
        ("Réunion", Channel.IN_PERSON),
        ("pigeon", None),
    ],
)
def test_a_channel_has_many_words(text: str, channel: Channel | None) -> None:
    assert channel_of(text) is channel


def test_a_kind_has_its_own_name_and_many_words() -> None:
    assert all(kind_of(kind) is kind for kind in Kind)
    assert kind_of("Beschwerde über den Deckel") is Kind.COMPLAINT
    assert kind_of("weather") is None


def test_who_began_is_not_guessed_from_small_words_in_passing() -> None:
    assert began_of("in") is Began.THEM
    assert began_in_passing("in person") is None
    assert began_in_passing("Incoming call") is Began.THEM
    assert began_in_passing("sent mail") is Began.US


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234", "1234.00"), ("12.5", "12.50"), ("$ 1,000,000.00", "1000000.00"), ("-3", "-3.00")],
)
def test_sums_are_read_with_either_mark(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "column", "minutes"),
    [
        ("1h30", "", 90),
        ("0:45:40", "", 46),
        ("2", "Hours", 120),
        ("1,5 Std.", "", 90),
        ("", "", None),
    ],
)
def test_lengths_are_read_in_minutes(text: str, column: str, minutes: int | None) -> None:
    assert minutes_of(text, column) == minutes


@given(st.text(max_size=30))
def test_no_text_is_an_error(text: str) -> None:
    feeling = feeling_of(text, 5)
    assert feeling is None or -2 <= feeling <= 2
    minutes = minutes_of(text, text)
    assert minutes is None or minutes >= 0
    amount(text)
