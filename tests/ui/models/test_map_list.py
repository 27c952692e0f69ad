"""The people of an area as rows."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from tests.charts.places import make_place
from trustjournal.domain.choices import Stage
from trustjournal.ui.models.map_list import MapListModel
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.person_row import PersonRole

ROSA = make_place("Rosa", 0.05, depth=60.0, value=Decimal(1200), company="Café Alma")
LOST = make_place("Leon", 0.05, stage=Stage.LOST)


def test_a_row_says_who_how_long_and_how_deep(qtmodeltester: Any) -> None:
    model = MapListModel()
    model.set_places([ROSA, LOST], "EUR")
    qtmodeltester.check(model)
    first, second = model.index(0, 0), model.index(1, 0)
    assert first.data(PersonRole.NAME) == "Rosa"
    assert first.data(PersonRole.COMPANY) == "Café Alma"
    assert first.data(PersonRole.SENTENCE) == "Silent for 4 weeks, usually 2 weeks"
    assert first.data(PersonRole.WHY) == "Gone quiet, €1,200 a year"
    assert second.data(PersonRole.WHY) == "Gone quiet"
    assert first.data(PersonRole.STAGE) == "Trusted"
    assert 3 < first.data(PersonRole.DEPTH) < 4
    assert first.data(PersonRole.RECORD) is ROSA
    spoken = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Rosa. Trusted, 60. Silent for 4 weeks")


def test_only_a_silence_that_matters_is_clay() -> None:
    model = MapListModel()
    model.set_places([ROSA, LOST], "")
    tones = [model.index(row, 0).data(PersonRole.WHY_TONE) for row in range(2)]
    assert tones == [Tone.CLAY, Tone.MUTED]
