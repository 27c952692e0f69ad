"""A write that was obstructed can be asked for again, for whoever still wants it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.owner import hear
from trustjournal.domain.changes import Change, Changeset
from trustjournal.errors import StaleRecord, TrustJournalError
from trustjournal.store import queries
from trustjournal.store.transaction import Obstacle, WriteRefused
from trustjournal.ui.session import JournalSession

ANA = make_customer("Ana")
ADD_ANA = Changeset("Add Ana", (Change.create(ANA),))


class Form(QWidget):
    """Keeps what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[Changeset] = []
        self.refusals: list[TrustJournalError] = []

    def save(self, session: JournalSession) -> None:
        session.commit(ADD_ANA, self._done, self._refused)

    def _done(self, changeset: Changeset) -> None:
        self.saved.append(changeset)

    def _refused(self, error: TrustJournalError) -> None:
        self.refusals.append(error)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def aside(session: JournalSession) -> Path:
    """Where the journal's file is while it is not in its place."""
    return session.path.with_name("aside.db")


def names(session: JournalSession) -> list[str]:
    with session.engine.connect() as connection:
        return [one.name for one in queries.customers(connection)]


def test_what_was_obstructed_is_told_and_saved_once_the_way_is_free(
    qtbot: QtBot, session: JournalSession, form: Form, aside: Path
) -> None:
    told = hear(session.writing.obstructed)
    session.path.rename(aside)
    form.save(session)
    qtbot.waitUntil(lambda: bool(form.refusals))
    (error,) = form.refusals
    assert told == [error]
    assert isinstance(error, WriteRefused)
    assert error.obstacle is Obstacle.MOVED
    aside.rename(session.path)
    assert session.writing.retry()
    qtbot.waitUntil(lambda: form.saved == [ADD_ANA])
    assert names(session) == ["Ana"]
    assert not session.writing.retry()


def test_a_refusal_that_nobody_shows_is_told_once(
    qtbot: QtBot, session: JournalSession, aside: Path
) -> None:
    said = hear(session.refused)
    session.path.rename(aside)
    with qtbot.waitSignal(session.writing.obstructed):
        session.commit(ADD_ANA)
    assert said == []  # whoever hears of what is in the way shows it
    aside.rename(session.path)
    session.commit(ADD_ANA)
    session.commit(ADD_ANA)
    qtbot.waitUntil(lambda: len(said) == 1)


def test_what_a_form_wanted_that_is_gone_is_left_alone(
    qtbot: QtBot, session: JournalSession, aside: Path
) -> None:
    form = Form()
    session.path.rename(aside)
    with qtbot.waitSignal(session.writing.obstructed):
        form.save(session)
    with qtbot.waitSignal(form.destroyed):
        form.deleteLater()
    aside.rename(session.path)
    assert not session.writing.retry()
    session.close()
    assert names(session) == []


def test_nothing_is_asked_for_again_once_it_was_saved_by_hand(
    qtbot: QtBot, session: JournalSession, form: Form, aside: Path
) -> None:
    session.path.rename(aside)
    with qtbot.waitSignal(session.writing.obstructed):
        form.save(session)
    aside.rename(session.path)
    form.save(session)
    qtbot.waitUntil(lambda: bool(form.saved))
    assert not session.writing.retry()


def test_a_record_changed_elsewhere_obstructs_nothing(
    qtbot: QtBot, session: JournalSession, form: Form
) -> None:
    told = hear(session.writing.obstructed)
    form.save(session)
    form.save(session)
    qtbot.waitUntil(lambda: bool(form.refusals))
    assert isinstance(form.refusals[0], StaleRecord)
    assert told == []


def test_a_session_turned_read_only_writes_nothing_more(
    qtbot: QtBot, session: JournalSession, form: Form
) -> None:
    said = hear(session.writing.turned_read_only)
    session.writing.turn_read_only("The journal is damaged.")
    assert session.read_only
    assert said == ["The journal is damaged."]
    form.save(session)
    qtbot.waitUntil(lambda: bool(form.refusals))
    assert str(form.refusals[0]) == session.writing.closed_because == "The journal is damaged."
    assert names(session) == []
