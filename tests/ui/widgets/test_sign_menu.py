"""The menu of signs is driven by the digits."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.owner import hear
from trustjournal.domain.choices import Kind
from trustjournal.domain.signs import SIGNS, key_of
from trustjournal.ui.widgets.sign_menu import SignMenu


def opened(window: QWidget) -> SignMenu:
    menu = SignMenu("What has Rosa shown you?", window)
    menu.open_at(QPoint(10, 10))
    return menu


def test_a_digit_chooses_its_sign_and_closes(window: QWidget) -> None:
    for sign in SIGNS:
        menu = opened(window)
        chosen = hear(menu.chosen)
        QTest.keyClicks(menu, key_of(sign))
        assert chosen == [sign]
        assert QApplication.activePopupWidget() is None


def test_enter_takes_the_first_and_escape_none(window: QWidget) -> None:
    menu = opened(window)
    chosen = hear(menu.chosen)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert chosen == [Kind.RENEWAL]
    again = opened(window)
    heard = hear(again.chosen)
    QTest.keyClicks(again, "0")
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert heard == []
    assert QApplication.activePopupWidget() is None
