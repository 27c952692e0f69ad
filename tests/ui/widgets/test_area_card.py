"""The list beside the map: it opens people, points at them, and goes again."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.charts.places import make_place
from tests.ui.owner import hear
from trustjournal.ui.widgets.area_card import AreaCard

ROSA, LEON, INES = (make_place(name) for name in ("Rosa", "Leon", "Ines"))


def shown(qtbot: QtBot) -> AreaCard:
    card = AreaCard()
    qtbot.addWidget(card)
    card.resize(360, 400)
    with qtbot.waitActive(card):
        card.show()
        card.activateWindow()
    card.show_places([ROSA, LEON, INES], "")
    card.list.setFocus()
    return card


def test_it_counts_and_a_click_or_enter_opens_somebody(qtbot: QtBot) -> None:
    card = shown(qtbot)
    assert card.accessibleName() == "3 people here"
    chosen = hear(card.chosen)
    place = card.list.visualRect(card.model.index(1, 0)).center()
    QTest.mouseClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(card.list, Qt.Key.Key_Down)
    QTest.keyClick(card.list, Qt.Key.Key_Return)
    assert chosen == [LEON.customer_id, INES.customer_id]


def test_the_map_is_told_which_row_the_owner_comes_to(qtbot: QtBot) -> None:
    card = shown(qtbot)
    pointed = hear(card.pointed)
    QTest.keyClick(card.list, Qt.Key.Key_Down)
    assert pointed == [LEON.customer_id]


def test_whoever_was_current_stays_so(qtbot: QtBot) -> None:
    card = shown(qtbot)
    QTest.keyClick(card.list, Qt.Key.Key_Down)
    card.show_places([INES, LEON], "")
    assert card.list.currentIndex().row() == 1
    card.show_places([INES], "")
    assert card.list.currentIndex().row() == 0
    card.show_places([], "")
    assert not card.list.currentIndex().isValid()


def test_escape_and_the_cross_are_done_with_it(qtbot: QtBot) -> None:
    card = shown(qtbot)
    with qtbot.waitSignal(card.closed):
        QTest.keyClick(card.list, Qt.Key.Key_Escape)
    with qtbot.waitSignal(card.closed):
        QTest.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
