"""The window as the desktop sees it: its icon, and its shape."""

from PySide6.QtCore import Qt

from tests.journeys.conftest import Owner
from trustjournal.ui.pages.settings import SettingsPage

CTRL = Qt.KeyboardModifier.ControlModifier


def test_nothing_is_cut_off_where_the_window_shrank_while_another_page_was_up(maya: Owner) -> None:
    maya.window.resize(1280, 850)
    maya.press(Qt.Key.Key_Comma, CTRL)
    maya.waits_to_read("Days between check-ins")
    page = maya.find(SettingsPage)
    maya.settle()
    maya.press(Qt.Key.Key_1, CTRL)
    maya.settle()
    maya.window.resize(900, 575)
    maya.settle()
    maya.press(Qt.Key.Key_Comma, CTRL)
    maya.settle()
    content = page.widget()
    assert content is not None
    assert content.width() <= page.viewport().width()


def test_the_window_carries_its_own_icon_in_the_list_of_windows(maya: Owner) -> None:
    drawn = maya.window.windowIcon().pixmap(32).toImage()
    assert {drawn.pixelColor(x, y).alpha() for x in range(32) for y in range(32)} >= {0, 255}
