"""Commands about the journal as a whole."""

import os
from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from tests.store.test_backup import damage
from trustjournal.errors import NotSaved


def names(tell: Tell) -> list[str]:
    return [who["name"] for who in tell("people", "--json").json]


def test_a_new_journal_with_the_sample_book_has_people_to_show(tell: Tell, journal: Path) -> None:
    assert tell("new", journal, "--sample").status == 0
    assert tell("check", "--json").json["counts"]["customer"] >= 25
    assert tell("agenda", "--json").json != []


def test_new_never_replaces_a_file(tell: Tell, book: Path) -> None:
    before = book.read_bytes()
    said = tell("new", book)
    assert said.status == 1
    assert "already a file" in said.err
    assert book.read_bytes() == before


def test_without_a_journal_a_command_says_how_to_make_one(tell: Tell, journal: Path) -> None:
    said = tell("people")
    assert said.status == 1
    assert "trustjournal new" in said.err
    assert not journal.exists()


def test_undo_and_redo_go_from_one_run_to_the_next(tell: Tell, book: Path) -> None:
    assert tell("undo").out == "Undone: Log a touchpoint with Tomasz Wilk\n"
    assert tell("show", "tomasz", "--json").json["touchpoints"] == []
    assert tell("redo").out == "Redone: Log a touchpoint with Tomasz Wilk\n"
    assert len(tell("show", "tomasz", "--json").json["touchpoints"]) == 1
    assert tell("redo").out == "Nothing to redo.\n"
    newest = tell("history", "--json").json[0]
    assert (newest["action"], newest["label"]) == ("redo", "Log a touchpoint with Tomasz Wilk")
    assert "redone: Log a touchpoint" in tell("history").out


def test_undo_on_an_empty_journal_has_nothing_to_do(tell: Tell, journal: Path) -> None:
    tell("new", journal)
    assert tell("undo").out == "Nothing to undo.\n"


@pytest.mark.parametrize(
    "command",
    ["people", "check", "show ana", "agenda", "history", "undo", "backup", "export people --to x"],
)
def test_a_damaged_journal_is_told_in_one_sentence(
    tell: Tell, book: Path, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    damage(book)
    said = tell(*command.split())
    assert said.status == 1
    assert said.err.count("\n") == 1
    assert "damaged" in said.err or "malformed" in said.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_journal(tell: Tell, journal: Path) -> None:
    os.mkfifo(journal)
    assert "isn’t a Trust Journal file" in tell("people").err


def test_a_sample_book_that_cannot_be_written_leaves_its_name_free(
    tell: Tell, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise NotSaved("Not saved: the disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("trustjournal.commands.journal.add_sample", refused)
        assert tell("new", journal, "--sample").status == 1
    assert list(journal.parent.glob("journal.db*")) == []
    assert tell("new", journal).status == 0
