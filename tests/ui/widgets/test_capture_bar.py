from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.capture import Draft
from trustjournal.domain.choices import Channel
from trustjournal.domain.records import (
    Customer,
    Promise,
    Touchpoint,
)
from trustjournal.store import queries
from trustjournal.store.rows import chosen, fetch
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_bar import CaptureBar
from trustjournal.ui.widgets.known_names import known_names

ROSA = make_customer("Rosa Delgado", company="Café Alma")
BEN = make_customer("Ben Ruiz")
ANA_LIMA, ANA_RUIZ = make_customer("Ana Lima"), make_customer("Ana Ruiz")


class Window(QWidget):
    """A window with a capture bar, and an Undo of its own as the main window has."""

    def __init__(self, session: JournalSession, navigator: Navigator) -> None:
        super().__init__()
        self.undone = 0
        self.told: list[str] = []
        self.bar = CaptureBar(session, navigator)
        QVBoxLayout(self).addWidget(self.bar)
        undo = QAction("Undo", self)
        undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        undo.triggered.connect(self.count_undo)
        self.addAction(undo)
        navigator.told.connect(self.hear)

    def count_undo(self) -> None:
        self.undone += 1

    def hear(self, message: str, _undo: bool) -> None:
        self.told.append(message)


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Window:
    fill(session, ROSA, BEN, ANA_LIMA, ANA_RUIZ)
    made = Window(session, navigator)
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: known_names(session).name_of(BEN.id) == "Ben Ruiz")
    made.bar.line.setFocus()
    return made


@pytest.fixture
def bar(window: Window) -> CaptureBar:
    return window.bar


def enter(qtbot: QtBot, session: JournalSession, bar: CaptureBar) -> None:
    with qtbot.waitSignals([session.changed, bar.saved]):
        QTest.keyClick(bar.line, Qt.Key.Key_Return)


def touchpoints(session: JournalSession) -> list[Touchpoint]:
    with session.engine.connect() as connection:
        return fetch(connection, Touchpoint, chosen(Touchpoint))


def people(session: JournalSession) -> list[Customer]:
    with session.engine.connect() as connection:
        return queries.customers(connection)


def promises(session: JournalSession) -> list[Promise]:
    with session.engine.connect() as connection:
        return queries.open_promises(connection)


def seen(bar: CaptureBar) -> list[str]:
    return bar.chips.words()


def test_enter_logs_the_line_and_the_toast_says_what_it_did(
    qtbot: QtBot, session: JournalSession, window: Window, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "rosa call + loved the oak sample !send quote by fri")
    assert seen(bar) == [
        "Rosa Delgado",
        "Phone",
        "+ Good",
        "Promise: send quote",
        "due Fri",
        "Note: loved the oak sample",
    ]
    enter(qtbot, session, bar)
    (touchpoint,) = touchpoints(session)
    assert touchpoint.customer_ids == (ROSA.id,)
    assert (touchpoint.channel, touchpoint.feeling) == (Channel.PHONE, 1)
    assert touchpoint.note == "loved the oak sample"
    assert touchpoint.happened_at == MORNING
    assert [promise.text for promise in promises(session)] == ["send quote"]
    assert bar.text() == ""
    qtbot.waitUntil(lambda: window.told != [])
    assert window.told == ["Logged with Rosa Delgado. Depth 20 to 22"]


def test_the_toast_says_when_the_depth_did_not_move(
    qtbot: QtBot, session: JournalSession, window: Window, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "rosa call only a question")
    enter(qtbot, session, bar)
    qtbot.waitUntil(lambda: window.told == ["Logged with Rosa Delgado. Depth stays at 20"])


def test_several_people_are_one_touch_and_the_toast_names_them(
    qtbot: QtBot, session: JournalSession, window: Window, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "rosa and ben met ++ at the market")
    enter(qtbot, session, bar)
    assert set(touchpoints(session)[0].customer_ids) == {ROSA.id, BEN.id}
    qtbot.waitUntil(lambda: window.told == ["Logged with Rosa Delgado and Ben Ruiz"])


def test_logging_moves_the_check_in(qtbot: QtBot, session: JournalSession, bar: CaptureBar) -> None:
    today = MORNING.date()
    fill(session, make_check_in(ROSA.id, every_days=7, due_on=today))
    QTest.keyClicks(bar.line, "rosa call")
    enter(qtbot, session, bar)
    with session.engine.connect() as connection:
        due_on = queries.check_ins_of(connection, [ROSA.id])[ROSA.id].due_on
    assert due_on is not None
    assert (due_on - today).days == 7


def test_an_unknown_name_is_asked_about_before_it_is_added(
    qtbot: QtBot, session: JournalSession, window: Window, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "petra call + met at the fair")
    assert seen(bar)[0] == "Create Petra"
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert "Petra is not in the journal yet" in bar.hint.text()
    enter(qtbot, session, bar)
    assert "Petra" in [customer.name for customer in people(session)]
    assert len(touchpoints(session)) == 1
    qtbot.waitUntil(lambda: window.told == ["Logged with Petra"])
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert touchpoints(session) == []
    assert "Petra" not in [customer.name for customer in people(session)]


def test_the_chip_of_an_unknown_name_agrees_to_it(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "petra call + met at the fair")
    QTest.mouseClick(bar.chips.offers["petra"], Qt.MouseButton.LeftButton)
    assert seen(bar)[0] == "Petra, new"
    enter(qtbot, session, bar)
    assert len(people(session)) == 5


def test_typing_on_after_the_question_takes_it_back(
    session: JournalSession, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "petra call")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    bar.line.home(False)
    QTest.keyClicks(bar.line, "x")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert "Xpetra is not in the journal yet" in bar.hint.text()
    assert touchpoints(session) == []


@pytest.mark.parametrize("way", ["number", "arrow", "mouse", "alt"])
def test_an_ambiguous_name_is_settled_by_mouse_or_keys(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar, way: str
) -> None:
    QTest.keyClicks(bar.line, "ana call + said hi")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    first, second = bar.chips.choices
    assert first.hasFocus()
    if way == "number":
        QTest.keyClick(first, Qt.Key.Key_2)
    elif way == "arrow":
        QTest.keyClick(first, Qt.Key.Key_Right)
        QTest.keyClick(second, Qt.Key.Key_Return)
    elif way == "mouse":
        QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(bar.line, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert bar.text() == "Ana Ruiz call + said hi"
    assert bar.line.hasFocus()
    enter(qtbot, session, bar)
    assert touchpoints(session)[0].customer_ids == (ANA_RUIZ.id,)


def test_typing_at_the_choices_goes_on_in_the_line(bar: CaptureBar) -> None:
    QTest.keyClicks(bar.line, "ana call")
    QTest.keyClick(bar.line, Qt.Key.Key_Down)
    QTest.keyClick(bar.chips.choices[0], Qt.Key.Key_S)
    assert bar.text() == "ana calls"
    assert bar.line.hasFocus()


def test_twins_whom_no_text_tells_apart_can_be_chosen(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar
) -> None:
    twins = make_customer("Kim Vo"), make_customer("Kim Vo")
    fill(session, *twins)
    qtbot.waitUntil(lambda: known_names(session).name_of(twins[1].id) == "Kim Vo")
    QTest.keyClicks(bar.line, "kim call")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    QTest.keyClick(bar.chips.choices[0], Qt.Key.Key_1)
    enter(qtbot, session, bar)
    assert touchpoints(session)[0].customer_ids[0] in {twin.id for twin in twins}


def test_tab_completes_the_only_name(bar: CaptureBar) -> None:
    QTest.keyClicks(bar.line, "ros")
    QTest.keyClick(bar.line, Qt.Key.Key_Tab)
    assert bar.text() == "Rosa Delgado "
    QTest.keyClick(bar.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bar.text() == "ros"


def test_tab_lists_several_names_and_enter_chooses(bar: CaptureBar) -> None:
    QTest.keyClicks(bar.line, "an")
    QTest.keyClick(bar.line, Qt.Key.Key_Tab)
    assert bar.line.popup.isVisible()
    QTest.keyClick(bar.line, Qt.Key.Key_Down)
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.text() == "Ana Ruiz "
    assert not bar.line.popup.isVisible()


def test_escape_closes_the_list_first_and_then_empties_the_line(bar: CaptureBar) -> None:
    QTest.keyClicks(bar.line, "an")
    QTest.keyClick(bar.line, Qt.Key.Key_Tab)
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.line.popup.isVisible()
    assert bar.text() == "an"
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.text() == ""
    QTest.keyClick(bar.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bar.text() == "an"


def test_what_cannot_be_logged_says_why_and_keeps_the_text(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "rosa call + 23:50 today")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "still ahead" in bar.hint.text())
    assert bar.text() == "rosa call + 23:50 today"
    assert touchpoints(session) == []


def test_ctrl_z_goes_to_the_window_when_nothing_was_typed(
    qtbot: QtBot, session: JournalSession, window: Window, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "rosa call")
    enter(qtbot, session, bar)
    QTest.keyClick(bar.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undone == 1
    QTest.keyClicks(bar.line, "ben")
    QTest.keyClick(bar.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (bar.text(), window.undone) == ("", 1)


def test_ctrl_enter_opens_the_full_form_and_the_line_goes_once_it_is_saved(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "rosa call + said hi")
    wanted: list[Draft] = []
    navigator.form_wanted.connect(wanted.append)
    QTest.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [draft.customer_ids for draft in wanted] == [(ROSA.id,)]
    assert bar.text() == "rosa call + said hi"
    with qtbot.waitSignal(bar.saved):
        fill(session, make_touchpoint(ROSA.id))
    assert bar.text() == ""


def test_the_line_knows_somebody_as_soon_as_they_are_added(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar
) -> None:
    QTest.keyClicks(bar.line, "ulrike call")
    assert seen(bar)[0] == "Create Ulrike"
    fill(session, make_customer("Ulrike Brandt"))
    qtbot.waitUntil(lambda: seen(bar)[0] == "Ulrike Brandt")


def test_of_ten_thousand_names_as_many_are_offered_as_can_be_read(
    qtbot: QtBot, session: JournalSession, bar: CaptureBar
) -> None:
    crowd = [make_customer(f"Person{n % 997} Family{n}") for n in range(10_000)]
    fill(session, *crowd)
    last: UUID = crowd[-1].id
    qtbot.waitUntil(lambda: known_names(session).name_of(last) != "")
    QTest.keyClicks(bar.line, "person12 call + loved the oak sample !send quote by fri")
    assert len(bar.chips.choices) == 8
