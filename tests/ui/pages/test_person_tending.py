"""Lessons, what they said, and check-ins that a rule asks for, on the page of a person."""

from datetime import UTC, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import (
    make_customer,
    make_feedback,
    make_promise,
    make_review,
    make_tag_rule,
    make_touchpoint,
)
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear, press, words
from trustjournal.domain.choices import Began, Kind, PromiseOutcome, Stage
from trustjournal.domain.records import Customer, Record
from trustjournal.settings import Settings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
LOST_ON = TODAY - timedelta(days=100)
VICTOR = make_customer("Victor", stage=Stage.LOST, lost_on=LOST_ON)
ANA = make_customer("Ana")


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> PersonPage:
    made = PersonPage(session, navigator, Settings())
    qtbot.addWidget(made)
    made.resize(1100, 1000)
    return made


def wronged(who: Customer, days: int) -> list[Record]:
    at = (MORNING - timedelta(days=days)).astimezone(UTC)
    on = at.date()
    return [
        make_promise(who.id, made_on=on, outcome=PromiseOutcome.BROKEN, settled_on=on),
        make_touchpoint(
            who.id, happened_at=at, began=Began.THEM, kind=Kind.COMPLAINT, resolved_at=at
        ),
    ]


def show(page: PersonPage, qtbot: QtBot, who: Customer) -> None:
    page.show_person(who.id)
    page.show()
    qtbot.waitUntil(page.reading.is_whole)


def test_a_lesson_comes_back_where_the_path_is_alike_and_opens_its_review(
    page: PersonPage, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    review = make_review(VICTOR.id, lost_on=LOST_ON, lesson="Bad news first")
    ben = make_customer("Ben")
    fill(session, VICTOR, ANA, ben, review, *wronged(VICTOR, 120), *wronged(ANA, 20))
    asked: list[tuple[object, object]] = []

    def note(who: object, found: object) -> None:
        asked.append((who, found))

    navigator.review_wanted.connect(note)
    show(page, qtbot, ANA)
    lessons = page.sheet.lessons
    qtbot.waitUntil(lessons.isVisible)
    (row,) = lessons.rows
    assert row.accessibleName().startswith("Bad news first Ana’s path looks like Victor’s")
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert asked == [(VICTOR.id, review)]
    show(page, qtbot, ben)
    assert not lessons.isVisible()


def test_what_they_said_is_opened_and_more_is_kept(
    page: PersonPage, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    said = make_feedback(ANA.id, text="A lid, please")
    fill(session, ANA, said)
    edited, wanted = hear(navigator.edit_wanted), hear(navigator.feedback_wanted)
    show(page, qtbot, ANA)
    card = page.tending.feedback
    (row,) = card.rows
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(card.note_button, Qt.Key.Key_Space)
    assert edited == [said]
    assert wanted == [ANA.id]


def test_who_is_marked_as_lost_on_their_page_is_looked_back_at(
    page: PersonPage, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    asked = hear(navigator.review_wanted)
    fill(session, ANA)
    show(page, qtbot, ANA)
    with qtbot.waitSignal(session.changed):
        page.sheet.menu.stage_chosen.emit(Stage.LOST)
    qtbot.waitUntil(lambda: asked == [ANA.id])


def test_the_check_in_that_a_rule_asks_for_comes_up_and_is_done(
    page: PersonPage, session: JournalSession, qtbot: QtBot
) -> None:
    ben = make_customer("Ben", tags=("vip",))
    last = make_touchpoint(ben.id, happened_at=(MORNING - timedelta(days=19)).astimezone(UTC))
    fill(session, ben, last, make_tag_rule("vip", every_days=21))
    show(page, qtbot, ben)
    assert "Every 3 weeks" in words(page.sheet.coming)
    assert "Tue" in words(page.sheet.coming)
    press(page.sheet.coming, "Done")
    qtbot.waitUntil(lambda: "13 Dec" in words(page.sheet.coming))
