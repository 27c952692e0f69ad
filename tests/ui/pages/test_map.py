"""The map of relationships under the owner's hands."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.large_chart import LEFT, OnChart
from trustjournal.domain.choices import (
    Began,
    Stage,
)
from trustjournal.domain.records import (
    Customer,
    Touchpoint,
)
from trustjournal.settings import Settings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.map import MapPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel

ROSA = make_customer("Rosa", tags=("wholesale",), yearly_value=Decimal(4000))
LEON = make_customer("Leon", stage=Stage.PROSPECT)
INES = make_customer("Ines", tags=("market",))


def call(who: Customer, days: int) -> Touchpoint:
    at = MORNING - timedelta(days)
    return make_touchpoint(who.id, happened_at=at, began=Began.THEM, feeling=2)


def calls(who: Customer, *days_ago: int) -> list[Touchpoint]:
    return [call(who, days) for days in days_ago]


class OnMap(OnChart):
    def __init__(self, qtbot: QtBot, session: JournalSession) -> None:
        navigator = Navigator()
        self.page = MapPage(session, navigator, Settings())
        super().__init__(qtbot, session, navigator, self.page.canvas)
        self.show(self.page, 1000)

    def settle(self) -> None:
        """Wait until the picture is as large as the canvas, whose legend has come meanwhile."""
        canvas, label = self.canvas, self.page.legend.findChild(PlainLabel)
        assert isinstance(label, PlainLabel)
        self.qtbot.waitUntil(label.isVisible)
        QApplication.processEvents()
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: canvas.menu.image.size() == canvas.size())

    def shown(self) -> set[Any]:
        return set(self.canvas.drawing.things)

    def area(self) -> list[str]:
        model = self.page.area.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def draw_area(self, begin: QPoint, end: QPoint) -> None:
        self.drag(begin, end)
        self.qtbot.waitUntil(lambda: bool(self.area()))
        self.settle()


@pytest.fixture
def on_map(qtbot: QtBot, session: JournalSession) -> OnMap:
    fill(session, ROSA, LEON, INES, *calls(ROSA, 200, 190, 180), *calls(INES, 30, 20, 10, 2))
    shown = OnMap(qtbot, session)
    qtbot.waitUntil(lambda: shown.canvas.drawing is not None)
    shown.settle()
    return shown


def test_everyone_is_on_the_map_and_a_click_opens_them(on_map: OnMap) -> None:
    assert on_map.shown() == {ROSA.id, LEON.id, INES.id}
    assert on_map.page.head.lead.text().startswith("3 people. Higher is deeper")
    QTest.mouseClick(on_map.canvas, LEFT, pos=on_map.place(ROSA))
    assert on_map.opened == [ROSA.id]


def test_without_a_mouse_the_arrows_and_enter_open_them(on_map: OnMap) -> None:
    on_map.page.setFocus()
    QTest.keyClick(on_map.canvas, Qt.Key.Key_Home)
    QTest.keyClick(on_map.canvas, Qt.Key.Key_Return)
    assert on_map.opened == [ROSA.id]
    assert on_map.canvas.accessibleDescription().startswith("3 people. Not in touch yet: 1.")


def test_the_filter_leaves_out_and_says_where_nobody_is_left(on_map: OnMap) -> None:
    page = on_map.page
    on_map.after(lambda: page.tag_box.set_value("market"))
    assert on_map.shown() == {INES.id}
    page.stage_box.set_value(Stage.LOST)
    on_map.qtbot.waitUntil(page.nothing.isVisible)
    assert page.nothing.button is not None
    page.nothing.button.click()
    on_map.qtbot.waitUntil(lambda: len(on_map.shown()) == 3)
    assert on_map.canvas.isVisible()


def test_a_search_rings_whom_it_finds_and_leads_to_them(on_map: OnMap) -> None:
    page = on_map.page
    QTest.keyClick(on_map.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter_box.hasFocus()
    on_map.after(lambda: QTest.keyClicks(page.filter_box, "ines"))
    assert page.head.lead.text() == "1 person found."
    QTest.keyClick(page.filter_box, Qt.Key.Key_Return)
    assert on_map.canvas.hasFocus()
    assert on_map.canvas.current.mark == INES.id


def test_an_area_gives_its_people_whoever_is_needed_most_first(on_map: OnMap) -> None:
    page = on_map.page
    assert not page.area.isVisible()
    QTest.mouseClick(page.area_button, LEFT)
    assert page.area_button.text() == "Drag around people…"
    right = on_map.canvas.rect().bottomRight()
    on_map.draw_area(QPoint(1, 1), right - QPoint(1, 1))
    assert page.area_button.text() == "Select an area"
    assert on_map.area() == ["Rosa", "Ines", "Leon"]
    assert page.area.isVisible()
    assert page.area.list.hasFocus()
    QTest.keyClick(page.area.list, Qt.Key.Key_Down)
    assert on_map.canvas.current.mark == INES.id
    QTest.keyClick(page.area.list, Qt.Key.Key_Return)
    assert on_map.opened == [INES.id]
    QTest.keyClick(page.area.list, Qt.Key.Key_Escape)
    assert not page.area.isVisible()
    assert on_map.canvas.hasFocus()


def test_a_refresh_keeps_what_is_in_sight_and_selected(on_map: OnMap) -> None:
    page = on_map.page
    on_map.after(lambda: QTest.mouseClick(page.zoom_buttons.in_button, LEFT))
    spot = on_map.place(INES)
    QTest.mouseClick(page.area_button, LEFT)
    on_map.draw_area(spot - QPoint(20, 20), spot + QPoint(20, 20))
    assert on_map.area() == ["Ines"]
    view = on_map.canvas.view()
    on_map.after(lambda: fill(on_map.session, make_customer("Paul"), call(INES, 1)))
    on_map.qtbot.waitUntil(lambda: len(on_map.shown()) == 4)
    assert on_map.canvas.view() == view
    assert on_map.area() == ["Ines"]


def test_the_buttons_zoom_and_show_all(on_map: OnMap) -> None:
    page, canvas = on_map.page, on_map.canvas
    home = canvas.drawing.home
    on_map.after(lambda: QTest.mouseClick(page.zoom_buttons.in_button, LEFT))
    assert canvas.view() == home.zoomed(1.5).kept_in(home)
    on_map.after(lambda: QTest.mouseClick(page.zoom_buttons.in_button, LEFT))
    on_map.after(lambda: QTest.mouseClick(page.zoom_buttons.all_button, LEFT))
    assert canvas.view() == home


def test_an_empty_journal_leads_to_the_first_person(qtbot: QtBot, session: JournalSession) -> None:
    on_map = OnMap(qtbot, session)
    qtbot.waitUntil(on_map.page.empty.isVisible)
    assert on_map.page.empty.button is not None
    assert not on_map.page.filter_box.isVisible()
    on_map.page.empty.button.click()
    assert on_map.added == [""]


def test_the_list_goes_below_the_map_where_it_is_narrow(on_map: OnMap) -> None:
    page = on_map.page
    on_map.canvas.setFocus()
    QTest.keyClick(on_map.canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert page.area.x() > on_map.canvas.width()
    page.resize(640, 800)
    QApplication.processEvents()
    assert page.area.geometry().top() > on_map.canvas.height()


def test_what_is_done_with_the_picture_is_told(on_map: OnMap) -> None:
    on_map.canvas.menu.copy_picture()
    assert on_map.told == ["The chart is on the clipboard."]
