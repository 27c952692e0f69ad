"""The drawn rhythm: bars where they belong, words that are text, and files in every form."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tests.charts.rhythms import MARIA, pictured, stranger
from trustjournal.charts.rhythm_chart import Drawing, draw, save
from trustjournal.charts.rhythm_picture import RhythmPicture
from trustjournal.charts.style import DARK, DPI, LIGHT, ChartStyle
from trustjournal.errors import InvalidEntry


def drawn(
    shown: RhythmPicture, style: ChartStyle = LIGHT, size: tuple[int, int] = (600, 260)
) -> tuple[Drawing, list[str]]:
    figure: Any = Figure(figsize=(size[0] / DPI, size[1] / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    drawing = draw(figure, shown, style)
    figure.canvas.draw()
    return drawing, [text.get_text() for text in drawing.axes.texts]


def test_each_bar_answers_over_its_days_as_high_as_it_is_long() -> None:
    shown = pictured(MARIA, 63)
    drawing, _texts = drawn(shown)
    assert [mark.mark for mark in drawing.marks] == [*shown.gaps, shown.silence]
    for mark in drawing.marks:
        assert drawing.at(mark.x, mark.y / 2) == mark
    assert drawing.at(590, 20) is None
    ground = drawing.axes.transData.transform((0, 0))[1]
    first, silence = drawing.marks[0], drawing.marks[-1]
    assert (silence.y - ground) / (first.y - ground) == pytest.approx(63 / 21)


def test_the_usual_gap_the_days_that_matter_and_today_are_written() -> None:
    _drawing, texts = drawn(pictured(MARIA, 63, longest_gap=50))
    assert texts[:5] == [
        "Usually every 3 weeks",
        "Quiet since 8 Nov",
        "Longer than you wish since 10 Nov",
        "Gone quiet from 8 Dec",
        "Today",
    ]
    assert "Jul" in texts


@pytest.mark.parametrize("width", [420, 600, 820])
def test_no_words_of_the_legend_meet(width: int) -> None:
    shown = replace(pictured(MARIA, 63, longest_gap=50), today=date(2029, 3, 1))
    drawing, _texts = drawn(shown, size=(width, 260))
    # So far away that each of them tells its year.
    legend = [text.get_window_extent() for text in drawing.axes.texts[:4]]
    assert any(text.get_text().endswith("2026") for text in drawing.axes.texts[:4])
    for one, other in combinations(legend, 2):
        assert not one.overlaps(other)
    assert all(one.x1 <= width for one in legend)


def test_the_sentence_of_a_name_without_end_stays_on_the_paper() -> None:
    drawing, _texts = drawn(replace(stranger(), sentence="x" * 10_000))
    (sentence,) = drawing.axes.texts
    assert sentence.get_window_extent().x1 <= 600


def test_whoever_never_came_has_the_sentence_alone() -> None:
    drawing, texts = drawn(stranger())
    assert drawing.marks == ()
    assert drawing.at(100, 100) is None
    assert texts == ["Maria has not come to you yet, so there is no rhythm to tell."]


@pytest.mark.parametrize("size", [(40, 30), (2000, 1200)])
@pytest.mark.parametrize("style", [LIGHT, DARK, replace(LIGHT, scale=2)])
@pytest.mark.parametrize("gaps", [(), (1,), tuple(range(1, 40))])
def test_any_size_style_and_history_can_be_drawn(
    size: tuple[int, int], style: ChartStyle, gaps: tuple[int, ...]
) -> None:
    for silent in (0, 5, 4000):
        drawing, _texts = drawn(pictured(gaps, silent), style, size)
        assert len(drawing.marks) == min(len(gaps), 24) + 1


@pytest.mark.parametrize("form", [".png", ".svg", ".pdf"])
def test_it_is_saved_in_every_form(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"rhythm{form}"
    save(pictured(MARIA, 63, name="Zoë $x_1$ <b>&</b>"), path)
    assert path.stat().st_size > 1000


def test_another_form_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InvalidEntry, match="can be saved as"):
        save(pictured(MARIA, 63), tmp_path / "rhythm.gif")


def test_a_name_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rhythm.svg"
    save(pictured(MARIA, 63, name="Zoë $x_1$"), path)
    assert "Rhythm of Zoë $x_1$" in path.read_text("utf-8")
