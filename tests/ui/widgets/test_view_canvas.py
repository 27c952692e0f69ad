"""A large chart under real keys and a real mouse: zoom, move, select, carry."""

import subprocess
import sys
from collections.abc import Generator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.charts.fields import HOME, Field, cross
from tests.ui.owner import turn_wheel
from trustjournal.charts.view import View
from trustjournal.ui.widgets.chart_studio import studio
from trustjournal.ui.widgets.view_canvas import ViewCanvas

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


KEPT: list[ViewCanvas] = []
"""The canvases of a test: dropped last by the charts' thread one would be deleted there."""


@pytest.fixture(autouse=True)
def finished(qtbot: QtBot) -> Generator[None]:
    """Let the charts' thread finish before the canvases go."""
    yield
    passed: list[object] = []
    studio().submit(bool, passed.append, passed.append)
    qtbot.waitUntil(lambda: bool(passed))
    KEPT.clear()


def shown(qtbot: QtBot, field: Field) -> ViewCanvas:
    canvas = ViewCanvas()
    KEPT.append(canvas)
    qtbot.addWidget(canvas)
    canvas.resize(500, 500)
    with qtbot.waitActive(canvas):
        canvas.show()
        canvas.activateWindow()
    with qtbot.waitSignal(canvas.drawn):
        canvas.show_chart(field)
    canvas.setFocus()
    return canvas


def settle(qtbot: QtBot, canvas: ViewCanvas) -> None:
    """Wait until what is wanted is what is drawn."""
    qtbot.waitUntil(lambda: canvas.drawing.view == canvas.view())


def place(canvas: ViewCanvas, x: float, y: float) -> QPoint:
    """Return where a point of the field stands: its ground is 50 to 450 either way."""
    view = canvas.view() or HOME
    across, up = (x - view.left) / view.width, (y - view.bottom) / view.height
    return QPoint(round(50 + 400 * across), round(450 - 400 * up))


def drag(
    canvas: ViewCanvas,
    begin: QPoint,
    end: QPoint,
    modifier: Qt.KeyboardModifier = NONE,
    *,
    drop: bool = True,
) -> None:
    QTest.mousePress(canvas, LEFT, modifier, begin)
    for part in (begin + (end - begin) / 2, end):
        QTest.mouseMove(canvas, part)
    if drop:
        QTest.mouseRelease(canvas, LEFT, modifier, end)


def hear(signal: Any) -> list[Any]:
    heard: list[Any] = []

    def note(*values: Any) -> None:
        heard.append(values)

    signal.connect(note)
    return heard


def current(canvas: ViewCanvas) -> Any:
    return canvas.current.mark if canvas.current else None


def sides(view: View | None) -> tuple[float, ...]:
    assert view is not None
    return view.left, view.bottom, view.right, view.top


def test_numpy_comes_only_with_the_first_chart() -> None:
    code = (
        "import sys; import trustjournal.ui.widgets.view_canvas;"
        "sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_all_of_a_new_chart_is_in_sight(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    assert canvas.view() == HOME
    assert len(canvas.drawing.things) == 5


def test_the_wheel_zooms_around_the_pointer(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    spot = place(canvas, 80, 52)
    turn_wheel(canvas, spot, 4)
    view = canvas.view()
    assert view is not None
    assert view.width == pytest.approx(100 / 1.25**4)
    assert place(canvas, 80, 52) == spot
    settle(qtbot, canvas)
    turn_wheel(canvas, spot, -9)
    assert canvas.view() == HOME


def test_on_a_page_that_scrolls_the_wheel_zooms_only_with_ctrl(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    canvas.wheel_scrolls = True
    spot = place(canvas, 80, 52)
    assert not turn_wheel(canvas, spot, 4)
    assert canvas.view() == HOME
    assert turn_wheel(canvas, spot, 4, Qt.KeyboardModifier.ControlModifier)
    assert canvas.view() != HOME


def test_two_fingers_zoom(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    spot = QPointF(place(canvas, 50, 50))
    pinch, device = Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(pinch, device, 2, spot, spot, spot, 1.0, QPointF())
    QApplication.sendEvent(canvas, event)
    assert canvas.view() == View(25, 25, 75, 75)


def test_a_mark_answers_at_once_where_it_is_seen_after_a_zoom(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    chosen = hear(canvas.mark_chosen)
    turn_wheel(canvas, place(canvas, 50, 50), 3)
    assert canvas.drawing.view != canvas.view()
    QTest.mouseClick(canvas, LEFT, pos=QPoint(250, 110))  # where the northern dot was
    assert chosen == []
    canvas.show_all()
    canvas.zoom(1.2)
    for name in ("w", "e"):
        QTest.mouseClick(canvas, LEFT, pos=place(canvas, *field_of(canvas).places[name]))
    assert chosen == [("w",), ("e",)]


def field_of(canvas: ViewCanvas) -> Field:
    field = canvas.menu.chart
    assert isinstance(field, Field)
    return field


def test_the_picture_moves_at_once_and_the_true_one_follows(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    canvas.zoom(2)
    stretched = canvas.grab().toImage()
    settle(qtbot, canvas)
    assert canvas.view() == View(25, 25, 75, 75)
    true = canvas.grab().toImage()
    middle = QPoint(250, 250)
    assert stretched.pixel(middle) == true.pixel(middle)
    assert stretched.pixel(middle) != true.pixel(QPoint(250, 200))
    assert field_of(canvas).views == [None, View(25, 25, 75, 75)]


def test_a_drag_moves_the_chart_with_the_pointer(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    chosen = hear(canvas.mark_chosen)
    canvas.zoom(2)
    settle(qtbot, canvas)
    begin = place(canvas, 50, 50)
    drag(canvas, begin, begin + QPoint(80, -40))
    assert canvas.view() == View(15, 20, 65, 70)
    assert place(canvas, 50, 50) == begin + QPoint(80, -40)
    assert chosen == []


def test_nothing_leads_out_of_the_chart(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    drag(canvas, QPoint(300, 300), QPoint(100, 80))
    assert canvas.view() == HOME


def test_the_keys_zoom_move_and_show_everything(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    first = canvas.view()
    assert sides(first) == pytest.approx(sides(HOME.zoomed(1.5)))
    QTest.keyClick(canvas, Qt.Key.Key_Right, CONTROL)
    QTest.keyClick(canvas, Qt.Key.Key_Down, CONTROL)
    assert sides(canvas.view()) == pytest.approx(sides(HOME.zoomed(1.5).moved(0.2, -0.2)))
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert sides(canvas.view()) == pytest.approx(sides(HOME))
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.view() == HOME
    assert current(canvas) is None


def test_the_arrows_lead_to_the_next_mark_that_way_and_enter_opens_it(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    walked: list[Any] = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(canvas, key)
        walked.append(current(canvas))
    assert walked == ["m", "w", "m", "e"]
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert current(canvas) == "e"
    chosen = hear(canvas.mark_chosen)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert chosen == [("e",)]
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert current(canvas) == "m"
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert current(canvas) == "s"


def test_an_arrow_brings_a_mark_that_is_out_of_sight_into_it(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    canvas.zoom(4)
    settle(qtbot, canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert current(canvas) == "n"
    view = canvas.view()
    assert view is not None
    assert view.bottom < 85 < view.top
    settle(qtbot, canvas)
    assert current(canvas) == "n"


def test_shift_and_a_drag_select_what_is_in_the_rectangle(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    areas = hear(canvas.area_selected)
    drag(canvas, place(canvas, 90, 30), place(canvas, 30, 95), SHIFT)
    assert areas == [(["m", "e", "n"],)]
    assert canvas.view() == HOME


def test_while_selecting_a_drag_draws_the_rectangle_once(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    areas, turned = hear(canvas.area_selected), hear(canvas.selecting_changed)
    canvas.set_selecting(True)
    assert canvas.cursor().shape() is Qt.CursorShape.CrossCursor
    drag(canvas, place(canvas, 0, 30), place(canvas, 30, 95))
    assert areas == [(["w"],)]
    assert turned == [(True,), (False,)]
    assert canvas.cursor().shape() is not Qt.CursorShape.CrossCursor


def test_the_rectangle_is_seen_while_it_is_drawn_and_escape_drops_it(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    areas = hear(canvas.area_selected)
    before = canvas.grab().toImage()
    drag(canvas, QPoint(300, 300), QPoint(400, 380), SHIFT, drop=False)
    assert canvas.grab().toImage() != before
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseMove(canvas, QPoint(5, 5))
    QTest.mouseRelease(canvas, LEFT, SHIFT, QPoint(400, 380))
    assert canvas.grab().toImage() == before
    assert areas == []


def test_without_a_mouse_all_in_sight_is_selected(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    areas = hear(canvas.area_selected)
    canvas.zoom(2.5)
    QTest.keyClick(canvas, Qt.Key.Key_A, CONTROL)
    assert areas == [(["m"],)]


def test_a_mark_is_carried_onto_another_or_onto_the_ground(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    canvas.carries_marks = True
    dropped, chosen = hear(canvas.mark_dropped), hear(canvas.mark_chosen)
    drag(canvas, place(canvas, 20, 50), place(canvas, 50, 85))
    drag(canvas, place(canvas, 20, 50), place(canvas, 10, 10))
    drag(canvas, place(canvas, 20, 50), place(canvas, 21, 52))
    assert dropped == [("w", "n"), ("w", None)]
    assert chosen == []
    QTest.mouseClick(canvas, LEFT, pos=place(canvas, 20, 50))
    assert chosen == [("w",)]
    assert canvas.view() == HOME


def test_escape_drops_a_mark_that_is_carried(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    canvas.carries_marks = True
    dropped = hear(canvas.mark_dropped)
    drag(canvas, place(canvas, 20, 50), place(canvas, 50, 85), drop=False)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, place(canvas, 50, 85))
    assert dropped == []


def test_a_renewed_chart_keeps_what_is_in_sight_and_current(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    canvas.zoom(2)
    settle(qtbot, canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert current(canvas) == "m"
    moved = cross()
    moved.places["m"] = (60, 60)
    with qtbot.waitSignal(canvas.drawn):
        canvas.renew_chart(moved)
    assert canvas.view() == View(25, 25, 75, 75)
    assert current(canvas) == "m"
    with qtbot.waitSignal(canvas.drawn):
        canvas.renew_chart(Field({"x": (1, 1)}))
        canvas.grab()  # still the old picture, whose current mark the new chart does not know
    assert current(canvas) is None
    with qtbot.waitSignal(canvas.drawn):
        canvas.show_chart(cross())
    assert canvas.view() == HOME


def test_a_mark_can_be_pointed_at_from_elsewhere(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    canvas.zoom(4)
    settle(qtbot, canvas)
    canvas.point_at("s")
    view = canvas.view()
    assert view is not None
    assert current(canvas) == "s"
    assert view.bottom < 10 < view.top


def test_the_menu_key_opens_the_menu_beside_the_current_mark(qtbot: QtBot) -> None:
    canvas = shown(qtbot, cross())
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    by_key = QContextMenuEvent.Reason.Keyboard
    middle = canvas.rect().center()
    event = QContextMenuEvent(by_key, middle, canvas.mapToGlobal(middle))
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QApplication.sendEvent(canvas, event)
    assert canvas.menu.isVisible()
    assert canvas.mapFromGlobal(canvas.menu.pos()) == place(canvas, 80, 52)
    canvas.menu.close()


def test_an_empty_chart_takes_every_key(qtbot: QtBot) -> None:
    canvas = shown(qtbot, Field({}))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Plus):
        QTest.keyClick(canvas, key)
    assert current(canvas) is None
