"""Until when: by days to choose, or in words, without a mouse."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import TODAY
from tests.ui.owner import hear
from trustjournal.domain import snoozing
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.snooze_menu import SnoozeMenu

pytestmark = pytest.mark.usefixtures("dressed")


class Opened:
    """The menu on the screen, and what it said last."""

    def __init__(self, qtbot: QtBot, *, read: bool = True, keeps: bool = True) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.menu = SnoozeMenu(
            "Back on that day.",
            TODAY,
            read=partial(snoozing.read, today=TODAY) if read else None,
            keeps=keeps,
            parent=self.window,
        )
        self.said: list[tuple[date, str]] = []
        self.menu.worded.connect(self._keep)
        self.menu.open_at(QPoint())
        qtbot.waitUntil(self.menu.isVisible)

    def _keep(self, day: date, words: str) -> None:
        self.said.append((day, words))

    def type(self, text: str) -> None:
        QTest.keyClicks(self.menu, text[0])
        assert self.menu.words is not None
        assert self.menu.words.field.text() == text[0]
        QTest.keyClicks(self.menu.words.field, text[1:])

    def press(self, key: Qt.Key) -> None:
        assert self.menu.words is not None
        QTest.keyClick(self.menu.words.field, key)

    def understood(self) -> str:
        assert self.menu.words is not None
        return "\n".join(one.text() for one in self.menu.words.findChildren(PlainLabel))


def test_enter_at_once_is_tomorrow_without_words(qtbot: QtBot) -> None:
    view = Opened(qtbot)
    QTest.keyClick(view.menu, Qt.Key.Key_Return)
    assert view.said == [(TODAY + timedelta(days=1), "")]


def test_a_letter_begins_the_words_and_enter_agrees_to_the_day_in_them(qtbot: QtBot) -> None:
    view = Opened(qtbot)
    view.type("in 3 weeks")
    assert view.understood() == "Until Fri 11 Dec"
    view.press(Qt.Key.Key_Return)
    assert view.said == [(TODAY + timedelta(days=21), "")]
    assert not view.menu.isVisible()


def test_words_without_a_day_are_kept_and_two_weeks_proposed(qtbot: QtBot) -> None:
    view = Opened(qtbot)
    view.type("after her holiday")
    assert "unless you choose below" in view.understood()
    view.press(Qt.Key.Key_Return)
    assert view.said == [(TODAY + timedelta(days=14), "after her holiday")]


def test_words_go_with_a_day_that_is_chosen_below_them(qtbot: QtBot) -> None:
    view = Opened(qtbot)
    view.type("after her holiday")
    view.press(Qt.Key.Key_Down)
    QTest.keyClick(view.menu, Qt.Key.Key_Down)
    QTest.keyClick(view.menu, Qt.Key.Key_Return)
    assert view.said == [(TODAY + timedelta(days=3), "after her holiday")]


def test_where_words_are_not_kept_they_have_to_name_a_day(qtbot: QtBot) -> None:
    view = Opened(qtbot, keeps=False)
    view.type("soon")
    assert view.understood() == "Choose below when that will be."
    view.press(Qt.Key.Key_Return)
    assert view.said == []
    assert view.menu.isVisible()
    QTest.keyClick(view.menu, Qt.Key.Key_Return)
    assert view.said == [(TODAY + timedelta(days=1), "soon")]


def test_escape_leaves_everything_as_it_was(qtbot: QtBot) -> None:
    view = Opened(qtbot)
    view.type("in 3 weeks")
    view.press(Qt.Key.Key_Escape)
    assert not view.menu.isVisible()
    assert view.said == []


def test_without_words_to_read_a_day_alone_is_told(qtbot: QtBot) -> None:
    view = Opened(qtbot, read=False)
    chosen = hear(view.menu.chosen)
    QTest.keyClick(view.menu, Qt.Key.Key_Return)
    assert chosen == [TODAY + timedelta(days=1)]
    assert view.said == []
