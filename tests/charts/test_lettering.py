"""Words as outlines look and measure like words."""

from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from trustjournal.charts.lettering import words, write
from trustjournal.charts.paper import paper
from trustjournal.charts.style import DPI, body_font


def inked(text: str, *, as_text: bool) -> Any:
    figure: Any = Figure(figsize=(300 / DPI, 60 / DPI), dpi=DPI)
    canvas = FigureCanvasAgg(figure)
    axes = paper(figure)
    write(axes, words(text, body_font(20)), 10, 20, "#000000", 1, as_text=as_text)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[:, :, 0] < 128


@pytest.mark.parametrize("text", ["Rosa Delgado", "gone quiet"])
def test_outlines_stand_where_words_would(text: str) -> None:
    drawn, written = (np.argwhere(inked(text, as_text=way)) for way in (False, True))
    assert np.abs(drawn.min(axis=0) - written.min(axis=0)).max() <= 2
    assert abs(int(drawn[:, 0].max()) - int(written[:, 0].max())) <= 2
    assert len(drawn) == pytest.approx(len(written), rel=0.35)


def test_words_fit_in_the_room_they_measure() -> None:
    it = words("Mgjp", body_font(20))
    ink = np.argwhere(inked("Mgjp", as_text=False))
    assert ink[:, 1].max() <= 10 + it.width + 1
    assert 60 - 20 - it.height - 2 <= ink[:, 0].min()
    assert ink[:, 0].max() <= 60 - 20


@pytest.mark.parametrize("text", ["A$B_C$ test", r"$\nosuch_$", r"\$ 5 and 6 $"])
def test_a_name_is_never_a_formula(text: str) -> None:
    drawn, written = (np.argwhere(inked(text, as_text=way)) for way in (False, True))
    assert drawn[:, 1].max() == pytest.approx(int(written[:, 1].max()), abs=3)


def test_no_words_take_no_room() -> None:
    assert words("", body_font(12)).width == 0
    assert not inked("", as_text=False).any()
