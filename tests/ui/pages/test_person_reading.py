"""A person's page stands in turns: what the owner looks at first, then what is beside it."""

from collections.abc import Generator
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from trustjournal.settings import Settings
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.turns import in_next_turn
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel

pytestmark = pytest.mark.usefixtures("dressed")

ROSA, ANA = make_customer(), make_customer("Ana Ruiz")


class NameCard(Card):
    """A card of somebody else's, which says whom it was told to show."""

    def __init__(self) -> None:
        super().__init__("Name")
        self.name = PlainLabel("")
        self.add(self.name)

    def show_person(self, view: PersonView) -> None:
        self.name.setText(view.story.customer.name)


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Generator[PersonPage]:
    touches = (
        make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=day)) for day in range(60)
    )
    fill(session, ROSA, ANA, *touches)
    made = PersonPage(session, navigator, Settings())
    qtbot.addWidget(made)
    made.resize(1050, 860)
    made.show()
    yield made
    made.hide()


def test_head_and_story_stand_first_and_the_rail_follows(qtbot: QtBot, page: PersonPage) -> None:
    seen: list[tuple[str, int, bool, bool]] = []
    story = page.sheet.story.story

    def look() -> None:
        if page.currentWidget() is page.sheet:
            rows = story.lists[0].model().rowCount() if story.lists else 0
            placed = page.sheet.rail.indexOf(page.sheet.known) >= 0
            seen.append((page.sheet.head.title.text(), rows, placed, page.reading.is_whole()))
        if not (seen and seen[-1][-1]):
            in_next_turn(looker, look)

    looker = QObject()
    look()
    page.show_person(ROSA.id)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1][-1])
    assert seen[0] == ("Rosa Delgado", 10, False, False)
    assert seen[-1] == ("Rosa Delgado", 50, True, True)
    assert len(set(seen)) > 2


def test_cards_of_others_join_the_page_and_are_told_whom_to_show(
    qtbot: QtBot, page: PersonPage
) -> None:
    beside, below = NameCard(), NameCard()
    page.sheet.add_part(beside, beside.show_person, rail=True)
    page.sheet.add_part(below, below.show_person)
    for who in (ROSA, ANA):
        page.show_person(who.id)
        qtbot.waitUntil(page.reading.is_whole)
        QApplication.processEvents()
        assert beside.name.text() == below.name.text() == who.name
    assert page.sheet.rail.indexOf(beside) >= 0
    assert page.sheet.main.indexOf(below) > page.sheet.main.indexOf(page.sheet.story)
    assert beside.isVisible()


def test_somebody_opened_while_another_is_put_in_place_is_shown_whole(
    qtbot: QtBot, page: PersonPage
) -> None:
    page.show_person(ROSA.id)
    qtbot.waitUntil(lambda: page.currentWidget() is page.sheet)
    page.show_person(ANA.id)
    qtbot.waitUntil(page.reading.is_whole)
    assert page.sheet.head.title.text() == "Ana Ruiz"
    assert page.sheet.signs.customer_id == ANA.id
