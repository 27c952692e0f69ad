"""The owner writes down what went wrong, reads all of it, and keeps it where they like."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.owner import choose, words
from trustjournal.report import write_report
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.report_dialog import ReportDialog
from trustjournal.ui.main_window import MainWindow


@pytest.fixture
def dialog(window: QWidget) -> ReportDialog:
    write_report(KeyError("Rosa"))
    made = ReportDialog(window)
    made.open()
    return made


def test_it_says_that_nothing_is_sent(dialog: ReportDialog) -> None:
    assert "Nothing is sent" in words(dialog)


def test_all_of_it_is_shown_first_with_the_last_faults_and_no_name(dialog: ReportDialog) -> None:
    told = dialog.pane.text.toPlainText()
    assert "What I did:" in told
    assert "Trust Journal " in told
    assert "builtins.KeyError" in told
    assert "Rosa" not in told


def test_one_writes_at_once_and_saves_where_one_likes(
    dialog: ReportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.keyClicks(dialog.pane.text, "I pressed Enter.")
    QTest.mouseClick(dialog.pane.save_button, Qt.MouseButton.LeftButton)
    choose(qtbot, tmp_path / "told.txt")
    saved = (tmp_path / "told.txt").read_text("utf-8")
    assert saved.startswith("What I did:\nI pressed Enter.")
    assert saved == dialog.pane.text.toPlainText()


def test_it_is_asked_for_in_the_menu_without_any_journal(qtbot: QtBot) -> None:
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    window.show()
    window.commands.actions["report"].trigger()
    assert window.findChild(ReportDialog) is not None
