"""The referral tree drawn: everyone where they are, by size, colour and shape, and few names."""

import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tests.charts.trees import crowd, people
from trustjournal.charts.cycle_chart import draw, save
from trustjournal.charts.cycle_marks import LABELS, LOOKS
from trustjournal.charts.cycle_picture import CyclePicture, picture
from trustjournal.charts.style import DARK, DPI, LIGHT, ChartStyle
from trustjournal.charts.view import View
from trustjournal.charts.view_drawing import ViewDrawing
from trustjournal.domain.depth_stage import DepthStage

ONE, TWO = UUID(int=1), UUID(int=2)


def drawn(
    chart: CyclePicture,
    style: ChartStyle = LIGHT,
    view: View | None = None,
    size: tuple[int, int] = (900, 600),
) -> tuple[ViewDrawing, Any]:
    figure: Any = Figure(figsize=(size[0] / DPI, size[1] / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    drawing = draw(figure, chart, style, view)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        figure.canvas.draw()
    return drawing, figure


def names(figure: Any) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def pixel(figure: Any, x: float, y: float) -> str:
    pixels = np.asarray(figure.canvas.buffer_rgba())
    red, green, blue = pixels[pixels.shape[0] - 1 - int(y), int(x), :3].tolist()
    return f"#{red:02X}{green:02X}{blue:02X}"


@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("stage", list(DepthStage))
def test_every_stage_of_depth_has_its_colour_and_shape(
    stage: DepthStage, style: ChartStyle
) -> None:
    drawing, figure = drawn(picture(people([None, 0], depth=stage.floor + 1)), style)
    for mark in drawing.marks:
        assert pixel(figure, mark.x, mark.y) == style.series[LOOKS[stage].series]
    (entry,) = drawing.legend
    assert entry.word == stage.word
    assert len({look.marker for look in LOOKS.values()}) == len(LOOKS)


def test_everyone_answers_where_they_stand() -> None:
    drawing, _figure = drawn(picture(crowd(300)))
    assert len(drawing.things) == 300
    for mark in drawing.marks:
        found = drawing.at(mark.x, mark.y)
        assert found is not None
        assert found.mark == mark.mark
    big = max(drawing.marks, key=lambda mark: mark.radius)
    assert drawing.at(big.x + 0.9 * big.radius, big.y) == big


def test_everyone_is_in_sight_at_first() -> None:
    drawing, _figure = drawn(picture(crowd(1000)))
    frame = drawing.frame
    assert len(drawing.within(frame)) == 1000
    assert drawing.view == drawing.home


def test_a_view_keeps_its_proportions_and_shows_more_of_fewer() -> None:
    chart = picture(crowd(1000))
    home = drawn(chart)[0].home
    half = home.zoomed(2)
    drawing, _figure = drawn(chart, view=half)
    assert drawing.view.width == pytest.approx(half.width)
    assert len(drawing.within(drawing.frame)) < 1000
    narrow = View(half.left, half.bottom, half.left + 10, half.top)
    wider, _figure = drawn(chart, view=narrow)
    assert wider.view.height == pytest.approx(half.height)
    assert wider.view.width / wider.view.height == pytest.approx(home.width / home.height)


def test_few_people_are_not_blown_up() -> None:
    drawing, _figure = drawn(picture(people([None, 0])))
    assert max(mark.radius for mark in drawing.marks) < 20


@pytest.mark.parametrize("count", [1000, 3000])
def test_at_most_sixty_names_are_written_and_none_upon_another(count: int) -> None:
    _drawing, figure = drawn(picture(crowd(count)))
    texts = figure.axes[0].texts
    assert 5 < len(texts) <= LABELS + 1
    boxes = [text.get_window_extent().padded(-1) for text in texts]
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:number])


@pytest.mark.parametrize("count", [12, 30, 60])
def test_a_name_comes_neither_upon_a_mark_nor_upon_a_line(count: int) -> None:
    drawing, figure = drawn(picture(crowd(count)))
    texts = figure.axes[0].texts
    assert len(texts) > count * 0.7
    lines = [line for found in figure.axes[0].collections for line in found.get_segments()]
    points = figure.axes[0].transData.transform(np.concatenate(lines))
    for text in texts:
        box = text.get_window_extent().padded(-2)
        assert not box.count_contains(points)
        for mark in drawing.marks:
            near = min(max(mark.x, box.x0), box.x1), min(max(mark.y, box.y0), box.y1)
            assert np.hypot(mark.x - near[0], mark.y - near[1]) > mark.radius - 2


def test_those_through_whom_most_came_are_named_first() -> None:
    members = crowd(1000)
    _drawing, figure = drawn(picture(members))
    most = max(members.values(), key=lambda one: one.reach)
    assert most.name in names(figure)


def test_whom_a_search_found_alone_is_named_and_ringed() -> None:
    members = people([None, 0, 0, 1])
    found = picture(members).ring([TWO], fade_others=True)
    drawing, figure = drawn(found)
    assert names(figure) == ["Person 2"]
    mark = drawing.find(TWO)
    other = drawing.find(ONE)
    assert mark is not None
    assert other is not None
    assert pixel(figure, mark.x, mark.y) == LIGHT.series[LOOKS[DepthStage.FAMILIAR].series]
    assert pixel(figure, other.x, other.y) != LIGHT.series[LOOKS[DepthStage.FAMILIAR].series]
    assert pixel(figure, mark.x + mark.radius + 3.5, mark.y) == LIGHT.ink


def test_a_folded_branch_says_how_many_it_holds() -> None:
    drawing, figure = drawn(picture(people([None, 0, 1, 1]), [TWO]))
    assert "Person 2 +2" in names(figure)
    assert set(drawing.things) == {ONE, TWO}


def test_those_on_their_own_are_counted() -> None:
    members = people([None, 0, None, None])
    assert "On their own: 2" in names(drawn(picture(members))[1])
    without, figure = drawn(picture(members, with_alone=False))
    assert "On their own: 2" in names(figure)
    assert len(without.things) == 2


@pytest.mark.parametrize("name", ["$x^2$ & <Sons>", "Ana\nMaría", "山田 太郎", "x" * 300, "محمد"])
def test_a_name_is_plain_text_of_one_line(name: str) -> None:
    members = people([None, 0])
    members[ONE] = replace(members[ONE], name=name)
    _drawing, figure = drawn(picture(members))
    (shown,) = (text for text in names(figure) if text != "Person 2")
    whole = " ".join(name.split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))
    assert len(shown) <= 26


def test_nobody_at_all_is_drawn_as_an_empty_ground() -> None:
    drawing, figure = drawn(picture({}))
    assert drawing.marks == []
    assert names(figure) == []


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_the_tree_is_saved_with_title_and_legend(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"tree.{suffix}"
    save(picture(crowd(40)), path)
    content = path.read_bytes()
    assert len(content) > 5000
    if suffix == "svg":
        text = content.decode()
        assert "Who came through whom" in text
        assert "Acquainted" in text
