from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from trustjournal.ui.palette import LIGHT, Tone
from trustjournal.ui.widgets.chip import Chip


def test_a_chip_can_be_removed_by_keys(qtbot: QtBot) -> None:
    chip = Chip("wholesale", removable=True)
    qtbot.addWidget(chip)
    cross = chip.findChild(QPushButton)
    assert cross is not None
    assert cross.accessibleName() == "Remove wholesale"
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(cross, Qt.Key.Key_Space)


def test_a_chip_that_stays_has_no_cross(qtbot: QtBot) -> None:
    chip = Chip("wholesale")
    qtbot.addWidget(chip)
    assert chip.findChild(QPushButton) is None
    assert chip.text() == "wholesale"


def test_a_new_tone_is_seen(qtbot: QtBot) -> None:
    chip = Chip("Thursday")
    qtbot.addWidget(chip)
    chip.show()
    chip.set_tone(Tone.CLAY)
    shown = chip.grab().toImage().pixelColor(6, chip.height() // 2).name().upper()
    assert shown == LIGHT.clay_soft
