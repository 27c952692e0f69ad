"""When the program itself fails, or the disk does, nothing typed is lost."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import CTRL, Owner
from trustjournal.domain.records import Touchpoint
from trustjournal.ui.dialogs.capture_dialog import CaptureDialog
from trustjournal.ui.dialogs.error_dialog import ErrorDialog


def test_a_fault_is_told_in_words_and_the_line_keeps_its_text(maya: Owner) -> None:
    maya.press(Qt.Key.Key_N, CTRL)
    maya.write("rosa call + half a thought")
    assert maya.starting is not None

    # What Python does with an error that nobody caught.
    error = ZeroDivisionError("secret words")
    QTimer.singleShot(0, partial(maya.starting.caught, type(error), error, None))
    maya.qtbot.waitUntil(_opened)
    dialog = maya.find(ErrorDialog)
    report = dialog.report.toPlainText()
    assert "ZeroDivisionError" in report
    assert "secret" not in report
    dialog.close()
    line = maya.find(CaptureDialog).bar
    assert line.text() == "rosa call + half a thought"


def _opened() -> bool:
    return any(isinstance(top, ErrorDialog) for top in QApplication.topLevelWidgets())


def test_a_journal_that_was_moved_away_refuses_and_keeps_the_text(maya: Owner) -> None:
    moved = maya.path.with_name("moved.db")
    count = len(maya.disk(Touchpoint))
    maya.path.rename(moved)
    maya.press(Qt.Key.Key_N, CTRL)
    maya.write("rosa call + the tiles came")
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("the journal file was moved or replaced")
    assert maya.find(CaptureDialog).bar.text() == "rosa call + the tiles came"
    moved.rename(maya.path)
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Logged with Rosa")
    assert len(maya.disk(Touchpoint)) == count + 1
