"""How long a depth chart of ten years takes, beside bare matplotlib.

Run `python -m tests.bench.depth_chart`. The floor is a figure of the same size with one line of
600 points and one marker per event.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tests.samples import make_touchpoint
from trustjournal.charts.depth_chart import draw
from trustjournal.charts.depth_picture import DepthPicture, picture
from trustjournal.charts.style import DPI, LIGHT
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Touchpoint

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
DAYS = 3650
RUNS = 7


def main() -> None:
    """Print the table."""
    print(f"{'events':>8} {'gather':>9} {'floor':>9} {'chart':>9} {'ratio':>7}   (ms, median)")
    for events in (10, 100, 1_000, 10_000, 100_000):
        touchpoints = story(events)
        shown = gather(touchpoints)
        gathering = milliseconds(lambda t=touchpoints: gather(t), runs=3)
        bare = milliseconds(lambda n=events: paint_bare(n))
        chart = milliseconds(lambda s=shown: paint(s))
        print(f"{events:8} {gathering:9.1f} {bare:9.1f} {chart:9.1f} {chart / bare:7.2f}")


def story(events: int) -> list[Touchpoint]:
    """Return ten years of touchpoints, seeded."""
    chance = random.Random(events)
    return [
        make_touchpoint(
            UUID(int=1),
            happened_at=NOW - timedelta(chance.uniform(0, DAYS)),
            kind=chance.choice([Kind.CONVERSATION, Kind.VISIT, Kind.DELIVERY, Kind.PRAISE]),
            feeling=chance.choice([None, -1, 1, 2]),
        )
        for _ in range(events)
    ]


def gather(touchpoints: list[Touchpoint]) -> DepthPicture:
    return picture(touchpoints, [], [], now=NOW, since=NOW - timedelta(DAYS))


def paint(shown: DepthPicture) -> None:
    figure = canvas()
    draw(figure, shown, LIGHT)
    figure.canvas.draw()


def paint_bare(events: int) -> None:
    figure = canvas()
    axes = figure.add_subplot()
    axes.plot(range(600), range(600))
    axes.plot(range(events), range(events), "o", linestyle="none")
    figure.canvas.draw()


def canvas() -> Any:
    figure: Any = Figure(figsize=(608 / DPI, 300 / DPI), dpi=DPI * 2)
    FigureCanvasAgg(figure)
    return figure


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    times: list[float] = []
    work()
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(1000 * (perf_counter() - start))
    return median(times)


if __name__ == "__main__":
    main()
