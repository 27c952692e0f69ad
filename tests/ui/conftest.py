"""A real session on a real file, on a fixed morning."""

import threading
from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Record
from trustjournal.store import writer
from trustjournal.store.engine import create_journal
from trustjournal.ui import theme
from trustjournal.ui.backup_keeper import BackupKeeper
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.theme import Scheme

MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Madrid"))


def fill(session: JournalSession, *records: Record) -> None:
    """Put records into the journal behind the window's back, then say so."""
    changeset = Changeset("Fill", tuple(Change.create(record) for record in records))
    writer.commit(session.engine, changeset)
    session.announce(changeset)


def hold(keeper: BackupKeeper) -> threading.Event:
    """Let what is asked of the thread that backs up wait until the event is set."""
    go_on = threading.Event()

    def wait(_engine: Engine, _job: Job) -> None:
        go_on.wait(10)

    def hear_nothing(_answer: object) -> None:
        """Nobody waits for it."""

    keeper.run(wait, hear_nothing, hear_nothing)
    return go_on


@pytest.fixture
def dressed(qapp: QApplication) -> Generator[None]:
    """The light look before and after, whatever a test turns to."""
    theme.apply(qapp, Scheme.LIGHT)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, Scheme.LIGHT)


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Generator[JournalSession]:
    opened = JournalSession(create_journal(tmp_path / "journal.db"), clock=lambda: MORNING)
    yield opened
    opened.close()
    qapp.processEvents()


@pytest.fixture
def navigator(qapp: QApplication) -> Navigator:
    return Navigator()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window on the screen, for what opens over one."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made
