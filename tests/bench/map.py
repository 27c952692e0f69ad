"""The map of relationships: `python -m tests.bench.map [JOURNAL]`.

A drawing of a seeded crowd is timed beside a depth chart of ten years. Then a watchdog notes the
longest wait of the window thread while the map of the journal is opened, zoomed, moved, searched
and an area of it selected. Without a journal it makes a small one.
"""

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.bench import depth_chart
from tests.bench.generate import END, generate
from tests.bench.owner import frame_by_frame, hover, pull, settle, turn_wheel, type_slowly
from tests.bench.ratio import Line, compare, milliseconds, show
from tests.bench.watchdog import Stall, Watchdog
from tests.charts.places import crowd_of
from trustjournal.charts import map_chart
from trustjournal.charts.style import LIGHT
from trustjournal.settings import Settings
from trustjournal.store.engine import open_journal
from trustjournal.ui import theme
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.map import MapPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.theme import Scheme

RUNS = 9


def main() -> None:
    """Print the drawings beside their floor, then the longest stalls."""
    app = QApplication(sys.argv[:1])
    gc.disable()  # as the program does
    theme.apply(app, Scheme.LIGHT)
    show("The map drawn", [drawn(count) for count in (9, 1_000, 10_000)])
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "small.db"
        if not sys.argv[1:]:
            generate(journal, 1000, 20_000)
        session = JournalSession(open_journal(journal), clock=lambda: END)
        for what, stall in stalls(session):
            print(f"  longest stall, {what:<22}{stall}", flush=True)
        session.close()


def drawn(count: int) -> Line:
    """Return how long a map of so many people takes beside a depth chart of 1,000 events."""
    floor = depth_chart.gather(depth_chart.story(1000))
    picture = crowd_of(count)

    def paint() -> None:
        figure = depth_chart.canvas()
        map_chart.draw(figure, picture, LIGHT)
        figure.canvas.draw()

    return compare(
        f"{count:,} people",
        partial(milliseconds, paint),
        "a depth chart",
        partial(milliseconds, partial(depth_chart.paint, floor)),
        runs=RUNS,
        goal=1.2,
    )


def stalls(session: JournalSession) -> Iterator[tuple[str, Stall]]:
    """Yield each thing an owner does with the map, and the longest stall meanwhile."""
    page = MapPage(session, Navigator(), Settings())
    page.resize(1100, 800)
    watchdog = Watchdog()
    for what, deed in (
        ("opened", page.show),
        ("zoomed", partial(frame_by_frame, partial(turn_wheel, page.canvas))),
        ("moved", partial(frame_by_frame, partial(pull, page.canvas))),
        ("shown whole", page.canvas.show_all),
        ("searched", partial(type_slowly, page.filter_box, "ana br")),
        ("search cleared", page.filter_box.clear),
        ("all selected", page.canvas.select_in_sight),
        ("pointed at", partial(frame_by_frame, partial(hover, page.canvas))),
        ("read again", page.refresh),
    ):
        yield what, watchdog.watch(partial(done, deed, session))
    page.close()


def done(deed: Callable[[], object], session: JournalSession) -> None:
    """Do something and let everything arrive that follows from it."""
    deed()
    settle(session)


if __name__ == "__main__":
    main()
