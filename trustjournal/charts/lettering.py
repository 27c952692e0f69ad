"""Words as outlines, which are drawn again in a tenth of the time matplotlib takes for its text.

A chart with many words that is drawn anew with every move of the hand needs that; a file, which
keeps its words as words, does not.
"""

import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath

_ASCENT, _DESCENT = 0.74, 0.24  # of the size; what a line of the program's own type takes


@dataclass(frozen=True, slots=True)
class Words:
    """Words before they are written; lengths are logical pixels."""

    text: str
    font: FontProperties
    width: float
    height: float


def words(text: str, font: FontProperties) -> Words:
    """Return words with the room that a line of them takes."""
    size = font.get_size_in_points()
    return Words(text, font, _outline(text, font)[1], (_ASCENT + _DESCENT) * size)


def write(
    axes: Any, it: Words, left: float, bottom: float, colour: str, zorder: float, *, as_text: bool
) -> None:
    """Write words with their lower left corner at a place of axes in logical pixels."""
    if not it.width:
        return
    baseline = bottom + _DESCENT * it.font.get_size_in_points()
    if as_text:
        look = {"color": colour, "fontproperties": it.font, "zorder": zorder}
        axes.text(left, baseline, it.text, parse_math=False, **look)
        return
    path = _outline(it.text, it.font)[0]
    moved = Path(np.add(path.vertices, (left, baseline)), path.codes)
    axes.add_artist(PathPatch(moved, facecolor=colour, linewidth=0, zorder=zorder, clip_on=False))


@lru_cache(maxsize=4096)
def _outline(text: str, font: FontProperties) -> tuple[Any, float]:
    """Return the outline of a line of text on its baseline, and how wide it is."""
    if not text or text.isspace():
        return None, 0.0
    with warnings.catch_warnings():
        # A name in a script that no font here has still gets its place.
        warnings.filterwarnings("ignore", message="Glyph")
        plain = text.replace("$", r"\$")  # or a name with two of them were a formula
        path: Any = TextPath((0, 0), plain, prop=font, usetex=False)
    return path, float(path.vertices[:, 0].max(initial=0.0))
