"""Write charts of the four questions to a file, with title and legend: PNG, SVG or PDF."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from trustjournal.charts import chart_file
from trustjournal.charts.curve import Box
from trustjournal.charts.questions_chart import (
    draw_legend,
    draw_panels,
    draw_person,
    draw_spread,
)
from trustjournal.charts.questions_picture import (
    Grid,
    PanelsPicture,
    PersonPicture,
    SpreadPicture,
    describe_panels,
    describe_person,
    describe_spread,
)
from trustjournal.charts.style import LIGHT, ChartStyle
from trustjournal.i18n import _

_WIDTH, _MARGIN, _TITLE = 900, 20, 62
_LEGEND = 34
_PERSON, _SPREAD = 200, 190  # the heights of the two without title and legend
_MOST = 60
"""How many panels go into a file; more would be too small to read on a page."""


def save_person(picture: PersonPicture, path: Path, style: ChartStyle = LIGHT) -> None:
    """Write the four questions of one person.

    Raises:
        InvalidEntry: the suffix is none of .png, .svg and .pdf.
        NotSaved: the file cannot be written.
    """

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        draw_person(figure, picture, style, _below_legend(figure, style, room), as_text=True)

    name = " ".join(picture.name.split())
    title = _("The four questions: {name}").format(name=name) if name else _("The four questions")
    size = _WIDTH, _TITLE + _PERSON
    chart_file.save(path, title, describe_person(picture), compose, style, size=size)


def save_spread(picture: SpreadPicture, path: Path, style: ChartStyle = LIGHT) -> None:
    """Write how everyone spreads; raises as `save_person`."""

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        draw_spread(figure, picture, style, room, as_text=True)

    title, size = _("The four questions across the book"), (_WIDTH, _TITLE + _SPREAD)
    chart_file.save(path, title, describe_spread(picture), compose, style, size=size)


def save_panels(
    picture: PanelsPicture,
    path: Path,
    style: ChartStyle = LIGHT,
    spread: SpreadPicture | None = None,
) -> None:
    """Write the first 60 panels, below how everyone spreads where that is given.

    Raises as `save_person`.
    """
    everyone = len(picture.profiles)
    first = PanelsPicture(picture.profiles[:_MOST], picture.settings, picture.mirrored)
    grid = Grid(len(first.profiles), _WIDTH - 2 * _MARGIN)
    above = 0 if spread is None else _SPREAD + _MARGIN

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        if spread is not None:
            bottom = room.top - _SPREAD * style.scale
            draw_spread(figure, spread, style, replace(room, bottom=bottom), as_text=True)
            room = replace(room, top=bottom - _MARGIN * style.scale)
        draw_panels(figure, first, style, _below_legend(figure, style, room), as_text=True)

    aside = ""
    if everyone > _MOST:
        aside = _("the first {count} of {total} people").format(count=_MOST, total=everyone)
    size = _WIDTH, _TITLE + above + _LEGEND + round(grid.height)
    words = describe_panels(picture) if spread is None else describe_spread(spread)
    title = _("The four questions across the book")
    chart_file.save(path, title, words, compose, style, aside=aside, size=size)


def _below_legend(figure: Any, style: ChartStyle, room: Box) -> Box:
    bottom = room.top - _LEGEND * style.scale
    draw_legend(figure, style, replace(room, bottom=bottom))
    return replace(room, top=bottom)
