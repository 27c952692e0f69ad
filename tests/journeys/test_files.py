"""Contacts in from a file, the log out as CSV, from keys to disk."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.conftest import CTRL, Owner
from tests.ui.owner import choose
from trustjournal.domain.records import (
    Customer,
    Touchpoint,
)
from trustjournal.ui.dialogs.export_dialog import ExportDialog
from trustjournal.ui.dialogs.import_dialog import ImportDialog

CONTACTS = Path(__file__).parent.parent / "data" / "google_new.csv"


def test_a_file_of_contacts_comes_in_with_two_presses_of_enter_and_is_undone_as_one(
    maya: Owner,
) -> None:
    before = set(maya.disk(Customer))
    maya.press(Qt.Key.Key_I, CTRL)
    maya.press(Qt.Key.Key_Return)
    choose(maya.qtbot, CONTACTS)
    maya.waits_to_read("Go on")
    maya.find(ImportDialog).activateWindow()  # without a screen no window manager does it
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("People: 4 new")
    assert set(maya.disk(Customer)) == before
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Imported 4 people.")
    assert len(maya.disk(Customer)) == len(before) + 4
    maya.press(Qt.Key.Key_Return)
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone: Import google_new.csv")
    assert set(maya.disk(Customer)) == before


def test_the_contact_log_leaves_whole(maya: Owner, tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    maya.press(Qt.Key.Key_E, CTRL)
    dialog = maya.find(ExportDialog)
    maya.click(dialog.export_button)
    choose(maya.qtbot, target)
    touches = maya.disk(Touchpoint)
    maya.waits_to_read(f"{len(touches)} rows are now in")
    with target.open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["id"] for row in rows} == {str(touch.id) for touch in touches}
    assert len(rows) == len(touches)
