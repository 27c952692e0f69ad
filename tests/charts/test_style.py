"""Charts wear the program's colours and type without changing matplotlib for others."""

from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib import font_manager

from trustjournal.charts.style import DARK, LIGHT, ChartStyle, body_font, strong_font, title_font


def file_of(font: Any) -> str:
    fonts: Any = font_manager
    return Path(fonts.findfont(font)).name


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_words_and_marks_stand_out_from_the_surface(style: ChartStyle) -> None:
    for colour in (style.ink, style.muted, style.accent):
        assert contrast(colour, style.surface) >= 4.5
    for colour in style.series:
        assert contrast(colour, style.surface) >= 3
    assert len(set(style.series)) == 5


def test_the_type_is_the_programs_own() -> None:
    assert file_of(body_font(12)) == "SourceSans3_400Regular.ttf"
    assert file_of(strong_font(12)) == "SourceSans3_600SemiBold.ttf"
    assert file_of(title_font(12)) == "SourceSerif4_600SemiBold.ttf"
    assert body_font(12.5).get_size_in_points() == 12.5


def test_matplotlibs_own_settings_stay_as_they_were() -> None:
    before = dict(mpl.rcParams)
    title_font(18)
    assert dict(mpl.rcParams) == before
