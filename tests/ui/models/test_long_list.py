"""A list whose length Qt knows by itself."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from trustjournal.ui.models.long_list import LongList


class Names(LongList):
    """Rows that count how often something is asked of them."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.asked += 1
        return f"row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


def test_it_is_a_proper_model_while_its_rows_change(qtmodeltester: Any) -> None:
    model = Names()
    qtmodeltester.check(model)
    model.set_count(3)
    assert model.rowCount() == 3
    assert model.index(2, 0).data() == "row 2"
    model.set_count(0)
    assert model.rowCount() == 0


def test_rows_can_be_selected_but_not_edited() -> None:
    model = Names()
    model.set_count(1)
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_laying_out_ten_thousand_rows_asks_only_for_those_in_sight(qtbot: QtBot) -> None:
    model, view = Names(), QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setUniformItemSizes(True)
    model.set_count(10_000)
    with qtbot.waitExposed(view):
        view.show()
    view.setCurrentIndex(model.index(9_000, 0))
    assert 0 < model.asked < 2_000
