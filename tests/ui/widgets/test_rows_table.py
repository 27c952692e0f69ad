"""A table of texts: what it shows, copies and how soon it is there."""

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear
from trustjournal.ui.widgets.rows_table import RowsModel, RowsTable

COLUMNS = ("Name", "Silence", "Depth")
ROWS = [("Rosa Delgado", "<b>3 days</b>", "62"), ("Ben", "a year", "41"), ("Li", "—", "30")]


@pytest.fixture
def table(qtbot: QtBot) -> RowsTable:
    made = RowsTable("Map", COLUMNS, ROWS, filling=1)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_the_model_of_rows_keeps_what_qt_asks_of_one(qtmodeltester: Any) -> None:
    model = RowsModel(COLUMNS, ROWS)
    qtmodeltester.check(model)
    assert [model.headerData(one, Qt.Orientation.Horizontal) for one in range(3)] == [*COLUMNS]
    assert model.index(0, 1).data() == "<b>3 days</b>"


def test_the_digits_of_amounts_stand_below_each_other() -> None:
    model = RowsModel(COLUMNS, ROWS, numbers=(2,))
    role, across = Qt.ItemDataRole.TextAlignmentRole, Qt.Orientation.Horizontal
    assert [model.index(0, column).data(role) is None for column in range(3)] == [True, True, False]
    end = Qt.AlignmentFlag.AlignTrailing
    assert Qt.AlignmentFlag(model.index(0, 2).data(role)) & end
    assert model.headerData(2, across, role) & end


def test_the_rows_chosen_are_copied_with_tabs(table: RowsTable) -> None:
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Rosa Delgado\t<b>3 days</b>\t62\nBen\ta year\t41"


def test_enter_opens_the_row_of_the_keyboard(table: RowsTable) -> None:
    opened = hear(table.opened)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [1]


def test_columns_are_as_wide_as_their_first_rows_and_one_takes_the_rest(
    table: RowsTable,
) -> None:
    wide = table.fontMetrics().horizontalAdvance("Rosa Delgado")
    assert wide < table.columnWidth(0) < wide * 2
    assert sum(map(table.columnWidth, range(3))) == table.viewport().width()


def test_a_name_without_end_hides_no_other_column(qtbot: QtBot) -> None:
    made = RowsTable("Map", COLUMNS, [("Rosa " * 200, "3 days", "62"), *ROWS], filling=1)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    assert sum(map(made.columnWidth, range(3))) == made.viewport().width()


class Counted(Sequence[Any]):
    """Many rows that count how often one is asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __len__(self) -> int:
        return 12_000

    def __getitem__(self, row: Any) -> Any:
        if row >= len(self):
            raise IndexError(row)
        self.asked += 1
        return ROWS[int(row) % 3]


def test_only_what_is_in_sight_of_many_rows_is_asked_for(qtbot: QtBot) -> None:
    rows = Counted()
    many = RowsTable("Map", COLUMNS, rows, filling=1)
    qtbot.addWidget(many)
    with qtbot.waitExposed(many):
        many.show()
    assert 0 < rows.asked < 2000


def test_another_text_in_a_cell_is_shown_and_copied(qtbot: QtBot) -> None:
    made = RowsTable("Table", COLUMNS, ROWS, filling=1)
    qtbot.addWidget(made)
    made.set_text(1, 0, "another")
    assert made.model().index(1, 0).data() == made.text(1, 0) == "another"
    assert made.model().index(0, 0).data() == ROWS[0][0]
    made.selectRow(1)
    assert made.selected_text().startswith("another\t")
