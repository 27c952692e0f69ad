"""Saved filters in the sidebar: shown in order, opened, changed, moved and deleted by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_saved_filter
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.store import organising
from trustjournal.ui.dialogs.filter_dialog import FilterDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.saved_filters import SavedFilters
from trustjournal.ui.session import JournalSession
from trustjournal.ui.shell import Shell
from trustjournal.ui.widgets.side_filters import SideFilters

VIPS = make_saved_filter("VIPs & <friends>", query="tag:vip", place=0)
QUIET = make_saved_filter("Gone quiet", query="quiet>60", place=1)


@pytest.fixture
def shell(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    SavedFilters(made.sidebar.filters, session, navigator, made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def side(qtbot: QtBot, session: JournalSession, shell: Shell) -> SideFilters:
    assert not shell.sidebar.filters.isVisible()
    fill(session, VIPS, QUIET)
    qtbot.waitUntil(lambda: titles(shell.sidebar.filters) == [VIPS.title, QUIET.title])
    return shell.sidebar.filters


def titles(side: SideFilters) -> list[str]:
    return [one.title for one in side.entries]


def test_a_filter_opens_by_click_and_by_key(navigator: Navigator, side: SideFilters) -> None:
    opened = hear(navigator.filter_wanted)
    QTest.mouseClick(side.entries[1], Qt.MouseButton.LeftButton)
    QTest.keyClick(side.entries[0], Qt.Key.Key_Return)
    QTest.keyClick(side.entries[0], Qt.Key.Key_Space)
    assert opened == [QUIET.id, VIPS.id, VIPS.id]
    assert not any(one.isChecked() for one in side.entries)


def test_the_open_one_is_marked_while_its_page_is_in_front(side: SideFilters, shell: Shell) -> None:
    side.open(QUIET.id)
    shell.sidebar.mark_page("filter")
    assert [one.isChecked() for one in side.entries] == [False, True]
    side.open(VIPS.id)
    assert [one.isChecked() for one in side.entries] == [True, False]
    shell.sidebar.mark_page("people")
    assert not any(one.isChecked() for one in side.entries)


def test_a_filter_is_renamed(qtbot: QtBot, shell: Shell, side: SideFilters) -> None:
    QTest.keyClick(side.entries[1], Qt.Key.Key_F2)
    (form,) = shell.findChildren(FilterDialog)
    form.title.line.setText("Quiet for long")
    with qtbot.waitSignal(form.accepted):
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: titles(side) == [VIPS.title, "Quiet for long"])


def test_a_filter_moves_with_its_focus(qtbot: QtBot, side: SideFilters) -> None:
    side.entries[1].setFocus()
    QTest.keyClick(side.entries[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: titles(side) == [QUIET.title, VIPS.title])
    assert QApplication.focusWidget() is side.entries[0]


def test_moving_past_the_end_is_said_and_changes_nothing(
    qtbot: QtBot, session: JournalSession, side: SideFilters
) -> None:
    with qtbot.waitSignal(session.refused):
        QTest.keyClick(side.entries[0], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(side) == [VIPS.title, QUIET.title]


def test_a_deleted_filter_comes_back_in_its_place(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, side: SideFilters
) -> None:
    told = hear(navigator.told)
    QTest.keyClick(side.entries[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(side) == [QUIET.title])
    assert told == ["Delete the filter “VIPs & <friends>”"]
    session.undo()
    qtbot.waitUntil(lambda: titles(side) == [VIPS.title, QUIET.title])
    with session.engine.connect() as connection:
        assert organising.saved_filters(connection) == [VIPS, QUIET]


def test_the_menu_says_what_the_keys_do(side: SideFilters) -> None:
    entry = side.entries[0]
    entry.open_menu(entry.mapToGlobal(entry.rect().center()))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [one.text() for one in menu.actions() if one.text()]
    menu.close()
    assert words == ["Edit\tF2", "Move up\tAlt+Up", "Move down\tAlt+Down", "Delete\tDel"]


def test_a_long_title_is_cut_and_told_whole(
    qtbot: QtBot, session: JournalSession, shell: Shell, side: SideFilters
) -> None:
    width = shell.sidebar.width()
    fill(session, make_saved_filter("A very long title of a filter that no sidebar holds", place=9))
    qtbot.waitUntil(lambda: len(side.entries) == 3)
    qtbot.waitUntil(lambda: side.entries[2].width() < width)
    assert shell.sidebar.width() == width
    assert "no sidebar holds" in side.entries[2].toolTip()
