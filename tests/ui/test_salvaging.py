"""From a damaged journal to one that is whole again, by the window alone."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.damaging import PEOPLE, any_pages, destroyed, make_book, roots
from tests.ui.owner import press, words
from tests.ui.test_starting import in_front, names, reached
from trustjournal.settings import Settings
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.ui.dialogs.salvage_dialog import SalvageDialog
from trustjournal.ui.pages.locked import LockedPage
from trustjournal.ui.pages.trouble import TroublePage
from trustjournal.ui.starting import Starting
from trustjournal.ui.widgets.notices import Banner

SECRET = "seven grey herons"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def starting(qapp: QApplication, path: Path) -> Generator[Starting]:
    made = Starting(Settings(), path)
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    qapp.processEvents()


def report(starting: Starting, qtbot: QtBot) -> SalvageDialog:
    dialog = reached(starting, qtbot, SalvageDialog)
    assert isinstance(dialog, SalvageDialog)
    return dialog


def test_a_journal_that_turns_out_to_be_damaged_is_salvaged_from_its_banner(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    make_book(path, rows=300)
    damaged = destroyed(path.read_bytes(), roots(path, "history"))
    path.write_bytes(damaged)
    with qtbot.waitSignal(starting.settled):
        starting.window.show()
    qtbot.waitUntil(lambda: "file is damaged" in said(starting))
    assert not starting.window.commands.actions["capture"].isEnabled()
    press(starting.window, "Salvage what can be read")
    dialog = report(starting, qtbot)
    assert ("Touchpoints", "300", "300") in dialog_rows(dialog)
    assert len(names(starting)) == PEOPLE
    assert starting.window.commands.actions["capture"].isEnabled()
    assert dialog.report.damaged.read_bytes() == damaged


def dialog_rows(dialog: SalvageDialog) -> list[tuple[str, str, str]]:
    return [(name, str(kept.found), str(kept.of)) for name, kept in dialog.report.by_words()]


def said(starting: Starting) -> str:
    banners = starting.window.findChildren(Banner)
    return "\n".join(one.accessibleName() for one in banners if one.isVisible())


def test_a_journal_that_does_not_open_is_salvaged_from_where_that_is_said(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    make_book(path, rows=100)
    path.write_bytes(destroyed(path.read_bytes(), [1]))
    starting.window.show()
    page = reached(starting, qtbot, TroublePage)
    press(page, "Salvage what can be read")
    assert ("Touchpoints", "100", "100") in dialog_rows(report(starting, qtbot))
    assert len(names(starting)) == PEOPLE
    assert in_front(starting, TroublePage) is None


def test_what_is_no_journal_comes_to_nothing_and_says_so(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    held = b"This was a diary once. " * 1000
    path.write_bytes(held)
    starting.window.show()
    page = reached(starting, qtbot, TroublePage)
    press(page, "Salvage what can be read")
    qtbot.waitUntil(lambda: "could be read" in trouble_words(starting))
    assert path.read_bytes() == held


def trouble_words(starting: Starting) -> str:
    page = in_front(starting, TroublePage)
    return words(page) if page is not None else ""


def test_an_encrypted_journal_whose_passphrase_is_right_is_not_asked_for_another(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    held = make_book(path, SECRET, rows=100)
    # All of the first page but its salt.
    path.write_bytes(held[:16] + destroyed(held, [1])[16:])
    starting.window.show()
    asked = reached(starting, qtbot, LockedPage)
    assert isinstance(asked, LockedPage)
    asked.field.line.setText(SECRET)
    press(asked, "Unlock")
    page = reached(starting, qtbot, TroublePage)
    qtbot.waitUntil(lambda: "is damaged. Restore a backup of it, or salvage" in words(page))
    press(page, "Salvage what can be read")
    again = reached(starting, qtbot, LockedPage)
    assert isinstance(again, LockedPage)
    again.field.line.setText(SECRET)
    press(again, "Unlock")
    assert report(starting, qtbot).report.lost == 0
    starting.close()
    close_journal(open_journal(path, SECRET))


def test_a_few_destroyed_pages_leave_nearly_all(
    starting: Starting, path: Path, qtbot: QtBot
) -> None:
    held = make_book(path, rows=400)
    path.write_bytes(destroyed(held, [1, *any_pages(held, 3, 2)]))
    starting.window.show()
    press(reached(starting, qtbot, TroublePage), "Salvage what can be read")
    kept = report(starting, qtbot).report.tables["touchpoint"]
    assert kept.found > 360
