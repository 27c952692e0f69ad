"""What the command line writes into the open journal is on screen soon after."""

from collections.abc import Generator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from tests.samples import make_customer
from tests.ui.owner import hear
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer, Touchpoint
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.ui.others_writing import OthersWriting
from trustjournal.ui.session import JournalSession


@pytest.fixture
def others(session: JournalSession) -> Generator[Engine]:
    """The same journal, as another program has it open."""
    engine = open_journal(session.path)
    yield engine
    close_journal(engine)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def adding(name: str) -> Changeset:
    return Changeset(f"Add {name}", (Change.create(make_customer(name)),))


def settle(session: JournalSession, qtbot: QtBot) -> None:
    """Wait until everything that was asked for so far is answered."""
    answers: list[object] = []
    session.read(lambda _connection: None, answers.append)
    qtbot.waitUntil(lambda: bool(answers))


def test_what_others_write_is_announced_and_can_be_undone(
    session: JournalSession, others: Engine, window: QWidget, qtbot: QtBot
) -> None:
    watching = OthersWriting(window, session)
    settle(session, qtbot)
    heard, labels = hear(session.changed), hear(session.undo_changed)
    writer.commit(others, adding("Rosa"))
    watching.look()
    qtbot.waitUntil(lambda: bool(heard and labels))
    assert {Customer, Touchpoint} <= heard[0]
    assert labels[-1] == "Add Rosa"
    watching.look()
    settle(session, qtbot)
    assert len(heard) == 1


def test_what_the_window_writes_is_announced_once(
    session: JournalSession, others: Engine, window: QWidget, qtbot: QtBot
) -> None:
    watching = OthersWriting(window, session)
    heard = hear(session.changed)
    session.commit(adding("Rosa"))
    session.undo()
    watching.look()
    session.redo()
    watching.look()
    settle(session, qtbot)
    assert heard == [frozenset({Customer})] * 3
    session.commit(adding("Ana"))
    writer.commit(others, adding("Tom"))
    watching.look()
    settle(session, qtbot)
    assert len(heard) == 5


def test_it_looks_when_the_window_comes_to_the_front(
    session: JournalSession, others: Engine, window: QWidget, qtbot: QtBot
) -> None:
    watching = OthersWriting(window, session)
    settle(session, qtbot)
    heard = hear(session.changed)
    writer.commit(others, adding("Rosa"))
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: bool(heard))
    assert watching.parent() is window
