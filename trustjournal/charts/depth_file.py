"""Write a depth chart to a file, with its title and legend: PNG, SVG or PDF."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from trustjournal.charts import chart_file
from trustjournal.charts.curve import Box
from trustjournal.charts.depth_chart import draw
from trustjournal.charts.depth_picture import DepthPicture, describe, headline
from trustjournal.charts.paper import legend_height, write_legend
from trustjournal.charts.style import LIGHT, ChartStyle
from trustjournal.i18n import _


def save(picture: DepthPicture, path: Path, style: ChartStyle = LIGHT) -> None:
    """Write the chart to `path`, in the form its suffix names, in place of what was there.

    Raises:
        InvalidEntry: the suffix is none of .png, .svg and .pdf.
        NotSaved: the file cannot be written.
    """

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        legend = legend_height(len({mark.kind for mark in picture.marks}), style)
        drawing = draw(figure, picture, style, replace(room, top=room.top - legend))
        write_legend(figure, drawing.legend, style, room)

    name = " ".join(picture.name.split())
    title = _("Depth of trust: {name}").format(name=name) if name else _("Depth of trust")
    chart_file.save(path, title, describe(picture), compose, style, aside=headline(picture))
