"""Google Contacts, today's form and the older one, from files after the public header rows."""

from pathlib import Path
from typing import Any

from tests.exchange.source_reading import open_source, problems, read_as, records
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.incoming import Entry
from trustjournal.domain.records import (
    Address,
    ImportantDate,
    Labelled,
)

DATA = Path(__file__).parent.parent / "data"


def test_a_full_row_of_todays_form_reaches_every_field() -> None:
    rosa = records(list(open_source(DATA / "google_new.csv", "google").entries()))[0]
    assert rosa.name == "Dr. Rosa María Delgado PhD"
    assert (rosa.company, rosa.role) == ("Delgado Bakery", "Owner")
    assert rosa.phones == (
        Labelled(value="(212) 555-0100", label="Work"),
        Labelled(value="+1 212-555-0147", label="Mobile"),
        Labelled(value="+1 212-555-0148", label="Mobile"),
    )
    assert [email.value for email in rosa.emails] == [
        "rosa@example.com",
        "orders@example.com",
        "rosa.home@example.org",
    ]
    assert rosa.addresses == (
        Address(
            label="Work",
            street="12 Mill Lane\nPO Box 9",
            city="Springfield",
            region="IL",
            postal_code="62701",
            country="US",
        ),
    )


def test_what_is_more_than_name_and_address_is_kept_too() -> None:
    rosa = records(read_as("google", DATA / "google_new.csv"))[0]
    assert rosa.links == (Labelled(value="https://example.com/rosa", label="Profile"),)
    assert rosa.dates == (
        ImportantDate(label="Birthday", month=5, day=3, year=1980),
        ImportantDate(label="Anniversary", month=6, day=5, year=2010),
    )
    assert rosa.family == "Spouse: Tomás"
    assert rosa.tags == ("Regulars",)
    assert rosa.note.splitlines() == [
        'Likes the "oak" sample,',
        "asks for Tuesdays.",
        "Phonetic Last Name: del-GAH-do",
        "Organization Department: Front of house",
        "Account no.: A-77",
        "Nickname: Rosi",
    ]


def test_a_row_without_a_person_is_a_business_or_named_by_its_address_or_reported() -> None:
    found = read_as("google", DATA / "google_new.csv")
    by_row: dict[int, Any] = {one.row: one.record for one in found if isinstance(one, Entry)}
    assert (by_row[3].name, by_row[3].kind) == ("Millstone Café", CustomerKind.BUSINESS)
    assert by_row[3].company == ""
    assert by_row[5].name == "nobody@example.com"
    assert [row for row, _text in problems(found)] == [6]


def test_an_address_that_is_only_formatted_and_a_leap_day_without_year_are_kept() -> None:
    ana = records(read_as("google", DATA / "google_new.csv"))[2]
    assert ana.addresses == (Address(street="Harbour 4, Porto"),)
    assert ana.dates == (ImportantDate(label="Birthday", month=2, day=29),)
    assert ana.note == "Manager: Rosa Delgado"


def test_the_older_form_is_read_the_same() -> None:
    found = list(open_source(DATA / "google_old.csv", "google-old").entries())
    joerg, shop = records(found)
    assert (joerg.name, joerg.company, joerg.role) == ("Jörg Weiß", "Weiß & Söhne", "Carpenter")
    assert joerg.dates == (ImportantDate(label="Birthday", month=11, day=30),)
    assert (joerg.loves, joerg.tags) == ("rowing", ("Suppliers",))
    assert joerg.phones == (Labelled(value="030 555 01 99", label="Work fax"),)
    assert joerg.note == "Old notes\nMaiden Name: Groß"
    assert shop.kind is CustomerKind.BUSINESS
    assert problems(found) == []


def test_columns_are_found_in_any_order_and_case_and_beyond_the_usual_numbers(
    tmp_path: Path,
) -> None:
    path = tmp_path / "list.txt"
    path.write_text(
        "PHONE 4 - VALUE;Labels;Event 1 - Value;Last Name;File As;Phone 4 - Label;First Name\n"
        "555-0142;* friends ::: * myContacts;2001-02-03;Lee;The Lees;Shop;Ann\n"
    )
    ann = records(read_as("google", path))[0]
    assert ann.name == "Ann Lee"
    assert ann.phones == (Labelled(value="555-0142", label="Shop"),)
    assert ann.tags == ("friends",)
    assert ann.dates == (ImportantDate(label="Date", month=2, day=3, year=2001),)
    assert ann.note == "File as: The Lees"


def test_east_asian_names_are_written_family_first(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("First Name,Last Name,Labels\n太郎,山田,\n", encoding="utf-8")
    assert records(read_as("google", path))[0].name == "山田太郎"
