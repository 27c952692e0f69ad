"""Draw the referral tree: a mark for everyone, sized by reach, coloured and shaped by depth.

Figures are made at `style.DPI`, so that a point is a logical pixel; draw again after a resize.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from trustjournal.charts import chart_file
from trustjournal.charts.curve import Box
from trustjournal.charts.cycle_layout import Layout, lay_out
from trustjournal.charts.cycle_marks import (
    draw_lines,
    draw_marks,
    legend,
    spots,
    write_caption,
    write_names,
)
from trustjournal.charts.cycle_picture import CyclePicture, Shape, describe, size_words, title
from trustjournal.charts.paper import LegendEntry, canvas_box, legend_height, write_legend
from trustjournal.charts.style import DPI, LIGHT, ChartStyle
from trustjournal.charts.view import View
from trustjournal.charts.view_drawing import ViewDrawing
from trustjournal.domain import cycle
from trustjournal.domain.cycle import Node

_EDGE = 6  # logical pixels around the ground
_LEAST = 60  # a smaller ground shows a part
_MARGIN = 3.0  # units around everyone
_LARGEST = 15.0  # logical pixels to a unit where there are few people
_PICK = 7  # how far from its middle a small mark still answers
_PAPER = (1200, 860)


def draw(
    figure: Any,
    picture: CyclePicture,
    style: ChartStyle,
    view: View | None = None,
    frame: Box | None = None,
) -> ViewDrawing:
    """Draw the tree on a figure: on `frame`, in logical pixels, or on all of it.

    Without `view` it shows everyone; the tree keeps its proportions, so more may be in sight than
    `view` asks for. Marks stand for the ids of customers.
    """
    figure.clear()
    figure.set_facecolor(style.surface)
    axes, size = _ground(figure, frame or canvas_box(figure))
    layout = _laid(picture.shape)
    home = _fitted(_whole(layout, size, style), size)
    at = spots(axes, style, layout, picture, _fitted(view, size) if view else home, size)
    draw_lines(at)
    draw_marks(at)
    write_names(at, write_caption(at))
    box = axes.get_window_extent()
    ratio = figure.dpi / DPI
    return ViewDrawing(
        things=layout.people,
        x=box.x0 + at.x * ratio,
        y=box.y0 + at.y * ratio,
        radius=at.radius * ratio,
        view=at.view,
        home=home,
        frame=Box(box.x0, box.y0, box.x1, box.y1),
        reach=_PICK * style.scale * ratio,
        axes=axes,
        legend=legend(picture, style),
    )


def save(picture: CyclePicture, path: Path, style: ChartStyle = LIGHT) -> None:
    """Write the tree to `path` as PNG, SVG or PDF; see `chart_file.save`."""

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        size = LegendEntry(size_words(), "", 0, style.muted)
        entries = [*legend(picture, style), size]
        top = room.top - legend_height(len(entries), style)
        draw(figure, picture, style, frame=Box(room.left, room.bottom, room.right, top))
        write_legend(figure, entries, style, room)

    chart_file.save(path, title(), describe(picture), compose, style, size=_PAPER)


@lru_cache(maxsize=2)
def _laid(shape: Shape) -> Layout:
    """Return where everyone stands; the same shape is drawn again at every move."""
    nodes = {one.customer_id: Node(one.sent_by) for one in shape.members.values()}
    reach = {one.customer_id: one.reach for one in shape.members.values()}
    return lay_out(cycle.forest(nodes), reach, shape.collapsed, with_alone=shape.with_alone)


def _ground(figure: Any, frame: Box) -> tuple[Any, Box]:
    """Return axes in logical pixels from their lower left corner, and their size."""
    full = canvas_box(figure)
    width = max(frame.right - frame.left - 2 * _EDGE, _LEAST)
    height = max(frame.top - frame.bottom - 2 * _EDGE, _LEAST)
    left, bottom = (frame.left + _EDGE) / full.right, (frame.bottom + _EDGE) / full.top
    axes = figure.add_axes((left, bottom, width / full.right, height / full.top))
    axes.set_axis_off()
    axes.set(xlim=(0, width), ylim=(0, height))
    return axes, Box(0, 0, width, height)


def _whole(layout: Layout, size: Box, style: ChartStyle) -> View:
    """Return the view of everyone, no larger than marks should be."""
    bounds, largest = layout.bounds, _LARGEST * style.scale
    across = max(bounds.right - bounds.left + 2 * _MARGIN, size.right / largest)
    up = max(bounds.top - bounds.bottom + 2 * _MARGIN, size.top / largest)
    x, y = (bounds.left + bounds.right) / 2, (bounds.bottom + bounds.top) / 2
    return View(x - across / 2, y - up / 2, x + across / 2, y + up / 2)


def _fitted(view: View, size: Box) -> View:
    """Return the view widened or heightened to the proportions of the ground."""
    scale = min(size.right / view.width, size.top / view.height)
    across, up = size.right / scale, size.top / scale
    x, y = (view.left + view.right) / 2, (view.bottom + view.top) / 2
    return View(x - across / 2, y - up / 2, x + across / 2, y + up / 2)
