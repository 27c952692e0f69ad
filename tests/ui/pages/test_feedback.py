"""The page of feedback with real keys on a real journal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_feedback, make_wish
from tests.ui.conftest import MORNING, fill
from tests.ui.dialogs.forms_of_feedback import there
from tests.ui.owner import hear
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.choices import FeedbackSource, WishStatus
from trustjournal.domain.records import Feedback, Labelled, Record, Touchpoint, Wish
from trustjournal.settings import Settings
from trustjournal.store.rows import chosen, fetch
from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog
from trustjournal.ui.dialogs.join_dialog import JoinDialog
from trustjournal.ui.dialogs.review_import import ReviewImportDialog
from trustjournal.ui.dialogs.tell_dialog import TellDialog
from trustjournal.ui.dialogs.wish_dialog import WishDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.feedback import FeedbackPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA = make_customer(
    yearly_value=Decimal(2000), phones=(Labelled(value="+34 600"),), company="Café Alma"
)
TOMASZ = make_customer("Tomasz Wilk", yearly_value=Decimal(400))
LIDS = make_wish("Lids for the jars")
Opener = Callable[..., Opened]


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


ROSAS = make_feedback(ROSA.id, text="Moths get in", wish_id=LIDS.id, heard_on=day(-5))
TOMASZS = make_feedback(TOMASZ.id, text="Deliver on Saturdays", heard_on=day(-2))
KIMS = make_feedback(
    None, text="Jars need lids", author="Kim", heard_on=day(-9), source=FeedbackSource.REVIEW
)


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record, board: bool = False) -> Opened:
        fill(session, ROSA, TOMASZ, *records)
        settings = Settings(views={"feedback": {"board": board}})
        return Opened(qtbot, FeedbackPage(session, navigator, settings), navigator)

    return make


def stored(view: Opened, kind: type[Record]) -> list[Record]:
    with view.page.session.engine.connect() as connection:
        return fetch(connection, kind, chosen(kind))


def wishes(view: Opened) -> dict[str, Wish]:
    return {one.title: one for one in stored(view, Wish) if isinstance(one, Wish)}


def said(view: Opened) -> dict[str, Feedback]:
    return {one.text: one for one in stored(view, Feedback) if isinstance(one, Feedback)}


def shown(kind: type[QDialog]) -> QDialog:
    (found,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    ]
    return found


def test_wishes_stand_by_how_far_they_are_with_voices_that_are_alone(opened: Opener) -> None:
    doing = make_wish("Bigger cups", status=WishStatus.DOING)
    theirs = make_feedback(TOMASZ.id, wish_id=doing.id)
    view = opened(LIDS, ROSAS, TOMASZS, KIMS, doing, theirs)
    assert view.rows() == [
        "Heard",
        "Lids for the jars",
        "Deliver on Saturdays",
        "Jars need lids",
        "Doing",
        "Bigger cups",
    ]
    assert view.page.head.lead.text() == "2 wishes are open. 2 voices stand by themselves."
    assert view.current() == "Lids for the jars"


def test_a_wish_says_how_much_is_behind_it(opened: Opener) -> None:
    theirs = replace(TOMASZS, wish_id=LIDS.id)
    view = opened(LIDS, ROSAS, theirs)
    entry = view.page.model.entry(1)
    assert entry is not None
    assert entry.state == "2 people, 2,400 a year"
    assert entry.person == "Tomasz Wilk and Rosa Delgado"


def test_g_groups_all_that_are_selected_under_one_undo(opened: Opener, qtbot: QtBot) -> None:
    view = opened(LIDS, ROSAS, KIMS)
    view.select("Lids for the jars", "Jars need lids")
    with view.renewed():
        view.press(Qt.Key.Key_G)
    assert said(view)["Jars need lids"].wish_id == LIDS.id
    assert view.told == ["Grouped: 2 wishes"]
    with view.renewed():
        view.page.session.undo()
    assert said(view)["Jars need lids"].wish_id is None


def test_g_on_one_asks_what_it_is_the_same_as(opened: Opener, qtbot: QtBot) -> None:
    view = opened(LIDS, ROSAS, KIMS)
    view.select("Jars need lids")
    view.press(Qt.Key.Key_G)
    form = shown(JoinDialog)
    assert isinstance(form, JoinDialog)
    form.reject()


def test_m_is_for_wishes(opened: Opener) -> None:
    other = make_wish("Lids", done="Cork")
    theirs = make_feedback(TOMASZ.id, wish_id=other.id)
    view = opened(LIDS, ROSAS, other, theirs, KIMS)
    view.select("Jars need lids")
    view.press(Qt.Key.Key_M)
    assert view.told == []
    view.select("Lids for the jars", "Lids")
    with view.renewed():
        view.press(Qt.Key.Key_M)
    assert [wish.done for wish in wishes(view).values()] == ["Cork"]


def test_everyone_who_asked_is_told_by_keys_alone(opened: Opener, qtbot: QtBot) -> None:
    theirs = replace(TOMASZS, wish_id=LIDS.id)
    view = opened(LIDS, ROSAS, theirs)
    view.press(Qt.Key.Key_T)
    assert shown(TellDialog)
    QTest.keyClicks(there(QApplication.focusWidget()), "Every jar has a lid")
    with view.renewed():
        QTest.keyClick(there(QApplication.focusWidget()), Qt.Key.Key_Return)
    assert view.told == ["Told 2 people: Lids for the jars"]
    touches = [one for one in stored(view, Touchpoint) if isinstance(one, Touchpoint)]
    assert {one.customer_ids for one in touches} == {(ROSA.id,), (TOMASZ.id,)}
    assert touches[0].note == "You asked for: Lids for the jars\nWe did: Every jar has a lid"
    assert wishes(view)["Lids for the jars"].status is WishStatus.TOLD
    assert {one.told_on for one in said(view).values()} == {TODAY}
    with view.renewed():
        view.page.session.undo()
    assert stored(view, Touchpoint) == []
    assert wishes(view)["Lids for the jars"].status is WishStatus.HEARD


def test_a_card_moves_along_the_board_and_one_alone_becomes_a_wish(opened: Opener) -> None:
    view = opened(KIMS, board=True)
    board = view.page.views.board
    assert board is not None
    cards = board.list()
    with view.renewed():
        QTest.keyClick(cards, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    wish = wishes(view)["Jars need lids"]
    assert (wish.status, wish.moved_on) == (WishStatus.DECIDING, TODAY)
    assert said(view)["Jars need lids"].wish_id == wish.id
    assert view.told == ["Deciding: Jars need lids"]


def test_moving_to_told_asks_what_is_told(opened: Opener) -> None:
    doing = replace(LIDS, status=WishStatus.DOING)
    view = opened(doing, ROSAS, board=True)
    board = view.page.views.board
    assert board is not None
    board.select(doing.id)
    QTest.keyClick(board.list(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    shown(TellDialog).reject()
    assert wishes(view)["Lids for the jars"].status is WishStatus.DOING


def test_x_takes_away_what_needs_nothing(opened: Opener) -> None:
    view = opened(LIDS, ROSAS, KIMS)
    view.press(Qt.Key.Key_X)
    assert view.told == []
    view.select("Jars need lids")
    with view.renewed():
        view.press(Qt.Key.Key_X)
    assert view.rows() == ["Heard", "Lids for the jars"]
    assert said(view)["Jars need lids"].told_on == TODAY


def test_del_takes_a_wish_away_and_leaves_what_was_said(opened: Opener) -> None:
    view = opened(LIDS, ROSAS)
    with view.renewed():
        view.press(Qt.Key.Key_Delete)
    assert view.rows() == ["Heard", "Moths get in"]
    with view.renewed():
        view.press(Qt.Key.Key_Delete)
    assert view.rows() == []


def test_enter_opens_the_wish_or_the_words(opened: Opener) -> None:
    view = opened(LIDS, ROSAS, KIMS)
    view.press(Qt.Key.Key_Return)
    shown(WishDialog).reject()
    view.select("Jars need lids")
    view.press(Qt.Key.Key_E)
    shown(FeedbackDialog).reject()


def test_o_opens_the_first_who_asked_and_n_notes_something_new(
    opened: Opener, navigator: Navigator
) -> None:
    noted = hear(navigator.feedback_wanted)
    view = opened(LIDS, ROSAS, KIMS)
    view.press(Qt.Key.Key_O)
    view.press(Qt.Key.Key_N)
    assert (view.wishes, noted) == ([ROSA.id], [None])
    view.select("Jars need lids")
    view.press(Qt.Key.Key_O)
    assert view.wishes == [ROSA.id]


def test_an_empty_page_offers_to_note_or_to_import(opened: Opener, navigator: Navigator) -> None:
    noted = hear(navigator.feedback_wanted)
    view = opened()
    button = view.page.empty.button
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert noted == [None]
    page = view.page
    assert isinstance(page, FeedbackPage)
    QTest.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    shown(ReviewImportDialog).reject()


def test_rows_are_narrowed_by_where_they_were_heard(opened: Opener) -> None:
    view = opened(LIDS, ROSAS, KIMS)
    with view.renewed():
        view.page.kind_box.setCurrentIndex(view.page.kind_box.findData("review"))
    assert view.rows() == ["Heard", "Jars need lids"]


def test_a_wish_whose_last_voice_left_can_still_be_seen(opened: Opener) -> None:
    view = opened(LIDS)
    entry = view.page.model.entry(1)
    assert entry is not None
    assert (entry.state, entry.person) == ("Nobody who asked is left", "Nobody")
