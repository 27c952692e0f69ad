"""The page of insights, section by section: `python -m tests.bench.insights [JOURNAL]`.

The floor of each section is one bare look through the rows it is about, of the depths the bare
driver fetching the evidence of everyone. Without a journal it makes a small one.
"""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from sqlalchemy import Connection

from tests.bench.generate import END, generate
from tests.bench.ratio import Line, compare, milliseconds, percentile, show
from trustjournal.charts import insight_charts
from trustjournal.charts import insight_gathering as gathering
from trustjournal.charts.raster import render
from trustjournal.charts.style import DPI, LIGHT
from trustjournal.domain.periods import Periods, Span, periods
from trustjournal.store import insights
from trustjournal.store.depth_history import BookDepth, DepthHistory
from trustjournal.store.engine import open_journal
from trustjournal.store.insights import TouchReading

ZONE = ZoneInfo("Europe/Madrid")
TODAY = END.astimezone(ZONE).date()
RUNS = 5
SIZE = (860, 290)
_EVIDENCE = "SELECT customer_id, happened_at, kind, feeling, question FROM presence"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "small.db"
        if not sys.argv[1:]:
            generate(journal, 1000, 20_000)
        engine = open_journal(journal)
        with engine.connect() as connection:
            measure(connection)
        engine.dispose()


def measure(connection: Connection) -> None:
    """Print what was measured on a journal."""
    two = periods(Span.TWO_YEARS.since(TODAY) or TODAY, TODAY)
    steps: list[float] = []
    lines = [
        *(section(connection, name, work) for name, work in quick(connection, two).items()),
        section(connection, "in touch, two years", partial(in_touch, connection, two)),
        depths(connection, steps),
        *(drawing(name, chart) for name, chart in charts(connection, two).items()),
    ]
    again = DepthHistory(END, ZONE)
    whole(connection, again, [])
    reopened = median(milliseconds(partial(again.step, connection)) for _turn in range(RUNS))
    show(
        "Insights",
        lines,
        f"{len(steps):,} steps of the depths, 95 of 100 within {percentile(steps, 95):.0f} ms",
        f"the depths once more, nothing having changed: {reopened:.1f} ms",
    )


def quick(connection: Connection, spans: Periods) -> dict[str, Callable[[], object]]:
    """Return the sections that one short look answers."""
    return {
        "who waits": partial(insights.waiting, connection, END),
        "promises": partial(insights.promises, connection, spans),
        "gestures": partial(insights.gestures, connection, spans),
        "lost": partial(insights.lost, connection, spans),
    }


def section(connection: Connection, name: str, work: Callable[[], object]) -> Line:
    """Measure a section beside a look through every presence."""
    floor = partial(run, connection, "SELECT count(kind) FROM presence WHERE kind = 'enquiry'")
    return compare(
        name,
        partial(milliseconds, work),
        "count of enquiries",
        partial(milliseconds, floor),
        runs=RUNS,
        goal=None,
    )


def in_touch(connection: Connection, spans: Periods) -> Any:
    """Read how soon the owner answers, and who began."""
    reading = TouchReading(spans, END, ZONE)
    while (found := reading.step(connection)) is None:
        pass
    return found


def depths(connection: Connection, steps: list[float]) -> Line:
    """Measure the depth of everyone at each month's end."""

    def read() -> float:
        steps.clear()
        whole(connection, DepthHistory(END, ZONE), steps)
        return sum(steps)

    floor = partial(milliseconds, partial(run, connection, _EVIDENCE))
    return compare(
        "depth of everyone over time", read, "evidence fetched", floor, runs=2, goal=None
    )


def whole(connection: Connection, reading: DepthHistory, steps: list[float]) -> BookDepth:
    """Read to the end and note how long each step took."""
    found: list[BookDepth | None] = [None]

    def step() -> None:
        found[0] = reading.step(connection).book

    while found[0] is None:
        steps.append(milliseconds(step))
    return found[0]


def run(connection: Connection, statement: str) -> object:
    """Fetch what the bare driver gives."""
    return connection.exec_driver_sql(statement).fetchall()


def charts(connection: Connection, spans: Periods) -> dict[str, Any]:
    """Return the picture of each chart."""
    responses, touches = in_touch(connection, spans)
    book = whole(connection, DepthHistory(END, ZONE), [])
    made = {
        "depth": gathering.chart_depth(book.quarters, ZONE),
        "responses": gathering.chart_responses(responses),
        "promises": gathering.chart_promises(insights.promises(connection, spans)),
        "touches": gathering.chart_touches(touches, spans),
        "gestures": gathering.chart_gestures(insights.gestures(connection, spans)),
    }
    return {name: chart.picture for name, chart in made.items() if not chart.blank}


def drawing(name: str, picture: Any) -> Line:
    """Measure a chart drawn again beside bare bars with their axes."""
    draw = partial(insight_charts.draw, picture=picture, style=LIGHT)
    return compare(
        f"chart of {name}",
        partial(milliseconds, partial(render, draw, *SIZE, 2.0)),
        "24 bare bars",
        partial(milliseconds, paint_bare),
        runs=RUNS,
        goal=1.2,
    )


def paint_bare() -> None:
    """Draw bars the plain way."""
    figure: Any = Figure(figsize=(SIZE[0] / DPI, SIZE[1] / DPI), dpi=DPI * 2)
    canvas = FigureCanvasAgg(figure)
    figure.add_subplot().bar(range(24), range(24))
    canvas.draw()


if __name__ == "__main__":
    main()
