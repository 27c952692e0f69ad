"""Commands that give a journal a passphrase, and take it off again."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.commands.conftest import Said, Tell
from trustjournal import remembered
from trustjournal.store import keys
from trustjournal.store.encrypting import is_encrypted

WORDS, OTHERS = "velvet anchor ninety", "copper Ünder moss"

Hand = Callable[..., str]


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)


@pytest.fixture
def hand() -> Generator[Hand]:
    """Put lines into a pipe and return what a command reads them from."""
    opened: list[int] = []

    def write(*lines: str) -> str:
        reading, writing = os.pipe()
        opened.append(reading)
        os.write(writing, "".join(f"{line}\n" for line in lines).encode())
        os.close(writing)
        return f"--passphrase-fd={reading}"

    yield write
    for descriptor in opened:
        os.close(descriptor)


@pytest.fixture
def locked(tell: Tell, book: Path, hand: Hand) -> Path:
    """The journal with three people, locked."""
    assert tell(hand(WORDS), "encrypt").status == 0
    return book


def names(said: Said) -> list[str]:
    return [who["name"] for who in said.json]


def test_an_encrypted_journal_is_used_with_its_passphrase_alone(
    tell: Tell, book: Path, hand: Hand
) -> None:
    before = names(tell("people", "--json"))
    said = tell(hand(WORDS), "encrypt")
    assert said.status == 0
    assert "opens with your passphrase alone" in said.out
    assert is_encrypted(book)
    without = tell("people")
    assert without.status == 1
    assert "--passphrase-fd" in without.err
    wrong = tell(hand(OTHERS), "people")
    assert wrong.status == 1
    assert "the passphrase is wrong" in wrong.err
    assert names(tell(hand(WORDS), "people", "--json")) == before
    assert tell(hand(WORDS), "log", "Petra met +", "--create").status == 0
    assert tell(hand(WORDS), "undo").status == 0
    assert tell(hand(WORDS), "check").status == 0


def test_copies_that_anyone_can_read_are_named_and_removed_when_asked(
    tell: Tell, book: Path, hand: Hand
) -> None:
    assert tell("backup").status == 0
    assert tell("log", "Petra met +", "--create").status == 0
    folder = book.parent / "backups"
    said = tell(hand(WORDS), "encrypt")
    plain = list(folder.iterdir())
    assert len(plain) == 2
    assert all(str(copy) in said.out for copy in plain)
    assert tell("encrypt", "--remove-plain-copies").status == 1
    assert tell(hand(OTHERS), "encrypt", "--remove-plain-copies").status == 1
    assert all(copy.exists() for copy in plain)
    removed = tell(hand(WORDS), "encrypt", "--remove-plain-copies")
    assert removed.out == "2 copies that anyone could read are gone.\n"
    (kept,) = folder.iterdir()
    assert is_encrypted(kept)
    again = tell(hand(WORDS), "encrypt", "--remove-plain-copies")
    assert "There was no copy" in again.out


def test_in_one_go_nothing_readable_is_left(tell: Tell, book: Path, hand: Hand) -> None:
    tell("backup")
    assert tell(hand(WORDS), "encrypt", "--remove-plain-copies").status == 0
    for found in book.parent.rglob("*"):
        assert not found.is_file() or b"Rosa" not in found.read_bytes()


def test_a_passphrase_is_changed_by_whoever_knows_it(tell: Tell, locked: Path, hand: Hand) -> None:
    both = hand(WORDS, OTHERS)
    new = both.replace("--passphrase-fd", "--new-passphrase-fd")
    said = tell(both, "passphrase", new)
    assert said.status == 0
    assert "opens with the new passphrase" in said.out
    assert tell(hand(WORDS), "people").status == 1
    assert tell(hand(OTHERS), "people").status == 0
    wrong = hand(WORDS, "something else entirely")
    refused = tell(wrong, "passphrase", wrong.replace("--pass", "--new-pass"))
    assert refused.status == 1
    assert tell(hand(OTHERS), "people").status == 0


def test_a_passphrase_is_taken_off_by_whoever_knows_it(
    tell: Tell, locked: Path, hand: Hand
) -> None:
    assert tell(hand(OTHERS), "decrypt").status == 1
    assert tell("decrypt").status == 1
    assert is_encrypted(locked)
    assert tell(hand(WORDS), "decrypt").status == 0
    assert tell("people").status == 0
    assert "has no passphrase" in tell("decrypt").err


def test_what_makes_no_sense_is_said(tell: Tell, journal: Path, hand: Hand) -> None:
    for command in ("encrypt", "decrypt", "passphrase"):
        said = tell(hand(WORDS), command)
        assert said.status == 1
        assert "no journal at" in said.err
    tell("new", journal)
    assert "has no passphrase" in tell("passphrase").err
    assert "Run this in a terminal" in tell("encrypt").err
    assert "at least 8 characters" in tell(hand("short"), "encrypt").err
    assert not is_encrypted(journal)
    tell(hand(WORDS), "encrypt")
    assert "has a passphrase already" in tell(hand(WORDS), "encrypt").err


def test_a_journal_can_be_locked_from_its_first_line(tell: Tell, journal: Path, hand: Hand) -> None:
    assert tell(hand(WORDS), "new", journal).status == 0
    assert is_encrypted(journal)
    assert tell(hand(WORDS), "log", "Petra met +", "--create").status == 0
    other = journal.with_name("other.db")
    assert "Run this in a terminal" in tell("new", other, "--encrypt").err
    assert not other.exists()
    server = "postgresql+psycopg://me@nowhere.invalid/journal"
    assert "on a server" in tell(hand(WORDS), "new", server).err


def test_a_copy_of_a_locked_journal_is_locked_as_well(
    tell: Tell, locked: Path, hand: Hand, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert tell(hand(WORDS), "copy", "--to", copy).status == 0
    assert is_encrypted(copy)
    assert tell(hand(WORDS), "--journal", copy, "people").status == 0
    assert tell(hand(WORDS), "backup", "--to", tmp_path / "backup.db").status == 0
    assert is_encrypted(tmp_path / "backup.db")


def test_a_recovery_sheet_is_written_for_the_owner_alone(
    qapp: QApplication, tell: Tell, locked: Path, hand: Hand, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert tell("recovery-sheet", "--to", sheet).status == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    assert sheet.stat().st_mode & 0o077 == 0
    named = ("recovery-sheet", "--to", sheet, "--with-passphrase")
    assert "wrong" in tell(hand(OTHERS), *named).err
    assert tell(hand(WORDS), *named).status == 0


def test_without_a_keychain_nothing_is_remembered_and_all_works(
    tell: Tell, locked: Path, hand: Hand
) -> None:
    assert not remembered.is_possible()
    said = tell(hand(WORDS), "passphrase", "--remember")
    assert said.status == 1
    assert "no keychain" in said.err
    assert tell("passphrase", "--forget").status == 0
    assert tell(hand(WORDS), "people").status == 0
