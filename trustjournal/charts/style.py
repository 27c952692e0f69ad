"""How charts look: colours in light and dark, and the program's own type in matplotlib.

Lengths are logical pixels, which are matplotlib's points: make figures at `DPI` and let the
canvas multiply it by the screen's ratio. Nothing here changes matplotlib's global settings.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

from trustjournal.paths import resource

DPI = 72
_FALLBACK = (
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans", "Droid Sans Fallback"),
    *("Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "PingFang SC", "Hiragino Sans"),
    *("Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Nirmala UI", "Segoe UI"),
    *("Arial Unicode MS", "Arial", "DejaVu Sans"),
)
"""What Linux, Windows and macOS have for the scripts that our own type lacks."""


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Colours (#RRGGBB) of one theme, and the zoom of its text.

    `series` are the five colours that stay apart under the common colour blindnesses.
    """

    surface: str
    ink: str
    muted: str
    line: str
    accent: str
    series: tuple[str, str, str, str, str]
    scale: float = 1.0


LIGHT = ChartStyle(
    surface="#FFFDF8",
    ink="#2A2520",
    muted="#655B50",
    line="#E7DECF",
    accent="#2B665B",
    series=("#2B665B", "#AD860A", "#7D4EA9", "#5E92D6", "#573220"),
)
DARK = ChartStyle(
    surface="#25211D",
    ink="#EEE7DB",
    muted="#B8AC9C",
    line="#3B342C",
    accent="#86C5B6",
    series=("#86C5B6", "#DEB14A", "#AE78AA", "#B5E2FE", "#AF552A"),
)


def body_font(pixels: float) -> FontProperties:
    """Return the type of labels."""
    return _font("Source Sans 3", pixels)


def strong_font(pixels: float) -> FontProperties:
    """Return the type of what stands out among labels."""
    return _font("Source Sans 3 SemiBold", pixels)


def title_font(pixels: float) -> FontProperties:
    """Return the type of a title."""
    return _font("Source Serif 4 SemiBold", pixels)


def _font(family: str, pixels: float) -> FontProperties:
    """Return our family, then what this system has for the scripts that it lacks."""
    return FontProperties(family=[family, *_families()], size=pixels)


@cache
def _families() -> tuple[str, ...]:
    """Register the program's fonts, once, and return the fallbacks that this system has."""
    fonts: Any = font_manager.fontManager
    for path in sorted(resource("fonts").glob("*.ttf")):
        fonts.addfont(path)
    known: set[str] = set(fonts.get_font_names())
    return tuple(family for family in _FALLBACK if family in known)
