"""Rows of those who were deleted: their words, and what a search finds."""

from datetime import UTC, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.samples import NOON, TODAY
from trustjournal.domain.changes import new_id
from trustjournal.domain.erasing import Gone
from trustjournal.domain.search_marks import Marked
from trustjournal.ui.models.gone_rows import GoneModel
from trustjournal.ui.widgets.find_row import FindRole

ROSA = Gone(new_id(), "Rosa Ruiz", NOON, ("Rosa Delgado", "R. Müß"))
BEN = Gone(new_id(), "Ben <b>", NOON - timedelta(days=1))


@pytest.fixture
def model(qtmodeltester: Any) -> GoneModel:
    made = GoneModel(TODAY, UTC)
    made.set_people([ROSA, BEN])
    qtmodeltester.check(made)
    return made


def test_a_row_says_who_and_when_and_what_they_were_called(model: GoneModel) -> None:
    first, second = (model.index(row, 0) for row in range(2))
    assert first.data() == "Rosa Ruiz"
    told = "Deleted today; before: Rosa Delgado, R. Müß"
    assert first.data(FindRole.TEXT) == Marked(told)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == f"Rosa Ruiz, {told}"
    assert second.data(FindRole.TITLE) == Marked("Ben <b>")
    assert second.data(FindRole.TEXT) == Marked("Deleted yesterday")


@pytest.mark.parametrize(
    ("text", "found"), [("", 2), ("ben", 1), ("ruiz ROSA", 1), ("muss", 1), ("nobody", 0)]
)
def test_it_is_narrowed_by_any_name_they_had(model: GoneModel, text: str, found: int) -> None:
    model.narrow(text)
    assert (model.rowCount(), len(model.rows)) == (found, found)
