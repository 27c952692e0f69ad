"""The page of promises with real keys on a real journal."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_promise
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.choices import PromiseOutcome, Side
from trustjournal.domain.records import (
    Promise,
    Record,
)
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.dialogs.choose_day import ChooseDay
from trustjournal.ui.dialogs.gap_dialog import GapDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.promises import PromisesPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA, TOMASZ = make_customer(), make_customer("Tomasz Wilk")
Opener = Callable[..., Opened]


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


PHOTOS = make_promise(ROSA.id, text="send the photos", made_on=day(-9), due_on=day(-2))
QUOTE = make_promise(TOMASZ.id, text="write a quote", made_on=day(-3), due_on=day(2))
CUPS = make_promise(ROSA.id, text="bring twelve cups", made_on=day(-1), due_on=day(5))


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, ROSA, TOMASZ, *records)
        return Opened(qtbot, PromisesPage(session, navigator, Settings()), navigator)

    return make


def stored(view: Opened) -> dict[str, Promise]:
    with view.page.session.engine.connect() as connection:
        return {one.text: one for one in queries.promises(connection)}


def test_open_promises_come_first_by_day_then_how_the_last_ones_ended(opened: Opener) -> None:
    kept = make_promise(
        ROSA.id,
        text="mend the jug",
        made_on=day(-20),
        outcome=PromiseOutcome.KEPT,
        settled_on=day(-10),
    )
    view = opened(CUPS, kept, PHOTOS)
    assert view.rows() == [
        "Owed",
        "Send the photos",
        "Bring twelve cups",
        "Settled lately",
        "Mend the jug",
    ]
    assert view.current() == "Send the photos"
    assert view.list.hasFocus()
    assert view.page.head.lead.text() == "Kept 1 of the last 1."


def test_k_keeps_a_promise_and_the_next_one_is_selected(opened: Opener) -> None:
    view = opened(PHOTOS, QUOTE, CUPS)
    view.press(Qt.Key.Key_Down)
    with view.renewed():
        view.press(Qt.Key.Key_K)
    kept = stored(view)["write a quote"]
    assert (kept.outcome, kept.settled_on) == (PromiseOutcome.KEPT, TODAY)
    assert view.current() == "Bring twelve cups"
    assert view.told == ["Kept: Write a quote"]
    with view.renewed():
        view.press(Qt.Key.Key_K)
    assert view.current() == "Send the photos"


def test_a_promise_kept_after_its_day_is_kept_late(opened: Opener) -> None:
    view = opened(PHOTOS)
    with view.renewed():
        view.press(Qt.Key.Key_K)
    assert stored(view)["send the photos"].outcome is PromiseOutcome.LATE
    assert view.page.head.lead.text() == "Kept 0 of the last 1. One came late."


def test_undo_brings_the_promise_back_where_it_was(opened: Opener) -> None:
    view = opened(PHOTOS, QUOTE)
    with view.renewed():
        view.press(Qt.Key.Key_K)
    with view.renewed():
        view.page.session.undo()
    assert view.rows() == ["Owed", "Send the photos", "Write a quote"]
    assert view.current() == "Write a quote"


@pytest.mark.parametrize(("answer", "told"), [("y", True), ("N", False)])
def test_b_asks_whether_they_were_told_first(opened: Opener, answer: str, told: bool) -> None:
    view = opened(PHOTOS)
    view.press(Qt.Key.Key_B)
    with view.renewed():
        QTest.keyClicks(view.menu(), answer)
    broken = stored(view)["send the photos"]
    assert (broken.outcome, broken.told_first) == (PromiseOutcome.BROKEN, told)
    assert view.told == ["Not kept: Send the photos"]


def test_enter_answers_that_they_were_told(opened: Opener) -> None:
    view = opened(PHOTOS)
    view.press(Qt.Key.Key_B)
    with view.renewed():
        view.press(Qt.Key.Key_Return, on=view.menu())
    assert stored(view)["send the photos"].told_first is True


def test_whoever_gives_no_answer_breaks_nothing(opened: Opener) -> None:
    view = opened(PHOTOS)
    view.press(Qt.Key.Key_B)
    view.press(Qt.Key.Key_Escape, on=view.menu())
    assert QApplication.activePopupWidget() is None
    view.press(Qt.Key.Key_B)
    view.choose("Cancel")
    assert QApplication.activePopupWidget() is None
    assert stored(view) == {PHOTOS.text: PHOTOS}


def test_of_what_they_promised_nothing_is_asked(opened: Opener) -> None:
    theirs = make_promise(ROSA.id, text="send the logo", by=Side.THEM, made_on=TODAY)
    view = opened(theirs)
    assert view.rows() == ["Waiting for them", "Send the logo"]
    with view.renewed():
        view.press(Qt.Key.Key_B)
    broken = stored(view)["send the logo"]
    assert (broken.outcome, broken.told_first) == (PromiseOutcome.BROKEN, None)


def test_a_opens_it_again(opened: Opener) -> None:
    late = make_promise(
        ROSA.id, made_on=day(-9), outcome=PromiseOutcome.LATE, due_on=day(-3), settled_on=TODAY
    )
    view = opened(late)
    with view.renewed():
        view.press(Qt.Key.Key_A)
    assert stored(view)[late.text].outcome is None
    assert view.rows()[0] == "Owed"


def test_g_opens_what_was_delivered_of_a_settled_promise(opened: Opener) -> None:
    kept = make_promise(ROSA.id, made_on=day(-9), outcome=PromiseOutcome.KEPT, settled_on=TODAY)
    view = opened(PHOTOS, kept)
    view.press(Qt.Key.Key_G)
    assert view.page.findChildren(GapDialog) == []
    view.press(Qt.Key.Key_Down)
    view.press(Qt.Key.Key_G)
    (form,) = view.page.findChildren(GapDialog)
    form.fields["delivered"].set_value("half of the photos")
    with view.renewed():
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored(view)[kept.text].delivered == "half of the photos"


def test_r_agrees_on_a_day_of_the_menu_for_several_at_once(opened: Opener) -> None:
    view = opened(PHOTOS, QUOTE)
    view.select("Send the photos", "Write a quote")
    view.press(Qt.Key.Key_R)
    with view.renewed():
        view.choose("In a week")
    assert view.rows().count("Settled lately") == 1
    assert len(view.rows()) == 6
    with view.page.session.engine.connect() as connection:
        found = queries.open_promises(connection)
    assert {one.due_on for one in found} == {day(7)}
    assert view.told == ["Agreed: 2 promises, due on 29 November now."]


def test_r_takes_any_later_day(opened: Opener, qtbot: QtBot) -> None:
    view = opened(PHOTOS)
    view.press(Qt.Key.Key_R)
    view.choose("A date")
    dialog = next(one for one in view.page.findChildren(ChooseDay) if one.isVisible())
    dialog.field.set_day(day(40))
    with view.renewed():
        view.press(Qt.Key.Key_Return, on=dialog)
    with view.page.session.engine.connect() as connection:
        assert [one.due_on for one in queries.open_promises(connection)] == [day(40)]


def test_what_has_ended_can_be_edited_but_not_end_again(opened: Opener) -> None:
    kept = make_promise(ROSA.id, made_on=day(-20), outcome=PromiseOutcome.KEPT, settled_on=day(-10))
    view = opened(kept)
    for key in (Qt.Key.Key_K, Qt.Key.Key_B, Qt.Key.Key_R):
        view.press(key)
    assert QApplication.activePopupWidget() is None
    view.press(Qt.Key.Key_Return)
    assert view.wishes == [kept]
    assert stored(view) == {kept.text: kept}
    assert view.page.filter_box.text() == ""


def test_delete_takes_several_at_once_under_one_undo(opened: Opener) -> None:
    view = opened(PHOTOS, QUOTE, CUPS)
    view.select("Send the photos", "Bring twelve cups")
    with view.renewed():
        view.press(Qt.Key.Key_Delete)
    assert view.rows() == ["Owed", "Write a quote"]
    assert view.told == ["Deleted: 2 promises"]
    with view.renewed():
        view.page.session.undo()
    assert len(view.rows()) == 4


def test_e_n_and_o_ask_the_window(opened: Opener) -> None:
    view = opened(PHOTOS)
    for key in (Qt.Key.Key_E, Qt.Key.Key_F2, Qt.Key.Key_N, Qt.Key.Key_O):
        view.press(key)
    assert view.wishes == [PHOTOS, PHOTOS, None, ROSA.id]


def test_a_promise_that_has_gone_meanwhile_is_said_to_be_gone(opened: Opener, qtbot: QtBot) -> None:
    view = opened(PHOTOS)
    entries = view.list.entries()
    with view.renewed():
        view.press(Qt.Key.Key_Delete)
    refused = hear(view.page.session.refused)
    view.act("K").do(entries)
    qtbot.waitUntil(lambda: refused == ["This is no longer in the journal."])


def on_board(opened: Opener, *records: Record) -> Opened:
    view = opened(*records)
    view.press(Qt.Key.Key_V)
    return view


def where(view: Opened) -> tuple[str, list[str]]:
    """Return the column that has the focus and what is selected in it."""
    column = view.page.views.current()
    assert column.hasFocus()
    return column.accessibleName(), [entry.title for entry in column.entries()]


def move(view: Opened, key: Qt.Key) -> None:
    QTest.keyClick(view.page.views.current(), key, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()


def test_v_shows_the_board_with_the_same_promise_selected_and_leads_back(opened: Opener) -> None:
    view = opened(PHOTOS, QUOTE)
    view.press(Qt.Key.Key_Down)
    view.press(Qt.Key.Key_V)
    assert where(view) == ("Owed", ["Write a quote"])
    assert not view.list.isVisible()
    view.press(Qt.Key.Key_V, on=view.page.views.current())
    assert where(view) == ("Promises", ["Write a quote"])


def test_a_card_moved_to_kept_is_kept_and_late_where_its_day_has_passed(opened: Opener) -> None:
    view = on_board(opened, PHOTOS)
    with view.renewed():
        move(view, Qt.Key.Key_Right)
    assert where(view) == ("Late", ["Send the photos"])
    assert stored(view)["send the photos"].outcome is PromiseOutcome.LATE
    with view.renewed():
        move(view, Qt.Key.Key_Left)
    assert where(view) == ("Owed", ["Send the photos"])
    assert stored(view)["send the photos"].settled_on is None


def test_a_card_moved_to_broken_asks_and_follows_the_answer(opened: Opener) -> None:
    view = on_board(opened, QUOTE)
    with view.renewed():
        move(view, Qt.Key.Key_Right)
    assert where(view) == ("Kept", ["Write a quote"])
    move(view, Qt.Key.Key_Right)
    with view.renewed():
        QTest.keyClicks(view.menu(), "y")
    assert where(view) == ("Not kept", ["Write a quote"])
    broken = stored(view)["write a quote"]
    assert (broken.outcome, broken.told_first) == (PromiseOutcome.BROKEN, True)


def test_a_card_moved_to_renegotiated_asks_the_new_day(opened: Opener) -> None:
    view = on_board(opened, QUOTE)
    owed = view.page.views.current().entries()
    board = view.page.views.board
    assert board is not None
    board.moved.emit(owed, PromiseOutcome.RENEGOTIATED)
    with view.renewed():
        view.choose("In a week")
    assert [column.model.rowCount() for column in board.columns] == [1, 0, 0, 0, 0, 1]


def test_the_board_is_there_again_where_it_was_left(opened: Opener, qtbot: QtBot) -> None:
    first = on_board(opened, QUOTE)
    settings = Settings(views={"promises": {"board": True}})
    page = PromisesPage(first.page.session, Navigator(), settings)
    again = Opened(qtbot, page, Navigator())
    assert where(again) == ("Owed", ["Write a quote"])
    button = again.page.views.button
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert settings.views == {"promises": {"board": False}}


def test_the_filter_narrows_the_board_too(opened: Opener) -> None:
    view = on_board(opened, PHOTOS, QUOTE)
    view.page.filter_box.setText("tomasz")
    board = view.page.views.board
    assert board is not None
    assert board.shown() == 1
    view.page.filter_box.setText("nobody")
    assert view.page.nothing.isVisible()
