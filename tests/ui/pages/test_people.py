"""The page of people: what shows, what the keys do, and what an edit in place writes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.samples import (
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_review,
    make_touchpoint,
)
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Record,
    Review,
)
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.models.people_lines import PeopleColumn
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.people import PeoplePage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA = make_customer("Rosa Delgado", company="Café Alma", tags=("wholesale",))
TOMASZ = make_customer("Tomasz Wilk", stage=Stage.PROSPECT)
INES = make_customer("Ines Moreau", yearly_value=Decimal(90))
Opener = Callable[..., "Opened"]


class Opened:
    """The page on the screen with the ways to drive it."""

    def __init__(
        self, qtbot: QtBot, session: JournalSession, navigator: Navigator, settings: Settings
    ) -> None:
        self.qtbot = qtbot
        self.session = session
        self.told = hear(navigator.told)
        self.page = PeoplePage(session, navigator, settings)
        self.table = self.page.table
        qtbot.addWidget(self.page)
        self.page.resize(1000, 700)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        qtbot.waitUntil(lambda: self.page.model.people is not None)
        self.page.setFocus()

    def names(self) -> list[str]:
        model = self.page.model
        return [model.line(row).customer.name for row in range(model.rowCount())]

    def choose(self, *people: Customer, column: PeopleColumn = PeopleColumn.NAME) -> None:
        self.table.clearSelection()
        for row in self.page.model.rows_of({one.id for one in people}):
            self.table.setCurrentIndex(self.page.model.index(row, column))
        if len(people) > 1:
            self.table.selectAll()

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table, key, modifier)

    def menu_words(self) -> dict[str, bool]:
        actions = self.page.menu.made().actions()
        return {one.text(): one.isEnabled() for one in actions if one.text()}

    def pick(self, *words: str) -> None:
        """Choose from the context menu, submenus included."""
        chosen: Any = self.page.menu.made()
        for word in words:
            inside: Any = chosen.menu() if isinstance(chosen, QAction) else chosen
            (chosen,) = [one for one in inside.actions() if one.text() == word]
        with self.qtbot.waitSignal(self.session.changed):
            chosen.trigger()

    def editor(self) -> Any:
        found = [
            one
            for kind in (QLineEdit, QComboBox)
            for one in self.table.viewport().findChildren(kind)
            if one.isVisible() and one.parent() is self.table.viewport()
        ]
        return found[-1]

    def fresh(self, who: Customer) -> Customer:
        with self.session.engine.connect() as connection:
            return queries.customer_by_id(connection, who.id)

    def check_in(self, who: Customer) -> CheckIn:
        with self.session.engine.connect() as connection:
            return queries.check_ins_of(connection, [who.id])[who.id]


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def opened(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, settings: Settings
) -> Opener:
    def make(*records: Record) -> Opened:
        if records:
            fill(session, *records)
        return Opened(qtbot, session, navigator, settings)

    return make


def test_it_shows_everyone_by_name_and_counts_them(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ, INES)
    assert view.names() == ["Ines Moreau", "Rosa Delgado", "Tomasz Wilk"]
    assert view.page.head.lead.text() == "3 people"
    view.qtbot.waitUntil(lambda: view.page.model.index(0, PeopleColumn.DEPTH).data() == "New")


def test_an_empty_journal_offers_to_import(opened: Opener, navigator: Navigator) -> None:
    view = opened()
    view.qtbot.waitUntil(view.page.empty.isVisible)
    asked = hear(navigator.import_wanted)
    assert view.page.empty.button is not None
    QTest.mouseClick(view.page.empty.button, Qt.MouseButton.LeftButton)
    assert asked == [()]
    assert not view.page.tag_box.isVisible()


def test_whoever_joins_or_leaves_appears_or_goes(opened: Opener, session: JournalSession) -> None:
    view = opened(ROSA)
    fill(session, TOMASZ)
    view.qtbot.waitUntil(lambda: view.names() == ["Rosa Delgado", "Tomasz Wilk"])


def test_ctrl_f_filters_and_down_leads_back(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ, INES)
    view.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.page.filter_box.hasFocus()
    QTest.keyClicks(view.page.filter_box, "cafe")
    assert view.names() == ["Rosa Delgado"]
    assert view.page.head.lead.text() == "1 of 3 people"
    QTest.keyClick(view.page.filter_box, Qt.Key.Key_Down)
    assert view.table.hasFocus()
    QTest.keyClick(view.page.filter_box, Qt.Key.Key_Escape)
    assert len(view.names()) == 3


def test_where_nobody_matches_the_filter_can_be_cleared(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ)
    view.page.filter_box.setText("zzz")
    view.page.stage_box.setCurrentIndex(2)
    assert view.page.nothing.isVisible()
    assert view.page.nothing.button is not None
    QTest.mouseClick(view.page.nothing.button, Qt.MouseButton.LeftButton)
    assert len(view.names()) == 2
    assert view.table.hasFocus()


def test_stage_and_tag_narrow_the_list(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ, INES)
    view.page.stage_box.set_value(Stage.PROSPECT)
    assert view.names() == ["Tomasz Wilk"]
    view.page.stage_box.set_value(None)
    view.page.tag_box.set_value("wholesale")
    assert view.names() == ["Rosa Delgado"]


def test_letters_jump_to_a_name(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ, INES, make_customer("Roman Abel"))
    QTest.keyClicks(view.table, "ros")
    assert view.table.chosen()[0].customer == ROSA
    assert view.names()[0] == "Ines Moreau"


def test_enter_and_double_click_open_the_person(opened: Opener, navigator: Navigator) -> None:
    view = opened(ROSA, TOMASZ)
    asked = hear(navigator.person_wanted)
    view.choose(TOMASZ)
    view.press(Qt.Key.Key_Return)
    place = view.table.visualRect(view.page.model.index(0, 0)).center()
    QTest.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [TOMASZ.id, ROSA.id]


def test_f2_edits_the_name_in_place(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ)
    view.choose(ROSA)
    view.press(Qt.Key.Key_F2)
    view.editor().setText("Rosa María")
    with view.qtbot.waitSignal(view.session.changed):
        QTest.keyClick(view.editor(), Qt.Key.Key_Return)
    view.qtbot.waitUntil(lambda: view.names() == ["Rosa María", "Tomasz Wilk"])
    assert view.fresh(ROSA).name == "Rosa María"
    assert view.told == ["Edit Rosa Delgado"]


@pytest.mark.parametrize(
    ("column", "text", "field", "kept"),
    [
        (PeopleColumn.TAGS, "oak, vip, oak", "tags", ("oak", "vip")),
        (PeopleColumn.VALUE, "12.5", "yearly_value", Decimal("12.5")),
        (PeopleColumn.VALUE, "", "yearly_value", None),
        (PeopleColumn.DEPTH, "Rosa by way of depth", "name", "Rosa by way of depth"),
    ],
)
def test_a_cell_takes_what_is_typed(
    opened: Opener, column: PeopleColumn, text: str, field: str, kept: object
) -> None:
    view = opened(make_customer("Rosa Delgado", yearly_value=Decimal(90)))
    who = view.page.model.line(0).customer
    view.choose(who, column=column)
    view.press(Qt.Key.Key_F2)
    view.editor().setText(text)
    with view.qtbot.waitSignal(view.session.changed):
        QTest.keyClick(view.editor(), Qt.Key.Key_Return)
    assert getattr(view.fresh(who), field) == kept


def test_the_stage_is_chosen_in_its_cell_and_a_loss_is_looked_back_at(
    opened: Opener, navigator: Navigator
) -> None:
    view = opened(ROSA)
    looked_at = hear(navigator.review_wanted)
    view.choose(ROSA, column=PeopleColumn.STAGE)
    view.press(Qt.Key.Key_F2)
    box = view.editor()
    assert box.currentText() == "Customer"
    with view.qtbot.waitSignal(view.session.changed):
        QTest.keyClick(box, Qt.Key.Key_Down)
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert view.fresh(ROSA).stage is Stage.LOST
    view.qtbot.waitUntil(lambda: looked_at == [ROSA.id])


def test_a_check_in_moves_in_its_cell_and_keeps_its_cadence(opened: Opener) -> None:
    planned = make_check_in(ROSA.id, every_days=21, due_on=TODAY, about="terrace")
    view = opened(ROSA, planned)
    view.choose(ROSA, column=PeopleColumn.CHECK_IN)
    view.press(Qt.Key.Key_F2)
    QTest.keyClicks(view.editor(), "when she is back")
    QTest.keyClick(view.editor(), Qt.Key.Key_Return)
    view.qtbot.waitUntil(view.page.fault.isVisible)
    assert "“when she is back” is no day" in view.page.fault.accessibleName()
    view.qtbot.waitUntil(lambda: view.table.state() is QAbstractItemView.State.EditingState)
    assert view.editor().text() == "when she is back"
    QTest.keyClicks(view.editor(), "in 5 days")
    with view.qtbot.waitSignal(view.session.changed):
        QTest.keyClick(view.editor(), Qt.Key.Key_Return)
    found = view.check_in(ROSA)
    assert found.due_on == TODAY + timedelta(days=5)
    assert (found.every_days, found.about) == (21, "terrace")


def test_a_look_into_a_cell_writes_nothing(opened: Opener) -> None:
    view = opened(ROSA)
    for column in (PeopleColumn.CHECK_IN, PeopleColumn.NAME, PeopleColumn.TAGS):
        view.choose(ROSA, column=column)
        view.press(Qt.Key.Key_F2)
        QTest.keyClick(view.editor(), Qt.Key.Key_Return)
        QApplication.processEvents()
    assert view.fresh(ROSA) == ROSA
    assert view.told == []


def test_what_cannot_be_kept_says_why_and_keeps_the_text(opened: Opener) -> None:
    view = opened(ROSA)
    view.choose(ROSA, column=PeopleColumn.VALUE)
    view.press(Qt.Key.Key_F2)
    view.editor().setText("a lot")
    QTest.keyClick(view.editor(), Qt.Key.Key_Return)
    view.qtbot.waitUntil(view.page.fault.isVisible)
    assert "“a lot” is not an amount" in view.page.fault.accessibleName()
    view.qtbot.waitUntil(lambda: view.table.state() is QAbstractItemView.State.EditingState)
    assert view.editor().text() == "a lot"
    view.editor().setText("70")
    with view.qtbot.waitSignal(view.session.changed):
        QTest.keyClick(view.editor(), Qt.Key.Key_Return)
    view.qtbot.waitUntil(lambda: not view.page.fault.isVisible())
    assert view.fresh(ROSA).yearly_value == 70


def test_news_wait_until_an_edit_is_done(opened: Opener, session: JournalSession) -> None:
    view = opened(ROSA)
    view.choose(ROSA)
    view.press(Qt.Key.Key_F2)
    editor = view.editor()
    editor.setText("Half a na")
    fill(session, TOMASZ)
    with view.qtbot.waitCallback() as arrived:  # answers come in the order asked
        session.read(queries.customers, arrived)
    assert view.editor().text() == "Half a na"
    QTest.keyClick(view.editor(), Qt.Key.Key_Escape)
    view.qtbot.waitUntil(lambda: view.names() == ["Rosa Delgado", "Tomasz Wilk"])


def test_del_takes_people_with_all_that_is_theirs_and_undo_brings_it_back(
    opened: Opener,
) -> None:
    shared = make_touchpoint(ROSA.id, TOMASZ.id)
    own = make_touchpoint(ROSA.id)
    view = opened(
        *(ROSA, TOMASZ, INES, shared, own, make_check_in(ROSA.id)),
        *(make_promise(TOMASZ.id, touchpoint_id=own.id), make_gesture(ROSA.id)),
    )
    view.choose(ROSA)
    with view.qtbot.waitSignal(view.session.changed):
        view.press(Qt.Key.Key_Delete)
    view.qtbot.waitUntil(lambda: view.names() == ["Ines Moreau", "Tomasz Wilk"])
    assert view.told == ["Delete Rosa Delgado"]
    with view.session.engine.connect() as connection:
        (left,) = queries.touchpoints_of(connection, TOMASZ.id)
        assert left.customer_ids == (TOMASZ.id,)
        assert queries.promises(connection)[0].touchpoint_id is None
        assert queries.gestures(connection) == []
    with view.qtbot.waitSignal(view.session.changed):
        view.session.undo()
    view.qtbot.waitUntil(lambda: len(view.names()) == 3)


def test_many_are_deleted_at_once(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ, INES)
    view.choose(ROSA, TOMASZ, INES)
    with view.qtbot.waitSignal(view.session.changed):
        view.press(Qt.Key.Key_Delete)
    view.qtbot.waitUntil(view.page.empty.isVisible)


def test_the_menu_key_opens_the_menu_of_the_row(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ)
    view.choose(ROSA)
    asked = hear(view.table.menu_wanted)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(view.table.viewport(), event)
    assert asked == [view.table.row_place()]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    assert list(view.menu_words()) == [
        "Open",
        "Log a touchpoint",
        "Plan a check-in",
        "Plan a gesture",
        "Make a promise",
        "Edit here",
        "Edit everything…",
        "Close to heart",
        "Stage",
        "Add tag…",
        "Take off tag",
        "How often",
        "Add to a group…",
        "Delete",
    ]


def test_some_deeds_are_for_one_person_alone(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ)
    view.choose(ROSA, TOMASZ)
    words = view.menu_words()
    assert not words["Open"]
    assert not words["Plan a check-in"]
    assert words["Log a touchpoint"]
    assert words["Delete"]


def test_the_menu_asks_the_window_for_forms(opened: Opener, navigator: Navigator) -> None:
    view = opened(ROSA, TOMASZ)
    view.choose(ROSA)
    heard = [
        hear(signal)
        for signal in (
            navigator.person_wanted,
            navigator.check_in_wanted,
            navigator.gesture_wanted,
            navigator.promise_wanted,
            navigator.edit_wanted,
        )
    ]
    actions = {one.text(): one for one in view.page.menu.made().actions()}
    for words in (
        *("Open", "Plan a check-in", "Plan a gesture", "Make a promise"),
        "Edit everything…",
    ):
        actions[words].trigger()
    assert heard == [[ROSA.id], [ROSA.id], [ROSA.id], [ROSA.id], [ROSA]]


def test_logging_begins_with_everyone_chosen(opened: Opener, navigator: Navigator) -> None:
    view = opened(ROSA, TOMASZ)
    view.choose(ROSA, TOMASZ)
    asked = hear(navigator.capture_wanted)
    (log,) = [one for one in view.page.menu.made().actions() if "Log" in one.text()]
    log.trigger()
    assert asked == ["Rosa Delgado, Tomasz Wilk "]


def test_who_comes_back_was_won_back(opened: Opener) -> None:
    lost = replace(ROSA, stage=Stage.LOST, lost_on=TODAY)
    view = opened(lost, review := make_review(ROSA.id, lost_on=TODAY))
    view.choose(lost)
    view.pick("Stage", "Customer")
    with view.session.engine.connect() as connection:
        (found,) = queries.all_of(connection, Review)
    assert (found.id, found.won_back_on) == (review.id, TODAY)


def test_marks_are_set_on_everyone_chosen(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ)
    view.choose(ROSA, TOMASZ)
    view.pick("Close to heart")
    assert view.fresh(TOMASZ).close_to_heart
    view.pick("Stage", "Lost")
    assert view.fresh(ROSA).stage is view.fresh(TOMASZ).stage is Stage.LOST
    view.pick("Take off tag", "wholesale")
    assert view.fresh(ROSA).tags == ()


def test_a_tag_is_asked_for_and_added(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ)
    view.choose(TOMASZ)
    (ask,) = [one for one in view.page.menu.made().actions() if one.text() == "Add tag…"]
    ask.trigger()
    dialog = view.page.window().findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("oak")
    with view.qtbot.waitSignal(view.session.changed):
        dialog.accept()
    assert view.fresh(TOMASZ).tags == ("oak",)


def test_columns_widths_and_order_are_remembered(opened: Opener, settings: Settings) -> None:
    view = opened(ROSA, TOMASZ, INES)
    view.table.sortByColumn(PeopleColumn.NAME, Qt.SortOrder.DescendingOrder)
    view.table.setColumnWidth(PeopleColumn.TAGS, 211)
    (stage,) = [one for one in view.page.columns.menu().actions() if one.text() == "Stage"]
    stage.trigger()
    again = opened()
    assert again.names() == ["Tomasz Wilk", "Rosa Delgado", "Ines Moreau"]
    assert again.table.columnWidth(PeopleColumn.TAGS) == 211
    assert again.table.isColumnHidden(PeopleColumn.STAGE)
    assert settings.views["people"]["sort"] == ["name", "down"]


def test_who_was_chosen_stays_so_when_others_come(opened: Opener, session: JournalSession) -> None:
    view = opened(ROSA, TOMASZ)
    view.choose(TOMASZ)
    fill(session, make_customer("Abe First"))
    view.qtbot.waitUntil(lambda: len(view.names()) == 3)
    assert [line.customer for line in view.table.chosen()] == [TOMASZ]
    assert view.table.currentIndex().row() == 2


def test_a_new_person_and_an_import_are_a_click_away(opened: Opener, navigator: Navigator) -> None:
    view = opened(ROSA)
    added, imported = hear(navigator.new_person_wanted), hear(navigator.import_wanted)
    QTest.mouseClick(view.page.add_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.page.import_button, Qt.MouseButton.LeftButton)
    assert (added, imported) == ([""], [()])
