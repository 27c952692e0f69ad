"""The page of letters: templates and their look, notes that wait, and every act by key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_gesture, make_template
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import GestureKind, GestureStatus
from trustjournal.domain.letter_words import STARTERS
from trustjournal.domain.records import Gesture, Template
from trustjournal.settings import Settings
from trustjournal.store import letters, queries
from trustjournal.ui.dialogs.letter_dialog import LetterDialog
from trustjournal.ui.dialogs.template_dialog import TemplateDialog
from trustjournal.ui.models.plan_model import Entry
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.letters import LettersPage
from trustjournal.ui.session import JournalSession

ROSA = make_customer("Rosa Delgado")
CARD = make_template("Card", text="Dear {first_name}, thank you.")
WISHES = make_template("Wishes", text="All the best")
NOTE = make_gesture(
    ROSA.id,
    title="card",
    kind=GestureKind.NOTE,
    status=GestureStatus.PLANNED,
    text="Dear Rosa, <b>thank you</b>",
)

Show = Callable[..., LettersPage]


@pytest.fixture
def show(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Show:
    def run(*records: Template | Gesture) -> LettersPage:
        fill(session, ROSA, *records)
        page = LettersPage(session, navigator, Settings())
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        qtbot.waitUntil(lambda: page.model.total() == len(records))
        if not records:
            qtbot.waitUntil(page.empty.isVisible)
        return page

    return run


def templates(session: JournalSession) -> list[str]:
    with session.engine.connect() as connection:
        return [one.title for one in letters.templates(connection)]


def notes(session: JournalSession) -> list[Gesture]:
    with session.engine.connect() as connection:
        return queries.gestures(connection)


def rows(page: LettersPage) -> list[str]:
    count = page.model.rowCount()
    return [page.model.index(row, 0).data() for row in range(count)]


def press(page: LettersPage, record: Template | Gesture, key: Qt.Key) -> None:
    page.list.select_row(page.model.row_of(record.id))
    QTest.keyClick(page.list, key)


def dialog_of(kind: type[QDialog]) -> QDialog | None:
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return next((one for one in shown if isinstance(one, kind)), None)


def test_an_empty_journal_takes_the_five_templates(
    show: Show, qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = show()
    told = hear(navigator.told)
    assert page.empty.isVisible()
    assert page.empty.button is not None
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.total() == 5)
    assert templates(session) == sorted((one.title for one in STARTERS), key=str.lower)
    assert told == ["5 templates are here."]


def test_notes_that_wait_stand_above_the_templates(show: Show) -> None:
    page = show(CARD, WISHES, NOTE)
    assert rows(page) == ["Written, not sent yet", "Card", "Templates", "Card", "Wishes"]
    assert page.head.lead.text() == "One note is written and not sent yet."
    entry = page.model.entry(1)
    assert isinstance(entry, Entry)
    assert (entry.person, entry.text) == ("Rosa Delgado", "Dear Rosa, <b>thank you</b>")


def test_the_look_of_the_row_stands_beside_it(show: Show) -> None:
    page = show(CARD, NOTE)
    picture = page.preview.picture
    page.list.select_row(page.model.row_of(CARD.id))
    assert picture.isVisible()
    assert picture.accessibleDescription() == "Dear ‹first name›, thank you."
    page.list.select_row(page.model.row_of(NOTE.id))
    assert picture.accessibleDescription() == "Dear Rosa, <b>thank you</b>"
    page.list.selectAll()
    assert not picture.isVisible()
    page.list.select_row(page.model.row_of(CARD.id))
    page.resize(600, 700)
    assert not picture.isVisible()


def test_enter_writes_with_the_template(show: Show, qtbot: QtBot) -> None:
    page = show(CARD, WISHES)
    press(page, WISHES, Qt.Key.Key_Return)
    dialog = dialog_of(LetterDialog)
    assert isinstance(dialog, LetterDialog)
    qtbot.waitUntil(lambda: dialog.words.template == WISHES)
    dialog.reject()


def test_enter_goes_on_with_a_note(show: Show, qtbot: QtBot) -> None:
    page = show(CARD, NOTE)
    press(page, NOTE, Qt.Key.Key_Return)
    dialog = dialog_of(LetterDialog)
    assert isinstance(dialog, LetterDialog)
    qtbot.waitUntil(lambda: dialog.editor.box.toPlainText() == NOTE.text)
    dialog.reject()


def test_sent_gives_the_note(
    show: Show, qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = show(CARD, NOTE)
    told = hear(navigator.told)
    press(page, NOTE, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: page.model.total() == 1)
    (sent,) = notes(session)
    assert (sent.status, sent.given_on) == (GestureStatus.GIVEN, MORNING.date())
    assert told == ["Sent to Rosa Delgado: that is a gesture given today."]


def test_a_template_is_not_sent_and_a_note_not_edited_as_one(
    show: Show, session: JournalSession
) -> None:
    page = show(CARD, NOTE)
    press(page, CARD, Qt.Key.Key_S)
    press(page, NOTE, Qt.Key.Key_E)
    assert dialog_of(TemplateDialog) is None
    assert notes(session) == [NOTE]


def test_a_template_is_edited_copied_and_made_by_key(
    show: Show, qtbot: QtBot, session: JournalSession
) -> None:
    page = show(CARD)
    press(page, CARD, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: page.model.total() == 2)
    assert templates(session) == ["Card", "Card (2)"]
    press(page, CARD, Qt.Key.Key_E)
    form = dialog_of(TemplateDialog)
    assert isinstance(form, TemplateDialog)
    assert form.title.value() == "Card"
    form.reject()
    press(page, CARD, Qt.Key.Key_N)
    form = dialog_of(TemplateDialog)
    assert isinstance(form, TemplateDialog)
    assert form.title.value() == ""
    form.reject()


def test_both_kinds_are_deleted_at_once_and_come_back(
    show: Show, qtbot: QtBot, session: JournalSession
) -> None:
    page = show(CARD, WISHES, NOTE)
    page.list.setFocus()
    page.list.selectAll()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.total() == 0)
    session.undo()
    qtbot.waitUntil(lambda: page.model.total() == 3)
    assert templates(session) == ["Card", "Wishes"]


def test_starters_come_back_and_when_none_is_missing_that_is_said(
    show: Show, qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = show(CARD)
    told = hear(navigator.told)
    QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.total() == 6)
    QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == "Every template that came with the program is here already."


def test_the_buttons_write_and_make(show: Show) -> None:
    page = show(CARD)
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    writing = dialog_of(LetterDialog)
    assert writing is not None
    writing.reject()
    QTest.mouseClick(page.template_button, Qt.MouseButton.LeftButton)
    making = dialog_of(TemplateDialog)
    assert making is not None
    making.reject()
