"""The owner's own fields are added, changed, put in order and deleted by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_custom_field, make_customer
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.domain.choices import FieldKind
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import CustomValue
from trustjournal.store import organising, queries
from trustjournal.ui.dialogs.custom_field_dialog import CustomFieldDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings_custom import CustomFieldsCard
from trustjournal.ui.session import JournalSession

GLAZE = make_custom_field("Glaze", place=0)
SIZE = make_custom_field("Size", kind=FieldKind.CHOICE, choices=("small", "large"), place=1)
ROSA = make_customer("Rosa", custom=(CustomValue(field_id=GLAZE.id, value="white"),))


@pytest.fixture
def card(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> CustomFieldsCard:
    made = CustomFieldsCard(session, navigator)
    qtbot.addWidget(made)
    made.resize(600, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def filled(qtbot: QtBot, session: JournalSession, card: CustomFieldsCard) -> CustomFieldsCard:
    fill(session, GLAZE, SIZE, ROSA)
    qtbot.waitUntil(lambda: titles(card) == ["Glaze", "Size"])
    return card


def titles(card: CustomFieldsCard) -> list[str]:
    return [row.line.title for row in card.lines.rows]


def stored(session: JournalSession) -> list[CustomField]:
    with session.engine.connect() as connection:
        return organising.custom_fields(connection)


def dialog(qtbot: QtBot, card: CustomFieldsCard) -> CustomFieldDialog:
    qtbot.waitUntil(lambda: bool(card.findChildren(CustomFieldDialog)))
    (found,) = card.findChildren(CustomFieldDialog)
    return found


def save(qtbot: QtBot, form: CustomFieldDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_field_is_added_by_keys(
    qtbot: QtBot, session: JournalSession, card: CustomFieldsCard
) -> None:
    QTest.keyClick(card.add_button, Qt.Key.Key_Return)
    form = dialog(qtbot, card)
    QTest.keyClicks(form.title.line, "Favourite colour")
    assert form.rows["choices"].isHidden()
    QTest.keyClick(form.kind.keys[FieldKind.CHOICE], Qt.Key.Key_Space)
    assert not form.rows["choices"].isHidden()
    form.choices.box.setPlainText("red\nblue\n")
    save(qtbot, form)
    (made,) = stored(session)
    assert (made.title, made.choices) == ("Favourite colour", ("red", "blue"))
    qtbot.waitUntil(lambda: titles(card) == ["Favourite colour"])
    assert card.lines.rows[0].line.aside == "Choice of 2"


def test_a_field_is_changed(
    qtbot: QtBot, session: JournalSession, filled: CustomFieldsCard
) -> None:
    QTest.keyClick(filled.lines.rows[0], Qt.Key.Key_F2)
    form = dialog(qtbot, filled)
    form.title.line.setText("size")
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(form.fault.isVisible)
    assert form.fault.text() == "Another field is called “size”."
    form.title.line.setText("Finish")
    save(qtbot, form)
    assert [one.title for one in stored(session)] == ["Finish", "Size"]


def test_a_field_moves_with_its_focus(
    qtbot: QtBot, session: JournalSession, filled: CustomFieldsCard
) -> None:
    filled.lines.rows[1].setFocus()
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(filled.lines.rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: titles(filled) == ["Size", "Glaze"])
    assert QApplication.focusWidget() is filled.lines.rows[0]


def test_a_deleted_field_comes_back_with_what_stood_in_it(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, filled: CustomFieldsCard
) -> None:
    told = hear(navigator.told)
    filled.lines.rows[0].setFocus()
    QTest.keyClick(filled.lines.rows[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(filled) == ["Size"])
    assert told == ["Delete the field “Glaze”"]
    assert QApplication.focusWidget() is filled.lines.rows[0]
    with session.engine.connect() as connection:
        assert queries.customer_by_id(connection, ROSA.id).custom == ()
    with qtbot.waitSignal(session.changed):
        session.undo()
    with session.engine.connect() as connection:
        assert queries.customer_by_id(connection, ROSA.id) == ROSA
    qtbot.waitUntil(lambda: titles(filled) == ["Glaze", "Size"])


def test_the_menu_says_what_the_keys_do(filled: CustomFieldsCard) -> None:
    row = filled.lines.rows[0]
    row.open_menu(row.mapToGlobal(row.rect().center()))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [one.text() for one in menu.actions() if one.text()]
    menu.close()
    assert words == ["Edit\tF2", "Move up\tAlt+Up", "Move down\tAlt+Down", "Delete\tDel"]
