"""The report of what was salvaged is read, saved and closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.owner import choose, words
from trustjournal.store.salvaged import Kept, Salvaged
from trustjournal.ui.dialogs.salvage_dialog import SalvageDialog
from trustjournal.ui.widgets.rows_table import RowsTable


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


@pytest.fixture
def dialog(window: QWidget, tmp_path: Path) -> SalvageDialog:
    report = Salvaged(
        damaged=tmp_path / "journal.damaged-20261122-093000.db",
        journal=tmp_path / "journal.db",
        tables={"customer": Kept(40, 41), "touchpoint": Kept(1938, 2000), "wish": Kept(0, 0)},
        named_again=1,
        lost_files=("<b>sketch</b>.png",),
    )
    made = SalvageDialog(report, window)
    made.open()
    return made


def test_it_tells_how_much_was_found_and_where_both_files_are(dialog: SalvageDialog) -> None:
    (table,) = dialog.findChildren(RowsTable)
    assert list(table.rows) == [("People", "40", "41"), ("Touchpoints", "1,938", "2,000")]
    told = words(dialog)
    assert "1,978 of 2,041 entries were salvaged." in told
    assert "1 person’s own entry was lost" in told
    assert "<b>sketch</b>.png" in told
    assert str(dialog.report.damaged) in told
    assert str(dialog.report.journal) in told
    assert dialog.close_button.hasFocus()


def test_it_is_saved_for_its_owner_alone(
    dialog: SalvageDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    choose(qtbot, tmp_path / "report.txt")
    saved = tmp_path / "report.txt"
    assert "Touchpoints: 1,938 of 2,000" in saved.read_text("utf-8")
    assert saved.stat().st_mode & 0o777 == 0o600
    assert f"Saved as {saved}." in words(dialog)


def test_a_place_that_cannot_be_written_is_said(
    dialog: SalvageDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    choose(qtbot, tmp_path / "none" / "report.txt")
    assert "could not be written" in words(dialog)
