"""The one question of the program: asked by the menu of a person, answered by keys."""

from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.store.erased_person import files_with
from tests.ui.conftest import fill
from tests.ui.owner import hear, press, words
from trustjournal.domain.records import Customer
from trustjournal.store import queries
from trustjournal.ui.dialogs.erase_dialog import EraseDialog, ask_to_erase
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

NAME = "Zyxrosa Quillfeather"


@pytest.fixture
def dialog(
    qtbot: QtBot, window: QWidget, session: JournalSession, navigator: Navigator
) -> EraseDialog:
    rosa, ben = make_customer(NAME), make_customer("Ben")
    both = make_touchpoint(rosa.id, ben.id, note="we spoke of the pangolin")
    alone = make_touchpoint(rosa.id, note="zyxrosa alone")
    fill(session, rosa, ben, both, alone)
    ask_to_erase(rosa.id, session, navigator, window)
    qtbot.waitUntil(lambda: window.findChild(EraseDialog) is not None)
    found = window.findChild(EraseDialog)
    assert isinstance(found, EraseDialog)
    return found


def test_it_says_what_goes_and_what_stays(dialog: EraseDialog) -> None:
    said = words(dialog)
    assert f"Erase {NAME} for good?" in said
    assert "1 touchpoint." in said
    assert "1 touchpoint with others" in said
    assert "There is no Undo." in said


def test_enter_and_escape_erase_nothing(
    qtbot: QtBot, dialog: EraseDialog, session: JournalSession
) -> None:
    assert dialog.cancel_button.hasFocus() or dialog.focusWidget() is dialog.cancel_button
    closed = hear(dialog.finished)
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(closed))
    assert closed == [0]
    assert len(_people(qtbot, session)) == 2


def test_by_keys_alone_they_are_erased_and_the_pages_hear_of_it(
    qtbot: QtBot, dialog: EraseDialog, session: JournalSession, navigator: Navigator
) -> None:
    changed, pages, told = hear(session.changed), hear(navigator.page_wanted), hear(navigator.told)
    dialog.erase_button.setFocus()
    QTest.keyClick(dialog.erase_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(told))
    assert any(Customer in kinds for kinds in changed)
    assert pages == ["people"]
    assert told == [f"{NAME} is erased for good."]
    assert [one.name for one in _people(qtbot, session)] == ["Ben"]
    assert files_with("zyxrosa", session.path.parent) == []
    assert files_with("pangolin", session.path.parent) != []


def test_what_was_shared_goes_as_well_where_that_is_chosen(
    qtbot: QtBot, dialog: EraseDialog, session: JournalSession, navigator: Navigator
) -> None:
    told = hear(navigator.told)
    QTest.mouseClick(dialog.erase_shared, Qt.MouseButton.LeftButton)
    press(dialog, "Erase for good")
    qtbot.waitUntil(lambda: bool(told))
    assert files_with("pangolin", session.path.parent) == []


def test_a_refusal_is_said_and_nothing_is_gone(
    qtbot: QtBot, dialog: EraseDialog, session: JournalSession, tmp_path: Path
) -> None:
    session.path.rename(tmp_path / "moved.db")
    press(dialog, "Erase for good")
    qtbot.waitUntil(lambda: "moved or replaced" in words(dialog))
    assert dialog.erase_button.isEnabled()
    assert len(_people(qtbot, session)) == 2


def test_stopping_leaves_everything_as_it_was(
    qtbot: QtBot, dialog: EraseDialog, session: JournalSession
) -> None:
    go_on = Event()
    session.read(lambda _connection: go_on.wait(10), lambda _answer: None)
    press(dialog, "Erase for good")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: "Nothing was erased." in words(dialog))
    assert len(_people(qtbot, session)) == 2


def _people(qtbot: QtBot, session: JournalSession) -> list[Customer]:
    found: list[list[Customer]] = []
    session.read(queries.customers, found.append)
    qtbot.waitUntil(partial(bool, found))
    QApplication.processEvents()
    return found[0]
