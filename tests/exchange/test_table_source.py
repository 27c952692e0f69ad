"""A table is streamed row by row, can be read again, and stops when it is told to."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.source_reading import open_source, problems, read_text, records, write
from trustjournal.errors import Cancelled, UnreadableFile
from trustjournal.exchange.forms import find_form, form_called
from trustjournal.exchange.sources import Reading

HEADERS = {
    "google": "First Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value,Birthday",
    "google-old": "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value",
    "outlook": "First Name,Company,E-mail Address,Business Street,Anniversary,Categories",
    "linkedin": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "square": "First Name,Phone Number,First Visit,Square Customer ID,Memo",
    "contacts": "Name,E-mail,Birthday,Stage,Customer since,Yearly value,Referred by",
    "log": "Date,Time,Customer,Channel,Feeling,Minutes,Amount,Answered,Note",
    "tickets": "Ticket,Customer,Created,Closed,Status,Rating",
    "people": "name,dates,tags,since,yearly_value,close_to_heart,referred_by_id",
    "touchpoints": "date,time,people,channel,feeling,happened_at,amount,people_ids",
    "feedback": "heard_on,person,text,rating,best,wish_id,person_id",
    "memberships": "person,belongs_to,role,person_id,belongs_to_id",
    "reviews": "Date,Name,Email,Rating,Review",
}


def test_broken_rows_are_reported_and_the_good_ones_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(
        b'First Name,Last Name,E-mail Address\nAnn,Lee,a@x.org\n"Ben,Ray,b@x.org\nCy,Fox\n'
        b'Di\x00,Orr,d@x.org\n"=Eve","O\'Hara",e@x.org\n'
    )
    found = list(open_source(path, "contacts").entries())
    assert [one.name for one in records(found)] == [
        *("Ann Lee", "Ben Ray", "Cy Fox", "Di\ufffd Orr", "=Eve O'Hara")
    ]
    assert [row for row, _text in problems(found)] == [3, 4, 5]


def test_encoding_and_delimiter_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("Name#E-mail\nJürgen#j@example.org\n".encode("cp850"))
    source = form_called("contacts").open(path, Reading(encoding="cp850", delimiter="#"))
    assert (source.encoding, source.delimiter) == ("cp850", "#")
    assert [one.name for one in records(list(source.entries()))] == ["Jürgen"]


def test_progress_is_told_and_a_stop_is_heeded_at_once(tmp_path: Path) -> None:
    rows = "".join(f"Person {number},p{number}@example.org\n" for number in range(2500))
    source = open_source(write(tmp_path, f"Name,E-mail\n{rows}"))
    counts: list[int] = []
    assert len(list(source.entries(counts.append))) == 2500
    assert counts == [500, 1000, 1500, 2000, 2500]
    heard: list[int] = []

    def stop(count: int) -> None:
        heard.append(count)
        raise Cancelled

    with pytest.raises(Cancelled):
        list(source.entries(stop))
    assert heard == [500]
    assert len(list(source.entries())) == 2500


def test_a_table_is_never_read_whole(tmp_path: Path) -> None:
    rows = "".join(f"Person {number},p{number}@example.org\n" for number in range(5000))
    source = open_source(write(tmp_path, f"Name,E-mail\n{rows}"))
    heard: list[int] = []
    entries = source.entries(heard.append)
    next(entries)
    assert heard == []


def test_a_column_that_is_wanted_twice_is_the_one_the_owner_wants(tmp_path: Path) -> None:
    text = "Name,Company,Shop\nAna,Ruiz Ltd,Blue Door\n"
    (ana,) = records(read_text(tmp_path, text, "contacts", columns={"Shop": "company"}))
    assert (ana.company, ana.note) == ("Blue Door", "Company: Ruiz Ltd")


CELLS = st.lists(
    st.sampled_from([*',,\n"-\0', "3/5/80", "2026-01-05", "5", "a@b", "; ", "'="])
    | st.text(max_size=6),
    max_size=40,
).map("".join)


@given(key=st.sampled_from(sorted(HEADERS)), cells=CELLS)
def test_any_rows_bring_what_can_be_or_are_told_of(
    tmp_path_factory: pytest.TempPathFactory, key: str, cells: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "x.csv"
    path.write_bytes(f"{HEADERS[key]}\n{cells}".encode("utf-8", "replace"))
    with suppress(UnreadableFile):
        found = list(form_called(key).open(path, Reading()).entries())
        assert all(text for _row, text in problems(found))
        assert len({one.id for one in records(found)}) == len(records(found))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "x.csv"
    path.write_bytes(content)
    with suppress(UnreadableFile):
        list(find_form(path).open(path, Reading()).entries())
