"""Several people at once: what stands above the list then, and one Undo for all of them."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_custom_field, make_customer, make_membership
from tests.samples import make_touchpoint as touch
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import CustomerKind, FieldKind, Stage
from trustjournal.domain.custom_fields import values_of
from trustjournal.domain.records import CheckIn, Customer, Record
from trustjournal.settings import Settings
from trustjournal.store import organising, queries
from trustjournal.ui.dialogs.membership_dialog import BelongDialog
from trustjournal.ui.dialogs.merge_dialog import MergeDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.people import PeoplePage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button

TODAY = MORNING.date()
ANA, BEN, CHO = (make_customer(name) for name in ("Ana", "Ben", "Cho"))
CLUB = make_customer("Book club", kind=CustomerKind.GROUP)
GLAZE = make_custom_field("Glaze", kind=FieldKind.CHOICE, choices=("white", "oak"))


class Opened:
    """The page with Ana, Ben and Cho in it."""

    def __init__(self, qtbot: QtBot, session: JournalSession, navigator: Navigator) -> None:
        self.qtbot = qtbot
        self.session = session
        self.told = hear(navigator.told)
        self.page = PeoplePage(session, navigator, Settings())
        qtbot.addWidget(self.page)
        self.page.resize(1000, 700)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        qtbot.waitUntil(lambda: self.page.model.people is not None)

    def select(self, *people: Customer) -> None:
        table = self.page.table
        table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in self.page.model.rows_of({one.id for one in people}):
            table.selectionModel().select(self.page.model.index(row, 0), flags)

    def pick(self, button: Button, *words: str) -> None:
        """Choose from the menu of a button, submenus included."""
        menu = button.menu()
        menu.aboutToShow.emit()
        chosen = self.action(menu, *words)
        with self.qtbot.waitSignal(self.session.changed):
            chosen.trigger()

    def action(self, menu: Any, *words: str) -> QAction:
        chosen: Any = menu
        for word in words:
            inside: Any = chosen.menu() if isinstance(chosen, QAction) else chosen
            (chosen,) = [one for one in inside.actions() if one.text() == word]
        return chosen

    def fresh(self) -> dict[str, Customer]:
        with self.session.engine.connect() as connection:
            return {one.name: one for one in queries.customers(connection)}

    def check_ins(self) -> dict[str, CheckIn]:
        with self.session.engine.connect() as connection:
            found = queries.check_ins_of(connection, [one.id for one in (ANA, BEN, CHO)])
        return {one.name: found[one.id] for one in (ANA, BEN, CHO) if one.id in found}

    def undo(self) -> None:
        with self.qtbot.waitSignal(self.session.changed):
            self.session.undo()


@pytest.fixture
def view(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opened:
    fill(session, ANA, BEN, CHO)
    return Opened(qtbot, session, navigator)


def add(view: Opened, *records: Record) -> None:
    fill(view.session, *records)
    wanted = len(view.fresh())
    view.qtbot.waitUntil(lambda: view.page.model.rowCount() == wanted)
    view.qtbot.waitUntil(lambda: view.page.model.people is not None)


def test_the_bar_changes_with_the_second_selected_and_back(view: Opened) -> None:
    page = view.page
    view.select(ANA)
    assert page.add_button.isVisible()
    assert not page.bulk.tag.isVisible()
    view.select(ANA, BEN)
    assert page.bulk.count.text() == "2 people selected"
    assert page.bulk.tag.isVisible()
    assert not page.add_button.isVisible()
    assert not page.stage_box.isVisible()
    QTest.keyClick(page.bulk.drop, Qt.Key.Key_Return)
    assert page.add_button.isVisible()
    assert QApplication.focusWidget() is page.table


def test_two_can_be_made_one_though_nothing_tells_that_they_are(view: Opened) -> None:
    page = view.page
    view.select(ANA, BEN, CHO)
    assert not page.bulk.merge.isVisible()
    assert not view.action(page.menu.made(), "Merge these two…").isEnabled()
    view.select(ANA, BEN)
    assert view.action(page.menu.made(), "Merge these two…").isEnabled()
    QTest.keyClick(page.bulk.merge, Qt.Key.Key_Space)
    view.qtbot.waitUntil(lambda: page.findChild(MergeDialog) is not None)
    (dialog,) = page.findChildren(MergeDialog)
    with view.qtbot.waitSignal(view.session.changed):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(view.fresh()) == 2
    view.undo()
    assert {*view.fresh()} == {"Ana", "Ben", "Cho"}


def test_several_get_a_stage_and_one_undo_takes_it_back(view: Opened) -> None:
    view.select(ANA, BEN)
    view.pick(view.page.bulk.stage, "Prospect")
    assert {one.name: one.stage for one in view.fresh().values()} == {
        "Ana": Stage.PROSPECT,
        "Ben": Stage.PROSPECT,
        "Cho": Stage.CUSTOMER,
    }
    view.undo()
    assert {one.stage for one in view.fresh().values()} == {Stage.CUSTOMER}


def test_several_get_a_tag(view: Opened) -> None:
    view.select(ANA, BEN)
    menu = view.page.bulk.tag.menu()
    menu.aboutToShow.emit()
    view.action(menu, "Add tag…").trigger()
    (dialog,) = view.page.findChildren(QInputDialog)
    dialog.setTextValue("oak")
    with view.qtbot.waitSignal(view.session.changed):
        dialog.accept()
    assert {one.name for one in view.fresh().values() if one.tags == ("oak",)} == {"Ana", "Ben"}
    view.qtbot.waitUntil(lambda: view.page.model.line(0).customer.tags == ("oak",))
    view.pick(view.page.bulk.tag, "Take off tag", "oak")
    assert not any(one.tags for one in view.fresh().values())


def test_several_get_a_rhythm_that_counts_from_their_last_touch(view: Opened) -> None:
    at = MORNING - timedelta(days=10)
    fill(view.session, touch(ANA.id, happened_at=at), make_check_in(BEN.id, every_days=30))
    view.select(ANA, BEN, CHO)
    view.pick(view.page.bulk.cadence, "Every month")
    found = view.check_ins()
    assert found["Ana"].due_on == TODAY + timedelta(days=20)
    assert found["Cho"].due_on == TODAY + timedelta(days=30)
    assert set(found) == {"Ana", "Ben", "Cho"}
    assert "others" not in view.told[-1]
    assert view.told[-1].endswith("every month")
    view.undo()
    assert list(view.check_ins()) == ["Ben"]


def test_any_number_of_days_can_be_asked_for(view: Opened) -> None:
    view.select(ANA, BEN)
    menu = view.page.bulk.cadence.menu()
    menu.aboutToShow.emit()
    view.action(menu, "Another number of days…").trigger()
    (dialog,) = view.page.findChildren(QInputDialog)
    dialog.setIntValue(45)
    with view.qtbot.waitSignal(view.session.changed):
        dialog.accept()
    assert {one.every_days for one in view.check_ins().values()} == {45}


def test_their_own_check_ins_are_stopped_for_all(view: Opened) -> None:
    fill(view.session, make_check_in(ANA.id), make_check_in(BEN.id), make_check_in(CHO.id))
    view.select(ANA, BEN)
    view.pick(view.page.bulk.cadence, "No check-ins of their own")
    assert list(view.check_ins()) == ["Cho"]


def test_several_join_a_group_and_leave_it(view: Opened) -> None:
    add(view, CLUB)
    view.select(ANA, BEN)
    menu = view.page.bulk.group.menu()
    menu.aboutToShow.emit()
    assert [one.text() for one in menu.actions()] == ["Add to a group…"]
    menu.actions()[0].trigger()
    (form,) = view.page.findChildren(BelongDialog)
    view.qtbot.waitUntil(lambda: bool(form.group.line.isVisible()))
    view.qtbot.waitUntil(lambda: chosen(form))
    with view.qtbot.waitSignal(form.accepted):
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    people = view.page.model
    view.qtbot.waitUntil(lambda: bool(people.people and people.people.groups))
    view.page.group_box.set_value(CLUB.id.int)
    assert {people.line(row).customer.name for row in range(people.rowCount())} == {"Ana", "Ben"}
    view.select(ANA, BEN)
    view.pick(view.page.bulk.group, "Take out of", "Book club")
    with view.session.engine.connect() as connection:
        assert organising.members(connection) == {}
    view.undo()
    with view.session.engine.connect() as connection:
        assert set(organising.members(connection)[CLUB.id]) == {ANA.id, BEN.id}


def chosen(form: BelongDialog) -> bool:
    """Type the name of the club until the form knows it."""
    form.group.line.clear()
    QTest.keyClicks(form.group.line, "book")
    if form.group.popup.rows.count() < 2:
        return False
    QTest.keyClick(form.group.line, Qt.Key.Key_Tab)
    return True


def test_several_are_filled_in_from_the_menu(view: Opened) -> None:
    fill(view.session, GLAZE)
    view.qtbot.waitUntil(lambda: view.page.model.fields() == (GLAZE,))
    view.select(ANA, BEN)
    menu: QMenu = view.page.menu.made()
    view.action(menu, "Fill in", "Glaze…").trigger()
    (dialog,) = view.page.findChildren(QInputDialog)
    dialog.setTextValue("oak")
    with view.qtbot.waitSignal(view.session.changed):
        dialog.accept()
    found = {one.name: values_of(one.custom).get(GLAZE.id) for one in view.fresh().values()}
    assert found == {"Ana": "oak", "Ben": "oak", "Cho": None}


def test_several_are_deleted_and_come_back(view: Opened) -> None:
    view.select(ANA, BEN)
    with view.qtbot.waitSignal(view.session.changed):
        QTest.keyClick(view.page.bulk.delete, Qt.Key.Key_Return)
    assert list(view.fresh()) == ["Cho"]
    view.undo()
    assert set(view.fresh()) == {"Ana", "Ben", "Cho"}


def test_a_household_was_in_touch_when_one_of_its_people_was(view: Opened) -> None:
    home = make_customer("Home", kind=CustomerKind.HOUSEHOLD)
    at = MORNING - timedelta(days=1)
    add(view, home, make_membership(ANA.id, home.id), touch(ANA.id, happened_at=at))
    view.qtbot.waitUntil(lambda: last_touch(view, home) == "Yesterday")


def last_touch(view: Opened, who: Customer) -> str:
    (row,) = view.page.model.rows_of({who.id})
    return view.page.model.line(row).cells[1]
