"""The calendar with real keys and a real mouse on a real journal."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.samples import (
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_review,
)
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import GestureStatus, PromiseOutcome
from trustjournal.domain.records import ImportantDate, Record
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.calendar import ItemKind
from trustjournal.ui.dialogs.choose_day import ChooseDay
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.calendar import CalendarPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.calendar_cells import Places
from trustjournal.ui.widgets.calendar_day import DayList

TODAY = MORNING.date()  # a Sunday
ROSA = make_customer("Rosa")
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton
Opener = Callable[..., "Opened"]


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


class Opened:
    """The page on the screen, what it told, and what it asked for."""

    def __init__(self, qtbot: QtBot, page: CalendarPage, navigator: Navigator) -> None:
        self.qtbot, self.page, self.grid = qtbot, page, page.grid
        self.told = hear(navigator.told)
        self.people = hear(navigator.person_wanted)
        self.edited = hear(navigator.edit_wanted)
        self.planned = hear(navigator.check_in_wanted)
        self.reviews = hear(navigator.review_wanted)
        qtbot.addWidget(page)
        page.resize(1000, 800)
        with qtbot.waitSignal(page.model.modelReset), qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.setFocus()
        QApplication.processEvents()

    @contextmanager
    def renewed(self) -> Generator[None]:
        with self.qtbot.waitSignal(self.page.model.modelReset):
            yield
        QApplication.processEvents()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.grid, key, held)
        QApplication.processEvents()

    def here(self) -> date:
        found = self.grid.current_day()
        assert found is not None
        return found.day

    def item(self) -> tuple[ItemKind, str] | None:
        found = self.grid.current_item()
        return (found.kind, found.who.name) if found else None

    def places(self) -> Places:
        """Return where the things of the current day stand."""
        here = self.grid.current_day()
        assert here is not None
        return self.grid.cells.places(here, self.grid.visualRect(self.grid.currentIndex()))

    def place(self, on: date, number: int = 0) -> QPoint:
        """Return the middle of a thing, or with -1 a corner of the day where nothing is."""
        index = self.page.model.index_of(on)
        cell, found = self.grid.visualRect(index), self.page.model.day(index)
        assert found is not None
        if number < 0:
            return cell.bottomRight() - QPoint(3, 3)
        box = self.grid.cells.places(found, cell).boxes[number]
        if self.grid.isRightToLeft():
            box.moveRight(cell.right() - (box.left() - cell.left()))
        return box.center()

    def drag(self, start: QPoint, *way: QPoint, drop: bool = True) -> None:
        target = self.grid.viewport()
        QTest.mousePress(target, LEFT_BUTTON, NONE, start)
        for place in way:
            everywhere = QPointF(target.mapToGlobal(place))
            kind = QMouseEvent.Type.MouseMove
            move = QMouseEvent(kind, QPointF(place), everywhere, LEFT_BUTTON, LEFT_BUTTON, NONE)
            QApplication.sendEvent(target, move)
        if drop:
            QTest.mouseRelease(target, LEFT_BUTTON, NONE, way[-1])
        QApplication.processEvents()


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def opened(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, settings: Settings
) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, *records)
        return Opened(qtbot, CalendarPage(session, navigator, settings), navigator)

    return make


def check_in(view: Opened) -> Any:
    with view.page.session.engine.connect() as connection:
        return queries.check_ins_of(connection, [ROSA.id])[ROSA.id]


def promises(view: Opened) -> list[Any]:
    with view.page.session.engine.connect() as connection:
        return queries.promises(connection)


def test_it_opens_on_today_and_counts_what_stands_there(opened: Opener) -> None:
    view = opened(ROSA, make_check_in(ROSA.id, due_on=TODAY))
    assert (view.here(), view.item()) == (TODAY, (ItemKind.CHECK_IN, "Rosa"))
    assert view.page.head.title.text() == "November 2026"
    assert view.page.head.lead.text() == "1 check-in."
    assert view.grid.hasFocus()


def test_arrows_walk_and_lead_into_the_next_month(opened: Opener) -> None:
    view = opened(ROSA)
    view.press(Qt.Key.Key_Down)
    view.press(Qt.Key.Key_Right)
    assert view.here() == day(8)
    with view.renewed():
        view.press(Qt.Key.Key_Down)
    assert (view.here(), view.page.head.title.text()) == (day(15), "December 2026")
    view.press(Qt.Key.Key_Left)
    with view.renewed():
        view.press(Qt.Key.Key_Up)
    assert view.here() == day(7)


def test_keys_pressed_while_another_month_is_read_count_too(opened: Opener) -> None:
    view = opened(ROSA)
    for _press in range(4):
        QTest.keyClick(view.grid, Qt.Key.Key_Down)
    view.qtbot.waitUntil(lambda: view.here() == day(28))


def test_page_keys_turn_and_t_comes_back(opened: Opener) -> None:
    view = opened(ROSA)
    with view.renewed():
        view.press(Qt.Key.Key_PageDown)
    assert view.here() == date(2026, 12, 22)
    with view.renewed():
        view.press(Qt.Key.Key_PageUp)
    with view.renewed():
        view.press(Qt.Key.Key_PageUp)
    assert view.here() == date(2026, 10, 22)
    with view.renewed():
        view.press(Qt.Key.Key_T)
    assert (view.here(), view.page.head.title.text()) == (TODAY, "November 2026")


def test_a_month_is_turned_to_though_the_day_was_shown_beside_another(opened: Opener) -> None:
    view = opened(ROSA)
    view.grid.go_to(date(2026, 11, 2))
    with view.renewed():
        view.press(Qt.Key.Key_PageDown)
    assert (view.here(), view.page.head.title.text()) == (date(2026, 12, 2), "December 2026")


def test_w_shows_the_week_m_the_month_and_it_is_remembered(
    opened: Opener, settings: Settings, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    view = opened(ROSA)
    with view.renewed():
        view.press(Qt.Key.Key_W)
    assert view.page.head.title.text() == "16 – 22 November 2026"
    assert view.here() == TODAY
    again = Opened(qtbot, CalendarPage(session, navigator, settings), navigator)
    assert again.page.head.title.text() == "16 – 22 November 2026"
    with again.renewed():
        again.press(Qt.Key.Key_PageDown)
    assert again.here() == day(7)
    with again.renewed():
        again.press(Qt.Key.Key_M)
    assert again.page.head.title.text() == "November 2026"
    assert settings.views["calendar"]["span"] == "month"


def test_tab_goes_over_the_things_of_a_day_and_then_on(opened: Opener) -> None:
    ana = make_customer("Ana")
    view = opened(ROSA, ana, *[make_check_in(one.id, due_on=TODAY) for one in (ROSA, ana)])
    assert view.item() == (ItemKind.CHECK_IN, "Ana")
    view.press(Qt.Key.Key_Tab)
    assert view.item() == (ItemKind.CHECK_IN, "Rosa")
    view.press(Qt.Key.Key_Backtab, SHIFT)
    assert view.item() == (ItemKind.CHECK_IN, "Ana")
    view.press(Qt.Key.Key_Tab)
    view.press(Qt.Key.Key_Tab)
    assert not view.grid.hasFocus()


def test_shift_and_arrows_move_a_check_in_in_one_act(opened: Opener) -> None:
    before = make_check_in(ROSA.id, every_days=21, due_on=TODAY, snoozed_until=None)
    view = opened(ROSA, before)
    with view.renewed():
        QTest.keyPress(view.grid, Qt.Key.Key_Shift)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
            QTest.keyEvent(QTest.KeyAction.Press, view.grid, key, SHIFT)
        assert check_in(view) == before
        QTest.keyRelease(view.grid, Qt.Key.Key_Shift)
        view.qtbot.waitUntil(lambda: bool(view.told))
    after = check_in(view)
    assert (after.due_on, after.every_days) == (day(9), 21)
    assert view.told == ["The check-in with Rosa is on 1 December now."]
    assert (view.here(), view.item()) == (day(9), (ItemKind.CHECK_IN, "Rosa"))
    with view.renewed():
        view.page.session.undo()
    assert check_in(view) == before


def test_escape_leaves_it_where_it_was(opened: Opener) -> None:
    before = make_check_in(ROSA.id, due_on=day(1))
    view = opened(ROSA, before)
    view.press(Qt.Key.Key_Right)
    QTest.keyPress(view.grid, Qt.Key.Key_Shift)
    QTest.keyEvent(QTest.KeyAction.Press, view.grid, Qt.Key.Key_Down, SHIFT)
    assert view.grid.cells.carried is not None
    view.press(Qt.Key.Key_Escape)
    QTest.keyRelease(view.grid, Qt.Key.Key_Shift)
    assert (view.here(), check_in(view), view.told) == (day(1), before, [])


def test_a_thing_is_dragged_to_another_day(opened: Opener) -> None:
    promise = make_promise(ROSA.id, made_on=day(-5), due_on=day(1), text="send the photos")
    view = opened(ROSA, promise)
    with view.renewed():
        view.drag(view.place(day(1)), view.place(day(2), -1), view.place(day(4), -1))
    found = {one.due_on: one for one in promises(view)}
    assert found[day(1)].outcome is PromiseOutcome.RENEGOTIATED
    assert (found[day(4)].outcome, found[day(4)].made_on) == (None, TODAY)
    assert view.told == ["Agreed on Thu with Rosa: send the photos."]
    assert (view.here(), view.item()) == (day(4), (ItemKind.PROMISE, "Rosa"))


def test_a_thing_put_back_on_its_day_stays(opened: Opener) -> None:
    before = make_check_in(ROSA.id, due_on=day(1))
    view = opened(ROSA, before)
    view.drag(view.place(day(1)), view.place(day(3), -1), view.place(day(1), -1))
    assert (check_in(view), view.told, view.edited) == (before, [], [])


def test_a_gesture_moves_and_the_time_to_prepare_it_changes(opened: Opener) -> None:
    mug = make_gesture(ROSA.id, due_on=day(6), lead_days=4, status=GestureStatus.PLANNED)
    view = opened(ROSA, mug)
    with view.renewed():
        view.drag(view.place(day(2)), view.place(day(1), -1), view.place(day(4), -1))
    with view.page.session.engine.connect() as connection:
        (after,) = queries.gestures(connection)
    assert (after.due_on, after.lead_days) == (day(6), 2)
    with view.renewed():
        view.drag(view.place(day(6)), view.place(day(4), -1), view.place(day(7), -1))
    with view.page.session.engine.connect() as connection:
        (after,) = queries.gestures(connection)
    assert (after.due_on, after.lead_days) == (day(7), 2)
    assert view.told == [
        "You begin preparing “Mug” for Rosa on Thursday.",
        "“Mug” is for Rosa on 29 November now.",
    ]


def test_nothing_moves_into_the_past(opened: Opener, session: JournalSession) -> None:
    before = make_check_in(ROSA.id, due_on=TODAY)
    view = opened(ROSA, before)
    refused = hear(session.refused)
    view.drag(view.place(TODAY), view.place(day(-2), -1), view.place(day(-3), -1))
    view.qtbot.waitUntil(lambda: bool(refused))
    assert refused == ["That day has passed. Choose today or a later one."]
    assert check_in(view) == before


def test_a_birthday_stays_on_its_day_and_opens_the_person(opened: Opener) -> None:
    born = ImportantDate(label="birthday", month=11, day=25)
    anna = make_customer("Anna", dates=(born,))
    view = opened(anna)
    view.grid.go_to(date(2026, 11, 25))
    view.press(Qt.Key.Key_Right, SHIFT)
    view.drag(view.place(date(2026, 11, 25)), view.place(date(2026, 11, 27), -1))
    said = "“birthday” of Anna comes every year on this day. Edit the person if it is another."
    assert view.told == [said, said]
    view.press(Qt.Key.Key_Return)
    assert view.people == [anna.id]


def test_enter_and_a_click_open_what_is_planned(opened: Opener) -> None:
    planned = make_check_in(ROSA.id, due_on=TODAY)
    promise = make_promise(ROSA.id, made_on=day(-1), due_on=day(2))
    view = opened(ROSA, planned, promise)
    view.press(Qt.Key.Key_Return)
    QTest.mouseClick(view.grid.viewport(), LEFT_BUTTON, NONE, view.place(day(2)))
    assert view.edited == [planned, promise]
    view.press(Qt.Key.Key_O)
    assert view.people == [ROSA.id]
    view.press(Qt.Key.Key_N)
    assert view.planned == [None]


def test_a_win_back_day_opens_the_look_back(opened: Opener) -> None:
    view = opened(ROSA, make_review(ROSA.id, win_back_on=TODAY))
    view.press(Qt.Key.Key_Return)
    view.press(Qt.Key.Key_D)
    assert view.reviews == [ROSA.id]
    assert view.told[0].startswith("The day to win Rosa back is set where you look back")


def test_more_than_fits_is_counted_and_opens_as_a_list(opened: Opener, qtbot: QtBot) -> None:
    people = [make_customer(f"P{number:02}") for number in range(12)]
    plans = [make_check_in(one.id, due_on=day(-3)) for one in people]
    view = opened(*people, *plans)
    found = view.places()
    assert found.more is not None
    assert found.rest + len(found.boxes) == 12
    QTest.mouseClick(view.grid.viewport(), LEFT_BUTTON, NONE, found.more.center())
    dialog = view.page.findChild(DayList)
    assert dialog is not None
    assert dialog.windowTitle() == "Sunday, 22 November"
    assert dialog.model.rowCount() == 12
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert view.edited == [plans[11]]


def test_tab_reaches_things_that_had_no_room(opened: Opener) -> None:
    people = [make_customer(f"P{number:02}") for number in range(12)]
    view = opened(*people, *[make_check_in(one.id, due_on=TODAY) for one in people])
    for _more in range(11):
        view.press(Qt.Key.Key_Tab)
    assert view.item() == (ItemKind.CHECK_IN, "P11")
    found = view.places()
    assert found.first + len(found.boxes) == 12


def test_d_and_the_menu_ask_for_another_day(opened: Opener) -> None:
    view = opened(ROSA, make_check_in(ROSA.id, due_on=TODAY))
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, NONE, view.place(TODAY, -1))
    view.press(Qt.Key.Key_D)
    dialog = view.page.findChild(ChooseDay)
    assert dialog is not None
    dialog.field.set_day(day(5))
    with view.renewed():
        dialog.accept()
    assert check_in(view).due_on == day(5)
    view.grid.menu_wanted.emit(view.grid.current_item(), QPoint())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [
        "Open\tEnter",
        "Open the person\tO",
        "Another day…\tD",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert view.people == [ROSA.id]


def test_right_to_left_the_arrows_and_the_mouse_lead_where_they_point(
    opened: Opener, dressed: None
) -> None:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view = opened(ROSA, make_check_in(ROSA.id, due_on=day(2)))
    view.press(Qt.Key.Key_Left)
    assert view.here() == day(1)
    with view.renewed():
        view.drag(view.place(day(2)), view.place(day(3), -1), view.place(day(4), -1))
    assert check_in(view).due_on == day(4)


def test_without_people_it_begins_with_one(
    opened: Opener, navigator: Navigator, qtbot: QtBot
) -> None:
    added = hear(navigator.new_person_wanted)
    view = opened()
    button = view.page.empty.button
    assert button is not None
    qtbot.waitUntil(button.isVisible)
    assert not view.page.new_button.isVisible()
    button.click()
    assert added == [""]


def test_a_narrow_week_stands_in_rows(opened: Opener) -> None:
    view = opened(ROSA, make_check_in(ROSA.id, due_on=TODAY))
    with view.renewed():
        view.press(Qt.Key.Key_W)
    assert view.page.model.columnCount() == 7
    view.page.setMinimumSize(1, 1)
    with view.renewed():
        view.page.resize(600, 800)
    assert view.page.model.columnCount() == 1
    assert (view.here(), view.item()) == (TODAY, (ItemKind.CHECK_IN, "Rosa"))
    view.press(Qt.Key.Key_Up)
    assert view.here() == day(-1)


def test_something_is_carried_into_another_month(opened: Opener) -> None:
    view = opened(ROSA, make_check_in(ROSA.id, due_on=TODAY))
    QTest.keyPress(view.grid, Qt.Key.Key_Shift)
    for _week in range(2):
        QTest.keyEvent(QTest.KeyAction.Press, view.grid, Qt.Key.Key_Down, SHIFT)
    with view.renewed():
        QTest.keyEvent(QTest.KeyAction.Press, view.grid, Qt.Key.Key_Down, SHIFT)
    assert view.page.head.title.text() == "December 2026"
    carried = view.grid.cells.carried
    assert carried is not None
    assert carried.to == day(21)
    with view.renewed():
        QTest.keyRelease(view.grid, Qt.Key.Key_Shift)
        view.qtbot.waitUntil(lambda: bool(view.told))
    assert check_in(view).due_on == day(21)
    assert (view.here(), view.item()) == (day(21), (ItemKind.CHECK_IN, "Rosa"))


def test_the_week_begins_as_where_the_owner_lives(opened: Opener) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        view = opened(ROSA)
    finally:
        QLocale.setDefault(before)
    calendar = view.page.model.calendar
    assert calendar is not None
    assert calendar.shown.first == date(2026, 11, 1)  # a Sunday


def test_somebody_elses_change_leaves_the_focus_where_it_is(
    opened: Opener, session: JournalSession
) -> None:
    ana = make_customer("Ana")
    view = opened(ROSA, ana, make_check_in(ROSA.id, due_on=day(2)))
    view.grid.go_to(day(2))
    with view.renewed():
        fill(session, make_check_in(ana.id, due_on=day(2)))
    assert (view.here(), view.item()) == (day(2), (ItemKind.CHECK_IN, "Rosa"))
