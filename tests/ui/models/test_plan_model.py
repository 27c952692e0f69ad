"""Rows under headings: narrowing, finding a row again, and what is read aloud."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt

from trustjournal.ui.models.plan_model import (
    Entry,
    Heading,
    PlanModel,
    PlanRole,
    Section,
    people_of,
)

ROSA, TOMASZ = uuid4(), uuid4()


def entry(title: str, person: str = "Rosa Delgado", **fields: Any) -> Entry:
    who: UUID = ROSA if person == "Rosa Delgado" else TOMASZ
    return Entry(key=uuid4(), customer_id=who, person=person, title=title, **fields)


MUG = entry("One-year mug", aside="for Rosa Delgado", kind="gift", when="Thu")
CARD = entry("Thank-you card", "Tomasz Wilk", kind="note", text="for the Café")
TILE = entry("Tile", "Tomasz Wilk", kind="gift")


@pytest.fixture
def model() -> PlanModel:
    made = PlanModel()
    made.set_sections((Section("Planned", [MUG, CARD]), Section("Ideas", [TILE])))
    return made


def rows(model: PlanModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_it_is_a_proper_model(qtmodeltester: Any, model: PlanModel) -> None:
    qtmodeltester.check(model)
    model.narrow("tomasz")
    qtmodeltester.check(model)


def test_each_section_stands_under_its_heading_with_its_count(model: PlanModel) -> None:
    assert rows(model) == ["Planned", "One-year mug", "Thank-you card", "Ideas", "Tile"]
    assert model.index(0, 0).data(PlanRole.ROW) == Heading("Planned", 2)
    assert model.entry(0) is None
    assert model.entry(1) is MUG
    assert model.total() == 3


def test_a_heading_can_be_neither_selected_nor_reached(model: PlanModel) -> None:
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("TOMASZ", "", ["Planned", "Thank-you card", "Ideas", "Tile"]),
        ("tomasz cafe", "", ["Planned", "Thank-you card"]),
        ("", "gift", ["Planned", "One-year mug", "Ideas", "Tile"]),
        ("wilk", "gift", ["Ideas", "Tile"]),
        ("nobody", "", []),
    ],
)
def test_it_narrows_to_entries_with_every_word_whatever_the_accents(
    model: PlanModel, text: str, kind: str, shown: list[str]
) -> None:
    model.narrow(text, kind)
    assert rows(model) == shown
    assert model.total() == 3


def test_it_stays_narrowed_when_it_is_read_again(model: PlanModel) -> None:
    model.narrow("mug")
    model.set_sections((Section("Planned", [MUG, CARD]),))
    assert rows(model) == ["Planned", "One-year mug"]


def test_a_row_is_found_again_where_it_was(model: PlanModel) -> None:
    line = model.line_from(2)
    model.set_sections((Section("Late", [TILE]), Section("Planned", [CARD, MUG])))
    assert model.entry(model.first_of(line)) is CARD


def test_where_a_row_has_left_its_section_its_neighbour_is_found(model: PlanModel) -> None:
    line = model.line_from(1)
    model.set_sections((Section("Late", [MUG]), Section("Planned", [CARD])))
    assert model.entry(model.first_of(line)) is CARD


def test_where_the_last_row_has_left_the_one_before_it_is_found(model: PlanModel) -> None:
    line = model.line_from(2)
    model.set_sections((Section("Planned", [MUG]), Section("Ideas", [TILE, CARD])))
    assert model.entry(model.first_of(line)) is MUG


def test_a_section_that_has_gone_leaves_nothing_to_find(model: PlanModel) -> None:
    line = model.line_from(4)
    model.set_sections((Section("Planned", [TILE]),))
    assert model.first_of(line) == -1
    assert model.first_of(model.line_from(0)) == -1


def test_the_nearest_row_is_never_a_heading(model: PlanModel) -> None:
    assert [model.nearest(row) for row in (-1, 0, 2, 3, 5, 9)] == [1, 1, 2, 4, 4, 4]
    assert PlanModel().nearest(0) == -1


def test_a_row_is_read_aloud_whole_with_whom_it_is_for(model: PlanModel) -> None:
    def spoken(row: int) -> str:
        return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    assert spoken(0) == "Planned, 2"
    assert spoken(1) == "One-year mug. for Rosa Delgado. Thu"
    assert spoken(4) == "Tomasz Wilk. Tile"


def test_markup_in_a_tooltip_shows_as_it_was_typed() -> None:
    model = PlanModel()
    model.set_sections((Section("Ideas", [entry("<b>Mug</b>")]),))
    assert "&lt;b&gt;Mug" in model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_each_person_is_named_once() -> None:
    assert people_of([MUG, CARD, TILE]) == ["Rosa Delgado", "Tomasz Wilk"]


def test_a_section_without_a_title_has_no_heading(model: PlanModel) -> None:
    model.set_sections((Section("", [MUG, CARD]),))
    assert rows(model) == ["One-year mug", "Thank-you card"]
    assert model.first_of(model.line_from(1)) == 1


def test_an_entry_is_found_by_its_key_where_it_is_shown(model: PlanModel) -> None:
    assert model.row_of(TILE.key) == 4
    model.narrow("mug")
    assert model.row_of(TILE.key) == -1
