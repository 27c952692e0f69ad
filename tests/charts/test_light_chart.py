"""The two series of the grow-slowly light, and nothing where too few promises ended."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from trustjournal.charts.board import BoxDrawing
from trustjournal.charts.light_chart import draw, save
from trustjournal.charts.style import DARK, DPI, LIGHT, ChartStyle
from trustjournal.domain.cycle import Light, Signal, Window

TODAY = date(2026, 11, 22)


def light(*windows: tuple[int, int, int]) -> Light:
    """A light that looked at so many new customers, promises ended and kept, a month apart."""
    found = tuple(
        Window(TODAY - timedelta(30 * ago), *values)
        for ago, values in zip(range(len(windows) - 1, -1, -1), windows, strict=True)
    )
    return Light(Signal.GREEN, "New customers in 90 days: 8.", found)


YEAR = light(*((number, 20, 20 - number) for number in range(13)))


def drawn(found: Light, style: ChartStyle = LIGHT) -> tuple[BoxDrawing, Any]:
    figure: Any = Figure(figsize=(600 / DPI, 290 / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    drawing = draw(figure, found, style, as_text=True)
    figure.canvas.draw()
    return drawing, figure


def words(figure: Any) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
def test_both_series_end_in_their_latest_figure(style: ChartStyle) -> None:
    drawing, figure = drawn(YEAR, style)
    said = words(figure)
    assert {"New customers in 90 days", "12", "Nov"} <= set(said)
    assert {"Promises kept in 90 days", "40 %"} <= set(said)
    assert [mark.mark for mark in drawing.marks] == list(YEAR.windows)
    assert drawing.at(drawing.marks[4].x, 100) == drawing.marks[4]


def test_the_two_that_are_compared_stand_out() -> None:
    _drawing, figure = drawn(YEAR)
    dots = [line for line in figure.axes[0].lines if line.get_marker() in ("o", "D")]
    assert [len(line.get_xdata()) for line in dots] == [2, 2]


def test_too_few_promises_are_no_series() -> None:
    _drawing, figure = drawn(light((1, 2, 1), (2, 3, 1), (2, 0, 0)))
    assert "Too few promises ended." in words(figure)


@pytest.mark.parametrize("windows", [(), ((3, 9, 8),)])
def test_a_young_journal_is_drawn_all_the_same(windows: tuple[tuple[int, int, int], ...]) -> None:
    drawing, _figure = drawn(light(*windows))
    assert len(drawing.marks) == len(windows)


def test_it_is_saved_with_what_the_light_says(tmp_path: Path) -> None:
    path = tmp_path / "light.svg"
    save(YEAR, path)
    assert "Growth and promises go together" in path.read_text()
