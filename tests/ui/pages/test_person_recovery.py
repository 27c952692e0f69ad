"""What is open with one person, put right and answered with real keys on a real journal."""

from collections.abc import Generator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import (
    make_check_in,
    make_customer,
    make_gesture,
    make_recovery,
    make_touchpoint,
)
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain import recovery as playbook
from trustjournal.domain.choices import Began, GestureStatus, Kind, Side
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.records import Labelled, Record, Recovery, Touchpoint
from trustjournal.domain.recovery import Step
from trustjournal.settings import Settings
from trustjournal.store.rows import by_ids
from trustjournal.ui.models.entries import Deed
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.recovery_card import ComplaintCard, RecoveryCard
from trustjournal.ui.widgets.waiting_card import WaitingCard

pytestmark = pytest.mark.usefixtures("dressed")

TODAY = MORNING.date()
DAY = timedelta(days=1)
ROSA = make_customer(phones=(Labelled(value="+34 600 000 001"),))
COMPLAINT = make_touchpoint(
    ROSA.id, kind=Kind.COMPLAINT, happened_at=MORNING - 3 * DAY, note="The handle came off"
)


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Generator[PersonPage]:
    made = PersonPage(session, navigator, Settings())
    qtbot.addWidget(made)
    made.resize(1050, 860)
    made.show()
    yield made
    made.hide()


def show(qtbot: QtBot, session: JournalSession, page: PersonPage, *records: Record) -> None:
    fill(session, ROSA, *records)
    page.show_person(ROSA.id)
    qtbot.waitUntil(lambda: page.currentWidget() is page.sheet and page.reading.is_whole())


def unease(**fields: Any) -> Recovery:
    return make_recovery(ROSA.id, noticed_at=MORNING - 3 * DAY, **fields)


def press(qtbot: QtBot, session: JournalSession, page: PersonPage, key: Qt.Key) -> None:
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(page, key)


def stored(session: JournalSession, which: Record) -> Any:
    with session.engine.connect() as connection:
        return by_ids(connection, type(which), [which.id]).get(which.id)


def words(page: PersonPage) -> str:
    labels = page.sheet.open.findChildren(PlainLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def card(page: PersonPage) -> RecoveryCard:
    return next(one for one in page.sheet.open.cards if isinstance(one, RecoveryCard))


def choose_first_day(qtbot: QtBot, session: JournalSession) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(menu, Qt.Key.Key_Return)


def test_nothing_shows_while_nothing_is_open(
    qtbot: QtBot, session: JournalSession, page: PersonPage, navigator: Navigator
) -> None:
    show(qtbot, session, page, unease(ended_on=TODAY), make_touchpoint(ROSA.id))
    assert not page.sheet.open.isVisible()
    told = hear(navigator.told)
    for key in (Qt.Key.Key_R, Qt.Key.Key_M, Qt.Key.Key_B, Qt.Key.Key_A, Qt.Key.Key_W):
        QTest.keyClick(page, key)
    put_right, waits = "Nothing is to be put right with them.", "They wait for no answer."
    assert told == [put_right] * 3 + [waits] * 2


def test_an_unease_stands_first_with_the_number_to_call_and_four_steps(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    show(qtbot, session, page, unease(about="Short on the phone", next_on=TODAY - DAY))
    assert page.sheet.main.indexOf(page.sheet.open) == 0
    qtbot.waitUntil(lambda: "Call first" in words(page))
    said = words(page).splitlines()
    assert {"Short on the phone", "+34 600 000 001", "Since yesterday"} <= set(said)
    assert [playbook.title(step) for step in Step] == [one for one in said if one in _titles()]


def _titles() -> set[str]:
    return {playbook.title(step) for step in Step}


def test_a_complaint_is_put_right_by_one_key_from_step_to_step(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    one = unease(touchpoint_id=COMPLAINT.id)
    show(qtbot, session, page, COMPLAINT, one)
    for step in (Step.HEAR, Step.OWN_UP, Step.FIX):
        press(qtbot, session, page, Qt.Key.Key_R)
        assert playbook.done_on(stored(session, one), step) == TODAY
        qtbot.waitUntil(lambda step=step: playbook.done_on(card(page).recovery, step) == TODAY)
    assert stored(session, COMPLAINT).resolved_at == MORNING
    press(qtbot, session, page, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: not page.sheet.open.isVisible())
    story = page.sheet.story.story.lists[0].model()
    row = story.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Put right in 3 days" in row


def test_a_step_is_taken_back_with_the_fix_of_its_complaint(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    one = unease(touchpoint_id=COMPLAINT.id, next_on=None)
    show(qtbot, session, page, COMPLAINT, one)
    for _step in range(3):
        press(qtbot, session, page, Qt.Key.Key_R)
        qtbot.waitUntil(lambda: card(page).recovery.revision == stored(session, one).revision)
    with qtbot.waitSignal(session.changed):
        card(page).steps.back_button.click()
    assert stored(session, COMPLAINT).resolved_at is None
    assert playbook.next_step(stored(session, one)) is Step.FIX


def test_the_focus_stays_with_the_steps_as_they_are_done(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    one = unease()
    show(qtbot, session, page, one)
    page.activateWindow()
    card(page).first.setFocus()
    qtbot.waitUntil(card(page).first.hasFocus)
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(card(page).first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: card(page).recovery.heard_on == TODAY)
    assert card(page).first.hasFocus()


def test_the_next_step_is_moved_and_the_day_of_the_repair_named_by_keys(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    one = unease(heard_on=TODAY)
    show(qtbot, session, page, one)
    QTest.keyClick(page, Qt.Key.Key_M)
    choose_first_day(qtbot, session)
    assert stored(session, one).next_on == TODAY + DAY
    qtbot.waitUntil(lambda: card(page).recovery.next_on == TODAY + DAY)
    QTest.keyClick(page, Qt.Key.Key_B)
    choose_first_day(qtbot, session)
    assert stored(session, one).fix_by == TODAY + DAY


def test_an_unease_that_was_nothing_is_in_the_story_and_can_be_opened_again(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    one = unease(about="Short on the phone")
    show(qtbot, session, page, one)
    with qtbot.waitSignal(session.changed):
        card(page).nothing_button.click()
    story = page.sheet.story.story.lists[0]
    qtbot.waitUntil(lambda: story.model().rowCount() == 1)
    entry = story.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert entry == "Unease, today. Short on the phone It came to nothing"
    with qtbot.waitSignal(session.changed):
        story.asked.emit(Deed.OPEN_AGAIN, stored(session, one))
    assert playbook.is_open(stored(session, one))


def test_a_complaint_that_nobody_took_up_is_begun_by_the_same_key(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    show(qtbot, session, page, COMPLAINT)
    assert isinstance(page.sheet.open.cards[0], ComplaintCard)
    press(qtbot, session, page, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: isinstance(page.sheet.open.cards[0], RecoveryCard))
    assert card(page).recovery.touchpoint_id == COMPLAINT.id


def test_who_waits_is_answered_by_a_key_and_the_check_in_moves(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    asked = make_touchpoint(
        ROSA.id, kind=Kind.ENQUIRY, began=Began.THEM, happened_at=MORNING - 4 * DAY, note="Cups?"
    )
    check_in = make_check_in(ROSA.id, every_days=10, due_on=TODAY)
    show(qtbot, session, page, asked, check_in)
    assert isinstance(page.sheet.open.cards[0], WaitingCard)
    qtbot.waitUntil(lambda: "over your own time" in words(page))
    press(qtbot, session, page, Qt.Key.Key_A)
    assert stored(session, asked).answered_at == MORNING
    assert stored(session, check_in).due_on == TODAY + 10 * DAY
    qtbot.waitUntil(lambda: not page.sheet.open.isVisible())


def test_who_waits_is_told_when_the_answer_comes(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    asked = make_touchpoint(ROSA.id, kind=Kind.ENQUIRY, began=Began.THEM)
    show(qtbot, session, page, asked)
    QTest.keyClick(page, Qt.Key.Key_W)
    choose_first_day(qtbot, session)
    assert stored(session, asked).answer_due_on == TODAY + DAY
    qtbot.waitUntil(lambda: "you said you would answer tomorrow" in words(page))


def test_what_was_answered_or_begun_by_us_waits_for_nothing(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    ours = make_touchpoint(ROSA.id, kind=Kind.ENQUIRY)
    answered = make_touchpoint(ROSA.id, kind=Kind.ENQUIRY, began=Began.THEM, answered_at=MORNING)
    show(qtbot, session, page, ours, answered)
    assert not page.sheet.open.isVisible()


def test_unease_is_flagged_with_u(
    qtbot: QtBot, session: JournalSession, page: PersonPage, navigator: Navigator
) -> None:
    show(qtbot, session, page)
    wanted = hear(navigator.unease_wanted)
    QTest.keyClick(page, Qt.Key.Key_U)
    page.sheet.menu.unease.trigger()
    assert wanted == [ROSA.id, ROSA.id]


def test_words_edited_of_a_complaint_are_those_of_its_recovery_too(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    one = unease(touchpoint_id=COMPLAINT.id, about=COMPLAINT.note)
    show(qtbot, session, page, COMPLAINT, one)
    story = page.sheet.story.story.lists[0]
    story.setCurrentIndex(story.model().index(0, 0))
    QTest.keyClick(story, Qt.Key.Key_F2)
    assert story.editor is not None
    QTest.keyClicks(story.editor.box, " again")
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(story.editor.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored(session, one).about == "The handle came off again"
    assert isinstance(stored(session, COMPLAINT), Touchpoint)


def test_the_story_tells_what_they_paid_what_they_gave_and_what_was_asked(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    order = make_touchpoint(
        ROSA.id, kind=Kind.ORDER, happened_at=MORNING - DAY, amount=Decimal("48.20")
    )
    olives = make_gesture(
        ROSA.id,
        title="A jar of olives",
        by=Side.THEM,
        status=GestureStatus.GIVEN,
        given_on=TODAY - 2 * DAY,
    )
    asked = make_touchpoint(ROSA.id, kind=Kind.ASK, happened_at=MORNING - 3 * DAY)
    show(qtbot, session, page, order, olives, asked)
    model = page.sheet.story.story.lists[0].model()
    role = Qt.ItemDataRole.AccessibleTextRole
    told = [model.index(row, 0).data(role) for row in range(model.rowCount())]
    assert "Paid 48.20" in told[0]
    assert "They gave you: A jar of olives" in told[1]
    assert kind_word(Kind.ASK) in told[2]


def test_tab_goes_through_the_page_from_top_to_bottom(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    asked = make_touchpoint(ROSA.id, kind=Kind.ENQUIRY, began=Began.THEM)
    show(qtbot, session, page, unease(), asked, make_touchpoint(ROSA.id))
    sheet = page.sheet
    recovery, waiting = sheet.open.cards
    assert isinstance(recovery, RecoveryCard)
    assert isinstance(waiting, WaitingCard)
    expected: list[QWidget] = [
        sheet.gesture_button,
        sheet.more_button,
        recovery.nothing_button,
        recovery.first,
        recovery.steps.move_button,
        recovery.steps.fix_day_button,
        waiting.first,
        waiting.told_button,
        sheet.story.tabs,
        sheet.story.story.lists[0],
        sheet.known.edit_button,
    ]
    passed: list[QWidget] = []
    stop = sheet.gesture_button.nextInFocusChain()
    while stop is not None and stop is not sheet.gesture_button:
        passed.append(stop)
        stop = stop.nextInFocusChain()
    assert [one for one in passed if one in expected] == expected[1:]
