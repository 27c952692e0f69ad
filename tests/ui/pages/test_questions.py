"""The page of everyone's four questions with real keys and clicks on a real journal."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import (
    Question,
    Stage,
)
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.question_profiles import Order
from trustjournal.domain.records import (
    Record,
    Touchpoint,
)
from trustjournal.settings import Settings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.questions import QuestionsPage
from trustjournal.ui.session import JournalSession

pytestmark = pytest.mark.usefixtures("dressed")

U, D, H, F = Question
ANA = make_customer("Ana", tags=("vip",))
BEN = make_customer("Ben", stage=Stage.LOST)
CHO = make_customer("Cho")
Opener = Callable[..., QuestionsPage]


def felt(who: UUID, feeling: int, *questions: Question) -> list[Touchpoint]:
    at = MORNING - timedelta(3)
    return [make_touchpoint(who, happened_at=at, feeling=feeling, question=q) for q in questions]


BOOK: list[Record] = [
    *(ANA, BEN, CHO),
    *felt(ANA.id, 2, U, D, H),
    *felt(ANA.id, -2, F),
    *felt(BEN.id, 2, U, H, F),
    *felt(BEN.id, -1, D),
]


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def opened(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, settings: Settings
) -> Opener:
    def make(*records: Record, height: int = 820) -> QuestionsPage:
        fill(session, *records)
        page = QuestionsPage(session, navigator, settings)
        qtbot.addWidget(page)
        page.resize(980, height)
        page.show()
        qtbot.waitUntil(lambda: page.view is not None)
        return page

    return make


def names(page: QuestionsPage) -> list[str]:
    assert page.view is not None
    return [one.customer.name for one in page.view.panels.picture.profiles]


def drawn(qtbot: QtBot, page: QuestionsPage) -> None:
    qtbot.waitUntil(
        lambda: page.spread.drawing is not None and page.panels.canvas.drawing is not None
    )


def test_it_opens_on_everyone_the_weakest_first(opened: Opener) -> None:
    page = opened(*BOOK)
    assert names(page) == ["Ana", "Ben", "Cho"]
    lead = "3 people. Most often Fairness is the weakest: with 1 of them."
    assert page.head.lead.text() in {lead, lead.replace("Fairness", "Reliability")}


def test_a_click_on_a_panel_opens_the_person(
    opened: Opener, navigator: Navigator, qtbot: QtBot
) -> None:
    page = opened(*BOOK)
    drawn(qtbot, page)
    wanted = hear(navigator.person_wanted)
    grid = page.panels.canvas.grid()
    x, top = grid.corner(1)
    place = QPoint(round(x + 20), round(top + 20))
    QTest.mouseClick(page.panels.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert wanted == [BEN.id]


def test_search_narrows_and_leads_on_to_the_panels(
    opened: Opener, navigator: Navigator, qtbot: QtBot
) -> None:
    page = opened(*BOOK)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter_box.hasFocus()
    QTest.keyClicks(page.filter_box, "be")
    qtbot.waitUntil(lambda: names(page) == ["Ben"])
    assert page.head.lead.text().startswith("1 of 3 people")
    wanted = hear(navigator.person_wanted)
    QTest.keyClick(page.filter_box, Qt.Key.Key_Down)
    assert page.panels.canvas.hasFocus()
    QTest.keyClick(page.panels.canvas, Qt.Key.Key_Home)
    QTest.keyClick(page.panels.canvas, Qt.Key.Key_Return)
    assert wanted == [BEN.id]


def test_the_filters_find_whom_they_say(opened: Opener, qtbot: QtBot) -> None:
    page = opened(*BOOK)
    for box, value, wanted in (
        (page.weakest_box, F, ["Ana"]),
        (page.weakest_box, "unknown", ["Cho"]),
        (page.weakest_box, None, ["Ana", "Ben", "Cho"]),
        (page.stage_box, Stage.LOST, ["Ben"]),
        (page.stage_box, None, ["Ana", "Ben", "Cho"]),
        (page.tag_box, "vip", ["Ana"]),
    ):
        box.set_value(value)
        qtbot.waitUntil(lambda wanted=wanted: names(page) == wanted)


def test_the_order_is_remembered(opened: Opener, settings: Settings, qtbot: QtBot) -> None:
    page = opened(*BOOK)
    page.order_box.set_value(Order.DEEPEST)
    qtbot.waitUntil(lambda: names(page)[0] == "Ben")
    again = opened()
    assert again.order_box.value() is Order.DEEPEST
    qtbot.waitUntil(lambda: names(again)[0] == "Ben")


def test_an_unknown_order_in_the_settings_is_no_trouble(opened: Opener, settings: Settings) -> None:
    settings.views["questions"] = {"order": ["what?"]}
    assert opened(*BOOK).order_box.value() is Order.WEAKEST


def test_a_click_on_a_band_shows_who_stands_there_and_a_second_everyone(
    opened: Opener, qtbot: QtBot
) -> None:
    page = opened(*BOOK)
    drawn(qtbot, page)

    def click() -> None:
        drawing = page.spread.drawing
        spot = (F, DepthStage.NEW)
        mark = next(one for one in drawing.marks if (one.mark.question, one.mark.band) == spot)
        ratio = page.devicePixelRatioF()
        place = QPoint(round(mark.x / ratio), round(page.spread.height() - mark.y / ratio))
        QTest.mouseClick(page.spread, Qt.MouseButton.LeftButton, pos=place)

    assert not page.spot_button.isVisible()
    click()
    qtbot.waitUntil(lambda: names(page) == ["Ana"])
    assert page.spot_button.text() == "Fairness: New"
    assert page.spot_button.accessibleName() == "Remove Fairness: New"
    click()
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert not page.spot_button.isVisible()
    click()
    qtbot.waitUntil(lambda: names(page) == ["Ana"])
    QTest.keyClick(page.spot_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(names(page)) == 3)


def test_where_nobody_matches_one_button_shows_everyone_again(opened: Opener, qtbot: QtBot) -> None:
    page = opened(*BOOK)
    page.stage_box.set_value(Stage.PROSPECT)
    page.filter_box.setText("zzz")
    qtbot.waitUntil(page.nothing.isVisible)
    assert page.nothing.button is not None
    QTest.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert page.panels.isVisible()
    assert page.filter_box.text() == ""


def test_an_empty_journal_offers_to_add_a_person(opened: Opener, navigator: Navigator) -> None:
    page = opened()
    assert page.empty.isVisible()
    assert not page.filter_box.isVisible()
    assert not page.spread.isVisible()
    wanted = hear(navigator.new_person_wanted)
    assert page.empty.button is not None
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert wanted == [""]


def test_what_is_logged_shows_at_once(
    opened: Opener, session: JournalSession, qtbot: QtBot
) -> None:
    page = opened(*BOOK)
    assert page.view is not None
    before = page.view.panels.picture.profiles[2].score(U)
    fill(session, *felt(CHO.id, 2, U))
    qtbot.waitUntil(lambda: names(page) == ["Ana", "Ben", "Cho"] and _score(page) > before)


def _score(page: QuestionsPage) -> float:
    assert page.view is not None
    return page.view.panels.picture.profiles[2].score(U)


def test_a_low_window_leaves_the_room_to_the_people(opened: Opener) -> None:
    page = opened(*BOOK, height=520)
    assert not page.spread.isVisible()
    assert page.panels.isVisible()
    page.resize(980, 820)
    assert page.spread.isVisible()
    page.filter_box.setText("an")
    assert page.spread.isVisible()


def test_a_saved_picture_is_told(opened: Opener, navigator: Navigator, qtbot: QtBot) -> None:
    page = opened(*BOOK)
    drawn(qtbot, page)
    told = hear(navigator.told)
    page.panels.canvas.menu.copy_picture()
    page.spread.menu.copy_picture()
    assert told == ["The chart is on the clipboard."] * 2


def test_everything_to_choose_has_a_name(opened: Opener) -> None:
    page = opened(*BOOK)
    boxes = (page.weakest_box, page.stage_box, page.tag_box, page.order_box)
    assert all(one.accessibleName() for one in (*boxes, page.spread, page.panels.canvas))
