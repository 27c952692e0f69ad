"""A depth chart in a file: its forms, its words as words, its refusals."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from tests.charts.stories import drawn_from, falling, growing
from trustjournal.charts.depth_file import save
from trustjournal.charts.style import DARK, LIGHT, ChartStyle

SVG = "{http://www.w3.org/2000/svg}"


def svg_words(path: Path) -> set[str]:
    return {text.text or "" for text in ET.parse(path).iter(f"{SVG}text")}


@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
def test_a_png_is_sharp_and_on_the_themes_surface(tmp_path: Path, style: ChartStyle) -> None:
    path = tmp_path / "chart.PNG"
    save(drawn_from(growing()), path, style)
    with Image.open(path) as image:
        assert image.size == (1720, 880)
        corner = image.convert("RGB").getpixel((2, 2))
        description = str(image.info["Description"])
    assert corner == tuple(int(style.surface[place : place + 2], 16) for place in (1, 3, 5))
    assert description.startswith("Depth 42, Familiar")


def test_an_svg_keeps_its_words_as_words(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    save(drawn_from(falling(), name="Rosa Delgado"), path)
    assert svg_words(path) >= {
        "Depth of trust: Rosa Delgado",
        "Acquainted, and fading",
        "Let down",
        "Today",
        "Nov",
    }


def test_a_pdf_has_one_page_of_real_type(tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    save(drawn_from(growing()), path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", content)) == 1
    assert b"/FontFile2" in content
    assert b"SourceSerif4" in content


def test_the_same_chart_is_the_same_file(tmp_path: Path) -> None:
    picture = drawn_from(growing())
    for suffix in ("svg", "pdf"):
        paths = [tmp_path / f"{number}.{suffix}" for number in (1, 2)]
        for path in paths:
            save(picture, path)
        assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("name", ["$x^2$ & <Sons>", "Ana\nMaría", "山田 太郎", "x" * 300])
def test_a_name_is_plain_text_and_never_leaves_its_place(tmp_path: Path, name: str) -> None:
    path = tmp_path / "chart.svg"
    save(drawn_from(growing(), name=name), path)
    (title,) = (text for text in svg_words(path) if text.startswith("Depth of trust: "))
    shown = title.removeprefix("Depth of trust: ")
    whole = " ".join(name.split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))
    assert len(shown) < 80
