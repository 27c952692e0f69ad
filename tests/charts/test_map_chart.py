"""The map as it is drawn: who stands where, who is named, in which colours."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tests.charts.places import TODAY, crowd_of, make_place
from trustjournal.charts.map_chart import draw, save, whole
from trustjournal.charts.map_ground import across
from trustjournal.charts.map_picture import MapPicture
from trustjournal.charts.style import DARK, DPI, LIGHT, ChartStyle
from trustjournal.charts.view import View
from trustjournal.charts.view_drawing import PlacedMark, ViewDrawing
from trustjournal.domain.choices import Stage

NAMES = ("Deep", "Shallow", "Silent", "Unknown")


def canvas(width: int = 800, height: int = 560, ratio: float = 1.0) -> Any:
    figure: Any = Figure(figsize=(width / DPI, height / DPI), dpi=DPI * ratio)
    FigureCanvasAgg(figure)
    return figure


def pixels(figure: Any) -> Any:
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())[:, :, :3]


def four() -> MapPicture:
    return MapPicture(
        [
            make_place("Deep", 0.9, depth=72.0, value=Decimal(5000)),
            make_place("Shallow", 0.9, depth=24.0, stage=Stage.PROSPECT, value=Decimal(50)),
            make_place("Silent", 0.02, depth=60.0, stage=Stage.LOST, value=Decimal(500)),
            make_place("Unknown", None, depth=20.0),
        ],
        TODAY,
    )


def words(drawing: ViewDrawing) -> list[str]:
    return [text.get_text() for text in drawing.axes.texts]


def mark(drawing: ViewDrawing, picture: MapPicture, name: str) -> PlacedMark:
    (found,) = [one.customer_id for one in picture.places if one.name == name]
    placed = drawing.find(found)
    assert placed is not None
    return placed


def test_depth_goes_up_and_silence_to_the_right() -> None:
    picture = four()
    drawing = draw(canvas(), picture, LIGHT)
    deep, shallow, silent, unknown = (mark(drawing, picture, name) for name in NAMES)
    assert deep.y > silent.y > shallow.y
    assert deep.x == shallow.x < silent.x
    assert unknown.x < deep.x
    assert deep.radius > silent.radius > shallow.radius


def test_a_silence_stands_between_in_touch_and_for_good() -> None:
    assert across(1.0) == 0.0 < across(0.2) < across(0.1) < across(0.0) == 1.0


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_answers_where_it_is_drawn(ratio: float, style: ChartStyle) -> None:
    figure, picture = canvas(ratio=ratio), four()
    drawing = draw(figure, picture, style)
    image = pixels(figure)
    ground = [int(style.surface[at : at + 2], 16) for at in (1, 3, 5)]
    for one in drawing.marks:
        assert drawing.at(one.x + 2, one.y - 2) == one
        there = image[int(560 * ratio - one.y), int(one.x)].astype(int)
        assert np.abs(there - ground).max() > 40


def test_a_view_shows_its_part_and_nothing_of_the_rest_answers() -> None:
    picture = four()
    whole_map, part = draw(canvas(), picture, LIGHT), View(0.5, 50.0, 1.0, 70.0)
    drawing = draw(canvas(), picture, LIGHT, part)
    assert (drawing.view, drawing.home) == (part, whole_map.home)
    silent, deep = mark(drawing, picture, "Silent"), mark(drawing, picture, "Deep")
    assert drawing.at(silent.x, silent.y) == silent
    assert drawing.at(deep.x, deep.y) is None
    assert drawing.frame == whole_map.frame


def test_home_holds_everyone_and_always_a_deep_trust() -> None:
    picture = crowd_of(300)
    drawing = draw(canvas(), picture, LIGHT)
    frame = drawing.frame
    assert (drawing.x >= frame.left).all()
    assert (drawing.x <= frame.right).all()
    assert (drawing.y >= frame.bottom).all()
    assert (drawing.y <= frame.top).all()
    lone = MapPicture([make_place(depth=22.0)], TODAY)
    assert whole(lone).top > 70
    assert whole(lone).left > whole(four()).left


@pytest.mark.parametrize("count", [4, 90, 2000])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_are_few_apart_and_inside(count: int, scale: float) -> None:
    figure = canvas(900, 640)
    drawing = draw(figure, crowd_of(count), replace(LIGHT, scale=scale), as_text=True)
    figure.canvas.draw()
    names = [text for text in drawing.axes.texts if text.get_text().startswith("Person")]
    assert 1 <= len(names) <= 20
    boxes = [text.get_window_extent() for text in drawing.axes.texts]
    for box in boxes:
        assert -1 <= box.x0 < box.x1 <= 901
        assert -1 <= box.y0 < box.y1 <= 641
    for one, other in combinations(boxes, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        up = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert min(across / min(one.width, other.width), up / min(one.height, other.height)) < 0.3


def test_zones_stages_and_corners_are_named() -> None:
    named = words(draw(canvas(1200, 700), four(), LIGHT, as_text=True))
    for word in (
        *("New", "Acquainted", "Familiar", "Trusted", "Inner circle"),
        *("Not yet", "In touch", "Quiet", "Gone quiet"),
        *("Deep and in touch", "Deep, gone quiet: call these first", "Growing", "Drifting"),
        *NAMES,
    ):
        assert word in named


def test_the_corners_are_not_named_in_a_part_or_where_there_is_no_room() -> None:
    part = draw(canvas(), four(), LIGHT, View(0.5, 50.0, 0.8, 70.0), as_text=True)
    assert "Drifting" not in words(part)
    low = draw(canvas(500, 200), four(), LIGHT, as_text=True)
    assert "Drifting" not in words(low)


def test_a_search_rings_and_names_whom_it_found_and_fades_the_rest() -> None:
    picture = crowd_of(200)
    found = picture.places[150]
    ringed = replace(picture, ringed=frozenset([found.customer_id]), fade_others=True)
    named = words(draw(canvas(), ringed, LIGHT, as_text=True))
    assert [word for word in named if word.startswith("Person")] == [found.name]
    plain, faded = canvas(), canvas()
    draw(plain, picture, LIGHT)
    draw(faded, ringed, LIGHT)
    assert pixels(faded).mean() > pixels(plain).mean()


def test_the_stages_on_the_map_are_told_apart_by_shape() -> None:
    legend = draw(canvas(), four(), LIGHT).legend
    assert [entry.word for entry in legend] == ["Customer", "Prospect", "Lost"]
    assert len({entry.marker for entry in legend}) == 3
    lone = MapPicture([make_place()], TODAY)
    assert [entry.word for entry in draw(canvas(), lone, LIGHT).legend] == ["Customer"]


def test_names_in_any_script_and_length_are_drawn_as_they_are() -> None:
    names = ("$x_1^2$ & <b>", "فاطمة الزهراء", "王小明", "W" * 300, "a\nb", "")
    picture = MapPicture(
        [make_place(name, 0.5, depth=9.0 * n) for n, name in enumerate(names)], TODAY
    )
    figure = canvas()
    draw(figure, picture, LIGHT)
    figure.canvas.draw()


def test_nobody_and_hardly_any_room_are_drawn_all_the_same() -> None:
    figure = canvas(30, 12)
    drawing = draw(figure, MapPicture([], TODAY), LIGHT)
    figure.canvas.draw()
    assert drawing.marks == []


@pytest.mark.parametrize(("name", "begin"), [("a.png", b"\x89PNG"), ("a.pdf", b"%PDF")])
def test_it_can_be_saved(tmp_path: Path, name: str, begin: bytes) -> None:
    save(four(), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_a_drawing_keeps_its_words_as_words(tmp_path: Path) -> None:
    save(four(), tmp_path / "a.svg")
    content = (tmp_path / "a.svg").read_text("utf-8")
    for word in ("Relationships", "Silent", "Gone quiet", "Prospect"):
        assert f">{word}<" in content
