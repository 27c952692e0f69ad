"""The place that is typed is the place that is taken."""

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.owner import choose
from trustjournal.ui.dialogs.choose_file import ask_place


def test_a_path_typed_whole_wins_over_the_file_selected_in_the_folder_shown(
    qtbot: QtBot, tmp_path: Path
) -> None:
    shown, other = tmp_path / "shown", tmp_path / "other"
    for folder in (shown, other):
        folder.mkdir()
    (shown / "journal.db").write_text("an older journal")
    window = QWidget()
    qtbot.addWidget(window)
    taken: list[Path] = []
    suggested = shown / "journal.db"
    ask_place(window, "Where", "Journals (*.db)", taken.append, suggested, may_exist=True)
    choose(qtbot, other / "chosen.db")
    assert taken == [other / "chosen.db"]
