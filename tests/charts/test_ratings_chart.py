"""Ratings over time: what each period comes to, and the chart of it as it is drawn."""

from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.samples import make_feedback
from trustjournal.charts import ratings_drawing
from trustjournal.charts.board import BoxDrawing
from trustjournal.charts.raster import render
from trustjournal.charts.ratings_chart import RatingsChart
from trustjournal.charts.ratings_picture import (
    RatingsPicture,
    period_word,
    recommend_picture,
    stars_picture,
)
from trustjournal.charts.style import DARK, LIGHT, ChartStyle
from trustjournal.domain.periods import periods
from trustjournal.domain.records import Feedback

TODAY = date(2026, 11, 20)
SPANS = periods(date(2026, 6, 1), TODAY)


def rated(month: int, *ratings: float, best: int = 5) -> list[Feedback]:
    return [
        make_feedback(None, heard_on=date(2026, month, 3), rating=rating, best=best)
        for rating in ratings
    ]


SAID = [*rated(6, 5, 4), *rated(7, 3), *rated(9, 5, 5, 5, 1), *rated(9, 10, 9, 3, best=10)]
STARS, SCORES = stars_picture(SAID, SPANS), recommend_picture(SAID, SPANS)


def drawn(
    picture: RatingsPicture, style: ChartStyle = LIGHT, size: tuple[int, int] = (700, 260)
) -> tuple[BoxDrawing, Any]:
    made = render(partial(ratings_drawing.draw, picture=picture, style=style), *size, 1.0)
    pixels = np.frombuffer(made.pixels, np.uint8).reshape(made.height, made.width, 4)
    return made.drawing, pixels[:, :, :3]


def shows(image: Any, colour: str) -> int:
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return int((image == wanted).all(axis=2).sum())


def test_each_month_has_the_mean_of_its_stars_and_how_many_they_are() -> None:
    assert [(one.place, one.value, one.count, one.label) for one in STARS.points] == [
        (0, 4.5, 2, "4.5"),
        (1, 3.0, 1, "3.0"),
        (3, 4.0, 4, "4.0"),
    ]
    mark = STARS.points[2].mark
    assert (mark.words, mark.aside) == ("4.0 of 5 from 4 ratings", "September 2026")
    assert (mark.best, mark.since, mark.until) == (5, date(2026, 9, 1), date(2026, 9, 30))
    assert (STARS.low, STARS.high) == (1, 5)


def test_stars_below_one_are_shown_too() -> None:
    assert stars_picture(rated(6, 0.5), SPANS).low == 0


def test_each_month_has_its_net_promoter_score() -> None:
    (point,) = SCORES.points
    assert (point.place, round(point.value), point.label) == (3, 33, "+33")
    assert point.mark.words == "+33 from 3 answers"
    assert (SCORES.low, SCORES.high) == (-100, 100)


def test_ratings_outside_the_span_and_of_another_kind_are_left_out() -> None:
    early = make_feedback(None, heard_on=date(2026, 5, 31), rating=1, best=5)
    assert stars_picture([early, *rated(6, 9, best=10)], SPANS).points == ()


def test_periods_have_names() -> None:
    quarters, years = periods(date(2022, 1, 1), TODAY), periods(date(1990, 1, 1), TODAY)
    assert period_word(SPANS, 5) == "November 2026"
    assert period_word(quarters, 0) == "Jan to Mar 2022"
    assert period_word(years, 0) == "1990"


@pytest.mark.parametrize("picture", [STARS, SCORES], ids=["stars", "scores"])
@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
def test_it_is_drawn_in_the_colours_of_the_theme(
    picture: RatingsPicture, style: ChartStyle
) -> None:
    drawing, image = drawn(picture, style)
    assert shows(image, style.surface) > image.shape[0] * image.shape[1] / 2
    assert shows(image, style.accent) > 20
    assert len(drawing.marks) == len(picture.points)


def test_a_higher_rating_stands_higher_and_months_follow_each_other() -> None:
    drawing, _image = drawn(STARS)
    heights = [mark.y for mark in drawing.marks]
    assert heights[0] > heights[2] > heights[1]
    assert all(one.x < two.x for one, two in pairwise(drawing.marks))


def test_a_point_answers_over_its_whole_column() -> None:
    drawing, _image = drawn(STARS)
    for mark in drawing.marks:
        found = drawing.at(mark.x, mark.y + 30)
        assert found is not None
        assert found.mark == mark.mark
    assert drawing.at(2, 2) is None


def test_months_without_ratings_break_the_line() -> None:
    with_gap = shows(drawn(STARS)[1], LIGHT.accent)
    whole = stars_picture([*SAID, *rated(8, 3.5)], SPANS)
    assert shows(drawn(whole)[1], LIGHT.accent) > with_gap * 1.2


@pytest.mark.parametrize("size", [(240, 120), (1400, 500)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_any_size(size: tuple[int, int], scale: float) -> None:
    style = ChartStyle(
        surface=LIGHT.surface,
        ink=LIGHT.ink,
        muted=LIGHT.muted,
        line=LIGHT.line,
        accent=LIGHT.accent,
        series=LIGHT.series,
        scale=scale,
    )
    many = [one for month in range(6, 12) for one in rated(month, 1, 5, month % 5)]
    drawing, _image = drawn(stars_picture(many, SPANS), style, size)
    assert len(drawing.marks) == 6


def test_a_chart_has_its_words_its_table_and_a_file(tmp_path: Path) -> None:
    chart = RatingsChart("Stars", "4.0 of 5 from 7 ratings.", STARS)
    assert chart.columns == ("When", "What they come to")
    assert chart.rows[0] == ("September 2026", "4.0 of 5 from 4 ratings")
    assert chart.words(STARS.points[1].mark) == ("3.0 of 5 from 1 rating", "July 2026")
    chart.save(tmp_path / "stars.svg")
    text = (tmp_path / "stars.svg").read_text("utf-8")
    assert "Stars" in text
    assert "4.5" in text
