"""The form of the longest silence, with real keys on a real journal."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import fill
from trustjournal.domain.changes import identity
from trustjournal.domain.records import (
    Customer,
    Record,
    TagRule,
)
from trustjournal.store import queries
from trustjournal.ui.dialogs.longest_gap_dialog import LimitAsking, LongestGapDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

ROSA = make_customer("Rosa", tags=("VIP",), longest_gap_days=45)

Ask = Callable[..., LongestGapDialog]


@pytest.fixture
def told(navigator: Navigator) -> list[str]:
    heard: list[str] = []

    def hear(said: str, _undo: bool) -> None:
        heard.append(said)

    navigator.told.connect(hear)
    return heard


@pytest.fixture
def ask(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Ask:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def opened(who: Customer, *records: Record) -> LongestGapDialog:
        fill(session, *records)
        LimitAsking(session, navigator, window).ask(who.id)
        qtbot.waitUntil(lambda: shown(window) is not None)
        dialog = shown(window)
        assert dialog is not None
        return dialog

    return opened


def shown(window: QWidget) -> LongestGapDialog | None:
    found = window.findChildren(LongestGapDialog)
    return next((one for one in found if one.isVisible()), None)


def write(dialog: LongestGapDialog, days: str) -> None:
    dialog.days.box.setFocus()
    dialog.days.box.selectAll()
    QTest.keyClicks(dialog.days.box, days)


def save(qtbot: QtBot, session: JournalSession, dialog: LongestGapDialog) -> None:
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def stored(session: JournalSession) -> tuple[int | None, dict[str, int | None]]:
    with session.engine.connect() as connection:
        rules = queries.tag_rules(connection)
        who = queries.customer_by_id(connection, ROSA.id)
    return who.longest_gap_days, {rule.tag: rule.longest_gap_days for rule in rules}


def test_a_person_gets_another_limit(
    qtbot: QtBot, session: JournalSession, ask: Ask, told: list[str]
) -> None:
    dialog = ask(ROSA, ROSA)
    assert (dialog.whom.box.currentText(), dialog.days.value()) == ("Rosa", 45)
    write(dialog, "30")
    save(qtbot, session, dialog)
    assert stored(session) == (30, {})
    assert told == ["You will find them here after 4 weeks of silence."]


def test_at_nought_their_own_rhythm_counts(
    qtbot: QtBot, session: JournalSession, ask: Ask, told: list[str]
) -> None:
    dialog = ask(ROSA, ROSA)
    write(dialog, "0")
    save(qtbot, session, dialog)
    assert stored(session) == (None, {})
    assert told == ["From now on their own rhythm counts."]


def test_a_tag_of_the_person_gets_a_rule(qtbot: QtBot, session: JournalSession, ask: Ask) -> None:
    dialog = ask(ROSA, ROSA)
    dialog.whom.box.setFocus()
    QTest.keyClick(dialog.whom.box, Qt.Key.Key_Down)
    assert (dialog.whom.box.currentText(), dialog.days.value()) == ("Anyone tagged “VIP”", None)
    write(dialog, "60")
    save(qtbot, session, dialog)
    assert stored(session) == (45, {"vip": 60})


def test_the_rule_of_a_tag_keeps_how_often_and_cannot_be_shorter(
    qtbot: QtBot, session: JournalSession, ask: Ask
) -> None:
    dialog = ask(ROSA, ROSA, TagRule(**identity(), tag="vip", longest_gap_days=60, every_days=21))
    dialog.whom.box.setFocus()
    QTest.keyClick(dialog.whom.box, Qt.Key.Key_Down)
    assert dialog.days.value() == 60
    write(dialog, "20")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.fault.isVisible)
    assert dialog.fault.text() == (
        "At the latest cannot come before how often. Choose 21 days or more."
    )
    write(dialog, "30")
    save(qtbot, session, dialog)
    with session.engine.connect() as connection:
        (rule,) = queries.tag_rules(connection)
    assert (rule.every_days, rule.longest_gap_days) == (21, 30)


def test_what_changes_nothing_is_said_in_the_form(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask(ROSA, ROSA)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.fault.isVisible)
    assert dialog.fault.text() == "That is how it is already."
