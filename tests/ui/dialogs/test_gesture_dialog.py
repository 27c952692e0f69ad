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
    Side,
)
from trustjournal.domain.records import Gesture, ImportantDate, Preferences
from trustjournal.store import queries
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.fields import KeysField, LineField
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.dialogs.gesture_dialog import GestureDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.chip_button import ChipButton

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


def chips(form: FormDialog) -> list[ChipButton]:
    return [one for one in form.findChildren(ChipButton) if one.isVisible()]


def type_into(form: FormDialog, name: str, text: str) -> None:
    field = form.fields[name]
    assert isinstance(field, LineField)
    QTest.keyClicks(field.line, text)


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
    qtbot.waitUntil(lambda: "EUR" in shown(form))


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


def test_what_speaks_against_a_gift_is_said_while_choosing_and_forbids_nothing(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    ana = make_customer("Ana", gift_limit=Decimal(25), gift_budget=Decimal(40))
    cups = make_gesture(
        ana.id,
        title="Espresso cups",
        status=GestureStatus.GIVEN,
        given_on=date(2026, 5, 3),
        cost=Decimal(20),
    )
    fill(session, ana, cups)
    form = opening.plan_gesture(ana.id, session, navigator, window)
    assert isinstance(form, GestureDialog)
    qtbot.waitUntil(lambda: "Espresso cups, 3 May" in shown(form))
    assert not form.cautions.isVisible()
    type_into(form, "title", "Tea cups")
    type_into(form, "cost", "30")
    assert list(form.cautions.sentences) == [
        "Ana may accept up to €25; this is €30.",
        "With this Ana gets €50 in 2026, €10 above the budget of €40.",
        "You gave Ana “Espresso cups” in 2026.",
    ]
    assert form.cautions.isVisible()
    type_into(form, "cost", "x")
    assert list(form.cautions.sentences) == ["You gave Ana “Espresso cups” in 2026."]
    form.page.set_values({"cost": "30"})
    save(qtbot, form)
    assert {one.title for one in gestures(session)} == {"Espresso cups", "Tea cups"}


def test_limits_and_what_is_left_stand_beside_it(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    ana = make_customer(
        "Ana", gift_policy="Only for the team", gift_limit=Decimal(25), gift_budget=Decimal(40)
    )
    plums = make_gesture(
        ana.id,
        title="Plums",
        by=Side.THEM,
        status=GestureStatus.GIVEN,
        given_on=date(2026, 11, 1),
    )
    fill(session, ana, plums)
    form = opening.plan_gesture(ana.id, session, navigator, window)
    qtbot.waitUntil(lambda: "Only for the team. Up to €25." in shown(form))
    assert "€40 left of €40 for 2026." in shown(form)
    assert "From them\nPlums, 1 Nov" in shown(form)


def test_an_occasion_brings_its_day_and_the_time_to_prepare(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    ana = make_customer("Ana", dates=(ImportantDate(label="birthday", month=12, day=20),))
    fill(session, ana)
    form = opening.plan_gesture(ana.id, session, navigator, window)
    qtbot.waitUntil(lambda: len(chips(form)) == 1)
    form.fields["kind"].set_value(GestureKind.NOTE)
    qtbot.waitUntil(lambda: len(chips(form)) == 1)
    (chip,) = chips(form)
    assert chip.words() == "Birthday, 20 Dec"
    QTest.keyClick(chip, Qt.Key.Key_Space)
    values = form.values()
    assert (values["occasion"], values["due_on"]) == ("birthday", date(2026, 12, 20))
    assert (values["lead_days"], values["status"]) == (5, GestureStatus.PLANNED)


def test_what_they_gave_is_kept_with_its_worth_and_asks_nothing_else(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_gesture(ROSA.id, session, navigator, window)
    form.page.set_values({"by": Side.THEM, "title": "Plums", "worth": "9"})
    assert "What they gave" in shown(form)
    hidden = ("due_on", "lead_days", "cost", "status", "received")
    assert not any(form.rows[name].isVisible() for name in hidden)
    save(qtbot, form)
    (gift,) = gestures(session)
    assert (gift.by, gift.status, gift.given_on, gift.worth) == (
        Side.THEM,
        GestureStatus.GIVEN,
        MORNING.date(),
        Decimal(9),
    )
    again = opening.edit(gift, session, navigator, window)
    assert again.values()["worth"] == "9"
    again.page.set_values({"worth": "12"})
    save(qtbot, again)
    assert [one.worth for one in gestures(session)] == [12]


def test_the_word_for_ready_is_that_of_the_kind(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_gesture(ROSA.id, session, navigator, window)
    status = form.fields["status"]
    assert isinstance(status, KeysField)
    assert status.keys[GestureStatus.BOUGHT].text() == "Bought"
    form.fields["kind"].set_value(GestureKind.NOTE)
    assert status.keys[GestureStatus.BOUGHT].text() == "Written"
