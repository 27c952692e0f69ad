import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.flow_layout import FlowLayout


@pytest.fixture
def box(qtbot: QtBot) -> QWidget:
    """Three widgets of 100 x 20 in a flow with gaps of 6."""
    made = QWidget()
    qtbot.addWidget(made)
    flow = FlowLayout(made)
    for _ in range(3):
        one = QWidget()
        one.setFixedSize(100, 20)
        flow.addWidget(one)
    return made


def places(box: QWidget) -> list[tuple[int, int]]:
    layout = box.layout()
    assert layout is not None
    items = (layout.itemAt(index) for index in range(layout.count()))
    return [(item.geometry().x(), item.geometry().y()) for item in items if item is not None]


def test_widgets_go_on_in_the_next_line(box: QWidget) -> None:
    box.resize(210, 80)
    box.show()
    assert places(box) == [(0, 0), (106, 0), (0, 26)]


def test_lines_run_from_the_right_where_reading_does(box: QWidget) -> None:
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    box.resize(210, 80)
    box.show()
    assert places(box) == [(110, 0), (4, 0), (110, 26)]


@pytest.mark.parametrize(("width", "height"), [(320, 20), (210, 46), (100, 72), (40, 72)])
def test_height_follows_from_width(box: QWidget, width: int, height: int) -> None:
    layout = box.layout()
    assert layout is not None
    assert layout.heightForWidth(width) == height


def test_hidden_widgets_take_no_room(box: QWidget) -> None:
    layout = box.layout()
    assert layout is not None
    first = layout.itemAt(0)
    assert first is not None
    hidden = first.widget()
    assert hidden is not None
    hidden.hide()
    assert layout.heightForWidth(210) == 20


def test_clearing_leaves_nothing(box: QWidget) -> None:
    layout = box.layout()
    assert isinstance(layout, FlowLayout)
    layout.clear()
    assert layout.count() == 0
    assert layout.heightForWidth(210) == 0
