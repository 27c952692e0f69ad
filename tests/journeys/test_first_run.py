"""From nothing to a journal: three questions, the sample book, and rid of it again."""

import stat

from PySide6.QtCore import Qt

from tests.journeys.conftest import CTRL, Owner
from trustjournal.domain.records import (
    Customer,
    Preferences,
    Touchpoint,
)
from trustjournal.settings import Settings
from trustjournal.ui.widgets.choice_card import ChoiceCard


def answer(owner: Owner, choice: str) -> None:
    """Answer the three questions by keyboard alone and choose how to begin."""
    owner.start(ready="first-run")
    owner.write("Maya")
    owner.press(Qt.Key.Key_Tab)
    owner.write("a pottery")
    for _tab in range(12):
        focus = owner.focus()
        if isinstance(focus, ChoiceCard) and choice in focus.accessibleName():
            break
        owner.press(Qt.Key.Key_Tab)
    owner.press(Qt.Key.Key_Return)


def test_the_sample_book_comes_and_goes(owner: Owner) -> None:
    answer(owner, "sample")
    owner.wait_for_journal()
    owner.waits_to_read("Good morning, Maya")
    (preferences,) = owner.disk(Preferences)
    assert (preferences.owner, preferences.business) == ("Maya", "a pottery")
    people = owner.disk(Customer)
    assert len(people) >= 25
    assert all(who.is_sample for who in people)
    assert owner.reads("This is a sample book")
    banner = owner.window.desk and owner.window.desk.sample_notice.banner
    assert banner is not None
    assert banner.button is not None
    owner.click(banner.button)
    owner.waits_to_read("The sample book is gone")
    assert owner.disk(Customer) == []
    assert owner.disk(Touchpoint) == []
    owner.settle()
    assert not owner.reads("This is a sample book")
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone: Remove the sample book")
    assert set(owner.disk(Customer)) == set(people)


def test_an_empty_journal_says_how_to_go_on_and_is_the_owners_alone(owner: Owner) -> None:
    answer(owner, "empty")
    owner.wait_for_journal()
    owner.waits_to_read("Good morning, Maya")
    assert owner.disk(Customer) == []
    assert owner.reads("Import contacts")
    assert stat.S_IMODE(owner.path.stat().st_mode) == 0o600
    owner.stop()
    assert Settings.load().journal == str(owner.path)


def test_to_import_opens_the_import_at_once(owner: Owner) -> None:
    answer(owner, "Import")
    owner.wait_for_journal()
    owner.waits_to_read("Import contacts")
    assert owner.disk(Customer) == []


def test_the_window_comes_back_as_it_was(maya: Owner) -> None:
    maya.window.resize(1100, 700)
    maya.press(Qt.Key.Key_5, CTRL)
    maya.settle()
    maya.stop()
    maya.settings = Settings.load()
    assert maya.settings.page == "gestures"
    assert maya.settings.window != ""
    maya.start()
    assert maya.window.shell.page_key() == "gestures"
