"""Golden lines that say what speaks against a gift."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.gift_cautions import GiftCautions


def test_sentences_show_below_each_other_and_nothing_hides_them_all(qtbot: QtBot) -> None:
    cautions = GiftCautions()
    qtbot.addWidget(cautions)
    assert cautions.isHidden()
    cautions.say(["Too dear.", "<b>Mug</b> again."])
    cautions.show()
    assert [one.text() for one in cautions.findChildren(QLabel)] == [
        "Too dear.",
        "<b>Mug</b> again.",
    ]
    cautions.say(())
    assert cautions.isHidden()
