from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer, make_gesture, make_tag_rule
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import GestureStatus
from trustjournal.domain.records import (
    CheckIn,
    Preferences,
)
from trustjournal.store import queries
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import CheckField, ChoiceField
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.dialogs.people_field import Picked
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

ROSA = make_customer("Rosa Delgado")
TODAY = MORNING.date()


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, ROSA)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def save(qtbot: QtBot, form: FormDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)


def check_in(session: JournalSession) -> CheckIn:
    with session.engine.connect() as connection:
        (found,) = queries.check_ins(connection)
    return found


def choose(form: FormDialog, words: str) -> None:
    every = form.fields["every"]
    assert isinstance(every, ChoiceField)
    every.box.setFocus()
    every.box.setCurrentText(words)


def test_a_cadence_sets_the_next_day(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_check_in(ROSA.id, session, navigator, window)
    choose(form, "Every 2 weeks")
    assert form.values()["due_on"] == TODAY + timedelta(days=14)
    form.fields["about"].set_value("the terrace")
    save(qtbot, form)
    after = check_in(session)
    assert (after.every_days, after.due_on) == (14, TODAY + timedelta(days=14))
    assert after.about == "the terrace"


def test_any_number_of_days_will_do(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_check_in(ROSA.id, session, navigator, window)
    assert not form.rows["days"].isVisible()
    choose(form, "Every so many days")
    assert form.rows["days"].isVisible()
    form.fields["days"].set_value(17)
    save(qtbot, form)
    assert check_in(session).every_days == 17


def test_a_single_check_in_needs_its_day(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_check_in(ROSA.id, session, navigator, window)
    choose(form, "Once only")
    form.fields["due_on"].set_value(None)
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.fault.text().startswith("Choose a day"))
    form.fields["due_on"].set_value(date(2026, 12, 1))
    save(qtbot, form)
    assert (check_in(session).every_days, check_in(session).due_on) == (None, date(2026, 12, 1))


def test_the_one_they_have_is_shown_and_changed(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    had = make_check_in(ROSA.id, every_days=21, due_on=TODAY, about="the terrace")
    fill(session, had)
    form = opening.plan_check_in(None, session, navigator, window)
    form.fields["customer"].set_value(Picked.of(ROSA.id))
    qtbot.waitUntil(lambda: form.values()["about"] == "the terrace")
    choose(form, "Every quarter")
    save(qtbot, form)
    after = check_in(session)
    assert (after.id, after.every_days) == (had.id, 90)
    assert after.about == "the terrace"


def test_a_new_one_begins_with_the_cadence_the_owner_prefers(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    fill(session, Preferences(**identity(), default_cadence_days=60))
    form = opening.plan_check_in(ROSA.id, session, navigator, window)
    qtbot.waitUntil(lambda: form.values()["every"] == 60)


def test_the_one_they_have_counts_more_than_what_the_owner_prefers(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    fill(session, make_check_in(ROSA.id, every_days=21, due_on=TODAY, about="the terrace"))
    form = opening.plan_check_in(ROSA.id, session, navigator, window)
    qtbot.waitUntil(lambda: form.values()["about"] == "the terrace")
    with qtbot.waitSignal(session.undo_changed):  # all that was asked for has been answered
        fill(session, make_customer("Ben Ruiz"))
    assert (form.values()["every"], form.values()["due_on"]) == (21, TODAY)


def test_editing_opens_it_as_it_is(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    had = make_check_in(ROSA.id, every_days=17, due_on=date(2026, 11, 30))
    fill(session, had)
    form = opening.edit(had, session, navigator, window)
    assert (form.values()["days"], form.values()["due_on"]) == (17, date(2026, 11, 30))
    form.fields["about"].set_value("say hello")
    save(qtbot, form)
    assert (check_in(session).every_days, check_in(session).about) == (17, "say hello")


WHOLESALE = make_tag_rule("wholesale", every_days=21)
SHOP = make_customer("Shop", tags=("Wholesale",))


def shown(form: FormDialog) -> str:
    every = form.fields["every"]
    assert isinstance(every, ChoiceField)
    return every.box.currentText()


def test_whom_a_rule_gives_check_ins_begins_as_it_says(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    fill(session, SHOP, WHOLESALE)
    form = opening.plan_check_in(SHOP.id, session, navigator, window)
    qtbot.waitUntil(lambda: shown(form) == "Every 3 weeks, because of “wholesale”")
    form.fields["about"].set_value("the new glaze")
    save(qtbot, form)
    after = check_in(session)
    assert (after.every_days, after.due_on, after.about) == (None, None, "the new glaze")


def test_a_day_chosen_under_a_rule_comes_before_it(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    fill(session, SHOP, WHOLESALE)
    form = opening.plan_check_in(SHOP.id, session, navigator, window)
    qtbot.waitUntil(lambda: shown(form).startswith("Every 3 weeks, because"))
    form.fields["due_on"].set_value(TODAY + timedelta(days=2))
    save(qtbot, form)
    assert (check_in(session).every_days, check_in(session).due_on) == (
        None,
        TODAY + timedelta(days=2),
    )


def test_what_is_their_own_can_be_left_to_the_rule(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    had = make_check_in(SHOP.id, every_days=7, due_on=TODAY)
    fill(session, SHOP, WHOLESALE, had)
    form = opening.edit(had, session, navigator, window)
    every = form.fields["every"]
    assert isinstance(every, ChoiceField)
    qtbot.waitUntil(lambda: every.box.findText("Every 3 weeks, because of “wholesale”") >= 0)
    assert shown(form) == "Every week"
    choose(form, "Every 3 weeks, because of “wholesale”")
    assert form.values()["due_on"] is None
    save(qtbot, form)
    with session.engine.connect() as connection:
        assert queries.check_ins(connection) == []


def test_without_a_rule_how_often_is_asked_for(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.plan_check_in(ROSA.id, session, navigator, window)
    choose(form, "As their tag or stage says")
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(form.fault.isVisible)
    assert form.fault.text() == (
        "Neither a tag nor the stage of Rosa Delgado says how often. Choose it here."
    )


def test_asking_too_soon_after_a_gift_is_pointed_out_and_never_forbidden(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    given = {"status": GestureStatus.GIVEN, "given_on": TODAY - timedelta(days=6)}
    fill(session, make_gesture(ROSA.id, title="Mug", **given))
    form = opening.plan_check_in(ROSA.id, session, navigator, window)
    choose(form, "Every 2 weeks")
    ask = form.fields["is_ask"]
    assert isinstance(ask, CheckField)
    QTest.keyClick(ask.box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "20 days after “Mug”" in ask.accessibleDescription())
    form.fields["due_on"].set_value(TODAY + timedelta(days=40))
    assert ask.accessibleDescription() == ""
    form.fields["due_on"].set_value(TODAY + timedelta(days=3))
    assert "9 days after “Mug”" in ask.accessibleDescription()
    save(qtbot, form)
    assert check_in(session).is_ask


@pytest.fixture
def overdue(session: JournalSession, navigator: Navigator, window: QWidget) -> FormDialog:
    """The form of a check-in that should have been two weeks ago."""
    planned = make_check_in(ROSA.id, every_days=21, due_on=TODAY - timedelta(days=14))
    fill(session, planned)
    return opening.edit(planned, session, navigator, window)


def say_next(form: FormDialog, words: str) -> DayField:
    due = form.fields["due_on"]
    assert isinstance(due, DayField)
    due.box.selectAll()
    QTest.keyClicks(due.box, words)
    return due


def test_the_next_day_is_said_in_words(
    qtbot: QtBot, session: JournalSession, overdue: FormDialog
) -> None:
    due = say_next(overdue, "in 2 weeks")
    with qtbot.waitSignal(overdue.accepted):
        QTest.keyClick(due.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert check_in(session).due_on == TODAY + timedelta(days=14)


def test_words_that_name_no_day_are_never_saved_as_one(
    qtbot: QtBot, session: JournalSession, overdue: FormDialog
) -> None:
    due = say_next(overdue, "when she is back")
    QTest.mouseClick(overdue.save_button, Qt.MouseButton.LeftButton)
    assert overdue.isVisible()
    assert overdue.fault.text().startswith("“when she is back” is no day.")
    assert due.box.text() == "when she is back"
    say_next(overdue, "yesterday")
    QTest.mouseClick(overdue.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: overdue.fault.text().startswith("That day has passed."))
    assert check_in(session).due_on == TODAY - timedelta(days=14)
