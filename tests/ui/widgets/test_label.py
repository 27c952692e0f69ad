import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui import theme
from trustjournal.ui.palette import DARK, Tone, TypeRole
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.label import PlainLabel, tooltip

MARKUP = "<b>Rosa</b> & <img src='x'>"


def inked_columns(image: QImage) -> list[int]:
    ground = image.pixel(0, 0)
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]


def test_markup_shows_as_it_was_typed(qtbot: QtBot) -> None:
    label = PlainLabel(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == MARKUP


def test_a_tooltip_never_holds_the_owners_markup(qtbot: QtBot) -> None:
    label = PlainLabel("Rosa")
    qtbot.addWidget(label)
    label.setToolTip(MARKUP)
    assert "<b>" not in label.toolTip()
    assert "&lt;b&gt;Rosa" in label.toolTip()
    # Qt takes text for rich by its first tag; without one an escaped "&" would show as "&amp;".
    assert tooltip("Wilk & Sons").startswith("<qt>")
    assert tooltip("") == ""


def test_an_elided_label_gives_way_and_tells_the_whole(qtbot: QtBot) -> None:
    text = "A name that goes on and on " * 10
    label = PlainLabel(text, elide=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.sizeHint().width() / 4
    assert text.strip() in label.toolTip()
    assert label.text() == text


def test_an_elided_label_paints_no_further_than_its_edge(qtbot: QtBot) -> None:
    label = PlainLabel("Rosa Delgado and friends", elide=True)
    qtbot.addWidget(label)
    label.resize(90, 30)
    columns = inked_columns(label.grab().toImage())
    assert columns
    assert columns[-1] < 90


@pytest.mark.parametrize(
    "make",
    [
        lambda: PlainLabel("Rosa"),
        lambda: PlainLabel("Rosa", wrap=True),
        lambda: PlainLabel("Rosa", elide=True),
    ],
)
def test_text_begins_where_the_window_begins(qtbot: QtBot, make: type[PlainLabel]) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    label = make()
    row.addWidget(label)
    box.resize(300, 40)
    assert inked_columns(box.grab().toImage())[-1] < 100
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert inked_columns(box.grab().toImage())[0] > 200


def test_tone_and_role_change_the_ink_and_the_size(qtbot: QtBot, qapp: QApplication) -> None:
    label, title = PlainLabel("Late", tone=Tone.CLAY), PlainLabel("Today", TypeRole.TITLE)
    qtbot.addWidget(label)
    qtbot.addWidget(title)
    theme.apply(qapp, Scheme.DARK)
    label.ensurePolished()
    label.set_tone(Tone.GOLD)
    assert label.palette().color(label.foregroundRole()).name().upper() == DARK.gold
    assert title.sizeHint().height() > 1.5 * label.sizeHint().height()
