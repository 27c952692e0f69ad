"""From nothing, from a damaged file, and from another journal, to an open one."""

import sys
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from tests.samples import make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.settings import Settings
from trustjournal.store import queries, writer
from trustjournal.store.backup import back_up
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.dialogs.error_dialog import ErrorDialog
from trustjournal.ui.dialogs.import_dialog import ImportDialog
from trustjournal.ui.pages.first_run import FirstRunPage, Start
from trustjournal.ui.pages.trouble import TroublePage
from trustjournal.ui.starting import Starting

BROKEN = b"This was a journal once. " * 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "books" / "journal.db"


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def starting(qapp: QApplication, settings: Settings, path: Path) -> Generator[Starting]:
    made = Starting(settings, path)
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    qapp.processEvents()


def begin(starting: Starting, qtbot: QtBot, wanted: type[QWidget]) -> QWidget:
    """Show the window and wait for the page that greets the owner or explains trouble."""
    starting.window.show()
    return reached(starting, qtbot, wanted)


def reached(starting: Starting, qtbot: QtBot, wanted: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: in_front(starting, wanted) is not None)
    page = in_front(starting, wanted)
    assert page is not None
    return page


def in_front(starting: Starting, wanted: type[QWidget]) -> QWidget | None:
    return next((one for one in starting.window.findChildren(wanted) if one.isVisible()), None)


def first_run(starting: Starting, qtbot: QtBot) -> FirstRunPage:
    page = begin(starting, qtbot, FirstRunPage)
    assert isinstance(page, FirstRunPage)
    return page


def trouble(starting: Starting, qtbot: QtBot) -> TroublePage:
    page = begin(starting, qtbot, TroublePage)
    assert isinstance(page, TroublePage)
    return page


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def add(engine: Engine, name: str) -> None:
    writer.commit(engine, Changeset("Add", (Change.create(make_customer(name)),)))


def names(starting: Starting) -> list[str]:
    assert starting.session is not None
    with starting.session.engine.connect() as connection:
        return [one.name for one in queries.customers(connection)]


def make(path: Path, *people: str) -> None:
    path.parent.mkdir(exist_ok=True)
    engine = create_journal(path)
    for name in people:
        add(engine, name)
    close_journal(engine)


def test_the_first_run_makes_a_journal_that_knows_its_owner(
    starting: Starting, settings: Settings, path: Path, qtbot: QtBot
) -> None:
    page = first_run(starting, qtbot)
    assert not starting.window.shell.sidebar.isVisible()
    QTest.keyClicks(page.owner.line, "Maya")
    with qtbot.waitSignal(starting.settled):
        press(page.cards[Start.EMPTY])
    assert starting.window.shell.sidebar.isVisible()
    assert starting.session is not None
    with starting.session.engine.connect() as connection:
        assert queries.preferences(connection).owner == "Maya"
    assert settings.journal == str(path)


def test_the_first_run_lays_out_the_sample_book(starting: Starting, qtbot: QtBot) -> None:
    page = first_run(starting, qtbot)
    with qtbot.waitSignal(starting.settled):
        press(page.cards[Start.SAMPLE])
    assert len(names(starting)) == 28


def test_the_first_run_goes_on_to_the_import(starting: Starting, qtbot: QtBot) -> None:
    page = first_run(starting, qtbot)
    with qtbot.waitSignal(starting.settled):
        press(page.cards[Start.IMPORT])
    assert in_front(starting, ImportDialog) is not None


def test_a_journal_that_is_there_opens_without_a_question(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    make(path, "Rosa")
    with qtbot.waitSignal(starting.settled):
        starting.window.show()
    assert names(starting) == ["Rosa"]


def test_what_is_no_journal_is_explained_and_left_as_it_is(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    path.parent.mkdir()
    path.write_bytes(BROKEN)
    page = trouble(starting, qtbot)
    assert not starting.window.shell.sidebar.isVisible()
    assert path.read_bytes() == BROKEN
    path.unlink()
    make(path, "Rosa")
    with qtbot.waitSignal(starting.settled):
        press(page.again)
    assert names(starting) == ["Rosa"]


def test_a_backup_takes_the_place_of_what_does_not_open_which_is_kept(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    path.parent.mkdir()
    engine = create_journal(path)
    add(engine, "Rosa")
    back_up(engine, path.parent / "backups" / f"journal-{datetime.now(UTC):%Y%m%d-%H%M%S}.db")
    close_journal(engine)
    path.write_bytes(BROKEN)
    page = trouble(starting, qtbot)
    (restore,) = page.restore_buttons
    with qtbot.waitSignal(starting.settled):
        press(restore)
    assert names(starting) == ["Rosa"]
    (aside,) = path.parent.glob("journal.replaced-*")
    assert aside.read_bytes() == BROKEN
    assert aside.name in starting.window.shell.toast.message()


def test_a_backup_that_is_none_is_refused_in_words(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    path.parent.mkdir()
    path.write_bytes(BROKEN)
    copy = path.parent / "backups" / "journal-1.db"
    copy.parent.mkdir()
    copy.write_bytes(b"neither is this")
    page = trouble(starting, qtbot)
    (restore,) = page.restore_buttons
    press(restore)
    qtbot.waitUntil(page.column.isEnabled)
    assert path.read_bytes() == BROKEN
    assert starting.session is None


def test_a_new_journal_is_suggested_beside_what_does_not_open(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    path.parent.mkdir()
    path.write_bytes(BROKEN)
    press(trouble(starting, qtbot).fresh)
    page = reached(starting, qtbot, FirstRunPage)
    assert isinstance(page, FirstRunPage)
    assert page.place.path() == path.with_name("journal-2.db")
    with qtbot.waitSignal(starting.settled):
        press(page.cards[Start.EMPTY])
    assert path.read_bytes() == BROKEN


def test_another_journal_is_opened_in_a_fresh_window(
    starting: Starting, settings: Settings, path: Path, qtbot: QtBot
) -> None:
    make(path, "Rosa")
    other = path.with_name("other.db")
    make(other, "Tomasz")
    with qtbot.waitSignal(starting.settled):
        starting.window.show()
    first = starting.window
    assert first.desk is not None
    with qtbot.waitSignal(starting.settled):
        first.desk.navigator.door.open(other)
    assert names(starting) == ["Tomasz"]
    assert starting.window is not first
    assert starting.window.isVisible()
    assert settings.journal == str(other)
    qtbot.waitUntil(lambda: not path.with_name("journal.db-wal").exists())


def test_another_journal_that_does_not_open_leaves_this_one_open(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    make(path, "Rosa")
    other = path.with_name("other.db")
    other.write_bytes(BROKEN)
    with qtbot.waitSignal(starting.settled):
        starting.window.show()
    window = starting.window
    assert window.desk is not None
    window.desk.navigator.door.open(other)
    qtbot.waitUntil(window.shell.toast.isVisible)
    assert "other.db" in window.shell.toast.message()
    assert starting.window is window
    assert names(starting) == ["Rosa"]


def test_a_fault_of_the_program_shows_the_report(starting: Starting, qtbot: QtBot) -> None:
    first_run(starting, qtbot)
    error = ValueError("Rosa")
    sys.excepthook(ValueError, error, None)
    dialog = in_front(starting, ErrorDialog)
    assert isinstance(dialog, ErrorDialog)
    assert "builtins.ValueError" in dialog.report.toPlainText()
    dialog.close()
