"""The recovery sheet is seen, and saved for the owner alone, with the passphrase where wanted."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MORNING
from tests.ui.owner import choose, press, words
from trustjournal.store import keys
from trustjournal.store.engine import create_journal
from trustjournal.ui.dialogs.recovery_dialog import RecoveryDialog
from trustjournal.ui.session import JournalSession

PASSPHRASE = "glaze window otter"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Generator[RecoveryDialog]:
    engine = create_journal(tmp_path / "locked.db", PASSPHRASE)
    session = JournalSession(engine, clock=lambda: MORNING)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = RecoveryDialog(session, window)
    made.open()
    yield made
    session.close()
    qapp.processEvents()


def look(dialog: RecoveryDialog) -> bytes:
    return bytes(dialog.picture.pixmap().toImage().constBits())


def test_it_is_saved_with_room_to_write_for_the_owner_alone(
    dialog: RecoveryDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    press(dialog, "Save as PDF…")
    choose(qtbot, tmp_path / "sheet.pdf")
    qtbot.waitUntil(lambda: "Saved as" in words(dialog))
    saved = tmp_path / "sheet.pdf"
    assert saved.read_bytes().startswith(b"%PDF")
    if os.name == "posix":
        assert saved.stat().st_mode & 0o777 == 0o600


def test_a_wrong_passphrase_is_never_printed(
    dialog: RecoveryDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    empty = look(dialog)
    QTest.keyClick(dialog.printed.box, Qt.Key.Key_Space)
    assert "Whoever finds the sheet" in words(dialog)
    press(dialog, "Save as PDF…")
    assert "Write your passphrase first." in words(dialog)
    QTest.keyClicks(dialog.field.line, "glaze window")
    qtbot.waitUntil(lambda: look(dialog) != empty)
    press(dialog, "Save as PDF…")
    qtbot.waitUntil(lambda: "not the passphrase" in words(dialog))
    QTest.keyClicks(dialog.field.line, " otter")
    press(dialog, "Save as PDF…")
    choose(qtbot, tmp_path / "sheet.pdf")
    qtbot.waitUntil(lambda: "Saved as" in words(dialog))


def test_taking_the_passphrase_back_leaves_the_lines_to_write_on(dialog: RecoveryDialog) -> None:
    empty = look(dialog)
    QTest.keyClick(dialog.printed.box, Qt.Key.Key_Space)
    QTest.keyClicks(dialog.field.line, PASSPHRASE)
    QTest.keyClick(dialog.printed.box, Qt.Key.Key_Space)
    assert dialog.field.value() == ""
    assert look(dialog) == empty


def test_a_folder_that_is_not_there_is_said(dialog: RecoveryDialog, qtbot: QtBot) -> None:
    dialog.save(dialog.sheet_now(), Path("/nowhere at all/sheet.pdf"))
    qtbot.waitUntil(lambda: "/nowhere at all/sheet.pdf" in words(dialog))
