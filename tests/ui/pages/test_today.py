"""Today with real keys on a real journal: who is there, what each key does, where focus stays."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import (
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_recovery,
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
from trustjournal.domain.changes import Changeset, identity
from trustjournal.domain.choices import (
    Channel,
    GestureStatus,
    Kind,
    PromiseOutcome,
)
from trustjournal.domain.records import (
    ImportantDate,
    Preferences,
    Record,
)
from trustjournal.store import queries
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choose_day import ChooseDay
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.deck_list import Deed
from trustjournal.ui.widgets.known_names import known_names


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


def test_it_greets_the_owner_and_says_who_waits(opened: Opener) -> None:
    view = opened(
        Preferences(**identity(), owner="Maya"), ROSA, TOMASZ, weekly(ROSA, 3), weekly(TOMASZ)
    )
    assert view.page.head.title.text() == "Good morning, Maya"
    assert view.page.head.lead.text() == (
        "Sunday, 22 November. Two people would enjoy hearing from you."
    )
    assert view.names() == ["Rosa Delgado", "Tomasz Wilk"]
    assert view.current() == "Rosa Delgado"
    assert view.deck.hasFocus()


def test_the_person_card_follows_the_selection(opened: Opener) -> None:
    note = "The terrace opens when the tiles arrive."
    touch = make_touchpoint(
        ROSA.id, happened_at=MORNING - timedelta(days=2), channel=Channel.PHONE, note=note
    )
    promise = make_promise(ROSA.id, text="send the photos.", due_on=TODAY + timedelta(days=4))
    view = opened(ROSA, TOMASZ, weekly(TOMASZ, 3), weekly(ROSA), touch, promise)
    assert view.current() == "Tomasz Wilk"
    assert "Café Alma" not in words_on(view.page.person)
    view.press(Qt.Key.Key_J)
    said = words_on(view.page.person)
    for expected in (
        "Rosa Delgado",
        "+34 600 000 001",
        "Loves: Terrace green",
        "Careful with: No calls at lunch",
        "send the photos, due Thu",
        "Friday, by phone",
        note,
    ):
        assert expected in said
    view.press(Qt.Key.Key_K)
    assert "Tomasz Wilk" in words_on(view.page.person)


def test_c_logs_a_call_and_the_next_card_is_selected_with_the_focus_kept(
    opened: Opener, qtbot: QtBot, told: Told
) -> None:
    view = opened(ROSA, TOMASZ, DANIEL, weekly(ROSA, 6), weekly(TOMASZ, 4), weekly(DANIEL, 2))
    assert view.names() == ["Daniel Asante", "Rosa Delgado", "Tomasz Wilk"]
    view.press(Qt.Key.Key_Down)
    with view.renewed():
        view.press(Qt.Key.Key_C)
    assert view.names() == ["Daniel Asante", "Tomasz Wilk"]
    assert view.current() == "Tomasz Wilk"
    assert view.deck.hasFocus()
    (touch,) = touches_of(view, ROSA.id)
    assert (touch.channel, touch.happened_at) == (Channel.PHONE, MORNING)
    assert check_in_of(view, ROSA).due_on == TODAY + timedelta(days=7)
    qtbot.waitUntil(lambda: bool(told.said))
    (message, undo), *_rest = told.said
    assert message.startswith("Logged with Rosa Delgado. Depth")
    assert undo


def test_z_takes_back_what_was_done_last(opened: Opener, told: Told, qtbot: QtBot) -> None:
    view = opened(ROSA, TOMASZ, weekly(ROSA, 3), weekly(TOMASZ))
    with view.renewed():
        view.press(Qt.Key.Key_C)
    assert view.names() == ["Tomasz Wilk"]
    with view.renewed():
        view.press(Qt.Key.Key_Z)
    assert view.names() == ["Rosa Delgado", "Tomasz Wilk"]
    assert view.current() == "Rosa Delgado"
    assert touches_of(view, ROSA.id) == []
    qtbot.waitUntil(lambda: ("Undone: Log a touchpoint with Rosa Delgado", False) in told.said)


def test_z_says_when_there_is_nothing_to_undo(opened: Opener, told: Told, qtbot: QtBot) -> None:
    view = opened()
    view.page.deeds.do(Deed.UNDO)
    qtbot.waitUntil(lambda: ("There is nothing to undo.", False) in told.said)


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (Qt.Key.Key_N, ("capture", "Rosa Delgado ")),
        (Qt.Key.Key_G, ("gesture", ROSA.id)),
        (Qt.Key.Key_Return, ("person", ROSA.id)),
        (Qt.Key.Key_Enter, ("person", ROSA.id)),
    ],
)
def test_keys_that_open_something(
    opened: Opener, told: Told, key: Qt.Key, wish: tuple[str, object]
) -> None:
    view = opened(ROSA, weekly(ROSA))
    view.press(key)
    assert told.wishes == [wish]


def test_n_names_somebody_so_that_the_capture_line_means_them_alone(
    opened: Opener, told: Told, qtbot: QtBot, session: JournalSession
) -> None:
    namesake = make_customer("Rosa Delgado", company="Hotel Linden")
    view = opened(ROSA, namesake, weekly(namesake))
    known = known_names(session)
    qtbot.waitUntil(lambda: bool(known.full_name(namesake.id)))
    view.press(Qt.Key.Key_N)
    assert told.wishes == [("capture", f"{known.full_name(namesake.id)} ")]
    assert "Hotel Linden" in str(told.wishes[0][1])


def test_letters_with_ctrl_belong_to_the_window(opened: Opener, told: Told) -> None:
    view = opened(ROSA, weekly(ROSA))
    QTest.keyClick(view.deck, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert told.wishes == []


def test_letters_typed_into_the_capture_line_are_only_letters(opened: Opener) -> None:
    view = opened(ROSA, weekly(ROSA))
    line = view.page.capture_bar.line
    line.setFocus()
    QTest.keyClicks(line, "cz")
    assert line.text() == "cz"
    assert view.names() == ["Rosa Delgado"]


def test_s_leaves_a_check_in_alone_until_the_day_chosen(
    opened: Opener, told: Told, qtbot: QtBot
) -> None:
    view = opened(ROSA, TOMASZ, weekly(ROSA, 3), weekly(TOMASZ))
    view.press(Qt.Key.Key_S)
    menu = view.menu()
    assert "rhythm" in words_on(menu)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    with view.renewed():
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert check_in_of(view, ROSA).snoozed_until == TODAY + timedelta(days=3)
    assert view.current() == "Tomasz Wilk"
    assert view.deck.hasFocus()
    assert told.said == [("Rosa Delgado comes back on Wednesday.", True)]


def test_s_with_a_date_of_ones_own(opened: Opener, qtbot: QtBot) -> None:
    view = opened(ROSA, weekly(ROSA))
    view.press(Qt.Key.Key_S)
    menu = view.menu()
    menu.actions()[-1].trigger()
    menu.close()
    dialog = view.page.findChild(ChooseDay)
    assert dialog is not None
    dialog.field.set_day(date(2027, 1, 9))
    with view.renewed():
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert check_in_of(view, ROSA).snoozed_until == date(2027, 1, 9)
    assert view.rows() == 0


def test_s_on_a_promise_agrees_on_another_day(opened: Opener, told: Told) -> None:
    promise = make_promise(ROSA.id, made_on=TODAY - timedelta(days=9), due_on=TODAY)
    view = opened(ROSA, promise)
    view.press(Qt.Key.Key_S)
    with view.renewed():
        QTest.keyClick(view.menu(), Qt.Key.Key_Return)
    found = view.read(lambda found: queries.promises_of(found, [ROSA.id]))
    assert {one.outcome for one in found} == {None, PromiseOutcome.RENEGOTIATED}
    assert [one.due_on for one in found if one.outcome is None] == [TODAY + timedelta(days=1)]
    assert told.said == [("Agreed with Rosa Delgado: it is due tomorrow now.", True)]


def test_s_on_a_gesture_counts_from_its_own_day(opened: Opener) -> None:
    gesture = make_gesture(ROSA.id, due_on=TODAY + timedelta(days=4), lead_days=4)
    view = opened(ROSA, gesture)
    view.press(Qt.Key.Key_S)
    with view.renewed():
        QTest.keyClick(view.menu(), Qt.Key.Key_Return)
    (found,) = view.read(lambda found: queries.gestures_of(found, [ROSA.id]))
    assert found.due_on == TODAY + timedelta(days=5)


def test_t_and_a_digit_note_a_sign_of_trust(opened: Opener, told: Told) -> None:
    view = opened(ROSA, weekly(ROSA, late=2))
    view.press(Qt.Key.Key_T)
    with view.renewed():
        QTest.keyClick(view.menu(), Qt.Key.Key_5)
    (touch,) = view.read(lambda found: queries.touchpoints_of(found, ROSA.id))
    assert touch.kind is Kind.PRAISE
    view.qtbot.waitUntil(lambda: bool(told.said))
    assert told.said == [("Praised you: Rosa Delgado. Depth 20 to 24", True)]
    assert view.rows() == 0


def test_t_with_a_lack_of_trust_leaves_the_person_on_today(opened: Opener) -> None:
    view = opened(ROSA, weekly(ROSA, late=2))
    view.press(Qt.Key.Key_T)
    with view.renewed():
        QTest.keyClick(view.menu(), Qt.Key.Key_8)
    (touch,) = view.read(lambda found: queries.touchpoints_of(found, ROSA.id))
    assert touch.kind is Kind.FOOT_DRAGGING
    assert view.names() == ["Rosa Delgado"]


def test_s_on_a_birthday_explains_that_it_cannot_move(opened: Opener, told: Told) -> None:
    birthday = ImportantDate(label="Birthday", month=11, day=24)
    view = opened(replace(ROSA, dates=(birthday,)))
    view.press(Qt.Key.Key_S)
    assert QApplication.activePopupWidget() is None
    assert told.said == [
        ("A date cannot move. Get in touch with Rosa Delgado and it rests until tomorrow.", False)
    ]


def test_p_keeps_the_promise_of_the_card(opened: Opener, told: Told) -> None:
    promise = make_promise(ROSA.id, made_on=TODAY - timedelta(days=9), due_on=TODAY)
    other = make_promise(ROSA.id, text="call back", made_on=TODAY, due_on=TODAY + timedelta(days=3))
    view = opened(ROSA, promise, other)
    with view.renewed():
        view.press(Qt.Key.Key_P)
    found = view.read(lambda found: queries.promises_of(found, [ROSA.id]))
    assert {one.text: one.outcome for one in found} == {
        "send the photos": PromiseOutcome.KEPT,
        "call back": None,
    }
    assert told.said == [("Kept: send the photos", True)]


def test_p_on_another_card_keeps_the_only_open_promise(opened: Opener) -> None:
    promise = make_promise(ROSA.id, made_on=TODAY, due_on=TODAY + timedelta(days=3))
    view = opened(ROSA, weekly(ROSA), promise)
    with view.renewed():
        view.press(Qt.Key.Key_P)
    assert view.read(queries.open_promises) == []


def test_p_with_several_open_promises_asks_which(opened: Opener) -> None:
    promises = [
        make_promise(ROSA.id, text=text, made_on=TODAY, due_on=TODAY + timedelta(days=3 + day))
        for day, text in enumerate(("send A & B", "call back"))
    ]
    view = opened(ROSA, weekly(ROSA), *promises)
    view.press(Qt.Key.Key_P)
    menu = view.menu()
    assert [action.text() for action in menu.actions()] == ["Send A && B", "Call back"]
    with view.renewed():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert [one.text for one in view.read(queries.open_promises)] == ["send A & B"]


def test_p_without_an_open_promise_says_so(opened: Opener, told: Told) -> None:
    view = opened(ROSA, weekly(ROSA))
    view.press(Qt.Key.Key_P)
    assert told.said == [("No promise to Rosa Delgado is open.", False)]


def test_d_says_that_a_gesture_was_given(opened: Opener, told: Told) -> None:
    view = opened(ROSA, make_gesture(ROSA.id, due_on=TODAY))
    with view.renewed():
        view.press(Qt.Key.Key_D)
    (found,) = view.read(lambda found: queries.gestures_of(found, [ROSA.id]))
    assert (found.status, found.given_on) == (GestureStatus.GIVEN, TODAY)
    assert told.said == [("Given to Rosa Delgado: Mug", True)]


def test_d_elsewhere_explains_itself(opened: Opener, told: Told) -> None:
    view = opened(ROSA, weekly(ROSA))
    view.press(Qt.Key.Key_D)
    assert told.said[0][0].startswith("D is for a gesture once it is given.")


def test_a_card_that_went_elsewhere_meanwhile_is_refused_in_words(
    opened: Opener, session: JournalSession, qtbot: QtBot
) -> None:
    promise = make_promise(ROSA.id, made_on=TODAY, due_on=TODAY)
    view = opened(ROSA, promise)
    due = view.page.model.due(0)
    assert due is not None
    with view.renewed():
        view.press(Qt.Key.Key_P)
    with view.renewed():
        view.press(Qt.Key.Key_Z)
    gone = replace(due.promises[0], id=identity()["id"])
    view.page.model.set_due(
        (replace(due, card=replace(due.card, record_id=gone.id), record=gone),), TODAY
    )
    view.deck.setCurrentIndex(view.page.model.index(0, 0))
    refused: list[str] = []
    session.refused.connect(refused.append)
    view.press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused == ["This is no longer in the journal."]


def test_the_buttons_of_a_row_do_the_same_and_leave_the_focus(
    opened: Opener, told: Told, qtbot: QtBot
) -> None:
    promise = make_promise(ROSA.id, made_on=TODAY, due_on=TODAY)
    view = opened(ROSA, TOMASZ, promise, weekly(TOMASZ))
    assert view.deck.done_buttons[Deed.KEPT].isVisible()
    QTest.mouseClick(view.deck.log_button, Qt.MouseButton.LeftButton)
    assert told.wishes == [("capture", "Rosa Delgado ")]
    with view.renewed():
        QTest.mouseClick(view.deck.done_buttons[Deed.KEPT], Qt.MouseButton.LeftButton)
    assert view.names() == ["Tomasz Wilk"]
    assert not view.deck.done_buttons[Deed.KEPT].isVisible()
    assert view.deck.hasFocus()
    assert "(S)" in view.deck.snooze_button.toolTip()


def test_the_buttons_of_the_person_do_the_same(opened: Opener, told: Told, qtbot: QtBot) -> None:
    view = opened(ROSA, weekly(ROSA))
    person = view.page.person
    for button in (person.open_button, person.note_button, person.gesture_button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.wishes == [
        ("person", ROSA.id),
        ("capture", "Rosa Delgado "),
        ("gesture", ROSA.id),
    ]
    with view.renewed():
        QTest.mouseClick(person.called_button, Qt.MouseButton.LeftButton)
    assert len(touches_of(view, ROSA.id)) == 1
    assert not person.isVisible()


def test_a_journal_without_anybody_offers_two_ways_in(
    opened: Opener, told: Told, qtbot: QtBot
) -> None:
    view = opened()
    assert view.page.head.title.text() == "Good morning"
    assert not view.page.deck.isVisible()
    assert not view.page.week.isVisible()
    QTest.mouseClick(view.page.nobody.import_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.page.nobody.add_button, Qt.MouseButton.LeftButton)
    assert told.wishes == [("import", ()), ("new_person", "")]


def test_with_nobody_due_there_is_a_sentence_and_a_button(
    opened: Opener, told: Told, qtbot: QtBot
) -> None:
    view = opened(ROSA)
    assert "Nobody is waiting for you today." in words_on(view.page.deck)
    assert not view.page.person.isVisible()
    assert view.page.capture_bar.line.hasFocus()
    button = view.page.deck.rest.button
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.wishes == [("check_in", None)]


def test_with_nobody_due_the_next_step_of_what_is_put_right_is_told(opened: Opener) -> None:
    view = opened(ROSA, make_recovery(ROSA.id, heard_on=MORNING.date(), next_on=None))
    assert "Rosa Delgado: putting it right goes on tomorrow" in words_on(view.page.deck)


def test_a_long_deck_shows_its_beginning_and_more_on_demand(opened: Opener, qtbot: QtBot) -> None:
    people = [make_customer(f"Person {number:02}") for number in range(12)]
    view = opened(*people, *(make_promise(one.id, due_on=TODAY) for one in people))
    assert view.rows() == 8
    assert view.page.deck.more_button.text() == "4 more"
    with view.renewed():
        QTest.mouseClick(view.page.deck.more_button, Qt.MouseButton.LeftButton)
    assert view.rows() == 12
    assert not view.page.deck.more_button.isVisible()


def test_the_latest_entries_open_their_person_or_themselves(
    opened: Opener, told: Told, qtbot: QtBot
) -> None:
    touch = make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=1), note="Came for tea.")
    view = opened(ROSA, touch)
    lately = view.page.lately
    assert "Came for tea." in words_on(lately)
    entry, edit = (
        next(one for one in lately.findChildren(QWidget) if one.accessibleName().startswith(name))
        for name in ("Rosa Delgado, ", "Edit this entry")
    )
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_Return)
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert [name for name, _value in told.wishes] == ["person", "edit"]
    assert told.wishes[1][1] == touch


def test_numbers_and_gestures_open_what_is_behind_them(
    opened: Opener, told: Told, qtbot: QtBot
) -> None:
    gesture = make_gesture(ROSA.id, due_on=TODAY + timedelta(days=4))
    kept = make_promise(ROSA.id, outcome=PromiseOutcome.KEPT, settled_on=TODAY)
    open_one = make_promise(ROSA.id, due_on=TODAY + timedelta(days=9))
    view = opened(ROSA, gesture, kept, open_one)
    assert "1 of the last 1" in words_on(view.page.promises)
    assert "One is still open, to Rosa Delgado: send the photos." in words_on(view.page.promises)
    for card, name in (
        (view.page.gestures, "Mug"),
        (view.page.week, "0 touchpoints"),
        (view.page.promises, "One is still open"),
    ):
        row = next(
            one for one in card.findChildren(QWidget) if one.accessibleName().startswith(name)
        )
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert told.wishes == [("edit", gesture), ("page", "journal"), ("page", "promises")]


def test_a_single_touchpoint_of_the_week_is_not_told_in_the_plural(opened: Opener) -> None:
    view = opened(ROSA, make_touchpoint(ROSA.id, happened_at=MORNING))
    names = [one.accessibleName() for one in view.page.week.findChildren(QWidget)]
    assert "1 touchpoint, 1 person, 0 gestures" in names


def test_the_search_box_promises_only_what_the_palette_finds(opened: Opener) -> None:
    assert opened(ROSA).page.find_box.accessibleName() == "Find a person or a command"


def test_the_search_box_leads_to_the_palette(opened: Opener, told: Told, qtbot: QtBot) -> None:
    view = opened(ROSA)
    QTest.mouseClick(view.page.find_box, Qt.MouseButton.LeftButton)
    QTest.keyClick(view.page.find_box, Qt.Key.Key_A)
    assert told.wishes == [("page", "find"), ("page", "find")]
    assert view.page.find_box.text() == ""


def test_markup_in_a_name_or_note_shows_as_typed(opened: Opener) -> None:
    who = make_customer("<b>Bold</b> & Co")
    touch = make_touchpoint(who.id, happened_at=MORNING, note="<img src=x>")
    view = opened(who, weekly(who), touch)
    labels = view.page.findChildren(QLabel)
    assert any(label.text() == "<b>Bold</b> & Co" for label in labels)
    assert any(label.text() == "<img src=x>" for label in labels)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_the_person_stands_below_the_deck_where_there_is_no_room_beside(opened: Opener) -> None:
    view = opened(ROSA, weekly(ROSA))
    page = view.page
    assert page.rail.indexOf(page.person) == 0
    page.resize(660, 860)
    QApplication.processEvents()
    assert page.main.indexOf(page.person) == page.main.indexOf(page.deck) + 1
    assert page.person.isVisible()
    page.resize(1040, 860)
    assert page.rail.indexOf(page.person) == 0


def test_the_greeting_and_the_page_follow_the_clock(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    now = [MORNING]

    def clock() -> datetime:
        return now[0]

    session.now = clock
    fill(session, ROSA, make_check_in(ROSA.id, every_days=7, due_on=TODAY + timedelta(days=1)))
    view = Opened(qtbot, session, navigator)
    assert view.rows() == 0
    now[0] = MORNING.replace(hour=19)
    view.page.tick()
    assert view.page.head.title.text() == "Good evening"
    now[0] = MORNING + timedelta(days=1)
    with view.renewed():
        view.page.tick()
    assert view.names() == ["Rosa Delgado"]
    assert view.page.head.lead.text().startswith("Monday, 23 November.")


def test_a_touch_logged_elsewhere_shows_at_once(opened: Opener, session: JournalSession) -> None:
    view = opened(ROSA, weekly(ROSA))
    with view.renewed():
        fill(session, make_touchpoint(ROSA.id, happened_at=MORNING, note="By the stove."))
    assert "By the stove." in words_on(view.page.lately)
    with view.renewed():
        session.commit(Changeset("Nothing", ()))
        fill(session, TOMASZ)
    assert view.current() == "Rosa Delgado"


def test_at_twice_the_text_size_nothing_is_cut_on_a_small_screen(opened: Opener) -> None:
    long_name = make_customer("Konstantin von und zu Hohenlohe-Langenburg-Schillingsfürst")
    touch = make_touchpoint(long_name.id, happened_at=MORNING, note="Stayed for tea. " * 30)
    promise = make_promise(long_name.id, made_on=TODAY, due_on=TODAY)
    gesture = make_gesture(long_name.id, title="A bowl " * 20, due_on=TODAY)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Scheme.LIGHT, 2.0)
    try:
        view = opened(long_name, touch, promise, gesture)
        view.page.resize(900 - 2 * 168, 860)
        QApplication.processEvents()
        assert view.page.horizontalScrollBar().maximum() == 0
        assert not view.deck.log_button.isVisible()
        button = view.deck.snooze_button
        seen = button.rect().translated(button.mapTo(view.deck.viewport(), button.rect().topLeft()))
        assert view.deck.viewport().rect().contains(seen)
    finally:
        theme.apply(app, theme.Scheme.LIGHT)
