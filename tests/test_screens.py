"""Everything the sample book can show is rendered, and nothing of it is blank."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests import screens
from trustjournal.ui.theme import Scheme


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_page_and_dialog_of_the_sample_book_is_rendered(
    qapp: QApplication, tmp_path: Path, scheme: Scheme
) -> None:
    journal = screens.sample_journal(tmp_path / "journal.db")
    folder = tmp_path / "screens"
    screens.render(folder, journal, scheme)
    names = {picture.stem.removeprefix(f"{scheme}-") for picture in folder.iterdir()}
    assert {"today", "people", "person", "capture", "import", "export", "first-run"} <= names
    assert {"duplicates-pairs", "merge", "person-files", "filter-kept", "people-bulk"} <= names
    assert {"journal-search", "find-terrace", "export-story", "help-document"} <= names
    assert {"promises-board", "calendar", "evening", "letter", "review", "note"} <= names
    assert {"locked", "today-unsaved", "backups-kept", "restore", "erase", "damaged"} <= names
    assert "erase-gone" in names
    assert {"passphrase", "recovery", "settings-safety", "report", "check"} <= names
    assert [picture.name for picture in folder.iterdir() if _is_blank(picture)] == []


def _is_blank(picture: Path) -> bool:
    image = QImage(str(picture)).scaled(200, 200)
    colours = {image.pixel(x, y) for x in range(0, 200, 2) for y in range(0, 200, 2)}
    return len(colours) < 8
