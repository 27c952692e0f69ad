"""The shared behaviour of all full forms, shown on the form of a promise."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import full_customer, make_customer
from tests.ui.conftest import fill
from tests.ui.owner import turn_wheel
from trustjournal.domain.capture import Draft
from trustjournal.domain.records import Promise
from trustjournal.store import queries
from trustjournal.ui import theme
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.fields import ChoiceField, LineField
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

ROSA = make_customer("Rosa Delgado")


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, ROSA)
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


@pytest.fixture
def form(session: JournalSession, navigator: Navigator, window: QWidget) -> FormDialog:
    return opening.make_promise(ROSA.id, session, navigator, window)


def line_of(form: FormDialog, name: str) -> QLineEdit:
    field = form.fields[name]
    assert isinstance(field, LineField)
    return field.line


def promises(session: JournalSession) -> list[Promise]:
    with session.engine.connect() as connection:
        return queries.promises(connection)


def test_it_begins_where_something_is_still_to_be_written(form: FormDialog) -> None:
    assert form.focusWidget() is line_of(form, "text")


def test_ctrl_enter_saves_from_any_field_and_the_toast_tells(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, form: FormDialog
) -> None:
    QTest.keyClicks(line_of(form, "text"), "send the quote")
    with qtbot.waitSignals([navigator.told, form.accepted]):
        QTest.keyClick(
            line_of(form, "text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert [promise.text for promise in promises(session)] == ["send the quote"]


def test_enter_alone_does_not_close_a_half_written_form(form: FormDialog) -> None:
    QTest.keyClicks(line_of(form, "text"), "send")
    QTest.keyClick(line_of(form, "text"), Qt.Key.Key_Return)
    assert form.isVisible()


def test_what_is_wrong_is_said_in_the_form_and_nothing_is_lost(
    qtbot: QtBot, session: JournalSession, form: FormDialog
) -> None:
    QTest.keyClicks(line_of(form, "text"), "   ")
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.fault.text() == "Write what you promised.")
    assert form.isVisible()
    QTest.keyClicks(line_of(form, "text"), "call")
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert len(promises(session)) == 1


def test_a_form_closed_unsaved_comes_back_as_it_was(
    session: JournalSession, navigator: Navigator, window: QWidget, form: FormDialog
) -> None:
    QTest.keyClicks(line_of(form, "text"), "send the quote")
    form.fields["due_on"].set_value(date(2026, 12, 1))
    QTest.keyClick(line_of(form, "text"), Qt.Key.Key_Escape)
    assert not form.isVisible()
    again = opening.make_promise(ROSA.id, session, navigator, window)
    assert line_of(again, "text").text() == "send the quote"
    assert again.fields["due_on"].value() == date(2026, 12, 1)
    assert opening.make_promise(None, session, navigator, window).values()["text"] == ""


def test_start_over_drops_what_was_not_saved(
    session: JournalSession, navigator: Navigator, window: QWidget, form: FormDialog
) -> None:
    QTest.keyClicks(line_of(form, "text"), "send the quote")
    form.reject()
    again = opening.make_promise(ROSA.id, session, navigator, window)
    start_over = next(
        button for button in again.findChildren(QPushButton) if button.text() == "Start over"
    )
    assert start_over.isVisible()
    QTest.mouseClick(start_over, Qt.MouseButton.LeftButton)
    assert line_of(again, "text").text() == ""
    again.reject()
    assert opening.make_promise(ROSA.id, session, navigator, window).values()["text"] == ""


def test_a_saved_form_does_not_come_back(
    qtbot: QtBot,
    session: JournalSession,
    navigator: Navigator,
    window: QWidget,
    form: FormDialog,
) -> None:
    QTest.keyClicks(line_of(form, "text"), "send")
    form.reject()
    again = opening.make_promise(ROSA.id, session, navigator, window)
    with qtbot.waitSignal(again.accepted):
        again.save()
    assert opening.make_promise(ROSA.id, session, navigator, window).values()["text"] == ""


def test_everything_that_takes_the_focus_has_a_name(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    person = opening.new_person("Petra", session, navigator, window)
    for more in person.findChildren(QPushButton):
        if more.text().startswith("Add"):
            QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    gesture = opening.plan_gesture(None, session, navigator, window)
    promise = opening.make_promise(None, session, navigator, window)
    for form in (person, gesture, promise):
        for widget in form.findChildren(QWidget):
            inner = widget.objectName().startswith("qt_")
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not inner:
                assert widget.accessibleName(), (form.windowTitle(), widget)


def test_the_wheel_scrolls_past_a_choice_instead_of_changing_it(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_check_in(ROSA.id, session, navigator, window)
    every = form.fields["every"]
    assert isinstance(every, ChoiceField)
    before = every.value()
    assert not every.box.hasFocus()
    turn_wheel(every.box, notches=-1)
    assert every.value() == before


def test_at_twice_the_text_size_nothing_is_cut_on_a_small_screen(
    qapp: QApplication, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT, 2.0)
    try:
        for form in (
            opening.plan_gesture(ROSA.id, session, navigator, window),
            opening.new_touchpoint(Draft(), session, navigator, window),
            opening.edit(full_customer(), session, navigator, window),
        ):
            qapp.processEvents()
            viewport = form.page.parentWidget()
            assert viewport is not None
            assert form.page.width() <= viewport.width(), form.windowTitle()
    finally:
        theme.apply(qapp, theme.Scheme.LIGHT, 1.0)


def test_a_long_form_opens_over_the_window_and_wholly_on_the_screen(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    window.move(0, 0)
    form = opening.edit(full_customer(), session, navigator, window)
    room = QApplication.primaryScreen().availableGeometry()
    assert room.contains(form.geometry())
    assert abs(form.geometry().center().x() - window.geometry().center().x()) < 40


def test_no_room_is_left_empty_under_a_short_form(qapp: QApplication, form: FormDialog) -> None:
    qapp.processEvents()
    last = form.rows["due_on"]
    assert form.page.height() - last.geometry().bottom() < 30
