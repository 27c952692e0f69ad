"""The look back at a lost customer, by keyboard on a real journal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_promise, make_review, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import Began, Kind, PromiseOutcome, Stage
from trustjournal.domain.records import Customer, Preferences, Record, Review
from trustjournal.store import queries
from trustjournal.ui.dialogs.review_dialog import LossAsking, ReviewDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
LOST_ON = TODAY - timedelta(days=20)
VICTOR = make_customer("Victor", stage=Stage.LOST, lost_on=LOST_ON)

Ask = Callable[..., ReviewDialog]


def ago(days: int) -> Any:
    return MORNING - timedelta(days=days)


VISIT = make_touchpoint(VICTOR.id, happened_at=ago(200), began=Began.THEM, feeling=2, note="Vases")
COMPLAINT = make_touchpoint(
    VICTOR.id, happened_at=ago(60), began=Began.THEM, kind=Kind.COMPLAINT, feeling=-2, note="Late"
)
BROKEN = make_promise(
    VICTOR.id,
    text="deliver ten vases",
    made_on=TODAY - timedelta(days=90),
    outcome=PromiseOutcome.BROKEN,
    settled_on=TODAY - timedelta(days=61),
)
STORY = (VICTOR, VISIT, COMPLAINT, BROKEN)


@pytest.fixture
def ask(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Ask:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def opened(*records: Record, review: Review | None = None) -> ReviewDialog:
        fill(session, *(records or STORY))
        LossAsking(session, navigator, window).ask(VICTOR.id, review)
        qtbot.waitUntil(lambda: bool(window.findChildren(ReviewDialog)))
        (dialog,) = window.findChildren(ReviewDialog)
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return opened


def save(qtbot: QtBot, session: JournalSession, dialog: ReviewDialog) -> None:
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def reviews(session: JournalSession) -> list[Review]:
    with session.engine.connect() as connection:
        return queries.all_of(connection, Review)


def test_it_proposes_where_it_turned_and_keeps_reason_lesson_and_turn(
    ask: Ask, session: JournalSession, qtbot: QtBot
) -> None:
    dialog = ask()
    said = [button.accessibleName() for button in dialog.turned.group.buttons()]
    assert any("Promise broken: Deliver ten vases" in text for text in said)
    assert any("Conversation: Vases" in text for text in said)
    assert said[-1] == "I do not know"
    first = next(i for i, text in enumerate(said) if "Promise broken" in text)
    dialog.turned.group.buttons()[first].setFocus()
    QTest.keyClick(dialog.turned.group.buttons()[first], Qt.Key.Key_Space)
    dialog.reason.box.setFocus()
    QTest.keyClicks(dialog.reason.box, "We were too slow")
    dialog.lesson.box.setFocus()
    QTest.keyClicks(dialog.lesson.box, "Bad news first")
    save(qtbot, session, dialog)
    (review,) = reviews(session)
    assert (review.turned_on, review.turned_id) == (BROKEN.settled_on, BROKEN.id)
    assert (review.reason, review.lesson) == ("We were too slow", "Bad news first")
    assert (review.lost_on, review.win_back_on) == (LOST_ON, None)


def test_a_line_of_the_story_becomes_the_moment_it_turned(
    ask: Ask, session: JournalSession, qtbot: QtBot
) -> None:
    dialog = ask()
    row = dialog.story.lines.row_of(VISIT.id)
    dialog.story.setFocus()
    dialog.story.setCurrentIndex(dialog.story.lines.index(row, 1))
    QTest.keyClick(dialog.story, Qt.Key.Key_Return)
    assert dialog.turned.value() == (ago(200).date(), VISIT.id)
    dialog.reason.set_value("We lost touch")
    save(qtbot, session, dialog)
    assert reviews(session)[0].turned_id == VISIT.id


def test_without_a_reason_it_says_so_and_keeps_every_word(
    ask: Ask, session: JournalSession, qtbot: QtBot
) -> None:
    dialog = ask()
    dialog.lesson.set_value("Bad news first")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.fault.isVisible)
    assert "Say why" in dialog.fault.text()
    assert dialog.lesson.value() == "Bad news first"
    assert reviews(session) == []


def test_a_new_reason_joins_the_list_of_the_next_look_back(
    ask: Ask, session: JournalSession, qtbot: QtBot
) -> None:
    dialog = ask()
    dialog.reason.set_value("The kiln broke")
    save(qtbot, session, dialog)
    with session.engine.connect() as connection:
        (preferences,) = queries.all_of(connection, Preferences)
    assert preferences.loss_reasons[-1] == "The kiln broke"


def test_who_is_not_marked_yet_is_lost_from_today(
    ask: Ask, session: JournalSession, qtbot: QtBot
) -> None:
    dialog = ask(replace(VICTOR, stage=Stage.CUSTOMER, lost_on=None), VISIT)
    dialog.reason.set_value("We lost touch")
    save(qtbot, session, dialog)
    with session.engine.connect() as connection:
        (who,) = queries.all_of(connection, Customer)
    assert (who.stage, who.lost_on) == (Stage.LOST, TODAY)


def test_an_old_review_is_edited_and_marks_nobody_as_lost_again(
    ask: Ask, session: JournalSession, qtbot: QtBot
) -> None:
    back = replace(VICTOR, stage=Stage.CUSTOMER, lost_on=None)
    old = make_review(
        VICTOR.id,
        lost_on=LOST_ON,
        turned_on=date(2026, 9, 1),
        won_back_on=TODAY,
        lesson="Wait",
    )
    dialog = ask(back, VISIT, old, review=old)
    assert dialog.turned.value() == (date(2026, 9, 1), None)
    chosen = [one for one in dialog.turned.group.buttons() if one.isChecked()]
    assert [one.accessibleName() for one in chosen] == ["On 1 September"]
    assert dialog.lesson.value() == "Wait"
    dialog.lesson.set_value("Call")
    save(qtbot, session, dialog)
    (review,) = reviews(session)
    assert (review.id, review.lesson, review.won_back_on) == (old.id, "Call", TODAY)
    with session.engine.connect() as connection:
        (who,) = queries.all_of(connection, Customer)
    assert who.stage is Stage.CUSTOMER


def test_a_day_to_try_again_is_kept_and_said(
    ask: Ask, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    told = hear(navigator.told)
    dialog = ask()
    dialog.reason.set_value("We lost touch")
    QTest.keyClick(dialog.win_back.choose, Qt.Key.Key_Space)
    save(qtbot, session, dialog)
    assert reviews(session)[0].win_back_on == TODAY + timedelta(days=90)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("Kept. You will try again")
