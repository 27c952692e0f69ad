"""How long it takes to know who is quiet: `python -m tests.bench.quiet JOURNAL`.

JOURNAL is copied and left as it is; `tests.bench.generate` makes one. The floor is a query over the
covering index in the same run: when everyone was last in touch.
"""

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from tests.bench.generate import END
from tests.bench.ratio import Line, compare, milliseconds, percentile, show
from tests.samples import make_touchpoint
from trustjournal.domain import rhythm
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Began
from trustjournal.store import queries, writer
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.quiet import quiet
from trustjournal.store.rhythms import RhythmBook, book

ZONE = ZoneInfo("Europe/Madrid")
RUNS = 7
TOUCHES = 15


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("journal", type=Path)
    source: Path = parser.parse_args().journal
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(source, Path(folder) / "journal.db"))
        engine = open_journal(copy)
        measure(engine)
        close_journal(engine)


def measure(engine: Engine) -> None:
    """Measure everything on one open journal."""
    with engine.connect() as connection:
        cold = milliseconds(partial(look, connection))
        found = look(connection)
        warm = milliseconds(partial(look, connection))
        floor = partial(queries.last_touches, connection, END)
        lines = scored(found, floor, connection)
    after = [touched(engine, who) for who in some(found, TOUCHES)]
    show(
        f"quiet: {len(found.histories):,} people, {len(found.rhythm.finished):,} finished silences",
        lines,
        f"first reading and fit of the whole journal, once: {cold:,.0f} ms",
        f"the book once more, nothing new: {warm:.1f} ms",
        f"the book after one new touchpoint: median {median(after):.1f} ms, "
        f"p95 {percentile(after, 95):.1f} ms",
    )


def scored(found: RhythmBook, floor: Callable[[], object], connection: Connection) -> list[Line]:
    """Return the lines of what is done for everyone at once."""
    name = "last touch of everyone"
    score = partial(rhythm.silences, found.histories, END.date(), found.rhythm)
    fit = partial(rhythm.fit, list(found.histories.values()), END.date())
    listing = partial(quiet, connection, END, ZONE)
    timed = partial(milliseconds, floor)
    return [
        compare("score everyone", partial(milliseconds, score), name, timed, runs=RUNS, goal=1),
        compare("fit the journal", partial(milliseconds, fit), name, timed, runs=3, goal=None),
        compare(
            "list the quiet", partial(milliseconds, listing), name, timed, runs=RUNS, goal=None
        ),
    ]


def look(connection: Connection) -> RhythmBook:
    return book(connection, END, ZONE)


def some(found: RhythmBook, count: int) -> list[UUID]:
    return random.Random(1).sample(list(found.histories), count)


def touched(engine: Engine, who: UUID) -> float:
    """Log a contact and return how long the book then takes to know of it."""
    happened = END - timedelta(minutes=5)
    touch = make_touchpoint(who, happened_at=happened, began=Began.THEM)
    writer.commit(engine, Changeset("Log", (Change.create(touch),)))
    with engine.connect() as connection:
        return milliseconds(partial(look, connection))


if __name__ == "__main__":
    main()
