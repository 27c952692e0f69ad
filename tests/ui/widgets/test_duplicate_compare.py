"""Two people side by side, with a choice where they differ."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.owner import words
from trustjournal.domain.twins import Difference
from trustjournal.ui.models.duplicate_pairs import Comparison, Side
from trustjournal.ui.widgets.duplicate_compare import DuplicateCompare

LONG = "terrace green & <b>cobalt</b> " * 20
SIDES = Side(UUID(int=1), "Rosa & <i>", "12 touchpoints"), Side(UUID(int=2), LONG, "None yet")


def comparison(*differences: Difference) -> Comparison:
    return Comparison(*SIDES, differences, [("phone", "Phone", "600 000 001")])


@pytest.fixture
def compare(qtbot: QtBot) -> DuplicateCompare:
    made = DuplicateCompare()
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    made.show_comparison(
        comparison(Difference("loves", "Loves", LONG, "blue"), Difference("role", "Role", "a", "b"))
    )
    QApplication.processEvents()
    return made


def test_the_one_who_stays_holds_until_the_other_is_chosen(
    compare: DuplicateCompare, qtbot: QtBot
) -> None:
    assert compare.chosen() == frozenset()
    left, right = compare.dots["role"]
    with qtbot.waitSignal(compare.edited):
        QTest.keyClick(right, Qt.Key.Key_Space)
    assert compare.chosen() == {"role"}
    QTest.keyClick(left, Qt.Key.Key_Space)
    assert right.isChecked() is False
    assert compare.chosen() == frozenset()


def test_choices_can_be_set_again(compare: DuplicateCompare) -> None:
    compare.choose({"loves", "gone since"})
    assert compare.chosen() == {"loves"}
    compare.choose(())
    assert compare.chosen() == frozenset()


def test_long_words_go_on_below_and_are_said_whole(compare: DuplicateCompare) -> None:
    left, right = compare.dots["loves"]
    assert left.width() <= 200
    assert left.height() > 2 * right.height()
    assert left.accessibleName() == f"Loves: {LONG}"
    assert right.accessibleName() == "Loves: blue"
    assert "Rosa & <i>" in words(compare)


def test_who_differ_in_nothing_leave_nothing_to_choose(compare: DuplicateCompare) -> None:
    compare.show_comparison(comparison())
    QApplication.processEvents()
    assert compare.first() is None
    assert compare.chosen() == frozenset()
    assert "which is right" not in words(compare)
    assert "600 000 001" in words(compare)
