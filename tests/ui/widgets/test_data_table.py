"""A long table: rows chosen without counting them one by one, letters, and columns of any width."""

from collections.abc import Generator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.ui import theme
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.data_table import DataTable
from trustjournal.ui.widgets.table_columns import Column, TableColumns, memory_of

COLUMNS = (Column("name", "Name", 120, fills=True), Column("tags", "Tags", 90))


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    made = DataTable("People", 40)
    qtbot.addWidget(made)
    model = QStandardItemModel(0, 2, made)
    for name in ("Ana", "Ben", "Cho"):
        model.appendRow([QStandardItem(name), QStandardItem("oak")])
    made.setModel(model)
    made.resize(500, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def undressed(qapp: QApplication) -> Generator[None]:
    yield
    theme.apply(qapp, Scheme.LIGHT, 1.0)


def columns(table: DataTable, memory: dict[str, Any]) -> TableColumns:
    return TableColumns(table, COLUMNS, memory)


def test_rows_are_chosen_whole_and_told_from_the_top(table: DataTable) -> None:
    table.selectRow(2)
    selected = table.selectionModel()
    selected.select(
        table.model().index(0, 1), selected.SelectionFlag.Select | selected.SelectionFlag.Rows
    )
    assert table.chosen_rows() == [0, 2]


def test_enter_opens_the_current_row(table: DataTable) -> None:
    asked = hear(table.opened)
    table.setCurrentIndex(QModelIndex())
    QTest.keyClick(table, Qt.Key.Key_Return)
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert asked == [1]


def test_letters_typed_in_one_go_are_one_word(table: DataTable) -> None:
    asked = hear(table.typed)
    QTest.keyClicks(table, "an")
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert asked == ["a", "an", "an "]


def test_tab_leads_out_of_the_table(table: DataTable) -> None:
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert table.currentIndex().column() == 0


def test_the_whole_row_under_the_mouse_is_marked(table: DataTable) -> None:
    QTest.mouseMove(table.viewport(), QPoint(20, 60))
    assert table.hovered_row == 1
    QTest.mouseMove(table.viewport(), QPoint(20, 290))
    assert table.hovered_row == -1


def test_one_column_takes_what_the_others_leave(table: DataTable) -> None:
    columns(table, {})
    assert table.columnWidth(1) == 90
    assert table.columnWidth(0) == table.viewport().width() - 90
    table.resize(150, 300)
    assert table.columnWidth(0) == 120


def test_widths_are_kept_as_at_plain_text_size(
    table: DataTable, qapp: QApplication, undressed: None
) -> None:
    memory: dict[str, Any] = {}
    columns(table, memory)
    table.setColumnWidth(1, 100)
    theme.apply(qapp, Scheme.LIGHT, 1.5)
    assert table.columnWidth(1) == 150
    assert memory == {"widths": {"tags": 100}}
    assert table.rowHeight(0) == 60


def test_a_column_that_is_hidden_comes_back(table: DataTable) -> None:
    memory: dict[str, Any] = {}
    made = columns(table, memory)
    made.menu().actions()[0].trigger()
    assert table.isColumnHidden(1)
    assert memory["hidden"] == ["tags"]
    again = columns(table, memory)
    assert table.isColumnHidden(1)
    again.menu().actions()[0].trigger()
    assert not table.isColumnHidden(1)


def test_the_menu_sorts_and_turns_the_order(table: DataTable) -> None:
    memory: dict[str, Any] = {}
    made = columns(table, memory)
    made.sort_by("tags")
    by: Any = made.menu().actions()[0].menu()
    by.actions()[0].trigger()
    assert memory["sort"] == ["name", "up"]
    turned: Any = made.menu().actions()[0].menu()
    turned.actions()[0].trigger()
    assert memory["sort"] == ["name", "down"]
    assert table.model().index(0, 0).data() == "Cho"


@pytest.mark.parametrize(
    "kept",
    [
        {"widths": [1], "hidden": "all", "sort": "name"},
        {"widths": {"tags": "wide"}, "hidden": [7, "gone"], "sort": ["gone", "up"]},
        {"sort": [1, 2, 3]},
    ],
)
def test_a_damaged_memory_means_defaults(table: DataTable, kept: dict[str, Any]) -> None:
    made = columns(table, kept)
    made.sort_by("name")
    assert table.columnWidth(1) == 90
    assert not table.isColumnHidden(1)
    assert table.horizontalHeader().sortIndicatorSection() == 0


def test_a_page_without_a_memory_gets_an_empty_one() -> None:
    views: dict[str, Any] = {"people": ["damaged"]}
    memory_of(views, "people")["sort"] = ["name", "up"]
    memory_of(views, "journal")
    assert views == {"people": {"sort": ["name", "up"]}, "journal": {}}


def test_rows_keep_their_height(table: DataTable) -> None:
    assert table.verticalHeader().sectionResizeMode(0) is QHeaderView.ResizeMode.Fixed
    assert table.rowHeight(0) == 40
