"""What the window asks of the journal comes back on its own thread, in order."""

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, Engine

from tests.samples import make_customer
from tests.ui.conftest import fill
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import (
    Customer,
    Record,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry, TrustJournalError
from trustjournal.store import queries
from trustjournal.store.engine import create_journal, open_journal
from trustjournal.store.writer import Written
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.session import Job, JournalSession

ANA = make_customer("Ana")
ADD_ANA = Changeset("Add Ana", (Change.create(ANA),))


def names(connection: Connection) -> list[str]:
    return [found.name for found in queries.customers(connection)]


def stands(undo: str, _redo: str) -> bool:
    return undo == "Add Ana"


def taken_back(undo: str, redo: str) -> bool:
    return (undo, redo) == ("", "Add Ana")


def test_a_commit_is_announced_with_what_it_touched(qtbot: QtBot, session: JournalSession) -> None:
    touched: list[frozenset[type[Record]]] = []
    session.changed.connect(touched.append)
    session.commit(ADD_ANA)
    qtbot.waitUntil(lambda: touched == [frozenset({Customer})])


def test_answers_come_on_the_window_thread_in_the_order_asked(
    qtbot: QtBot, session: JournalSession
) -> None:
    seen: list[tuple[list[str], bool]] = []

    def deliver(found: list[str]) -> None:
        seen.append((found, threading.current_thread() is threading.main_thread()))

    session.read(names, deliver)
    session.commit(ADD_ANA)
    session.read(names, deliver)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [([], True), (["Ana"], True)]


def test_the_window_thread_does_not_wait_for_a_slow_question(
    qtbot: QtBot, session: JournalSession
) -> None:
    began = threading.Event()
    go_on = threading.Event()

    def slow(connection: Connection) -> str:
        began.set()
        go_on.wait(10)
        return "done"

    answers: list[str] = []
    session.read(slow, answers.append)
    assert began.wait(10)
    assert answers == []
    go_on.set()
    qtbot.waitUntil(lambda: answers == ["done"])


def test_a_refusal_goes_to_who_asked_or_else_to_the_window(
    qtbot: QtBot, session: JournalSession
) -> None:
    def refuse(connection: Connection) -> Changeset:
        raise InvalidEntry("No.")

    heard: list[TrustJournalError] = []
    session.act(refuse, refused=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    said: list[str] = []
    session.refused.connect(said.append)
    session.act(refuse)
    qtbot.waitUntil(lambda: said == ["No."])
    assert len(heard) == 1


def test_a_bug_on_the_worker_surfaces_on_the_window_thread(
    qtbot: QtBot, session: JournalSession
) -> None:
    def broken(connection: Connection) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        session.read(broken, print)
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert caught[0][0] is ZeroDivisionError


def test_undo_and_redo_tell_what_they_did_and_what_comes_next(
    qtbot: QtBot, session: JournalSession
) -> None:
    with qtbot.waitSignal(session.undo_changed, check_params_cb=stands):
        session.commit(ADD_ANA)
    done: list[Written | None] = []
    with qtbot.waitSignal(session.undo_changed, check_params_cb=taken_back):
        session.undo(done.append)
    with qtbot.waitSignal(session.undo_changed, check_params_cb=stands):
        session.redo(done.append)
    session.redo(done.append)
    qtbot.waitUntil(lambda: len(done) == 3)
    assert [entry and entry.label for entry in done] == ["Add Ana", "Add Ana", None]


def test_an_answer_for_a_widget_that_is_gone_is_dropped(
    qtbot: QtBot, session: JournalSession
) -> None:
    class Page(QWidget):
        def show_names(self, found: list[str]) -> None:
            raise AssertionError("shown on a page that is gone")

    import shiboken6

    page = Page()
    session.read(names, page.show_names)
    shiboken6.delete(page)
    last: list[list[str]] = []
    session.read(names, last.append)
    qtbot.waitUntil(lambda: last == [[]])


def test_a_job_reports_and_stops_in_the_midst(qtbot: QtBot, session: JournalSession) -> None:
    def count(engine: Engine, job: Job) -> int:
        for number in range(1_000_000):
            job.report(number, 1_000_000)
            time.sleep(0.001)
        return 1

    finished: list[int] = []
    job = session.run(count, finished.append)
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert finished == []


def test_a_page_is_refreshed_while_shown_and_catches_up_when_shown_again(
    qtbot: QtBot, session: JournalSession
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    refreshed: list[int] = []
    Freshness(page, session, frozenset({Customer}), lambda: refreshed.append(1))
    assert refreshed == []
    page.show()
    qtbot.waitUntil(lambda: len(refreshed) == 1)
    fill(session, ANA)
    assert len(refreshed) == 2
    page.hide()
    fill(session, make_customer("Ben"))
    assert len(refreshed) == 2
    page.show()
    assert len(refreshed) == 3
    session.changed.emit(frozenset({Touchpoint}))
    assert len(refreshed) == 3


def test_closing_finishes_what_was_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    closing = JournalSession(create_journal(path))
    closing.commit(ADD_ANA)
    closing.close()
    again = open_journal(path)
    with again.connect() as connection:
        assert names(connection) == ["Ana"]
    again.dispose()


def test_leaving_takes_last_wishes_answers_nobody_and_closes_on_another_thread(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "other.db"
    leaving = JournalSession(create_journal(path))
    go_on = threading.Event()
    heard: list[object] = []
    leaving.read(lambda _connection: go_on.wait(10), heard.append)
    leaving.closing.connect(lambda: leaving.commit(ADD_ANA, heard.append))
    finish = leaving.leave()
    leaving.read(names, heard.append)  # too late
    closing = threading.Thread(target=finish)
    closing.start()
    assert path.with_name("other.db-wal").exists()
    go_on.set()
    closing.join(10)
    assert not path.with_name("other.db-wal").exists()
    qapp.processEvents()
    assert heard == []
    again = open_journal(path)
    with again.connect() as connection:
        assert names(connection) == ["Ana"]
    again.dispose()


@pytest.mark.parametrize("shown", [True, False])
def test_freshness_knows_nothing_of_other_records(
    qtbot: QtBot, session: JournalSession, shown: bool
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    refreshed: list[int] = []
    freshness = Freshness(page, session, frozenset(), lambda: refreshed.append(1))
    page.setVisible(shown)
    before = len(refreshed)
    fill(session, make_customer("Cho"))
    assert len(refreshed) == before
    freshness.spoil()
    assert len(refreshed) == before + shown
