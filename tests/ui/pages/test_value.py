"""The page of given and paid, with real keys on a real journal."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_gesture, make_touchpoint
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import GestureStatus, Kind, Side
from trustjournal.domain.records import Preferences, Record
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.value_dialog import ValueDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.value import ValuePage
from trustjournal.ui.session import JournalSession

ROSA, BEN = make_customer(), make_customer("Ben")
MUG = make_gesture(
    ROSA.id,
    title="Mug",
    status=GestureStatus.GIVEN,
    given_on=date(2026, 3, 1),
    cost=Decimal(12),
    worth=Decimal(30),
)
PLUMS = make_gesture(
    ROSA.id,
    title="Plums",
    by=Side.THEM,
    status=GestureStatus.GIVEN,
    given_on=date(2026, 8, 1),
    worth=Decimal(9),
)
TOGETHER = make_touchpoint(
    ROSA.id,
    BEN.id,
    happened_at=datetime(2026, 2, 1, 12, tzinfo=UTC),
    kind=Kind.ORDER,
    amount=Decimal(500),
    note="Twelve cups",
)
OLD = make_touchpoint(BEN.id, happened_at=datetime(2024, 2, 1, 12, tzinfo=UTC), amount=Decimal(70))
ASK = make_touchpoint(ROSA.id, happened_at=datetime(2026, 3, 9, 12, tzinfo=UTC), kind=Kind.ASK)
EUROS = Preferences(**identity(), currency="EUR")
Opener = Callable[..., ValuePage]


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> ValuePage:
        fill(session, ROSA, BEN, EUROS, *records)
        page = ValuePage(session, navigator, Settings())
        qtbot.addWidget(page)
        page.resize(1100, 700)
        with qtbot.waitSignal(page.model.modelReset), qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.setFocus()
        QApplication.processEvents()
        return page

    return make


def everything(opened: Opener) -> ValuePage:
    return opened(MUG, PLUMS, TOGETHER, OLD, ASK)


def names(page: ValuePage) -> list[str]:
    return [page.model.value(row).name for row in range(page.model.rowCount())]


def behind(qtbot: QtBot, page: ValuePage) -> ValueDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(ValueDialog)))
    (dialog,) = page.findChildren(ValueDialog)
    return dialog


def test_the_year_is_told_with_its_totals_and_what_was_asked_too_soon(opened: Opener) -> None:
    page = everything(opened)
    assert page.head.lead.text() == (
        "In 2026 you gave what is worth €30, at a cost of €12, beside €500 paid."
    )
    assert page.note.text() == "Something was asked once within the 30 days after a gift."
    assert names(page) == ["Ben", "Rosa Delgado"]


def test_another_time_is_read_anew(qtbot: QtBot, opened: Opener) -> None:
    page = everything(opened)
    assert page.year_box.words() == ["2026", "2025", "2024", "All years"]
    with qtbot.waitSignal(page.model.modelReset):
        page.year_box.set_value(2024)
    assert names(page) == ["Ben"]
    with qtbot.waitSignal(page.model.modelReset):
        page.year_box.set_value(None)
    assert page.head.lead.text().startswith("In all you gave what is worth €30")


def test_enter_shows_every_event_behind_a_line_and_opens_it(
    qtbot: QtBot, opened: Opener, navigator: Navigator
) -> None:
    page = everything(opened)
    edited, chosen = hear(navigator.edit_wanted), hear(navigator.person_wanted)
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    dialog = behind(qtbot, page)
    assert dialog.table.rows == [
        ("1 Aug", "From them: Plums", "", "", "€9", ""),
        ("9 Mar", "Asked for something, 8 days after “Mug”", "", "", "", ""),
        ("1 Mar", "Gift: Mug", "€30", "€12", "", ""),
        ("1 Feb", "Order: Twelve cups (their share of €500)", "", "", "", "€250"),
    ]
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert edited == [ASK]
    qtbot.waitUntil(lambda: not page.findChildren(ValueDialog))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    QTest.mouseClick(behind(qtbot, page).person_button, Qt.MouseButton.LeftButton)
    assert chosen == [ROSA.id]


def test_a_column_without_any_amount_is_left_out(qtbot: QtBot, opened: Opener) -> None:
    page = opened(TOGETHER)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert [len(row) for row in behind(qtbot, page).table.rows] == [3]


def test_letters_find_a_name_and_the_filter_narrows(opened: Opener) -> None:
    page = everything(opened)
    QTest.keyClicks(page.table, "ros")
    assert page.model.value(page.table.currentIndex().row()).name == "Rosa Delgado"
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.filter_box, "zzz")
    assert page.nothing.isVisible()
    QTest.keyClick(page.filter_box, Qt.Key.Key_Escape)
    assert len(names(page)) == 2
    QTest.keyClicks(page.filter_box, "ben")
    QTest.keyClick(page.filter_box, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert names(page) == ["Ben"]


def test_the_menu_leads_to_the_person_and_a_gesture(opened: Opener, navigator: Navigator) -> None:
    page = everything(opened)
    chosen, planned = hear(navigator.person_wanted), hear(navigator.gesture_wanted)
    for word in ("Open the person", "Plan a gesture"):
        page.table.menu_wanted.emit(page.table.row_place())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.text() == word).trigger()
        menu.close()
    assert (chosen, planned) == ([BEN.id], [BEN.id])


def test_the_order_chosen_is_kept_while_it_is_read_anew(
    qtbot: QtBot, opened: Opener, session: JournalSession
) -> None:
    page = everything(opened)
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert names(page) == ["Rosa Delgado", "Ben"]
    with qtbot.waitSignal(page.model.modelReset):
        fill(session, make_customer("Ana"))
    assert names(page) == ["Rosa Delgado", "Ben"]


def test_where_nothing_was_given_or_paid_a_gesture_is_offered(
    opened: Opener, navigator: Navigator
) -> None:
    page = opened()
    planned = hear(navigator.gesture_wanted)
    assert page.empty.isVisible()
    assert page.empty.button is not None
    page.empty.button.click()
    assert planned == [None]
