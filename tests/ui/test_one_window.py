"""A second start raises the first window, and what a killed one held is taken over."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.ui.one_window import OneWindow, bring_up

pytestmark = [
    pytest.mark.usefixtures("qapp", "own_folder"),
    pytest.mark.skipif(sys.platform == "win32", reason="looks at sockets in a folder"),
]

Second = Callable[[Path], "subprocess.Popen[str]"]


@pytest.fixture
def own_folder(monkeypatch: pytest.MonkeyPatch) -> Generator[Path]:
    """A short-named folder for sockets, apart from what is open on this computer."""
    with tempfile.TemporaryDirectory(prefix="tj") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder) / f"trustjournal-{os.getuid()}"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def first() -> Generator[OneWindow]:
    made = OneWindow()
    yield made
    made.release()


@pytest.fixture
def second() -> Generator[Second]:
    """Start another process that wants a window."""
    begun: list[subprocess.Popen[str]] = []

    def start(journal: Path) -> "subprocess.Popen[str]":
        words = [sys.executable, "-m", "tests.ui.second_start", str(journal)]
        begun.append(
            subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        return begun[-1]

    yield start
    for process in begun:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.communicate()


def line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def claim(one_window: OneWindow, journal: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(one_window.listening):
        assert one_window.claim(journal)


def test_a_second_start_raises_the_first_window_and_ends(
    first: OneWindow, second: Second, journal: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    asked = hear(first.asked)
    claim(first, journal, qtbot)
    link = tmp_path / "link.db"
    link.symlink_to(journal)
    for path in (journal, link):
        process = second(path)
        qtbot.waitUntil(lambda ran=process: ran.poll() is not None)
        assert line_of(process) == "another came up"
    assert asked == [journal, link]


def test_another_journal_has_a_window_of_its_own(
    first: OneWindow, second: Second, journal: Path, qtbot: QtBot
) -> None:
    claim(first, journal, qtbot)
    assert line_of(second(journal.with_name("other.db"))) == "listens"


def test_the_place_of_a_window_that_was_killed_is_taken_over(
    first: OneWindow, second: Second, journal: Path, qtbot: QtBot
) -> None:
    killed = second(journal)
    assert line_of(killed) == "listens"
    killed.kill()
    killed.wait()
    asked = hear(first.asked)
    claim(first, journal, qtbot)
    third = second(journal)
    qtbot.waitUntil(lambda: third.poll() is not None)
    assert (line_of(third), asked) == ("another came up", [journal])


def test_a_window_that_closed_leaves_its_place_to_the_next(
    first: OneWindow, journal: Path, qtbot: QtBot, own_folder: Path
) -> None:
    claim(first, journal, qtbot)
    first.release()
    assert list(own_folder.iterdir()) == []
    claim(first, journal, qtbot)


def test_beside_a_window_that_is_stuck_another_opens(
    first: OneWindow, second: Second, journal: Path
) -> None:
    stuck = second(journal)
    assert line_of(stuck) == "listens"
    stuck.send_signal(signal.SIGSTOP)
    assert first.claim(journal, patience_ms=200)


def test_a_window_goes_on_to_the_journal_that_it_shows_now(
    first: OneWindow, second: Second, journal: Path, qtbot: QtBot
) -> None:
    claim(first, journal, qtbot)
    other = journal.with_name("other.db")
    first.follow(other)
    asked = hear(first.asked)
    process = second(other)
    qtbot.waitUntil(lambda: process.poll() is not None)
    assert asked == [other]
    assert line_of(second(journal)) == "listens"


@pytest.mark.parametrize("said", [b"\xff\xfe\n", b"[]\n", b"{}\n", b'{"journal": 3}\n', b"half"])
def test_what_no_window_says_is_not_answered(
    first: OneWindow, journal: Path, qtbot: QtBot, own_folder: Path, said: bytes
) -> None:
    claim(first, journal, qtbot)
    asked = hear(first.asked)
    (place,) = (one for one in own_folder.iterdir() if not one.suffix)
    stranger = QLocalSocket()
    stranger.connectToServer(str(place))
    assert stranger.waitForConnected(2000)
    stranger.write(said)
    stranger.disconnectFromServer()
    known = QLocalSocket()
    known.connectToServer(str(place))
    known.write(b'{"journal": "/books/journal.db", "activation": ""}\n')
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [Path("/books/journal.db")]
    assert bytes(stranger.readAll().data()) == b""


def test_nobody_else_can_reach_a_window(
    first: OneWindow, journal: Path, qtbot: QtBot, own_folder: Path
) -> None:
    claim(first, journal, qtbot)
    assert own_folder.stat().st_mode & 0o077 == 0
    assert all("journal" not in one.name for one in own_folder.iterdir())


def test_in_a_folder_that_others_may_write_to_nobody_listens(
    first: OneWindow, journal: Path, own_folder: Path
) -> None:
    own_folder.mkdir()
    own_folder.chmod(0o777)
    assert first.claim(journal)
    assert OneWindow().claim(journal)
    assert list(own_folder.iterdir()) == []


def test_a_window_comes_up_out_of_the_row_of_minimised_ones(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_up(window)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()
