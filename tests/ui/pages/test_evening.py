"""The evening review, by keyboard on a real journal."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import (
    make_check_in,
    make_customer,
    make_evening,
    make_promise,
    make_recovery,
    make_touchpoint,
)
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import GestureKind, GestureStatus, Kind, PromiseOutcome
from trustjournal.domain.records import Evening, Gesture, Record, Touchpoint
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.evenings import TICKED
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.evening import EveningPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ANA, BEN = make_customer("Ana"), make_customer("Ben")
CTRL = Qt.KeyboardModifier.ControlModifier


def touch(*people: Any, hours: float = 1, **fields: Any) -> Touchpoint:
    at = (MORNING - timedelta(hours=hours)).astimezone(UTC)
    return make_touchpoint(*(one.id for one in people), happened_at=at, **fields)


class Opened:
    def __init__(self, qtbot: QtBot, session: JournalSession, navigator: Navigator) -> None:
        self.qtbot, self.session = qtbot, session
        self.told = hear(navigator.told)
        self.page = EveningPage(session, navigator, Settings())
        qtbot.addWidget(self.page)
        self.page.resize(1000, 900)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        qtbot.waitUntil(lambda: self.page.words.day is not None)

    def settle(self) -> None:
        """Wait until everything asked for has been read back."""
        done: list[bool] = []
        self.session.read(lambda _connection: True, done.append)
        self.qtbot.waitUntil(lambda: bool(done))
        QApplication.processEvents()

    def known(self, kind: type[Any]) -> list[Any]:
        with self.session.engine.connect() as connection:
            return queries.all_of(connection, kind)


@pytest.fixture
def open_page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Any:
    def opened(*records: Record) -> Opened:
        fill(session, *records)
        return Opened(qtbot, session, navigator)

    return opened


def test_a_tick_logs_who_was_missing_from_the_day(open_page: Any, qtbot: QtBot) -> None:
    due = make_check_in(ANA.id, every_days=20, due_on=TODAY)
    evening = open_page(ANA, BEN, due, touch(BEN))
    assert evening.page.touched.told.text() == "You were in touch with Ben."
    box = evening.page.touched.boxes[ANA.id]
    box.setFocus()
    with qtbot.waitSignal(evening.session.changed):
        QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not evening.page.touched.boxes)
    assert evening.page.touched.told.text() == "You were in touch with Ben and Ana."
    assert len(evening.known(Touchpoint)) == 2
    qtbot.waitUntil(lambda: bool(evening.told))
    assert "Ana" in evening.told[0]


def test_what_has_no_tick_is_told_of(open_page: Any) -> None:
    uneasy = [make_customer(f"Uneasy {number}") for number in range(TICKED + 1)]
    evening = open_page(*uneasy, *(make_recovery(one.id) for one in uneasy))
    evening.settle()
    assert len(evening.page.touched.boxes) == TICKED
    assert evening.page.touched.more.text() == "One more waits on Today."


def test_the_focus_goes_on_to_what_takes_the_place_of_what_was_done(
    open_page: Any, qtbot: QtBot
) -> None:
    due = (make_check_in(one.id, every_days=20, due_on=TODAY) for one in (ANA, BEN))
    evening = open_page(ANA, BEN, *due, touch(ANA, hours=50, kind=Kind.PRAISE))
    evening.settle()
    touched, thanks = evening.page.touched, evening.page.thanks
    next(iter(touched.boxes.values())).setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(touched.boxes) == 1)
    assert next(iter(touched.boxes.values())).hasFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not touched.boxes)
    assert evening.page.line.line.hasFocus()
    # A new row shows a turn later.
    qtbot.waitUntil(lambda: any(row.isVisible() for row in thanks.rows))
    thanks.rows[0].setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Tomorrow" in thanks.rows[0].accessibleName())
    assert thanks.rows[0].hasFocus()


def press(key: Qt.Key) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_a_quick_line_logs_as_everywhere(open_page: Any, qtbot: QtBot) -> None:
    evening = open_page(ANA)
    evening.page.setFocus()
    line = evening.page.line.line
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "ana call + laughed a lot")
    with qtbot.waitSignal(evening.session.changed):
        QTest.keyClick(line, Qt.Key.Key_Return)
    (logged,) = evening.known(Touchpoint)
    assert logged.note == "laughed a lot"


def test_whoever_seemed_unhappy_is_asked_for_and_shown_as_marked(
    open_page: Any, navigator: Navigator, qtbot: QtBot
) -> None:
    wanted = hear(navigator.unease_wanted)
    evening = open_page(ANA, BEN, touch(ANA), touch(BEN), make_recovery(BEN.id))
    assert set(evening.page.unease.chips) == {ANA.id}
    assert evening.page.unease.noticed.text() == "Marked: Ben."
    QTest.keyClick(evening.page.unease.chips[ANA.id], Qt.Key.Key_Space)
    QTest.keyClick(evening.page.unease.other_button, Qt.Key.Key_Space)
    assert wanted == [ANA.id, None]


def test_one_press_plans_a_thank_you_for_tomorrow_and_the_next_writes_it(
    open_page: Any, navigator: Navigator, qtbot: QtBot
) -> None:
    letters = hear(navigator.letter_wanted)
    praised = touch(ANA, hours=50, kind=Kind.PRAISE, note="Loves the blue")
    evening = open_page(ANA, praised)
    (row,) = evening.page.thanks.rows
    row.setFocus()
    with qtbot.waitSignal(evening.session.changed):
        QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(row, Qt.Key.Key_Return)  # pressed once more before it is read back
    evening.settle()
    (note,) = evening.known(Gesture)
    assert (note.kind, note.status) == (GestureKind.NOTE, GestureStatus.PLANNED)
    assert (note.due_on, note.occasion) == (TODAY + timedelta(days=1), "Loves the blue")
    evening.settle()
    (row,) = evening.page.thanks.rows
    assert row.accessibleName().startswith("Tomorrow: Thank-you note")
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert letters == [ANA.id]


def test_words_are_kept_when_left_and_come_back(open_page: Any, qtbot: QtBot) -> None:
    evening = open_page(ANA)
    box = evening.page.words.box
    box.setFocus()
    QTest.keyClicks(box, "A good day")
    with qtbot.waitSignal(evening.session.changed):
        evening.page.close_button.setFocus()
    (page,) = evening.known(Evening)
    assert (page.on, page.text, page.finished_at) == (TODAY, "A good day", None)
    evening.settle()
    assert box.toPlainText() == "A good day"


def test_what_is_being_written_survives_a_change_elsewhere(open_page: Any, qtbot: QtBot) -> None:
    evening = open_page(ANA, make_evening(TODAY, text="Before"))
    box = evening.page.words.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "Being written")
    fill(evening.session, make_customer("Cho"))
    evening.settle()
    assert box.toPlainText() == "Being written"


def test_ctrl_enter_closes_the_day_from_the_words_and_goes_back_to_today(
    open_page: Any, navigator: Navigator, qtbot: QtBot
) -> None:
    pages = hear(navigator.page_wanted)
    evening = open_page(ANA)
    box = evening.page.words.box
    box.setFocus()
    QTest.keyClicks(box, "Enough")
    with qtbot.waitSignal(navigator.page_wanted):
        QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
    (page,) = evening.known(Evening)
    assert (page.text, page.finished_at) == ("Enough", MORNING.astimezone(UTC))
    assert pages == ["today"]
    assert evening.told == ["The day is closed. Good evening."]
    evening.settle()
    assert evening.page.head.lead.text().startswith("The day is closed.")


def test_an_earlier_page_is_found_by_its_words_and_can_be_added_to(
    open_page: Any, qtbot: QtBot
) -> None:
    old = make_evening(date(2026, 11, 3), text="The café was full")
    evening = open_page(ANA, old, make_evening(date(2026, 11, 4), text="Rain"))
    qtbot.waitUntil(lambda: len(evening.page.earlier.rows) == 2)
    QTest.keyClick(evening.page, Qt.Key.Key_F, CTRL)
    search = evening.page.earlier.search_box
    qtbot.waitUntil(search.hasFocus)
    QTest.keyClicks(search, "cafe")
    qtbot.waitUntil(lambda: len(evening.page.earlier.rows) == 1)
    QTest.keyClick(evening.page.earlier.rows[0], Qt.Key.Key_Return)
    box = evening.page.words.box
    assert box.toPlainText() == "The café was full"
    assert evening.page.words.back_button.isVisible()
    box.moveCursor(box.textCursor().MoveOperation.End)
    QTest.keyClicks(box, ", really")
    with qtbot.waitSignal(evening.session.changed):
        QTest.keyClick(evening.page.words.back_button, Qt.Key.Key_Space)
    evening.settle()
    texts = {one.on: one.text for one in evening.known(Evening)}
    assert texts[date(2026, 11, 3)] == "The café was full, really"
    assert box.toPlainText() == ""
    QTest.keyClicks(search, "nowhere")
    qtbot.waitUntil(evening.page.earlier.nothing.isVisible)


def test_the_week_shows_on_its_last_business_day_only(
    open_page: Any, session: JournalSession, qtbot: QtBot
) -> None:
    friday = MORNING - timedelta(days=2)
    session.now = lambda: friday
    on = friday.date()
    broken = make_promise(
        ANA.id, text="send it", made_on=on, outcome=PromiseOutcome.BROKEN, settled_on=on
    )
    evening = open_page(ANA, broken)
    evening.settle()
    assert evening.page.week.isVisible()
    session.now = lambda: MORNING
    evening.page.freshness.spoil()
    evening.settle()
    qtbot.waitUntil(evening.page.week.isHidden)
