"""How many others each year's customers bring: ranges, and nothing made up for the young."""

from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from trustjournal.charts.board import BoxDrawing
from trustjournal.charts.cohort_chart import draw, save
from trustjournal.charts.style import DARK, DPI, LIGHT, ChartStyle
from trustjournal.domain.cycle import Cohort, Reproduction

GROWN = Cohort(2024, 20, 7, Reproduction(0.35, 0.35))
HALF = Cohort(2025, 12, 4, Reproduction(1 / 3, 0.6))
YOUNG = Cohort(2026, 3, 0, None)


def drawn(
    *cohorts: Cohort, style: ChartStyle = LIGHT, width: float = 600
) -> tuple[BoxDrawing, Any]:
    figure: Any = Figure(figsize=(width / DPI, 290 / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    drawing = draw(figure, cohorts, style, as_text=True)
    figure.canvas.draw()
    return drawing, figure


def words(figure: Any) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
def test_every_year_has_its_mark_with_the_midpoint(style: ChartStyle) -> None:
    drawing, figure = drawn(GROWN, HALF, style=style)
    assert [mark.mark for mark in drawing.marks] == [GROWN, HALF]
    said = words(figure)
    for year, of_ten in (("2024", "4"), ("2025", "5")):
        assert {year, of_ten} <= set(said)
    higher, lower = drawing.marks[1], drawing.marks[0]
    assert higher.y > lower.y
    assert drawing.at(lower.x, 5) == lower


def test_too_young_a_year_stands_hollow_on_the_ground() -> None:
    drawing, figure = drawn(GROWN, YOUNG)
    assert "too early" in words(figure)
    assert words(figure).count("0") == 1  # the ground's own
    assert drawing.marks[1].y < drawing.marks[0].y


def test_one_each_is_named_only_where_it_is_in_sight() -> None:
    much = Cohort(2025, 2, 3, Reproduction(1.5, 1.5))
    assert "each brings one more" in words(drawn(much)[1])
    assert "each brings one more" not in words(drawn(GROWN)[1])


def test_a_narrow_chart_shows_the_latest_years() -> None:
    years = [Cohort(year, 5, 1, Reproduction(0.2, 0.2)) for year in range(2000, 2027)]
    drawing, _figure = drawn(*years, width=300)
    assert [mark.mark.year for mark in drawing.marks] == [2023, 2024, 2025, 2026]


def test_nobody_joined_yet() -> None:
    drawing, _figure = drawn()
    assert drawing.marks == ()


def test_it_is_saved_with_its_title(tmp_path: Path) -> None:
    path = tmp_path / "cohorts.svg"
    save([GROWN, HALF, YOUNG], path)
    assert "How many others ten customers bring" in path.read_text()
