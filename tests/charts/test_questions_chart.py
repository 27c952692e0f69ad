"""The drawn pictures of the four questions: marks where they answer, only what is in sight."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from tests.charts.questions import panels, person, profiles, spread_of
from trustjournal.charts import questions_chart
from trustjournal.charts.board import BoxDrawing
from trustjournal.charts.questions_picture import Grid, PanelsPicture
from trustjournal.charts.raster import Raster, render
from trustjournal.charts.style import DARK, LIGHT, ChartStyle
from trustjournal.charts.view import View
from trustjournal.domain.choices import Question
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.question_profiles import spread

U, D, H, F = Question


def drawn(
    draw: Callable[..., BoxDrawing],
    picture: Any,
    width: int = 900,
    height: int = 400,
    style: ChartStyle = LIGHT,
    ratio: float = 1.0,
    **more: Any,
) -> Raster:
    """Draw with words as words, so that they can be read here."""
    made = partial(draw, picture=picture, style=style, **({"as_text": True} | more))
    return render(made, width, height, ratio)


def words(raster: Raster) -> list[str]:
    return [text.get_text() for text in raster.drawing.axes.texts]


def has(raster: Raster, colour: str) -> bool:
    """Whether a colour is anywhere in the picture."""
    wanted = bytes.fromhex(colour[1:])
    pixels = np.frombuffer(raster.pixels, np.uint8).reshape(-1, 4)[:, :3]
    return bool((pixels == np.frombuffer(wanted, np.uint8)).all(axis=1).any())


@pytest.mark.parametrize("width", [300, 640])
def test_each_question_of_a_person_is_a_mark_over_its_whole_line(width: int) -> None:
    raster = drawn(questions_chart.draw_person, person(), width, 170)
    drawing: BoxDrawing = raster.drawing
    assert [mark.mark.question for mark in drawing.marks] == list(Question)
    for mark in drawing.marks:
        assert drawing.at(mark.x, mark.y) == mark
        assert drawing.at(2, mark.y) == mark
        assert drawing.at(width - 2, mark.y) == mark
    assert drawing.at(width / 2, 1) is None


def test_the_score_is_shown_where_it_is_known() -> None:
    said = words(drawn(questions_chart.draw_person, person(), 300, 170))
    assert "Will they do what they say?" in said
    assert {"68", "15", "54", "?"} <= set(said)


def test_a_higher_score_stands_further_on_and_mirrored_further_back() -> None:
    plain = drawn(questions_chart.draw_person, person(), 300, 170).drawing.marks
    turned = drawn(questions_chart.draw_person, person(mirrored=True), 300, 170).drawing.marks
    assert plain[0].x > plain[2].x > plain[1].x
    for one, other in zip(plain, turned, strict=True):
        assert other.x == pytest.approx(300 - one.x)


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_the_weakest_has_a_colour_of_its_own(style: ChartStyle) -> None:
    raster = drawn(questions_chart.draw_person, person(), 300, 170, style)
    assert has(raster, style.series[1])
    assert has(raster, style.accent)
    assert has(raster, style.surface)


def test_only_panels_in_sight_are_drawn() -> None:
    picture = panels(1000)
    view = View(0, -900, 900, -500)
    raster = drawn(questions_chart.draw_panels, picture, view=view)
    numbers = [mark.mark for mark in raster.drawing.marks]
    assert numbers == list(Grid(1000, 900).within(500, 900))
    names = [word for word in words(raster) if word.startswith("Person")]
    assert names == [f"Person {number}" for number in numbers]


def test_a_panel_answers_where_the_grid_says() -> None:
    drawing = drawn(questions_chart.draw_panels, panels(40), ratio=2.0).drawing
    grid = Grid(40, 900)
    for mark in drawing.marks:
        x, top = grid.corner(mark.mark)
        middle = (x + grid.across / 2) * 2, 800 - (top + grid.down / 2) * 2
        assert drawing.at(*middle) == mark


def test_the_questions_are_named_before_each_line_of_panels() -> None:
    said = words(drawn(questions_chart.draw_panels, panels(8), 900, 224))
    assert said.count("Reliability") == 2
    assert [word for word in said if word.startswith("Person")] == [
        f"Person {number}" for number in range(8)
    ]


def test_the_look_of_many_panels_is_that_of_few_artists() -> None:
    few = drawn(questions_chart.draw_panels, panels(4), 900, 1200).drawing.axes
    many = drawn(questions_chart.draw_panels, panels(40), 900, 1200).drawing.axes
    assert len(few.collections) == len(many.collections)
    assert len(few.lines) == len(many.lines)


def test_a_long_name_stays_in_its_panel_and_means_nothing_to_matplotlib() -> None:
    picture = PanelsPicture(profiles(4, "$\\alpha_$ <b>" + "W" * 80))
    raster = drawn(questions_chart.draw_panels, picture, 900, 112)
    names = [text for text in raster.drawing.axes.texts if text.get_text().startswith("$")]
    assert len(names) == 4
    for number, text in enumerate(names):
        x, _top = Grid(4, 900).corner(number)
        box = text.get_window_extent()
        assert text.get_text().endswith("…")
        assert x <= box.x0 < box.x1 <= x + Grid(4, 900).reach + 1


def test_on_the_screen_words_are_outlines() -> None:
    for draw, picture in (
        (questions_chart.draw_person, person()),
        (questions_chart.draw_panels, panels(3)),
        (questions_chart.draw_spread, spread_of(3)),
    ):
        drawing = drawn(draw, picture, as_text=False).drawing
        assert len(drawing.axes.texts) == 0
        assert len(drawing.axes.patches) > 6


def test_nobody_is_an_empty_ground() -> None:
    assert drawn(questions_chart.draw_panels, panels(0)).drawing.marks == ()
    assert drawn(questions_chart.draw_spread, spread_of(0)).drawing.marks == ()


def test_each_band_with_people_is_a_bar_and_a_mark() -> None:
    drawing = drawn(questions_chart.draw_spread, spread_of(7), 900, 170).drawing
    found = {(mark.mark.question, mark.mark.band, mark.mark.count) for mark in drawing.marks}
    assert found == {
        (U, DepthStage.TRUSTED, 7),
        (D, DepthStage.NEW, 7),
        (H, DepthStage.FAMILIAR, 7),
        (F, None, 7),
    }
    for mark in drawing.marks:
        assert drawing.at(mark.x, mark.y) == mark


def test_the_medians_give_way_where_it_is_narrow() -> None:
    assert "half above 68" in words(drawn(questions_chart.draw_spread, spread_of(3), 900, 170))
    assert "half above 68" not in words(drawn(questions_chart.draw_spread, spread_of(3), 560, 170))


def test_the_band_that_is_chosen_stands_out() -> None:
    picture = spread_of(3)
    chosen = replace(picture, chosen=(U, DepthStage.TRUSTED))
    plain = drawn(questions_chart.draw_spread, picture, 900, 170)
    marked = drawn(questions_chart.draw_spread, chosen, 900, 170)
    assert plain.pixels != marked.pixels
    weights = {text.get_fontproperties().get_family()[0] for text in marked.drawing.axes.texts}
    assert len(weights) == 2


def test_a_bar_is_as_long_as_its_count() -> None:
    many, few = profiles(8), profiles(4, "Other")
    uneven = [*many, *(replace(one, places=(5,) * 4) for one in few)]
    picture = replace(spread_of(1), spread=spread(uneven), people=12)
    marks = drawn(questions_chart.draw_spread, picture, 900, 170).drawing.marks
    by_band = {(mark.mark.question, mark.mark.band): mark for mark in marks}
    start = min(mark.box.left for mark in marks)
    long = by_band[U, DepthStage.TRUSTED].x - start
    assert by_band[U, None].x - start == pytest.approx(long / 2, abs=0.5)
