"""The list of things to do: its acts by key, button and menu, and the rows the keys reach."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from trustjournal.ui.models.plan_model import Entry, PlanModel, Section
from trustjournal.ui.widgets.buttons import Button, Weight
from trustjournal.ui.widgets.plan_list import Act, PlanList


def entry(title: str, kind: str = "") -> Entry:
    return Entry(key=uuid4(), customer_id=uuid4(), person="Rosa", title=title, kind=kind)


class Shown:
    """A list of four rows in two sections on the screen, and what it was asked to do."""

    def __init__(self, qtbot: QtBot) -> None:
        self.done: list[tuple[str, list[str]]] = []
        self.model = PlanModel()
        self.list = PlanList(self.model, "Gestures")
        self.list.set_acts(
            (
                Act(key="Enter", words="edit", do=self.keep("edit"), more_keys=("F2",)),
                Act(
                    key="D",
                    words="given today",
                    do=self.keep("given"),
                    fits=lambda one: one.kind == "open",
                    button=Weight.PRIMARY,
                ),
                Act(key="Del", words="delete", do=self.keep("delete"), many=True),
                Act(key="N", words="new", do=self.keep("new"), alone=True),
            )
        )
        qtbot.addWidget(self.list)
        self.list.resize(700, 400)
        with qtbot.waitActive(self.list):
            self.list.show()
            self.list.activateWindow()
        open_ones = [entry("Mug", "open"), entry("Card", "open")]
        self.model.set_sections(
            (Section("Planned", open_ones), Section("Given", [entry("Jar"), entry("Tile")]))
        )
        self.list.select_row(1)
        self.list.setFocus()

    def keep(self, name: str) -> Callable[[list[Entry]], None]:
        return lambda entries: self.done.append((name, [one.title for one in entries]))

    def button(self) -> Button:
        (button,) = self.list.findChildren(Button)
        return button

    def current(self) -> str:
        return str(self.list.currentIndex().data())


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_a_key_does_its_act_with_the_row_selected(shown: Shown) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_D):
        QTest.keyClick(shown.list, key)
    assert shown.done == [("edit", ["Mug"])] * 3 + [("given", ["Mug"])]


def test_an_act_that_does_not_fit_the_row_is_not_done(shown: Shown) -> None:
    shown.list.select_row(4)
    QTest.keyClick(shown.list, Qt.Key.Key_D)
    assert shown.done == []


def test_an_act_for_one_row_is_not_done_with_several(shown: Shown) -> None:
    shown.list.selectAll()
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    QTest.keyClick(shown.list, Qt.Key.Key_Delete)
    QTest.keyClick(shown.list, Qt.Key.Key_N)
    assert shown.done[0] == ("delete", ["Mug", "Card", "Jar", "Tile"])
    assert [name for name, _titles in shown.done] == ["delete", "new"]


def test_the_arrows_pass_over_headings(shown: Shown) -> None:
    visited = [shown.current()]
    for _step in range(4):
        QTest.keyClick(shown.list, Qt.Key.Key_Down)
        visited.append(shown.current())
    assert visited == ["Mug", "Card", "Jar", "Tile", "Tile"]
    QTest.keyClick(shown.list, Qt.Key.Key_Home)
    assert shown.current() == "Mug"
    QTest.keyClick(shown.list, Qt.Key.Key_Up)
    assert shown.current() == "Mug"
    QTest.keyClick(shown.list, Qt.Key.Key_End)
    assert shown.current() == "Tile"


def test_shift_and_down_select_several(shown: Shown) -> None:
    QTest.keyClick(shown.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [one.title for one in shown.list.entries()] == ["Mug", "Card"]


def test_a_letter_without_an_act_is_passed_on_and_capitals_always(shown: Shown) -> None:
    typed: list[str] = []
    shown.list.typed.connect(typed.append)
    QTest.keyClicks(shown.list, "x")
    QTest.keyClick(shown.list, Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(shown.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [letter.upper() for letter in typed] == ["X", "D"]
    assert shown.done == []


def test_a_click_on_the_rows_button_does_the_act_and_leaves_the_focus(shown: Shown) -> None:
    QTest.mouseClick(shown.button(), Qt.MouseButton.LeftButton)
    assert shown.done == [("given", ["Mug"])]
    assert shown.list.hasFocus()


def test_the_button_stands_on_its_row_at_the_end(shown: Shown) -> None:
    shown.list.select_row(2)
    row = shown.list.visualRect(shown.list.currentIndex())
    middle = shown.button().mapTo(shown.list.viewport(), shown.button().rect().center())
    assert row.contains(middle)
    assert middle.x() > row.center().x()
    shown.list.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    mirrored = shown.button().mapTo(shown.list.viewport(), shown.button().rect().center())
    assert mirrored.x() < row.center().x()


def test_the_button_goes_where_it_does_not_fit_the_row_or_the_room(shown: Shown) -> None:
    shown.list.select_row(4)
    assert not shown.button().isVisible()
    shown.list.select_row(1)
    assert shown.button().isVisible()
    shown.list.resize(240, 400)
    QApplication.processEvents()
    assert not shown.button().isVisible()
    row = shown.list.visualRect(shown.list.currentIndex())
    assert row.width() <= shown.list.viewport().width()


def test_the_button_goes_where_several_are_selected(shown: Shown) -> None:
    shown.list.selectAll()
    assert not shown.button().isVisible()


def test_the_context_menu_has_the_same_acts_with_their_keys(shown: Shown) -> None:
    shown.list.select_row(4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(shown.list.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [(action.text(), action.isEnabled()) for action in menu.actions()]
    assert offered == [
        ("Edit\tEnter", True),
        ("Given today\tD", False),
        ("Delete\tDel", True),
        ("New\tN", True),
    ]
    menu.actions()[2].trigger()
    menu.close()
    assert shown.done == [("delete", ["Jar"])]


def test_a_double_click_does_the_first_act(shown: Shown) -> None:
    place = shown.list.visualRect(shown.model.index(2, 0)).center()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(shown.list.viewport(), left, pos=place)
    QTest.mouseDClick(shown.list.viewport(), left, pos=place)
    assert shown.done == [("edit", ["Card"])]
