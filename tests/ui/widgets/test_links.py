from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.links import LinkLabel


def test_a_link_opens_on_a_click_and_on_enter(qtbot: QtBot) -> None:
    link = LinkLabel("https://cafealma.example")
    qtbot.addWidget(link)
    link.show()
    opened: list[bool] = []
    link.opened.connect(lambda: opened.append(True))
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    QTest.keyClick(link, Qt.Key.Key_Return)
    QTest.mouseClick(link, Qt.MouseButton.RightButton)
    assert len(opened) == 2


def test_a_long_link_breaks_into_lines(qtbot: QtBot) -> None:
    link = LinkLabel("someone.with-a-very-long-name@a-rather-long-host-name.example")
    qtbot.addWidget(link)
    assert link.heightForWidth(200) >= 2 * link.fontMetrics().height()
    assert "\u200b" not in link.accessibleName()
