import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from tests.ui.widgets.people import people_model
from trustjournal.ui import theme
from trustjournal.ui.palette import LIGHT
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.avatar import avatar_colours
from trustjournal.ui.widgets.person_row import PersonRole, PersonRowDelegate, row_height

WIDTH = 640
ROSA = avatar_colours("Rosa Delgado", dark=False)[0].name()


def painted(
    model: QStandardItemModel,
    *,
    width: int = WIDTH,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    state: QStyle.StateFlag = QStyle.StateFlag.State_Enabled,
    reserved: int = 0,
) -> QImage:
    image = QImage(width, row_height(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, row_height())
    option.direction = direction
    option.state = state
    delegate = PersonRowDelegate()
    delegate.reserved = reserved
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    return image


def columns(image: QImage, colour: str) -> list[int]:
    wanted = QColor(colour).rgb()
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) == wanted for y in range(image.height()))
    ]


def test_boxes_are_mirrored_where_reading_runs_right_to_left() -> None:
    plain = painted(people_model("Rosa Delgado"))
    turned = painted(people_model("Rosa Delgado"), direction=Qt.LayoutDirection.RightToLeft)
    face = columns(plain, ROSA)
    assert face[-1] < 60
    assert columns(turned, ROSA) == [WIDTH - 1 - x for x in reversed(face)]
    assert min(columns(plain, LIGHT.line)) > WIDTH / 2
    assert max(columns(turned, LIGHT.line)) < WIDTH / 2


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_lateness_is_clay_and_has_an_icon(direction: Qt.LayoutDirection) -> None:
    assert columns(painted(people_model("Rosa Delgado"), direction=direction), LIGHT.clay)


def test_a_selected_row_is_green_with_an_edge() -> None:
    image = painted(people_model("Rosa Delgado"), state=QStyle.StateFlag.State_Selected)
    assert image.pixelColor(8, 20).name().upper() == LIGHT.select
    assert image.pixelColor(WIDTH // 2, 1).name().upper() != LIGHT.surface


def test_buttons_on_the_selected_row_take_the_place_of_its_depth() -> None:
    selected = QStyle.StateFlag.State_Selected
    assert columns(painted(people_model("Rosa"), state=selected), LIGHT.line)
    assert not columns(painted(people_model("Rosa"), state=selected, reserved=120), LIGHT.line)


def test_a_narrow_row_keeps_the_words_and_leaves_out_the_depth() -> None:
    assert not columns(painted(people_model("Rosa Delgado"), width=320), LIGHT.line)


def test_a_person_of_whom_only_the_name_is_known_paints() -> None:
    model = QStandardItemModel()
    model.appendRow(QStandardItem("Rosa Delgado"))
    image = painted(model)
    assert columns(image, ROSA)
    assert not columns(image, LIGHT.line)


def test_a_long_name_leaves_the_depth_alone() -> None:
    model = people_model("Rosa " * 60)
    model.setData(model.index(0, 0), "word " * 100, PersonRole.SENTENCE)
    ink = [x for x in columns(painted(model), LIGHT.ink) if x > WIDTH - 110]
    assert not ink


def test_rows_grow_with_the_text(qapp: QApplication) -> None:
    small = row_height()
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    assert row_height() > 1.7 * small
