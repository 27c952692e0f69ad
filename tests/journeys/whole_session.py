"""A whole session with an encrypted journal, faults and all, for a process of its own.

`tests/private_session.py` starts it under a guard and looks at every file that it leaves. The words
that must be nowhere are handed in by a pipe, as a passphrase would be.
"""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.conftest import CTRL, Owner
from tests.ui.conftest import MORNING
from trustjournal.domain.changes import identity
from trustjournal.domain.records import Preferences
from trustjournal.errors import TrustJournalError
from trustjournal.paths import kept_private
from trustjournal.report import write_report
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.transfer.sample import add_sample, begin_book
from trustjournal.ui.dialogs.error_dialog import ErrorDialog
from trustjournal.ui.pages.catalogue import keys
from trustjournal.ui.starting import Starting


@pytest.fixture(scope="module")
def words() -> tuple[str, str]:
    """The passphrase and the word that is in every note."""
    passphrase, mark = sys.stdin.read().split()
    return passphrase, mark


def test_a_whole_session(owner: Owner, words: tuple[str, str], own_home: Path) -> None:
    passphrase, mark = words
    with kept_private():  # as every start of the program does
        owner.settings.calendar_file = str(own_home / "calendar.ics")
        _make(owner.path, passphrase)
        _start(owner, passphrase)
        _write_line(owner, f"Rosa Delgado call + {mark}")
        owner.press(Qt.Key.Key_Return)
        owner.waits_to_read("Logged with Rosa")
        _look_everywhere(owner)
        owner.go("Make a backup")
        owner.waits_to_read("and verified")
        _provoke(owner, passphrase, mark)
        _write_line(owner, f"Tomasz Wilk call {mark}")  # and is not saved
        owner.stop()
    seen = [" ".join(sys.argv), *(f"{name}={value}" for name, value in os.environ.items())]
    assert not [one for one in seen if passphrase in one or mark in one]


def _make(path: Path, passphrase: str) -> None:
    engine = create_journal(path, passphrase)
    begin_book(engine, Preferences(**identity(), owner="Maya", business="Kiln & Clay"))
    add_sample(engine, MORNING.date(), "Europe/Madrid")
    close_journal(engine)


def _start(owner: Owner, passphrase: str) -> None:
    hook = sys.excepthook
    owner.starting = Starting(
        owner.settings, owner.path, passphrase=passphrase, clock=lambda: owner.now
    )
    sys.excepthook = hook
    owner.window.resize(1280, 860)
    owner.window.show()
    owner.window.activateWindow()
    owner.wait_for_journal()


def _look_everywhere(owner: Owner) -> None:
    desk = owner.window.desk
    assert desk is not None
    for key in keys():
        if key not in ("person", "filter"):
            desk.show(key)
            owner.settle()
    owner.open_person("Rosa")


def _provoke(owner: Owner, passphrase: str, mark: str) -> None:
    """A fault that quotes both, a wrong passphrase, and a file that is gone for a moment."""
    starting = owner.starting
    assert starting is not None
    error = KeyError(mark)
    error.__cause__ = ValueError(passphrase)
    starting.caught(type(error), error, None)
    owner.find(ErrorDialog).close()
    with pytest.raises(TrustJournalError) as refused:
        open_journal(owner.path, passphrase[::-1])
    write_report(refused.value)
    aside = owner.path.with_name("aside.db")
    owner.path.rename(aside)
    _write_line(owner, f"Rosa Delgado mail {mark}")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("moved or replaced")
    aside.rename(owner.path)
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Logged with Rosa")


def _write_line(owner: Owner, line: str) -> None:
    owner.press(Qt.Key.Key_N, CTRL)
    owner.write(line)
