"""The people of shops, newsletters and networks come whole, each from columns of its own."""

from pathlib import Path
from typing import Any

import pytest

from tests.exchange.source_reading import open_source, problems, records
from trustjournal.domain.incoming import Entry
from trustjournal.domain.records import Address

DATA = Path(__file__).parent.parent / "data"
FILES = {
    "linkedin": "linkedin/Connections.csv",
    "hubspot": "hubspot/contacts.csv",
    "mailchimp": "mailchimp/audience.csv",
    "shopify": "shopify/customers_export.csv",
    "square": "square/customers.csv",
    "stripe": "stripe/customers.csv",
}
PEOPLE = {
    "linkedin": ["Rosa Delgado", "Tomasz Łukasik"],
    "hubspot": ["Ana Ruiz", "info@example.com", "Ben Ray"],
    "mailchimp": ["Priya Nair", "cy@example.org"],
    "shopify": ["Rosa Delgado", "walkin@example.org"],
    "square": ["Dana Fox", "+15555550108"],
    "stripe": ["Lena Vogt", "orders@example.com"],
}


def read(form: str) -> list[Any]:
    return list(open_source(DATA / FILES[form], form).entries())


@pytest.mark.parametrize("form", FILES)
def test_a_program_is_known_by_its_columns_and_its_people_come(form: str) -> None:
    assert [one.name for one in records(read(form))] == PEOPLE[form]


@pytest.mark.parametrize("form", FILES)
def test_the_owner_may_map_its_columns_otherwise(form: str) -> None:
    sheet = open_source(DATA / FILES[form]).sheet
    assert sheet is not None
    keys = {target.key for target in sheet.targets}
    assert {column.target for column in sheet.columns if ":" not in column.target} <= keys


def test_connections_who_closed_their_account_are_left_out_and_counted_once() -> None:
    found = read("linkedin")
    assert [row for row, _text in problems(found)] == [6]
    assert "2 rows name nobody" in problems(found)[0][1]
    rosa = records(found)[0]
    assert (rosa.company, rosa.role) == ("Delgado Bakery, Ltd", "Owner")
    assert rosa.links[0].value == "https://www.example.com/in/rosa-delgado"
    assert rosa.note == "Connected On: 15 Jun 2026"


@pytest.mark.parametrize("form", ["hubspot", "mailchimp", "shopify", "square", "stripe"])
def test_people_keep_the_number_that_the_program_tells_them_by(form: str) -> None:
    entries = [one for one in read(form) if isinstance(one, Entry)]
    assert all(one.key for one in entries)
    again = [one for one in read(form) if isinstance(one, Entry)]
    assert [one.record.id for one in entries] == [one.record.id for one in again]


def test_quotation_marks_before_numbers_are_no_part_of_them() -> None:
    rosa = records(read("shopify"))[0]
    assert [phone.value for phone in rosa.phones] == ["+12125550147", "+12125550148"]
    assert rosa.addresses == (
        Address(
            street="12 Mill Lane\nBack door",
            city="Springfield",
            region="IL",
            country="US",
            postal_code="06270",
        ),
    )
    assert rosa.tags == ("regular", "oak")


def test_what_says_nothing_is_no_line_of_the_note() -> None:
    assert records(read("shopify"))[1].note == ""
    assert records(read("stripe"))[1].note == "Delinquent: TRUE"


def test_metadata_becomes_own_fields() -> None:
    lena = read("stripe")[0]
    assert lena.custom == (("Workshop", "Throwing"),)
    assert str(lena.record.since) == "2024-03-05"


def test_technical_columns_of_a_newsletter_stay_behind_and_consent_is_kept() -> None:
    priya = records(read("mailchimp"))[0]
    assert priya.tags == ("VIP", "Newsletter")
    assert "OPTIN_TIME: 2024-05-01 10:00:00" in priya.note
    assert "192.0.2.1" not in priya.note
