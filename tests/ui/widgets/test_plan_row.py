"""Rows of things to do as they are painted: in every direction, size and width."""

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from trustjournal.ui import theme
from trustjournal.ui.models.plan_model import Entry, PlanModel, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.plan_row import PlanRowDelegate, row_height

ENTRY = Entry(
    key=uuid4(),
    customer_id=uuid4(),
    person="Rosa Delgado",
    title="One-year mug",
    aside="for Rosa Delgado",
    state="Time to prepare",
    state_icon="clock",
    text="Café Alma turns one",
    when="8 Nov",
    when_tone=Tone.CLAY,
    under="€14",
)


def painted(
    row: int = 1,
    width: int = 600,
    *,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    state: QStyle.StateFlag = QStyle.StateFlag.State_Enabled,
    reserved: int = 0,
    entry: Entry = ENTRY,
) -> QImage:
    model = PlanModel()
    model.set_sections((Section("Planned", [entry]),))
    delegate = PlanRowDelegate()
    delegate.reserved, delegate.current = reserved, 1 if reserved else -1
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, row_height())
    option.direction = direction
    option.state = state
    image = QImage(QSize(width, row_height()), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(row, 0))
    painter.end()
    return image


def columns_of(image: QImage, colour: str) -> set[int]:
    """Return the columns in which a pixel has exactly this colour."""
    wanted = theme.colour(colour).rgb()
    return {
        x
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) == wanted
    }


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_rows_grow_with_the_text(qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, Scheme.LIGHT, scale)
    assert 50 * scale < row_height() < 70 * scale


def test_the_day_stands_at_the_end_in_its_own_colour() -> None:
    assert min(columns_of(painted(), "clay")) > 500


def test_in_a_window_from_right_to_left_the_day_stands_at_the_left() -> None:
    image = painted(direction=Qt.LayoutDirection.RightToLeft)
    assert max(columns_of(image, "clay")) < 100


def test_the_day_makes_room_for_the_buttons_of_the_row() -> None:
    columns = columns_of(painted(reserved=200), "clay")
    assert columns
    assert max(columns) < 400


def test_where_it_is_narrow_the_words_come_before_the_day() -> None:
    narrow = painted(width=160)
    assert not columns_of(narrow, "clay")
    assert columns_of(narrow, "ink")


def test_how_it_stands_is_said_whole_before_the_smaller_words_at_the_end() -> None:
    spoke = replace(ENTRY, state="Last spoke 5 weeks ago", state_tone=Tone.GOLD)
    spoke = replace(spoke, under="every three months")
    whole, narrow = painted(entry=spoke), painted(width=320, entry=spoke)
    assert columns_of(narrow, "gold") == columns_of(whole, "gold")
    assert columns_of(narrow, "clay")


def test_a_selected_row_has_a_background_and_an_edge() -> None:
    states = QStyle.StateFlag
    selected = painted(state=states.State_Enabled | states.State_Selected)
    assert len(columns_of(selected, "select")) > 400
    assert columns_of(selected, "accent")
    assert not columns_of(painted(), "select")


def test_a_heading_is_written_large_and_has_no_sign() -> None:
    image = painted(row=0)
    assert columns_of(image, "ink")
    assert max(columns_of(image, "ink")) < 120
