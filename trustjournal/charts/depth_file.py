"""Write a depth chart to a file, with its title and legend: PNG, SVG or PDF."""

import warnings
from collections.abc import Sequence
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from trustjournal.charts.curve import Box
from trustjournal.charts.depth_chart import LegendEntry, draw
from trustjournal.charts.depth_picture import DepthPicture, describe, headline
from trustjournal.charts.style import DPI, LIGHT, ChartStyle, body_font, strong_font, title_font
from trustjournal.errors import InvalidEntry, NotSaved
from trustjournal.i18n import _

_WIDTH, _HEIGHT, _MARGIN = 860, 440, 20  # logical pixels
_TITLE, _ROW, _COLUMNS = 52, 26, 5
_SHARPNESS = 2  # device pixels to a logical one, in a PNG
_FORMS = {
    ".png": ("Title", "Description", None),
    ".svg": ("Title", "Description", "Date"),
    ".pdf": ("Title", "Subject", "CreationDate"),
}
"""What each form calls a title, a description and a clock, which stays out of the file."""


def save(picture: DepthPicture, path: Path, style: ChartStyle = LIGHT) -> None:
    """Write the chart to `path`, in the form its suffix names, in place of what was there.

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
    content = _render(picture, suffix, style)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotSaved(
            _("The chart could not be written to {path}: {reason}.").format(
                path=path, reason=error.strerror
            )
        ) from error


def _render(picture: DepthPicture, suffix: str, style: ChartStyle) -> bytes:
    title, description, clock = _FORMS[suffix]
    metadata = {title: _title(picture), description: describe(picture)}
    size = (_WIDTH * style.scale / DPI, _HEIGHT * style.scale / DPI)
    figure: Any = Figure(figsize=size, dpi=DPI)
    FigureCanvasAgg(figure)
    mpl: Any = matplotlib
    as_text = {"svg.fonttype": "none", "svg.hashsalt": "depth", "pdf.fonttype": 42}
    content = BytesIO()
    with mpl.rc_context(as_text), warnings.catch_warnings():
        # A name in a script that no font here has still gets its chart.
        warnings.filterwarnings("ignore", message="Glyph")
        _compose(figure, picture, style)
        figure.savefig(
            content,
            format=suffix[1:],
            dpi=DPI * _SHARPNESS if suffix == ".png" else DPI,
            metadata=metadata | ({clock: None} if clock else {}),
        )
    return content.getvalue()


def _title(picture: DepthPicture) -> str:
    name = " ".join(picture.name.split())
    return _("Depth of trust: {name}").format(name=name) if name else _("Depth of trust")


def _compose(figure: Any, picture: DepthPicture, style: ChartStyle) -> None:
    """Draw the chart below its title and legend."""
    zoom = style.scale
    width, height = _WIDTH * zoom, _HEIGHT * zoom
    margin = _MARGIN * zoom
    rows = ceil(len({mark.kind for mark in picture.marks}) / _COLUMNS)
    ceiling = height - (_TITLE + rows * _ROW) * zoom
    drawing = draw(figure, picture, style, Box(margin, margin / 2, width - margin, ceiling))
    page = figure.add_axes((0, 0, 1, 1))
    page.set_axis_off()
    page.set(xlim=(0, width), ylim=(0, height))
    _write_title(page, picture, style, Box(margin, 0, width - margin, height - 34 * zoom))
    _write_legend(page, drawing.legend, style, margin, height - _TITLE * zoom - _ROW * zoom / 2)


def _write_title(page: Any, picture: DepthPicture, style: ChartStyle, room: Box) -> None:
    """Write the title on the left and where things are heading on the right, the title cut."""
    heading = page.text(
        room.right,
        room.top,
        headline(picture),
        color=style.accent,
        fontproperties=strong_font(15 * style.scale),
        ha="right",
        parse_math=False,
    )
    free = heading.get_window_extent().x0 - room.left - 16 * style.scale
    title = _title(picture)
    words = page.text(
        room.left,
        room.top,
        title,
        color=style.ink,
        fontproperties=title_font(18 * style.scale),
        parse_math=False,
    )
    while words.get_window_extent().width > free:
        title = title[:-1]
        words.set_text(title.rstrip() + "…")


def _write_legend(
    page: Any, entries: Sequence[LegendEntry], style: ChartStyle, left: float, top: float
) -> None:
    zoom = style.scale
    column = (_WIDTH * zoom - 2 * left) / _COLUMNS
    for number, entry in enumerate(entries):
        x = left + 10 * zoom + number % _COLUMNS * column
        y = top - number // _COLUMNS * _ROW * zoom
        page.plot(
            [x],
            [y],
            linestyle="none",
            marker=entry.marker,
            markersize=entry.size,
            markerfacecolor=entry.colour,
            markeredgewidth=0,
        )
        page.text(
            x + 11 * zoom,
            y - 4.5 * zoom,
            entry.word,
            color=style.muted,
            fontproperties=body_font(13.5 * zoom),
            parse_math=False,
        )
