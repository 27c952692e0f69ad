"""Unease is flagged with one key, or with a form that asks of whom, on a real journal."""

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.records import Labelled, Recovery
from trustjournal.store.recoveries import open_recoveries
from trustjournal.ui.dialogs.fields import LineField
from trustjournal.ui.dialogs.unease_dialog import UneaseDialog, flag_unease
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.known_names import known_names

pytestmark = pytest.mark.usefixtures("dressed")

ROSA = make_customer(phones=(Labelled(value="+34 600 000 001"),))
TOMASZ = make_customer("Tomasz Wilk")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> Generator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    fill(session, ROSA, TOMASZ)
    names = known_names(session)
    qtbot.waitUntil(lambda: bool(names.full_name(ROSA.id)))
    yield made
    made.hide()


def told(navigator: Navigator) -> list[tuple[str, bool]]:
    heard: list[tuple[str, bool]] = []

    def hear(said: str, undo: bool) -> None:
        heard.append((said, undo))

    navigator.told.connect(hear)
    return heard


def flagged(session: JournalSession) -> list[Recovery]:
    with session.engine.connect() as connection:
        return open_recoveries(connection)


def opened(window: QWidget) -> UneaseDialog:
    (dialog,) = window.findChildren(UneaseDialog)
    return dialog


def test_of_somebody_known_it_is_flagged_at_once(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    heard = told(navigator)
    flag_unease(ROSA.id, session, navigator, window)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("Call first: Rosa Delgado, +34 600 000 001", True)]
    (one,) = flagged(session)
    assert (one.customer_id, one.next_on) == (ROSA.id, MORNING.date())


def test_a_second_time_it_says_where_it_stands(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    heard = told(navigator)
    flag_unease(TOMASZ.id, session, navigator, window)
    flag_unease(TOMASZ.id, session, navigator, window)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[0] == ("Talk to them first: Tomasz Wilk", True)
    assert heard[1][0].startswith("You are putting something right with Tomasz Wilk already.")
    assert not heard[1][1]
    assert len(flagged(session)) == 1


def test_a_form_asks_of_whom_and_what_was_noticed(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    heard = told(navigator)
    flag_unease(None, session, navigator, window)
    dialog = opened(window)
    QTest.keyClicks(dialog.people.line, "rosa")
    QTest.keyClick(dialog.people.line, Qt.Key.Key_Return)
    about = dialog.fields["about"]
    assert isinstance(about, LineField)
    QTest.keyClicks(about.line, "short on the phone")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(heard))
    (one,) = flagged(session)
    assert (one.customer_id, one.about) == (ROSA.id, "short on the phone")


def test_the_form_says_what_is_missing_and_stays(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    flag_unease(None, session, navigator, window)
    dialog = opened(window)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.fault.text() == "Say who it is."
    assert dialog.isVisible()
    dialog.reject()
