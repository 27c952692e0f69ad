"""A page hands its focus on, and Tab still goes round all of it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.entrance import Entrance


def test_the_focus_of_a_page_goes_to_its_entrance_and_tab_leaves_nothing_out(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    lines = [QLineEdit() for _line in range(3)]
    for line in lines:
        column.addWidget(line)
    entrance = Entrance(page, lines[2])
    page.show()
    page.activateWindow()
    with qtbot.waitActive(page):
        pass
    page.setFocus()
    reached = [QApplication.focusWidget()]
    for _tab in range(3):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [lines[2], lines[0], lines[1], lines[2]]
    entrance.first = lines[1]
    page.setFocus()
    assert lines[1].hasFocus()
