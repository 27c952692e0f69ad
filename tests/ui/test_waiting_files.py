"""Files that wait are offered one after the other, and none of them comes in unasked."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.owner import press, words
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.transfer.watched import DONE
from trustjournal.ui.dialogs.import_dialog import ImportDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.shell import Shell
from trustjournal.ui.waiting_files import WaitingFiles
from trustjournal.ui.watched_folder import WatchedFolder

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n"


class Openings:
    """Opens the import of files, as the window does, and knows which."""

    def __init__(self, session: JournalSession, navigator: Navigator, shell: Shell) -> None:
        self._session = session
        self._navigator = navigator
        self._shell = shell
        self.opened: list[list[str]] = []
        self.dialogs: list[ImportDialog] = []

    def open(self, paths: Sequence[Path]) -> ImportDialog:
        """Open it."""
        self.opened.append([path.name for path in paths])
        dialog = ImportDialog(self._session, self._navigator, Settings(), paths, self._shell)
        self.dialogs.append(dialog)
        dialog.open()
        return dialog


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Dropped"
    made.mkdir()
    for name in ("Ana", "Ben", "Cleo"):
        (made / f"{name}.vcf").write_text(CARD.format(name=f"{name} Stone"), "utf-8")
    return made


@pytest.fixture
def watched(folder: Path, shell: Shell) -> WatchedFolder:
    return WatchedFolder(Settings(watched_folder=str(folder)), QObject(shell), settle_ms=0)


@pytest.fixture
def openings(session: JournalSession, navigator: Navigator, shell: Shell) -> Openings:
    return Openings(session, navigator, shell)


@pytest.fixture
def files(shell: Shell, watched: WatchedFolder, openings: Openings, qtbot: QtBot) -> WaitingFiles:
    made = WaitingFiles(shell, watched, openings.open)
    qtbot.waitUntil(lambda: made.banner is not None)
    return made


def look_through(files: WaitingFiles, openings: Openings, qtbot: QtBot) -> ImportDialog:
    """Press the button of the line by key, and wait for the first file."""
    assert files.banner is not None
    assert files.banner.button is not None
    QTest.keyClick(files.banner.button, Qt.Key.Key_Return)
    at_file(openings.dialogs[-1], qtbot)
    return openings.dialogs[-1]


def at_file(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.file.file_page)


def bring_in(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Go on by Enter from the beginning of a file to its end."""
    at_file(dialog, qtbot)
    for step in (dialog.file.review, dialog.summary):
        focus = dialog.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda step=step: dialog.stack.currentWidget() is step)


def go_on(dialog: ImportDialog) -> None:
    QTest.keyClick(dialog.summary.next_button, Qt.Key.Key_Return)


def done(folder: Path) -> list[str]:
    return sorted(one.name for one in (folder / DONE).glob("*"))


def people(session: JournalSession) -> list[str]:
    with session.engine.connect() as connection:
        return [one.name for one in queries.customers(connection)]


def test_one_quiet_line_says_how_many_wait_and_nothing_opens_by_itself(
    files: WaitingFiles, openings: Openings, shell: Shell, folder: Path
) -> None:
    assert "3 files wait in “Dropped”." in words(shell)
    assert openings.opened == []
    assert done(folder) == []


def test_each_is_brought_in_in_turn_and_set_aside(
    files: WaitingFiles, openings: Openings, session: JournalSession, folder: Path, qtbot: QtBot
) -> None:
    dialog = look_through(files, openings, qtbot)
    assert openings.opened == [["Ana.vcf", "Ben.vcf", "Cleo.vcf"]]
    bring_in(dialog, qtbot)
    qtbot.waitUntil(lambda: done(folder) == ["Ana.vcf"])
    for _file in range(2):
        go_on(dialog)
        bring_in(dialog, qtbot)
    with qtbot.waitSignal(dialog.destroyed):
        go_on(dialog)
    qtbot.waitUntil(lambda: done(folder) == ["Ana.vcf", "Ben.vcf", "Cleo.vcf"])
    assert people(session) == ["Ana Stone", "Ben Stone", "Cleo Stone"]
    assert files.banner is None


def test_what_is_skipped_is_left_out_and_comes_back_with_undo(
    files: WaitingFiles, openings: Openings, folder: Path, shell: Shell, qtbot: QtBot
) -> None:
    dialog = look_through(files, openings, qtbot)
    for _file in range(2):
        press(dialog, "Skip this file")
        at_file(dialog, qtbot)
    bring_in(dialog, qtbot)
    go_on(dialog)
    qtbot.waitUntil(lambda: done(folder) == ["Ana.vcf", "Ben.vcf", "Cleo.vcf"])
    told = "2 files are left out, and lie in the folder “done”."
    qtbot.waitUntil(lambda: shell.toast.message() == told)
    press(shell.toast, "Undo")
    qtbot.waitUntil(lambda: "2 files wait in “Dropped”." in words(shell))
    assert done(folder) == ["Cleo.vcf"]


@pytest.mark.parametrize("word", ["Cancel", ""])
def test_a_file_at_which_the_import_is_cancelled_waits_on_until_it_is_left_out(
    files: WaitingFiles,
    openings: Openings,
    watched: WatchedFolder,
    folder: Path,
    shell: Shell,
    qtbot: QtBot,
    word: str,
) -> None:
    watched.set_aside(folder / "Ana.vcf", folder / "Ben.vcf")
    qtbot.waitUntil(lambda: "1 file waits in “Dropped”." in words(shell))
    dialog = look_through(files, openings, qtbot)
    with qtbot.waitSignal(dialog.destroyed):
        if word:
            press(dialog, word)
        else:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert shell.toast.message() == "“Cleo.vcf” waits on."
    assert (folder / "Cleo.vcf").exists()
    press(shell.toast, "Leave it out")
    qtbot.waitUntil(lambda: "Cleo.vcf" in done(folder))
    told = "“Cleo.vcf” is left out, and lies in the folder “done”."
    qtbot.waitUntil(lambda: shell.toast.message() == told)
    assert files.banner is None


def test_while_the_import_is_open_it_is_not_opened_again(
    files: WaitingFiles, openings: Openings, watched: WatchedFolder, qtbot: QtBot
) -> None:
    dialog = look_through(files, openings, qtbot)
    watched.wanted.emit()
    assert len(openings.opened) == 1
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    watched.wanted.emit()
    assert len(openings.opened) == 2


def test_what_cannot_be_set_aside_is_said_and_waits_on(
    files: WaitingFiles, openings: Openings, folder: Path, shell: Shell, qtbot: QtBot
) -> None:
    (folder / DONE).write_text("in the way")
    bring_in(look_through(files, openings, qtbot), qtbot)
    qtbot.waitUntil(lambda: "could not be moved" in shell.toast.message())
    qtbot.waitUntil(lambda: "3 files wait" in words(shell))


def test_the_line_goes_when_nothing_waits_any_more(
    files: WaitingFiles, watched: WatchedFolder, folder: Path, qtbot: QtBot
) -> None:
    for path in tuple(folder.glob("*.vcf")):
        path.unlink()
    watched.look()
    qtbot.waitUntil(lambda: files.banner is None)
