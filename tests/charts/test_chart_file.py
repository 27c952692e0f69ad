"""Any chart in a file: its title in its place, its words as words, its refusals."""

import re
import warnings
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from trustjournal.charts.chart_file import save
from trustjournal.charts.curve import Box
from trustjournal.charts.paper import LegendEntry, legend_height, paper, write_legend
from trustjournal.charts.style import DARK, DPI, LIGHT, ChartStyle
from trustjournal.errors import InvalidEntry, NotSaved

SVG = "{http://www.w3.org/2000/svg}"
ENTRIES = [LegendEntry(word, "o", 8, "#2B665B") for word in ("Kept", "Late")]
rooms: list[Box] = []


def compose(figure: Any, style: ChartStyle, room: Box) -> None:
    rooms.append(room)
    figure.set_facecolor(style.surface)
    paper(figure).plot([room.left, room.right], [room.bottom, room.top], color=style.accent)
    write_legend(figure, ENTRIES, style, room)


def words_of(path: Path) -> list[str]:
    return [text.text or "" for text in ET.parse(path).iter(f"{SVG}text")]


@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
def test_a_png_is_sharp_and_told_in_words(tmp_path: Path, style: ChartStyle) -> None:
    path = tmp_path / "chart.PNG"
    save(path, "Promises", "Two were kept.", compose, style, size=(400, 300))
    with Image.open(path) as image:
        assert image.size == (800, 600)
        corner = image.convert("RGB").getpixel((2, 2))
        assert image.info["Title"] == "Promises"
        assert image.info["Description"] == "Two were kept."
    assert corner == tuple(int(style.surface[place : place + 2], 16) for place in (1, 3, 5))


def test_the_chart_gets_the_room_below_its_title(tmp_path: Path) -> None:
    save(tmp_path / "chart.svg", "Promises", "", compose, aside="All is well")
    assert rooms[-1] == Box(20, 10, 840, 388)
    assert words_of(tmp_path / "chart.svg") == ["Kept", "Late", "All is well", "Promises"]
    assert legend_height(2, LIGHT) == 26
    assert legend_height(7, LIGHT) == 52


def test_the_words_of_a_legend_follow_each_other_and_stay_on_the_paper() -> None:
    kinds = ["Conversation", "Order or delivery", "Gift or thank-you", "Promise kept", "Let down"]
    entries = [LegendEntry(kind, "o", 8, "#2B665B") for kind in [*kinds, "Sign of trust"]]
    figure: Any = Figure(figsize=(860 / DPI, 2), dpi=DPI)
    FigureCanvasAgg(figure)
    write_legend(figure, entries, LIGHT, Box(20, 0, 840, 100))
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert boxes[-1].x1 <= 840
    assert all(one.x1 + 20 < two.x0 < one.x1 + 60 for one, two in pairwise(boxes))


@pytest.mark.parametrize("aside", ["", "Steady"])
@pytest.mark.parametrize(
    "title", ["$x^2$ & <Sons>", "Ana\nMaría", "山田 太郎", "x" * 300, "A" * 10_000]
)
def test_a_title_is_plain_text_and_never_leaves_its_place(
    tmp_path: Path, title: str, aside: str
) -> None:
    save(tmp_path / "chart.svg", title, "", compose, aside=aside)
    shown = words_of(tmp_path / "chart.svg")[-1]
    whole = " ".join(title.split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))
    assert len(shown) < 120


def test_a_title_of_wide_letters_ends_before_the_edge(tmp_path: Path) -> None:
    """In a PNG each letter takes whole pixels, which is more than its outline."""
    save(tmp_path / "chart.png", "A" * 10_000, "", compose, size=(400, 300))
    with Image.open(tmp_path / "chart.png") as image:
        margin = image.convert("L").crop((800 - 36, 0, 800, 80))
    assert min(margin.tobytes()) > 200


@pytest.mark.parametrize("suffix", ["svg", "pdf"])
def test_the_same_chart_is_the_same_file(tmp_path: Path, suffix: str) -> None:
    paths = [tmp_path / f"{number}.{suffix}" for number in (1, 2)]
    for path in paths:
        save(path, "Promises", "", compose)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("name", ["chart", "chart.jpg", "chart.svg.txt"])
def test_other_forms_are_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidEntry, match=re.escape(f"“{name}” ends in none of them")):
        save(tmp_path / name, "Promises", "", compose)
    assert not (tmp_path / name).exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="No such file or directory"):
        save(tmp_path / "nowhere" / "chart.png", "Promises", "", compose)


def test_saving_leaves_matplotlibs_settings_and_the_warnings_alone(tmp_path: Path) -> None:
    settings, filters = dict(mpl.rcParams), list(warnings.filters)
    save(tmp_path / "chart.svg", "Promises", "", compose)
    assert dict(mpl.rcParams) == settings
    assert list(warnings.filters) == filters
