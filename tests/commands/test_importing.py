"""Files in on the command line, of any form, and what is told about them."""

import json
import os
import pty
from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import CustomValue
from trustjournal.exchange.large_files import LARGE_ROWS
from trustjournal.store import queries
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.transfer.whole_journal import export_journal

DATA = Path(__file__).parent.parent / "data"
OTHERWISE = ("salesforce", "reviews")
FILES = [
    *sorted(DATA.glob("*.[cv][sc][vf]")),
    *(path for path in sorted(DATA.glob("*/*.csv")) if path.parent.name not in OTHERWISE),
    *(DATA / name for name in ("salesforce", "monica.json")),
]
HEADER = "First Name,Last Name,Company,E-mail,Shoe size\n"


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "source", FILES, ids=lambda path: str(path.relative_to(DATA)).replace("/", "-")
)
def test_a_file_of_every_form_comes_in_and_a_second_time_brings_nothing(
    tell: Tell, book: Path, source: Path
) -> None:
    words = ("import", source, "--unknown", "new", "--json")
    dry = tell(*words, "--dry-run")
    assert dry.status == 0, dry.err
    assert dry.json["total"]["new"] > 0
    assert len(tell("people", "--json").json) == 3
    done = tell(*words).json
    assert done == dry.json | {"dry_run": False}
    people = 3 + done["records"].get("customer", {"new": 0})["new"]
    assert len(tell("people", "--json").json) == people
    assert tell(*words).json["total"]["new"] == 0
    for _twice in range(2):
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
    assert done["total"]["new"] == 1
    rows = [problem["row"] for problem in done["problems"]]
    assert 2 in rows
    assert done["problem_count"] == len(rows)
    assert f"Row {rows[0]}: " in tell("import", path).out
    before = len(tell("people", "--json").json)
    refused = tell("import", path, "--all-or-nothing")
    assert refused.status == 1
    assert refused.err.startswith("Nothing was brought in. Row ")
    assert len(tell("people", "--json").json) == before


@pytest.mark.parametrize(
    ("how", "count", "people"),
    [("skip", ("left_out", 1), 3), ("merge", ("merged", 1), 3), ("new", ("new", 1), 4)],
)
def test_duplicates_become_what_is_asked(
    tell: Tell, book: Path, tmp_path: Path, how: str, count: tuple[str, int], people: int
) -> None:
    path = table(tmp_path, "Tomasz,Wilk,Wilk & Sons,tomasz@example.org,")
    done = tell("import", path, "--duplicates", how, "--json").json
    assert {name: n for name, n in done["total"].items() if n} == dict([count])
    assert len(tell("people", "--json").json) == people


def test_a_map_says_what_columns_are(tell: Tell, book: Path, tmp_path: Path) -> None:
    path = table(tmp_path, "Zoe,Adler,Alma,zoe@example.org,38")
    columns = {"columns": {"Shoe size": "field:Shoes", "Company": ""}}
    mapped = tmp_path / "map.json"
    mapped.write_text(json.dumps(columns), encoding="utf-8")
    done = tell("import", path, "--map", mapped, "--json").json
    assert done["records"]["customer"]["new"] == 1
    engine = open_journal(book)
    with engine.connect() as connection:
        (shoes,) = queries.all_of(connection, CustomField)
        zoe = next(one for one in queries.customers(connection) if one.name == "Zoe Adler")
    close_journal(engine)
    assert shoes.title == "Shoes"
    assert zoe.custom == (CustomValue(field_id=shoes.id, value="38"),)
    assert zoe.company == ""


@pytest.mark.parametrize(
    "text", ["", "[]", '{"column": {}}', '{"zone": "Mars/Base"}', '{"stage": "friend"}', "\udcff"]
)
def test_what_is_no_map_is_refused_in_a_sentence(
    tell: Tell, book: Path, tmp_path: Path, text: str
) -> None:
    mapped = tmp_path / "map.json"
    mapped.write_bytes(text.encode("utf-8", "surrogateescape"))
    said = tell("import", table(tmp_path, "Zoe,Adler,,,"), "--map", mapped)
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert "is no map of columns" in said.err


def test_an_encoding_can_be_said(tell: Tell, book: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("First Name,Last Name\nŁucja,Żak\n".encode("cp1250"))
    assert tell("import", path, "--encoding", "cp1250").status == 0
    assert "Łucja Żak" in [one["name"] for one in tell("people", "--json").json]
    assert tell("import", path, "--encoding", "klingon").status == 1


def test_a_form_can_be_said_and_an_unknown_one_is_refused(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    path = table(tmp_path, "Zoe,Adler,,,")
    assert tell("import", path, "--as", "contacts", "--json").json["form"] == "contacts"
    said = tell("import", path, "--as", "papyrus")
    assert said.status == 1
    assert "“papyrus” is none of" in said.err


def test_reviews_are_known_again_whichever_command_brought_them(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(
        "Date,Reviewer,Rating,Review\n2026-03-01,Rosa Delgado,5,Lovely jugs\n", encoding="utf-8"
    )
    assert tell("import", path, "--json").json["added"] == 1
    assert tell("feedback", "import", path, "--json").json["added"] == 0
    assert tell("import", path, "--dry-run", "--json").json["known"] == 1


def test_a_whole_journal_comes_into_an_empty_one(tell: Tell, book: Path, tmp_path: Path) -> None:
    target = tmp_path / "whole.jsonl"
    engine = open_journal(book)
    export_journal(engine, target)
    close_journal(engine)
    said = tell("import", target)
    assert said.status == 1
    assert "There are entries in this journal already." in said.err
    empty = tmp_path / "empty.db"
    assert tell("new", empty).status == 0
    dry = tell("--journal", empty, "import", target, "--dry-run", "--json").json
    done = tell("--journal", empty, "import", target, "--json").json
    assert done["customer"] == dry["customer"] == 3
    assert len(tell("--journal", empty, "people", "--json").json) == 3


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


def reviews(tmp_path: Path) -> Path:
    path = tmp_path / "reviews.csv"
    rows = "Lovely bowls,5\n" + "\n" * (LARGE_ROWS + 1)
    path.write_text("Review text,Rating\n" + rows, "utf-8")
    return path


@pytest.mark.parametrize("command", ["import", "feedback import"])
def test_a_large_file_comes_in_only_when_the_owner_says_so(
    tell: Tell, book: Path, tmp_path: Path, command: str
) -> None:
    path = reviews(tmp_path)
    said = tell(*command.split(), path)
    assert said.status == 1
    assert "add --yes" in said.err
    assert tell("feedback", "list", "--json").json == []
    assert tell(*command.split(), path, "--yes", "--json").json["added"] == 1
    assert len(tell("feedback", "list", "--json").json) == 1


@pytest.mark.parametrize(("answer", "added"), [("y", 1), ("", 0), ("n", 0)])
def test_on_a_terminal_it_is_asked_about(
    tell: Tell,
    book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    added: int,
) -> None:
    ours, theirs = pty.openpty()
    try:
        os.write(ours, f"{answer}\n".encode())
        with open(theirs, encoding="utf-8", closefd=False) as terminal:
            monkeypatch.setattr("sys.stdin", terminal)
            said = tell("import", reviews(tmp_path))
    finally:
        os.close(ours)
        os.close(theirs)
    assert "Read it? [y/N]" in said.err
    assert said.status == 1 - added
    assert len(tell("feedback", "list", "--json").json) == added
