"""The page of backups, with real keys on real files."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import choose, hear, words
from trustjournal.domain.backups import Occasion
from trustjournal.settings import Settings
from trustjournal.store import keys
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.backups import take
from trustjournal.store.encrypting import encrypt
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.ui.dialogs.restore_dialog import RestoreDialog
from trustjournal.ui.models.backup_rows import BackupColumn
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.backups import BackupsPage
from trustjournal.ui.session import JournalSession

ROSA, BEN = make_customer("Rosa <b>Delgado</b>"), make_customer("Ben")
VISIT = make_touchpoint(ROSA.id)
Opener = Callable[..., BackupsPage]


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*, settings: Settings | None = None) -> BackupsPage:
        page = BackupsPage(session, navigator, settings or Settings())
        qtbot.addWidget(page)
        page.resize(1100, 700)
        with qtbot.waitSignal(page.model.modelReset), qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.setFocus()
        QApplication.processEvents()
        return page

    return make


@pytest.fixture
def two(session: JournalSession) -> list[Path]:
    """A backup of yesterday with Rosa alone, and one of today with all, the newest first."""
    folders = BackupFolders(session.path)
    fill(session, ROSA)
    before = take(session.engine, folders, Occasion.CLOSE, MORNING - timedelta(days=1))
    fill(session, BEN, VISIT)
    newest = take(session.engine, folders, Occasion.HAND, MORNING - timedelta(hours=1))
    assert before is not None
    assert newest is not None
    return [newest, before]


def row(page: BackupsPage, number: int) -> list[str]:
    return [page.model.index(number, column).data() for column in BackupColumn]


def dialog() -> RestoreDialog | None:
    return next(
        (one for one in QApplication.topLevelWidgets() if isinstance(one, RestoreDialog)), None
    )


def press(page: BackupsPage, key: Qt.Key) -> None:
    QTest.keyClick(page.table, key)


def test_each_backup_has_a_row_with_what_it_holds(two: list[Path], opened: Opener) -> None:
    page = opened()
    assert page.model.rowCount() == 2
    assert row(page, 0)[1:4] == ["By hand", "2", "1"]
    assert row(page, 1)[1:4] == ["On closing", "1", "0"]
    assert row(page, 0)[5] == "when made"
    assert "2 backups" in page.head.lead.text()
    assert page.table.hasFocus()
    assert "same disk" in words(page)
    assert str(two[0].parent) in words(page)


def test_without_a_backup_there_is_one_sentence_and_one_button(
    opened: Opener, navigator: Navigator, qtbot: QtBot
) -> None:
    page = opened()
    assert page.empty.isVisible()
    assert not page.make_button.isVisible()
    told = hear(navigator.told)
    button = page.empty.button
    assert button is not None
    assert button.hasFocus()
    with qtbot.waitSignal(page.model.modelReset):
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert "and verified" in told[0]
    assert page.model.rowCount() == 1
    assert page.table.isVisible()


def test_enter_tells_what_going_back_would_change_and_only_then_asks_for_it(
    two: list[Path], opened: Opener, navigator: Navigator, qtbot: QtBot
) -> None:
    page = opened()
    wanted = hear(navigator.door.restore_wanted)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog() is not None)
    asked = dialog()
    assert asked is not None
    said = words(asked)
    assert "Not there any more: Ben." in said
    assert "1 step was taken since." in said
    assert wanted == []
    QTest.mouseClick(asked.restore_button, Qt.MouseButton.LeftButton)
    assert wanted == [two[1]]


def test_leaving_it_as_it_is_is_what_enter_does_first(
    two: list[Path], opened: Opener, navigator: Navigator, qtbot: QtBot
) -> None:
    page = opened()
    wanted = hear(navigator.door.restore_wanted)
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog() is not None)
    asked = dialog()
    assert asked is not None
    assert "Nothing was done since." in words(asked)
    with qtbot.waitSignal(asked.finished):
        QTest.keyClick(asked.cancel_button, Qt.Key.Key_Return)
    assert wanted == []
    assert two[0].exists()


def test_a_backup_is_looked_at_without_going_back(
    two: list[Path], opened: Opener, navigator: Navigator
) -> None:
    page = opened()
    wanted = hear(navigator.door.view_wanted)
    press(page, Qt.Key.Key_O)
    assert wanted == [two[0]]


def test_verifying_tells_a_sound_backup_from_a_damaged_one(
    two: list[Path], opened: Opener, navigator: Navigator, qtbot: QtBot
) -> None:
    page = opened()
    told = hear(navigator.told)
    press(page, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: bool(told))
    assert "is sound" in told[0]
    assert row(page, 0)[5] == "just now"
    content = bytearray(two[1].read_bytes())
    content[4096 * 8 : 4096 * 60] = b"\xa5" * 4096 * 52
    two[1].write_bytes(content)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_V)
    qtbot.waitUntil(page.fault.isVisible)
    assert row(page, 1)[5] in ("damaged", "unreadable")
    assert row(page, 0)[5] == "just now"


def test_one_that_cannot_be_read_says_so_and_may_still_be_tried(
    two: list[Path], opened: Opener, qtbot: QtBot
) -> None:
    two[0].write_bytes(bytes(range(256)) * 64)
    page = opened()
    assert row(page, 0)[2:4] == ["\N{EN DASH}", "\N{EN DASH}"]
    assert row(page, 0)[5] == "unreadable"
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog() is not None)
    asked = dialog()
    assert asked is not None
    assert "locked with another passphrase" in words(asked)
    asked.close()


def test_what_can_be_done_stands_in_the_menu_of_a_row(two: list[Path], opened: Opener) -> None:
    page = opened()
    page.table.menu_wanted.emit(page.table.row_place())
    menu = page.table.findChild(QMenu)
    assert menu is not None
    acts = [action.text().split("\t")[0] for action in menu.actions()]
    assert acts == ["Go back to it…", "Open read-only", "Verify now"]
    menu.close()


def test_another_folder_is_chosen_and_left_again(
    two: list[Path], opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page = opened()
    assert not page.place.beside_button.isVisible()
    QTest.mouseClick(page.place.choose_button, Qt.MouseButton.LeftButton)
    choose(qtbot, stick)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.model.backup(0).file.path.is_relative_to(stick)
    qtbot.waitUntil(lambda: str(stick) in words(page))
    QTest.mouseClick(page.place.beside_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    qtbot.waitUntil(lambda: str(stick) not in words(page))


def test_a_folder_that_is_away_is_said(two: list[Path], opened: Opener, tmp_path: Path) -> None:
    page = opened(settings=Settings(backup_folder=str(tmp_path / "pulled out")))
    assert "This folder is away." in words(page)
    assert page.model.rowCount() == 2


def test_the_row_stays_chosen_when_another_backup_comes(
    two: list[Path], opened: Opener, session: JournalSession, qtbot: QtBot
) -> None:
    page = opened()
    press(page, Qt.Key.Key_Down)
    fill(session, make_customer("Ana"))
    with qtbot.waitSignal(page.model.modelReset):
        QTest.mouseClick(page.make_button, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 3
    assert page.model.backup(page.table.currentIndex().row()).file.path == two[1]


def test_a_backup_from_before_the_passphrase_says_that_it_has_none(
    tmp_path: Path,
    navigator: Navigator,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    qapp: QApplication,
) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)
    path = tmp_path / "journal.db"
    engine = create_journal(path)
    take(engine, BackupFolders(path), Occasion.CLOSE, MORNING - timedelta(days=1))
    close_journal(engine)
    encrypt(path, "glaze window otter", now=MORNING - timedelta(hours=2))
    encrypted = JournalSession(open_journal(path, "glaze window otter"), clock=lambda: MORNING)
    take(encrypted.engine, BackupFolders(path), Occasion.HAND, MORNING - timedelta(hours=1))
    page = BackupsPage(encrypted, navigator, Settings())
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.model.modelReset):
        page.show()
    whys = [row(page, number)[1] for number in range(page.model.rowCount())]
    assert whys == ["By hand", "No passphrase. On closing"]
    assert "1 has no passphrase" in page.head.lead.text()
    encrypted.close()
    qapp.processEvents()
