"""Cards of a board as they are painted: in every direction, size and length of words."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from trustjournal.ui import theme
from trustjournal.ui.models.plan_model import Entry, PlanModel, Section
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.plan_card import PlanCardDelegate, card_height, two_lines
from trustjournal.ui.widgets.plan_row import text_width


def painted(
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    flags: QStyle.StateFlag = QStyle.StateFlag.State_Enabled,
    **fields: Any,
) -> QImage:
    shown: dict[str, Any] = {
        "person": "Rosa Delgado",
        "title": "Send the photos",
        "when": "Tomorrow",
        "when_tone": Tone.CLAY,
    }
    model = PlanModel()
    entry = Entry(key=uuid4(), customer_id=uuid4(), **(shown | fields))
    model.set_sections((Section("", [entry]),))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 220, card_height())
    option.direction = direction
    option.state = flags
    image = QImage(QSize(220, card_height()), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    PlanCardDelegate().paint(painter, option, model.index(0, 0))
    painter.end()
    return image


def columns_of(image: QImage, colour: str) -> set[int]:
    wanted = theme.colour(colour).rgb()
    return {
        x
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) == wanted
    }


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_cards_grow_with_the_text(qapp: QApplication, dressed: None, scale: float) -> None:
    theme.apply(qapp, Scheme.LIGHT, scale)
    assert 110 * scale < card_height() < 160 * scale


def test_the_day_stands_at_the_end_in_its_own_colour(dressed: None) -> None:
    assert min(columns_of(painted(), "clay")) > 110
    turned = painted(Qt.LayoutDirection.RightToLeft)
    assert max(columns_of(turned, "clay")) < 110


def test_no_words_however_long_leave_the_card(dressed: None) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff " * 9
    image = painted(person=long, title=long, state=long, text=long, when=long, when_tone=Tone.INK)
    inside = columns_of(image, "ink")
    assert inside
    assert min(inside) >= 10
    assert max(inside) <= 210


def test_the_card_that_has_the_focus_shows_it(dressed: None) -> None:
    focused = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_HasFocus
    assert len(columns_of(painted(flags=focused), "accent")) > 150
    assert columns_of(painted(), "accent") == set()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
def test_two_lines_hold_every_letter_of_a_text(text: str) -> None:
    lines = two_lines(text, theme.font(TypeRole.STRONG), 120)
    assert len(lines) <= 2
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_first_line_fits_and_breaks_between_words(dressed: None) -> None:
    first, second = two_lines("send the photos of the oak", theme.font(TypeRole.STRONG), 120)
    assert text_width(TypeRole.STRONG, first) <= 120
    assert (f"{first} {second}").split() == ["send", "the", "photos", "of", "the", "oak"]
