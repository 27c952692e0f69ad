"""A field of dots as the simplest chart that can be zoomed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from trustjournal.charts.curve import Box
from trustjournal.charts.view import View
from trustjournal.charts.view_drawing import ViewDrawing

HOME = View(0.0, 0.0, 100.0, 100.0)


class Field:
    """Dots named by letters or numbers, each at its place on a ground of 100 by 100."""

    title = "A field"
    description = "Dots in a field."
    columns: Sequence[str] = ("Dot",)

    def __init__(self, places: dict[Any, tuple[float, float]]) -> None:
        self.places = places
        self.views: list[View | None] = []

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        return [(str(name),) for name in self.places]

    def draw(self, figure: Any, style: Any, view: View | None = None) -> ViewDrawing:
        self.views.append(view)
        view = view or HOME
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.set(xlim=(view.left, view.right), ylim=(view.bottom, view.top))
        axes.set_axis_off()
        spots = np.array(list(self.places.values()), dtype=np.float64).reshape(-1, 2)
        axes.plot(spots[:, 0], spots[:, 1], "o", color=style.accent, markersize=8)
        places = axes.transData.transform(spots).reshape(-1, 2)
        box = axes.get_window_extent()
        return ViewDrawing(
            things=tuple(self.places),
            x=places[:, 0],
            y=places[:, 1],
            radius=np.full(len(spots), 4.0),
            view=view,
            home=HOME,
            frame=Box(box.x0, box.y0, box.x1, box.y1),
            reach=11.0,
            axes=axes,
        )

    def words(self, mark: Any) -> tuple[str, str]:
        x, y = self.places[mark]
        return f"Dot {mark}", f"at {x} and {y}"

    def save(self, path: Path) -> None:
        path.write_text(self.title)


def cross() -> Field:
    """Five dots: one in the middle and one on each side of it."""
    return Field({"m": (50, 50), "w": (20, 50), "e": (80, 52), "n": (50, 85), "s": (48, 10)})
