"""The depth chart as it is drawn: its marks, its words, its colours."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tests.charts.stories import NOW, Story, drawn_from, falling, growing, just_met, nothing, touch
from trustjournal.charts.depth_chart import Drawing, draw
from trustjournal.charts.depth_picture import DepthPicture, MarkKind
from trustjournal.charts.style import DARK, DPI, LIGHT, ChartStyle
from trustjournal.domain.choices import Kind

Size = tuple[int, int, float, float]
SIZES: list[Size] = [
    (600, 300, 1.0, 1.0), (600, 300, 2.0, 1.0), (900, 260, 1.0, 1.0), (700, 420, 1.5, 2.0)
]  # fmt: skip
"""Width and height in logical pixels, the screen's ratio, and the zoom of text."""
STORIES = {"growing": growing(), "falling": falling(), "nothing": nothing()}


def canvas(width: int = 600, height: int = 300, ratio: float = 1.0) -> Any:
    figure: Any = Figure(figsize=(width / DPI, height / DPI), dpi=DPI * ratio)
    FigureCanvasAgg(figure)
    return figure


def words(drawing: Drawing) -> list[str]:
    return [text.get_text() for text in drawing.axes.texts]


def pixels(figure: Any) -> Any:
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())[:, :, :3]


def shows(image: Any, colour: str) -> int:
    """Return how many pixels are of exactly this colour."""
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return int((image == wanted).all(axis=2).sum())


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("days", [30, 365, 3650])
def test_no_words_overlap_and_none_leave_the_canvas(story: Story, size: Size, days: int) -> None:
    width, height, ratio, scale = size
    figure = canvas(width, height, ratio)
    picture = drawn_from(story, since=NOW - timedelta(days))
    drawing = draw(figure, picture, replace(LIGHT, scale=scale))
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in drawing.axes.texts]
    for box in boxes:
        assert min(box.x0, box.y0) >= 0
        assert box.x1 <= width * ratio + 0.5
        assert box.y1 <= height * ratio + 0.5
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)


@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
def test_it_is_drawn_in_the_colours_of_the_theme(style: ChartStyle) -> None:
    figure = canvas()
    drawing = draw(figure, drawn_from(falling()), style)
    image = pixels(figure)
    assert shows(image, style.surface) > 5_000
    assert shows(image, style.accent) > 300
    for entry in drawing.legend:
        assert shows(image, entry.colour) > 10
    assert not drawing.axes.axison


def test_today_the_stages_and_the_months_are_named() -> None:
    drawing = draw(canvas(), drawn_from(growing()), LIGHT)
    assert words(drawing) == [
        "Today", "Jan", "Mar", "May", "Jul", "Sep", "Nov",
        "New", "Acquainted", "Familiar", "Trusted",
    ]  # fmt: skip


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_every_mark_answers_where_it_is_drawn(ratio: float) -> None:
    figure = canvas(ratio=ratio)
    drawing = draw(figure, drawn_from(falling()), LIGHT)
    image = pixels(figure)
    colours = {entry.kind: entry.colour for entry in drawing.legend}
    for drawn in drawing.marks:
        assert drawing.at(drawn.x + 2, drawn.y - 2) is drawn
        around = image[
            int(300 * ratio - drawn.y) - 2 : int(300 * ratio - drawn.y) + 3,
            int(drawn.x) - 2 : int(drawn.x) + 3,
        ]
        assert shows(around, colours[drawn.mark.kind]) > 0


def test_no_mark_answers_far_from_all() -> None:
    drawing = draw(canvas(), drawn_from(growing()), LIGHT)
    assert drawing.at(300, 5) is None
    assert draw(canvas(), drawn_from(nothing()), LIGHT).at(300, 150) is None


def test_no_record_is_out_of_reach_when_marks_are_merged() -> None:
    crowd: Story = ([touch(day / 4, feeling=1) for day in range(400)], [], [])
    drawing = draw(canvas(), drawn_from(crowd), LIGHT)
    reached = {source for drawn in drawing.marks for source in drawn.mark.sources}
    assert reached == {touchpoint.id for touchpoint in crowd[0]}
    assert 20 < len(drawing.marks) < 70


def test_the_legend_names_the_kinds_drawn_each_by_its_own_shape() -> None:
    drawing = draw(canvas(), drawn_from(falling()), LIGHT)
    assert [entry.kind for entry in drawing.legend] == list(MarkKind)
    assert [entry.word for entry in drawing.legend] == [
        "Conversation", "Visit", "Order or delivery", "Gift or thank-you", "Promise kept",
        "Sign of trust", "Sign of doubt", "Let down",
    ]  # fmt: skip
    assert len({entry.marker for entry in drawing.legend}) == len(MarkKind)
    only_talk = draw(canvas(), drawn_from(just_met()), LIGHT)
    assert [entry.kind for entry in only_talk.legend] == [MarkKind.CONVERSATION]


def heights(picture: DepthPicture) -> list[float]:
    return [drawn.y for drawn in draw(canvas(), picture, LIGHT).marks]


def test_depth_rises_up_the_canvas_and_falls_down_it() -> None:
    up = heights(drawn_from(([touch(day, feeling=2) for day in (90, 60, 30, 0.1)], [], [])))
    assert up == sorted(up)
    down = heights(drawn_from(([touch(day, Kind.COMPLAINT) for day in (90, 60, 30)], [], [])))
    assert down == sorted(down, reverse=True)


def test_drawing_again_replaces_what_was_there() -> None:
    figure = canvas()
    draw(figure, drawn_from(growing()), LIGHT)
    drawing = draw(figure, drawn_from(nothing()), DARK)
    assert figure.axes == [drawing.axes]
    assert drawing.marks == ()


def test_a_canvas_with_hardly_any_room_is_drawn_all_the_same() -> None:
    figure = canvas(30, 12)
    draw(figure, drawn_from(falling()), LIGHT)
    figure.canvas.draw()
