"""What a session leaves on the disk is the owner's alone, and nothing ever leaves the computer.

The window runs on an encrypted journal, the command line on a plain one, each in a process of its
own that the first reach for a network would end.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.private_session import ROOT, Session, commands_session, window_session
from trustjournal.domain.records import Touchpoint
from trustjournal.store import drafts
from trustjournal.store.engine import open_journal
from trustjournal.store.rows import chosen, fetch


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return window_session(tmp_path_factory.mktemp("window") / "all")


@pytest.fixture(scope="module", params=[0, 0o022], ids=["umask-0", "umask-022"])
def commands(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return commands_session(tmp_path_factory.mktemp("commands") / "all", request.param)


def test_a_whole_session_with_the_window_reaches_for_no_network(window: Session) -> None:
    assert window.status == 0, window.said


def test_no_command_reaches_for_a_network(commands: Session) -> None:
    assert commands.status == 0, commands.said


@pytest.mark.parametrize(
    "reaching",
    [
        "import socket; socket.create_connection(('localhost', 9))",
        "import socket; socket.getaddrinfo('localhost', 9)",
        "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)",
        "from PySide6.QtNetwork import QTcpServer; QTcpServer().listen()",
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only Python itself is guarded")
def test_the_guard_ends_whoever_does(reaching: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", f"import tests.guard; {reaching}"],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert ran.returncode not in (0, 1)


def test_a_passphrase_and_a_note_are_nowhere_but_in_the_encrypted_file(window: Session) -> None:
    assert window.holding(window.passphrase) == []
    assert window.holding(window.mark) == []
    assert window.mark not in window.said
    assert window.passphrase not in window.said
    journal = next(window.folder.rglob("journal/journal.db"))
    engine = open_journal(journal, window.passphrase)
    with engine.connect() as connection:
        notes = [one.note for one in fetch(connection, Touchpoint, chosen(Touchpoint))]
        typed = [one.words for one in drafts.everything(connection)]
    engine.dispose()
    assert [window.mark in note.lower() for note in notes].count(True) == 2
    assert [window.mark in words for words in typed] == [True]


def test_the_session_wrote_what_could_have_held_them(window: Session, commands: Session) -> None:
    left = "\n".join(window.files())
    for what in ("settings.json", "report-", "calendar.ics", "backups/journal-", "journal.db"):
        assert what in left
    assert "book/journal.db" in commands.holding(commands.mark)  # a plain one does hold them


def test_nobody_else_may_read_what_the_window_wrote(window: Session) -> None:
    assert window.open_to_others() == []


def test_nobody_else_may_read_what_a_command_wrote(commands: Session) -> None:
    assert commands.open_to_others() == []
    assert len(commands.files()) > 5


def test_a_file_that_anybody_may_read_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "open.txt").write_text("x", "utf-8")
    (tmp_path / "open.txt").chmod(0o644)
    assert Session(0, "", tmp_path, "", "").open_to_others() == ["open.txt -rw-r--r--"]
