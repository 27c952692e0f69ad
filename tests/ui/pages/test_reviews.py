"""The page of losses."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_review
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Review
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.reviews import ReviewsPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
VICTOR = make_customer("Victor", stage=Stage.LOST, lost_on=TODAY)
ANA = make_customer("Ana", stage=Stage.LOST, lost_on=TODAY - timedelta(days=9))
BEN = make_customer("Ben")
LEARNED = make_review(ANA.id, lost_on=TODAY - timedelta(days=9), lesson="Call\nsooner")
WON = make_review(BEN.id, lost_on=TODAY - timedelta(days=300), won_back_on=TODAY, win_back_on=TODAY)
AGAIN = make_review(
    ANA.id, lost_on=TODAY - timedelta(days=400), win_back_on=TODAY + timedelta(days=5)
)


def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opened:
    return Opened(qtbot, ReviewsPage(session, navigator, Settings()), navigator)


def test_what_waits_comes_first_then_whom_to_win_back_then_what_was_learned(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    fill(session, VICTOR, ANA, BEN, LEARNED, WON, AGAIN)
    page = opened(qtbot, session, navigator)
    assert page.rows() == [
        *("Not looked back at yet", "Victor"),
        *("To win back", "Ana"),
        *("Looked back at", "Ana", "Ben"),
    ]
    lead = page.page.head.lead.text()
    assert lead.startswith("You looked back at 3 losses. Most often: We were too slow (3 times).")
    assert lead.endswith("One loss waits to be looked back at.")


def test_enter_looks_back_at_the_loss_of_the_row(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    fill(session, VICTOR, BEN, WON)
    page = opened(qtbot, session, navigator)
    wanted: list[tuple[object, object]] = []

    def note(who: object, review: object) -> None:
        wanted.append((who, review))

    navigator.review_wanted.connect(note)
    page.press(Qt.Key.Key_Return)
    page.press(Qt.Key.Key_Down)
    page.press(Qt.Key.Key_Return)
    assert wanted == [(VICTOR.id, None), (BEN.id, WON)]


def test_a_review_can_be_deleted_and_its_loss_waits_again(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    fill(session, ANA, LEARNED)
    page = opened(qtbot, session, navigator)
    with page.renewed():
        page.press(Qt.Key.Key_Delete)
    assert page.rows() == ["Not looked back at yet", "Ana"]
    assert page.told == ["Deleted: the look back at Ana"]
    with session.engine.connect() as connection:
        assert queries.all_of(connection, Review) == []


def test_where_nobody_was_lost_it_says_so(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    fill(session, BEN)
    page = opened(qtbot, session, navigator)
    assert page.rows() == []
    assert page.page.empty.isVisible()
