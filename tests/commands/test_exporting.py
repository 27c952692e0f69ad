"""Tables, people and stories leave on the command line in the form that the file's name says."""

import csv
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from trustjournal.store.tables import COLUMNS


def test_every_table_leaves_as_text_and_as_a_workbook(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    for what, columns in COLUMNS.items():
        text, workbook = tmp_path / f"{what}.csv", tmp_path / f"{what}.xlsx"
        for target in (text, workbook):
            said = tell("export", what, "--to", target)
            assert (said.status, said.err) == (0, "")
        with text.open(newline="", encoding="utf-8-sig") as stream:
            assert tuple(next(csv.reader(stream))) == columns
        with zipfile.ZipFile(workbook) as found:
            assert f'<sheet name="{what}"' in found.read("xl/workbook.xml").decode()


def test_people_leave_as_cards_of_the_version_asked_for(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    target = tmp_path / "people.VCF"
    assert tell("export", "people", "--to", target).out == f"Wrote 3 cards to {target}.\n"
    assert target.read_text().count("VERSION:3.0") == 3
    assert (
        tell("export", "people", "--to", target, "--card", "4.0", "--person", "tomasz").status == 0
    )
    assert target.read_text().count("VERSION:4.0") == 1
    assert target.read_text().count("FN:Tomasz Wilk") == 1


@pytest.mark.parametrize("words", [("story", "tomasz"), ("story", "--person", "tomasz")])
def test_a_story_leaves_as_markdown_and_as_pdf(
    tell: Tell, book: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    target = tmp_path / "tomasz.md"
    said = tell("export", *words, "--to", target)
    assert said.out.startswith(f"Wrote the story of Tomasz Wilk to {target}.")
    assert target.read_text("utf-8").startswith("# Tomasz Wilk\n")
    assert "1 November 2026" in target.read_text("utf-8")


def test_a_story_is_drawn_where_there_is_no_window(tell: Tell, book: Path, tmp_path: Path) -> None:
    target = tmp_path / "tomasz.pdf"
    command = ["export", "story", "tomasz", "--to", str(target)]
    program = [sys.executable, "-m", "trustjournal", "--journal", str(book)]
    done = subprocess.run([*program, *command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert target.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "name", "sentence"),
    [
        (("story",), "a.md", "whose story"),
        (("story", "zoe"), "a.md", "Nobody in the journal"),
        (("story", "tomasz"), "a.txt", "neither"),
        (("story", "tomasz", "--since", "2026-01-01"), "a.md", "told whole"),
        (("people", "tomasz"), "a.csv", "Say --person tomasz"),
        (("people", "--card", "3.0"), "a.csv", "ends in .vcf"),
        (("promises", "--card", "3.0"), "a.vcf", "ends in .vcf"),
        (("people", "--columns", "name"), "a.vcf", "written whole"),
        (("people", "--exact"), "a.xlsx", "exact by itself"),
        (("quiet", "--columns", "mood"), "a.csv", "no column “mood”"),
    ],
)
def test_what_does_not_go_together_is_refused_and_writes_nothing(
    tell: Tell, book: Path, tmp_path: Path, words: tuple[str, ...], name: str, sentence: str
) -> None:
    said = tell("export", *words, "--to", tmp_path / name)
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert sentence in said.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("what", ["people", "story"])
@pytest.mark.parametrize("ending", ["vcf", "xlsx", "md"])
def test_nothing_takes_the_place_of_the_journal(
    tell: Tell, tmp_path: Path, what: str, ending: str
) -> None:
    journal = tmp_path / f"book.{ending}"
    program = ["--journal", str(journal)]
    assert tell(*program, "new", journal).status == 0
    assert tell(*program, "log", "+Rosa: call").status in {0, 1}
    before = journal.read_bytes()
    said = tell(*program, "export", what, *(["rosa"] if what == "story" else []), "--to", journal)
    assert said.status == 1
    assert journal.read_bytes() == before


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
    assert tell("log", "tomasz call + !send the photos by 2099-01-05").status == 0
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
