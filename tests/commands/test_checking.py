"""The check of a journal, and its repair, on the command line."""

import os
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.commands.conftest import Tell
from tests.store.test_backup import damage
from tests.whole_book import tear
from trustjournal.clock import local_now
from trustjournal.commands.common import zone
from trustjournal.store import balances
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.schema import balance, open_entry


def test_check_counts_and_finds_nothing_wrong(tell: Tell, book: Path) -> None:
    checked = tell("check", "--json").json
    assert checked["ok"] is True
    assert checked["counts"]["customer"] == 3
    assert "All is well." in tell("check").out
    assert "All is well." in tell("check", "--repair").out
    assert not (book.parent / "backups").exists()


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


def test_depth_that_the_records_do_not_say_is_told_and_weighed_anew_by_a_repair(
    tell: Tell, falsified: Path
) -> None:
    checked = tell("check", "--json")
    assert checked.status == 1
    assert checked.json["ok"] is False
    assert "of 1 person is not what the records say" in checked.json["faults"][0]
    assert checked.json["findings"][0]["part"] == "depth"
    assert checked.json["findings"][0]["mendable"] is True
    assert "None of your entries is touched. Repair it with: trustjournal check" in checked.err
    repaired = tell("check", "--repair", "--json")
    assert repaired.status == 0
    assert repaired.json["repaired"][-1] == "Depth was weighed anew, from the records."
    (copy,) = (falsified.parent / "backups").iterdir()
    assert str(copy) in repaired.json["repaired"][0]
    assert tell("check").status == 0


def test_several_things_are_mended_at_once(tell: Tell, book: Path) -> None:
    engine = open_journal(book)
    tear(engine, "DELETE FROM presence")
    tear(engine, "DELETE FROM touchpoint_search_docsize")
    tear(engine, "INSERT INTO content VALUES ('spare', x'00')")
    close_journal(engine)
    said = tell("check")
    assert said.status == 1
    assert "nothing refers to it" in said.out
    repaired = tell("check", "--repair")
    assert repaired.status == 0
    assert "Who was there was written down anew" in repaired.out
    assert "The search index was made anew" in repaired.out
    assert "was removed" in repaired.out
    assert "All is well." in repaired.out


def test_what_no_repair_brings_back_is_said(tell: Tell, book: Path) -> None:
    engine = open_journal(book)
    tear(engine, "UPDATE customer SET referred_by = x'00112233445566778899aabbccddeeff'")
    close_journal(engine)
    said = tell("check", "--repair")
    assert said.status == 1
    assert "name a customer that is not there" in said.out
    assert "A backup may still have" in said.err


def only_readable(_path: Path, mode: int) -> bool:
    return mode != os.W_OK


def test_where_nothing_can_be_written_check_tells_and_changes_nothing(
    tell: Tell, falsified: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = falsified.read_bytes()
    monkeypatch.setattr(os, "access", only_readable)  # the tests may run as one who may all
    checked = tell("check")
    assert checked.status == 1
    assert "Repair it where the journal can be written." in checked.err
    assert falsified.read_bytes() == before


def test_a_damaged_journal_is_led_to_a_backup_or_to_salvage(tell: Tell, book: Path) -> None:
    damage(book)
    before = book.read_bytes()
    said = tell("check", "--repair")
    assert said.status == 1
    assert "trustjournal restore FILE" in said.err
    assert "trustjournal salvage" in said.err
    assert book.read_bytes() == before
