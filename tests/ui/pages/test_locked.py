"""The page of a locked journal: one field, said faults, and the ways on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.owner import choose, press, words
from trustjournal.ui.pages.locked import LockedPage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "<b>journal</b>.db"


@pytest.fixture
def page(qtbot: QtBot, path: Path) -> LockedPage:
    made = LockedPage()
    qtbot.addWidget(made)
    made.ask(path)
    made.resize(900, 700)
    made.show()
    return made


def answers_of(page: LockedPage) -> list[tuple[str, bool]]:
    """Return a list that grows with each answer: what was typed, and whether to remember it."""
    heard: list[tuple[str, bool]] = []

    def note(typed: str, remember: bool) -> None:
        heard.append((typed, remember))

    page.answered.connect(note)
    return heard


def test_enter_answers_once_with_what_was_typed(page: LockedPage) -> None:
    heard = answers_of(page)
    QTest.keyClick(page.field.line, Qt.Key.Key_Return)
    assert "Write your passphrase first." in words(page)
    QTest.keyClicks(page.field.line, "glaze")
    assert "Write your passphrase first." not in words(page)
    for _time in range(2):
        QTest.keyClick(page.field.line, Qt.Key.Key_Return)
    assert heard == [("glaze", False)]
    assert "Opening your journal …" in words(page)


def test_a_wrong_one_is_said_and_typed_over(page: LockedPage, path: Path) -> None:
    QTest.keyClicks(page.field.line, "glaze")
    page.ask(path, wrong=True)
    assert "does not open it" in words(page)
    assert page.column.isEnabled()
    QTest.keyClicks(page.field.line, "window")
    assert page.field.value() == "window"
    page.ask(path)
    assert page.field.value() == ""


def test_it_is_remembered_only_where_there_is_a_keychain_and_it_is_the_owners_own(
    page: LockedPage, path: Path
) -> None:
    heard = answers_of(page)
    assert page.remember.isHidden()
    page.offer_to_remember(True)
    QTest.keyClick(page.remember.box, Qt.Key.Key_Space)
    QTest.keyClicks(page.field.line, "glaze")
    press(page, "Unlock")
    page.ask(path, is_other=True)
    assert page.remember.isHidden()
    QTest.keyClicks(page.field.line, "glaze")
    press(page, "Unlock")
    assert heard == [("glaze", True), ("glaze", False)]


def test_the_file_is_named_as_it_is(page: LockedPage, path: Path) -> None:
    assert str(path) in words(page)


def test_a_backup_can_be_chosen(page: LockedPage, tmp_path: Path, qtbot: QtBot) -> None:
    backup = tmp_path / "backup.db"
    backup.write_bytes(b"copy")
    heard: list[Path] = []
    page.backup_chosen.connect(heard.append)
    press(page, "Restore a backup…")
    choose(qtbot, backup)
    assert heard == [backup]


def test_caps_lock_is_said(page: LockedPage) -> None:
    QTest.keyClick(page.field.line, Qt.Key.Key_CapsLock)
    assert "Caps Lock is on." in words(page)
