"""What can be read of a damaged journal, brought into a new one on the command line."""

import os
from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from tests.damaging import PEOPLE, ROWS, any_pages, destroyed, make_book
from trustjournal.store.engine import close_journal, open_journal

SECRET = "seven grey herons"


@pytest.fixture
def damaged(journal: Path) -> Path:
    held = make_book(journal)
    journal.write_bytes(destroyed(held, any_pages(held, 5)))
    return journal


def test_the_new_journal_takes_the_place_of_the_damaged_one_which_is_kept(
    tell: Tell, damaged: Path
) -> None:
    before = damaged.read_bytes()
    said = tell("salvage", "--json")
    assert said.status == 0
    found = said.json
    assert found["tables"]["touchpoint"]["of"] == ROWS
    assert found["tables"]["touchpoint"]["found"] >= 0.95 * ROWS
    assert Path(found["damaged"]).read_bytes() == before
    assert Path(found["damaged"]).name.startswith("journal.damaged-")
    assert found["journal"] == str(damaged)
    assert tell("check").status == 0
    assert len(tell("people", "--json").json) == PEOPLE


def test_a_new_file_may_be_named_and_the_damaged_one_stays(
    tell: Tell, damaged: Path, tmp_path: Path
) -> None:
    before = damaged.read_bytes()
    said = tell("salvage", "--to", tmp_path / "rescued.db")
    assert said.status == 0
    assert f"of {ROWS:,}" in said.out
    assert f"People: {PEOPLE} of {PEOPLE}" in said.out
    assert damaged.read_bytes() == before
    close_journal(open_journal(tmp_path / "rescued.db"))
    again = tell("salvage", "--to", tmp_path / "rescued.db")
    assert (again.status, "already a file" in again.err) == (1, True)


def test_an_encrypted_journal_is_salvaged_with_its_passphrase(tell: Tell, journal: Path) -> None:
    held = make_book(journal, SECRET, rows=200)
    journal.write_bytes(destroyed(held, any_pages(held, 1, 1)))
    asked = tell("salvage")
    assert asked.status == 1
    assert "passphrase" in asked.err
    reading, writing = os.pipe()
    os.write(writing, SECRET.encode() + b"\n")
    os.close(writing)
    said = tell("--passphrase-fd", reading, "salvage", "--json")
    assert said.status == 0
    assert said.json["tables"]["touchpoint"]["found"] > 150
    assert SECRET not in said.out + said.err
    close_journal(open_journal(journal, SECRET))


def test_what_is_no_journal_is_said(tell: Tell, journal: Path) -> None:
    assert "There is no journal" in tell("salvage").err
    journal.write_bytes(b"")
    assert "Nothing in" in tell("salvage").err
    assert journal.read_bytes() == b""
