"""The capture line while the names of the journal are still on their way."""

import threading
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, event

from tests.samples import make_customer
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Touchpoint
from trustjournal.store.engine import create_journal
from trustjournal.store.rows import chosen, fetch
from trustjournal.ui.drafts import drafts_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_bar import CaptureBar
from trustjournal.ui.widgets.known_names import known_names

ROSA = make_customer("Rosa Delgado")
_SLOW = (
    "WITH RECURSIVE step(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM step LIMIT 50000) "
    "SELECT count(*) FROM step"
)
ANAS = make_customer("Ana Lima"), make_customer("Ana Ruiz")


class Window(QWidget):
    """A window with a capture bar, and a field beside it."""

    def __init__(self, session: JournalSession, navigator: Navigator) -> None:
        super().__init__()
        self.bar = CaptureBar(session, navigator)
        self.elsewhere = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.elsewhere)


class LongRead:
    """A read in front of all others, which goes on until it is told to end."""

    def __init__(self, session: JournalSession) -> None:
        self._over = threading.Event()
        session.read(self._read, self._done)

    def end(self) -> None:
        self._over.set()

    def _read(self, connection: Connection) -> None:
        while not self._over.is_set():
            connection.exec_driver_sql(_SLOW)

    def _done(self, _answer: None) -> None:
        """Nobody waits for it."""


@pytest.fixture
def long_read(session: JournalSession) -> Generator[LongRead]:
    fill(session, ROSA, *ANAS)
    made = LongRead(session)
    yield made
    made.end()


def shown(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Window:
    made = Window(session, navigator)
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.bar.line.setFocus()
    return made


@pytest.fixture
def window(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, long_read: LongRead
) -> Window:
    return shown(qtbot, session, navigator)


@pytest.fixture
def bar(window: Window) -> CaptureBar:
    return window.bar


def logged(session: JournalSession) -> list[Touchpoint]:
    with session.engine.connect() as connection:
        return fetch(connection, Touchpoint, chosen(Touchpoint))


def press_enter_too_soon(bar: CaptureBar, text: str) -> None:
    QTest.keyClicks(bar.line, text)
    QTest.keyClick(bar.line, Qt.Key.Key_Return)


def test_enter_waits_for_the_names_and_then_saves(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar, long_read: LongRead
) -> None:
    press_enter_too_soon(bar, "rosa call + tiles")
    assert bar.text() == "rosa call + tiles"
    assert "not in the journal" not in bar.hint.text()
    with qtbot.waitSignal(bar.saved):
        long_read.end()
    (touchpoint,) = logged(session)
    assert (touchpoint.customer_ids, touchpoint.note) == ((ROSA.id,), "tiles")
    assert bar.text() == ""


def test_a_sign_says_so_where_it_takes_longer_than_a_moment(
    qtbot: QtBot, bar: CaptureBar, long_read: LongRead
) -> None:
    press_enter_too_soon(bar, "rosa call + tiles")
    assert bar.hint.isHidden()
    qtbot.waitUntil(lambda: "still being read" in bar.hint.text())
    with qtbot.waitSignal(bar.saved):
        long_read.end()
    assert "still being read" not in bar.hint.text()


def test_escape_takes_the_waiting_back_and_leaves_the_words(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar, long_read: LongRead
) -> None:
    press_enter_too_soon(bar, "rosa call + tiles")
    qtbot.waitUntil(lambda: not bar.hint.isHidden())
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.hint.isHidden()
    with qtbot.waitSignal(known_names(session).read):
        long_read.end()
    assert bar.text() == "rosa call + tiles"
    assert logged(session) == []
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.text() == ""


def test_typing_on_takes_it_back_and_enter_asks_for_it_again(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar, long_read: LongRead
) -> None:
    press_enter_too_soon(bar, "rosa call + tiles")
    QTest.keyClicks(bar.line, " and")
    with qtbot.waitSignal(known_names(session).read):
        long_read.end()
    assert bar.text() == "rosa call + tiles and"
    QTest.keyClicks(bar.line, " jugs")
    with qtbot.waitSignal(bar.saved):
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert [touchpoint.note for touchpoint in logged(session)] == ["tiles and jugs"]


def test_pressing_enter_again_and_again_saves_once_and_agrees_to_nobody_new(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar, long_read: LongRead
) -> None:
    press_enter_too_soon(bar, "petra call")
    assert bar.chips.offers == {}
    for _again in range(3):
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    long_read.end()
    qtbot.waitUntil(lambda: "Petra is not in the journal yet" in bar.hint.text())
    assert list(bar.chips.offers) == ["petra"]
    assert logged(session) == []


def test_who_was_meant_is_asked_without_taking_the_focus_from_elsewhere(
    qtbot: QtBot, window: Window, bar: CaptureBar, long_read: LongRead
) -> None:
    press_enter_too_soon(bar, "ana call")
    window.elsewhere.setFocus()
    long_read.end()
    qtbot.waitUntil(lambda: "Several people answer" in bar.hint.text())
    assert window.elsewhere.hasFocus()


def test_the_full_form_waits_too(
    qtbot: QtBot, navigator: Navigator, bar: CaptureBar, long_read: LongRead
) -> None:
    wanted: list[Draft] = []
    navigator.form_wanted.connect(wanted.append)
    QTest.keyClicks(bar.line, "rosa call + tiles")
    QTest.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == []
    with qtbot.waitSignal(bar.handed_over):
        long_read.end()
    assert [draft.customer_ids for draft in wanted] == [(ROSA.id,)]


def test_somebody_who_was_just_added_is_waited_for(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar, long_read: LongRead
) -> None:
    with qtbot.waitSignal(known_names(session).read):
        long_read.end()
    another = LongRead(session)
    ulrike = make_customer("Ulrike Brandt")
    fill(session, ulrike)
    press_enter_too_soon(bar, "ulrike call")
    assert logged(session) == []
    with qtbot.waitSignal(bar.saved):
        another.end()
    assert [touchpoint.customer_ids for touchpoint in logged(session)] == [(ulrike.id,)]


def test_names_that_could_not_be_read_are_asked_for_again(
    qtbot: QtBot, tmp_path: Path, navigator: Navigator
) -> None:
    path = tmp_path / "Dropbox" / "journal.db"  # where no log lets readers go on
    session = JournalSession(create_journal(path), clock=lambda: MORNING)
    window = shown(qtbot, session, navigator)
    bar, names = window.bar, known_names(session)
    qtbot.waitUntil(lambda: names.is_known and drafts_of(session).known)
    event.listen(session.engine, "checkout", _be_impatient)
    with qtbot.waitSignal(names.read):
        fill(session, ROSA)
    with closing(driver.connect(str(path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with qtbot.waitSignals([names.read, session.refused]):
            session.announce(Changeset("", (Change.create(ROSA),)))
            press_enter_too_soon(bar, "rosa call + tiles")
        assert bar.text() == "rosa call + tiles"
        assert bar.hint.isHidden()
    with qtbot.waitSignal(bar.saved):
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert [touchpoint.customer_ids for touchpoint in logged(session)] == [(ROSA.id,)]
    session.close()


def _be_impatient(connection: Any, *_of_the_pool: object) -> None:
    connection.execute("PRAGMA busy_timeout=100")
