from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import identity
from trustjournal.domain.records import (
    CheckIn,
    Preferences,
)
from trustjournal.store import queries
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.fields import ChoiceField
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
