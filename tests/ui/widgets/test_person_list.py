from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.widgets.people import people_model
from trustjournal.ui import theme
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.buttons import Button, primary
from trustjournal.ui.widgets.person_list import PersonList
from trustjournal.ui.widgets.person_row import PersonRole, row_height, section_height


def shown(qtbot: QtBot, *names: str, fitted: bool = True) -> PersonList:
    people = PersonList(fitted=fitted)
    qtbot.addWidget(people)
    model = people_model(*names)
    model.setParent(people)
    people.setModel(model)
    people.resize(600, 400)
    people.show()
    return people


def with_button(people: PersonList) -> Button:
    button = primary("Log it", small=True)
    people.set_row_buttons((button,))
    return button


def test_a_fitted_list_is_as_high_as_its_rows(qtbot: QtBot, qapp: QApplication) -> None:
    people = shown(qtbot, "Rosa", "Tomasz", "Ines")
    assert people.sizeHint().height() == 3 * row_height()
    people.model().removeRow(0)
    assert people.sizeHint().height() == 2 * row_height()
    theme.apply(qapp, Scheme.LIGHT, 1.5)
    assert people.sizeHint().height() == 2 * row_height()


def test_buttons_stand_on_the_row_that_the_keys_chose(qtbot: QtBot) -> None:
    people = shown(qtbot, "Rosa", "Tomasz", "Ines")
    button = with_button(people)
    assert not button.isVisible()
    people.setCurrentIndex(people.model().index(0, 0))
    QTest.keyClick(people, Qt.Key.Key_Down)
    row = people.visualRect(people.currentIndex())
    place = button.mapTo(people.viewport(), button.rect().center())
    assert button.isVisible()
    assert row.contains(place)
    assert people.currentIndex().row() == 1
    assert place.x() > row.center().x()


def test_buttons_stand_at_the_left_where_reading_runs_from_the_right(qtbot: QtBot) -> None:
    people = shown(qtbot, "Rosa", "Tomasz")
    button = with_button(people)
    people.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    people.setCurrentIndex(people.model().index(0, 0))
    assert button.mapTo(people.viewport(), button.rect().center()).x() < 150


def test_buttons_go_with_the_last_row(qtbot: QtBot) -> None:
    people = shown(qtbot, "Rosa")
    button = with_button(people)
    people.setCurrentIndex(people.model().index(0, 0))
    people.model().removeRow(0)
    assert not button.isVisible()


def test_buttons_follow_their_row_as_it_scrolls(qtbot: QtBot) -> None:
    people = shown(qtbot, *(f"Person {number}" for number in range(40)), fitted=False)
    button = with_button(people)
    people.setCurrentIndex(people.model().index(2, 0))
    before = button.mapTo(people, button.rect().center()).y()
    people.verticalScrollBar().setValue(50)
    assert button.mapTo(people, button.rect().center()).y() == before - 50


def test_typing_goes_to_the_person_of_that_name(qtbot: QtBot) -> None:
    people = shown(qtbot, "Rosa", "Tomasz", "Ines")
    people.setFocus()
    QTest.keyClicks(people, "to")
    assert people.currentIndex().data() == "Tomasz"


def test_a_row_that_begins_a_part_is_higher_and_its_buttons_stay_beside_the_person(
    qtbot: QtBot,
) -> None:
    people = shown(qtbot, "Rosa", "Tomasz", "Ines")
    button = with_button(people)
    index = people.model().index(1, 0)
    people.model().setData(index, "Check in with", PersonRole.SECTION)
    assert people.sizeHint().height() == 3 * row_height() + section_height()
    people.setCurrentIndex(index)
    row = people.visualRect(index)
    assert row.height() == row_height() + section_height()
    assert button.mapTo(people.viewport(), button.rect().topLeft()).y() > (
        row.top() + section_height()
    )
