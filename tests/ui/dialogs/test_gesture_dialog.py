from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_gesture
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
)
from trustjournal.domain.records import (
    Gesture,
    Preferences,
)
from trustjournal.store import queries
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.fields import KeysField
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

ROSA = make_customer("Rosa Delgado", loves="terrace green", avoids="lilies")


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, ROSA, Preferences(**identity(), currency="EUR"))
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def save(qtbot: QtBot, form: FormDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)


def gestures(session: JournalSession) -> list[Gesture]:
    with session.engine.connect() as connection:
        return queries.gestures(connection)


def shown(form: FormDialog) -> str:
    return "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())


def test_a_day_makes_the_idea_a_plan(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_gesture(ROSA.id, session, navigator, window)
    form.page.set_values(
        {"title": "Mug", "kind": GestureKind.NOTE, "cost": "12.50", "lead_days": 5}
    )
    form.fields["due_on"].set_value(date(2026, 12, 3))
    status = form.fields["status"]
    assert isinstance(status, KeysField)
    assert status.keys[GestureStatus.PLANNED].isChecked()
    save(qtbot, form)
    (gesture,) = gestures(session)
    assert (gesture.title, gesture.kind, gesture.cost) == (
        "Mug",
        GestureKind.NOTE,
        Decimal("12.50"),
    )
    assert (gesture.status, gesture.due_on) == (GestureStatus.PLANNED, date(2026, 12, 3))
    assert gesture.lead_days == 5


def test_what_they_love_and_were_given_stands_beside_it(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    past = make_gesture(
        ROSA.id, title="Espresso cups", status=GestureStatus.GIVEN, given_on=date(2026, 5, 3)
    )
    fill(session, past)
    form = opening.plan_gesture(ROSA.id, session, navigator, window)
    qtbot.waitUntil(lambda: "Espresso cups, 3 May" in shown(form))
    assert "terrace green" in shown(form)
    assert "lilies" in shown(form)
    assert "EUR" in shown(form)


def test_a_gesture_is_marked_as_given_with_how_it_was_received(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    planned = make_gesture(ROSA.id, status=GestureStatus.PLANNED, due_on=date(2026, 11, 20))
    fill(session, planned)
    form = opening.edit(planned, session, navigator, window)
    assert not form.rows["received"].isVisible()
    form.fields["status"].set_value(GestureStatus.GIVEN)
    assert form.rows["received"].isVisible()
    form.fields["received"].set_value(2)
    save(qtbot, form)
    (after,) = gestures(session)
    assert (after.status, after.given_on, after.received) == (
        GestureStatus.GIVEN,
        MORNING.date(),
        2,
    )


def test_one_given_already_can_be_noted_afterwards_in_one_go(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_gesture(ROSA.id, session, navigator, window)
    form.page.set_values({"title": "Mug", "status": GestureStatus.GIVEN})
    save(qtbot, form)
    (after,) = gestures(session)
    assert after.given_on == MORNING.date()
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert gestures(session) == []


def test_a_cost_that_is_no_number_is_said(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_gesture(ROSA.id, session, navigator, window)
    form.page.set_values({"title": "Mug", "cost": "a lot"})
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert form.fault.text() == "“a lot” is not an amount. Write a number, such as 12.50."
