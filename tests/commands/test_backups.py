"""Backups as a script sees them."""

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.commands.conftest import Said, Tell
from tests.store.test_backup import damage
from trustjournal.settings import Settings


def names(tell: Tell) -> list[str]:
    return [who["name"] for who in tell("people", "--json").json]


def test_a_backup_brings_everything_back(tell: Tell, book: Path, tmp_path: Path) -> None:
    before = names(tell)
    copy = tmp_path / "copy.db"
    assert tell("backup", "--to", copy).status == 0
    tell("log", "Petra met +", "--create")
    after = names(tell)
    assert tell("restore", copy).status == 0
    assert names(tell) == before
    (left,) = tell("backups", "--json").json
    assert left["occasion"] == "restore"
    assert tell("restore", left["path"]).status == 0
    assert names(tell) == after


def test_backups_are_listed_with_what_they_hold(tell: Tell, book: Path) -> None:
    assert "There is no backup yet." in tell("backups").out
    assert tell("backup").status == 0
    (made,) = tell("backups", "--json").json
    assert Path(made["path"]).parent == book.parent / "backups"
    assert (made["people"], made["touchpoints"]) == (3, 2)
    assert made["size"] == Path(made["path"]).stat().st_size
    assert datetime.fromisoformat(made["made_at"]).tzinfo is not None
    said = tell("backups").out
    assert "By hand" in said
    assert "3 people, 2 touchpoints" in said
    assert "Backups go to the disk of the journal" in said


def test_backups_go_where_the_settings_of_this_computer_say(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    settings = Settings(backup_folder=str(stick))
    settings.save()
    said = tell("backup").out
    assert str(book.parent / "backups") in said
    assert "is away" in said
    assert "is away" in tell("backups").out
    stick.mkdir()
    assert str(stick) in tell("backup").out


def test_a_damaged_backup_is_found_and_the_journal_is_not_touched(tell: Tell, book: Path) -> None:
    assert tell("backup").status == 0
    (made,) = tell("backups", "--json").json
    assert tell("backups", "--verify").status == 0
    damage(Path(made["path"]))
    before = book.read_bytes()
    said = tell("backups", "--verify", "--json")
    assert said.status == 1
    assert json.loads(said.out)[0]["faults"]
    assert "Not every backup is sound" in said.err
    assert book.read_bytes() == before
    assert tell("restore", made["path"]).status == 1


def test_before_an_import_there_is_a_backup_only_where_something_changed(
    tell: Tell, book: Path, tmp_path: Path
) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("name,email\nNora,nora@example.org\n", "utf-8")
    assert tell("import", contacts).status == 0
    (made,) = tell("backups", "--json").json
    assert (made["occasion"], made["people"]) == ("import", 3)
    assert len(names(tell)) == 4


def test_a_journal_that_lost_most_is_backed_up_only_if_that_is_meant(
    tell: Tell, journal: Path, tmp_path: Path
) -> None:
    tell("new", journal)
    contacts = tmp_path / "contacts.csv"
    rows = "".join(f"Person {number}\n" for number in range(50))
    contacts.write_text(f"name\n{rows}", "utf-8")
    assert tell("import", contacts).status == 0
    assert tell("backup").status == 0
    assert tell("undo").status == 0
    said = tell("backup")
    assert said.status == 1
    assert "holds 0 people and touchpoints, its last backup 50" in said.err
    assert tell("backup", "--anyway").status == 0


def handed_over(passphrase: str) -> int:
    """Return a descriptor from which a passphrase can be read."""
    reading, writing = os.pipe()
    os.write(writing, f"{passphrase}\n".encode())
    os.close(writing)
    return reading


def test_an_encrypted_journal_goes_back_to_its_backups(
    tell: Tell, journal: Path, tmp_path: Path
) -> None:
    secret = "nine old herons by the mill"

    def ask(*words: object, passphrase: str = secret) -> Said:
        return tell("--passphrase-fd", handed_over(passphrase), *words)

    assert ask("new", journal).status == 0
    assert ask("log", "Petra met +", "--create").status == 0
    assert ask("backup").status == 0
    assert ask("log", "Nora met +", "--create").status == 0
    (made,) = ask("backups", "--json").json
    assert made["people"] == 1
    assert b"Petra" not in Path(made["path"]).read_bytes()
    assert tell("restore", made["path"]).status == 1
    assert ask("restore", made["path"], passphrase="another").status == 1
    assert [who["name"] for who in ask("people", "--json").json] == ["Nora", "Petra"]
    assert ask("restore", made["path"]).status == 0
    assert [who["name"] for who in ask("people", "--json").json] == ["Petra"]


def test_going_back_to_a_plain_backup_does_not_take_the_passphrase_off_unsaid(
    tell: Tell, book: Path
) -> None:
    secret = "nine old herons by the mill"
    tell("backup")
    (made,) = tell("backups", "--json").json
    before = names(tell)
    assert tell("--passphrase-fd", handed_over(secret), "encrypt").status == 0
    said = tell("--passphrase-fd", handed_over(secret), "restore", made["path"])
    assert "no passphrase" not in said.out
    assert tell("people").status == 1
    found = tell("--passphrase-fd", handed_over(secret), "people", "--json").json
    assert [who["name"] for who in found] == before
    said = tell("--passphrase-fd", handed_over("another"), "restore", made["path"])
    assert "has no passphrase now" in said.out
    assert "trustjournal encrypt" in said.out
    assert names(tell) == before


@pytest.mark.parametrize("name", ["none.db", "."])
def test_what_is_no_backup_is_said(tell: Tell, book: Path, tmp_path: Path, name: str) -> None:
    before = names(tell)
    said = tell("restore", tmp_path / name)
    assert said.status == 1
    assert "There is no backup at" in said.err
    assert names(tell) == before
