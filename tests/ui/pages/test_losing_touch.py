"""The page of those losing touch, worked through by keys on a real journal."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import CheckIn, Customer, Preferences, Record
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.dialogs.rules_dialog import RulesDialog
from trustjournal.ui.models.plan_model import Entry
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.losing_touch import LosingTouchPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ANA, BO, CLEO = (make_customer(name) for name in ("Ana", "Bo", "Cleo"))
Opener = Callable[..., Opened]


def met(who: Customer, ago: int) -> Record:
    return make_touchpoint(who.id, happened_at=MORNING - timedelta(days=ago))


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, *records)
        return Opened(qtbot, LosingTouchPage(session, navigator, Settings()), navigator)

    return make


def three(opener: Opener) -> Opened:
    return opener(ANA, BO, CLEO, met(ANA, 10), met(BO, 90))


def stored(view: Opened) -> dict[str, CheckIn]:
    with view.page.session.engine.connect() as connection:
        names = {one.id: one.name for one in queries.customers(connection)}
        return {names[one.customer_id]: one for one in queries.check_ins(connection)}


def test_the_longest_silent_come_first_and_the_unmet_last(opened: Opener) -> None:
    view = three(opened)
    assert view.rows() == ["Longest not in touch", "Bo", "Ana", "Not spoken yet", "Cleo"]
    assert view.page.head.lead.text() == (
        "3 people have no rhythm yet. Give one to those you want to keep."
    )


def test_a_row_says_when_they_last_spoke_how_deep_it_is_and_what_they_are_worth(
    opened: Opener,
) -> None:
    rich = make_customer(
        "Rich", yearly_value=Decimal(1200), stage=Stage.PROSPECT, company="Café Alma"
    )
    view = opened(rich, met(rich, 35), Preferences(**identity(), currency="EUR"))
    entry = view.page.model.entry(1)
    assert isinstance(entry, Entry)
    assert (entry.state, entry.text) == ("Last spoke 5 weeks ago", "Prospect")
    assert entry.when.startswith("New · ")
    assert entry.under == "€1,200 a year"


def test_r_gives_a_rhythm_and_who_was_silent_for_longer_comes_up_today(opened: Opener) -> None:
    view = three(opened)
    view.press(Qt.Key.Key_R)
    with view.renewed():
        view.choose("3  Every 3 weeks")
    assert (stored(view)["Bo"].every_days, stored(view)["Bo"].due_on) == (21, TODAY)
    assert view.told == ["Bo: every 3 weeks."]
    assert view.current() == "Ana"
    view.press(Qt.Key.Key_R)
    menu = view.menu()
    with view.renewed():
        QTest.keyClick(menu, Qt.Key.Key_4)
    assert (stored(view)["Ana"].every_days, stored(view)["Ana"].due_on) == (
        30,
        TODAY + timedelta(days=20),
    )


def test_r_gives_a_rhythm_to_several_under_one_undo(
    opened: Opener, session: JournalSession
) -> None:
    view = three(opened)
    view.select("Bo", "Cleo")
    view.press(Qt.Key.Key_R)
    with view.renewed():
        QTest.keyClick(view.menu(), Qt.Key.Key_Return)
    assert {name: one.every_days for name, one in stored(view).items()} == {"Bo": 7, "Cleo": 7}
    assert stored(view)["Cleo"].due_on == TODAY + timedelta(days=7)
    with view.renewed():
        session.undo()
    assert stored(view) == {}


def test_l_leaves_somebody_in_peace_for_a_year(opened: Opener) -> None:
    view = three(opened)
    with view.renewed():
        view.press(Qt.Key.Key_L)
    assert view.rows()[:2] == ["Longest not in touch", "Ana"]
    assert stored(view)["Bo"].snoozed_until == TODAY + timedelta(days=365)
    assert view.told == ["Left in peace until 22 Nov 2027: Bo."]


def test_c_logs_a_call_and_they_go_last(opened: Opener, qtbot: QtBot) -> None:
    view = three(opened)
    with view.renewed():
        view.press(Qt.Key.Key_C)
    assert view.rows()[1:3] == ["Ana", "Bo"]
    qtbot.waitUntil(lambda: bool(view.told))
    assert view.told[0].startswith("Logged with Bo")


def test_enter_opens_p_plans_and_n_notes(opened: Opener, navigator: Navigator) -> None:
    view = three(opened)
    captured = hear(navigator.capture_wanted)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_P, Qt.Key.Key_N):
        view.press(key)
    assert view.wishes == [BO.id, BO.id]
    assert captured == ["Bo "]


def test_who_has_a_plan_is_not_here_and_the_button_offers_rules(
    opened: Opener, qtbot: QtBot
) -> None:
    view = opened(ANA, make_check_in(ANA.id, every_days=7, due_on=TODAY))
    assert view.rows() == []
    button = view.page.empty.button
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.page.findChild(RulesDialog) is not None)
    dialog = view.page.findChild(RulesDialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_without_people_it_begins_with_the_first(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    added = hear(navigator.new_person_wanted)
    page = LosingTouchPage(session, navigator, Settings())
    qtbot.addWidget(page)
    page.show()
    button = page.empty.button
    assert button is not None
    qtbot.waitUntil(lambda: button.text() == "Add a person")
    button.click()
    QApplication.processEvents()
    assert added == [""]
