"""The canvas with a real chart: it draws, names, opens, copies and saves."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.charts.stories import Story, drawn_from, falling, growing, nothing
from trustjournal.charts import depth_chart, depth_file
from trustjournal.charts.depth_picture import DepthPicture, Mark, describe
from trustjournal.ui import theme
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.chart_table import ChartTable
from trustjournal.ui.widgets.figure_canvas import FigureCanvas


class ChartOf:
    """A chart of depth with plain words."""

    title = "Depth of trust: Rosa"
    columns = ("Day", "What")

    def __init__(self, story: Story) -> None:
        self.picture: DepthPicture = drawn_from(story)
        self.description = describe(self.picture)
        self.rows = [(f"{mark.at:%d %b}", mark.label) for mark in self.picture.marks]
        self.drawings = 0

    def draw(self, figure: Any, style: Any) -> Any:
        self.drawings += 1
        self.colour = style.surface
        return depth_chart.draw(figure, self.picture, style)

    def words(self, mark: Mark) -> tuple[str, str]:
        return mark.label, f"{mark.at:%d %b}"

    def save(self, path: Path) -> None:
        depth_file.save(self.picture, path)


def shown(qtbot: QtBot, chart: ChartOf) -> FigureCanvas:
    canvas = FigureCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 290)
    canvas.show()
    with qtbot.waitSignal(canvas.drawn):
        canvas.show_chart(chart)
    return canvas


def place_of(canvas: FigureCanvas, number: int) -> QPoint:
    mark = canvas.drawing.marks[number]
    ratio = canvas.devicePixelRatioF()
    return QPoint(round(mark.x / ratio), round(canvas.height() - mark.y / ratio))


def test_matplotlib_comes_only_with_the_first_chart() -> None:
    code = (
        "import sys; import trustjournal.ui.widgets.depth_card;"
        "sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_curve_is_on_the_screen_in_the_accent_colour(qtbot: QtBot) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    image = canvas.grab().toImage()
    accent = theme.colour("accent").rgb()
    count = sum(
        image.pixel(x, y) == accent for x in range(image.width()) for y in range(image.height())
    )
    assert count > 300


def test_nothing_is_drawn_while_it_is_hidden(qtbot: QtBot) -> None:
    canvas, chart = FigureCanvas(), ChartOf(growing())
    qtbot.addWidget(canvas)
    canvas.resize(600, 290)
    canvas.show_chart(chart)
    assert canvas.drawing is None
    with qtbot.waitSignal(canvas.drawn):
        canvas.show()
    assert chart.drawings == 1


def test_hover_makes_a_mark_stand_out_and_a_click_opens_it(qtbot: QtBot) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    before = canvas.grab().toImage()
    place = place_of(canvas, 3)
    QTest.mouseMove(canvas, place)
    assert canvas.current is canvas.drawing.marks[3]
    assert canvas.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert canvas.grab().toImage() != before
    chosen: list[Mark] = []
    canvas.mark_chosen.connect(chosen.append)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [canvas.drawing.marks[3].mark]


def test_a_click_beside_every_mark_opens_nothing(qtbot: QtBot) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    with qtbot.assertNotEmitted(canvas.mark_chosen):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 270))


def test_the_keys_move_among_the_marks_and_enter_opens_one(qtbot: QtBot) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    marks = canvas.drawing.marks
    canvas.setFocus()
    for key, wanted in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_End, len(marks) - 1),
        (Qt.Key.Key_Right, len(marks) - 1),
        (Qt.Key.Key_Left, len(marks) - 2),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(canvas, key)
        assert canvas.current is marks[wanted]
    chosen: list[Mark] = []
    canvas.mark_chosen.connect(chosen.append)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert chosen == [marks[0].mark]


def test_the_keys_do_nothing_where_there_is_no_mark(qtbot: QtBot) -> None:
    canvas = shown(qtbot, ChartOf(nothing()))
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    with qtbot.assertNotEmitted(canvas.mark_chosen):
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.current is None


def test_it_is_drawn_anew_for_other_colours_and_sizes(qtbot: QtBot, qapp: QApplication) -> None:
    chart = ChartOf(growing())
    canvas = shown(qtbot, chart)
    with qtbot.waitSignal(canvas.drawn):
        theme.apply(qapp, Scheme.DARK)
    assert chart.colour == theme.tokens().surface
    with qtbot.waitSignal(canvas.drawn):
        canvas.resize(400, 290)
    assert max(mark.x for mark in canvas.drawing.marks) <= 400 * canvas.devicePixelRatioF()


def test_another_chart_that_came_meanwhile_is_the_one_shown(qtbot: QtBot) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    second, third = ChartOf(nothing()), ChartOf(falling())
    canvas.show_chart(second)
    with qtbot.waitSignal(canvas.drawn):
        canvas.show_chart(third)
    assert (second.drawings, third.drawings) == (1, 1)
    assert canvas.accessibleDescription() == third.description
    assert len(canvas.drawing.marks) > 0


def test_a_screen_reader_hears_the_chart_in_words(qtbot: QtBot) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    assert canvas.accessibleName() == "Depth of trust: Rosa"
    assert "likely between" in canvas.accessibleDescription()


def test_the_picture_can_be_copied(qtbot: QtBot) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    canvas.menu.copy_picture()
    assert not QApplication.clipboard().image().isNull()


@pytest.mark.parametrize(("name", "begin"), [("a.png", b"\x89PNG"), ("a.pdf", b"%PDF")])
def test_the_picture_can_be_saved(qtbot: QtBot, tmp_path: Path, name: str, begin: bytes) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    told: list[str] = []
    canvas.told.connect(told.append)
    canvas.menu.save_picture(str(tmp_path / name))
    qtbot.waitUntil(lambda: bool(told))
    assert (tmp_path / name).read_bytes().startswith(begin)
    assert told == [f"Saved as {name}."]


def test_a_place_that_cannot_be_written_to_is_told_in_a_sentence(
    qtbot: QtBot, tmp_path: Path
) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    told: list[str] = []
    canvas.told.connect(told.append)
    canvas.menu.save_picture(str(tmp_path / "missing" / "a.svg"))
    qtbot.waitUntil(lambda: bool(told))
    assert "could not be written" in told[0]


def test_the_same_is_there_as_a_table(qtbot: QtBot) -> None:
    chart = ChartOf(growing())
    canvas = shown(qtbot, chart)
    canvas.menu.show_table()
    qtbot.waitUntil(lambda: canvas.findChild(ChartTable) is not None)
    dialog = canvas.findChild(ChartTable)
    assert isinstance(dialog, ChartTable)
    table = dialog.table
    assert table.model().rowCount() == len(chart.rows)
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "\t".join(chart.rows[1])
    dialog.reject()


def test_the_menu_offers_copy_save_and_table(qtbot: QtBot) -> None:
    canvas = shown(qtbot, ChartOf(growing()))
    place = QPoint(300, 150)
    mouse = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(canvas, QContextMenuEvent(mouse, place, canvas.mapToGlobal(place)))
    menu = canvas.menu
    assert menu.isVisible()
    assert [action.text() for action in menu.actions()] == [
        "Copy the picture",
        "Save the picture…",
        "Show as table",
    ]
    menu.close()
