"""A drop-down list that gives back the very values it was given."""

from PySide6.QtCore import QSignalBlocker
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.domain.choices import Stage
from trustjournal.ui.widgets.choice_box import ChoiceBox


def made(qtbot: QtBot) -> ChoiceBox:
    box = ChoiceBox("Stage", [(None, "Any"), (Stage.LOST, "Lost"), (Stage.CUSTOMER, "Customer")])
    qtbot.addWidget(box)
    return box


def test_an_enum_stays_an_enum(qtbot: QtBot) -> None:
    box = made(qtbot)
    assert box.value() is None
    box.set_value(Stage.LOST)
    assert box.value() is Stage.LOST
    assert box.accessibleName() == "Stage"


def test_other_choices_keep_the_value_and_tell_only_where_it_is_gone(qtbot: QtBot) -> None:
    box = made(qtbot)
    box.set_value(Stage.LOST)
    told = hear(box.currentIndexChanged)
    box.offer([(Stage.PROSPECT, "Prospect"), (Stage.LOST, "Lost")])
    assert box.value() is Stage.LOST
    assert told == []
    box.offer([(Stage.PROSPECT, "Prospect"), (Stage.CUSTOMER, "Customer")])
    assert box.value() is Stage.PROSPECT
    assert told == [0]
    assert box.words() == ["Prospect", "Customer"]


def test_other_choices_tell_nothing_while_somebody_keeps_the_box_quiet(qtbot: QtBot) -> None:
    box = made(qtbot)
    told = hear(box.currentIndexChanged)
    with QSignalBlocker(box):
        box.offer([(Stage.PROSPECT, "Prospect"), (Stage.CUSTOMER, "Customer")])
        box.set_value(Stage.CUSTOMER)
    assert told == []
