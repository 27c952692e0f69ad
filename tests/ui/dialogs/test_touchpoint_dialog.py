from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import full_touchpoint, make_check_in, make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.capture import Draft, PromiseDraft
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
    Question,
)
from trustjournal.domain.records import Touchpoint
from trustjournal.store import queries
from trustjournal.store.recoveries import open_recoveries
from trustjournal.store.rows import chosen, fetch
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.fields import KeysField, NoteField
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.dialogs.people_field import PeopleField
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.known_names import known_names

ROSA, BEN = make_customer("Rosa Delgado"), make_customer("Ben Ruiz")


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, ROSA, BEN)
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    qtbot.waitUntil(lambda: known_names(session).name_of(BEN.id) != "")
    return made


def save(qtbot: QtBot, form: FormDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)


def people_of(form: FormDialog) -> PeopleField:
    field = form.fields["people"]
    assert isinstance(field, PeopleField)
    return field


def latest(session: JournalSession) -> Touchpoint:
    with session.engine.connect() as connection:
        known = fetch(connection, Touchpoint, chosen(Touchpoint))
    return max(known, key=lambda one: one.happened_at)


def press(form: FormDialog, name: str, value: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, KeysField)
    QTest.mouseClick(field.keys[value], Qt.MouseButton.LeftButton)


def test_what_the_line_said_is_in_the_form_and_is_saved_with_what_is_added(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    due_on = date(2026, 11, 27)
    fill(session, make_check_in(ROSA.id, every_days=7, due_on=MORNING.date()))
    draft = Draft(
        customer_ids=(ROSA.id,),
        unknown=("petra",),
        channel=Channel.PHONE,
        feeling=1,
        duration_minutes=20,
        promises=(PromiseDraft("send the quote", due_on),),
        tags=("oak",),
        note="loved the sample",
    )
    form = opening.new_touchpoint(draft, session, navigator, window)
    assert [chip.text() for chip in people_of(form).chips()] == ["Rosa Delgado", "Petra, new"]
    press(form, "began", Began.THEM)
    form.fields["question"].set_value(Question.FAIR)
    form.fields["answered_on"].set_value(MORNING.date())
    save(qtbot, form)
    touchpoint = latest(session)
    assert touchpoint.question is Question.FAIR
    assert touchpoint.began is Began.THEM
    assert touchpoint.answered_at == MORNING
    assert touchpoint.note == "loved the sample"
    assert touchpoint.duration_minutes == 20
    with session.engine.connect() as connection:
        (promise,) = queries.open_promises(connection)
        people = {one.name: one for one in queries.customers(connection)}
        check_in = queries.check_ins_of(connection, [ROSA.id])[ROSA.id]
    assert (promise.text, promise.due_on) == ("send the quote", due_on)
    assert people["Rosa Delgado"].tags == people["Petra"].tags == ("oak",)
    assert set(touchpoint.customer_ids) == {ROSA.id, people["Petra"].id}
    assert check_in.due_on == MORNING.date() + timedelta(days=7)


def test_a_promise_of_the_line_can_be_dropped(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    draft = Draft(customer_ids=(ROSA.id,), promises=(PromiseDraft("call"),))
    form = opening.new_touchpoint(draft, session, navigator, window)
    cross = next(
        one
        for one in form.findChildren(QPushButton)
        if one.accessibleName() == "Remove Promise: call"
    )
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    save(qtbot, form)
    with session.engine.connect() as connection:
        assert queries.open_promises(connection) == []


def test_people_are_typed_and_completed(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.new_touchpoint(Draft(), session, navigator, window)
    line = people_of(form).line
    QTest.keyClicks(line, "ro")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "ben")
    save(qtbot, form)
    assert set(latest(session).customer_ids) == {ROSA.id, BEN.id}


def test_nobody_named_is_said_and_the_note_stays(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.new_touchpoint(Draft(note="loved it"), session, navigator, window)
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert form.fault.text() == "Say who this was with."
    assert form.values()["note"] == "loved it"


def test_editing_changes_only_what_was_touched(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    happened_at = datetime(2026, 11, 3, 8, 15, 42, 7, tzinfo=UTC)
    before = make_touchpoint(
        ROSA.id,
        BEN.id,
        happened_at=happened_at,
        zone="America/New_York",
        channel=Channel.VIDEO,
        duration_minutes=12,
        question=Question.ABLE,
    )
    fill(session, before)
    form = opening.edit(before, session, navigator, window)
    assert form.values()["clock"] == (3, 15)
    note = form.fields["note"]
    assert isinstance(note, NoteField)
    QTest.keyClicks(note.box, "More")
    press(form, "feeling", 2)
    save(qtbot, form)
    after = latest(session)
    assert (after.note, after.feeling) == ("More", 2)
    assert after.happened_at == happened_at
    assert after.zone == "America/New_York"
    assert after.customer_ids == before.customer_ids
    assert after.question is Question.ABLE


def test_a_complaint_can_be_put_right_and_keeps_its_seconds(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    before = full_touchpoint(ROSA.id)
    fill(session, before)
    form = opening.edit(before, session, navigator, window)
    assert form.rows["resolved_on"].isVisible()
    form.fields["resolved_on"].set_value(date(2026, 11, 21))
    form.fields["resolved_clock"].set_value((10, 5))
    save(qtbot, form)
    after = latest(session)
    assert after.resolved_at == datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
    assert after.answered_at == before.answered_at


def test_only_what_applies_is_asked(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.new_touchpoint(Draft(), session, navigator, window)
    hidden = [name for name, row in form.rows.items() if not row.isVisible()]
    assert set(hidden) == {
        "said",
        "amount",
        "answer_due_on",
        "answered_on",
        "answered_clock",
        "resolved_on",
        "resolved_clock",
    }
    form.fields["kind"].set_value(Kind.COMPLAINT)
    assert form.rows["resolved_on"].isVisible()
    form.fields["kind"].set_value(Kind.MISSED_CALL)
    assert not form.rows["question"].isVisible()


def test_a_feeling_is_let_go_by_pressing_it_again(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opening.new_touchpoint(Draft(feeling=-1), session, navigator, window)
    press(form, "feeling", -1)
    assert form.values()["feeling"] is None


def test_two_drafts_are_two_forms(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    def opened(customer_id: UUID) -> FormDialog:
        return opening.new_touchpoint(
            Draft(customer_ids=(customer_id,)), session, navigator, window
        )

    form = opened(ROSA.id)
    form.fields["note"].set_value("half a thought")
    form.reject()
    assert opened(BEN.id).values()["note"] == ""
    assert opened(ROSA.id).values()["note"] == "half a thought"


def test_what_they_paid_shows_where_something_is_paid_for(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    draft = Draft(customer_ids=(ROSA.id,))
    form = opening.new_touchpoint(draft, session, navigator, window)
    assert not form.rows["amount"].isVisible()
    form.fields["kind"].set_value(Kind.ORDER)
    assert form.rows["amount"].isVisible()
    form.fields["amount"].set_value("many")
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert "is not an amount" in form.fault.text()
    form.fields["amount"].set_value("48.20")
    save(qtbot, form)
    assert latest(session).amount == Decimal("48.20")


def test_the_day_of_an_answer_shows_while_they_wait_for_one(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    day = MORNING.date() + timedelta(days=2)
    draft = Draft(customer_ids=(ROSA.id,), kind=Kind.ENQUIRY, began=Began.THEM)
    form = opening.new_touchpoint(draft, session, navigator, window)
    row = form.rows["answer_due_on"]
    assert row.isVisible()
    form.fields["answer_due_on"].set_value(day)
    form.fields["answered_on"].set_value(MORNING.date())
    assert not row.isVisible()
    form.fields["answered_on"].set_value(None)
    save(qtbot, form)
    assert latest(session).answer_due_on == day
    again = opening.edit(latest(session), session, navigator, window)
    again.fields["kind"].set_value(Kind.VISIT)
    save(qtbot, again)
    assert latest(session).answer_due_on is None


def test_a_complaint_of_the_form_is_to_be_put_right(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    draft = Draft(customer_ids=(ROSA.id,), kind=Kind.COMPLAINT, note="Broken")
    form = opening.new_touchpoint(draft, session, navigator, window)
    save(qtbot, form)
    with session.engine.connect() as connection:
        (begun,) = open_recoveries(connection)
    assert (begun.touchpoint_id, begun.about) == (latest(session).id, "Broken")
    again = opening.edit(latest(session), session, navigator, window)
    again.fields["resolved_on"].set_value(MORNING.date())
    save(qtbot, again)
    with session.engine.connect() as connection:
        (begun,) = open_recoveries(connection)
    assert begun.fixed_on == MORNING.date()
