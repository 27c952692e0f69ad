"""The cards of understanding on the page of one person, with real keys on a real journal."""

from collections.abc import Generator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_answer, make_customer, make_gesture, make_promise, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.test_person import days_ago, show, stored, wishes, words, written
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    Question,
    Topic,
)
from trustjournal.domain.records import (
    Customer,
    Record,
)
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.dialogs.longest_gap_dialog import LongestGapDialog
from trustjournal.ui.dialogs.referrer_dialog import ReferrerDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.person_story import Tab

pytestmark = pytest.mark.usefixtures("dressed")

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = MORNING.date()


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Generator[PersonPage]:
    made = PersonPage(session, navigator, Settings())
    qtbot.addWidget(made)
    made.resize(1050, 860)
    made.show()
    yield made
    made.hide()


def opened(qtbot: QtBot, page: PersonPage, session: JournalSession, *records: Record) -> Customer:
    """Show somebody with these records."""
    fill(session, *records)
    who = next(one for one in records if isinstance(one, Customer))
    show(qtbot, page, who)
    return who


def visits(who: Customer, *days: int) -> list[Record]:
    return [
        make_touchpoint(
            who.id, happened_at=days_ago(spent), kind=Kind.VISIT, began=Began.THEM, feeling=2
        )
        for spent in days
    ]


def test_a_digit_notes_a_sign_of_trust(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = opened(qtbot, page, session, make_customer())
    with written(qtbot, session):
        QTest.keyClick(page, Qt.Key.Key_5)
    with session.engine.connect() as connection:
        (praise,) = queries.touchpoints_of(connection, rosa.id)
    assert (praise.kind, praise.happened_at) == (Kind.PRAISE, MORNING)
    qtbot.waitUntil(lambda: "today" in words(page.sheet.signs))


def test_the_weakest_question_is_named_and_what_would_help_is_done(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa = make_customer()
    complaint = make_touchpoint(
        rosa.id,
        happened_at=days_ago(5),
        kind=Kind.COMPLAINT,
        question=Question.FAIR,
        began=Began.THEM,
    )
    opened(qtbot, page, session, rosa, complaint, *visits(rosa, 40, 20))
    qtbot.waitUntil(lambda: "the weakest" in words(page.sheet.questions))
    assert "1 complaint has been open" in words(page.sheet.questions)
    heard = wishes(navigator)
    QTest.mouseClick(page.sheet.questions.deed_button, Qt.MouseButton.LeftButton)
    assert heard == [("edit", complaint)]


def test_a_question_leads_to_its_lines_in_the_ledger(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    opened(qtbot, page, session, rosa, *visits(rosa, 40, 20))
    canvas = page.sheet.questions.canvas
    qtbot.waitUntil(lambda: canvas.drawing is not None)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    story = page.sheet.story
    assert story.tabs.currentIndex() == Tab.LEDGER
    assert story.ledger.question is Question.UNDERSTANDS
    qtbot.waitUntil(lambda: story.ledger.table.lines.rowCount() == 5)


def test_the_rhythm_arrives_and_its_limit_can_be_set(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    opened(qtbot, page, session, rosa, *visits(rosa, 100, 79, 59, 37, 16))
    qtbot.waitUntil(page.sheet.rhythm.bars.isVisible)
    assert "usually hears from you every 3 weeks" in words(page.sheet.rhythm)
    QTest.mouseClick(page.sheet.rhythm.limit_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.findChild(LongestGapDialog) is not None)
    dialog = page.findChild(LongestGapDialog)
    assert dialog is not None
    dialog.days.set_value(10)
    with written(qtbot, session):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    found = stored(session, rosa)
    assert found is not None
    assert found.longest_gap_days == 10


def test_it_is_said_whether_to_ask_for_a_referral_and_why(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    opened(qtbot, page, session, make_customer())
    qtbot.waitUntil(lambda: "You have not been in touch yet." in words(page.sheet.referrals))


def name_sender(
    qtbot: QtBot, session: JournalSession, page: PersonPage, name: str
) -> ReferrerDialog:
    qtbot.waitUntil(lambda: bool(known_names(session).suggest(name)))
    button = next(
        one
        for one in page.sheet.referrals.findChildren(type(page.sheet.log_button))
        if "who sent them" in one.accessibleName()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(ReferrerDialog)
    assert dialog is not None
    for _chip in dialog.sent_by.chips():
        QTest.keyClick(dialog.sent_by.line, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not dialog.sent_by.chips())
    QTest.keyClicks(dialog.sent_by.line, name)
    return dialog


def test_who_sent_them_can_be_said(qtbot: QtBot, session: JournalSession, page: PersonPage) -> None:
    rosa, priya = make_customer(), make_customer("Priya Nair")
    opened(qtbot, page, session, rosa, priya)
    dialog = name_sender(qtbot, session, page, "priya")
    assert dialog.windowTitle() == "Who sent Rosa Delgado?"
    with written(qtbot, session):
        QTest.keyClick(dialog.sent_by.line, Qt.Key.Key_Return, CONTROL)
    found = stored(session, rosa)
    assert found is not None
    assert found.referred_by == priya.id
    qtbot.waitUntil(lambda: "Priya Nair" in words(page.sheet.referrals))


def test_a_ring_of_referrals_is_refused_in_words(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    ines = make_customer("Ines Moreau", referred_by=rosa.id)
    opened(qtbot, page, session, rosa, ines)
    dialog = name_sender(qtbot, session, page, "ines")
    QTest.keyClick(dialog.sent_by.line, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "cannot have sent each other" in dialog.fault.text())
    found = stored(session, rosa)
    assert found is not None
    assert found.referred_by is None


def test_many_whom_they_sent_are_shown_on_demand(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    sent = [make_customer(f"Person {n}", referred_by=rosa.id) for n in range(9)]
    opened(qtbot, page, session, rosa, *sent)
    card = page.sheet.referrals
    qtbot.waitUntil(lambda: "Person 5" in words(card))
    assert "Person 6" not in words(card)
    more = next(
        one for one in card.findChildren(type(page.sheet.log_button)) if one.text() == "Show 3 more"
    )
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: all(one.name in words(card) for one in sent))
    shown = [line for line in words(card).split("\n") if line.startswith("Person")]
    assert shown == [one.name for one in sent]


def test_an_answer_in_the_ledger_leads_to_needs_and_fairness(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    told = make_answer(rosa.id, topic=Topic.WHY_NOW, answered_at=days_ago(3))
    opened(qtbot, page, session, rosa, told)
    story = page.sheet.story
    story.show_tab(Tab.LEDGER)
    qtbot.waitUntil(lambda: story.ledger.table.lines.rowCount() == 3)
    story.ledger.table.setFocus()
    story.ledger.table.selectRow(1)
    QTest.keyClick(story.ledger.table, Qt.Key.Key_Return)
    assert story.tabs.currentIndex() == Tab.NEEDS
    focused = next(row for row in story.needs.rows if row.hasFocus())
    assert focused.key == told.topic


def test_needs_are_noted_on_their_tab(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = opened(qtbot, page, session, make_customer())
    story = page.sheet.story
    story.show_tab(Tab.NEEDS)
    assert "What do you need most from us?" in words(story.needs)
    story.needs.rows[0].setFocus()
    QTest.keyClick(story.needs.rows[0], Qt.Key.Key_Return)
    editor = story.needs.editor()
    assert editor is not None
    QTest.keyClicks(editor.box, "cups that last")
    other = make_customer("Tomasz Wilk")
    fill(session, other)
    with written(qtbot, session):
        page.show_person(other.id)  # nothing typed is lost
    with session.engine.connect() as connection:
        (answer,) = queries.answers_of(connection, [rosa.id])
    assert answer.text == "cups that last"


def test_the_next_person_shows_nothing_of_the_one_before(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz Wilk")
    gift = make_gesture(
        rosa.id, status=GestureStatus.GIVEN, given_on=TODAY - timedelta(3), received=2
    )
    kept = make_promise(rosa.id)
    fill(session, tomasz)
    opened(qtbot, page, session, rosa, gift, kept, *visits(rosa, 60, 40, 20))
    qtbot.waitUntil(page.sheet.rhythm.bars.isVisible)
    show(qtbot, page, tomasz)
    assert not page.sheet.rhythm.bars.isVisible()
    assert "Rosa" not in words(page.sheet)
    qtbot.waitUntil(lambda: "Nothing is known yet" in words(page.sheet.questions))
    assert "Rosa" not in words(page.sheet)
