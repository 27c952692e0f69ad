"""What the three pages share: the filter, staying in place, and what an empty page offers."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_promise
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Record
from trustjournal.settings import Settings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.plan_page import together
from trustjournal.ui.pages.promises import PromisesPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA, TOMASZ = make_customer("Rósa Delgado"), make_customer("Tomasz Wilk")
Opener = Callable[..., Opened]


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


PHOTOS = make_promise(ROSA.id, text="send the photos", made_on=TODAY, due_on=day(2))
QUOTE = make_promise(TOMASZ.id, text="write a quote", made_on=TODAY, due_on=day(3))


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, ROSA, TOMASZ, *records)
        return Opened(qtbot, PromisesPage(session, navigator, Settings()), navigator)

    return make


def test_ctrl_f_leads_to_the_filter_and_down_leads_back(opened: Opener) -> None:
    view = opened(PHOTOS, QUOTE)
    box = view.page.filter_box
    QTest.keyClick(view.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert box.hasFocus()
    QTest.keyClicks(box, "rosa")
    assert view.rows() == ["Owed", "Send the photos"]
    assert view.current() == "Send the photos"
    view.press(Qt.Key.Key_Down, on=box)
    assert view.list.hasFocus()
    assert box.text() == "rosa"


def test_escape_gives_up_the_filter(opened: Opener) -> None:
    view = opened(PHOTOS, QUOTE)
    QTest.keyClicks(view.page.filter_box, "quote")
    view.press(Qt.Key.Key_Escape, on=view.page.filter_box)
    assert len(view.rows()) == 3
    assert view.list.hasFocus()
    assert view.current() == "Write a quote"
    view.page.filter_box.setText("quote")
    view.press(Qt.Key.Key_Escape)
    assert len(view.rows()) == 3


def test_a_letter_that_is_no_act_begins_to_look_for_a_name(opened: Opener) -> None:
    view = opened(PHOTOS, QUOTE)
    QTest.keyClick(view.list, Qt.Key.Key_T)
    assert view.page.filter_box.hasFocus()
    QTest.keyClicks(view.page.filter_box, "omasz")
    assert view.rows() == ["Owed", "Write a quote"]


def test_a_capital_letter_looks_for_a_name_even_where_the_letter_is_an_act(
    opened: Opener,
) -> None:
    view = opened(PHOTOS, QUOTE)
    QTest.keyClick(view.list, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.activePopupWidget() is None
    assert view.page.filter_box.text().upper() == "R"


def test_where_nothing_matches_one_button_shows_everything(opened: Opener) -> None:
    view = opened(PHOTOS)
    view.page.filter_box.setText("nobody")
    button = view.page.nothing.button
    assert button is not None
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.rows() == ["Owed", "Send the photos"]
    assert view.list.hasFocus()


def test_an_empty_page_is_one_sentence_and_one_button(opened: Opener) -> None:
    view = opened()
    button = view.page.empty.button
    assert button is not None
    assert button.isVisible()
    assert button.hasFocus()
    assert not view.page.new_button.isVisible()
    assert not view.page.filter_box.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.wishes == [None]


def test_what_is_written_elsewhere_appears(opened: Opener) -> None:
    view = opened(PHOTOS)
    with view.renewed():
        fill(view.page.session, QUOTE)
    assert view.rows() == ["Owed", "Send the photos", "Write a quote"]
    assert view.current() == "Send the photos"


def test_the_first_thing_written_fills_an_empty_page(opened: Opener) -> None:
    view = opened()
    with view.renewed():
        fill(view.page.session, PHOTOS)
    assert view.list.isVisible()
    assert view.page.new_button.isVisible()
    assert view.current() == "Send the photos"


def test_the_keys_are_named_on_the_page(opened: Opener) -> None:
    said = opened(PHOTOS).page.keys.text()
    assert said.startswith("Enter\N{NO-BREAK SPACE}edit  ·  ")
    assert "K\N{NO-BREAK SPACE}kept" in said


def test_everything_focusable_has_a_name(opened: Opener) -> None:
    page = opened(PHOTOS).page
    for widget in (page.list, page.filter_box, page.kind_box, page.new_button):
        assert widget.accessibleName()


def test_several_changesets_become_one_with_one_label() -> None:
    one, two = (Changeset("Keep a promise", (Change.create(made),)) for made in (PHOTOS, QUOTE))
    assert together([one]) is one
    both = together([one, two])
    assert both.label == "Keep a promise, 2 at once"
    assert both.changes == (*one.changes, *two.changes)
