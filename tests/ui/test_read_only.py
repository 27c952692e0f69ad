"""Where nothing can be changed, what would lead to a change says so before it is pressed."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.damaging import make_book, spoil
from tests.ui.conftest import MORNING
from trustjournal.settings import Settings
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.pages.catalogue import keys
from trustjournal.ui.pages.people import PeoplePage
from trustjournal.ui.pages.today import TodayPage
from trustjournal.ui.starting import Starting
from trustjournal.ui.widgets.buttons import Button
from trustjournal.ui.widgets.page import Page

WHY = "Read-only: the journal’s file is damaged, so nothing can be changed."
_WITHOUT_PEOPLE = {"backups", "settings", "person", "filter"}
"""Pages that are about something else, or about one record that is named."""
_ABOUT_PEOPLE = (
    *("customer", "touchpoint", "check_in", "gesture", "promise", "recovery"),
    *("feedback", "wish", "review", "answer", "template"),
)


@pytest.fixture
def starting(qapp: QApplication, tmp_path: Path) -> Generator[Starting]:
    close_journal(create_journal(tmp_path / "journal.db"))
    made = Starting(Settings(page="people"), tmp_path / "journal.db", clock=lambda: MORNING)
    made.window.show()
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    qapp.processEvents()


def test_buttons_that_lead_to_a_change_are_closed_on_pages_made_before_and_after(
    starting: Starting, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(starting.settled):
        pass
    people = starting.window.slots["people"].page
    assert isinstance(people, PeoplePage)
    buttons: list[Button] = [people.add_button, people.import_button]
    assert all(button.isEnabled() for button in buttons)
    assert starting.session is not None
    starting.session.writing.turn_read_only(WHY)
    assert starting.window.desk is not None
    with qtbot.waitSignal(starting.window.desk.pages.opened):
        starting.window.show_page("today")
    today = starting.window.slots["today"].page
    assert isinstance(today, TodayPage)
    buttons += [today.nobody.add_button, today.nobody.import_button]
    for button in buttons:
        assert not button.isEnabled()
        assert WHY in button.toolTip()
    assert people.columns_button.isEnabled()


def test_a_page_that_was_on_its_way_meanwhile_is_closed_too(
    starting: Starting, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(starting.settled):
        pass
    session, desk = starting.session, starting.window.desk
    assert session is not None
    assert desk is not None

    def find_damage(_key: str, _page: object) -> None:
        session.writing.turn_read_only(WHY)

    desk.pages.made.connect(find_damage)
    starting.window.show_page("today")
    with qtbot.waitSignal(desk.pages.opened):
        pass
    today = starting.window.slots["today"].page
    assert isinstance(today, TodayPage)
    assert not today.capture_bar.isEnabled()
    assert not today.nobody.add_button.isEnabled()


def test_every_page_says_that_what_belongs_on_it_could_not_be_read(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "torn.db"
    make_book(path, rows=300)
    spoil(path, *_ABOUT_PEOPLE)
    starting = Starting(Settings(), path, clock=lambda: MORNING)
    starting.window.show()
    with qtbot.waitSignal(starting.settled):
        pass
    desk = starting.window.desk
    assert desk is not None
    for key in sorted({*keys()} - _WITHOUT_PEOPLE):
        desk.show(key)
        qtbot.waitUntil(lambda key=key: _says_unread(starting, key))
    starting.close()
    starting.window.close()
    starting.window.deleteLater()
    qapp.processEvents()


def _says_unread(starting: Starting, key: str) -> bool:
    page = starting.window.slots[key].page
    return isinstance(page, Page) and page.unread is not None and page.unread.isVisible()
