"""What gifts may come to is kept as it is written, and refused where it stands."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import fill
from trustjournal.domain.changes import identity
from trustjournal.domain.records import Preferences
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.settings import SettingsPage
from trustjournal.ui.pages.settings_gifts import AmountField
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> SettingsPage:
    kept = Preferences(**identity(), gift_budget=Decimal("60.50"), currency="EUR")
    fill(session, kept)
    made = SettingsPage(session, navigator, Settings())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.gifts.budget.value() == Decimal("60.50"))
    return made


def write(field: AmountField, text: str) -> None:
    field.amount.line.selectAll()
    QTest.keyClicks(field.amount.line, text)
    QTest.keyClick(field.amount.line, Qt.Key.Key_Return)


def stored(session: JournalSession) -> Preferences:
    with session.engine.connect() as connection:
        return queries.preferences(connection)


def said(page: SettingsPage) -> list[str]:
    return [one.text() for one in page.gifts.findChildren(PlainLabel) if one.isVisible()]


def test_both_amounts_are_kept_on_enter(
    qtbot: QtBot, session: JournalSession, page: SettingsPage
) -> None:
    with qtbot.waitSignal(session.changed):
        write(page.gifts.budget, "80")
    with qtbot.waitSignal(session.changed):
        write(page.gifts.tax_cap, "50.25")
    assert (stored(session).gift_budget, stored(session).gift_tax_cap) == (
        Decimal(80),
        Decimal("50.25"),
    )


def test_an_empty_amount_is_no_budget_at_all(
    qtbot: QtBot, session: JournalSession, page: SettingsPage
) -> None:
    page.gifts.budget.amount.line.selectAll()
    QTest.keyClick(page.gifts.budget.amount.line, Qt.Key.Key_Delete)
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(page.gifts.budget.amount.line, Qt.Key.Key_Return)
    assert stored(session).gift_budget is None


@pytest.mark.parametrize("text", ["a lot", "-3"])
def test_what_is_no_amount_is_said_below_it_and_kept_nowhere(
    qtbot: QtBot, session: JournalSession, page: SettingsPage, text: str
) -> None:
    write(page.gifts.budget, text)
    qtbot.waitUntil(lambda: "Write an amount, zero or more." in said(page))
    assert stored(session).gift_budget == Decimal("60.50")
    assert page.gifts.budget.amount.value() == text


def test_the_currency_stands_beside_the_amounts(page: SettingsPage) -> None:
    assert said(page).count("EUR") == 2
