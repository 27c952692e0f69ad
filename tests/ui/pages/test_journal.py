"""The page of the log: its filters, its keys, and what a deletion leaves."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import NOON, make_customer, make_promise, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)
from trustjournal.domain.records import Record
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.dialogs.people_field import Picked
from trustjournal.ui.models.touchpoint_model import LogColumn
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages import journal
from trustjournal.ui.pages.journal import JournalPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.log_filter import Span

ROSA, LEON = make_customer("Rosa Delgado"), make_customer("Leon Fischer")
CALL = make_touchpoint(
    ROSA.id, happened_at=NOON, channel=Channel.PHONE, feeling=1, note="loved the oak sample"
)
LETTER = make_touchpoint(
    LEON.id,
    happened_at=NOON - timedelta(days=10),
    channel=Channel.POST,
    kind=Kind.COMPLAINT,
    began=Began.THEM,
    feeling=-2,
    note="the handle came off",
)
VISIT = make_touchpoint(
    *(ROSA.id, LEON.id),
    happened_at=NOON - timedelta(days=400),
    channel=Channel.IN_PERSON,
    kind=Kind.VISIT,
    note="first visit",
)
Opener = Callable[..., "Opened"]


class Opened:
    """The page on the screen with the ways to drive it."""

    def __init__(
        self, qtbot: QtBot, session: JournalSession, navigator: Navigator, settings: Settings
    ) -> None:
        self.qtbot = qtbot
        self.session = session
        self.navigator = navigator
        self.told = hear(navigator.told)
        self.page = JournalPage(session, navigator, settings)
        self.table = self.page.table
        self.filter = self.page.filter
        qtbot.addWidget(self.page)
        self.page.resize(1000, 700)
        with qtbot.waitSignal(self.page.model.counted), qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.setFocus()

    def notes(self) -> list[str]:
        model = self.page.model
        return [model.index(row, LogColumn.NOTE).data() for row in range(model.rowCount())]

    def shows(self, *notes: str) -> None:
        self.qtbot.waitUntil(lambda: self.notes() == list(notes))

    def choose(self, row: int) -> None:
        self.table.selectRow(row)

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table, key, modifier)

    def act(self, words: str) -> None:
        (action,) = [one for one in self.page.menu().actions() if one.text() == words]
        action.trigger()


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        if records:
            fill(session, ROSA, LEON, *records)
        return Opened(qtbot, session, navigator, Settings())

    return make


ALL = ("loved the oak sample", "the handle came off", "first visit")


def test_it_shows_the_newest_first_and_how_many_there_are(opened: Opener) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.shows(*ALL)
    assert view.page.head.lead.text() == "3 touchpoints"


def test_an_empty_journal_offers_to_log(opened: Opener) -> None:
    view = opened()
    assert view.page.empty.isVisible()
    asked = hear(view.navigator.capture_wanted)
    assert view.page.empty.button is not None
    QTest.mouseClick(view.page.empty.button, Qt.MouseButton.LeftButton)
    assert asked == [""]


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("channel", Channel.POST, 1),
        ("kind", Kind.VISIT, 2),
        ("began", Began.THEM, 1),
        ("feeling", 1, 0),
        ("feeling", -1, 1),
        ("span", Span.WEEK, 0),
    ],
)
def test_each_drop_down_narrows_the_log(
    opened: Opener, field: str, value: object, left: int
) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.filter.more.click()
    getattr(view.filter, field).set_value(value)
    view.shows(ALL[left])
    assert view.page.head.lead.text() == "1 touchpoint"


def test_days_can_be_chosen(opened: Opener) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.filter.span.set_value(Span.CHOSEN)
    assert view.filter.since.isVisible()
    view.filter.until.set_value((NOON - timedelta(days=10)).date())
    view.shows(*ALL[1:])
    view.filter.since.set_value((NOON - timedelta(days=10)).date())
    view.shows(ALL[1])
    view.filter.until.set_value(date.max)
    view.shows(*ALL[:2])


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.TODAY, "2026-11-22", "2026-11-22"),
        (Span.WEEK, "2026-11-16", "2026-11-22"),
        (Span.MONTH, "2026-10-24", "2026-11-22"),
        (Span.THIS_YEAR, "2026-01-01", "2026-11-22"),
        (Span.LAST_YEAR, "2025-01-01", "2025-12-31"),
    ],
)
def test_spans_count_from_today(span: Span, first: str, last: str) -> None:
    assert [str(day) for day in span.days(MORNING.date())] == [first, last]


def test_one_person_can_be_looked_at_and_exported(opened: Opener) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.filter.person.set_value(Picked.of(LEON.id))
    view.shows(*ALL[1:])
    asked: list[tuple[str, object]] = []

    def note(what: str, who: object) -> None:
        asked.append((what, who))

    view.navigator.export_wanted.connect(note)
    QTest.mouseClick(view.page.export_button, Qt.MouseButton.LeftButton)
    view.act("Export these…")
    assert asked == [("touchpoints", LEON.id)] * 2


def test_words_are_looked_for_as_one_types(opened: Opener) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.filter.words.hasFocus()
    QTest.keyClicks(view.filter.words, "oak sam")
    view.shows(ALL[0])
    QTest.keyClick(view.filter.words, Qt.Key.Key_Down)
    assert view.table.hasFocus()
    QTest.keyClick(view.filter.words, Qt.Key.Key_Escape)
    view.shows(*ALL)


def test_words_that_begin_nowhere_are_looked_for_inside_of_others(
    opened: Opener, session: JournalSession
) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(view.filter.words, "andl")
    view.shows(ALL[1])
    fill(session, make_touchpoint(LEON.id, happened_at=NOON, note="new candles"))
    view.shows("new candles", ALL[1])
    QTest.keyClicks(view.filter.words, "x")
    view.qtbot.waitUntil(view.page.nothing.isVisible)


@pytest.mark.parametrize("words", ["an", '"andle"'])
def test_two_letters_and_words_in_quotes_are_meant_as_they_stand(
    opened: Opener, words: str
) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.filter.words.setText(words)
    view.qtbot.waitUntil(view.page.nothing.isVisible)


def test_what_looks_like_a_filter_and_is_none_is_told_beside_the_count(opened: Opener) -> None:
    view = opened(VISIT, CALL)
    view.filter.words.setText("chanel:phone")
    lead = view.page.head.lead
    view.qtbot.waitUntil(lambda: lead.text().startswith("0 touchpoints. “chanel:phone” is no"))
    view.filter.words.setText("channel:phone")
    view.qtbot.waitUntil(lambda: lead.text() == "1 touchpoint")


def test_letters_typed_in_the_table_go_to_the_words(opened: Opener) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.press(Qt.Key.Key_H)
    assert view.filter.words.hasFocus()
    QTest.keyClicks(view.filter.words, "andle")
    view.shows(ALL[1])


def test_where_nothing_matches_the_filter_can_be_cleared(opened: Opener) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.filter.words.setText("zzz")
    view.filter.kind.set_value(Kind.ORDER)
    view.qtbot.waitUntil(view.page.nothing.isVisible)
    assert view.page.nothing.button is not None
    QTest.mouseClick(view.page.nothing.button, Qt.MouseButton.LeftButton)
    view.shows(*ALL)
    assert view.filter.words.text() == ""


def test_hiding_the_seldom_filters_gives_them_up(opened: Opener) -> None:
    view = opened(VISIT, CALL, LETTER)
    assert not view.filter.channel.isVisible()
    QTest.mouseClick(view.filter.more, Qt.MouseButton.LeftButton)
    view.filter.channel.set_value(Channel.POST)
    view.shows(ALL[1])
    QTest.mouseClick(view.filter.more, Qt.MouseButton.LeftButton)
    view.shows(*ALL)


def test_enter_f2_and_double_click_edit(opened: Opener) -> None:
    view = opened(VISIT, CALL, LETTER)
    asked = hear(view.navigator.edit_wanted)
    view.choose(1)
    view.press(Qt.Key.Key_Return)
    view.press(Qt.Key.Key_F2)
    place = view.table.visualRect(view.page.model.index(2, 1)).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [LETTER, LETTER, VISIT]


def test_the_menu_key_offers_everyone_who_was_there(opened: Opener) -> None:
    view = opened(VISIT)
    view.qtbot.waitUntil(lambda: "Rosa" in str(view.page.menu().actions()[0].text()))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(view.table.viewport(), event)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    words = [one.text() for one in popup.actions() if one.text()]
    popup.close()
    assert words == [
        "Open Rosa Delgado",
        "Open Leon Fischer",
        "Edit",
        "Delete",
        "Export these…",
    ]
    asked = hear(view.navigator.person_wanted)
    view.act("Open Leon Fischer")
    assert asked == [LEON.id]


def test_del_takes_touchpoints_and_keeps_the_promises_made_there(opened: Opener) -> None:
    promise = make_promise(ROSA.id, touchpoint_id=CALL.id)
    view = opened(VISIT, CALL, LETTER, promise)
    view.choose(0)
    with view.qtbot.waitSignal(view.session.changed):
        view.press(Qt.Key.Key_Delete)
    view.shows(*ALL[1:])
    assert view.told == ["Delete a touchpoint"]
    with view.session.engine.connect() as connection:
        assert queries.promises(connection)[0].touchpoint_id is None
    with view.qtbot.waitSignal(view.session.changed):
        view.session.undo()
    view.shows(*ALL)


def test_many_are_deleted_at_once_but_not_without_end(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(VISIT, CALL, LETTER)
    monkeypatch.setattr(journal, "_MOST_DELETED", 2)
    view.table.selectAll()
    refused = hear(view.session.refused)
    view.press(Qt.Key.Key_Delete)
    view.qtbot.waitUntil(lambda: bool(refused))
    assert refused == ["Choose at most 2 touchpoints to delete at once."]
    monkeypatch.setattr(journal, "_MOST_DELETED", 3)
    with view.qtbot.waitSignal(view.session.changed):
        view.press(Qt.Key.Key_Delete)
    view.qtbot.waitUntil(view.page.empty.isVisible)
    assert view.told == ["Delete 3 touchpoints"]


def test_what_is_logged_elsewhere_appears(opened: Opener, session: JournalSession) -> None:
    view = opened(CALL)
    fill(session, LETTER)
    view.shows(*ALL[:2])
    assert view.page.head.lead.text() == "2 touchpoints"


def test_columns_are_chosen_and_remembered(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    fill(session, ROSA, CALL)
    settings = Settings()
    view = Opened(qtbot, session, navigator, settings)
    (what,) = [one for one in view.page.columns.menu().actions() if one.text() == "What"]
    what.trigger()
    again = Opened(qtbot, session, navigator, settings)
    assert again.table.isColumnHidden(LogColumn.KIND)
    assert not again.table.isColumnHidden(LogColumn.NOTE)


def test_filters_may_stand_among_the_words(opened: Opener) -> None:
    view = opened(VISIT, CALL, LETTER)
    view.filter.words.setText("channel:phone oak")
    view.shows(ALL[0])
    view.filter.words.setText("person:leon -feeling:-")
    view.shows(ALL[2])
    view.filter.words.setText("until:2026-01 OR feeling:-")
    view.shows(*ALL[1:])
