"""The charts of the whole journal as they are drawn."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.charts.insights import SPANS, TODAY, ZONE, every, nothing, quarters, responses
from trustjournal.charts import insight_charts
from trustjournal.charts import insight_gathering as gathering
from trustjournal.charts.board import BoxDrawing
from trustjournal.charts.insight_chart import InsightChart
from trustjournal.charts.raster import render
from trustjournal.charts.style import DARK, LIGHT, ChartStyle
from trustjournal.domain import insights
from trustjournal.domain.choices import PromiseOutcome
from trustjournal.domain.insights import Topic
from trustjournal.domain.periods import periods

TOPICS = list(Topic)
CHARTS = every()


def drawn(
    chart: InsightChart,
    style: ChartStyle = LIGHT,
    size: tuple[int, int] = (700, 290),
    ratio: float = 1.0,
    *,
    as_text: bool = False,
) -> tuple[BoxDrawing, Any]:
    draw = partial(insight_charts.draw, picture=chart.picture, style=style, as_text=as_text)
    made = render(draw, *size, ratio)
    pixels = np.frombuffer(made.pixels, np.uint8).reshape(made.height, made.width, 4)
    return made.drawing, pixels[:, :, :3]


def shows(image: Any, colour: str) -> int:
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return int((image == wanted).all(axis=2).sum())


@pytest.mark.parametrize("chart", CHARTS, ids=TOPICS)
@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
def test_it_is_drawn_in_the_colours_of_the_theme(chart: InsightChart, style: ChartStyle) -> None:
    drawing, image = drawn(chart, style)
    assert shows(image, style.surface) > 50_000
    assert not drawing.axes.axison
    inked = sum(shows(image, colour) for colour in (*style.series, style.accent))
    assert inked > 100


@pytest.mark.parametrize("chart", CHARTS, ids=TOPICS)
@pytest.mark.parametrize("size", [(700, 290), (420, 290), (960, 330)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_words_leave_the_canvas(
    chart: InsightChart, size: tuple[int, int], scale: float
) -> None:
    size = size[0], int(size[1] * scale)
    drawing, _image = drawn(chart, replace(LIGHT, scale=scale), size, as_text=True)
    for text in drawing.axes.texts:
        box = text.get_window_extent()
        assert min(box.x0, box.y0) >= -2, text.get_text()
        assert box.x1 <= size[0] + 6 * scale, text.get_text()
        assert box.y1 <= size[1] + 2, text.get_text()


@pytest.mark.parametrize("chart", CHARTS, ids=TOPICS)
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_every_mark_answers_in_its_middle(chart: InsightChart, ratio: float) -> None:
    drawing, _image = drawn(chart, ratio=ratio)
    assert drawing.marks
    for mark in drawing.marks:
        assert drawing.at(mark.x, mark.y) is mark
        words, aside = chart.words(mark.mark)
        assert words
        assert aside
    assert drawing.at(-5, -5) is None


def test_the_book_rises_up_the_canvas() -> None:
    drawing, _image = drawn(CHARTS[0])
    heights = [mark.y for mark in drawing.marks]
    assert heights == sorted(heights)
    places = [mark.x for mark in drawing.marks]
    assert places == sorted(places)


def test_a_longer_wait_stands_higher_and_the_channels_have_room_beside() -> None:
    wide, _image = drawn(CHARTS[1], size=(900, 290))
    narrow, _image = drawn(CHARTS[1], size=(420, 290))
    assert (len(wide.marks), len(narrow.marks)) == (4, 2)
    september, november = narrow.marks
    assert september.y < november.y


def test_columns_are_as_high_as_what_they_count() -> None:
    drawing, _image = drawn(CHARTS[4])
    october, november = (mark.box for mark in drawing.marks)
    ratio = (november.top - november.bottom) / (october.top - october.bottom)
    assert ratio == pytest.approx(30 / 12.5, rel=1e-3)


def test_a_label_is_not_written_over_a_higher_column_beside_its_own() -> None:
    days = [TODAY - timedelta(days=30 * number) for number in range(20)]
    ended = [
        (day, outcome, 1 + number % 2)
        for number, day in enumerate(days)
        for outcome in (PromiseOutcome.KEPT, PromiseOutcome.LATE)
    ]
    found = insights.promises(periods(days[-1], TODAY), ended, 0)
    chart = gathering.chart_promises(found)
    for width, some in ((1400, 20), (420, 10)):
        drawing, _image = drawn(chart, size=(width, 290), as_text=True)
        labels = [text for text in drawing.axes.texts if text.get_text().endswith("%")]
        assert some - 3 <= len(labels) <= some


def test_forty_columns_keep_their_labels_apart() -> None:
    found = responses()
    long = periods(SPANS.today - timedelta(days=365 * 3), SPANS.today)
    chart = gathering.chart_responses(replace(found, periods=long, by_period=(found.overall,) * 37))
    drawing, _image = drawn(chart, size=(420, 290), as_text=True)
    dates = [text for text in drawing.axes.texts if text.get_text()[:2] in {"20", "Ja", "Ju"}]
    boxes = sorted((text.get_window_extent() for text in dates), key=lambda box: box.x0)
    assert len(boxes) >= 2
    assert all(one.x1 < other.x0 for one, other in pairwise(boxes))


@pytest.mark.parametrize("chart", nothing()[1:], ids=TOPICS[1:])
def test_a_chart_of_nothing_has_no_marks(chart: InsightChart) -> None:
    drawing, _image = drawn(chart)
    assert drawing.marks == ()


def test_one_point_is_a_chart_as_well() -> None:
    drawing, _image = drawn(gathering.chart_depth(quarters()[-1:], ZONE))
    assert len(drawing.marks) == 1


@pytest.mark.parametrize("chart", CHARTS, ids=TOPICS)
@pytest.mark.parametrize(("name", "begin"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml")])
def test_it_can_be_saved(chart: InsightChart, tmp_path: Path, name: str, begin: bytes) -> None:
    chart.save(tmp_path / name)
    written = (tmp_path / name).read_bytes()
    assert written.startswith(begin)
    if name.endswith("svg"):
        assert chart.title in written.decode()
