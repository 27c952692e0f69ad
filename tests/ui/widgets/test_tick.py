from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui import theme
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.tick import LongDot, TickBox, TickDot, with_reason

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


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("direction", [*Qt.LayoutDirection][:2])
@pytest.mark.usefixtures("dressed")
def test_a_reason_begins_below_the_words(
    qtbot: QtBot, qapp: QApplication, direction: Qt.LayoutDirection, scale: float
) -> None:
    theme.apply(qapp, Scheme.LIGHT, scale)
    tick = TickBox("Rosa")
    both = with_reason(tick, "Usually every 3 weeks")
    qtbot.addWidget(both)
    both.setLayoutDirection(direction)
    both.resize(900, 120)
    both.show()
    said = both.findChild(PlainLabel)
    assert said is not None
    option = QStyleOptionButton()
    option.initFrom(tick)
    words = tick.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, tick)
    if direction is Qt.LayoutDirection.RightToLeft:
        assert abs(said.geometry().right() - words.right()) <= 2
    else:
        assert abs(said.x() - words.x()) <= 2
    assert tick.accessibleDescription() == "Usually every 3 weeks"


def test_long_words_to_compare_go_on_below(qtbot: QtBot) -> None:
    dot = LongDot("WhatsApp & in the mornings before nine, never at lunch")
    qtbot.addWidget(dot)
    line = LongDot("a").sizeHint().height()
    assert dot.heightForWidth(2000) == line
    assert dot.heightForWidth(160) > 2 * line
    dot.resize(160, dot.heightForWidth(160))
    whole = dot.grab().toImage()
    other = LongDot("WhatsApp & in the mornings before nine, never at all")
    qtbot.addWidget(other)
    other.resize(dot.size())
    assert whole != other.grab().toImage()


def test_the_longest_words_end_somewhere(qtbot: QtBot) -> None:
    dot = LongDot(NAME * 50)
    qtbot.addWidget(dot)
    assert dot.heightForWidth(160) < 400
    assert dot.accessibleName() == NAME * 50
