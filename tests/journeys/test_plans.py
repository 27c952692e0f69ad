"""Check-ins, gestures and promises from a wish to done, by keyboard."""

from datetime import date, timedelta

from PySide6.QtCore import Qt

from tests.journeys.conftest import CTRL, Owner
from tests.ui.conftest import MORNING
from trustjournal.domain.choices import (
    GestureStatus,
    PromiseOutcome,
)
from trustjournal.domain.records import (
    CheckIn,
    Gesture,
    Promise,
)
from trustjournal.ui.dialogs.people_field import PeopleField
from trustjournal.ui.pages.plan_page import PlanPage

TODAY = MORNING.date()


def choose(owner: Owner, words: str) -> None:
    """Select the row of a plan page that the filter finds."""
    owner.press(Qt.Key.Key_F, CTRL)
    owner.press(Qt.Key.Key_A, CTRL)
    owner.write(words)
    owner.settle()
    owner.press(Qt.Key.Key_Return)


def test_a_gift_is_planned_given_and_received(maya: Owner) -> None:
    maya.press(Qt.Key.Key_5, CTRL)
    maya.settle()
    maya.press(Qt.Key.Key_N)
    maya.write("tomasz")
    maya.press(Qt.Key.Key_Return)
    for _tab in range(12):
        if maya.focus().accessibleName().startswith("What you give"):
            break
        maya.press(Qt.Key.Key_Tab)
    maya.write("A plum jar")
    maya.press(Qt.Key.Key_Return, CTRL)
    maya.settle()
    (gift,) = (found for found in maya.disk(Gesture) if found.title == "A plum jar")
    assert gift.customer_id == maya.person("Tomasz Wilk").id
    choose(maya, "plum jar")
    maya.press(Qt.Key.Key_D)
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    (gift,) = (found for found in maya.disk(Gesture) if found.title == "A plum jar")
    assert (gift.status, gift.given_on) == (GestureStatus.GIVEN, TODAY)
    assert gift.received is not None
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone")
    (gift,) = (found for found in maya.disk(Gesture) if found.title == "A plum jar")
    assert gift.status is not GestureStatus.GIVEN


def test_a_check_in_is_snoozed_and_a_touch_moves_it_on(maya: Owner) -> None:
    rosa = maya.person("Rosa Delgado")

    def check_in() -> CheckIn:
        (found,) = (found for found in maya.disk(CheckIn) if found.customer_id == rosa.id)
        return found

    maya.press(Qt.Key.Key_4, CTRL)
    maya.settle()
    choose(maya, "rosa")
    maya.press(Qt.Key.Key_S)
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    snoozed = check_in().snoozed_until
    assert snoozed is not None
    assert snoozed == TODAY + timedelta(days=1)
    maya.press(Qt.Key.Key_N, CTRL)
    maya.write("rosa call 3 weeks ago the terrace")
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Logged with Rosa")
    backdated = check_in()
    assert backdated.due_on is not None
    maya.press(Qt.Key.Key_N, CTRL)
    maya.write("rosa call + the terrace again")
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    assert check_in().due_on == TODAY + timedelta(days=21)
    assert backdated.due_on <= TODAY + timedelta(days=21)


def test_a_promise_is_kept_and_the_depth_knows(maya: Owner) -> None:
    maya.press(Qt.Key.Key_6, CTRL)
    maya.settle()
    choose(maya, "photos of the oak")
    maya.press(Qt.Key.Key_K)
    maya.settle()
    (photos,) = (found for found in maya.disk(Promise) if "photos of the oak" in found.text)
    assert photos.outcome is PromiseOutcome.LATE
    assert photos.settled_on == date(2026, 11, 22)
    maya.press(Qt.Key.Key_1, CTRL)
    maya.settle()
    page = maya.window.slots["promises"].page
    assert isinstance(page, PlanPage)
    assert not maya.reads("You promised to send the photos of the oak counter.")


def test_what_the_palette_plans_on_a_persons_page_is_planned_with_that_person(maya: Owner) -> None:
    maya.open_person("tomasz")
    for command in (
        "Plan a check-in",
        "Plan a gesture",
        "Make a promise",
        "Note what they said",
    ):
        maya.go(command)
        people = maya.find(PeopleField)
        assert [chip.text() for chip in people.chips()] == ["Tomasz Wilk"], command
        maya.press(Qt.Key.Key_Escape)
        maya.settle()
