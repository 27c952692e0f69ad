"""Contacts in and tables out on the command line."""

import csv
import os
from pathlib import Path

import pytest

from tests.commands.conftest import Tell

DATA = Path(__file__).parent.parent / "data"


@pytest.mark.parametrize("source", sorted(DATA.glob("*.[cv][sc][vf]")), ids=lambda path: path.name)
def test_every_address_book_form_imports_and_imports_again_as_nothing_new(
    tell: Tell, book: Path, source: Path
) -> None:
    dry = tell("import", source, "--dry-run", "--json")
    assert dry.status == 0
    assert dry.json["added"] > 0
    assert len(tell("people", "--json").json) == 3
    done = tell("import", source, "--json").json
    assert done == dry.json | {"dry_run": False}
    assert len(tell("people", "--json").json) == 3 + done["added"]
    assert tell("import", source, "--json").json["added"] == 0
    tell("undo")
    assert len(tell("people", "--json").json) == 3


def test_problems_come_with_their_rows(tell: Tell, book: Path, tmp_path: Path) -> None:
    path = tmp_path / "google.csv"
    path.write_text(
        "First Name,Last Name,Organization Name,Birthday,Notes,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
        "Zoe,Adler,,not a day,,* myContacts,,zoe@example.org,,\n"
        ",,,,,,,,,\n"
    )
    done = tell("import", path, "--json").json
    assert done["added"] == 1
    assert 2 in [problem["row"] for problem in done["problems"]]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"just,some\nother,table\n"])
def test_a_file_that_is_no_address_book_is_refused_in_a_sentence(
    tell: Tell, book: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    said = tell("import", path)
    assert said.status == 1
    assert said.err.count("\n") == 1
    assert tell("import", tmp_path / "missing.csv").status == 1


def test_the_log_leaves_as_csv_for_one_person_and_some_columns(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    target = tmp_path / "log.csv"
    said = tell(
        *("export", "touchpoints", "--to", target, "--exact"),
        *("--person", "tomasz", "--columns", "date,people"),
    )
    assert said.status == 0
    assert "1 row" in said.out
    with target.open(newline="") as stream:
        assert list(csv.reader(stream)) == [["date", "people"], ["2026-11-01", "Tomasz Wilk"]]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--columns", "mood"), "no column “mood”"),
        (("--person", "zoe"), "Nobody in the journal"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "nothing was written"),
    ],
)
def test_an_export_that_cannot_be_is_refused_and_writes_nothing(
    tell: Tell, book: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = tell("export", "touchpoints", "--to", tmp_path / "log.csv", *words)
    assert said.status == 1
    assert sentence in said.err
    assert not (tmp_path / "log.csv").exists()


@pytest.mark.parametrize("side", ["", "-wal", "-shm"])
def test_an_export_never_takes_the_place_of_the_journal(tell: Tell, book: Path, side: str) -> None:
    before = book.read_bytes()
    said = tell("export", "touchpoints", "--to", f"{book}{side}")
    assert said.status == 1
    assert "belongs to the journal itself" in said.err
    assert book.read_bytes() == before


@pytest.mark.parametrize("target", ["", ".", "/", os.devnull])
def test_an_export_or_backup_to_what_is_no_file_is_refused(
    tell: Tell, book: Path, target: str
) -> None:
    for command in (("export", "people"), ("backup",)):
        said = tell(*command, "--to", target)
        assert (said.status, said.err.count("\n")) == (1, 1)
        assert "is not a file" in said.err


def test_the_last_day_of_all_calendars_means_no_end(tell: Tell, book: Path, tmp_path: Path) -> None:
    said = tell("export", "touchpoints", "--to", tmp_path / "x.csv", "--until", "9999-12-31")
    assert "2 rows" in said.out


def test_the_calendar_leaves_as_icalendar_the_same_every_time_but_for_its_stamp(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    assert tell("log", "tomasz call + !send the photos by 2027-01-05").status == 0
    first, second = tmp_path / "first.ics", tmp_path / "second.ics"
    said = tell("export", "calendar", "--to", first)
    assert said.err == ""
    assert said.out == f"Wrote 1 entry to {first}.\n"
    assert tell("export", "calendar", "--to", second).status == 0
    lines = [
        [line for line in path.read_text().splitlines() if not line.startswith("DTSTAMP")]
        for path in (first, second)
    ]
    assert lines[0] == lines[1]
    assert "SUMMARY:Promised to Tomasz Wilk" in lines[0]
    assert tell("export", "calendar", "--to", first, "--words").status == 0
    assert "SUMMARY:Promised to Tomasz Wilk: send the photos" in first.read_text()


def test_what_a_calendar_cannot_be_narrowed_by_is_refused(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rosa.ics"
    said = tell("export", "calendar", "--to", target, "--person", "rosa delgado")
    assert (said.status, target.exists()) == (1, False)
    assert "written whole" in said.err
    said = tell("export", "people", "--to", target, "--words")
    assert (said.status, target.exists()) == (1, False)
