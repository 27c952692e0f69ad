"""A journal with a passphrase: asked for, locked away with all that showed it, and given back."""

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import keyring
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.surroundings import write_protected
from tests.test_remembered import Keychain
from tests.ui.conftest import MORNING
from tests.ui.owner import choose, press, words
from trustjournal import remembered
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.passphrase import Protection
from trustjournal.settings import Settings
from trustjournal.store import keys, queries, writer
from trustjournal.store.backup import back_up
from trustjournal.store.encrypting import is_encrypted
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.desk import Desk
from trustjournal.ui.dialogs.recovery_dialog import RecoveryDialog
from trustjournal.ui.lock_keeper import LockKeeper
from trustjournal.ui.navigator import Door
from trustjournal.ui.pages.first_run import FirstRunPage
from trustjournal.ui.pages.locked import LockedPage
from trustjournal.ui.pages.trouble import TroublePage
from trustjournal.ui.plain_backups import PlainCopies
from trustjournal.ui.starting import Starting

PASSPHRASE = "glaze window otter"
OTHER = "another lamp entirely"
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Computer:
    """The program on one journal, with a clock that the test moves."""

    qtbot: QtBot
    path: Path
    settings: Settings = field(default_factory=Settings)
    now: datetime = MORNING
    starting: Starting | None = None

    @property
    def running(self) -> Starting:
        assert self.starting is not None
        return self.starting

    def start(self, passphrase: str = "") -> None:
        self.starting = Starting(
            self.settings, self.path, passphrase=passphrase, clock=lambda: self.now
        )
        self.running.window.show()

    def start_open(self, passphrase: str = "") -> None:
        self.start(passphrase)
        self.until_open()

    def until_open(self) -> None:
        """Wait until a journal is open and its first page there."""
        self.qtbot.waitUntil(lambda: self.running.session is not None)
        self.qtbot.waitUntil(lambda: not self.desk().pages.coming)

    def desk(self) -> Desk:
        desk = self.running.window.desk
        assert desk is not None
        return desk

    def door(self) -> Door:
        return self.desk().navigator.door

    def find(self, kind: type[QWidget]) -> QWidget | None:
        found = self.running.window.findChildren(kind)
        return next((one for one in found if one.isVisible()), None)

    def locked(self) -> LockedPage:
        self.qtbot.waitUntil(lambda: self.find(LockedPage) is not None)
        page = self.find(LockedPage)
        assert isinstance(page, LockedPage)
        self.qtbot.waitUntil(page.column.isEnabled)
        return page

    def unlock(self, passphrase: str) -> None:
        """Type a passphrase and press Enter."""
        line = self.locked().field.line
        line.selectAll()
        QTest.keyClicks(line, passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def names(self) -> list[str]:
        session = self.running.session
        assert session is not None
        with session.engine.connect() as connection:
            return [one.name for one in queries.customers(connection)]

    def stop(self) -> None:
        if self.starting is not None:
            self.starting.close()
            self.starting.window.close()
            self.starting.window.deleteLater()
            self.starting = None
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def make(path: Path, name: str, passphrase: str | None = PASSPHRASE) -> Path:
    """Make a journal of one person, and a backup of it."""
    engine = create_journal(path, passphrase)
    person = make_customer(name)
    writer.commit(engine, Changeset("Add", (Change.create(person),)))
    backup = back_up(engine, path.parent / "backups" / f"{path.stem}-20260101-120000.db")
    close_journal(engine)
    return backup


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)


@pytest.fixture
def computer(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Generator[Computer]:
    (tmp_path / "books").mkdir()
    made = Computer(qtbot, tmp_path / "books" / "journal.db")
    yield made
    made.stop()
    qapp.processEvents()


def texts() -> str:
    """Return all that can be read on the screen, titles of windows included."""
    tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return "\n".join((*(one.windowTitle() for one in tops), *map(words, tops)))


def test_an_encrypted_journal_asks_until_the_passphrase_fits(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.start()
    computer.unlock("glaze window")
    computer.qtbot.waitUntil(lambda: "Try once more" in texts())
    assert computer.running.session is None
    computer.unlock(PASSPHRASE)
    computer.until_open()
    assert computer.names() == ["Rosa"]
    assert computer.find(LockedPage) is None
    assert all(one.text() != PASSPHRASE for one in computer.running.window.findChildren(QLineEdit))


def test_a_passphrase_handed_over_at_the_start_is_not_asked_for(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    assert computer.names() == ["Rosa"]
    assert PASSPHRASE not in repr(computer.running.__dict__)


def test_nothing_of_a_locked_journal_is_left(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    desk = computer.desk()
    desk.navigator.add_person("Tomasz")
    computer.qtbot.waitUntil(lambda: computer.find(QDialog) is not None)
    window = computer.running.window
    keeper = window.findChild(LockKeeper)
    assert keeper is not None
    gone = (window, desk, desk.calendar, desk.reminders, keeper)
    dialog = computer.find(QDialog)
    assert dialog is not None
    dialog.activateWindow()
    computer.qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL)
    computer.qtbot.waitUntil(lambda: computer.running.session is None)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [
        computer.running.window
    ]
    assert "Rosa" not in texts()
    assert "Tomasz" not in texts()
    computer.qtbot.waitUntil(lambda: not any(map(shiboken6.isValid, gone)))
    computer.qtbot.waitUntil(lambda: not computer.path.with_name("journal.db-wal").exists())


def test_a_key_locks_what_is_open(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    QTest.keyClick(computer.running.window, Qt.Key.Key_L, CTRL)
    assert computer.running.session is None
    assert computer.running.window.focusWidget() is computer.locked().field.line


def test_what_was_open_comes_back_with_the_passphrase(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    session = computer.running.session
    assert session is not None
    with session.engine.connect() as connection:
        (rosa,) = queries.customers(connection)
    computer.desk().navigator.open_person(rosa.id)
    computer.qtbot.waitUntil(lambda: computer.running.window.shell.page_key() == "person")
    computer.door().lock()
    computer.unlock(PASSPHRASE)
    computer.until_open()
    assert computer.desk().here == ("person", rosa.id)
    computer.qtbot.waitUntil(lambda: "Rosa" in texts())


def test_what_was_being_typed_comes_back_with_the_passphrase(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    computer.desk().navigator.add_person()
    computer.qtbot.waitUntil(lambda: computer.find(QDialog) is not None)
    dialog = computer.find(QDialog)
    assert dialog is not None
    line = dialog.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "Tomasz Wi")
    computer.door().lock()
    computer.unlock(PASSPHRASE)
    computer.until_open()
    computer.qtbot.waitUntil(lambda: "Tomasz Wi" in texts())
    assert "Not saved yet" in texts()
    computer.desk().navigator.add_person()
    computer.qtbot.waitUntil(lambda: "This is what you had not saved yet." in texts())


def test_a_locked_journal_is_silent_whatever_the_hour(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.settings.calendar_file = str(computer.path.with_name("calendar.ics"))
    computer.start_open(PASSPHRASE)
    calendar, reminders = computer.desk().calendar, computer.desk().reminders
    computer.door().lock()
    before = computer.path.read_bytes()
    files = set(computer.path.parent.rglob("*"))
    computer.now += timedelta(days=1)
    # As if they had fired in the very moment before they went.
    calendar.tick()
    reminders.look()
    computer.locked()
    computer.qtbot.waitUntil(lambda: not computer.path.with_name("journal.db-wal").exists())
    assert computer.path.read_bytes() == before
    assert set(computer.path.parent.rglob("*")) <= files
    assert not computer.running.window.shell.toast.isVisible()


def test_a_damaged_journal_is_brought_together_and_the_damaged_one_kept(
    computer: Computer,
) -> None:
    make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    computer.door().salvage()
    computer.until_open()
    assert computer.names() == ["Rosa"]
    (aside,) = computer.path.parent.glob("journal.damaged-*.db")
    assert is_encrypted(aside)


def test_a_new_passphrase_comes_with_its_sheet_and_a_word_about_older_copies(
    computer: Computer,
) -> None:
    make(computer.path, "Rosa", None)
    computer.start_open()
    computer.door().protect(Protection(new=PASSPHRASE))
    computer.until_open()
    assert isinstance(computer.find(RecoveryDialog), RecoveryDialog)
    computer.qtbot.waitUntil(lambda: "from before has no passphrase" in texts())


def test_a_question_about_older_copies_comes_back_until_it_is_answered(computer: Computer) -> None:
    question = "from before has no passphrase"
    make(computer.path, "Rosa", None)
    computer.start_open()
    computer.door().protect(Protection(new=PASSPHRASE))
    computer.qtbot.waitUntil(lambda: question in texts())
    computer.door().lock()
    assert question not in texts()
    computer.unlock(PASSPHRASE)
    computer.qtbot.waitUntil(lambda: question in texts())
    press(computer.running.window, "Keep it")
    computer.stop()
    computer.settings = Settings.load()
    computer.start_open(PASSPHRASE)
    assert computer.running.session is not None
    copies = computer.running.session.findChild(PlainCopies)
    assert copies is not None
    computer.qtbot.waitUntil(lambda: copies.found is not None)
    assert copies.found
    assert question not in texts()


def test_a_keychain_opens_the_journal_until_it_is_locked_on_purpose(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "KEYCHAINS", {Keychain.__module__})
    before = keyring.get_keyring()
    keyring.set_keyring(Keychain())
    make(computer.path, "Rosa")
    computer.start()
    page = computer.locked()
    computer.qtbot.waitUntil(page.remember.isVisible)
    QTest.keyClick(page.remember.box, Qt.Key.Key_Space)
    computer.unlock(PASSPHRASE)
    computer.until_open()
    computer.stop()
    computer.start_open()
    assert computer.names() == ["Rosa"]
    computer.door().lock()
    computer.unlock("not this one")
    computer.qtbot.waitUntil(lambda: "Try once more" in texts())
    computer.unlock(PASSPHRASE)
    computer.until_open()
    computer.desk().show("settings")
    computer.qtbot.waitUntil(lambda: "remembers the passphrase" in texts())
    press(computer.running.window, "Ask me each time")
    computer.qtbot.waitUntil(lambda: "remembers the passphrase" not in texts())
    computer.stop()
    computer.start()
    assert computer.locked()
    keyring.set_keyring(before)


def test_an_idle_journal_is_locked_and_a_touched_one_is_not(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.settings.lock_minutes = 5
    computer.start_open(PASSPHRASE)
    window = computer.running.window
    window.activateWindow()
    keeper = window.findChild(LockKeeper)
    assert keeper is not None
    for _look in range(5):
        computer.now += timedelta(seconds=59)
        keeper.look()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    for _look in range(5):
        computer.now += timedelta(seconds=59)
        keeper.look()
    assert computer.running.session is not None
    computer.now += timedelta(seconds=59)
    keeper.look()
    assert computer.running.session is None
    assert computer.locked()


@pytest.mark.parametrize("wanted", [True, False])
def test_a_computer_that_slept_locks_where_that_is_wanted(
    computer: Computer, *, wanted: bool
) -> None:
    make(computer.path, "Rosa")
    computer.settings.lock_asleep = wanted
    computer.settings.lock_minutes = 0
    computer.start_open(PASSPHRASE)
    keeper = computer.running.window.findChild(LockKeeper)
    assert keeper is not None
    computer.now += timedelta(hours=2)
    keeper.look()
    assert (computer.running.session is None) == wanted


def test_a_plain_journal_has_nothing_to_be_locked_with(computer: Computer) -> None:
    make(computer.path, "Rosa", None)
    computer.start_open()
    assert computer.running.window.findChildren(LockKeeper) == []
    QTest.keyClick(computer.running.window, Qt.Key.Key_L, CTRL)
    assert computer.running.session is not None
    assert "no passphrase yet" in computer.running.window.shell.toast.message()
    press(computer.running.window.shell.toast, "Settings")
    assert computer.running.window.shell.page_key() == "settings"


def test_an_encrypted_backup_is_looked_at_and_left_again_without_a_question(
    computer: Computer,
) -> None:
    backup = make(computer.path, "Rosa")
    before = backup.read_bytes()
    computer.settings.calendar_file = str(computer.path.with_name("calendar.ics"))
    computer.start_open(PASSPHRASE)
    own = computer.running.session
    computer.door().view(backup)
    computer.qtbot.waitUntil(lambda: computer.running.session not in {own, None})
    computer.until_open()
    assert computer.running.session is not None
    assert computer.running.session.path == backup
    assert computer.running.session.read_only
    assert computer.settings.journal == str(computer.path)
    assert "This is a copy of your journal" in texts()
    assert not hasattr(computer.desk(), "calendar")
    press(computer.running.window, "Back to your journal")
    computer.qtbot.waitUntil(lambda: "This is a copy" not in texts())
    computer.until_open()
    assert computer.running.session.path == computer.path
    assert not computer.running.session.read_only
    assert backup.read_bytes() == before
    assert {one.name for one in backup.parent.iterdir()} == {backup.name}


def test_a_backup_takes_the_place_of_the_open_journal_which_is_kept(computer: Computer) -> None:
    backup = make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    session = computer.running.session
    assert session is not None
    session.commit(Changeset("Add", (Change.create(make_customer("Tomasz")),)))
    computer.door().restore(backup)
    computer.until_open()
    assert computer.names() == ["Rosa"]
    (aside,) = computer.path.parent.glob("journal.replaced-*.db")
    assert is_encrypted(aside)
    assert aside.name in computer.running.window.shell.toast.message()


def test_a_backup_that_is_none_leaves_the_open_journal_as_it_was(computer: Computer) -> None:
    make(computer.path, "Rosa")
    broken = computer.path.with_name("broken.db")
    broken.write_bytes(b"This was a backup once. " * 40)
    computer.start_open(PASSPHRASE)
    computer.door().restore(broken)
    computer.qtbot.waitUntil(lambda: "broken.db" in computer.running.window.shell.toast.message())
    computer.until_open()
    assert computer.names() == ["Rosa"]


def test_a_backup_with_another_passphrase_asks_for_that_one(computer: Computer) -> None:
    backup = make(computer.path.with_name("old.db"), "Tomasz", OTHER)
    make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    computer.door().restore(backup)
    page = computer.locked()
    assert str(backup) in texts()
    assert page.remember.isHidden()
    press(page, "Back to your journal")
    computer.until_open()
    assert computer.names() == ["Rosa"]
    computer.door().restore(backup)
    computer.unlock(OTHER)
    computer.until_open()
    assert computer.names() == ["Tomasz"]
    assert computer.running.path == computer.path


def test_a_plain_backup_keeps_the_passphrase_of_the_open_journal(computer: Computer) -> None:
    backup = make(computer.path.with_name("old.db"), "Tomasz", None)
    make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    computer.door().restore(backup)
    computer.until_open()
    assert computer.names() == ["Tomasz"]
    assert is_encrypted(computer.path)
    assert not is_encrypted(backup)
    assert "no passphrase" not in computer.running.window.shell.toast.message()
    QTest.keyClick(computer.running.window, Qt.Key.Key_L, CTRL)
    computer.unlock(PASSPHRASE)
    computer.until_open()
    assert computer.names() == ["Tomasz"]


def choose_plain_backup(computer: Computer) -> None:
    """Ask, where Rosa's journal is locked, for a backup of Tomasz's that never was."""
    backup = make(computer.path.with_name("old.db"), "Tomasz", None)
    make(computer.path, "Rosa")
    computer.start()
    press(computer.locked(), "Restore a backup…")
    choose(computer.qtbot, backup)
    computer.qtbot.waitUntil(lambda: "This backup has no passphrase" in texts())


def test_a_plain_backup_over_a_locked_journal_asks_for_the_passphrase_to_keep(
    computer: Computer,
) -> None:
    choose_plain_backup(computer)
    assert "whoever finds the file can read it" in texts()
    assert is_encrypted(computer.path)
    computer.unlock("wrong")
    computer.qtbot.waitUntil(lambda: "does not open it" in texts())
    computer.unlock(PASSPHRASE)
    computer.until_open()
    assert computer.names() == ["Tomasz"]
    assert is_encrypted(computer.path)


def test_whoever_wants_it_goes_back_to_a_plain_backup_without_a_passphrase(
    computer: Computer,
) -> None:
    choose_plain_backup(computer)
    press(computer.locked(), "Restore without a passphrase")
    computer.until_open()
    assert computer.names() == ["Tomasz"]
    assert not is_encrypted(computer.path)
    assert "no passphrase now" in computer.running.window.shell.toast.message()


def test_from_the_locked_page_another_journal_can_be_opened(computer: Computer) -> None:
    make(computer.path, "Rosa")
    other = computer.path.with_name("plain.db")
    make(other, "Tomasz", None)
    computer.start()
    press(computer.locked(), "Open another journal…")
    choose(computer.qtbot, other)
    computer.until_open()
    assert computer.names() == ["Tomasz"]
    assert computer.settings.journal == str(other)


def test_from_the_locked_page_a_new_journal_can_be_begun(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.start()
    press(computer.locked(), "Start a new journal…")
    computer.qtbot.waitUntil(lambda: computer.find(FirstRunPage) is not None)


def test_a_journal_gets_a_passphrase_another_one_and_none(computer: Computer) -> None:
    make(computer.path, "Rosa", None)
    computer.start_open()
    for protection, encrypted in (
        (Protection(new=PASSPHRASE), True),
        (Protection(old=PASSPHRASE, new=OTHER), True),
        (Protection(old=OTHER), False),
    ):
        computer.door().protect(protection)
        assert computer.running.session is None
        computer.until_open()
        assert computer.names() == ["Rosa"]
        assert is_encrypted(computer.path) == encrypted
        keepers = computer.running.window.findChildren(LockKeeper)
        assert len(keepers) == encrypted


def test_a_conversion_that_is_stopped_leaves_the_journal_as_it_was(computer: Computer) -> None:
    make(computer.path, "Rosa", None)
    computer.start_open()
    computer.door().protect(Protection(new=PASSPHRASE))
    press(computer.running.window, "Stop")
    computer.until_open()
    assert computer.names() == ["Rosa"]


def test_a_folder_that_refuses_leaves_the_journal_open_and_says_why(computer: Computer) -> None:
    make(computer.path, "Rosa", None)
    computer.start_open()
    with write_protected(computer.path.parent):
        computer.door().protect(Protection(new=PASSPHRASE))
        computer.until_open()
    assert computer.running.window.shell.toast.isVisible()
    assert not is_encrypted(computer.path)


def test_a_journal_that_went_while_locked_is_explained(computer: Computer) -> None:
    make(computer.path, "Rosa")
    computer.start_open(PASSPHRASE)
    computer.door().lock()
    computer.locked()
    computer.qtbot.waitUntil(lambda: not computer.path.with_name("journal.db-wal").exists())
    computer.path.write_bytes(b"")
    computer.unlock(PASSPHRASE)
    computer.qtbot.waitUntil(lambda: computer.find(TroublePage) is not None)
    computer.qtbot.waitUntil(lambda: "empty" in texts())
