"""Somebody deleted earlier is found and erased by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.store.erased_person import files_with
from tests.ui.conftest import fill
from tests.ui.owner import hear, press, words
from trustjournal.domain.records import Customer
from trustjournal.forgetting import delete_people, erase_person
from trustjournal.store import writer
from trustjournal.store.gone import people_gone
from trustjournal.ui.dialogs.erase_dialog import EraseDialog
from trustjournal.ui.dialogs.gone_dialog import GoneDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

NAME = "Zyxrosa Quillfeather"


@pytest.fixture
def rosa(session: JournalSession) -> Customer:
    """She, and Ben after her, were deleted; she shared a touchpoint with Ana, who is there."""
    rosa, ben, ana = make_customer(NAME), make_customer("Ben"), make_customer("Ana")
    both = make_touchpoint(rosa.id, ana.id, note="we spoke of the pangolin")
    fill(session, rosa, ben, ana, both, make_touchpoint(rosa.id, note="zyxrosa alone"))
    for who in (rosa, ben):
        with session.engine.connect() as connection:
            deletion = delete_people(connection, [who])
        writer.commit(session.engine, deletion)
    return rosa


@pytest.fixture
def dialog(
    qtbot: QtBot, window: QWidget, session: JournalSession, navigator: Navigator
) -> GoneDialog:
    made = GoneDialog(session, navigator, window)
    made.open()
    assert "Looking through the history" in words(made)
    qtbot.waitUntil(lambda: "Looking" not in words(made))
    return made


@pytest.mark.usefixtures("rosa")
def test_who_left_last_comes_first_and_letters_narrow_the_list(dialog: GoneDialog) -> None:
    assert [one.name for one in dialog.model.rows] == ["Ben", NAME]
    assert dialog.focusWidget() is dialog.line
    QTest.keyClicks(dialog.line, "quill")
    assert [one.name for one in dialog.model.rows] == [NAME]
    QTest.keyClicks(dialog.line, "x")
    assert not dialog.erase_button.isEnabled()
    assert "Nobody who was deleted was called so." in words(dialog)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_by_keys_alone_somebody_is_erased(
    qtbot: QtBot,
    window: QWidget,
    session: JournalSession,
    navigator: Navigator,
    rosa: Customer,
    dialog: GoneDialog,
) -> None:
    pages, told, undo = (
        hear(one) for one in (navigator.page_wanted, navigator.told, session.undo_changed)
    )
    QTest.keyClick(dialog.line, Qt.Key.Key_Down)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    question = _question(qtbot, window)
    said = words(question)
    assert f"Erase {NAME} for good?" in said
    assert f"{NAME} was deleted" in said
    assert "1 touchpoint with others" in said
    QTest.keyClick(question.erase_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(told) and bool(undo))
    assert told == [f"{NAME} is erased for good."]
    assert pages == []  # whatever is open shows nothing of her anyway
    assert files_with("zyxrosa", session.path.parent) == []
    assert files_with("pangolin", session.path.parent) != []
    assert undo[-1] == "Delete Ben"


def test_what_was_noted_with_others_goes_where_that_is_chosen(
    qtbot: QtBot,
    window: QWidget,
    session: JournalSession,
    navigator: Navigator,
    rosa: Customer,
    dialog: GoneDialog,
) -> None:
    told = hear(navigator.told)
    QTest.keyClicks(dialog.line, "zyx")
    press(dialog, "Erase for good…")
    question = _question(qtbot, window)
    QTest.mouseClick(question.erase_shared, Qt.MouseButton.LeftButton)
    press(question, "Erase for good")
    qtbot.waitUntil(lambda: bool(told))
    assert files_with("pangolin", session.path.parent) == []


def test_where_nobody_was_deleted_it_says_so(dialog: GoneDialog) -> None:
    assert "Nobody who was deleted is left in the history." in words(dialog)
    assert not dialog.line.isVisible()
    assert not dialog.erase_button.isVisible()
    closed = hear(dialog.finished)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert closed == [0]


def test_somebody_erased_elsewhere_meanwhile_is_said_and_the_list_stays(
    qtbot: QtBot, session: JournalSession, rosa: Customer, dialog: GoneDialog
) -> None:
    erase_person(session.engine, rosa.id)
    QTest.keyClicks(dialog.line, "zyx")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "no longer in the journal" in words(dialog))
    assert dialog.isVisible()


def test_a_refusal_to_erase_leaves_them_known(
    qtbot: QtBot,
    window: QWidget,
    session: JournalSession,
    rosa: Customer,
    dialog: GoneDialog,
    tmp_path: Path,
) -> None:
    QTest.keyClicks(dialog.line, "zyx")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    question = _question(qtbot, window)
    session.path.rename(tmp_path / "moved.db")
    press(question, "Erase for good")
    qtbot.waitUntil(lambda: "moved or replaced" in words(question))
    with session.engine.connect() as connection:
        assert rosa.id in {one.id for one in people_gone(connection)}


def _question(qtbot: QtBot, window: QWidget) -> EraseDialog:
    qtbot.waitUntil(lambda: window.findChild(EraseDialog) is not None)
    found = window.findChild(EraseDialog)
    assert isinstance(found, EraseDialog)
    return found
