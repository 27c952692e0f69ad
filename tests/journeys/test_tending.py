"""A morning, a complaint and an evening by keyboard alone: from a key to the disk.

Common acts in keys, words aside: a card dealt with 1, a note or words for when 2; unease flagged
from anywhere 3, of whoever is selected 1; each step of what is put right 1; a whole evening 17.
"""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QPlainTextEdit

from tests.journeys.conftest import ALT, CTRL, SHIFT, Owner, R
from tests.samples import (
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_recovery,
    make_touchpoint,
)
from tests.ui.conftest import MORNING
from trustjournal.domain.choices import (
    Began,
    Channel,
    GestureKind,
    GestureStatus,
    Kind,
    PromiseOutcome,
)
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Evening,
    Gesture,
    ImportantDate,
    Promise,
    Record,
    Recovery,
    Touchpoint,
)
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.widgets.deck_list import DeckList
from trustjournal.ui.widgets.pressable import Pressable

MONDAY = MORNING + timedelta(days=1)
TODAY = MONDAY.date()


def only(owner: Owner, kind: type[R], customer: Customer) -> R:
    """Return the one record of a kind that the disk holds of a customer."""
    (found,) = [one for one in owner.disk(kind) if getattr(one, "customer_id", None) == customer.id]
    return found


def touches(owner: Owner, customer: Customer) -> list[Touchpoint]:
    return [one for one in owner.disk(Touchpoint) if customer.id in one.customer_ids]


def morning() -> list[Record]:
    """Return a journal in which ten people want something this Monday."""
    rosa, ben, carla, dan, femi, grace, hugo, ines, jonas = (
        make_customer(name)
        for name in (
            *("Rosa Vidal", "Ben Arnot", "Carla Sousa", "Dan Hale"),
            *("Femi Ade", "Grace Lund", "Hugo Brandt", "Ines Moreau", "Jonas Weiss"),
        )
    )
    birthday = ImportantDate(label="birthday", month=11, day=26)
    elena = make_customer("Elena Ruiz", dates=(birthday,))
    asked = make_touchpoint(
        ben.id,
        kind=Kind.ENQUIRY,
        began=Began.THEM,
        channel=Channel.EMAIL,
        happened_at=MONDAY - timedelta(days=3),
        note="Do the bowls go into the oven?",
    )
    return [
        *(rosa, ben, carla, dan, elena, femi, grace, hugo, ines, jonas, asked),
        make_recovery(rosa.id, noticed_at=MONDAY - timedelta(days=1), about="Sounded tired of us"),
        make_promise(carla.id, due_on=TODAY, made_on=TODAY - timedelta(days=4)),
        make_gesture(
            dan.id,
            title="A jar of plums",
            status=GestureStatus.BOUGHT,
            due_on=TODAY,
            lead_days=5,
        ),
        *(make_check_in(one.id, due_on=TODAY, every_days=30) for one in (femi, grace, hugo)),
        *(make_check_in(one.id, due_on=TODAY, every_days=30) for one in (ines, jonas)),
    ]


def test_a_morning_of_eight_cards_is_worked_through_with_single_keys(owner: Owner) -> None:
    owner.now = MONDAY
    owner.begin(*morning(), check_ins_a_day=3)
    assert owner.deck() == [
        *("Rosa Vidal", "Ben Arnot", "Carla Sousa", "Dan Hale", "Elena Ruiz"),
        *("Femi Ade", "Grace Lund", "Hugo Brandt"),
    ]
    assert isinstance(owner.focus(), DeckList)
    people = {who.name.split()[0]: who for who in owner.disk(Customer)}
    owner.pressed = 0

    deal(owner, Qt.Key.Key_H)
    assert only(owner, Recovery, people["Rosa"]).heard_on == TODAY

    deal(owner, Qt.Key.Key_A)
    (asked,) = touches(owner, people["Ben"])
    assert asked.answered_at == MONDAY

    deal(owner, Qt.Key.Key_P)
    kept = only(owner, Promise, people["Carla"])
    assert (kept.outcome, kept.settled_on) == (PromiseOutcome.KEPT, TODAY)

    deal(owner, Qt.Key.Key_D)
    assert only(owner, Gesture, people["Dan"]).status is GestureStatus.GIVEN
    owner.press(Qt.Key.Key_Z)
    owner.waits_to_read("Undone: Give “A jar of plums”")
    owner.settle()
    assert only(owner, Gesture, people["Dan"]).status is GestureStatus.BOUGHT
    deal(owner, Qt.Key.Key_D)
    assert only(owner, Gesture, people["Dan"]).given_on == TODAY

    deal(owner, Qt.Key.Key_C)
    (call,) = touches(owner, people["Elena"])
    assert (call.channel, call.began, call.happened_at) == (Channel.PHONE, Began.US, MONDAY)

    note(owner, "call + the new oven works")
    (talk,) = touches(owner, people["Femi"])
    assert (talk.note, talk.feeling) == ("the new oven works", 1)
    assert isinstance(owner.focus(), DeckList)
    deal(owner, Qt.Key.Key_V)
    (missed,) = touches(owner, people["Grace"])
    assert missed.kind is Kind.MISSED_CALL

    assert owner.card() == "Hugo Brandt"
    owner.press(Qt.Key.Key_S)
    owner.write("after her holiday")
    written = "call + the new oven works" + "after her holiday"
    deal(owner, Qt.Key.Key_Return)
    rests = only(owner, CheckIn, people["Hugo"])
    assert rests.snoozed_until == TODAY + timedelta(days=14)
    assert rests.snooze_words == "after her holiday"
    deal(owner, Qt.Key.Key_C)
    assert owner.deck() == []
    assert owner.reads("Nobody is waiting for you today. Enjoy the quiet.")
    assert owner.reads("One more check-in rolls forward to another day.")
    assert owner.reads("Grace Lund: No answer yet, comes up again on 30 November.")
    assert owner.pressed == len("HAPDZDCN\nVS\nC") + len(written)
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone: ")
    owner.settle()
    assert owner.card() == "Ines Moreau"


def test_a_complaint_goes_from_a_flag_to_checking_back(owner: Owner) -> None:
    owner.now = MONDAY
    rosa, ben = make_customer("Rosa Vidal"), make_customer("Ben Arnot")
    owed = make_promise(ben.id, due_on=TODAY, made_on=TODAY - timedelta(days=4))
    loved = [
        make_touchpoint(rosa.id, happened_at=MONDAY - timedelta(weeks=weeks), feeling=2)
        for weeks in range(2, 20, 3)
    ]
    owner.begin(rosa, ben, owed, *loved)
    assert owner.deck() == ["Ben Arnot"]

    owner.press(Qt.Key.Key_3, CTRL)
    owner.settle()
    owner.pressed = 0
    owner.press(Qt.Key.Key_U, CTRL)
    owner.write("rosa")
    owner.press(Qt.Key.Key_Return)
    owner.write("Short on the phone")
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("Talk to them first: Rosa Vidal")
    assert owner.pressed == len("Urosa\nShort on the phone\n")
    assert only(owner, Recovery, rosa).about == "Short on the phone"

    owner.press(Qt.Key.Key_1, CTRL)
    owner.settle()
    assert owner.deck() == ["Rosa Vidal", "Ben Arnot"]
    owner.press(Qt.Key.Key_Home)
    note(owner, "call /complaint the glaze came off")
    (complaint,) = (one for one in touches(owner, rosa) if one.kind is Kind.COMPLAINT)
    assert only(owner, Recovery, rosa).touchpoint_id == complaint.id
    hurt = depth(owner, "rosa")
    deal(owner, Qt.Key.Key_H)
    assert only(owner, Recovery, rosa).heard_on == TODAY

    owner.come_back(days=1)
    assert owner.deck()[0] == "Rosa Vidal"
    deal(owner, Qt.Key.Key_H)
    owner.come_back(days=3)
    assert owner.deck()[0] == "Rosa Vidal"
    deal(owner, Qt.Key.Key_H)
    righted = only(owner, Recovery, rosa)
    assert (righted.owned_on, righted.fixed_on) == (TODAY + timedelta(1), TODAY + timedelta(4))
    (complaint,) = (one for one in touches(owner, rosa) if one.kind is Kind.COMPLAINT)
    assert complaint.resolved_at == owner.now
    assert depth(owner, "rosa") > hurt
    owner.come_back(days=6)
    assert owner.deck()[0] == "Ben Arnot"

    owner.come_back(days=1)
    assert owner.deck()[0] == "Rosa Vidal"
    deal(owner, Qt.Key.Key_H)
    assert only(owner, Recovery, rosa).checked_on == TODAY + timedelta(days=11)
    owner.waits_to_read("With Rosa Vidal: Check back")

    owner.press(Qt.Key.Key_U)
    owner.waits_to_read("Talk to them first: Ben Arnot")
    owner.settle()
    assert owner.deck() == ["Ben Arnot", "Ben Arnot"]
    owner.press(Qt.Key.Key_Z)
    owner.waits_to_read("Undone: Flag unease: Ben Arnot")
    assert [one.customer_id for one in owner.disk(Recovery)] == [rosa.id]


def test_an_evening_is_looked_back_at_and_found_again_by_its_words(owner: Owner) -> None:
    owner.now = MONDAY.replace(hour=18)
    femi, grace, hugo, jonas = map(
        make_customer, ("Femi Ade", "Grace Lund", "Hugo Hale", "Jonas Lo")
    )
    talked = make_touchpoint(femi.id, happened_at=MONDAY)
    at = MONDAY - timedelta(days=4)
    praised = make_touchpoint(jonas.id, happened_at=at, kind=Kind.PRAISE, note="Best kiln in town")
    expected = (make_check_in(one.id, due_on=TODAY, every_days=30) for one in (grace, hugo))
    owner.begin(femi, grace, hugo, jonas, talked, praised, *expected)

    owner.pressed = 0
    owner.press(Qt.Key.Key_E, CTRL | SHIFT)
    owner.settle()
    assert owner.reads("You were in touch with Femi Ade.")
    assert isinstance(owner.focus(), QLineEdit)
    owner.press(Qt.Key.Key_Backtab, times=2)
    tick = owner.focus()
    assert isinstance(tick, QCheckBox)
    assert tick.text() == "Grace Lund"
    owner.press(Qt.Key.Key_Space)
    owner.settle()
    (met,) = touches(owner, grace)
    assert met.began is Began.US
    owner.press(Qt.Key.Key_Tab)
    owner.write("hugo met ++ his new shop")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Logged with Hugo Hale")
    owner.settle()
    assert [one.note for one in touches(owner, hugo)] == ["his new shop"]

    owner.tab_to(QAbstractButton, "Grace Lund may be unhappy")
    owner.press(Qt.Key.Key_Space)
    owner.waits_to_read("Marked: Grace Lund.")
    assert [one.customer_id for one in owner.disk(Recovery)] == [grace.id]
    owner.tab_to(Pressable, "Jonas")
    owner.press(Qt.Key.Key_Space)
    owner.waits_to_read("Tomorrow: Thank-you note")
    (thanks,) = owner.disk(Gesture)
    assert (thanks.customer_id, thanks.kind) == (jonas.id, GestureKind.NOTE)
    assert thanks.due_on == TODAY + timedelta(days=1)

    owner.tab_to(QPlainTextEdit)
    owner.write("Slow kiln, good people.")
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("The day is closed. Good evening.")
    owner.settle()
    (page,) = owner.disk(Evening)
    assert (page.on, page.text) == (TODAY, "Slow kiln, good people.")
    assert page.finished_at == owner.now
    assert owner.window.shell.page_key() == "today"
    assert owner.pressed == 17 + len("hugo met ++ his new shop" + page.text)

    owner.come_back(days=1)
    assert owner.deck()[0] == "Grace Lund"
    owner.press(Qt.Key.Key_E, CTRL | SHIFT)
    owner.settle()
    owner.press(Qt.Key.Key_F, CTRL)
    owner.write("good kiln")
    owner.settle()
    owner.press(Qt.Key.Key_Tab)
    owner.press(Qt.Key.Key_Return)
    found = owner.focus()
    assert isinstance(found, QPlainTextEdit)
    assert found.toPlainText() == "Slow kiln, good people."
    assert owner.reads("Monday, 23 November 2026")


def depth(owner: Owner, letters: str) -> float:
    """Look up how deep somebody's trust is, and come back to Today."""
    owner.open_person(letters)
    page = owner.window.slots["person"].page
    assert isinstance(page, PersonPage)
    view = page.reading.view
    assert view is not None
    owner.press(Qt.Key.Key_Left, ALT)
    owner.settle()
    return view.score


def note(owner: Owner, words: str) -> None:
    """Log a touchpoint with whoever is selected."""
    owner.press(Qt.Key.Key_N)
    owner.write(words)
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Logged with ")
    owner.settle()


def deal(owner: Owner, key: Qt.Key) -> None:
    """Press one key, after which the first card has left the deck."""
    first = owner.deck()[0]
    assert owner.card() == first
    owner.press(key)
    owner.settle()
    assert first not in owner.deck()
