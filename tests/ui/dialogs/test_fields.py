"""The fields of the forms by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.dialogs.fields import KeysField


def test_tab_reaches_the_keys_of_a_choice_once_and_arrows_every_one_of_them(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    field, after = KeysField([(1, "One"), (2, "Two"), (3, "Three")], optional=True), QLineEdit()
    column.addWidget(field)
    column.addWidget(after)
    form.show()
    form.activateWindow()
    with qtbot.waitActive(form):
        pass

    def press(key: Qt.Key) -> QWidget | None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        return QApplication.focusWidget()

    field.setFocus()
    assert press(Qt.Key.Key_Right) is field.keys[2]
    press(Qt.Key.Key_Space)
    assert field.value() == 2
    assert press(Qt.Key.Key_Down) is field.keys[3]
    assert press(Qt.Key.Key_Right) is field.keys[3]
    assert press(Qt.Key.Key_Tab) is after
    assert press(Qt.Key.Key_Backtab) is field.keys[3]
    form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert press(Qt.Key.Key_Right) is field.keys[2]
