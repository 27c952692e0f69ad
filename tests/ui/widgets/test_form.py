import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
)
from pytestqt.qtbot import QtBot

from trustjournal.ui import theme
from trustjournal.ui.palette import DARK, LIGHT
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.form import FormRow, dress_calendar
from trustjournal.ui.widgets.label import PlainLabel


def sentences(row: FormRow) -> list[str]:
    return [one.text() for one in row.findChildren(PlainLabel) if not one.isHidden()]


def test_a_field_is_named_by_its_label(qtbot: QtBot) -> None:
    row = FormRow("Name", QLineEdit())
    qtbot.addWidget(row)
    assert row.field.accessibleName() == "Name"
    row.set_label("Company")
    assert row.field.accessibleName() == "Company"
    assert "Company" in sentences(row)


def test_a_long_label_takes_lines_not_room_at_the_side(qtbot: QtBot) -> None:
    row = FormRow("What they like to drink when they come by in winter, " * 2, QLineEdit())
    qtbot.addWidget(row)
    assert row.minimumSizeHint().width() < 400
    assert row.heightForWidth(400) > FormRow("Drinks", QLineEdit()).sizeHint().height() + 10


def test_a_fault_takes_the_place_of_the_hint_and_gives_it_back(qtbot: QtBot) -> None:
    row = FormRow("E-mail", QLineEdit(), "Only you ever see it.")
    qtbot.addWidget(row)
    row.set_fault("That is not a whole address yet.")
    assert sentences(row) == ["E-mail", "That is not a whole address yet."]
    assert row.field.property("fault") == "true"
    assert row.field.accessibleDescription() == "That is not a whole address yet."
    row.set_fault("")
    assert sentences(row) == ["E-mail", "Only you ever see it."]
    assert row.field.property("fault") == "false"


def test_a_fault_leaves_the_typed_text(qtbot: QtBot) -> None:
    row = FormRow("E-mail", QLineEdit("rosa@"))
    qtbot.addWidget(row)
    row.set_fault("That is not a whole address yet.")
    assert isinstance(row.field, QLineEdit)
    assert row.field.text() == "rosa@"


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_no_day_of_the_calendar_is_red(qtbot: QtBot, qapp: QApplication, scheme: Scheme) -> None:
    theme.apply(qapp, scheme)
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    dress_calendar(calendar)
    tokens = DARK if scheme is Scheme.DARK else LIGHT
    for day in Qt.DayOfWeek:
        assert calendar.weekdayTextFormat(day).foreground().color().name().upper() == tokens.ink


@pytest.mark.parametrize("make", [QSpinBox, QTimeEdit])
def test_the_text_of_a_field_with_arrows_stands_off_its_edge_and_is_whole(
    qtbot: QtBot, make: type[QAbstractSpinBox]
) -> None:
    row = FormRow("Every", make())
    qtbot.addWidget(row)
    row.resize(row.sizeHint())
    row.show()
    text = row.field.findChild(QLineEdit)
    assert text is not None
    margins = text.textMargins()
    assert text.x() + margins.left() >= 8
    needed = text.fontMetrics().horizontalAdvance(text.text())
    assert text.width() - margins.left() - margins.right() >= needed
