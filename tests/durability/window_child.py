"""Logs or types lines by keys in the window, until it is killed."""

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import Connection

from trustjournal.settings import Settings
from trustjournal.store import drafts
from trustjournal.ui import theme
from trustjournal.ui.collector import Collector
from trustjournal.ui.desk import Desk
from trustjournal.ui.dialogs.capture_dialog import CaptureDialog
from trustjournal.ui.drafts import drafts_of
from trustjournal.ui.pages import today
from trustjournal.ui.session import JournalSession
from trustjournal.ui.starting import Starting
from trustjournal.ui.widgets.capture_bar import CaptureBar

IMPORTED = (Desk, today)
"""What the window imports late would be imported again by each that is forked."""

T = TypeVar("T")

_PATIENCE = 60  # seconds


class Typist:
    """Somebody at the keyboard of the program's window."""

    def __init__(self, journal: Path) -> None:
        self.app = QApplication([])
        self._collector = Collector()
        theme.apply(self.app, theme.Scheme.LIGHT)
        self.starting = Starting(Settings(), journal)
        self.told: list[str] = []
        self.starting.window.show()
        self.starting.window.activateWindow()
        self.wait(lambda: self.starting.window.desk is not None)
        desk = self.starting.window.desk
        assert desk is not None
        desk.navigator.told.connect(self._hear)

    def _hear(self, sentence: str, _undo: bool) -> None:
        if sentence.startswith("Logged with "):
            self.told.append(sentence)

    def wait(self, until: Callable[[], object]) -> None:
        """Let the window go on until something is so.

        Raises:
            TimeoutError: it never was.
        """
        end = monotonic() + _PATIENCE
        while not until():
            QTest.qWait(1)
            if monotonic() > end:
                raise TimeoutError(f"{self.told[-1:]}, {self.focus()}")

    def session(self) -> JournalSession:
        """Return the journal that is open."""
        found = self.starting.session
        assert found is not None
        return found

    def ask(self, query: Callable[[Connection], T]) -> T:
        """Return what the journal answers."""
        answers: list[T] = []
        self.session().read(query, answers.append)
        self.wait(lambda: answers)
        return answers[0]

    def focus(self) -> QWidget:
        """Return what the next key goes to."""
        QApplication.processEvents()
        if QApplication.activeWindow() is None:  # without a screen no window manager does it
            (QApplication.activeModalWidget() or self.starting.window).activateWindow()
            QApplication.processEvents()
        return QApplication.focusWidget() or self.starting.window

    def open_line(self) -> CaptureBar:
        """Open the capture line and select what is typed there already."""
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        (bar,) = (
            top.bar for top in QApplication.topLevelWidgets() if isinstance(top, CaptureDialog)
        )
        assert self.focus() is bar.line
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        return bar

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus(), key, held)

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            QTest.keyClicks(self.focus(), letter)


def log_lines(output: int, journal: Path, first: int, _round: int) -> None:
    """Log lines; each is acknowledged on `output` once the window shows that it is logged."""
    typist = Typist(journal)
    for number in count(first):
        said = len(typist.told)
        bar = typist.open_line()
        typist.write(f"rosa call + line {number}")
        typist.wait(lambda line=bar: line.draft().customer_ids)  # once it is known who is there
        typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        typist.wait(lambda before=said: len(typist.told) > before)
        os.write(output, f"{typist.told[-1]}\n".encode())


def type_line(output: int, journal: Path, _first: int, round_: int) -> None:
    """Tell on `output` what is typed in the line, type another and tell it once it is kept."""
    typist = Typist(journal)
    typist.wait(lambda: drafts_of(typist.session()).known)
    os.write(output, f"{typist.open_line().text()}\n".encode())
    words = f"rosa call + half a thought {round_}"
    typist.write(words)
    while not any(words in one.words for one in typist.ask(drafts.everything)):
        QTest.qWait(1)
    os.write(output, f"{words}\n".encode())
    typist.wait(lambda: False)
