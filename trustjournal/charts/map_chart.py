"""Draw the map of relationships: depth upwards, silence to the right, a mark for everyone.

Figures are made at `style.DPI`, so that a point is a logical pixel; draw again after a resize.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from trustjournal.charts import chart_file
from trustjournal.charts.curve import Box, limits
from trustjournal.charts.map_ground import FOOT, GUTTER, RIGHT, STRIP_LEFT, STRIP_RIGHT, Ground
from trustjournal.charts.map_marks import crowd, draw_marks, legend, spots, write_names
from trustjournal.charts.map_picture import DEEP, MapPicture, describe, title
from trustjournal.charts.paper import canvas_box, legend_height, write_legend
from trustjournal.charts.style import DPI, LIGHT, ChartStyle
from trustjournal.charts.view import View
from trustjournal.charts.view_drawing import ViewDrawing

_EDGE = 6  # logical pixels around the ground
_LEAST = 60  # a smaller ground shows a part
_MARGIN = 0.08  # of the depths in sight, above and below them, for the words there
_WIDE = 0.6  # of the whole width: the least at which the corners are named
_PICK = 9  # how far from its middle a small mark still answers
_PAPER = (1000, 700)


def draw(
    figure: Any,
    picture: MapPicture,
    style: ChartStyle,
    view: View | None = None,
    frame: Box | None = None,
    *,
    as_text: bool = False,
) -> ViewDrawing:
    """Draw the map on a figure: on `frame`, in logical pixels, or on all of it.

    Without `view` it shows everyone. Marks stand for the ids of customers. With `as_text` words
    stay words, which takes longer and suits a file.
    """
    figure.clear()
    figure.set_facecolor(style.surface)
    home = whole(picture)
    ground = _lay(figure, style, view or home, frame or canvas_box(figure), as_text=as_text)
    ground.draw()
    taken = ground.write_corners() if ground.view.width > home.width * _WIDE else []
    people = crowd(picture)
    placed = spots(ground, people)
    draw_marks(ground, people, placed, faded=picture.fade_others)
    write_names(ground, picture, people, placed, taken)
    box = ground.axes.get_window_extent()
    ratio = figure.dpi / DPI
    return ViewDrawing(
        things=tuple(people.rows),
        rows=people.rows,
        x=box.x0 + placed.x * ratio,
        y=box.y0 + placed.y * ratio,
        radius=placed.across * (ratio / 2),
        view=ground.view,
        home=home,
        frame=Box(box.x0, box.y0, box.x1, box.y1),
        reach=_PICK * style.scale * ratio,
        axes=ground.axes,
        legend=legend(picture, style),
    )


@lru_cache(maxsize=2)
def whole(picture: MapPicture) -> View:
    """Return the view of everyone: the stages they are in, and always a deep one."""
    scores = [place.depth for place in picture.places]
    bottom, top = limits(min([*scores, DEEP]), max([*scores, DEEP]))
    unknown = any(place.silence is None for place in picture.places)
    left = STRIP_LEFT if unknown else STRIP_RIGHT
    margin = _MARGIN * (top - bottom)
    return View(left, bottom - margin, RIGHT, top + margin)


def save(picture: MapPicture, path: Path, style: ChartStyle = LIGHT) -> None:
    """Write the map to `path` as PNG, SVG or PDF; see `chart_file.save`."""

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        entries = legend(picture, style)
        top = room.top - legend_height(len(entries), style)
        frame = Box(room.left, room.bottom, room.right, top)
        draw(figure, picture, style, frame=frame, as_text=True)
        write_legend(figure, entries, style, Box(room.left, top, room.right, room.top))

    chart_file.save(path, title(), describe(picture), compose, style, size=_PAPER)


def _lay(figure: Any, style: ChartStyle, view: View, frame: Box, *, as_text: bool) -> Ground:
    gutter, foot = GUTTER * style.scale, FOOT * style.scale
    width = max(frame.right - frame.left - gutter - 2 * _EDGE, _LEAST)
    height = max(frame.top - frame.bottom - foot - 2 * _EDGE, _LEAST)
    full = canvas_box(figure)
    axes = figure.add_axes(
        (
            (frame.left + gutter + _EDGE) / full.right,
            (frame.bottom + foot + _EDGE) / full.top,
            width / full.right,
            height / full.top,
        )
    )
    axes.set_axis_off()
    axes.set(xlim=(0, width), ylim=(0, height))
    return Ground(axes, view, width, height, style, as_text)
