"""Commands about the journal as a whole."""

import os
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.commands.conftest import Tell
from tests.store.test_backup import damage
from trustjournal import transfer
from trustjournal.clock import local_now
from trustjournal.commands.common import zone
from trustjournal.errors import NotSaved
from trustjournal.store import balances
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.schema import balance, open_entry


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


def test_a_backup_brings_everything_back(tell: Tell, book: Path, tmp_path: Path) -> None:
    before = names(tell)
    copy = tmp_path / "copy.db"
    assert tell("backup", "--to", copy).status == 0
    tell("log", "Petra met +", "--create")
    assert tell("restore", copy).status == 0
    assert names(tell) == before


def test_a_backup_without_a_place_goes_beside_the_journal(tell: Tell, book: Path) -> None:
    assert tell("backup").status == 0
    assert len(list((book.parent / "backups").glob("journal-*.db"))) == 1


def test_check_counts_and_finds_nothing_wrong(tell: Tell, book: Path) -> None:
    checked = tell("check", "--json").json
    assert checked["ok"] is True
    assert checked["counts"]["customer"] == 3
    assert "All is well." in tell("check").out


@pytest.fixture
def falsified(tell: Tell, book: Path, journal: Path) -> Path:
    """A journal that carries forward what its records never said, before and after the closing."""
    engine = open_journal(journal)
    balances.ensure(engine, local_now(), zone())
    assert tell("check").status == 0
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(open_entry).values(weight=open_entry.c.weight + 1))
        connection.execute(update(balance).values(sums=bytes(64)))
    close_journal(engine)
    return journal


def test_check_finds_depth_that_the_records_do_not_say_and_has_it_weighed_again(
    tell: Tell, falsified: Path
) -> None:
    false = tell("depth", "delgado", "--json").json["score"]
    checked = tell("check", "--json")
    assert checked.status == 1
    assert checked.json["ok"] is False
    assert "of 1 person is not what the records say" in checked.json["faults"][0]
    assert "None of your entries is touched, and depth is weighed" in checked.err
    assert tell("check").status == 0
    (rosa,) = (one for one in tell("people", "--json").json if one["name"] == "Rosa Delgado")
    assert rosa["depth"] == pytest.approx(false)  # of one person it always comes from the records


def only_readable(_path: Path, mode: int) -> bool:
    return mode != os.W_OK


def test_where_nothing_can_be_written_check_tells_and_changes_nothing(
    tell: Tell, falsified: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = falsified.read_bytes()
    monkeypatch.setattr(os, "access", only_readable)  # the tests may run as one who may all
    checked = tell("check")
    assert checked.status == 1
    assert "Check again where the journal can be written." in checked.err
    assert falsified.read_bytes() == before


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
        patch.setattr(transfer, "add_sample", refused)
        assert tell("new", journal, "--sample").status == 1
    assert list(journal.parent.glob("journal.db*")) == []
    assert tell("new", journal).status == 0
