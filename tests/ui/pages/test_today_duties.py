"""Today's duties by single keys: unease, who waits, promises, and what is put off."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import (
    make_check_in,
    make_customer,
    make_evening,
    make_gesture,
    make_promise,
    make_recovery,
    make_review,
    make_stage_rule,
    make_touchpoint,
)
from tests.ui.conftest import MORNING, fill
from tests.ui.pages.today_view import (
    DANIEL,
    ROSA,
    TODAY,
    TOMASZ,
    Opened,
    Opener,
    Told,
    check_in_of,
    touches_of,
    weekly,
    words_on,
)
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import Began, Channel, Kind, PromiseOutcome, Side, Stage
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import (
    ImportantDate,
    Preferences,
    Promise,
    Record,
    Recovery,
    Review,
    Touchpoint,
)
from trustjournal.store import queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.person_row import PersonRole
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu
from trustjournal.ui.widgets.today_terms import Terms

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def told(navigator: Navigator) -> Told:
    return Told(navigator)


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        if records:
            fill(session, *records)
        return Opened(qtbot, session, navigator)

    return make


def before(days: float) -> datetime:
    return MORNING - timedelta(days=days)


def enquiry(days: float = 5, **fields: object) -> Touchpoint:
    return make_touchpoint(
        ROSA.id,
        happened_at=before(days),
        kind=Kind.ENQUIRY,
        began=Began.THEM,
        note="How much for forty bowls?",
        **fields,
    )


def missed(days: float) -> Touchpoint:
    return make_touchpoint(ROSA.id, happened_at=before(days), kind=Kind.MISSED_CALL)


def recoveries(view: Opened) -> list[Recovery]:
    return view.read(lambda found: queries.all_of(found, Recovery))


def type_in(view: Opened, text: str) -> None:
    """Write into the menu that asks until when, and agree."""
    menu = view.menu()
    assert isinstance(menu, SnoozeMenu)
    assert menu.words is not None
    QTest.keyClicks(menu, text[0])
    QTest.keyClicks(menu.words.field, text[1:])
    with view.renewed():
        QTest.keyClick(menu.words.field, Qt.Key.Key_Return)


def test_unease_comes_first_with_the_phone_and_the_last_touches_beside_it(opened: Opener) -> None:
    said = make_touchpoint(ROSA.id, happened_at=before(2), note="She was short with me.")
    flagged = make_recovery(ROSA.id, noticed_at=MORNING, next_on=TODAY, about="Short on the phone")
    view = opened(
        ROSA, TOMASZ, make_promise(TOMASZ.id, due_on=TODAY), weekly(TOMASZ), said, flagged
    )
    assert view.names() == ["Rosa Delgado", "Tomasz Wilk", "Tomasz Wilk"]
    assert view.says(PersonRole.SENTENCE) == "Call now: Hear them out"
    assert view.says(PersonRole.WHY_TONE) == Tone.CLAY
    beside = words_on(view.page.person)
    for expected in ("Step 1 of 4: Hear them out", "+34 600 000 001", "She was short with me."):
        assert expected in beside


def test_h_does_the_next_step_and_c_only_logs_the_call(
    opened: Opener, told: Told, qtbot: QtBot
) -> None:
    flagged = make_recovery(ROSA.id, noticed_at=MORNING, next_on=TODAY)
    view = opened(ROSA, TOMASZ, weekly(TOMASZ), flagged)
    with view.renewed():
        view.press(Qt.Key.Key_C)
    assert view.current() == "Rosa Delgado"
    assert len(touches_of(view, ROSA.id)) == 1
    with view.renewed():
        view.press(Qt.Key.Key_H)
    (after,) = recoveries(view)
    assert after.heard_on == TODAY
    assert view.names() == ["Tomasz Wilk"]
    assert view.deck.hasFocus()
    qtbot.waitUntil(lambda: ("With Rosa Delgado: Hear them out", True) in told.said)


def test_h_takes_up_a_complaint_that_nobody_took_up(opened: Opener) -> None:
    complaint = make_touchpoint(
        ROSA.id, happened_at=before(3), kind=Kind.COMPLAINT, began=Began.THEM, note="It leaks."
    )
    view = opened(ROSA, complaint)
    assert "It leaks." in words_on(view.page.person)
    with view.renewed():
        view.press(Qt.Key.Key_H)
    (begun,) = recoveries(view)
    assert (begun.touchpoint_id, begun.heard_on) == (complaint.id, None)
    assert view.names() == ["Rosa Delgado"]


def test_s_moves_the_next_step_of_a_recovery(opened: Opener, told: Told) -> None:
    flagged = make_recovery(ROSA.id, noticed_at=MORNING, next_on=TODAY)
    view = opened(ROSA, flagged)
    view.press(Qt.Key.Key_S)
    type_in(view, "in 2 days")
    assert recoveries(view)[0].next_on == TODAY + timedelta(days=2)
    assert view.rows() == 0
    assert told.said == [("The next step with Rosa Delgado is on Tuesday.", True)]


def test_s_on_a_complaint_takes_it_up_for_that_day(opened: Opener) -> None:
    view = opened(ROSA, make_touchpoint(ROSA.id, happened_at=before(3), kind=Kind.COMPLAINT))
    view.press(Qt.Key.Key_S)
    type_in(view, "in 2 days")
    assert [one.next_on for one in recoveries(view)] == [TODAY + timedelta(days=2)]


def test_u_flags_unease_about_whoever_is_selected(opened: Opener, told: Told) -> None:
    view = opened(ROSA, weekly(ROSA))
    view.press(Qt.Key.Key_U)
    assert told.wishes == [("unease", ROSA.id)]


def test_a_answers_whoever_waits(opened: Opener, told: Told, qtbot: QtBot) -> None:
    asked = enquiry(5)
    view = opened(ROSA, TOMASZ, weekly(TOMASZ), asked)
    assert view.says(PersonRole.WHY) == (
        "Waits since Tuesday, three business days over your own time"
    )
    assert view.says(PersonRole.WHY_TONE) == Tone.CLAY
    assert "How much for forty bowls?" in words_on(view.page.person)
    with view.renewed():
        view.press(Qt.Key.Key_A)
    (after,) = touches_of(view, ROSA.id)
    assert after.answered_at == MORNING
    assert view.current() == "Tomasz Wilk"
    qtbot.waitUntil(lambda: ("Rosa Delgado has your answer.", True) in told.said)


def test_a_call_answers_whoever_waits_and_one_undo_takes_back_both(
    opened: Opener, told: Told, qtbot: QtBot
) -> None:
    view = opened(ROSA, TOMASZ, weekly(ROSA), weekly(TOMASZ), enquiry(5))
    assert view.says(PersonRole.SENTENCE).startswith("Answer them")
    with view.renewed():
        view.press(Qt.Key.Key_C)
    called, asked = sorted(touches_of(view, ROSA.id), key=lambda one: one.kind is Kind.ENQUIRY)
    assert (called.channel, called.happened_at) == (Channel.PHONE, MORNING)
    assert asked.answered_at == MORNING
    assert check_in_of(view, ROSA).due_on == TODAY + timedelta(days=7)
    assert view.names() == ["Tomasz Wilk"]
    qtbot.waitUntil(lambda: any(one.endswith("They have their answer.") for one, _ in told.said))
    with view.renewed():
        view.press(Qt.Key.Key_Z)
    assert [one.answered_at for one in touches_of(view, ROSA.id)] == [None]
    assert view.says(PersonRole.SENTENCE).startswith("Answer them")


def test_a_call_counts_where_they_had_their_answer_already(opened: Opener) -> None:
    view = opened(ROSA, enquiry(5))
    due = view.page.model.due(0)
    assert due is not None
    with view.renewed():
        view.press(Qt.Key.Key_A)
    view.page.model.set_due((due,), TODAY)
    view.deck.setCurrentIndex(view.page.model.index(0, 0))
    with view.renewed():
        view.press(Qt.Key.Key_C)
    assert len(touches_of(view, ROSA.id)) == 2


def test_s_tells_whoever_waits_by_when_and_the_card_rests_until_then(opened: Opener) -> None:
    view = opened(ROSA, enquiry(1))
    view.press(Qt.Key.Key_S)
    assert "the answer comes by that day" in words_on(view.menu())
    type_in(view, "by friday")
    (after,) = touches_of(view, ROSA.id)
    assert after.answer_due_on == date(2026, 11, 27)
    assert view.rows() == 0


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_A, "A is for somebody who waits for an answer. Rosa Delgado does not."),
        (
            Qt.Key.Key_H,
            "H is for what has to be put right. U says that Rosa Delgado is uneasy.",
        ),
    ],
)
def test_keys_of_other_cards_explain_themselves(
    opened: Opener, told: Told, key: Qt.Key, said: str
) -> None:
    view = opened(ROSA, weekly(ROSA))
    view.press(key)
    assert told.said == [(said, False)]


@pytest.mark.parametrize("key", [Qt.Key.Key_V, Qt.Key.Key_M])
def test_a_call_without_an_answer_counts_and_stays_listed(
    opened: Opener, told: Told, qtbot: QtBot, key: Qt.Key
) -> None:
    view = opened(ROSA, TOMASZ, DANIEL, weekly(ROSA), weekly(TOMASZ), weekly(DANIEL))
    view.press(Qt.Key.Key_Down)
    assert view.current() == "Rosa Delgado"
    with view.renewed():
        view.press(key)
    (touch,) = touches_of(view, ROSA.id)
    assert touch.kind is Kind.MISSED_CALL
    assert check_in_of(view, ROSA).due_on == TODAY
    assert "Rosa Delgado: No answer yet" in words_on(view.page.deck)
    assert view.current() == "Tomasz Wilk"
    assert view.deck.hasFocus()
    qtbot.waitUntil(lambda: bool(told.said))
    assert told.said[0][0].startswith("Rosa Delgado did not answer.")


def test_a_missed_call_about_a_duty_goes_on_to_the_next_card(opened: Opener) -> None:
    flagged = make_recovery(ROSA.id, noticed_at=MORNING, next_on=TODAY)
    view = opened(ROSA, TOMASZ, weekly(TOMASZ), flagged)
    with view.renewed():
        view.press(Qt.Key.Key_V)
    assert view.names() == ["Rosa Delgado", "Tomasz Wilk"]
    assert view.current() == "Tomasz Wilk"


def test_who_missed_three_calls_is_named_as_not_reached_and_can_be_opened(
    opened: Opener, told: Told
) -> None:
    spoken = make_touchpoint(ROSA.id, happened_at=before(60))
    view = opened(ROSA, spoken, weekly(ROSA, 30), missed(30), missed(20), missed(10))
    assert view.rows() == 0
    assert "One person did not answer three calls in a row" in words_on(view.page.deck)
    row = next(
        one for one in view.page.deck.findChildren(Pressable) if one.accessibleName() == ROSA.name
    )
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert told.wishes == [("person", ROSA.id)]


def test_words_of_a_snooze_are_told_and_shown_when_it_is_back(
    opened: Opener, told: Told, session: JournalSession
) -> None:
    view = opened(ROSA, weekly(ROSA))
    view.press(Qt.Key.Key_S)
    type_in(view, "after her holiday")
    assert check_in_of(view, ROSA).snooze_words == "after her holiday"
    assert told.said[0][0] == "Rosa Delgado comes back on 6 December. “after her holiday”"
    session.now = lambda: MORNING + timedelta(days=14)
    with view.renewed():
        view.page.tick()
    assert "You let it rest: “after her holiday”" in view.says(PersonRole.WHY)


def test_a_check_in_that_a_rule_asks_for_can_be_put_off(opened: Opener) -> None:
    everyone = [make_stage_rule(stage) for stage in DepthStage]
    view = opened(ROSA, *everyone)
    assert view.names() == ["Rosa Delgado"]
    view.press(Qt.Key.Key_S)
    type_in(view, "in 2 weeks")
    assert check_in_of(view, ROSA).snoozed_until == TODAY + timedelta(days=14)
    assert view.rows() == 0


def test_putting_off_a_lost_customer_moves_the_day_to_win_them_back(opened: Opener) -> None:
    lost = make_customer("Leon Fischer", stage=Stage.LOST, lost_on=date(2026, 6, 1))
    review = make_review(lost.id, lost_on=date(2026, 6, 1), win_back_on=TODAY)
    view = opened(lost, review)
    assert view.names() == ["Leon Fischer"]
    view.press(Qt.Key.Key_S)
    type_in(view, "in 3 weeks")
    (after,) = view.read(lambda found: queries.all_of(found, Review))
    assert after.win_back_on == TODAY + timedelta(days=21)
    assert view.rows() == 0


def test_p_on_what_they_promised_says_that_they_kept_it(opened: Opener) -> None:
    theirs = make_promise(
        ROSA.id, text="send the drawings", due_on=TODAY - timedelta(days=2), by=Side.THEM
    )
    ours = make_promise(ROSA.id, text="call the tiler", due_on=TODAY + timedelta(days=9))
    view = opened(ROSA, theirs, ours)
    assert view.says(PersonRole.SENTENCE) == "They said they would send the drawings."
    with view.renewed():
        view.press(Qt.Key.Key_P)
    found = view.read(lambda one: {made.id: made for made in queries.all_of(one, Promise)})
    assert found[theirs.id].outcome is not None
    assert found[ours.id].outcome is None


def test_p_about_another_matter_stays_on_the_card(opened: Opener) -> None:
    later = make_promise(ROSA.id, due_on=TODAY + timedelta(days=9))
    view = opened(ROSA, TOMASZ, enquiry(2), weekly(TOMASZ), later)
    with view.renewed():
        view.press(Qt.Key.Key_P)
    assert view.current() == "Rosa Delgado"


def test_the_keys_shown_are_those_that_do_something_with_the_card(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ, enquiry(2), weekly(TOMASZ))
    shown = view.page.deck.keys.text().replace("\N{NO-BREAK SPACE}", " ")
    assert "A answered" in shown
    assert "H step done" not in shown
    assert "D gesture given" not in shown
    view.press(Qt.Key.Key_Down)
    assert "answered" not in view.page.deck.keys.text()


def test_check_ins_begin_with_a_heading_below_the_duties(opened: Opener) -> None:
    view = opened(ROSA, TOMASZ, enquiry(2), weekly(TOMASZ), weekly(ROSA))
    headings = [view.page.model.index(row, 0).data(PersonRole.SECTION) for row in range(3)]
    assert headings == [None, "Check in with", None]
    assert view.page.deck.accessibleName() == "Who needs you"


def test_more_check_ins_than_the_day_holds_roll_forward(opened: Opener) -> None:
    people = [make_customer(f"Person {number}") for number in range(5)]
    few = Preferences(**identity(), check_ins_a_day=2)
    view = opened(few, *people, *(weekly(one) for one in people))
    assert view.rows() == 2
    assert "3 more check-ins roll forward to another day." in words_on(view.page.deck)


def test_a_check_in_says_what_a_call_is_worth_and_what_that_is_made_of(opened: Opener) -> None:
    view = opened(
        ROSA,
        TOMASZ,
        weekly(ROSA),
        weekly(TOMASZ),
        *(make_touchpoint(ROSA.id, happened_at=before(days)) for days in (30, 60, 90)),
    )
    assert "worth guarding" in view.says(PersonRole.WHY)
    (terms,) = view.page.person.findChildren(Terms)
    assert "that a call today keeps them" not in words_on(terms)
    (pressed,) = terms.findChildren(Pressable)
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    assert "that a call today keeps them" in words_on(terms)
    view.press(Qt.Key.Key_Down)
    again = view.page.person.findChildren(Terms)[-1]
    assert "that a call today keeps them" in words_on(again)


def test_a_day_without_cards_says_what_comes_next(opened: Opener, told: Told) -> None:
    view = opened(
        ROSA,
        TOMASZ,
        DANIEL,
        make_check_in(TOMASZ.id, every_days=7, due_on=TODAY + timedelta(days=5)),
        make_promise(ROSA.id, due_on=TODAY + timedelta(days=1)),
        make_gesture(DANIEL.id, due_on=TODAY + timedelta(days=20), lead_days=17),
    )
    said = words_on(view.page.deck)
    assert "Nobody is waiting for you today. Enjoy the quiet." in said
    places = [
        said.index(line)
        for line in (
            "Rosa Delgado: a promise is due tomorrow",
            "Daniel Asante: a gesture to prepare on Wednesday",
            "Tomasz Wilk: a check-in on Friday",
        )
    ]
    assert places == sorted(places)


def test_the_evening_review_is_offered_from_the_owners_hour_until_it_is_written(
    opened: Opener, told: Told, session: JournalSession
) -> None:
    view = opened(ROSA)
    offer = view.page.evening
    assert not offer.isVisible()
    session.now = lambda: MORNING.replace(hour=17, minute=30)
    view.page.tick()
    assert offer.isVisible()
    QTest.mouseClick(offer.button, Qt.MouseButton.LeftButton)
    assert told.wishes == [("page", "evening")]
    with view.renewed():
        fill(session, make_evening(TODAY, finished_at=MORNING))
    assert not offer.isVisible()


def test_a_morning_of_eight_cards_by_keyboard_alone(opened: Opener) -> None:
    people = [make_customer(f"Person {number}") for number in range(3)]
    birthday = make_customer("Hannah", dates=(ImportantDate(label="Birthday", month=11, day=22),))
    view = opened(
        *(ROSA, TOMASZ, DANIEL, birthday, *people),
        make_recovery(ROSA.id, noticed_at=MORNING, next_on=TODAY),
        enquiry(2),
        make_promise(TOMASZ.id, due_on=TODAY),
        make_gesture(DANIEL.id, due_on=TODAY),
        *(weekly(one) for one in people),
    )
    assert view.rows() == 8
    keys = (*"HAPDCCVC",)
    for left, key in zip(range(7, -1, -1), keys, strict=True):
        with view.renewed():
            view.press(Qt.Key[f"Key_{key}"])
        assert view.rows() == left
        assert view.deck.hasFocus() or not left
    assert view.page.capture_bar.line.hasFocus()
    kept = view.read(lambda found: queries.all_of(found, Promise))
    assert [one.outcome for one in kept] == [PromiseOutcome.KEPT]


def test_of_many_called_in_vain_the_others_are_told_as_a_number(opened: Opener) -> None:
    people = [make_customer(f"Person {number}") for number in range(8)]
    calls = make_touchpoint(
        *(one.id for one in people), happened_at=before(1), kind=Kind.MISSED_CALL
    )
    view = opened(*people, *(weekly(one) for one in people), calls)
    said = words_on(view.page.deck)
    assert said.count("No answer yet") == 5
    assert "3 more did not answer yet." in said
