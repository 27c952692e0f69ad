"""How a command gets past a passphrase: handed over, remembered, typed unseen, or not at all."""

import os
import subprocess
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path

import keyring
import pytest

from tests.commands.conftest import Tell
from tests.test_remembered import Keychain
from trustjournal import cli, remembered
from trustjournal.commands.passphrase_line import read_line
from trustjournal.errors import InvalidEntry
from trustjournal.store.engine import close_journal, create_journal

WORDS = "velvet Änchor ninety"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="descriptors are handed over otherwise")


def pipe(content: bytes) -> int:
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return reading


@pytest.fixture
def handed() -> Generator[Callable[[bytes], int]]:
    opened: list[int] = []

    def make(content: bytes) -> int:
        opened.append(pipe(content))
        return opened[-1]

    yield make
    for descriptor in opened:
        os.close(descriptor)


@pytest.fixture
def locked(journal: Path) -> Path:
    close_journal(create_journal(journal, WORDS))
    return journal


def test_a_line_is_read_and_the_next_is_left(handed: Callable[[bytes], int]) -> None:
    descriptor = handed(f"{WORDS}\r\n two words \n".encode())
    assert read_line(descriptor) == WORDS
    assert read_line(descriptor) == " two words "
    with pytest.raises(InvalidEntry, match="has no line"):
        read_line(descriptor)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\n"])
def test_what_is_no_line_of_text_is_said(
    tell: Tell, locked: Path, handed: Callable[[bytes], int], content: bytes
) -> None:
    said = tell(f"--passphrase-fd={handed(content)}", "people")
    assert said.status == 1
    assert "no line of text" in said.err


def test_a_descriptor_that_is_not_open_is_said(tell: Tell, locked: Path) -> None:
    for number in ("987", "-1"):
        said = tell(f"--passphrase-fd={number}", "people")
        assert said.status == 1
        assert f"descriptor {number}" in said.err
    with pytest.raises(SystemExit):
        tell("--passphrase-fd", "three", "people")


def test_the_window_is_not_begun_with_a_descriptor_that_has_nothing(
    handed: Callable[[bytes], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([f"--passphrase-fd={handed(b'')}"]) == 1
    assert cli.main(["--journal", "x.db", "--passphrase-fd", str(handed(b""))]) == 1
    assert "no line of text" in capsys.readouterr().err


def test_a_journal_without_a_passphrase_opens_whatever_is_handed_over(
    tell: Tell, journal: Path, handed: Callable[[bytes], int]
) -> None:
    tell("new", journal)
    assert tell(f"--passphrase-fd={handed(b'velvet anchor')}", "people").status == 0


def test_what_the_keychain_remembers_needs_no_typing_until_it_is_stale(
    tell: Tell, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "KEYCHAINS", {Keychain.__module__})
    before = keyring.get_keyring()
    keyring.set_keyring(Keychain())
    try:
        remembered.remember(locked, WORDS)
        assert tell("people").status == 0
        assert tell("decrypt").status == 1  # what weakens the journal wants the words themselves
        remembered.remember(locked, "an earlier one")
        said = tell("people")
    finally:
        keyring.set_keyring(before)
    assert said.status == 1
    assert "Run this in a terminal" in said.err


@dataclass
class Terminal:
    """A command at a terminal of its own, typed to as its prompts appear."""

    arguments: list[str]
    shown: str = field(default="", init=False)

    def run(self, *typed: str) -> int:
        begin = (
            "import pty, sys; "
            "sys.exit(__import__('os').waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
        )
        command = [sys.executable, "-m", "trustjournal", *self.arguments]
        with subprocess.Popen(
            [sys.executable, "-c", begin, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as child:
            assert child.stdin
            assert child.stdout
            lines = list(typed)
            while letter := os.read(child.stdout.fileno(), 1):
                self.shown += letter.decode("utf-8", "replace")
                if self.shown.endswith((": ",)) and lines and self._asks():
                    child.stdin.write(f"{lines.pop(0)}\n".encode())
                    child.stdin.flush()
            child.stdin.close()
            return child.wait(30)

    def _asks(self) -> bool:
        return self.shown.splitlines()[-1] in {"Passphrase: ", "New passphrase: ", "Once more: "}


@POSIX
def test_at_a_terminal_it_is_asked_for_again_and_never_shown(locked: Path) -> None:
    terminal = Terminal(["--journal", str(locked), "people"])
    assert terminal.run("wrong words", WORDS) == 0
    assert terminal.shown.count("Passphrase: ") == 2
    assert "Try again" in terminal.shown
    assert "velvet" not in terminal.shown
    assert "wrong words" not in terminal.shown


@POSIX
def test_after_three_wrong_ones_the_command_ends_in_words(locked: Path) -> None:
    terminal = Terminal(["--journal", str(locked), "people"])
    assert terminal.run("one", "two", "three") == 1
    assert "the passphrase is wrong" in terminal.shown


@POSIX
def test_a_new_one_is_typed_twice(journal: Path) -> None:
    close_journal(create_journal(journal))
    terminal = Terminal(["--journal", str(journal), "encrypt"])
    assert terminal.run(WORDS, WORDS.lower()) == 1
    assert "not the same" in terminal.shown
    assert journal.read_bytes().startswith(b"SQLite format")
    again = Terminal(["--journal", str(journal), "encrypt"])
    assert again.run(WORDS, WORDS) == 0
    assert "Nobody can recover" in again.shown
    assert not journal.read_bytes().startswith(b"SQLite format")


SEARCHED = """
import os, sys
from pathlib import Path
from trustjournal import cli

words = os.read(5, 100).decode()

def hand():
    reading, writing = os.pipe()
    os.write(writing, (words + chr(10)).encode())
    os.close(writing)
    return f'--passphrase-fd={reading}'

base = ['--journal', sys.argv[1]]
status = [
    cli.main([*base, hand(), 'new', sys.argv[1]]),
    cli.main([*base, hand(), 'log', sys.argv[2] + ' met + a secret note', '--create']),
    cli.main([*base, hand(), 'backup']),
    cli.main([*base, 'people']),
    cli.main([*base, hand(), 'show', 'nobody at all']),
]
from trustjournal.store.engine import close_journal, open_journal
engine = open_journal(Path(sys.argv[1]), words)
with engine.execution_options(writes=True).begin() as connection:
    connection.exec_driver_sql('DROP TABLE check_in')
close_journal(engine)
status.append(cli.main([*base, hand(), 'log', sys.argv[2] + ' call + a secret note']))
where = [Path('/proc/self/environ'), Path('/proc/self/cmdline')]
told = [found.read_text('utf-8', 'replace') for found in where if found.exists()]
told += [str(os.environ), str(sys.argv)]
print(status, any(words[:6] in text for text in told))
"""


@POSIX
def test_the_words_are_in_no_file_argument_variable_or_report(
    tmp_path: Path, own_home: Path
) -> None:
    journal = tmp_path / "journal.db"
    reading = pipe(WORDS.encode())
    code = f"import os; os.dup2({reading}, 5)\n" + SEARCHED
    ran = subprocess.run(
        [sys.executable, "-c", code, str(journal), "Petra"],
        capture_output=True,
        check=True,
        pass_fds=[reading],
        cwd=tmp_path,
        timeout=90,
    )
    os.close(reading)
    assert ran.stdout.splitlines()[-1] == b"[0, 0, 0, 1, 1, 1] False"
    assert b"A report is at" in ran.stderr
    written = [found for folder in (tmp_path, own_home) for found in folder.rglob("*")]
    files = [found for found in written if found.is_file()]
    assert len(files) >= 3  # the journal, its backup, a report
    for content in (ran.stdout, ran.stderr, *(found.read_bytes() for found in files)):
        assert b"velvet" not in content
        assert "Änchor".encode() not in content
    for found in files:
        assert b"secret note" not in found.read_bytes(), found
        assert b"Petra" not in found.read_bytes(), found
