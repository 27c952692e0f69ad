from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.tab_order import tab_in_order


class Page(QWidget):
    """A button, a part whose rows come later, above a button of its own, and another button."""

    def __init__(self) -> None:
        super().__init__()
        self.part = QFrame()
        self.rows = QVBoxLayout()
        column = QVBoxLayout(self)
        for widget in (QPushButton("top"), self.part, QPushButton("end")):
            column.addWidget(widget)
        inside = QVBoxLayout(self.part)
        inside.addLayout(self.rows)
        inside.addWidget(QPushButton("add"))

    def bring(self, place: int, *names: str) -> None:
        """Put rows above each other at a place among those that are there."""
        for name in names:
            self.rows.insertWidget(place, QPushButton(name))
        tab_in_order(self.part)
        QApplication.processEvents()

    def tabbed(self) -> list[str]:
        """Return what Tab reaches from the top until it is there again."""
        first = self.findChildren(QPushButton)[0]
        first.setFocus()
        seen: list[str] = []
        while not seen or self.focusWidget() is not first:
            assert len(seen) < 20, seen
            focused = self.focusWidget()
            assert isinstance(focused, QPushButton)
            seen.append(focused.text())
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        return seen


@pytest.fixture
def page(qtbot: QtBot) -> Generator[Page]:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def test_rows_that_come_later_are_reached_where_they_stand(page: Page) -> None:
    page.bring(0, "b", "a")
    assert page.tabbed() == ["top", "a", "b", "add", "end"]
    page.bring(1, "between")
    assert page.tabbed() == ["top", "a", "between", "b", "add", "end"]


def test_a_part_without_anything_in_it_changes_nothing(page: Page, qtbot: QtBot) -> None:
    before = page.tabbed()
    empty = QWidget(page)
    tab_in_order(empty)
    assert page.tabbed() == before
    alone = QFrame()
    qtbot.addWidget(alone)
    QVBoxLayout(alone).addWidget(QPushButton("one"))
    tab_in_order(alone)


class Handed(QWidget):
    """A row that Tab reaches, and that hands the focus on to the button in it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        button = QPushButton(name)
        QVBoxLayout(self).addWidget(button)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(button)


def test_a_row_that_hands_the_focus_on_leads_in_no_circle(page: Page) -> None:
    for name in ("c", "b", "a"):
        page.rows.insertWidget(0, Handed(name))
        page.bring(1)
        page.bring(1)
    assert page.tabbed() == ["top", "a", "b", "c", "add", "end"]
