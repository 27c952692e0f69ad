"""The ground that charts of many small parts are drawn on."""

from typing import Any

import pytest

from trustjournal.charts.board import Board, fitted
from trustjournal.charts.curve import Box
from trustjournal.charts.raster import render
from trustjournal.charts.style import LIGHT, body_font


@pytest.mark.parametrize("text", ["Rosa", "  two\nlines ", "W" * 60, "i" * 200, "a b " * 30])
@pytest.mark.parametrize("room", [60.0, 120.0])
def test_words_are_one_line_and_fit_their_room(text: str, room: float) -> None:
    whole = " ".join(text.split())
    it = fitted(text, body_font(16), room)
    assert it.width <= room
    if it.text != whole:
        assert whole.startswith(it.text.removesuffix("…"))
        longer = whole[: len(it.text) + 1] + "…"
        assert fitted(longer, body_font(16)).width > room * 0.8


def test_without_a_limit_words_stay_whole() -> None:
    assert fitted("W" * 60, body_font(16)).text == "W" * 60


def test_no_room_leaves_a_sign_that_something_is_missing() -> None:
    assert fitted("Rosa", body_font(16), 1).text == "…"
    assert fitted("", body_font(16), 80).text == ""


@pytest.mark.parametrize("mirrored", [False, True])
def test_lengths_are_logical_pixels_from_the_upper_corner(mirrored: bool) -> None:
    def draw(figure: Any) -> Any:
        board = Board(figure, LIGHT, Box(100, 50, 300, 250), mirrored=mirrored)
        assert (board.width, board.height) == (200, 200)
        return board.mark("it", 20, 30, Box(0, 40, 50, 20))

    mark = render(draw, 400, 300, 2.0).drawing
    assert (mark.x, mark.y) == pytest.approx((2 * (280 if mirrored else 120), 2 * 220))
    wanted = Box(500, 420, 600, 460) if mirrored else Box(200, 420, 300, 460)
    assert (mark.box.left, mark.box.right) == pytest.approx((wanted.left, wanted.right))
    assert (mark.box.bottom, mark.box.top) == pytest.approx((wanted.bottom, wanted.top))


def test_a_soft_line_ends_where_it_says() -> None:
    def draw(figure: Any) -> Any:
        figure.set_facecolor("#ffffff")
        board = Board(figure, LIGHT, None)
        board.lines([((20, 20), (80, 20))], "#000000", 10, soft=True)

    raster = render(draw, 100, 40, 1.0)
    row = raster.pixels[20 * 400 : 21 * 400 : 4]
    dark = [x for x, red in enumerate(row) if red < 128]
    assert (dark[0], dark[-1]) == (20, 79)


def test_a_soft_line_shorter_than_its_ends_is_a_dot() -> None:
    def draw(figure: Any) -> Any:
        board = Board(figure, LIGHT, None)
        board.lines([((20, 20), (22, 20))], "#000000", 10, soft=True)
        return board.axes.collections[0].get_segments()[0]

    (left, _y), (right, _other) = render(draw, 100, 40, 1.0).drawing
    assert left == right == 21
