from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trustjournal.ui import theme
from trustjournal.ui.palette import LIGHT
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.buttons import icon_button, primary, quiet, secondary


def test_an_ampersand_in_the_words_shows(qtbot: QtBot) -> None:
    button = secondary("Wilk & Sons")
    qtbot.addWidget(button)
    assert button.text() == "Wilk && Sons"
    assert button.accessibleName() == "Wilk & Sons"


def test_a_button_with_only_an_icon_has_a_name_and_a_tooltip(qtbot: QtBot) -> None:
    button = icon_button("x", "Dismiss <now>")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Dismiss <now>"
    assert "&lt;now&gt;" in button.toolTip()


def test_a_button_that_gets_its_words_later_has_room_for_them(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, Scheme.LIGHT)
    before, after = secondary("Make a promise", "gift", small=True), secondary("", small=True)
    for button in (before, after):
        qtbot.addWidget(button)
        button.show()
    after.setText("Make a promise")
    after.set_icon("gift")
    assert after.sizeHint() == before.sizeHint()


def test_every_button_is_reached_and_pressed_by_keys(qtbot: QtBot) -> None:
    for button in (primary("Log it"), secondary("Not now"), quiet("Cancel"), icon_button("x", "X")):
        qtbot.addWidget(button)
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            with qtbot.waitSignal(button.clicked):
                QTest.keyClick(button, key)


def test_ctrl_enter_is_left_to_the_form_around_a_button(qtbot: QtBot) -> None:
    button = primary("Remove", "x")
    qtbot.addWidget(button)
    button.setAutoDefault(True)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_icons_grow_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    button = primary("Log a touchpoint", "plus")
    qtbot.addWidget(button)
    button.show()
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    assert button.iconSize().height() == 36


def test_focus_is_seen_on_a_primary_button(qtbot: QtBot) -> None:
    button = primary("Log it")
    qtbot.addWidget(button)
    button.resize(120, 40)
    button.show()
    with qtbot.waitActive(button):
        button.activateWindow()
    button.clearFocus()
    resting = button.grab().toImage().pixelColor(60, 4).name().upper()
    button.setFocus()
    focused = button.grab().toImage().pixelColor(60, 4).name().upper()
    assert (resting, focused) == (LIGHT.accent, LIGHT.on_accent)
