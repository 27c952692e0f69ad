from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.tick import TickBox, TickDot

NAME = "Brandt & Sons, " * 20


@pytest.fixture(params=[TickBox, TickDot])
def box(request: pytest.FixtureRequest, qtbot: QtBot) -> Generator[TickBox | TickDot]:
    page = QWidget()
    qtbot.addWidget(page)
    made = request.param(NAME)
    QVBoxLayout(page).addWidget(made)
    yield made
    assert page.isAncestorOf(made)


def test_a_long_name_asks_for_little_room(box: TickBox | TickDot) -> None:
    assert box.sizeHint().width() > 1000
    assert box.window().minimumSizeHint().width() < 140


def test_a_name_without_room_says_the_rest_elsewhere(box: TickBox | TickDot) -> None:
    assert box.accessibleName() == NAME
    assert "Brandt &amp; Sons, Brandt" in box.toolTip()


def test_what_does_not_fit_is_not_painted(box: TickBox | TickDot) -> None:
    box.resize(200, 32)
    shown = box.grab().toImage()
    box.setText("Brandt")
    assert shown != box.grab().toImage()
    box.setText(NAME.replace("&", "&&") + "and what is far beyond the edge")
    assert shown == box.grab().toImage()


def test_a_space_ticks_it(box: TickBox | TickDot) -> None:
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
