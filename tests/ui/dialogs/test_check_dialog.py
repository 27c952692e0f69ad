"""The owner has the journal held against itself, and mended."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.damaging import spoil, write_many
from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import fill, hold
from tests.ui.owner import hear, words
from tests.whole_book import tear
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.engine import close_journal
from trustjournal.ui.backup_keeper import backup_keeper
from trustjournal.ui.dialogs.check_dialog import CheckDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.rows import NoteLine


@pytest.fixture
def book(session: JournalSession) -> JournalSession:
    rosa = make_customer()
    fill(session, rosa, make_touchpoint(rosa.id))
    return session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def dialog_of(
    window: QWidget, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> CheckDialog:
    """Have the journal checked, and wait for what comes of it."""
    dialog = CheckDialog(session, navigator, Settings(), window)
    dialog.open()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in dialog.findChildren(NoteLine)))
    return dialog


def shown(dialog: CheckDialog) -> list[str]:
    buttons = (
        *(dialog.repair_button, dialog.again_button, dialog.backups_button),
        *(dialog.salvage_button, dialog.close_button),
    )
    return [one.accessibleName() for one in buttons if one.isVisible()]


def test_a_sound_journal_is_said_to_be_so(
    book: JournalSession, window: QWidget, navigator: Navigator, qtbot: QtBot
) -> None:
    dialog = dialog_of(window, book, navigator, qtbot)
    assert "All is well: 1 people, 1 touchpoints." in words(dialog)
    assert shown(dialog) == ["Close"]
    assert dialog.close_button.hasFocus()


def test_what_is_amiss_is_told_and_mended_by_the_keyboard_after_a_backup(
    book: JournalSession, window: QWidget, navigator: Navigator, qtbot: QtBot
) -> None:
    tear(book.engine, "DELETE FROM presence")
    dialog = dialog_of(window, book, navigator, qtbot)
    assert "Who was there is not what the touchpoints say" in words(dialog)
    assert dialog.repair_button.hasFocus()
    changed = hear(book.changed)
    QTest.keyClick(dialog.repair_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "All is well" in words(dialog))
    assert "Who was there was written down anew" in words(dialog)
    assert changed
    assert len(list((book.path.parent / "backups").iterdir())) == 1


def test_what_no_repair_brings_back_leads_to_the_backups(
    book: JournalSession, window: QWidget, navigator: Navigator, qtbot: QtBot
) -> None:
    tear(book.engine, "DELETE FROM touchpoint")
    tear(book.engine, "DELETE FROM presence")
    tear(book.engine, "DELETE FROM history")
    tear(book.engine, "UPDATE customer SET referred_by = randomblob(16)")
    tear(book.engine, "INSERT INTO touchpoint_search(touchpoint_search) VALUES('rebuild')")
    dialog = dialog_of(window, book, navigator, qtbot)
    assert "a backup may still have" in words(dialog)
    assert shown(dialog) == ["Restore a backup…", "Close"]
    pages = hear(navigator.page_wanted)
    QTest.mouseClick(dialog.backups_button, Qt.MouseButton.LeftButton)
    assert pages == ["backups"]


def test_a_damaged_file_leads_to_a_backup_or_to_salvaging(
    book: JournalSession, window: QWidget, navigator: Navigator, qtbot: QtBot
) -> None:
    write_many(book.engine, rows=300)
    read: list[object] = []
    book.read(queries.preferences, read.append)
    qtbot.waitUntil(lambda: bool(read))  # or the file would be open again while it is written over
    close_journal(book.engine)
    path: Path = book.path
    spoil(path, "history")
    dialog = dialog_of(window, book, navigator, qtbot)
    assert shown(dialog) == ["Restore a backup…", "Salvage what can be read", "Close"]
    wanted: list[bool] = []
    navigator.door.salvage_wanted.connect(lambda: wanted.append(True))
    QTest.mouseClick(dialog.salvage_button, Qt.MouseButton.LeftButton)
    assert wanted == [True]


def test_a_check_can_be_stopped_and_begun_again(
    book: JournalSession, window: QWidget, navigator: Navigator, qtbot: QtBot
) -> None:
    dialog = dialog_of(window, book, navigator, qtbot)
    go_on = hold(backup_keeper(book, Settings()))
    dialog.begin()
    QTest.mouseClick(dialog.progress.cancel_button, Qt.MouseButton.LeftButton)
    go_on.set()
    qtbot.waitUntil(lambda: "Nothing was changed" in words(dialog))
    QTest.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "All is well" in words(dialog))
