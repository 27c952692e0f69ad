"""A gift, a wish of three people and a lost customer by keyboard alone: from a key to the disk.

Common acts in keys, words aside: an idea for a gift 5, planned for an occasion 10; that it is ready
or given 1 each, how it was received 2; what somebody said 3, three voices made one wish 4, brought
to "told them" 4; somebody marked as lost on their page 12, and looked back at 7.
"""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit, QMenu

from tests.journeys.conftest import ALT, CTRL, SHIFT, Owner
from tests.samples import make_customer, make_promise, make_touchpoint
from tests.ui.conftest import MORNING
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
    WishStatus,
)
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    ImportantDate,
    Promise,
    Record,
    Review,
    Touchpoint,
    Wish,
)
from trustjournal.ui.widgets.chip_button import ChipButton
from trustjournal.ui.widgets.plan_list import PlanList

MONDAY = MORNING + timedelta(days=1)
TODAY = MONDAY.date()


def test_a_gift_goes_from_an_idea_to_how_it_was_received(owner: Owner) -> None:
    owner.now = MONDAY
    birthday = ImportantDate(label="birthday", month=12, day=20)
    owner.begin(make_customer("Rosa Vidal", dates=(birthday,)))
    owner.press(Qt.Key.Key_5, CTRL)
    owner.settle()
    owner.pressed = 0
    owner.press(Qt.Key.Key_Return)
    owner.write("rosa")
    owner.press(Qt.Key.Key_Return)
    owner.tab_to(QLineEdit, "What you give")
    owner.write("A jar of plums")
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("“A jar of plums” is on your list.")
    owner.settle()
    assert owner.pressed == 5 + len("rosa") + len("A jar of plums")
    assert gift(owner).status is GestureStatus.IDEA

    owner.pressed = 0
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    owner.tab_to(ChipButton, "birthday, 20 Dec")
    owner.press(Qt.Key.Key_Return)
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("“A jar of plums” is changed.")
    assert owner.pressed == 10
    planned = gift(owner)
    assert (planned.status, planned.due_on) == (GestureStatus.PLANNED, date(2026, 12, 20))
    assert (planned.occasion, planned.lead_days) == ("birthday", 14)

    owner.come_back(days=12)
    assert owner.deck() == []
    owner.come_back(days=1)
    assert owner.deck() == ["Rosa Vidal"]
    owner.press(Qt.Key.Key_5, CTRL)
    owner.settle()
    owner.press(Qt.Key.Key_Space)
    owner.waits_to_read("Bought: A jar of plums")
    assert gift(owner).status is GestureStatus.BOUGHT

    owner.come_back(days=14)
    owner.press(Qt.Key.Key_D)
    owner.waits_to_read("Given to Rosa Vidal: A jar of plums")
    assert gift(owner).given_on == date(2026, 12, 20)
    owner.come_back(days=2)
    owner.press(Qt.Key.Key_5, CTRL)
    owner.settle()
    owner.press(Qt.Key.Key_W)
    owner.press(Qt.Key.Key_5)
    owner.waits_to_read("Noted how A jar of plums was received.")
    assert gift(owner).received == 2

    owner.go("Plan a check-in")
    owner.write("rosa")
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    owner.press(Qt.Key.Key_Home)  # every week
    owner.tab_to(QCheckBox, "Asking")
    owner.press(Qt.Key.Key_Space)
    owner.waits_to_read("You plan to ask them for something on 29 December, 9 days after")
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("Check-in with Rosa Vidal planned.")
    (check_in,) = owner.disk(CheckIn)
    assert (check_in.is_ask, check_in.due_on) == (True, date(2026, 12, 29))
    owner.settle()
    (shown,) = owner.find(PlanList).entries()
    assert "9 days after “A jar of plums”. A gift asks for nothing." in shown.text


def gift(owner: Owner) -> Gesture:
    """Return the only gesture there is, from the disk."""
    (found,) = owner.disk(Gesture)
    return found


def test_a_wish_of_three_people_is_told_to_all_of_them(owner: Owner) -> None:
    owner.now = MONDAY
    rosa, ben, carla = map(make_customer, ("Rosa Vidal", "Ben Arnot", "Carla Sousa"))
    owner.begin(rosa, ben, carla)
    owner.press(Qt.Key.Key_7, CTRL)
    owner.settle()
    owner.press(Qt.Key.Key_Return)
    hear(owner, "carla", "The flour needs a cover on top")
    owner.press(Qt.Key.Key_N)
    hear(owner, "ben", "Can the jar get a lid?")
    owner.press(Qt.Key.Key_N)
    hear(owner, "rosa", "A lid would keep the moths out")
    assert not owner.disk(Wish)

    owner.pressed = 0
    owner.press(Qt.Key.Key_Home)
    owner.press(Qt.Key.Key_Down, SHIFT, times=2)
    owner.press(Qt.Key.Key_G)
    owner.waits_to_read("Grouped: ")
    owner.settle()
    assert {one.wish_id for one in owner.disk(Feedback)} == {wish(owner).id}
    for status in (WishStatus.DECIDING, WishStatus.DOING):
        owner.press(Qt.Key.Key_Right, ALT)
        owner.settle()
        assert wish(owner).status is status
    owner.press(Qt.Key.Key_Right, ALT)
    owner.write("Every jar has a lid now")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Told 3 people: ")
    owner.settle()
    assert owner.pressed == 8 + len("Every jar has a lid now")
    told = wish(owner)
    assert (told.status, told.done) == (WishStatus.TOLD, "Every jar has a lid now")
    touched = owner.disk(Touchpoint)
    assert {one.customer_ids for one in touched} == {(rosa.id,), (ben.id,), (carla.id,)}
    assert all("Every jar has a lid now" in one.note for one in touched)
    assert {one.told_on for one in owner.disk(Feedback)} == {TODAY}

    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone: Tell them: ")
    assert not owner.disk(Touchpoint)
    assert wish(owner).status is WishStatus.DOING
    assert {one.told_on for one in owner.disk(Feedback)} == {None}
    owner.press(Qt.Key.Key_Z, CTRL | SHIFT)
    owner.waits_to_read("Done again: Tell them: ")
    owner.go("You said, we did")
    assert owner.reads("Every jar has a lid now")
    assert owner.reads("Told: Ben Arnot, Carla Sousa, Rosa Vidal")


def hear(owner: Owner, letters: str, words: str) -> None:
    """Fill in the form of what somebody said, which is open."""
    owner.write(letters)
    owner.press(Qt.Key.Key_Return)
    owner.write(words)
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("Noted what they said.")
    owner.settle()
    assert words in {one.text for one in owner.disk(Feedback)}


def wish(owner: Owner) -> Wish:
    """Return the only wish there is, from the disk."""
    (found,) = owner.disk(Wish)
    return found


def test_a_lost_customer_leaves_a_lesson_for_whoever_goes_the_same_way(owner: Owner) -> None:
    owner.now = MONDAY
    tomas, nora = make_customer("Tomas Berg"), make_customer("Nora Quist")
    path = let_down(tomas, weeks=20)
    owner.begin(tomas, nora, *path, *let_down(nora, weeks=6))
    owner.open_person("tomas")
    owner.pressed = 0
    owner.tab_to(QAbstractButton, "More")
    owner.press(Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    after = [one.text() for one in menu.actions() if one.isVisible() and one.text()]
    owner.press(Qt.Key.Key_Up, times=len(after) - after.index("Stage"))
    owner.press(Qt.Key.Key_Right)
    owner.press(Qt.Key.Key_Up)
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Looking back at Tomas Berg")
    assert owner.pressed == 14
    lost = owner.person("Tomas Berg")
    assert (lost.stage, lost.lost_on) == (Stage.LOST, TODAY)

    owner.settle()
    owner.write("We were late")
    owner.press(Qt.Key.Key_Backtab)
    owner.press(Qt.Key.Key_Up, times=2)
    assert "Promise broken" in owner.focus().accessibleName()
    owner.press(Qt.Key.Key_Tab, times=2)
    owner.write("Call before it is late.")
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("Kept. The lesson comes back where a path looks like this one.")
    (review,) = owner.disk(Review)
    (broken,) = (one for one in path if isinstance(one, Promise))
    assert (review.reason, review.lesson) == ("We were late", "Call before it is late.")
    assert (review.turned_id, review.turned_on) == (broken.id, broken.settled_on)

    owner.open_person("nora")
    assert owner.reads("Call before it is late.")
    assert owner.reads("Nora Quist’s path looks like Tomas Berg’s before they left: a broken")
    owner.go("lost")
    (shown,) = owner.find(PlanList).entries()
    assert (shown.person, shown.text) == ("Tomas Berg", "Call before it is late.")


def let_down(who: Customer, weeks: int) -> list[Record]:
    """Return how trust was lost: good months, a broken promise, a complaint, then silence."""
    began = MONDAY - timedelta(weeks=weeks + 20)
    good = [
        make_touchpoint(
            who.id, happened_at=began + timedelta(weeks=week), feeling=2, began=Began.THEM
        )
        for week in range(0, 12, 2)
    ]
    on = (began + timedelta(weeks=15)).date()
    promise = make_promise(
        who.id,
        text="deliver by May",
        made_on=on - timedelta(20),
        due_on=on,
        outcome=PromiseOutcome.BROKEN,
        settled_on=on,
    )
    complaint = make_touchpoint(
        who.id,
        happened_at=began + timedelta(weeks=16),
        kind=Kind.COMPLAINT,
        began=Began.THEM,
        note="The order came two weeks late.",
    )
    return [*good, promise, complaint]
