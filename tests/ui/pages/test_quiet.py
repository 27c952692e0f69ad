"""The page of those gone quiet, with real keys on a real journal."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.models.test_quiet_entries import came
from tests.ui.owner import hear
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.choices import Began
from trustjournal.domain.records import Record
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.dialogs.longest_gap_dialog import LongestGapDialog
from trustjournal.ui.dialogs.rules_dialog import RulesDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.quiet import QuietPage
from trustjournal.ui.session import JournalSession

ROSA, TOMASZ, ZOE = make_customer("Rosa"), make_customer("Tomasz"), make_customer("Zoe")
HERE = [*came(ZOE, silent=2)]

Opener = Callable[..., Opened]


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, ROSA, TOMASZ, ZOE, *HERE, *records)
        return Opened(qtbot, QuietPage(session, navigator, Settings()), navigator)

    return make


def page_of(view: Opened) -> QuietPage:
    assert isinstance(view.page, QuietPage)
    return view.page


def both() -> list[Record]:
    return [*came(ROSA, silent=45), *came(TOMASZ, silent=90)]


def test_the_quiet_ones_are_listed_and_the_first_is_pictured(opened: Opener) -> None:
    view = opened(*both())
    page = page_of(view)
    assert view.rows() == ["Worth a call", "Rosa", "Tomasz"]
    assert view.current() == "Rosa"
    assert page.strip.sentence.text().startswith("Rosa usually hears from you every 2 weeks")
    view.press(Qt.Key.Key_Down)
    assert page.strip.sentence.text().startswith("Tomasz usually hears from you")
    assert page.head.lead.text().startswith("2 people have been silent for longer than usual.")


def test_enter_opens_the_person(opened: Opener) -> None:
    view = opened(*both())
    view.press(Qt.Key.Key_Return)
    assert view.wishes == [ROSA.id]


def test_c_logs_a_call_and_the_person_rests_for_a_week(opened: Opener) -> None:
    view = opened(*both())
    with view.renewed():
        view.press(Qt.Key.Key_C)
    view.qtbot.waitUntil(lambda: bool(view.told))
    assert view.told[0].startswith("Logged with Rosa")
    assert view.rows() == ["Worth a call", "Tomasz", "You reached out this week", "Rosa"]
    with view.page.session.engine.connect() as connection:
        newest = queries.touchpoints_of(connection, ROSA.id)[0]
    assert (newest.began, newest.happened_at) == (Began.US, MORNING)


def test_p_plans_a_check_in_and_g_a_gesture(opened: Opener) -> None:
    view = opened(*both())
    view.press(Qt.Key.Key_P)
    view.press(Qt.Key.Key_G)
    assert view.wishes == [ROSA.id, ROSA.id]


def test_n_begins_a_note(opened: Opener, navigator: Navigator) -> None:
    view = opened(*both())
    captured = hear(navigator.capture_wanted)
    view.press(Qt.Key.Key_N)
    assert captured == ["Rosa "]


def test_m_and_the_button_beside_the_bars_ask_how_long_is_too_long(opened: Opener) -> None:
    view = opened(*both())
    page = page_of(view)
    for ask in (
        lambda: view.press(Qt.Key.Key_M),
        lambda: QTest.mouseClick(page.strip.limit_button, Qt.MouseButton.LeftButton),
    ):
        ask()
        view.qtbot.waitUntil(lambda: page.findChild(LongestGapDialog) is not None)
        dialog = page.findChild(LongestGapDialog)
        assert dialog is not None
        assert dialog.whom.box.currentText() == "Rosa"
        with view.qtbot.waitSignal(dialog.destroyed):
            dialog.close()


def test_r_asks_how_often_by_tag_and_stage(opened: Opener) -> None:
    view = opened(*both())
    view.press(Qt.Key.Key_R)
    view.qtbot.waitUntil(lambda: view.page.findChild(RulesDialog) is not None)
    dialog = view.page.findChild(RulesDialog)
    assert dialog is not None
    with view.qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_a_contact_takes_somebody_off_the_page(opened: Opener, session: JournalSession) -> None:
    view = opened(*both())
    with view.renewed():
        fill(session, make_touchpoint(ROSA.id, happened_at=MORNING, began=Began.THEM))
    assert view.rows() == ["Worth a call", "Tomasz"]
    assert view.current() == "Tomasz"
    assert page_of(view).strip.sentence.text().startswith("Tomasz")


def test_the_list_is_narrowed_by_flag(opened: Opener) -> None:
    late = make_customer("Late", longest_gap_days=20)
    view = opened(*both(), late, *came(late, silent=21))
    box = view.page.kind_box
    box.setCurrentText("Longer than you wish")
    QApplication.processEvents()
    assert view.rows() == ["Worth a call", "Late"]


def test_with_nobody_quiet_the_page_is_glad(opened: Opener) -> None:
    view = opened(*came(ROSA, silent=3), *came(TOMASZ, silent=3))
    assert view.rows() == []
    assert "Everyone is in touch as usual. Enjoy it." in texts(view)
    assert not page_of(view).strip.isVisible()


def test_a_young_journal_says_that_it_is_too_early(opened: Opener) -> None:
    view = opened()
    assert any("too early to know anyone's rhythm" in text for text in texts(view))


def test_several_selected_have_no_one_picture(opened: Opener) -> None:
    view = opened(*both())
    view.select("Rosa", "Tomasz")
    assert not page_of(view).strip.isVisible()


@pytest.mark.parametrize("width", [600, 1300])
def test_the_picture_stands_below_or_beside_the_list(opened: Opener, width: int) -> None:
    view = opened(*both())
    page = page_of(view)
    page.setMinimumSize(1, 1)  # as in the window, which says itself how small it may be
    page.resize(width, 800)
    QApplication.processEvents()
    below = page.strip.mapTo(page, page.strip.rect().topLeft()).y() > (
        view.list.mapTo(page, view.list.rect().bottomLeft()).y()
    )
    assert below is (width == 600)
    assert page.width() == width


def test_in_a_small_window_the_list_has_all_the_room(opened: Opener) -> None:
    view = opened(*both())
    page = page_of(view)
    page.setMinimumSize(1, 1)
    page.resize(700, 500)
    QApplication.processEvents()
    assert not page.strip.isVisible()
    page.resize(700, 800)
    QApplication.processEvents()
    assert page.strip.isVisible()


def test_days_pass(opened: Opener, session: JournalSession) -> None:
    view = opened(*came(ROSA, silent=9))
    assert view.rows() == []
    later = MORNING + timedelta(days=60)
    session.now = lambda: later
    with view.renewed():
        view.page.freshness.spoil()
    assert view.rows()[0] == "Worth a call"
    assert sorted(view.rows()[1:]) == ["Rosa", "Zoe"]


def texts(view: Opened) -> list[str]:
    from trustjournal.ui.widgets.label import PlainLabel

    return [one.text() for one in view.page.findChildren(PlainLabel) if one.isVisible()]


def test_without_people_it_begins_with_the_first(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    added = hear(navigator.new_person_wanted)
    page = QuietPage(session, navigator, Settings())
    qtbot.addWidget(page)
    page.show()
    button = page.empty.button
    assert button is not None
    qtbot.waitUntil(lambda: button.text() == "Add a person")
    button.click()
    assert added == [""]
