from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_promise
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import PromiseOutcome, Side
from trustjournal.domain.records import Promise
from trustjournal.store import queries
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.fields import KeysField
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

ROSA = make_customer("Rosa Delgado")
TODAY = MORNING.date()
OPEN = make_promise(ROSA.id, due_on=date(2026, 11, 25))


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, ROSA, OPEN)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def form(session: JournalSession, navigator: Navigator, window: QWidget) -> FormDialog:
    return opening.edit(OPEN, session, navigator, window)


def end(form: FormDialog, outcome: PromiseOutcome | None) -> None:
    field = form.fields["ending"]
    assert isinstance(field, KeysField)
    QTest.mouseClick(field.keys[outcome], Qt.MouseButton.LeftButton)


def save(qtbot: QtBot, form: FormDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)


def promises(session: JournalSession) -> dict[PromiseOutcome | None, Promise]:
    with session.engine.connect() as connection:
        return {promise.outcome: promise for promise in queries.promises(connection)}


def test_a_promise_is_kept_today(qtbot: QtBot, session: JournalSession, form: FormDialog) -> None:
    assert not form.rows["settled_on"].isVisible()
    end(form, PromiseOutcome.KEPT)
    assert form.rows["settled_on"].isVisible()
    save(qtbot, form)
    assert promises(session)[PromiseOutcome.KEPT].settled_on == TODAY


def test_kept_after_its_day_is_late_even_where_the_day_was_corrected_here(
    qtbot: QtBot, session: JournalSession, form: FormDialog
) -> None:
    form.fields["due_on"].set_value(date(2026, 11, 21))
    end(form, PromiseOutcome.KEPT)
    save(qtbot, form)
    assert promises(session)[PromiseOutcome.LATE].due_on == date(2026, 11, 21)


@pytest.mark.parametrize("told", [True, False, None])
def test_a_broken_promise_asks_whether_they_were_told_first(
    qtbot: QtBot, session: JournalSession, form: FormDialog, told: bool | None
) -> None:
    assert not form.rows["told_first"].isVisible()
    end(form, PromiseOutcome.BROKEN)
    assert form.rows["told_first"].isVisible()
    answers = form.fields["told_first"]
    assert isinstance(answers, KeysField)
    if told is not None:
        QTest.mouseClick(answers.keys[told], Qt.MouseButton.LeftButton)
    save(qtbot, form)
    broken = promises(session)[PromiseOutcome.BROKEN]
    assert (broken.settled_on, broken.told_first) == (TODAY, told)


def test_of_a_promise_of_theirs_nobody_is_asked_who_was_told(
    qtbot: QtBot, session: JournalSession, form: FormDialog
) -> None:
    form.fields["by"].set_value(Side.THEM)
    end(form, PromiseOutcome.BROKEN)
    assert not form.rows["told_first"].isVisible()
    save(qtbot, form)
    assert promises(session)[PromiseOutcome.BROKEN].by is Side.THEM


def test_what_they_promised_is_noted(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    told = hear(navigator.told)
    form = opening.make_promise(ROSA.id, session, navigator, window)
    sides = form.fields["by"]
    assert isinstance(sides, KeysField)
    QTest.mouseClick(sides.keys[Side.THEM], Qt.MouseButton.LeftButton)
    form.fields["text"].set_value("send the logo")
    save(qtbot, form)
    with session.engine.connect() as connection:
        (theirs,) = [one for one in queries.promises(connection) if one.by is Side.THEM]
    assert (theirs.text, theirs.made_on, theirs.customer_id) == ("send the logo", TODAY, ROSA.id)
    assert told == ["Their promise is noted."]


def test_another_day_ends_the_old_promise_and_makes_it_anew(
    qtbot: QtBot, session: JournalSession, form: FormDialog
) -> None:
    end(form, PromiseOutcome.RENEGOTIATED)
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert form.fault.text() == "Choose the day that you agreed on."
    form.fields["text"].set_value("send the better photos")
    form.fields["new_due_on"].set_value(date(2026, 12, 2))
    save(qtbot, form)
    found = promises(session)
    assert found[PromiseOutcome.RENEGOTIATED].due_on == date(2026, 11, 25)
    assert found[None].due_on == date(2026, 12, 2)
    assert found[None].text == "send the better photos"


def test_a_settled_promise_can_be_opened_again(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    late = make_promise(ROSA.id, outcome=PromiseOutcome.LATE, settled_on=TODAY)
    fill(session, late)
    form = opening.edit(late, session, navigator, window)
    assert form.values()["ending"] is PromiseOutcome.KEPT
    end(form, None)
    save(qtbot, form)
    assert set(promises(session)) == {None}


def test_whose_person_is_fixed_begins_with_what_can_be_changed(
    qtbot: QtBot, form: FormDialog
) -> None:
    sides = form.fields["by"]
    qtbot.waitUntil(lambda: sides.isAncestorOf(form.focusWidget() or form))
