"""Outlook.com and classic Outlook, from files after the public header rows."""

from pathlib import Path

from tests.exchange.source_reading import open_source, problems, read_as, records
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.records import (
    Address,
    ImportantDate,
    Labelled,
)

DATA = Path(__file__).parent.parent / "data"


def test_a_full_row_of_outlook_com_reaches_every_field() -> None:
    found = list(open_source(DATA / "outlook_com.csv", "outlook-com").entries())
    assert problems(found) == []
    priya, laundry = records(found)
    assert (priya.name, priya.company, priya.role) == ("Ms. Priya Nair", "Nair Hotels", "Buyer")
    assert priya.phones == (
        Labelled(value="+44 20 7946 0958", label="Work"),
        Labelled(value="+44 7700 900123", label="Mobile"),
        Labelled(value="+44 20 7946 0000", label="Work fax"),
    )
    assert [email.value for email in priya.emails] == ["priya@example.com", "priya@example.net"]
    assert priya.addresses == (
        Address(
            label="Work",
            street="1 Quay St",
            city="Leeds",
            region="West Yorkshire",
            postal_code="LS1 1AA",
            country="United Kingdom",
        ),
        Address(label="Home", street="2 Hill Rd", city="York"),
    )
    assert priya.links == (Labelled(value="https://example.com/priya", label="Home"),)
    assert (priya.loves, priya.family) == ("pottery", "Spouse: Dev")
    assert priya.note.splitlines() == [
        "prefers e-mail",
        "Department: Linen",
        "Manager's Name: A. Bose",
        "Nickname: Pri",
    ]
    assert laundry.kind is CustomerKind.BUSINESS
    assert laundry.phones == (Labelled(value="+44 113 496 0999", label="Company"),)


def test_one_date_of_the_file_settles_the_order_of_the_others() -> None:
    american = records(read_as("outlook-com", DATA / "outlook_com.csv"))[0]
    european = records(read_as("outlook", DATA / "outlook_classic.csv"))[0]
    assert american.dates[1] == ImportantDate(label="Anniversary", month=3, day=5, year=2012)
    assert european.dates[1] == ImportantDate(label="Anniversary", month=6, day=5, year=2001)


def test_classic_outlook_comes_in_its_code_page_with_what_says_nothing_left_out() -> None:
    source = open_source(DATA / "outlook_classic.csv", "outlook")
    found = list(source.entries())
    assert (source.encoding, problems(found)) == ("cp1252", [])
    rene, zoe = records(found)
    assert (rene.name, rene.company) == ("René Müller Jr.", "Käserei Müller")
    assert rene.tags == ("VIP", "Cheese")
    assert rene.family == "Children: Lea, Max"
    assert rene.addresses[0].street == "Marktplatz 1\nHinterhaus\n12"
    assert rene.note == "ships on Fridays\nReferred By: Rosa Delgado\nUser 1: rebate 5 %"
    assert (zoe.name, zoe.dates, zoe.emails) == ("Zoë François", (), ())
    assert zoe.note == "E-mail: /o=Example/cn=zoe"


def test_a_small_table_with_outlooks_words_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Last Name,E-mail Address,Shoe size\nLee,ann@example.com,38\n")
    (ann,) = records(read_as("outlook-com", path))
    assert (ann.name, ann.emails[0].value, ann.note) == ("Lee", "ann@example.com", "Shoe size: 38")
