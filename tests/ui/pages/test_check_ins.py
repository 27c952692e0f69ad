"""The page of check-ins with real keys on a real journal."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer, make_tag_rule, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import Channel
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Preferences,
    Record,
)
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.dialogs.rules_dialog import RulesDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.check_ins import CheckInsPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu

TODAY = MORNING.date()
ANA, ROSA, TOMASZ = (make_customer(name) for name in ("Ana", "Rosa Delgado", "Tomasz Wilk"))
Opener = Callable[..., Opened]


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


def weekly(customer: Customer, due: int) -> CheckIn:
    return make_check_in(customer.id, every_days=7, due_on=day(due))


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, *records)
        return Opened(qtbot, CheckInsPage(session, navigator, Settings()), navigator)

    return make


def stored(view: Opened) -> dict[str, CheckIn]:
    with view.page.session.engine.connect() as connection:
        names = {one.id: one.name for one in queries.customers(connection)}
        return {names[one.customer_id]: one for one in queries.check_ins(connection)}


def test_each_stands_in_its_group_and_who_has_none_comes_last(opened: Opener) -> None:
    view = opened(ANA, ROSA, TOMASZ, weekly(ROSA, 9), weekly(TOMASZ, -3))
    assert view.rows() == [
        "When you get to it",
        "Tomasz Wilk",
        "Later",
        "Rosa Delgado",
        "No plan yet",
        "Ana",
    ]
    assert view.current() == "Tomasz Wilk"


def test_c_logs_a_call_now_and_the_next_check_in_follows(opened: Opener, qtbot: QtBot) -> None:
    view = opened(ROSA, TOMASZ, weekly(ROSA, 0), weekly(TOMASZ, 0))
    with view.renewed():
        view.press(Qt.Key.Key_C)
    with view.page.session.engine.connect() as connection:
        (touch,) = queries.touchpoints_of(connection, ROSA.id)
    assert (touch.channel, touch.happened_at) == (Channel.PHONE, MORNING)
    assert stored(view)["Rosa Delgado"].due_on == day(7)
    assert view.current() == "Tomasz Wilk"
    qtbot.waitUntil(lambda: bool(view.told))
    assert view.told[0].startswith("Logged with Rosa Delgado")


def test_c_calls_someone_without_a_plan_too(opened: Opener) -> None:
    view = opened(ANA)
    with view.renewed():
        view.press(Qt.Key.Key_C)
    with view.page.session.engine.connect() as connection:
        assert len(queries.touchpoints_of(connection, ANA.id)) == 1


def test_d_is_done_without_a_touchpoint(opened: Opener) -> None:
    view = opened(ROSA, weekly(ROSA, -3))
    with view.renewed():
        view.press(Qt.Key.Key_D)
    assert stored(view)["Rosa Delgado"].due_on == day(7)
    assert view.told == ["Done with Rosa Delgado. The next one comes on 29 November."]


def test_a_single_check_in_ends_when_it_is_done(opened: Opener) -> None:
    view = opened(ROSA, make_check_in(ROSA.id, due_on=TODAY))
    with view.renewed():
        view.press(Qt.Key.Key_D)
    assert stored(view) == {}
    assert view.told == ["Done with Rosa Delgado."]
    assert view.rows() == ["No plan yet", "Rosa Delgado"]


def test_s_snoozes_several_and_leaves_their_rhythm(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ, weekly(ROSA, -1), weekly(TOMASZ, -3))
    view.select("Rosa Delgado", "Tomasz Wilk")
    view.press(Qt.Key.Key_S)
    with view.renewed():
        view.choose("In a week")
    found = stored(view)
    assert {one.snoozed_until for one in found.values()} == {day(7)}
    assert found["Rosa Delgado"].due_on == day(-1)
    assert view.told == ["Snoozed: Tomasz Wilk and Rosa Delgado, until 29 Nov."]


def test_p_plans_at_the_owners_usual_rhythm(opened: Opener) -> None:
    usual = Preferences(**identity(), default_cadence_days=21)
    view = opened(usual, ANA, ROSA)
    with view.renewed():
        view.press(Qt.Key.Key_P)
    planned = stored(view)["Ana"]
    assert (planned.every_days, planned.due_on) == (21, day(21))
    assert view.told == ["Planned: Ana"]
    assert view.current() == "Rosa Delgado"


def test_p_is_only_for_those_without_a_plan(opened: Opener) -> None:
    before = weekly(ROSA, 2)
    view = opened(ROSA, before)
    view.press(Qt.Key.Key_P)
    assert stored(view) == {"Rosa Delgado": before}
    assert view.page.filter_box.text() == ""


def test_what_is_not_planned_can_be_neither_snoozed_nor_dropped(opened: Opener) -> None:
    view = opened(ANA)
    for key in (Qt.Key.Key_S, Qt.Key.Key_D, Qt.Key.Key_Delete):
        view.press(key)
    assert QApplication.activePopupWidget() is None
    assert view.told == []


def test_delete_stops_checking_in(opened: Opener) -> None:
    view = opened(ROSA, weekly(ROSA, 2))
    with view.renewed():
        view.press(Qt.Key.Key_Delete)
    assert stored(view) == {}
    assert view.told == ["Dropped the check-in with Rosa Delgado."]


def test_enter_opens_the_check_in_or_the_form_of_a_new_one(opened: Opener) -> None:
    planned = weekly(ROSA, 2)
    view = opened(ANA, ROSA, planned)
    view.press(Qt.Key.Key_Return)
    view.press(Qt.Key.Key_End)
    assert view.current() == "Ana"
    view.press(Qt.Key.Key_Return)
    view.press(Qt.Key.Key_N)
    assert view.wishes == [planned, ANA.id, None]


SHOP = make_customer("Shop", tags=("Wholesale",))
WHOLESALE = make_tag_rule("wholesale", every_days=21, longest_gap_days=60)


def met(ago: int) -> Record:
    return make_touchpoint(SHOP.id, happened_at=MORNING - timedelta(days=ago))


def test_a_rule_gives_a_check_in_that_can_be_done_without_one_of_their_own(
    opened: Opener,
) -> None:
    view = opened(SHOP, WHOLESALE, met(21))
    assert view.rows() == ["Today", "Shop"]
    with view.renewed():
        view.press(Qt.Key.Key_D)
    assert view.rows() == ["Later", "Shop"]
    assert view.told == ["Done with Shop. The next one comes on 13 December."]
    assert stored(view)["Shop"].snoozed_until == day(21)


def test_a_rule_gives_a_check_in_that_can_be_snoozed(
    opened: Opener, session: JournalSession
) -> None:
    view = opened(SHOP, WHOLESALE, met(30))
    view.press(Qt.Key.Key_S)
    with view.renewed():
        view.choose("In 3 days")
    after = stored(view)["Shop"]
    assert (after.every_days, after.due_on, after.snoozed_until) == (None, None, day(3))
    with view.renewed():
        session.undo()
    assert stored(view) == {}


def test_what_only_a_rule_asks_for_cannot_be_dropped_and_enter_plans_it(opened: Opener) -> None:
    view = opened(SHOP, WHOLESALE, met(30))
    view.press(Qt.Key.Key_Delete)
    view.press(Qt.Key.Key_P)
    assert (view.told, stored(view)) == ([], {})
    view.press(Qt.Key.Key_Return)
    assert view.wishes == [SHOP.id]


def test_a_day_set_once_under_a_rule_gives_way_when_dropped(opened: Opener) -> None:
    view = opened(SHOP, WHOLESALE, met(1), make_check_in(SHOP.id, due_on=TODAY))
    assert view.rows() == ["Today", "Shop"]
    with view.renewed():
        view.press(Qt.Key.Key_Delete)
    assert view.told == ["Dropped the check-in with Shop."]
    assert view.rows() == ["Later", "Shop"]


@pytest.mark.parametrize("by_key", [True, False])
def test_r_and_the_button_ask_how_often_by_tag_and_stage(
    opened: Opener, qtbot: QtBot, by_key: bool
) -> None:
    view = opened(ROSA)
    page = view.page
    assert isinstance(page, CheckInsPage)
    if by_key:
        view.press(Qt.Key.Key_R)
    else:
        page.rules_button.click()
    qtbot.waitUntil(lambda: page.findChild(RulesDialog) is not None)
    dialog = page.findChild(RulesDialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_a_snooze_in_words_keeps_them(opened: Opener) -> None:
    view = opened(ROSA, weekly(ROSA, -1))
    view.press(Qt.Key.Key_S)
    menu = view.menu()
    assert isinstance(menu, SnoozeMenu)
    assert menu.words is not None
    QTest.keyClicks(menu.words.field, "after her holiday")
    with view.renewed():
        QTest.keyClick(menu.words.field, Qt.Key.Key_Return)
    after = stored(view)["Rosa Delgado"]
    assert (after.snooze_words, after.snoozed_until) == ("after her holiday", day(14))
