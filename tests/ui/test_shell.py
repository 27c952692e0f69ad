from collections.abc import Generator
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui import theme
from trustjournal.ui.shell import Shell
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.notices import Banner
from trustjournal.ui.widgets.side_entry import SideEntry


@pytest.fixture
def shell(qapp: QApplication, qtbot: QtBot) -> Generator[Shell]:
    theme.apply(qapp, Scheme.LIGHT)
    window = Shell()
    qtbot.addWidget(window)
    window.add_page("today", QWidget(), "Today", "sun")
    window.add_page("people", QWidget(), "People", "users")
    window.add_page("person", QWidget())
    window.add_page("settings", QWidget(), "Settings", "settings", last=True)
    window.resize(1280, 860)
    window.show()
    yield window
    theme.apply(qapp, Scheme.LIGHT)


def marked(shell: Shell) -> list[str]:
    return [key for key, entry in shell.sidebar.entries.items() if entry.isChecked()]


def people_in(shell: Shell) -> list[SideEntry]:
    known = shell.sidebar.entries.values()
    return [one for one in shell.sidebar.findChildren(SideEntry) if one not in known]


def test_a_click_asks_for_the_page_and_leaves_the_answer_to_others(shell: Shell) -> None:
    shell.show_page("today")
    asked: list[str] = []
    shell.page_chosen.connect(asked.append)
    QTest.mouseClick(shell.sidebar.entries["people"], Qt.MouseButton.LeftButton)
    assert asked == ["people"]
    assert shell.page_key() == "today"


def test_the_page_in_front_is_the_one_marked(shell: Shell) -> None:
    shell.show_page("settings")
    assert (shell.page_key(), marked(shell)) == ("settings", ["settings"])
    shell.show_page("person", under="people")
    assert (shell.page_key(), marked(shell)) == ("person", ["people"])


def test_a_page_without_an_entry_marks_none(shell: Shell) -> None:
    shell.show_page("today")
    shell.show_page("person")
    assert marked(shell) == []


def test_the_space_key_opens_a_page(shell: Shell) -> None:
    shell.sidebar.entries["today"].setFocus()
    asked: list[str] = []
    shell.page_chosen.connect(asked.append)
    QTest.keyClick(shell.sidebar.entries["today"], Qt.Key.Key_Space)
    assert asked == ["today"]


def test_the_first_button_asks_to_log(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.log_requested):
        QTest.mouseClick(shell.sidebar.log_button, Qt.MouseButton.LeftButton)


def test_a_count_is_read_aloud_and_goes_at_nought(shell: Shell) -> None:
    shell.set_count("today", 4)
    assert shell.sidebar.entries["today"].accessibleName() == "Today, 4"
    shell.set_count("today", 0)
    assert shell.sidebar.entries["today"].accessibleName() == "Today"


def test_people_close_to_heart_are_chosen_by_id(shell: Shell) -> None:
    rosa, amara = uuid4(), uuid4()
    shell.set_people([(rosa, "Rosa Delgado"), (amara, "Amara Okafor")])
    asked: list[UUID] = []
    shell.person_chosen.connect(asked.append)
    QTest.mouseClick(people_in(shell)[1], Qt.MouseButton.LeftButton)
    assert asked == [amara]


def test_a_person_who_left_the_heart_leaves_the_list(shell: Shell, qtbot: QtBot) -> None:
    shell.set_people([(uuid4(), "Rosa Delgado"), (uuid4(), "Amara Okafor")])
    shell.set_people([(uuid4(), "Amara Okafor")])
    qtbot.waitUntil(lambda: len(people_in(shell)) == 1)
    assert people_in(shell)[0].accessibleName() == "Amara Okafor"


def test_everything_in_the_sidebar_has_a_name_and_can_be_reached(shell: Shell) -> None:
    shell.set_people([(uuid4(), "Rosa Delgado")])
    for button in shell.sidebar.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_no_entry_is_cut_at_200_percent(shell: Shell, qapp: QApplication) -> None:
    narrow = shell.sidebar.width()
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    qapp.processEvents()
    entries = [*shell.sidebar.entries.values(), shell.sidebar.log_button]
    assert all(entry.width() >= entry.sizeHint().width() for entry in entries)
    assert narrow == 228
    assert shell.sidebar.width() < 2 * narrow


def test_the_sidebar_is_on_the_right_where_reading_begins_there(
    shell: Shell, qapp: QApplication
) -> None:
    shell.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.processEvents()
    assert shell.sidebar.geometry().right() == shell.rect().right()


def test_a_banner_stands_above_the_pages(shell: Shell, qapp: QApplication) -> None:
    banner = Banner("This journal is read-only.")
    shell.show_banner(banner)
    qapp.processEvents()
    assert banner.isVisible()
    assert banner.geometry().bottom() < shell.stack.geometry().top()


def test_notify_shows_a_toast_over_the_window(shell: Shell) -> None:
    undone: list[bool] = []
    shell.notify("Logged a touchpoint.", "Undo", lambda: undone.append(True))
    assert shell.toast.isVisible()
    QTest.mouseClick(shell.toast.action, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not shell.toast.isVisible()
