"""The table of given and paid: sorted, narrowed, and in the owner's words."""

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt

from trustjournal.domain.changes import new_id
from trustjournal.store.values import Value, Values
from trustjournal.ui import theme
from trustjournal.ui.models.value_model import ValueColumn, ValueModel, lines_of

_DOWN = Qt.SortOrder.DescendingOrder


def value(name: str, **fields: Any) -> Value:
    nothing: dict[str, Any] = {
        **dict.fromkeys(("worth", "cost", "received", "paid"), Decimal()),
        "company": "",
        "gestures": 0,
        "unvalued": 0,
        "soonest": None,
    }
    return Value(id=new_id(), name=name, **(nothing | fields))


ROSA = value(
    "Rosa", company="Café Alma", gestures=3, unvalued=1, worth=Decimal(40), paid=Decimal("12.5")
)
BEN = value("Ben", worth=Decimal(5), paid=Decimal(900), soonest=4)
LUKASZ = value("Łukasz", soonest=60)


@pytest.fixture
def model() -> ValueModel:
    made = ValueModel()
    values = Values((ROSA, BEN, LUKASZ), Decimal("912.5"), 1, 30, (2026,), "EUR")
    made.set_values(values, lines_of(values))
    return made


def names(model: ValueModel) -> list[str]:
    return [model.value(row).name for row in range(model.rowCount())]


def cell(model: ValueModel, row: int, column: ValueColumn, role: int = 0) -> Any:
    return model.index(row, column).data(role)


def test_it_keeps_the_rules_of_models(model: ValueModel, qtmodeltester: Any) -> None:
    qtmodeltester.check(model)


def test_people_come_by_name_whatever_their_accents(model: ValueModel) -> None:
    assert names(model) == ["Ben", "Łukasz", "Rosa"]


@pytest.mark.parametrize(
    ("column", "down", "up"),
    [
        (ValueColumn.PAID, ["Ben", "Rosa", "Łukasz"], ["Łukasz", "Rosa", "Ben"]),
        (ValueColumn.WORTH, ["Rosa", "Ben", "Łukasz"], ["Łukasz", "Ben", "Rosa"]),
        (ValueColumn.ASKED, ["Łukasz", "Ben", "Rosa"], ["Ben", "Łukasz", "Rosa"]),
    ],
)
def test_any_column_sorts_and_who_has_nothing_in_it_comes_last(
    model: ValueModel, column: ValueColumn, down: list[str], up: list[str]
) -> None:
    model.sort(column, _DOWN)
    assert names(model) == down
    model.sort(column)
    assert names(model) == up


def test_words_narrow_by_name_and_company(model: ValueModel) -> None:
    model.narrow("cafe ros")
    assert names(model) == ["Rosa"]
    model.narrow("")
    assert len(names(model)) == 3


def test_amounts_have_their_currency_and_nothing_is_left_blank(model: ValueModel) -> None:
    assert cell(model, 2, ValueColumn.PAID) == "€12.50"
    assert cell(model, 2, ValueColumn.COST) == ""
    assert (cell(model, 2, ValueColumn.GESTURES), cell(model, 0, ValueColumn.GESTURES)) == ("3", "")
    assert "1 of 3" in cell(model, 2, ValueColumn.WORTH, Qt.ItemDataRole.ToolTipRole)


def test_what_was_asked_too_soon_is_golden(model: ValueModel) -> None:
    told = [cell(model, row, ValueColumn.ASKED) for row in range(3)]
    assert told == ["4 days after", "60 days after", ""]
    tones = [cell(model, row, ValueColumn.ASKED, Qt.ItemDataRole.ForegroundRole) for row in (0, 1)]
    assert tones == [theme.colour("gold"), theme.colour("muted")]


def test_letters_find_a_name(model: ValueModel) -> None:
    assert [model.row_beginning(text) for text in ("ros", "Lu", "x")] == [2, 1, -1]


def test_the_column_in_order_keeps_room_for_its_arrow(model: ValueModel) -> None:
    horizontal = Qt.Orientation.Horizontal
    model.sort(ValueColumn.PAID)
    assert model.headerData(ValueColumn.PAID, horizontal).endswith("\N{NO-BREAK SPACE}")
    assert model.headerData(ValueColumn.WORTH, horizontal) == "Worth given"
