"""One page of several leads to the others and stays marked as itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.ui import theme
from trustjournal.ui.widgets.view_switch import ViewSwitch

VIEWS = (("people", "List"), ("map", "Map"), ("quiet", "Gone quiet"))


@pytest.fixture
def switch(qtbot: QtBot) -> ViewSwitch:
    switch = ViewSwitch("People", VIEWS, "map")
    qtbot.addWidget(switch)
    with qtbot.waitExposed(switch):
        switch.show()
    return switch


def test_a_click_leads_to_another_view_and_this_one_stays_marked(switch: ViewSwitch) -> None:
    heard = hear(switch.view_chosen)
    place = switch.tabs.tabRect(2).center()
    QTest.mouseClick(switch.tabs, Qt.MouseButton.LeftButton, pos=place)
    assert heard == ["quiet"]
    assert switch.tabs.tabText(switch.tabs.currentIndex()) == "Map"


def test_the_arrows_lead_there_too(switch: ViewSwitch) -> None:
    heard = hear(switch.view_chosen)
    switch.tabs.setFocus()
    QTest.keyClick(switch.tabs, Qt.Key.Key_Left)
    assert heard == ["people"]


def test_a_click_on_its_own_tab_leads_nowhere(switch: ViewSwitch) -> None:
    heard = hear(switch.view_chosen)
    QTest.mouseClick(switch.tabs, Qt.MouseButton.LeftButton, pos=switch.tabs.tabRect(1).center())
    assert heard == []


def test_it_turns_to_either_side(switch: ViewSwitch) -> None:
    heard = hear(switch.view_chosen)
    switch.turn(1)
    switch.turn(-1)
    assert heard == ["quiet", "people"]


def test_where_the_tabs_have_no_room_arrows_that_can_be_seen_lead_to_the_others(
    qtbot: QtBot, dressed: None
) -> None:
    switch = ViewSwitch("People", VIEWS, "people")
    qtbot.addWidget(switch)
    switch.resize(220, 60)
    switch.show()
    back, forth = sorted(switch.tabs.findChildren(QToolButton), key=QToolButton.x)
    shade = theme.colour("muted").rgb()
    assert (shade in shades(back), shade in shades(forth)) == (False, True)
    QTest.mouseClick(forth, Qt.MouseButton.LeftButton)
    assert shade in shades(back)


def shades(button: QToolButton) -> set[int]:
    image = button.grab().toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
