"""A journal that does not open: why, and the ways to go on."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.owner import choose, hear
from trustjournal.store.backup_files import BackupFolders
from trustjournal.ui.pages.trouble import TroublePage, copies_of
from trustjournal.ui.widgets.label import PlainLabel


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def page(qtbot: QtBot, path: Path) -> TroublePage:
    made = TroublePage()
    qtbot.addWidget(made)
    made.explain("<b>journal.db</b> is empty (0 bytes).", path)
    made.resize(1000, 800)
    made.show()
    return made


def backup(path: Path, name: str, made: int) -> Path:
    copy = path.parent / name
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes(b"copy")
    os.utime(copy, (made, made))
    return copy


def words(page: TroublePage) -> list[str]:
    return [one.text() for one in page.findChildren(PlainLabel) if one.isVisible()]


def test_the_sentence_and_the_file_are_shown_as_they_are(page: TroublePage, path: Path) -> None:
    assert "<b>journal.db</b> is empty (0 bytes)." in words(page)
    assert str(path) in words(page)
    assert "No backups of it were found beside it." in words(page)


def test_trying_again_asks_for_the_same_journal_once(page: TroublePage, path: Path) -> None:
    heard = hear(page.journal_chosen)
    for _press in range(2):
        QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert heard == [path]
    page.explain("It is still empty.", path)
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert heard == [path, path]


def test_another_journal_can_be_chosen(page: TroublePage, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"x")
    QTest.mouseClick(page.other, Qt.MouseButton.LeftButton)
    chosen = hear(page.journal_chosen)
    choose(qtbot, other)
    assert chosen == [other]


def test_a_new_journal_can_be_begun(page: TroublePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.new_wanted):
        QTest.mouseClick(page.fresh, Qt.MouseButton.LeftButton)


def test_backups_are_listed_newest_first(path: Path) -> None:
    older = backup(path, "backups/journal-20261120-090000.db", 1_000)
    newer = backup(path, "backups/journal-20261121-090000.db", 3_000)
    before = backup(path, "journal.before-0002.db", 2_000)
    backup(path, "backups/another-20261121-090000.db", 9_000)
    backup(path, "backups/journal-20261122-090000.db.part", 9_000)
    assert [copy.path for copy in copies_of(path)] == [newer, before, older]


def test_a_backup_of_the_list_can_be_restored(page: TroublePage, path: Path) -> None:
    copy = backup(path, "backups/journal-20261121-090000.db", 1_000)
    page.explain("It is empty.", path)
    (restore,) = page.restore_buttons
    assert "Restore the backup of" in restore.accessibleName()
    chosen = hear(page.backup_chosen)
    QTest.mouseClick(restore, Qt.MouseButton.LeftButton)
    assert chosen == [copy]


def test_a_backup_from_elsewhere_can_be_chosen(
    page: TroublePage, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "stick" / "monday.db"
    copy.parent.mkdir()
    copy.write_bytes(b"copy")
    QTest.mouseClick(page.elsewhere, Qt.MouseButton.LeftButton)
    chosen = hear(page.backup_chosen)
    choose(qtbot, copy)
    assert chosen == [copy]


def test_a_folder_that_is_missing_has_no_backups(tmp_path: Path) -> None:
    assert copies_of(tmp_path / "gone" / "journal.db") == []


def test_salvaging_is_offered_where_a_file_may_hold_something(
    page: TroublePage, path: Path
) -> None:
    assert not page.rescue.isVisible()
    path.write_bytes(bytes(100))
    page.explain("It is damaged.", path)
    assert not page.rescue.isVisible()
    path.write_bytes(bytes(20_000))
    page.explain("It is damaged.", path)
    heard: list[bool] = []
    page.salvage_wanted.connect(lambda: heard.append(True))
    QTest.mouseClick(page.rescue, Qt.MouseButton.LeftButton)
    assert heard == [True]
    assert not page.column.isEnabled()


def test_backups_in_the_folder_chosen_for_them_are_listed_as_well(
    path: Path, tmp_path: Path
) -> None:
    chosen = BackupFolders(path, str(tmp_path / "stick")).own
    assert chosen is not None
    chosen.mkdir(parents=True)
    copy = chosen / "journal-20261121-090000.db"
    copy.write_bytes(b"copy")
    assert [one.path for one in copies_of(path, str(tmp_path / "stick"))] == [copy]
