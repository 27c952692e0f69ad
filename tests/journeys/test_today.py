"""A morning by keyboard alone: cards dealt with, and the journal knows."""

from PySide6.QtCore import Qt

from tests.journeys.conftest import CTRL, Owner
from tests.ui.conftest import MORNING
from trustjournal.domain.choices import Channel
from trustjournal.domain.records import (
    CheckIn,
    Promise,
    Touchpoint,
)
from trustjournal.ui.pages.today import TodayPage
from trustjournal.ui.widgets.deck_list import DeckList


def deck(owner: Owner) -> DeckList:
    page = owner.window.slots["today"].page
    assert isinstance(page, TodayPage)
    return owner.find(DeckList)


def names(owner: Owner) -> list[str]:
    model = deck(owner).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def go_to(owner: Owner, name: str) -> None:
    while names(owner)[deck(owner).currentIndex().row()] != name:
        owner.press(Qt.Key.Key_Down)


def test_a_promise_kept_and_a_call_made_leave_the_deck(maya: Owner) -> None:
    assert maya.reads("Good morning, Maya")
    assert names(maya)[0] == "Kofi Mensah"  # who waits for an answer comes before any promise
    assert isinstance(maya.focus(), DeckList)
    go_to(maya, "Tomasz Wilk")
    picture = maya.pixels()
    maya.press(Qt.Key.Key_P)
    maya.settle()
    (photos,) = (made for made in maya.disk(Promise) if "photos of the oak" in made.text)
    assert photos.outcome is not None
    assert "Tomasz Wilk" not in names(maya)
    assert maya.pixels() != picture
    go_to(maya, "Daniel Asante")
    before = {touch.id for touch in maya.disk(Touchpoint)}
    maya.press(Qt.Key.Key_C)
    maya.settle()
    (call,) = (touch for touch in maya.disk(Touchpoint) if touch.id not in before)
    daniel = maya.person("Daniel Asante")
    assert (call.customer_ids, call.channel) == ((daniel.id,), Channel.PHONE)
    assert "Daniel Asante" not in names(maya)
    maya.press(Qt.Key.Key_Z)
    maya.waits_to_read("Undone")
    maya.settle()
    assert "Daniel Asante" in names(maya)
    assert {touch.id for touch in maya.disk(Touchpoint)} == before


def test_a_snoozed_check_in_comes_back_on_its_day(maya: Owner) -> None:
    ines = maya.person("Ines Moreau")
    go_to(maya, "Ines Moreau")
    maya.press(Qt.Key.Key_S)
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    (check_in,) = (found for found in maya.disk(CheckIn) if found.customer_id == ines.id)
    assert check_in.snoozed_until is not None
    assert (check_in.snoozed_until - MORNING.date()).days == 1
    assert "Ines Moreau" not in names(maya)


def test_a_note_begun_from_a_card_names_the_person(maya: Owner) -> None:
    go_to(maya, "Tomasz Wilk")
    maya.press(Qt.Key.Key_N)
    maya.write("mail + the quote is out")
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Logged with Tomasz Wilk")


def test_enter_opens_the_person_and_alt_left_comes_back(maya: Owner) -> None:
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Good to know")
    assert maya.window.shell.page_key() == "person"
    maya.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert maya.window.shell.page_key() == "today"
    maya.press(Qt.Key.Key_K, CTRL)
    maya.write("amara")
    maya.settle()
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Okafor Tailoring")
    assert maya.window.shell.page_key() == "person"
