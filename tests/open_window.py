"""The program's window on a journal, for whoever makes faults around it: seen, typed in, closed."""

import gc
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.owner import words
from trustjournal.settings import Settings
from trustjournal.ui import theme
from trustjournal.ui.desk import Desk
from trustjournal.ui.pages.locked import LockedPage
from trustjournal.ui.starting import Starting

_PATIENCE = 60  # seconds


class OpenWindow:
    """The window, with a clock that can be moved."""

    def __init__(self, journal: Path, settings: Settings, passphrase: str) -> None:
        self.now = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Madrid"))
        self.starting = Starting(settings, journal, passphrase=passphrase, clock=lambda: self.now)
        self.starting.window.resize(1100, 760)
        self.starting.window.show()

    def wait(self, until: Callable[[], object]) -> None:
        """Let the window go on until something is so.

        Raises:
            TimeoutError: it never was.
        """
        end = monotonic() + _PATIENCE
        while not until():
            QTest.qWait(5)
            if monotonic() > end:
                raise TimeoutError(f"the window says: {self.read()}")

    def wait_for(self, sentence: str) -> str:
        """Wait until a sentence can be read, and return the line it stands in."""
        self.wait(lambda: sentence in self.read())
        return next(line for line in self.read().splitlines() if sentence in line)

    def read(self) -> str:
        """Return all that can be read, titles of windows included."""
        tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return "\n".join((*(one.windowTitle() for one in tops), *map(words, tops)))

    def desk(self) -> Desk:
        """Wait until a journal is open and its first page there."""
        self.wait(lambda: self.starting.session is not None)
        desk = self.starting.window.desk
        assert desk is not None
        self.wait(lambda: not desk.pages.coming)
        return desk

    def unlock(self, passphrase: str) -> None:
        """Wait until the passphrase is asked for, and type one."""
        self.wait(lambda: (page := self._locked()) and page.column.isEnabled())
        page = self._locked()
        assert page is not None
        page.field.line.selectAll()
        QTest.keyClicks(page.field.line, passphrase)
        QTest.keyClick(page.field.line, Qt.Key.Key_Return)

    def _locked(self) -> LockedPage | None:
        found = self.starting.window.findChildren(LockedPage)
        return next((one for one in found if one.isVisible()), None)

    def pass_time(self, hours: int) -> None:
        """Let hours go by on the program's clock, and its timers look at it."""
        self.now += timedelta(hours=hours)
        QTest.qWait(50)


@contextmanager
def open_window(
    journal: Path, settings: Settings | None = None, passphrase: str = ""
) -> Generator[OpenWindow]:
    """Hold the window open on a journal."""
    # On a worker garbage of widgets would be collected, as ui.collector tells.
    gc.disable()
    application = QApplication.instance() or QApplication([])
    if isinstance(application, QApplication):
        theme.apply(application, theme.Scheme.LIGHT)
    window = OpenWindow(journal, settings or Settings(), passphrase)
    try:
        yield window
    finally:
        window.starting.close()
        window.starting.window.close()
        window.starting.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
