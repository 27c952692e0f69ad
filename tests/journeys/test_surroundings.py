"""What the computer does around an open journal costs nothing that was saved, and no typed word."""

from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from tests.durability import disk
from tests.durability.failing_disk import Refusing
from tests.durability.journals import tell
from tests.journeys.conftest import CTRL, Owner
from tests.samples import make_customer
from tests.surroundings import filled, small_disk, write_protected
from tests.ui.owner import choose
from trustjournal.domain.records import Customer, Touchpoint
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.dialogs.capture_dialog import CaptureDialog
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.read_only import WRITING
from trustjournal.ui.widgets.capture_bar import CaptureBar
from trustjournal.ui.widgets.people_table import PeopleTable

ROSA = make_customer("Rosa")
LONG = "rosa call + the tiles came, " + "and the oak sample too, " * 700


def button(owner: Owner, words: str) -> QPushButton:
    owner.waits_to_read(words)
    return owner.find(QPushButton, lambda one: one.text() == words)


def notes(owner: Owner) -> list[str]:
    return [one.note for one in owner.disk(Touchpoint)]


def files(folder: Path) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def log(owner: Owner, line: str) -> None:
    owner.press(Qt.Key.Key_N, CTRL)
    bar = owner.find(CaptureDialog).bar
    bar.set_text(line)
    owner.press(Qt.Key.Key_Return)


def test_a_full_disk_keeps_the_line_until_there_is_room_again(owner: Owner) -> None:
    with ExitStack() as stack:
        small = stack.enter_context(small_disk(owner.path.parent, 3_000_000))
        owner.begin(ROSA)
        stack.callback(owner.stop)
        with filled(small):
            log(owner, LONG)
            owner.waits_to_read("Not saved: the disk is full. Your text is still here.")
            line = owner.find(CaptureDialog)
            assert line.bar.text() == LONG
            line.reject()
        owner.click(button(owner, "Try again"))
        owner.waits_to_read("Logged with Rosa")
        assert len(notes(owner)) == 1
        assert not owner.reads("the disk is full")
        assert line.bar.text() == ""


def test_a_copy_is_saved_elsewhere_while_the_disk_is_full(owner: Owner, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy.db"
    copy.parent.mkdir()
    with ExitStack() as stack:
        small = stack.enter_context(small_disk(owner.path.parent, 3_000_000))
        owner.begin(ROSA)
        stack.callback(owner.stop)
        with filled(small):
            log(owner, LONG)
            owner.waits_to_read("the disk is full")
            owner.find(CaptureDialog).reject()
            owner.click(button(owner, "Save a copy elsewhere…"))
            choose(owner.qtbot, copy)
            owner.waits_to_read("and verified")
            window = owner.window
            owner.click(button(owner, "Open the copy"))
            owner.qtbot.waitUntil(lambda: owner.window is not window)
            owner.wait_for_journal()
            assert owner.starting is not None
            assert owner.starting.path == copy
            owner.path = copy
            assert [one.name for one in owner.disk(Customer)] == ["Rosa"]


@pytest.mark.skipif(not disk.AVAILABLE, reason="the disk can be watched on Linux alone")
def test_a_disk_that_fails_keeps_the_line_until_it_is_well_again(owner: Owner) -> None:
    refusing = Refusing("write", disk.WRITE_FAILED, 1)
    refusing.well = True
    with disk.watched(owner.path.parent, refusing):
        owner.begin(ROSA)
        refusing.well = False
        log(owner, "rosa call + the tiles came")
        owner.waits_to_read("Not saved: the disk reported an error. Your text is still here.")
        line = owner.find(CaptureDialog)
        assert line.bar.text() == "rosa call + the tiles came"
        refusing.well = True
        owner.press(Qt.Key.Key_Return)
        owner.waits_to_read("Logged with Rosa")
        owner.qtbot.waitUntil(lambda: not owner.reads("the disk reported an error"))
        owner.stop()
    assert notes(owner) == ["the tiles came"]


def test_what_another_program_held_up_is_saved_when_it_is_asked_for_again(owner: Owner) -> None:
    owner.begin(ROSA)
    assert owner.starting is not None
    assert owner.starting.session is not None
    with owner.starting.session.engine.connect() as connection:  # of the five seconds
        connection.exec_driver_sql("PRAGMA busy_timeout=100")
    with closing(driver.connect(str(owner.path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        log(owner, "rosa call + the tiles came")
        owner.waits_to_read("Not saved: another program is writing to the journal.")
    owner.find(CaptureDialog).reject()
    assert not owner.reads("Save a copy elsewhere…")
    owner.click(button(owner, "Try again"))
    owner.waits_to_read("Logged with Rosa")
    assert notes(owner) == ["the tiles came"]


def test_what_the_command_line_writes_is_seen_and_not_taken_for_what_was_held_up(
    owner: Owner,
) -> None:
    owner.begin(ROSA)
    assert owner.starting is not None
    assert owner.starting.session is not None
    with owner.starting.session.engine.connect() as connection:  # of the five seconds
        connection.exec_driver_sql("PRAGMA busy_timeout=100")
    owner.press(Qt.Key.Key_2, CTRL)
    owner.settle()
    table = owner.find(PeopleTable)
    with closing(driver.connect(str(owner.path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        log(owner, "rosa call + the tiles came")
        owner.waits_to_read("Not saved: another program is writing to the journal.")
    owner.find(CaptureDialog).reject()
    tell(owner.path, "log", "Mehmet call + asked for a quote", "--create")
    QApplication.sendEvent(owner.window, QEvent(QEvent.Type.WindowActivate))
    owner.qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    owner.click(button(owner, "Try again"))
    owner.waits_to_read("Logged with Rosa")
    assert sorted(notes(owner)) == ["asked for a quote", "the tiles came"]


def test_a_folder_named_as_the_journal_is_told_of_and_left_alone(owner: Owner) -> None:
    owner.path.mkdir(parents=True)
    owner.start("trouble")
    assert owner.reads(f"{owner.path} is a folder, not a journal.")
    assert list(owner.path.iterdir()) == []


def test_for_a_journal_in_a_missing_folder_nothing_is_made_unasked(owner: Owner) -> None:
    owner.start("first-run")
    owner.stop()
    assert not owner.path.parent.exists()


def test_a_moved_journal_is_opened_where_it_is_now_with_what_was_typed_meanwhile(
    owner: Owner,
) -> None:
    owner.begin(ROSA)
    log(owner, "rosa call + before it went")
    owner.waits_to_read("Logged with Rosa")
    moved = owner.path.parent / "Old books" / "journal.db"
    moved.parent.mkdir()
    owner.path.rename(moved)
    log(owner, "rosa call + while it was elsewhere")
    owner.waits_to_read("Not saved: the journal file was moved or replaced.")
    owner.waits_to_read(f"The journal file was moved while it was open. It is now {moved}.")
    owner.find(CaptureDialog).reject()
    window = owner.window
    owner.click(button(owner, "Open it where it is now"))
    owner.qtbot.waitUntil(lambda: owner.window is not window)
    owner.wait_for_journal()
    assert owner.starting is not None
    assert owner.starting.path == moved
    owner.path = moved
    assert notes(owner) == ["before it went"]
    owner.press(Qt.Key.Key_N, CTRL)
    bar = owner.find(CaptureDialog).bar
    owner.qtbot.waitUntil(lambda: bar.text() == "rosa call + while it was elsewhere")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Logged with Rosa")
    assert sorted(notes(owner)) == ["before it went", "while it was elsewhere"]


def test_a_deleted_journal_is_told_of_before_anything_is_written(
    owner: Owner, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    owner.begin(ROSA)
    owner.path.unlink()
    owner.window.activateWindow()
    again = MainWindow(owner.settings)
    again.show()
    again.activateWindow()
    owner.qtbot.waitUntil(again.isActiveWindow)
    owner.window.activateWindow()
    owner.waits_to_read("The journal file was deleted while it was open.")
    again.close()
    again.deleteLater()
    owner.click(button(owner, "Save a copy…"))
    choose(owner.qtbot, copy)
    owner.waits_to_read("and verified")
    assert not owner.path.exists()
    owner.path = copy
    assert [one.name for one in owner.disk(Customer)] == ["Rosa"]


def test_a_replaced_journal_is_told_of_and_its_replacement_left_alone(owner: Owner) -> None:
    owner.begin(ROSA)
    other = owner.path.with_name("other.db")
    close_journal(create_journal(other))
    owner.path.unlink()
    other.rename(owner.path)
    before = owner.path.read_bytes()
    log(owner, "rosa call + too late")
    owner.waits_to_read("The journal file was replaced by another one while it was open.")
    assert owner.path.read_bytes() == before
    assert button(owner, "Save a copy…").isVisible()


@pytest.mark.parametrize("protected", ["folder", "file"])
def test_where_nothing_may_be_written_everything_can_be_read_and_nothing_changed(
    owner: Owner, protected: str
) -> None:
    owner.begin(ROSA)
    owner.stop()
    folder = owner.path.parent
    before = files(folder)
    with write_protected(folder if protected == "folder" else owner.path):
        owner.start()
        owner.waits_to_read("Read-only: ")
        actions = owner.window.commands.actions
        assert not any(actions[key].isEnabled() for key in WRITING)
        assert not owner.window.shell.sidebar.log_button.isEnabled()
        assert not owner.find(CaptureBar).isEnabled()
        owner.press(Qt.Key.Key_N, CTRL)
        assert owner.window.desk is not None
        owner.window.desk.navigator.add_person("Ben")
        owner.qtbot.waitUntil(owner.window.shell.toast.isVisible)
        assert "so nothing can be changed." in owner.window.shell.toast.message()
        assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
        owner.stop()
        assert files(folder) == before


def test_a_folder_that_others_write_to_is_told_of_once(owner: Owner) -> None:
    owner.path = owner.path.parent / "Dropbox" / "journal.db"
    owner.begin(ROSA)
    owner.waits_to_read("Dropbox keeps your journal’s folder alike on several computers.")
    owner.click(button(owner, "Understood"))
    owner.qtbot.waitUntil(lambda: not owner.reads("Dropbox keeps"))
    owner.stop()
    owner.start()
    assert not owner.reads("Dropbox keeps")
    log(owner, "rosa call + the tiles came")
    owner.waits_to_read("Logged with Rosa")
    assert [one.name for one in owner.path.parent.glob("*.db*")] == ["journal.db"]


def test_a_clock_that_was_set_back_is_told_of_and_changes_no_order(owner: Owner) -> None:
    engine = create_journal(owner.path)
    close_journal(engine)
    owner.path.unlink()
    owner.begin(ROSA)
    log(owner, "rosa call + on the right day")
    owner.waits_to_read("Logged with Rosa")
    assert not owner.reads("still to come by this computer")
    session = owner.starting.session if owner.starting else None
    assert session is not None
    with session.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE history SET at = at + 172800000000")  # two days
    owner.stop()
    owner.start()
    owner.waits_to_read("still to come by this computer")
    log(owner, "rosa call + on the wrong day")
    owner.waits_to_read("Logged with Rosa")
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone: ")
    assert notes(owner) == ["on the right day"]
