"""What the owner sees of a fault in the program."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.owner import choose
from trustjournal.paths import log_folder
from trustjournal.ui.dialogs.error_dialog import ErrorDialog
from trustjournal.ui.widgets.label import PlainLabel


def fault(name: str) -> KeyError:
    with pytest.raises(KeyError) as caught:
        {}[name]
    return caught.value


@pytest.fixture
def dialog(window: QWidget) -> ErrorDialog:
    return ErrorDialog.show_for(fault("Rosa"), window)


def test_it_says_that_nothing_typed_is_lost(dialog: ErrorDialog) -> None:
    said = " ".join(one.text() for one in dialog.findChildren(PlainLabel))
    assert "What you typed is still here" in said


def test_the_report_names_the_fault_without_the_owners_words(dialog: ErrorDialog) -> None:
    report = dialog.report.toPlainText()
    assert "builtins.KeyError" in report
    assert "test_error_dialog.py" in report
    assert "Rosa" not in report


def test_a_second_error_is_added_to_the_first(dialog: ErrorDialog, window: QWidget) -> None:
    assert ErrorDialog.show_for(ValueError("x"), window) is dialog
    assert "builtins.KeyError" in dialog.report.toPlainText()
    assert "builtins.ValueError" in dialog.report.toPlainText()
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, ErrorDialog)]
    assert [one for one in shown if one.isVisible()] == [dialog]


def test_after_it_was_closed_the_next_error_has_a_dialog_again(
    dialog: ErrorDialog, window: QWidget, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    again = ErrorDialog.show_for(fault("Rosa"), window)
    assert again.isVisible()
    again.close()


def test_it_lies_over_a_form_that_keeps_its_text(window: QWidget) -> None:
    form = QDialog(window)
    form.open()
    dialog = ErrorDialog.show_for(fault("Rosa"), window)
    assert dialog.parentWidget() is form
    dialog.close()
    assert form.isVisible()
    form.close()


def test_the_report_can_be_saved(dialog: ErrorDialog, tmp_path: Path, qtbot: QtBot) -> None:
    QTest.mouseClick(dialog.pane.save_button, Qt.MouseButton.LeftButton)
    choose(qtbot, tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text("utf-8") == dialog.report.toPlainText()
    assert str(tmp_path / "report.txt") in dialog.pane.said.text()


def test_a_place_that_refuses_the_report_is_named(
    dialog: ErrorDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.mouseClick(dialog.pane.save_button, Qt.MouseButton.LeftButton)
    choose(qtbot, tmp_path / "gone" / "report.txt")
    assert "could not be written" in dialog.pane.said.text()


def test_the_report_can_be_copied(dialog: ErrorDialog) -> None:
    QTest.mouseClick(dialog.pane.copy_button, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == dialog.report.toPlainText()


def test_the_report_can_be_changed_before_it_is_handed_on(
    dialog: ErrorDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.report.setFocus()
    QTest.keyClicks(dialog.report, "It was like this. ")
    QTest.mouseClick(dialog.pane.save_button, Qt.MouseButton.LeftButton)
    choose(qtbot, tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text("utf-8").startswith("It was like this. Trust J")


def test_a_report_of_every_fault_stays_on_this_computer(
    dialog: ErrorDialog, window: QWidget
) -> None:
    ErrorDialog.show_for(ValueError("Rosa"), window)
    told = [path.read_text("utf-8") for path in sorted(log_folder().iterdir())]
    assert ["KeyError" in told[0], "ValueError" in told[1]] == [True, True]
    assert "Rosa" not in "".join(told)
