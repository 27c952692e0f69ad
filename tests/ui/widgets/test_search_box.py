from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.search_box import SearchBox


def has_ink(image: QImage, left: int, right: int) -> bool:
    row = range(12, image.height() - 12)
    return len({image.pixel(x, y) for x in range(left, right) for y in row}) > 1


def test_the_keys_that_lead_here_show_while_it_is_empty(qtbot: QtBot) -> None:
    box = SearchBox("Find a person or a note", "Ctrl K")
    qtbot.addWidget(box)
    box.resize(280, 40)
    assert has_ink(box.grab().toImage(), 230, 272)
    QTest.keyClicks(box, "ro")
    assert not has_ink(box.grab().toImage(), 230, 272)
    assert box.text() == "ro"


def test_the_icon_stands_where_reading_begins(qtbot: QtBot) -> None:
    box = SearchBox("")
    qtbot.addWidget(box)
    box.resize(280, 40)
    assert has_ink(box.grab().toImage(), 14, 38)
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert has_ink(box.grab().toImage(), 242, 266)
    assert not has_ink(box.grab().toImage(), 14, 38)


def test_it_has_a_name(qtbot: QtBot) -> None:
    box = SearchBox("Find a person or a note")
    qtbot.addWidget(box)
    assert box.accessibleName() == "Find a person or a note"
