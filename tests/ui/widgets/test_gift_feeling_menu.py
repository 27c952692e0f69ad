"""How a gift was received, by letter or by number."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.ui.widgets.gift_feeling_menu import GiftFeelingMenu


@pytest.mark.parametrize(
    ("key", "feelings"),
    [("1", [-2]), ("5", [2]), ("v", [2]), ("h", [-2]), ("l", [None]), ("6", [])],
)
def test_letters_and_numbers_choose(qtbot: QtBot, key: str, feelings: list[int | None]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    menu = GiftFeelingMenu(window, later=True)
    chosen = hear(menu.chosen)
    menu.popup(QPoint(10, 10))
    QTest.keyClicks(menu, key)
    assert chosen == feelings
    assert (QApplication.activePopupWidget() is None) is bool(feelings)


def test_later_is_offered_only_where_there_is_a_later(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    words = [action.text() for action in GiftFeelingMenu(window, later=False).actions()]
    assert len(words) == 5
    assert not any("Later" in word for word in words)
