"""Address books of Google and Outlook stream as the people they hold."""

from pathlib import Path

import pytest

from tests.exchange.source_reading import open_source, problems, read_text, records

DATA = Path(__file__).parent.parent / "data"
PEOPLE = {
    "google": ("google_new.csv", ["Dr. Rosa María Delgado PhD", "Millstone Café", "Ana"]),
    "google-old": ("google_old.csv", ["Jörg Weiß", "Corner Print Shop"]),
    "outlook-com": ("outlook_com.csv", ["Ms. Priya Nair", "Quay Laundry"]),
    "outlook": ("outlook_classic.csv", ["René Müller Jr.", "Zoë François"]),
}


@pytest.mark.parametrize("form", PEOPLE)
def test_a_book_is_known_and_needs_no_mapping(form: str) -> None:
    name, people = PEOPLE[form]
    source = open_source(DATA / name, form)
    assert source.sheet is None
    assert [one.name for one in records(list(source.entries()))][: len(people)] == people


def test_read_twice_it_brings_the_same(tmp_path: Path) -> None:
    source = open_source(DATA / "google_new.csv")
    once = list(source.entries())
    again = list(source.entries())
    assert problems(once) == problems(again)
    assert [one.id for one in records(once)] == [one.id for one in records(again)]


def test_the_order_of_dates_is_learned_from_all_of_the_book(tmp_path: Path) -> None:
    head = (
        "First Name,E-mail Address,Mobile Phone,Home Phone,Birthday\n"
        "Ann,a@x.org,,,3/5/1980\nBen,b@x.org,,,{}\n"
    )
    found = read_text(tmp_path, head.format("25/5/1980"), "outlook-com")
    assert [(one.dates[0].month, one.dates[0].day) for one in records(found)] == [(5, 3), (5, 25)]
    assert problems(found) == []
    open_found = read_text(tmp_path, head.format("3/6/1980"), "outlook-com")
    assert [row for row, _text in problems(open_found)] == [2]
    told = read_text(tmp_path, head.format("3/6/1980"), "outlook-com", day_first=True)
    assert [one.dates[0].day for one in records(told)] == [3, 3]


def test_a_card_without_a_name_is_said(tmp_path: Path) -> None:
    text = "First Name,E-mail Address,Mobile Phone,Home Phone,Notes\n,,,,nobody\n"
    found = read_text(tmp_path, text, "outlook-com")
    assert records(found) == []
    assert [row for row, _text in problems(found)] == [2]


def test_a_few_columns_that_anybody_may_write_are_for_the_owner_to_map(tmp_path: Path) -> None:
    text = "First Name,E-mail Address,Mobile Phone,Tea\nAnn,ann@example.org,,Assam\n"
    (ann,) = records(read_text(tmp_path, text, "contacts"))
    assert ann.note == "Tea: Assam"
