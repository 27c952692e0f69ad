"""The field for a day by real keys: figures, words, and the calendar."""

from collections.abc import Generator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.date_field import DateField

pytestmark = pytest.mark.usefixtures("dressed")

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.fixture
def field(qtbot: QtBot) -> Generator[DateField]:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    made = DateField(TODAY)
    column.addWidget(QLineEdit())
    column.addWidget(made)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    made.setFocus()
    yield made
    form.hide()


def test_words_become_the_day_they_name(field: DateField) -> None:
    changed: list[date] = []
    field.day_changed.connect(lambda: changed.append(field.day()))
    QTest.keyClicks(field, "in 2 weeks")
    assert field.day() == date(2026, 12, 6)
    assert changed == [date(2026, 12, 6)]
    assert field.accessibleDescription() == "Sun 6 Dec 2026"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text().startswith("6")
    assert "2026" in field.text()
    assert field.fault() == ""


def test_words_that_name_no_day_stay_and_change_nothing(field: DateField) -> None:
    QTest.keyClicks(field, "after <b>soon</b>")
    assert field.accessibleDescription() == "Which day?"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "after <b>soon</b>"
    assert field.day() == TODAY
    assert field.fault().startswith("“after <b>soon</b>” is no day.")
    assert field.property("fault") == "true"


@pytest.mark.parametrize(
    ("locale", "typed"),
    [("en_US", "3/4/2027"), ("en_US", "3/4/27"), ("de_DE", "04.03.27"), ("sv_SE", "2027-03-04")],
)
def test_figures_are_read_as_this_computer_writes_them(
    field: DateField, locale: str, typed: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        QTest.keyClicks(field, typed)
        assert field.day() == date(2027, 3, 4)
        field.set_day(field.day())
        assert "2027" in field.text()
    finally:
        QLocale.setDefault(before)


def test_arrows_go_by_days_and_page_keys_by_weeks(field: DateField) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_Down):
        QTest.keyClick(field, key)
    assert field.day() == date(2026, 12, 6)
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert field.day() == date(2026, 11, 29)


def test_the_calendar_opens_by_key_and_gives_its_day(field: DateField, qtbot: QtBot) -> None:
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    qtbot.waitUntil(calendar.isVisible)
    inside = QApplication.focusWidget()
    assert inside is not None
    QTest.keyClick(inside, Qt.Key.Key_Right)
    QTest.keyClick(inside, Qt.Key.Key_Return)
    assert not calendar.isVisible()
    assert field.day() == date(2026, 11, 23)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    inside = QApplication.focusWidget()
    assert inside is not None
    QTest.keyClick(inside, Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert field.day() == date(2026, 11, 23)


def test_a_day_before_the_first_is_refused_in_words(field: DateField) -> None:
    field.set_first(date(2026, 11, 23))
    assert field.day() == date(2026, 11, 23)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "yesterday")
    assert "or a later day" in field.fault()
