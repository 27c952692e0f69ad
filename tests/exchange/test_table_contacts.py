"""People come out of any table as its columns say, and nothing in it is lost."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.exchange.source_reading import open_source, problems, read_text, records, write
from trustjournal.domain.choices import CustomerKind, Stage
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.records import Address, ImportantDate, Labelled
from trustjournal.errors import UnreadableFile

GERMAN = (
    "Kunde;E-Mail;Handy;Tel. geschäftlich;Straße;PLZ;Ort;Geburtstag;Kunde seit;Bemerkung;"
    "Lieblingstee;Status\n"
    "Rosa Delgado;rosa@example.com, r2@example.org;+34 600 000 001;030 555 0100;Mühlweg 2;10115;"
    "Berlin;25.12.1980;3.5.2019;mag Tee;Assam;Lead\n"
)


def test_a_row_is_a_customer_whatever_language_names_its_columns(tmp_path: Path) -> None:
    (rosa,) = records(read_text(tmp_path, GERMAN, "contacts"))
    assert rosa.name == "Rosa Delgado"
    assert [mail.value for mail in rosa.emails] == ["rosa@example.com", "r2@example.org"]
    assert rosa.phones == (
        Labelled(value="+34 600 000 001", label="Mobile"),
        Labelled(value="030 555 0100", label="Work"),
    )
    assert rosa.addresses == (Address(street="Mühlweg 2", postal_code="10115", city="Berlin"),)
    assert rosa.dates == (ImportantDate(label="Birthday", month=12, day=25, year=1980),)
    assert (rosa.since, rosa.stage) == (date(2019, 5, 3), Stage.PROSPECT)
    assert rosa.note == "mag Tee\nLieblingstee: Assam"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Name,Vorname,E-Mail", "Ana Ruiz"),
        ("Apellidos,Nombre,Correo", "Ana Ruiz"),
        ("Nom,Prénom,Courriel", "Ana Ruiz"),
        ("Cognome,Nome,Email", "Ana Ruiz"),
    ],
)
def test_a_plain_name_beside_half_of_one_is_the_other_half(
    tmp_path: Path, header: str, name: str
) -> None:
    (ana,) = records(read_text(tmp_path, f"{header}\nRuiz,Ana,ana@example.org\n", "contacts"))
    assert ana.name == name


def test_the_sheet_shows_each_column_with_values_and_what_it_is_taken_for(tmp_path: Path) -> None:
    sheet = open_source(write(tmp_path, "My people\n\n" + GERMAN)).sheet
    assert sheet is not None
    assert sheet.row == 3
    assert [column.target for column in sheet.columns] == [
        *("name", "email", "phone", "phone", "street", "postal_code", "city", "birthday"),
        *("since", "notes", "note", "stage"),
    ]
    assert sheet.columns[10].samples == ("Assam",)
    assert {column.target for column in sheet.columns} <= {one.key for one in sheet.targets}


def test_columns_go_where_the_owner_says(tmp_path: Path) -> None:
    columns = {"Lieblingstee": "field:Tea", "Bemerkung": "", "Ort": "name"}
    (found,) = read_text(tmp_path, GERMAN, "contacts", columns=columns)
    assert isinstance(found, Entry)
    assert found.custom == (("Tea", "Assam"),)
    (berlin,) = records([found])
    assert (berlin.name, berlin.note) == ("Berlin", "Kunde: Rosa Delgado")


def test_a_column_cannot_be_what_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="“Ort” cannot be “shoes”"):
        open_source(write(tmp_path, GERMAN), columns={"Ort": "shoes"})


def test_the_same_file_brings_the_same_ids_and_two_rows_alike_two_people(tmp_path: Path) -> None:
    text = "Name,E-mail\nAna,ana@example.org\nAna,ana@example.org\n"
    source = open_source(write(tmp_path, text))
    once = [one.id for one in records(list(source.entries()))]
    again = [one.id for one in records(list(source.entries()))]
    assert once == again
    assert len(set(once)) == 2


def test_the_order_of_dates_is_learned_from_the_file_or_asked_once(tmp_path: Path) -> None:
    head = "Name,Phone,Birthday\nAna,555-0100,3/5/1980\nBen,555-0101,{}\n"
    told = open_source(write(tmp_path, head.format("25/5/1980")))
    ana, _ben = records(list(told.entries()))
    assert (ana.dates[0].month, ana.dates[0].day, told.asks_day_order) == (5, 3, False)
    open_file = write(tmp_path, head.format("4/5/1980"))
    unsure = open_source(open_file)
    assert unsure.asks_day_order
    assert [row for row, _text in problems(list(unsure.entries()))] == [2]
    said = open_source(open_file, day_first=True)
    found = list(said.entries())
    assert problems(found) == []
    assert said.asks_day_order
    assert [one.dates[0].month for one in records(found)] == [5, 5]


def test_words_for_stage_and_kind_are_understood_and_others_kept(tmp_path: Path) -> None:
    text = (
        "Name,E-mail,Type,Stage,Referred by,Yearly value\n"
        'Ana,,Company,Former customer,Ben Ray,"1.234,50 €"\nBen,,Robot,Dozing,,much\n'
    )
    found = read_text(tmp_path, text, "contacts")
    ana, ben = records(found)
    assert (ana.kind, ana.stage) == (CustomerKind.BUSINESS, Stage.LOST)
    assert (ana.yearly_value, ana.referred_by) == (Decimal("1234.50"), NOBODY)
    assert isinstance(found[0], Entry)
    assert found[0].who == (Who(name="Ben Ray"),)
    assert ben.note == "Type: Robot\nStage: Dozing\nYearly value: much"


def test_a_row_without_a_name_is_left_out_and_said(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Phone,Remarks\n,,nobody\n,555-0100,\n", "contacts")
    assert [one.name for one in records(found)] == ["555-0100"]
    assert [row for row, _text in problems(found)] == [2]


def test_cells_beyond_the_header_are_kept_and_said(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Phone\nAna,555-0100,extra\n", "contacts")
    assert [one.note for one in records(found)] == ["Column 3: extra"]
    assert [row for row, _text in problems(found)] == [2]


@pytest.mark.parametrize("text", ["Date,Amount\n2026-01-01,5\n", "hello", "a;b;c\n1;2;3\n"])
def test_a_table_of_something_else_is_not_taken_for_people(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFile):
        open_source(write(tmp_path, text))
