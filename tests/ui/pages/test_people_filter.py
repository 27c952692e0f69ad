"""The page of a saved filter: whom it selects, and what becomes of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_saved_filter
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.domain.choices import Stage
from trustjournal.settings import Settings
from trustjournal.store import organising
from trustjournal.ui.dialogs.filter_dialog import FilterDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.people_filter import FilterPage
from trustjournal.ui.session import JournalSession

ANA = make_customer("Ana", tags=("vip",), stage=Stage.PROSPECT)
BEN = make_customer("Ben", tags=("vip",))
CHO = make_customer("Cho")
VIPS = make_saved_filter("VIPs", query="tag:vip")
PROSPECTS = make_saved_filter("Prospects", query="stage:prospect")


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> FilterPage:
    fill(session, ANA, BEN, CHO, VIPS, PROSPECTS)
    made = FilterPage(session, navigator, Settings())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show_filter(VIPS.id)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: names(made) == ["Ana", "Ben"])
    return made


def names(page: FilterPage) -> list[str]:
    rows = range(page.model.rowCount())
    return [page.model.line(row).customer.name for row in rows] if page.table.isVisible() else []


def test_it_shows_whom_the_filter_selects_under_its_name(page: FilterPage) -> None:
    assert page.head.title.text() == "VIPs"
    assert page.head.lead.text() == "2 of 3 people"
    assert not page.add_button.isVisible()


def test_another_filter_shows_others(qtbot: QtBot, page: FilterPage) -> None:
    page.show_filter(PROSPECTS.id)
    assert names(page) == []
    qtbot.waitUntil(lambda: names(page) == ["Ana"])
    assert page.head.title.text() == "Prospects"


def test_the_boxes_narrow_within_it(qtbot: QtBot, page: FilterPage) -> None:
    QTest.keyClicks(page.filter_box, "be")
    assert names(page) == ["Ben"]
    page.filter_box.setText("stage:prospect")
    qtbot.waitUntil(lambda: names(page) == ["Ana"])
    assert page.narrowing.query() == "tag:vip stage:prospect"
    page.filter_box.setText("o")
    qtbot.waitUntil(page.nothing.isVisible)
    assert page.nothing.button is not None
    QTest.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(page) == ["Ana", "Ben"])


def test_whoever_comes_to_fit_appears(
    qtbot: QtBot, session: JournalSession, page: FilterPage
) -> None:
    fill(session, make_customer("Dee", tags=("vip",)))
    qtbot.waitUntil(lambda: names(page) == ["Ana", "Ben", "Dee"])


def test_it_is_changed_in_place(qtbot: QtBot, page: FilterPage) -> None:
    QTest.keyClick(page.edit_button, Qt.Key.Key_Return)
    (form,) = page.findChildren(FilterDialog)
    form.title.line.setText("Prospects")
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(form.fault.isVisible)
    form.title.line.setText("Everyone but")
    form.query.line.setText("-tag:vip")
    with qtbot.waitSignal(form.accepted):
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names(page) == ["Cho"])
    assert page.head.title.text() == "Everyone but"


def test_a_deleted_filter_leads_to_everyone_and_comes_back(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: FilterPage
) -> None:
    told, opened = hear(navigator.told), hear(navigator.page_wanted)
    QTest.keyClick(page.delete_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened == ["people"])
    assert told == ["Delete the filter “VIPs”"]
    with qtbot.waitSignal(session.changed):
        session.undo()
    with session.engine.connect() as connection:
        assert organising.filter_by_id(connection, VIPS.id) == VIPS


def test_a_filter_that_finds_nobody_says_so_and_offers_to_change_it(
    qtbot: QtBot, session: JournalSession, page: FilterPage
) -> None:
    nobody = make_saved_filter("Nobody", query="tag:none")
    fill(session, nobody)
    page.show_filter(nobody.id)
    qtbot.waitUntil(page.nothing.isVisible)
    assert page.nothing.button is not None
    QTest.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)
    assert page.findChildren(FilterDialog)
