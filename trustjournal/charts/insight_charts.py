"""Draw a chart of the whole journal, on a figure or to a file.

Figures are made at `style.DPI`, so that a point is a logical pixel; draw again after a resize.
"""

from pathlib import Path
from typing import Any

from trustjournal.charts import chart_file
from trustjournal.charts.board import Board, BoxDrawing
from trustjournal.charts.curve import Box
from trustjournal.charts.insight_bars import draw_columns, draw_rows
from trustjournal.charts.insight_lines import draw_book, draw_waits
from trustjournal.charts.insight_pictures import (
    BookPicture,
    ColumnsPicture,
    Picture,
    RowsPicture,
)
from trustjournal.charts.style import LIGHT, ChartStyle


def draw(
    figure: Any,
    picture: Picture,
    style: ChartStyle,
    frame: Box | None = None,
    *,
    as_text: bool = False,
) -> BoxDrawing:
    """Draw a picture on a matplotlib figure: on `frame`, in logical pixels, or on all of it.

    With `as_text` words stay words, for a file.
    """
    figure.set_facecolor(style.surface)
    board = Board(figure, style, frame, as_text=as_text)
    match picture:
        case ColumnsPicture():
            return draw_columns(board, picture)
        case RowsPicture():
            return draw_rows(board, picture)
        case BookPicture():
            return draw_book(board, picture)
        case _:
            return draw_waits(board, picture)


def save(
    picture: Picture, path: Path, title: str, description: str, style: ChartStyle = LIGHT
) -> None:
    """Write a chart to `path`, in the form its suffix names, in place of what was there.

    Raises:
        InvalidEntry: the suffix is none of .png, .svg and .pdf.
        NotSaved: the file cannot be written.
    """

    def compose(figure: Any, style: ChartStyle, room: Box) -> None:
        draw(figure, picture, style, room, as_text=True)

    chart_file.save(path, title, description, compose, style)
