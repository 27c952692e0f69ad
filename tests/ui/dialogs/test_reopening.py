"""Whatever form was open when the program ended is opened again, with the words that were in it."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.samples import (
    make_check_in,
    make_custom_field,
    make_customer,
    make_feedback,
    make_gesture,
    make_promise,
    make_saved_filter,
    make_template,
    make_touchpoint,
    make_wish,
)
from tests.ui.conftest import MORNING
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Record
from trustjournal.settings import Settings
from trustjournal.store import writer
from trustjournal.store.engine import create_journal, open_journal
from trustjournal.store.feedback import asked_again
from trustjournal.store.rows import by_ids
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.custom_field_dialog import CustomFieldDialog
from trustjournal.ui.dialogs.filter_dialog import FilterDialog
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.dialogs.gap_dialog import GapDialog
from trustjournal.ui.dialogs.letter_dialog import LetterDialog
from trustjournal.ui.dialogs.membership_dialog import BringDialog
from trustjournal.ui.dialogs.referrer_dialog import ReferrerDialog
from trustjournal.ui.dialogs.reopening import Reopening, can_reopen
from trustjournal.ui.dialogs.tell_dialog import TellDialog
from trustjournal.ui.dialogs.template_dialog import TemplateDialog
from trustjournal.ui.dialogs.unease_dialog import UneaseDialog
from trustjournal.ui.dialogs.wish_dialog import WishDialog
from trustjournal.ui.drafts import drafts_of
from trustjournal.ui.forms import Forms
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

ROSA = make_customer("Rosa Delgado")
TOUCH = make_touchpoint(ROSA.id, note="She came by")
GIFT, PROMISE = make_gesture(ROSA.id), make_promise(ROSA.id)
CHECK_IN, SAID = make_check_in(ROSA.id), make_feedback(ROSA.id)
WISH, TEMPLATE = make_wish(), make_template()
FIELD, FILTER = make_custom_field(), make_saved_filter()
HELD = (ROSA, TOUCH, GIFT, PROMISE, CHECK_IN, SAID, WISH, TEMPLATE, FIELD, FILTER)
WORDS = "half a thought"


class Run:
    """One start of the program: a session, and a window that opens what is wanted."""

    def __init__(self, path: Path) -> None:
        self.session = JournalSession(open_journal(path), clock=lambda: MORNING)
        self.navigator = Navigator()
        self.window = MainWindow(Settings())
        self.forms = Forms(self.session, self.navigator, self.window)
        self.window.show()

    def end(self) -> None:
        """End as a crash does: no form is closed by its owner."""
        self.session.close()
        self.window.deleteLater()
        QApplication.processEvents()

    def form(self) -> FormDialog | None:
        shown = [one for one in self.window.findChildren(FormDialog) if one.isVisible()]
        return shown[-1] if shown else None


Opened = Callable[[Run], FormDialog]


def new(make: Callable[..., FormDialog], first: object) -> Opened:
    return lambda run: make(first, run.session, run.navigator, run.window)


def edit(record: Record) -> Opened:
    return lambda run: opening.edit(record, run.session, run.navigator, run.window)


def made(dialog: Callable[..., FormDialog], *about: object) -> Opened:
    def opened(run: Run) -> FormDialog:
        form = dialog(*about, run.session, run.navigator, run.window)
        form.open()
        return form

    return opened


def of_wish(dialog: Callable[..., FormDialog]) -> Opened:
    def opened(run: Run) -> FormDialog:
        with run.session.engine.connect() as connection:
            (asked,) = asked_again(connection, [WISH.id])
        return made(dialog, asked)(run)

    return opened


FORMS: list[tuple[Opened, str]] = [
    (new(opening.new_touchpoint, Draft(note="a line")), "note"),
    *((new(opening.new_person, "Zora"), "note"), (new(opening.plan_gesture, ROSA.id), "title")),
    *((new(opening.make_promise, ROSA.id), "text"), (new(opening.plan_check_in, None), "about")),
    *((edit(TOUCH), "note"), (edit(ROSA), "loves"), (edit(GIFT), "note")),
    *((edit(PROMISE), "text"), (edit(CHECK_IN), "about"), (edit(SAID), "text")),
    *((made(UneaseDialog), "about"), (made(GapDialog, PROMISE), "fix")),
    *((made(TemplateDialog, TEMPLATE), "text"), (made(TemplateDialog, None), "text")),
    *((made(CustomFieldDialog, FIELD), "title"), (made(CustomFieldDialog, None), "title")),
    *((made(FilterDialog, FILTER, ""), "title"), (made(FilterDialog, None, "tag:x"), "title")),
    *((made(BringDialog, ROSA), "role"), (made(ReferrerDialog, ROSA), "sent_by")),
    *((of_wish(WishDialog), "done"), (of_wish(TellDialog), "done")),
    *((made(LetterDialog, ROSA.id, None), "subject"), (made(LetterDialog, None, GIFT), "subject")),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    engine = create_journal(path)
    writer.commit(engine, Changeset("Begin", tuple(map(Change.create, HELD))))
    engine.dispose()
    return path


@pytest.fixture
def start(qtbot: QtBot, path: Path) -> Generator[Callable[[], Run]]:
    runs: list[Run] = []

    def begin() -> Run:
        while runs:
            runs.pop().end()
        runs.append(Run(path))
        qtbot.waitUntil(lambda: drafts_of(runs[0].session).known)
        return runs[0]

    yield begin
    while runs:
        runs.pop().end()


def write_in(form: FormDialog, field: str) -> None:
    box = form.fields[field].findChild(QLineEdit) or form.fields[field].findChild(QPlainTextEdit)
    assert box is not None
    box.clear()
    QTest.keyClicks(box, WORDS)


def go_on(qtbot: QtBot, run: Run) -> FormDialog:
    """Go on with the one form that is left, as the card on Today does."""
    ((place, typed),) = drafts_of(run.session).left()
    assert can_reopen(typed)
    Reopening(run.session, run.navigator, run.window).open(place, typed)
    qtbot.waitUntil(lambda: run.form() is not None)
    form = run.form()
    assert form is not None
    return form


def text_of(form: FormDialog, field: str) -> str:
    value = form.values()[field]
    return value if isinstance(value, str) else value.text


@pytest.mark.parametrize(("opened", "field"), FORMS)
def test_a_form_open_at_the_end_is_found_again(
    qtbot: QtBot, start: Callable[[], Run], opened: Opened, field: str
) -> None:
    form = opened(start())
    write_in(form, field)
    kind, title = type(form), form.windowTitle()
    run = start()
    again = go_on(qtbot, run)
    assert (type(again), again.windowTitle()) == (kind, title)
    assert text_of(again, field) == WORDS
    assert start_over(again).isVisible()
    assert drafts_of(run.session).left() == []


def test_starting_over_leaves_nothing_to_find(qtbot: QtBot, start: Callable[[], Run]) -> None:
    write_in(edit(TOUCH)(start()), "note")
    run = start()
    again = go_on(qtbot, run)
    start_over(again).click()
    assert text_of(again, "note") == "She came by"
    again.reject()
    assert drafts_of(start().session).left() == []


def test_saving_leaves_nothing_to_find_even_if_the_program_ends_at_once(
    qtbot: QtBot, start: Callable[[], Run]
) -> None:
    write_in(edit(TOUCH)(start()), "note")
    again = go_on(qtbot, start())
    again.save()
    run = start()
    assert drafts_of(run.session).left() == []
    with run.session.engine.connect() as connection:
        found = by_ids(connection, type(TOUCH), [TOUCH.id])
    assert found[TOUCH.id].note == WORDS


def test_of_a_record_changed_since_only_the_words_come_back(
    qtbot: QtBot, start: Callable[[], Run]
) -> None:
    write_in(edit(ROSA)(start()), "loves")
    run = start()
    changed = Change.update(ROSA, company="Cafe Luna")
    with qtbot.waitSignal(run.session.changed):
        run.session.commit(Changeset("Elsewhere", (changed,)))
    again = go_on(qtbot, run)
    assert text_of(again, "company") == "Cafe Luna"
    assert text_of(again, "loves") == WORDS


def test_words_about_a_record_that_is_gone_begin_a_new_one(
    qtbot: QtBot, start: Callable[[], Run]
) -> None:
    write_in(edit(PROMISE)(start()), "text")
    run = start()
    with qtbot.waitSignal(run.session.changed):
        run.session.commit(Changeset("Delete", (Change.delete(PROMISE),)))
    again = go_on(qtbot, run)
    assert again.windowTitle() == "Make a promise"
    assert text_of(again, "text") == WORDS


def start_over(form: FormDialog) -> QPushButton:
    return next(
        button for button in form.findChildren(QPushButton) if button.text() == "Start over"
    )
