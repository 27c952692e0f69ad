"""Chips to press, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.chip_button import ChipButton


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_and_space_press_it(qtbot: QtBot, key: Qt.Key) -> None:
    chip = ChipButton("Birthday, 20 Dec")
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.clicked):
        QTest.keyClick(chip, key)


def test_enter_with_ctrl_is_left_to_the_form(qtbot: QtBot) -> None:
    chip = ChipButton("Birthday, 20 Dec")
    qtbot.addWidget(chip)
    pressed: list[bool] = []
    chip.clicked.connect(pressed.append)
    QTest.keyClick(chip, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []


def test_words_keep_their_order_where_reading_begins_at_the_right(qtbot: QtBot) -> None:
    chip = ChipButton("3 years a customer, 19 Nov")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    before = chip.grab().toImage()
    chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert chip.grab().toImage() == before
