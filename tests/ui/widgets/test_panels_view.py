"""Small multiples that scroll: real wheel, keys and clicks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.charts.questions import panels
from tests.ui.owner import hear, turn_wheel
from trustjournal.domain.choices import Question
from trustjournal.ui import theme
from trustjournal.ui.models.questions_book import PanelMark, PanelsChart
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.panels_view import PanelsView

Opener = Callable[..., PanelsView]
DOWN = 112


@pytest.fixture
def opened(qtbot: QtBot) -> Opener:
    def make(count: int, *, mirrored: bool = False) -> PanelsView:
        view = PanelsView()
        qtbot.addWidget(view)
        view.resize(860, 3 * DOWN)
        view.show()
        with qtbot.waitSignal(view.canvas.drawn):
            view.canvas.show_panels(PanelsChart(panels(count, mirrored=mirrored)))
        return view

    return make


def press(view: PanelsView, *keys: Qt.Key) -> PanelMark | None:
    view.canvas.setFocus()
    for key in keys:
        QTest.keyClick(view.canvas, key)
    return view.canvas.current


def middle(view: PanelsView, number: int) -> QPoint:
    grid = view.canvas.grid()
    x, top = grid.corner(number)
    across = round(x + grid.across / 2)
    if view.canvas.isRightToLeft():
        across = view.canvas.width() - across
    return QPoint(across, round(top + grid.name) - view.canvas.offset)


def test_a_few_people_need_no_scroll_bar(opened: Opener) -> None:
    view = opened(5)
    assert not view.bar.isVisible()
    assert view.canvas.furthest() == 0


def test_only_what_is_in_sight_is_drawn(opened: Opener, qtbot: QtBot) -> None:
    view = opened(10_000)
    assert view.bar.isVisible()
    assert len(view.canvas.drawing.marks) == 3 * view.canvas.grid().columns
    view.bar.setValue(view.bar.maximum())
    qtbot.waitUntil(lambda: view.canvas.drawing.marks[-1].mark == 9_999)


def test_the_wheel_moves_the_picture_at_once_and_the_true_one_follows(
    opened: Opener, qtbot: QtBot
) -> None:
    view = opened(400)
    turn_wheel(view.canvas, QPoint(300, 100), -4)
    assert view.canvas.offset == view.bar.value() == 256
    assert view.canvas.drawing.marks[0].mark == 0
    view.grab()
    second = 2 * view.canvas.grid().columns
    qtbot.waitUntil(lambda: view.canvas.drawing.marks[0].mark == second)
    turn_wheel(view.canvas, QPoint(300, 100), 90)
    assert view.canvas.offset == 0


def test_the_keys_go_through_the_people_and_keep_them_in_sight(opened: Opener) -> None:
    view = opened(100)
    columns = view.canvas.grid().columns
    assert press(view, Qt.Key.Key_Down) == PanelMark(0)
    assert press(view, Qt.Key.Key_Right) == PanelMark(1)
    assert press(view, Qt.Key.Key_Down) == PanelMark(1 + columns)
    assert press(view, Qt.Key.Key_Up, Qt.Key.Key_Up) == PanelMark(1)
    assert view.canvas.offset == 0
    assert press(view, Qt.Key.Key_PageDown) == PanelMark(1 + 3 * columns)
    assert view.canvas.offset == DOWN
    assert press(view, Qt.Key.Key_End) == PanelMark(99)
    assert view.canvas.offset == view.canvas.furthest()
    assert press(view, Qt.Key.Key_Right) == PanelMark(99)
    assert press(view, Qt.Key.Key_PageUp) == PanelMark(99 - 3 * columns)
    assert press(view, Qt.Key.Key_Home, Qt.Key.Key_Left) == PanelMark(0)
    assert view.canvas.offset == 0


def test_the_first_key_begins_where_one_looks(opened: Opener) -> None:
    view = opened(100)
    view.canvas.scroll_to(5 * DOWN + 80)
    assert press(view, Qt.Key.Key_Down) == PanelMark(6 * view.canvas.grid().columns)


def test_the_current_person_stays_when_a_new_picture_arrives(opened: Opener, qtbot: QtBot) -> None:
    view = opened(100)
    with qtbot.waitSignal(view.canvas.drawn):
        press(view, Qt.Key.Key_End)
    assert view.canvas.current == PanelMark(99)


def test_enter_and_a_click_open_a_person(opened: Opener) -> None:
    view = opened(100)
    chosen = hear(view.canvas.mark_chosen)
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=middle(view, 4))
    assert [mark.number for mark in chosen] == [1, 4]


def test_hover_tells_the_question_below_the_mouse(opened: Opener) -> None:
    view = opened(20)
    grid = view.canvas.grid()
    plain = view.canvas.grab().toImage()
    QTest.mouseMove(view.canvas, middle(view, 1))
    assert view.canvas.current == PanelMark(1)
    line = middle(view, 1) + QPoint(0, round(grid.rows[1] - grid.name))
    QTest.mouseMove(view.canvas, line)
    assert view.canvas.current == PanelMark(1, Question.DELIVERS)
    assert view.canvas.grab().toImage() != plain
    QTest.mouseMove(view.canvas, QPoint(5, 5))
    assert view.canvas.current is None


def test_other_people_begin_at_the_top_and_the_same_stay(opened: Opener) -> None:
    view = opened(100)
    press(view, Qt.Key.Key_End)
    offset = view.canvas.offset
    view.canvas.show_panels(PanelsChart(panels(100)), again=True)
    assert (view.canvas.offset, view.canvas.current) == (offset, PanelMark(99))
    view.canvas.show_panels(PanelsChart(panels(50)), again=True)
    assert view.canvas.current is None
    assert view.canvas.offset == view.canvas.furthest() < offset
    view.canvas.show_panels(PanelsChart(panels(90)))
    assert (view.canvas.offset, view.bar.value()) == (0, 0)


def test_reading_from_the_right_the_arrows_go_the_other_way(
    opened: Opener, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view = opened(20, mirrored=True)
    assert press(view, Qt.Key.Key_Home, Qt.Key.Key_Left) == PanelMark(1)
    chosen = hear(view.canvas.mark_chosen)
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=middle(view, 0))
    assert chosen == [PanelMark(0)]
    assert middle(view, 0).x() > middle(view, 1).x()


def test_larger_text_makes_larger_panels(opened: Opener, qapp: QApplication) -> None:
    view = opened(100)
    view.canvas.scroll_to(view.canvas.furthest())
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    assert view.canvas.grid().down == 2 * DOWN
    assert view.bar.maximum() == view.canvas.furthest()


def test_with_nobody_the_keys_do_nothing(opened: Opener) -> None:
    view = opened(0)
    assert press(view, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Return) is None
