"""The page of ratings: charts that open the feedback behind them, and every rating."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_feedback
from tests.ui.conftest import MORNING, fill
from tests.ui.dialogs.forms_of_feedback import there
from tests.ui.owner import hear
from trustjournal.domain.periods import Span
from trustjournal.domain.records import Feedback, Record
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog
from trustjournal.ui.dialogs.review_import import ReviewImportDialog
from trustjournal.ui.dialogs.voices_dialog import VoicesDialog
from trustjournal.ui.models.feedback_ratings import read_ratings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.ratings import RatingsPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA = make_customer("Rosa")
LEFT = Qt.MouseButton.LeftButton


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


def rated(count: int, rating: float, best: int = 5, text: str = "") -> Feedback:
    return make_feedback(None, text=text, heard_on=day(count), rating=rating, best=best)


ROSAS = make_feedback(ROSA.id, text="Lovely", heard_on=day(-1), rating=5, best=5)


def shown(kind: type[QDialog]) -> QDialog | None:
    dialogs = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
    return next((one for one in dialogs if one.isVisible()), None)


def opened(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, *records: Record
) -> RatingsPage:
    fill(session, ROSA, *records)
    page = RatingsPage(session, navigator, Settings())
    qtbot.addWidget(page)
    page.resize(1000, 900)
    page.show()
    page.setFocus()
    qtbot.waitUntil(lambda: page.list_card.isVisible() or page.empty.isVisible())
    return page


def listed(page: RatingsPage) -> list[str]:
    table = page.voices.table
    assert table is not None
    return [row[0] for row in table.rows]


def test_only_what_was_given_is_charted(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = opened(qtbot, session, navigator, ROSAS, rated(-40, 3))
    assert page.stars_card.isVisible()
    assert page.stars_card.sentence.text() == "4.0 of 5 from 2 ratings."
    assert not page.recommend_card.isVisible()
    fill(session, rated(-3, 9, 10), rated(-3, 2, 10))
    qtbot.waitUntil(page.recommend_card.isVisible)
    assert page.recommend_card.sentence.text().startswith("Net promoter score 0 from 2 answers")


def test_the_span_narrows_everything(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = opened(qtbot, session, navigator, ROSAS, rated(-3000, 1))
    assert listed(page) == ["Rosa"]
    page.span_box.set_value(Span.ALL)
    qtbot.waitUntil(lambda: len(listed(page)) == 2)
    assert page.stars_card.sentence.text() == "3.0 of 5 from 2 ratings."


def test_a_mark_opens_the_feedback_behind_it(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    people = hear(navigator.person_wanted)
    page = opened(qtbot, session, navigator, ROSAS, rated(-90, 3))
    canvas = page.stars_card.canvas
    qtbot.waitUntil(lambda: canvas.drawing is not None)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_End)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    behind = shown(VoicesDialog)
    assert isinstance(behind, VoicesDialog)
    assert behind.windowTitle() == "November 2026"
    table = behind.voices.table
    assert table is not None
    assert [row[0] for row in table.rows] == ["Rosa"]
    QTest.mouseClick(behind.voices.person_button, LEFT)
    assert people == [ROSA.id]


def test_enter_opens_a_rating(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> None:
    page = opened(qtbot, session, navigator, ROSAS)
    QTest.keyClick(there(page.voices.table), Qt.Key.Key_Return)
    form = shown(FeedbackDialog)
    assert form is not None
    form.reject()


def test_from_behind_a_mark_a_rating_is_opened(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = opened(qtbot, session, navigator, ROSAS)
    with session.engine.connect() as connection:
        view = read_ratings(Span.ALL, TODAY, connection)
    assert view.stars is not None
    page.stars_card.canvas.mark_chosen.emit(view.stars.picture.points[0].mark)
    behind = shown(VoicesDialog)
    assert isinstance(behind, VoicesDialog)
    QTest.mouseClick(behind.voices.edit_button, LEFT)
    form = shown(FeedbackDialog)
    assert form is not None
    form.reject()


def test_an_empty_page_offers_the_import(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = opened(qtbot, session, navigator, make_feedback(ROSA.id))
    button = page.empty.button
    assert button is not None
    assert button.isVisible()
    assert not page.list_card.isVisible()
    QTest.keyClick(button, Qt.Key.Key_Space)
    dialog = shown(ReviewImportDialog)
    assert dialog is not None
    dialog.reject()


def test_the_menu_of_a_chart_hangs_below_its_button(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = opened(qtbot, session, navigator, ROSAS)
    QTest.mouseClick(page.stars_card.more_button, LEFT)
    menu = page.stars_card.canvas.menu
    assert menu.isVisible()
    menu.close()
