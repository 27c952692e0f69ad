from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from trustjournal.ui.palette import LIGHT, Tone
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.label import PlainLabel


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


def test_a_long_word_is_cut_before_its_cross(qtbot: QtBot) -> None:
    chip = Chip("Donaudampfschifffahrtsgesellschaft " * 9, removable=True)
    qtbot.addWidget(chip)
    assert chip.minimumSizeHint().width() < 160
    chip.resize(200, chip.sizeHint().height())
    chip.show()
    cross = chip.findChild(QPushButton)
    assert cross is not None
    assert cross.geometry().right() < 200
    assert cross.width() == cross.sizeHint().width()


def test_a_short_word_is_whole(qtbot: QtBot) -> None:
    short, long = Chip("vip"), Chip("vip and more")
    for chip in (short, long):
        qtbot.addWidget(chip)
    words = chip_words(short)
    assert short.minimumSizeHint() == short.sizeHint()
    assert words.width() < chip_words(long).width()


def chip_words(chip: Chip) -> QSize:
    label = chip.findChild(PlainLabel)
    assert label is not None
    return label.sizeHint()
