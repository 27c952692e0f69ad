"""Puts the program together: settings, window, journal, session, and what catches faults.

The window paints before SQLAlchemy is imported; the journal opens on another thread.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trustjournal import qt_check
from trustjournal.paths import default_journal
from trustjournal.settings import Settings

if TYPE_CHECKING:
    from trustjournal.ui.starting import Starting


def run(journal: str | None, passphrase: str = "") -> int:
    """Open the window and return the exit status once it is closed.

    `passphrase` opens an encrypted journal without asking.
    """
    missing = qt_check.missing()
    if missing:
        print(missing, file=sys.stderr)
        return 1
    from PySide6.QtWidgets import QApplication

    leave_sources_unread()

    from trustjournal.ui import theme
    from trustjournal.ui.collector import Collector
    from trustjournal.ui.one_window import OneWindow, attend

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Trust Journal")
    application.setDesktopFileName("trustjournal")
    collector = Collector()
    settings = Settings.load()
    one_window = OneWindow(application)
    if not one_window.claim(_chosen(settings, journal)):
        return 0
    theme.apply(application, theme.Scheme(settings.scheme), settings.text_scale)
    starting = start(settings, journal, passphrase)
    attend(one_window, starting)
    starting.window.show()
    status = application.exec()
    starting.close()
    one_window.release()
    collector.stop()
    return status


def leave_sources_unread() -> None:
    """Keep PySide from reading the source of every module that is imported after it.

    It looks there for names that it could switch (`__feature__`), which nothing here does; with a
    thousand modules that is a tenth of a start.
    """
    looking: Any = sys.modules.get("shibokensupport.feature")
    if looking is not None:
        looking.feature_imported = _leave


def _leave(_module: object) -> None:
    """Look at nothing."""


def start(settings: Settings, journal: str | None, passphrase: str = "") -> "Starting":
    """Make the window for the journal named, or the one that was open last."""
    from trustjournal.ui.starting import Starting

    return Starting(settings, _chosen(settings, journal), passphrase=passphrase)


def _chosen(settings: Settings, journal: str | None) -> Path:
    named = journal or os.environ.get("TRUSTJOURNAL_JOURNAL") or settings.journal
    return Path(named).expanduser() if named else default_journal()
