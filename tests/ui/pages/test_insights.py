"""The page of insights with a real journal, real keys and clicks."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_gesture, make_promise, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import (
    Began,
    Channel,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
)
from trustjournal.domain.insights import Topic
from trustjournal.domain.periods import Span
from trustjournal.domain.records import (
    Preferences,
    Record,
)
from trustjournal.settings import Settings
from trustjournal.store import depth_history, queries
from trustjournal.ui.dialogs.behind_dialog import BehindDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.insights import InsightsPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.chart_table import ChartTable
from trustjournal.ui.widgets.insight_card import InsightCard
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import Pressable

TODAY = MORNING.date()
ROSA = make_customer(yearly_value=Decimal(900))
BEN = make_customer("Ben <b>Söhne</b> & Co", stage=Stage.LOST, lost_on=TODAY)
Opener = Callable[..., InsightsPage]


def ago(days: float) -> dict[str, object]:
    return {"happened_at": MORNING - timedelta(days=days)}


def enquiry(days: float, hours: float | None) -> Record:
    at = MORNING - timedelta(days=days)
    return make_touchpoint(
        ROSA.id,
        happened_at=at,
        began=Began.THEM,
        kind=Kind.ENQUIRY,
        channel=Channel.EMAIL,
        answered_at=None if hours is None else at + timedelta(hours=hours),
    )


BOOK: tuple[Record, ...] = (
    ROSA,
    BEN,
    make_touchpoint(BEN.id, feeling=-2, **ago(90)),
    enquiry(60, 2),
    enquiry(30, 30),
    enquiry(1, None),
    make_touchpoint(ROSA.id, kind=Kind.PRAISE, channel=Channel.PHONE, **ago(3)),
    make_promise(ROSA.id, text="mend the jug", outcome=PromiseOutcome.KEPT, settled_on=TODAY),
    make_promise(ROSA.id),
    make_gesture(
        ROSA.id, title="Mug", status=GestureStatus.GIVEN, given_on=TODAY, cost=Decimal(12)
    ),
    Preferences(**identity(), currency="EUR"),
)


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> InsightsPage:
        if records:
            fill(session, *records)
        page = InsightsPage(session, navigator, Settings())
        qtbot.addWidget(page)
        page.resize(1100, 4000)
        page.show()
        return page

    return make


def ready(qtbot: QtBot, page: InsightsPage) -> None:
    """Wait until every card has come and every chart is drawn."""
    cards = page.cards.values()
    qtbot.waitUntil(lambda: all(card.canvas.menu.chart is not None for card in cards))
    shown = [card.canvas for card in cards if not card.canvas.isHidden()]
    qtbot.waitUntil(lambda: all(canvas.drawing is not None for canvas in shown))


def names(card: InsightCard) -> list[str]:
    return [row.accessibleName() for row in card.findChildren(Pressable) if not row.isHidden()]


def test_each_card_says_what_it_shows_with_the_owners_own_figures(
    qtbot: QtBot, opened: Opener
) -> None:
    page = opened(*BOOK)
    ready(qtbot, page)
    sentences = {topic: card.sentence.text() for topic, card in page.cards.items()}
    assert sentences[Topic.DEPTH].startswith("One person is in your book")
    assert sentences[Topic.RESPONSES].startswith("Half of your answers go out within 16 hours")
    assert sentences[Topic.PROMISES] == "You kept 1 of 1 promise in time."
    assert sentences[Topic.TOUCHES].startswith("5 touchpoints; your customers began 60 %")
    assert (
        "cost €12. What they bring in a year, as far as you noted it: €900."
        in (sentences[Topic.GESTURES])
    )
    assert sentences[Topic.LOST] == "1 person was lost; the last touch had felt uneasy."


def test_each_card_leads_to_people(qtbot: QtBot, opened: Opener, navigator: Navigator) -> None:
    page = opened(*BOOK)
    ready(qtbot, page)
    (mover,) = names(page.cards[Topic.DEPTH])
    assert mover == "Rosa Delgado. Praise +4.0, Promise kept +4.0. +7.7"
    assert names(page.cards[Topic.RESPONSES]) == ["Rosa Delgado. E-mail. a day"]
    assert names(page.cards[Topic.GESTURES]) == ["Rosa Delgado. €900 a year. €12"]
    assert page.cards[Topic.PROMISES].head.text() == "1 promise is still open."
    people = hear(navigator.person_wanted)
    (lost,) = page.cards[Topic.LOST].findChildren(Pressable)
    assert lost.accessibleName() == "Ben <b>Söhne</b> & Co. It felt uneasy. Today"
    lost.setFocus()
    QTest.keyClick(lost, Qt.Key.Key_Return)
    assert people == [BEN.id]


def test_a_click_on_a_mark_shows_who_is_behind_it_and_enter_opens_them(
    qtbot: QtBot, opened: Opener, navigator: Navigator
) -> None:
    page = opened(*BOOK)
    ready(qtbot, page)
    canvas = page.cards[Topic.PROMISES].canvas
    (mark,) = canvas.drawing.marks
    ratio = canvas.devicePixelRatioF()
    place = QPoint(round(mark.x / ratio), round(canvas.height() - mark.y / ratio))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(page.findChildren(BehindDialog)))
    (dialog,) = page.findChildren(BehindDialog)
    assert list(dialog.table.rows[0]) == ["Rosa Delgado", "today", "Mend the jug"]
    people = hear(navigator.person_wanted)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert people == [ROSA.id]


def test_everyone_who_waits_can_be_seen(qtbot: QtBot, opened: Opener) -> None:
    page = opened(*BOOK, *(enquiry(days, None) for days in range(2, 14)))
    ready(qtbot, page)
    card = page.cards[Topic.RESPONSES]
    assert card.head.text() == "13 wait for your answer"
    assert len(names(card)) == 8
    QTest.mouseClick(card.everyone_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(BehindDialog)))
    (dialog,) = page.findChildren(BehindDialog)
    assert len(dialog.table.rows) == 13
    dialog.reject()


def test_the_keys_reach_a_mark_of_the_depths_and_everyone_behind_it(
    qtbot: QtBot, opened: Opener
) -> None:
    page = opened(*BOOK)
    ready(qtbot, page)
    canvas = page.cards[Topic.DEPTH].canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_End)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.findChildren(BehindDialog)))
    (dialog,) = page.findChildren(BehindDialog)
    assert len(dialog.table.rows) == 1
    dialog.reject()


def test_a_young_journal_says_so_in_a_sentence_each(qtbot: QtBot, opened: Opener) -> None:
    page = opened(ROSA, make_touchpoint(ROSA.id, **ago(0.1)))
    ready(qtbot, page)
    for topic in (Topic.RESPONSES, Topic.PROMISES, Topic.GESTURES, Topic.LOST):
        card = page.cards[topic]
        assert card.canvas.isHidden()
        assert card.more_button.isHidden()
        assert card.sentence.text()
    assert page.cards[Topic.PROMISES].sentence.text() == "Nothing was promised and settled yet."
    assert page.cards[Topic.RESPONSES].head.text() == "Nobody waits for your answer."


def test_an_empty_journal_leads_to_the_first_touchpoint(
    qtbot: QtBot, opened: Opener, navigator: Navigator
) -> None:
    page = opened()
    qtbot.waitUntil(page.nobody.isVisible)
    assert not any(card.isVisible() for card in page.cards.values())
    wanted = hear(navigator.capture_wanted)
    assert page.beginning.button is not None
    QTest.mouseClick(page.beginning.button, Qt.MouseButton.LeftButton)
    assert wanted == [""]


def test_another_span_counts_anew(qtbot: QtBot, opened: Opener) -> None:
    page = opened(*BOOK, make_touchpoint(ROSA.id, **ago(1500)))
    ready(qtbot, page)
    touches = page.cards[Topic.TOUCHES].sentence
    assert touches.text().startswith("5 touchpoints")
    page.span_box.setFocus()
    QTest.keyClick(page.span_box, Qt.Key.Key_End)
    assert page.span_box.value() is Span.ALL
    qtbot.waitUntil(lambda: touches.text().startswith("6 touchpoints"))


def test_what_is_logged_meanwhile_is_counted(
    qtbot: QtBot, opened: Opener, session: JournalSession
) -> None:
    page = opened(*BOOK)
    ready(qtbot, page)
    fill(session, make_touchpoint(ROSA.id, feeling=2, **ago(1)))
    touches = page.cards[Topic.TOUCHES].sentence
    qtbot.waitUntil(lambda: touches.text().startswith("6 touchpoints"))


def test_the_depths_stop_while_the_page_is_hidden_and_go_on_after(
    qtbot: QtBot, opened: Opener, session: JournalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(depth_history, "PART", 1)
    people = [make_customer(f"Person {number}") for number in range(12)]
    page = opened(*people, *(make_touchpoint(who.id, **ago(9)) for who in people))
    told = hear(page.reading.progressed)
    sentence = page.cards[Topic.DEPTH].sentence
    qtbot.waitUntil(lambda: bool(told))
    assert "of 12 people so far" in sentence.text()
    page.hide()
    read: list[object] = []
    session.read(queries.preferences, read.append)
    qtbot.waitUntil(lambda: bool(read))
    assert page.cards[Topic.DEPTH].canvas.menu.chart is None
    page.show()
    ready(qtbot, page)
    assert sentence.text().startswith("Of 12 people")


def test_buttons_lead_on(qtbot: QtBot, opened: Opener, navigator: Navigator) -> None:
    page = opened(*BOOK)
    ready(qtbot, page)
    pages = hear(navigator.page_wanted)
    deeds = [card.deed for card in page.cards.values() if card.deed is not None]
    for button in deeds:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pages == ["promises", "quiet", "gestures"]


def test_every_chart_can_be_read_as_its_table_from_a_visible_button(
    qtbot: QtBot, opened: Opener
) -> None:
    page = opened(*BOOK)
    ready(qtbot, page)
    card = page.cards[Topic.LOST]
    QTest.mouseClick(card.more_button, Qt.MouseButton.LeftButton)
    assert card.canvas.menu.isVisible()
    card.canvas.menu.close()
    card.canvas.menu.show_table()
    qtbot.waitUntil(lambda: bool(card.findChildren(ChartTable)))
    (table,) = card.findChildren(ChartTable)
    assert len(table.table.rows) == 1
    table.reject()


def test_nothing_of_the_owner_is_taken_for_markup(qtbot: QtBot, opened: Opener) -> None:
    page = opened(*BOOK)
    ready(qtbot, page)
    labels = page.cards[Topic.LOST].findChildren(PlainLabel)
    assert "Ben <b>Söhne</b> & Co" in [label.text() for label in labels]


def test_the_people_stand_beside_the_chart_where_there_is_room(
    qtbot: QtBot, opened: Opener
) -> None:
    page = opened(*BOOK)
    ready(qtbot, page)
    card = page.cards[Topic.GESTURES]
    row = card.findChildren(Pressable)[0]
    assert row.mapTo(card, QPoint(0, 0)).x() > card.width() / 2
    page.resize(700, 4000)
    qtbot.waitUntil(lambda: row.mapTo(card, QPoint(0, 0)).x() < card.width() / 2)
