"""Write any chart to a file, below its title: PNG, SVG or PDF."""

import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from trustjournal.charts.board import fitted
from trustjournal.charts.curve import Box
from trustjournal.charts.paper import canvas_box, paper
from trustjournal.charts.style import DPI, LIGHT, ChartStyle, strong_font, title_font
from trustjournal.errors import InvalidEntry, NotSaved
from trustjournal.i18n import _

Compose = Callable[[Any, ChartStyle, Box], object]
"""Draws a chart on the figure that comes first, inside the box, in logical pixels."""

_SIZE, _MARGIN, _TITLE = (860, 440), 20, 52  # logical pixels
_SHARPNESS = 2  # device pixels to a logical one, in a PNG
_AS_TEXT = {"svg.fonttype": "none", "svg.hashsalt": "chart", "pdf.fonttype": 42}
_FORMS = {
    ".png": ("Title", "Description", None),
    ".svg": ("Title", "Description", "Date"),
    ".pdf": ("Title", "Subject", "CreationDate"),
}
"""What each form calls a title, a description and a clock, which stays out of the file."""


def save(
    path: Path,
    title: str,
    description: str,
    compose: Compose,
    style: ChartStyle = LIGHT,
    *,
    aside: str = "",
    size: tuple[int, int] = _SIZE,
) -> None:
    """Write a chart to `path`, in the form its suffix names, in place of what was there.

    `title` stands above it on the left and `aside` on the right; `description` is the chart in
    words, for those who do not see it. `size` is in logical pixels.

    Raises:
        InvalidEntry: the suffix is none of .png, .svg and .pdf.
        NotSaved: the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in _FORMS:
        raise InvalidEntry(
            _("A chart can be saved as .png, .svg or .pdf; “{name}” ends in none of them.").format(
                name=path.name
            )
        )
    title = " ".join(title.split())
    inches = size[0] * style.scale / DPI, size[1] * style.scale / DPI
    figure: Any = Figure(figsize=inches, dpi=DPI)
    FigureCanvasAgg(figure)
    mpl: Any = matplotlib
    with mpl.rc_context(_AS_TEXT), warnings.catch_warnings():
        # A name in a script that no font here has still gets its chart.
        warnings.filterwarnings("ignore", message="Glyph")
        compose(figure, style, _below_title(figure, style))
        _write_title(figure, title, aside, style)
        content = _print(figure, suffix, title, description)
    _write(path, content)


def _print(figure: Any, suffix: str, title: str, description: str) -> bytes:
    name, words, clock = _FORMS[suffix]
    metadata = {name: title, words: description} | ({clock: None} if clock else {})
    dpi = DPI * _SHARPNESS if suffix == ".png" else DPI
    content = BytesIO()
    figure.savefig(content, format=suffix[1:], dpi=dpi, metadata=metadata)
    return content.getvalue()


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotSaved(
            _("The chart could not be written to {path}: {reason}.").format(
                path=path, reason=error.strerror
            )
        ) from error


def _below_title(figure: Any, style: ChartStyle) -> Box:
    whole, margin = canvas_box(figure), _MARGIN * style.scale
    return Box(margin, margin / 2, whole.right - margin, whole.top - _TITLE * style.scale)


def _write_title(figure: Any, title: str, aside: str, style: ChartStyle) -> None:
    """Write the title on the left, cut where it would meet what stands on the right."""
    page, room = paper(figure), _below_title(figure, style)
    baseline = room.top + 18 * style.scale
    right = page.text(
        room.right,
        baseline,
        aside,
        color=style.accent,
        fontproperties=strong_font(15 * style.scale),
        ha="right",
        parse_math=False,
    )
    edge = right.get_window_extent().x0 - 16 * style.scale if aside else room.right
    font = title_font(18 * style.scale)
    shown = fitted(title, font, edge - room.left).text
    words = page.text(
        room.left, baseline, shown, color=style.ink, fontproperties=font, parse_math=False
    )
    while words.get_window_extent().x1 > edge and len(shown) > 1:  # on a screen letters are wider
        shown = shown.removesuffix("…")[:-1].rstrip() + "…"
        words.set_text(shown)
