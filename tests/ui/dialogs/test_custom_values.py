"""The owner's own fields in the form of a customer."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import full_custom_field, make_custom_field, make_customer
from tests.ui.conftest import fill
from trustjournal.domain.choices import FieldKind
from trustjournal.domain.custom_fields import values_of
from trustjournal.domain.records import CustomValue
from trustjournal.store import queries
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.custom_values import ChoiceLine, CustomValuesField, DayLine, NumberLine
from trustjournal.ui.dialogs.fields import LineField
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

GLAZE = make_custom_field("Glaze & oak", place=0)
CHAIRS = make_custom_field("Chairs", kind=FieldKind.NUMBER, place=1)
LEASE = make_custom_field("Lease ends", kind=FieldKind.DATE, place=2)
COLOUR = replace(full_custom_field(), title="Colour")
SHOP = make_custom_field("Shop", kind=FieldKind.LINK, place=4)
ROSA = make_customer(
    "Rosa",
    custom=(
        CustomValue(field_id=CHAIRS.id, value="12.5"),
        CustomValue(field_id=COLOUR.id, value="ochre"),
    ),
)


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, GLAZE, CHAIRS, LEASE, COLOUR, SHOP, ROSA)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def form(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> FormDialog:
    made = opening.edit(ROSA, session, navigator, window)
    qtbot.waitUntil(custom(made).isVisible)
    return made


def custom(form: FormDialog) -> CustomValuesField:
    found = form.fields["custom"]
    assert isinstance(found, CustomValuesField)
    return found


def stored(session: JournalSession) -> dict[str, str]:
    with session.engine.connect() as connection:
        (rosa,) = queries.customers(connection)
    titles = {one.id: one.title for one in (GLAZE, CHAIRS, LEASE, COLOUR, SHOP)}
    return {titles[which]: value for which, value in values_of(rosa.custom).items()}


def save(qtbot: QtBot, form: FormDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)


def test_each_field_is_written_as_its_kind_asks(
    qtbot: QtBot, session: JournalSession, form: FormDialog
) -> None:
    lines = custom(form).inputs
    glaze, chairs, lease, colour = (lines[one.id] for one in (GLAZE, CHAIRS, LEASE, COLOUR))
    assert isinstance(glaze, LineField)
    assert glaze.line.accessibleName() == "Glaze & oak"
    QTest.keyClicks(glaze.line, "matte & white")
    assert isinstance(chairs, NumberLine)
    assert chairs.line.text() == "12.5"
    chairs.line.selectAll()
    QTest.keyClicks(chairs.line, "1,200")
    assert isinstance(lease, DayLine)
    QTest.keyClick(lease.choose, Qt.Key.Key_Space)
    assert isinstance(colour, ChoiceLine)
    assert colour.box.currentText() == "ochre"
    QTest.keyClick(colour.box, Qt.Key.Key_Up)
    save(qtbot, form)
    assert stored(session) == {
        "Glaze & oak": "matte & white",
        "Chairs": "1200",
        "Lease ends": "2026-11-22",
        "Colour": "terrace green",
    }


def test_an_untouched_form_keeps_what_stood_there(
    qtbot: QtBot, session: JournalSession, form: FormDialog
) -> None:
    assert form.is_clean()
    save(qtbot, form)
    assert stored(session) == {"Chairs": "12.5", "Colour": "ochre"}


def test_a_field_is_emptied(qtbot: QtBot, session: JournalSession, form: FormDialog) -> None:
    chairs = custom(form).inputs[CHAIRS.id]
    assert isinstance(chairs, NumberLine)
    chairs.line.clear()
    save(qtbot, form)
    assert stored(session) == {"Colour": "ochre"}


def test_what_is_no_number_is_said_and_stays(session: JournalSession, form: FormDialog) -> None:
    chairs = custom(form).inputs[CHAIRS.id]
    assert isinstance(chairs, NumberLine)
    chairs.line.selectAll()
    QTest.keyClicks(chairs.line, "a dozen")
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert form.fault.text() == "Chairs: “a dozen” is not a number."
    assert chairs.line.text() == "a dozen"
    assert stored(session)["Chairs"] == "12.5"


def test_a_form_closed_unsaved_comes_back_with_its_words(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget, form: FormDialog
) -> None:
    chairs = custom(form).inputs[CHAIRS.id]
    assert isinstance(chairs, NumberLine)
    chairs.line.setText("13")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    again = opening.edit(ROSA, session, navigator, window)
    qtbot.waitUntil(custom(again).isVisible)
    assert custom(again).value()[CHAIRS.id] == "13"


def test_without_own_fields_the_form_shows_no_place_for_them(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    form = opening.new_person("Ana", session, navigator, made)
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert custom(form).isHidden()
