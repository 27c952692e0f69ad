"""The list behind a mark of a chart."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.domain.insight_words import Writing
from trustjournal.store.behind import MOST, Line
from trustjournal.ui.dialogs.behind_dialog import BehindDialog
from trustjournal.ui.widgets.label import PlainLabel

TODAY = date(2026, 11, 22)
ROSA, BEN = UUID(int=1), UUID(int=2)
LINES = [
    Line(ROSA, "Rosa <b>& Co</b>", TODAY - timedelta(days=40), "mend\nthe jug", Decimal(12)),
    Line(BEN, "Ben", None, "thanks"),
]
Opener = Callable[[Sequence[Line]], BehindDialog]


@pytest.fixture
def opened(qtbot: QtBot) -> Opener:
    window = QWidget()
    qtbot.addWidget(window)

    def make(lines: Sequence[Line]) -> BehindDialog:
        writing = Writing(money=lambda amount: f"€{amount}")
        dialog = BehindDialog("November 2026", "2 gestures", lines, TODAY, writing, window)
        dialog.open()
        return dialog

    window.show()
    return make


def cells(dialog: BehindDialog, row: int) -> list[str]:
    return list(dialog.table.rows[row])


def test_each_line_says_who_when_what_and_its_cost(opened: Opener) -> None:
    dialog = opened(LINES)
    assert cells(dialog, 0) == ["Rosa <b>& Co</b>", "13 Oct", "Mend the jug", "€12"]
    assert cells(dialog, 1) == ["Ben", "", "Thanks", ""]
    assert len(cells(opened(LINES[1:]), 0)) == 3


def test_enter_or_the_button_opens_the_person(opened: Opener) -> None:
    dialog = opened(LINES)
    chosen = hear(dialog.person_chosen)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert chosen == [BEN]
    again = opened(LINES)
    chosen = hear(again.person_chosen)
    QTest.mouseClick(again.open_button, Qt.MouseButton.LeftButton)
    assert chosen == [ROSA]


def test_a_list_that_goes_on_says_so(opened: Opener) -> None:
    dialog = opened(LINES[:1] * MOST)
    said = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert f"2 gestures. The first {MOST} are listed." in said


def test_where_nothing_is_behind_it_nobody_can_be_opened(opened: Opener) -> None:
    dialog = opened([])
    assert not dialog.open_button.isEnabled()
    with_nobody = hear(dialog.person_chosen)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert with_nobody == []
