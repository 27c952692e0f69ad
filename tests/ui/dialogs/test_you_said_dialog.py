"""What was done is handed on as text, with names only where the owner ticks that."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_wish
from tests.ui.conftest import MORNING
from tests.ui.owner import choose, hear
from trustjournal.domain.feedback import Told
from trustjournal.exchange.you_said import TextForm
from trustjournal.ui.dialogs.you_said_dialog import YouSaidDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button

TODAY = MORNING.date()
LIDS = Told(make_wish("Lids", done="Every jar has one"), TODAY, (("Rosa", TODAY),))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(session: JournalSession, navigator: Navigator, window: QWidget) -> YouSaidDialog:
    made = YouSaidDialog([LIDS], session, navigator, window)
    made.open()
    return made


def test_the_text_is_shown_as_it_will_leave(dialog: YouSaidDialog) -> None:
    assert dialog.text.toPlainText().startswith("# You said, we did\n\n## Lids\n\nWe did: Every")
    assert "Rosa" not in dialog.text.toPlainText()
    QTest.mouseClick(dialog.form.keys[TextForm.PLAIN], LEFT)
    assert dialog.text.toPlainText().startswith("You said, we did\n\nLids\n")
    dialog.names.box.setChecked(True)
    assert "Rosa" in dialog.text.toPlainText()


def test_it_is_copied(dialog: YouSaidDialog, navigator: Navigator) -> None:
    told = hear(navigator.told)
    QTest.mouseClick(dialog.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    assert told == ["It is on the clipboard."]


@pytest.mark.parametrize("form", TextForm)
def test_it_is_saved_in_each_form(
    qtbot: QtBot, dialog: YouSaidDialog, navigator: Navigator, tmp_path: Path, form: TextForm
) -> None:
    told = hear(navigator.told)
    dialog.form.set_value(form)
    path = tmp_path / f"done.{form}"
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.save_button, LEFT)
        choose(qtbot, path)
    assert "Lids" in path.read_text("utf-8")
    assert told == [f"Saved as {path}."]


def test_a_place_that_refuses_is_told_and_the_dialog_stays(
    qtbot: QtBot, dialog: YouSaidDialog, tmp_path: Path
) -> None:
    dialog.save_at(tmp_path / "none" / "done.md")
    qtbot.waitUntil(dialog.fault.isVisible)
    assert "could not be written" in dialog.fault.text()
    (close,) = [one for one in dialog.findChildren(Button) if one.text() == "Close"]
    QTest.mouseClick(close, LEFT)
    assert not dialog.isVisible()


def test_the_journal_itself_is_never_written_over(
    qtbot: QtBot, dialog: YouSaidDialog, tmp_path: Path
) -> None:
    before = (tmp_path / "journal.db").read_bytes()
    dialog.save_at(tmp_path / "journal.db")
    qtbot.waitUntil(dialog.fault.isVisible)
    assert "belongs to the journal" in dialog.fault.text()
    assert (tmp_path / "journal.db").read_bytes() == before
