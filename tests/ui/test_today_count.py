"""Today’s cards are counted beside it in the sidebar, whichever page is in front."""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_promise
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import Change, Changeset
from trustjournal.settings import Settings
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.starting import Starting

ROSA = make_customer("Rosa")
OWED = make_promise(
    ROSA.id, made_on=MORNING.date() - timedelta(days=9), due_on=MORNING.date() - timedelta(days=1)
)


@pytest.fixture
def starting(qapp: QApplication, tmp_path: Path) -> Generator[Starting]:
    """The program as it starts on a page other than Today, in a journal with one card."""
    engine = create_journal(tmp_path / "journal.db")
    adding = (Change.create(ROSA), Change.create(OWED))
    writer.commit(engine, Changeset("Add", adding))
    close_journal(engine)
    made = Starting(Settings(page="people"), tmp_path / "journal.db", clock=lambda: MORNING)
    made.window.show()
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    qapp.processEvents()


def said(starting: Starting) -> str:
    return starting.window.shell.sidebar.entries["today"].accessibleName()


def test_the_cards_are_counted_and_counted_anew_without_today_being_opened(
    starting: Starting, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: said(starting) == "Today, 1")
    assert starting.window.shell.page_key() == "people"
    assert starting.window.slots["today"].page is None
    session = starting.session
    assert session is not None
    another = replace(OWED, id=make_promise(ROSA.id).id)
    fill(session, another)
    qtbot.waitUntil(lambda: said(starting) == "Today, 2")


def test_today_in_front_counts_by_itself(starting: Starting, qtbot: QtBot) -> None:
    with qtbot.waitSignal(starting.settled):
        pass
    starting.window.show_page("today")
    qtbot.waitUntil(lambda: said(starting) == "Today, 1")
