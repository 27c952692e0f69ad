"""The table of people: `python -m tests.bench.people_table [JOURNAL]`.

The floor of each paint is the same table over an empty model. Filter, sort and jump are timed to
the painted table. Without a journal it makes a small one.
"""

import gc
import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.bench.generate import END, generate
from tests.bench.ratio import compare, milliseconds, percentile, show
from trustjournal.store.engine import open_journal
from trustjournal.ui import theme
from trustjournal.ui.models.people_lines import (
    Depths,
    People,
    PeopleColumn,
    read_depths,
    read_people,
)
from trustjournal.ui.models.people_model import PeopleModel, Wanted
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.people_table import PeopleTable

RUNS = 7
TYPED = ("a", "an", "ana", "ana ", "ana b", "ana br", "ana", "")


def main() -> None:
    """Print the table."""
    app = QApplication(sys.argv[:1])
    gc.disable()  # as the program does
    theme.apply(app, Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "small.db"
        if not sys.argv[1:]:
            generate(journal, 1000, 20_000)
        measure(journal)


def measure(journal: Path) -> None:
    """Print what was measured on a journal."""
    people, depths, read, weighed = everyone(journal)
    painted = compare(
        "the table painted",
        partial(paint, people, depths),
        "over an empty model",
        partial(paint, None, None),
        runs=RUNS,
        goal=None,
    )
    table = made(people, depths)
    table.show()
    QApplication.processEvents()
    typed = [timed(partial(table.people.narrow, Wanted(text))) for text in TYPED]
    orders = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    sorts = [
        timed(partial(table.people.sort, column, order))
        for column in PeopleColumn
        for order in orders
    ]
    chance = random.Random(7)
    rows = [chance.randrange(len(people.lines)) for _jump in range(40)]
    jumps = [timed(partial(table.scrollTo, table.people.index(row, 0))) for row in rows]
    show(
        f"People, {len(people.lines):,} of them",
        [painted],
        f"read on the worker in {read:,.0f} ms, how deep it goes in {weighed:,.0f} ms",
        *(
            f"{what} {median(times):.1f} ms, 95 of 100 within {percentile(times, 95):.1f} ms"
            for what, times in (("a letter typed", typed), ("sorted", sorts), ("a jump", jumps))
        ),
    )


def everyone(journal: Path) -> tuple[People, Depths, float, float]:
    """Return what the worker reads, and how long it takes for that."""
    engine = open_journal(journal)
    with engine.connect() as connection:
        people = read_people(connection, END, UTC)
        depths = read_depths(connection, END, UTC)
        read = milliseconds(lambda: read_people(connection, END, UTC))
        weighed = milliseconds(lambda: read_depths(connection, END, UTC))
    engine.dispose()
    return people, depths, read, weighed


def made(people: People | None, depths: Depths | None) -> PeopleTable:
    """Return a table of these people, or of nobody."""
    model = PeopleModel()
    table = PeopleTable(model)
    table.setSortingEnabled(True)
    table.resize(1000, 700)
    if people is not None and depths is not None:
        model.set_people(people)
        model.set_depths(depths)
    return table


def paint(people: People | None, depths: Depths | None) -> float:
    """Return how long a table takes from nothing to paint."""

    def whole() -> None:
        table = made(people, depths)
        table.show()
        QApplication.processEvents()  # exposes and paints it
        kept.append(table)

    kept: list[PeopleTable] = []
    took = milliseconds(whole)
    kept[0].close()
    return took


def timed(deed: Callable[[], object]) -> float:
    """Return how long a deed takes until it is painted."""
    return milliseconds(lambda: (deed(), QApplication.processEvents()))


if __name__ == "__main__":
    main()
