"""The words beside a mark stay on the canvas, in two lines, off the mark."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QImage, QPainter

from trustjournal.ui import theme
from trustjournal.ui.widgets.chart_bubble import paint_bubble

EMPTY = 0xFF00FF00


def painted(mark: QPoint, *words: str) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(EMPTY)
    painter = QPainter(image)
    first, second = words
    paint_bubble(painter, image.rect(), QPointF(mark), 9, (first, second))
    painter.end()
    return image


def box(image: QImage) -> tuple[int, int, int, int]:
    """Return the first and last column and row that are painted."""
    spots = [(x, y) for x in range(300) for y in range(200) if image.pixel(x, y) != EMPTY]
    across, down = [x for x, _y in spots], [y for _x, y in spots]
    return min(across), max(across), min(down), max(down)


@pytest.mark.parametrize("mark", [(0, 0), (299, 199), (150, 100), (150, 5)])
def test_it_is_inside_and_off_the_mark(mark: tuple[int, int]) -> None:
    left, right, top, bottom = box(painted(QPoint(*mark), "Rosa Delgado", "a while ago " * 9))
    assert left >= 0
    assert right <= 299
    assert top >= 0 or mark[1] == 0
    assert not (top - 9 < mark[1] < bottom + 9)


def test_words_of_several_lines_take_no_more_room() -> None:
    plain = painted(QPoint(150, 150), "Maria Luisa", "today")
    broken = painted(QPoint(150, 150), "Maria\nLuisa", "today")
    assert plain == broken


def test_it_is_in_the_colours_of_the_theme() -> None:
    image = painted(QPoint(150, 150), "Rosa", "today")
    left, right, top, bottom = box(image)
    middle = image.pixelColor((left + right) // 2, bottom - 3)
    assert middle == theme.colour("raised")
    assert top < bottom
