import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui import theme
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.buttons import primary, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.page import FillPage, ScrollPage
from trustjournal.ui.widgets.search_box import SearchBox


@pytest.fixture
def page(qtbot: QtBot) -> ScrollPage:
    made = ScrollPage("Good morning, Maya", "Four people would enjoy hearing from you.")
    qtbot.addWidget(made)
    made.head.set_tool(SearchBox("Find a person or a note", "Ctrl K"))
    made.add_bar(primary("Log a touchpoint"), secondary("Plan a check-in"), secondary("Prepare"))
    for add, title in ((made.add_main, "Check in with"), (made.add_rail, "This week")):
        card = Card(title)
        card.add(PlainLabel("Words that take some room. " * 6, wrap=True))
        add(card)
    made.resize(1052, 800)
    made.show()
    return made


def place(page: QScrollArea, title: str) -> QWidget:
    return next(card for card in page.findChildren(Card) if card.accessibleName() == title)


def corner(page: QScrollArea, title: str) -> tuple[int, int]:
    content = page.widget()
    assert content is not None
    at = place(page, title).mapTo(content, place(page, title).rect().topLeft())
    return at.x(), at.y()


def test_the_rail_stands_beside_the_main_column(page: ScrollPage) -> None:
    assert page.is_wide()
    assert corner(page, "This week")[0] > corner(page, "Check in with")[0]
    assert corner(page, "This week")[1] == corner(page, "Check in with")[1]
    assert place(page, "This week").width() == 316


def test_the_rail_goes_under_where_the_window_is_below_1100(
    page: ScrollPage, qapp: QApplication
) -> None:
    page.resize(1100 - 228, 800)
    assert page.is_wide()
    page.resize(1099 - 228, 800)
    qapp.processEvents()
    assert corner(page, "This week")[0] == corner(page, "Check in with")[0]
    assert corner(page, "This week")[1] > corner(page, "Check in with")[1]
    assert place(page, "This week").width() == place(page, "Check in with").width()


def test_the_rail_is_at_the_left_where_reading_begins_at_the_right(
    page: ScrollPage, qapp: QApplication
) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.processEvents()
    assert corner(page, "This week")[0] < corner(page, "Check in with")[0]


@pytest.mark.parametrize("width", [672, 1052])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_off_at_the_side(
    page: ScrollPage, qapp: QApplication, width: int, scale: float
) -> None:
    theme.apply(qapp, Scheme.LIGHT, scale)
    page.resize(width, 800)
    qapp.processEvents()
    assert page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("direction", [*Qt.LayoutDirection][:2])
def test_what_is_on_a_page_ends_at_the_same_place_with_and_without_a_scroll_bar(
    page: ScrollPage, qapp: QApplication, direction: Qt.LayoutDirection
) -> None:
    page.setLayoutDirection(direction)
    edges: list[tuple[int, int]] = []
    for height in (800, 200):
        page.resize(1052, height)
        qapp.processEvents()
        head = page.head.mapTo(page, page.head.rect().topLeft())
        edges.append((head.x(), page.head.width()))
    assert page.viewport().width() < page.width()
    assert edges[0] == edges[1] == (36, 1052 - 72)


def test_a_page_below_tabs_begins_nearer_to_them(page: ScrollPage, qapp: QApplication) -> None:
    before = page.head.y()
    page.stand_below_tabs()
    page.resize(1052, 700)
    qapp.processEvents()
    assert page.head.y() < before


def test_wrapped_words_get_all_the_height_they_need(page: ScrollPage, qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    page.resize(672, 800)
    qapp.processEvents()
    for label in page.findChildren(PlainLabel):
        if label.wordWrap() and label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())


def test_a_page_without_a_rail_gives_all_its_width(qtbot: QtBot, qapp: QApplication) -> None:
    page = ScrollPage("Promises")
    qtbot.addWidget(page)
    page.add_main(Card("Open"))
    page.resize(1052, 600)
    page.show()
    qapp.processEvents()
    assert place(page, "Open").width() == page.width() - 72


def test_a_page_that_fills_leaves_no_room_below(qtbot: QtBot, qapp: QApplication) -> None:
    page = FillPage("People", "214 people")
    qtbot.addWidget(page)
    card = Card(flush=True)
    page.body.addWidget(card)
    page.resize(1052, 700)
    page.show()
    qapp.processEvents()
    assert page.verticalScrollBar().maximum() == 0
    assert page.height() - card.mapTo(page, card.rect().bottomLeft()).y() < 30


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_page_that_fills_scrolls_rather_than_squeeze_its_content(
    qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, Scheme.LIGHT, scale)
    page = FillPage("Promises", "Kept 9 of the last 10. One came late.")
    qtbot.addWidget(page)
    page.head.set_tool(SearchBox("Filter by person or words", "Ctrl F"))
    page.add_bar(primary("Make a promise"), secondary("Export"), ending=[secondary("Board")])
    card = Card(flush=True)
    card.add(PlainLabel("The keys that go somewhere, one after the other. " * 4, wrap=True))
    page.body.addWidget(card)
    page.resize(670, 320)
    page.show()
    qapp.processEvents()
    assert page.verticalScrollBar().maximum() > 0
    assert page.horizontalScrollBar().maximum() == 0
    assert card.height() >= 280 * scale
    for label in (page.head.title, page.head.lead):
        assert label.height() >= label.heightForWidth(label.width())


def test_the_end_of_a_bar_goes_under_it_where_it_is_narrow(
    qtbot: QtBot, qapp: QApplication
) -> None:
    page = FillPage("Promises")
    qtbot.addWidget(page)
    first, last = primary("Make a promise"), secondary("Board")
    page.add_bar(first, ending=[last])
    page.show()
    for width, is_beside in ((700, True), (400, False), (700, True)):
        page.resize(width, 700)
        qapp.processEvents()
        assert (first.y() == last.y()) is is_beside
        assert (last.x() > first.x()) is is_beside
