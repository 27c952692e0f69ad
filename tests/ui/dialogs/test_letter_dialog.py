"""Writing a note: words filled and changed by hand, kept, sent, and the look beside them."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_gesture, make_template
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import GestureKind, GestureStatus
from trustjournal.domain.letters import Form, Paper
from trustjournal.domain.records import Address, Gesture, Preferences
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.dialogs.letter_dialog import LetterDialog
from trustjournal.ui.dialogs.people_field import Picked
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

HOME = Address(street="Calle del Puerto 14", city="Cádiz")
ROSA = make_customer("Rosa Delgado", addresses=(HOME,))
TOMASZ = make_customer("Tomasz Wilk")
THANKS = make_template("Thanks", subject="Hi", text="Dear {first_name},\n\nthank you.\n\n{owner}")
WISHES = make_template("Wishes", text="Dear {name}, all the best")
CONTROL = Qt.KeyboardModifier.ControlModifier
FILLED = "Dear Rosa,\n\nthank you.\n\nMaya"

Open = Callable[..., LetterDialog]


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def write(qtbot: QtBot, session: JournalSession, navigator: Navigator, settings: Settings) -> Open:
    """Open the dialog, with the templates and people already read."""
    owner = Preferences(**identity(), owner="Maya", business="Blue Jug")
    fill(session, ROSA, TOMASZ, THANKS, WISHES, owner)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def run(*people: Any, gesture: Gesture | None = None, **more: Any) -> LetterDialog:
        who = people[0].id if people else None
        dialog = LetterDialog(who, gesture, session, navigator, window, settings=settings, **more)
        dialog.open()
        dialog.people.set_value(Picked.of(*(one.id for one in people)))
        count = len(people)
        qtbot.waitUntil(lambda: len(dialog.words.people) == count and bool(dialog.words.template))
        return dialog

    return run


def gestures(session: JournalSession) -> list[Gesture]:
    with session.engine.connect() as connection:
        return queries.gestures(connection)


def text(dialog: LetterDialog) -> str:
    return dialog.editor.box.toPlainText()


def test_the_words_are_filled_and_shown_as_they_will_be_printed(write: Open, qtbot: QtBot) -> None:
    dialog = write(ROSA)
    assert text(dialog) == FILLED
    assert dialog.preview.picture.accessibleDescription() == FILLED
    dialog.editor.box.setPlainText("Dear Rosa, by hand")
    qtbot.waitUntil(lambda: dialog.preview.picture.accessibleDescription() == "Dear Rosa, by hand")


def test_sent_makes_the_gesture_and_one_undo_takes_it_back(
    write: Open, qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    dialog = write(ROSA)
    told = hear(navigator.told)
    dialog.editor.box.setFocus()
    QTest.keyClicks(dialog.editor.box, "PS ")
    assert gestures(session) == []
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.editor.box, Qt.Key.Key_Return, CONTROL)
    (note,) = gestures(session)
    assert (note.kind, note.status, note.given_on) == (
        GestureKind.NOTE,
        GestureStatus.GIVEN,
        MORNING.date(),
    )
    assert (note.title, note.text) == ("Thanks", f"PS {FILLED}")
    assert told == ["Sent to Rosa Delgado: that is a gesture given today."]
    undone = hear(session.changed)
    session.undo()
    qtbot.waitUntil(lambda: bool(undone))
    assert gestures(session) == []


def test_words_are_kept_for_later_and_go_on_where_they_were(
    write: Open, qtbot: QtBot, session: JournalSession
) -> None:
    dialog = write(ROSA)
    dialog.editor.box.setPlainText("Half a sentence")
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.editor.box, Qt.Key.Key_S, CONTROL)
    (kept,) = gestures(session)
    assert (kept.status, kept.given_on, kept.text) == (
        GestureStatus.PLANNED,
        None,
        "Half a sentence",
    )
    again = write(ROSA, gesture=kept)
    assert text(again) == "Half a sentence"
    assert not again.people.isEnabled()
    with qtbot.waitSignal(again.accepted):
        QTest.mouseClick(again.save_button, Qt.MouseButton.LeftButton)
    (sent,) = gestures(session)
    assert (sent.id, sent.status) == (kept.id, GestureStatus.GIVEN)


def test_a_stack_has_words_of_its_own_for_each(
    write: Open, qtbot: QtBot, session: JournalSession
) -> None:
    dialog = write(ROSA, TOMASZ)
    editor = dialog.editor
    assert editor.who.text() == "Rosa Delgado, 1 of 2"
    QTest.mouseClick(editor.after, Qt.MouseButton.LeftButton)
    assert text(dialog).startswith("Dear Tomasz,")
    assert dialog.preview.picture.accessibleDescription() == text(dialog)
    editor.box.setPlainText("Tomasz, see you on Friday")
    QTest.mouseClick(editor.before, Qt.MouseButton.LeftButton)
    assert text(dialog) == FILLED
    with qtbot.waitSignal(dialog.accepted):
        dialog.save()
    found = {note.customer_id: note.text for note in gestures(session)}
    assert found == {ROSA.id: FILLED, TOMASZ.id: "Tomasz, see you on Friday"}


def test_ctrl_z_after_turning_brings_nobody_else_s_words(write: Open) -> None:
    dialog = write(ROSA, TOMASZ)
    QTest.mouseClick(dialog.editor.after, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.editor.box, Qt.Key.Key_Z, CONTROL)
    assert text(dialog).startswith("Dear Tomasz,")


def choose(dialog: LetterDialog, title: str) -> None:
    """Choose a template from the list with keys."""
    box = dialog.template.box
    box.setFocus()
    QTest.keyClicks(box, title[0])
    QTest.keyClick(box, Qt.Key.Key_Return)
    if box.value() != title:
        box.set_value(title)
    box.activated.emit(box.currentIndex())


def test_another_template_keeps_the_own_words_aside(write: Open) -> None:
    dialog = write(ROSA)
    editor = dialog.editor
    editor.box.setPlainText("My own words")
    assert not editor.back.isVisible()
    choose(dialog, "Wishes")
    assert text(dialog) == "Dear Rosa Delgado, all the best"
    assert editor.back.isVisible()
    QTest.mouseClick(editor.back, Qt.MouseButton.LeftButton)
    assert text(dialog) == "My own words"
    assert not editor.back.isVisible()


def test_ctrl_z_brings_the_own_words_back_too(write: Open) -> None:
    dialog = write(ROSA)
    QTest.keyClicks(dialog.editor.box, "Own. ")
    choose(dialog, "Wishes")
    QTest.keyClick(dialog.editor.box, Qt.Key.Key_Z, CONTROL)
    assert text(dialog) == f"Own. {FILLED}"
    assert dialog.words.own == {ROSA.id: f"Own. {FILLED}"}


def test_gaps_and_unknown_fields_are_said(write: Open, session: JournalSession) -> None:
    odd = make_template("Odd", text="Thank you for {what_they_did}, {nmae}")
    fill(session, odd)
    dialog = write(ROSA, template=odd)
    assert text(dialog) == "Thank you for ________, {nmae}"
    assert dialog.editor.open_ends.isVisible()
    assert "what they did" in dialog.editor.open_ends.text()
    assert "{nmae}" in dialog.editor.open_ends.text()
    dialog.editor.box.setPlainText("Thank you.")
    assert not dialog.editor.open_ends.isVisible()


def test_each_form_asks_for_what_it_shows(write: Open) -> None:
    dialog = write(ROSA)
    rows = dialog.page.rows

    def asked() -> set[str]:
        names = ("paper", "sender", "subject", "words", "template")
        return {name for name in names if rows[name].isVisible()}

    assert asked() == {"words", "template"}
    dialog.page.fields["form"].set_value(Form.LETTER)
    assert asked() == {"paper", "sender", "subject", "words", "template"}
    dialog.page.fields["form"].set_value(Form.ENVELOPE)
    assert asked() == {"paper", "sender"}
    stack = dialog.handed().stack
    assert (stack.form, stack.paper) == (Form.ENVELOPE, Paper.C6)
    assert stack.posts[0].address == ("Calle del Puerto 14", "Cádiz")


def test_form_and_address_are_remembered_on_this_computer(write: Open, settings: Settings) -> None:
    dialog = write(ROSA)
    dialog.page.set_values({"form": Form.ENVELOPE, "sender": "1 Hill St\nCádiz"})
    assert dialog.handed().stack.sender.address == ("1 Hill St", "Cádiz")
    dialog.reject()
    assert settings.views["letters"] == {"form": "envelope", "sender": "1 Hill St\nCádiz"}
    again = write(TOMASZ)
    assert again.handed().stack.form is Form.ENVELOPE
    assert again.handed().stack.sender.address == ("1 Hill St", "Cádiz")


def test_without_anybody_the_template_shows_and_sending_is_refused(
    write: Open, qtbot: QtBot, session: JournalSession
) -> None:
    dialog = write()
    assert dialog.editor.box.isReadOnly()
    assert dialog.preview.picture.accessibleDescription().startswith("Dear ‹first name›,")
    dialog.save()
    qtbot.waitUntil(lambda: dialog.fault.text() == "Say whom it is for.")
    assert gestures(session) == []


def test_a_name_just_typed_is_looked_at_before_it_is_sent(
    write: Open, qtbot: QtBot, session: JournalSession
) -> None:
    dialog = write(ROSA)
    dialog.people.line.setText("Tomasz")
    dialog.save()
    assert "Have a look" in dialog.fault.text()
    qtbot.waitUntil(lambda: len(dialog.words.people) == 2)
    with qtbot.waitSignal(dialog.accepted):
        dialog.save()
    assert len(gestures(session)) == 2


def test_closing_unsaved_keeps_what_was_written_by_hand_only(write: Open) -> None:
    first = write(ROSA)
    assert first.is_clean()
    first.editor.box.setPlainText("By hand")
    first.reject()
    again = write(ROSA)
    assert text(again) == "By hand"
    again.editor.box.setPlainText(FILLED)
    assert again.is_clean()


def test_the_words_of_a_gift_are_kept_with_it(
    write: Open, qtbot: QtBot, session: JournalSession
) -> None:
    mug = make_gesture(ROSA.id, status=GestureStatus.BOUGHT)
    fill(session, mug)
    dialog = write(ROSA, gesture=mug)
    with qtbot.waitSignal(dialog.accepted):
        dialog.keep()
    (kept,) = gestures(session)
    assert (kept.id, kept.kind, kept.status) == (mug.id, GestureKind.GIFT, GestureStatus.BOUGHT)
    assert kept.text == FILLED


def test_tab_reaches_every_part(write: Open) -> None:
    dialog = write(ROSA, TOMASZ)
    dialog.people.line.setFocus()
    reached: list[QWidget] = []
    for _press in range(40):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    wanted = (
        dialog.template.box,
        dialog.editor.box,
        dialog.editor.after,
        dialog.preview.picture,
        *dialog.handing_buttons,
        dialog.keep_button,
        dialog.save_button,
    )
    assert [one.accessibleName() for one in wanted if one not in reached] == []
    assert all(one.accessibleName() for one in wanted)
