"""The depth of everyone, and what keeping it costs: `python -m tests.bench.depths [JOURNAL]`.

The floor of a look at everyone is the covering-index query of performance.md, in one pass over
one index by SQLite with its own mathematics. The floor of an import is the bare driver's
executemany of the same rows. Works on a copy; without a journal it makes a small one.
"""

import gc
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from math import log
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine, event

from tests.bench.generate import END, Maker, generate
from tests.bench.ratio import Line, compare, milliseconds, percentile, show
from tests.bench.save import SAVES, Statement, measure, send, touches
from trustjournal.domain import depth
from trustjournal.domain.changes import Change, Changeset
from trustjournal.store import balances, queries, writer
from trustjournal.store.depths import depths
from trustjournal.store.engine import open_journal
from trustjournal.store.previews import what_would_change
from trustjournal.store.transaction import begin_write

RUNS = 9
IMPORTED = 100_000
_FADED = """
SELECT customer_id, sum(feeling * exp((happened_at - ?) * ?)) FROM presence
WHERE happened_at <= ? GROUP BY customer_id
"""


def main() -> None:
    """Print the table."""
    gc.disable()  # as the program does
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = Path(sys.argv[1]) if sys.argv[1:] else folder / "small.db"
        if not sys.argv[1:]:
            generate(journal, 100, 10_000)
        copies = [Path(shutil.copy(journal, folder / f"copy{n}.db")) for n in range(2)]
        engine, other = map(open_journal, copies)
        for one in (engine, other):
            with begin_write(one) as connection:
                balances.reopen(connection)
        closed = milliseconds(partial(balances.ensure, engine, END, UTC))
        again = milliseconds(partial(balances.ensure, engine, END, UTC))
        lines = [*looks(engine, copies[0]), saving(engine, other), importing(engine, folder)]
        show(
            "Depth of everyone",
            lines,
            f"books closed in {closed:,.0f} ms, looked whether they are in {again:.1f} ms",
            *upkeep(engine),
        )


def looks(engine: Engine, path: Path) -> Iterator[Line]:
    """Compare a look at everyone with the floor: cold, warm, after a touchpoint, at other times."""
    with closing(sqlite3.connect(path)) as floor:
        floor.execute("CREATE INDEX faded ON presence (customer_id, happened_at, feeling)")
        floor.commit()
        query, name = partial(milliseconds, partial(faded, floor)), "the covering index"
        yield compare("cold", partial(cold, path), name, query, runs=RUNS, goal=1)
        yield compare("warm", partial(look, engine, END), name, query, runs=RUNS, goal=1)
        changesets = touches([who.id for who in people(engine)])
        after = partial(after_one, engine, changesets)
        yield compare("after one touchpoint", after, name, query, runs=RUNS, goal=1)
        ago = partial(look, engine, END - timedelta(days=7))
        yield compare("as it was a week ago", ago, name, query, runs=RUNS, goal=1)
        before = partial(look, engine, END - timedelta(days=70))
        yield compare("ten weeks ago, from the records", before, name, query, runs=2, goal=None)
        floor.execute("DROP INDEX faded")


def people(engine: Engine) -> Any:
    """Return everyone."""
    with engine.connect() as connection:
        return queries.people(connection)


def faded(floor: sqlite3.Connection) -> object:
    """Ask for the sums of everyone as performance.md does."""
    now = int(END.timestamp() * 1e6)
    return floor.execute(_FADED, (now, log(2) / (180 * 86_400e6), now)).fetchall()


def look(engine: Engine, now: datetime) -> float:
    """Return how long the depth of everyone takes, in milliseconds."""
    with engine.connect() as connection:
        return milliseconds(partial(depths, connection, now, zone=UTC))


def cold(path: Path) -> float:
    """Return the same on a journal just opened, with nothing in its cache."""
    engine = open_journal(path)
    took = look(engine, END)
    engine.dispose()
    return took


def after_one(engine: Engine, changesets: Iterator[Changeset]) -> float:
    """Return the same after one touchpoint more."""
    writer.commit(engine, next(changesets))
    return look(engine, END + timedelta(days=1))


def saving(engine: Engine, other: Engine) -> Line:
    """Compare a save that keeps the balances with the bare driver."""
    ours, floor = measure(engine, other)
    print(f"  95 of 100 saves within {percentile(ours, 95):.1f} ms, of {SAVES}")
    return Line("save one touchpoint", median(ours), "the bare driver", median(floor), 2)


def importing(engine: Engine, folder: Path) -> Line:
    """Compare one changeset of many touchpoints, all over ten years, with the bare driver.

    The driver is given what the writer sent, but for the balances.
    """
    with engine.connect() as connection:
        there = queries.customers(connection)
    maker = Maker(len(there), seed=2)
    maker.people = there
    batch = [Change.create(one) for one in islice(maker.touchpoints(IMPORTED), IMPORTED)]
    plain = Path(shutil.copy(engine.get_execution_options()["path"], folder / "plain.db"))
    sent: list[Statement] = []

    def remember(_c: Any, _u: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        if not any(name in statement for name in ("balance", "open_entry", "closing")):
            sent.append((statement, values, many))

    event.listen(engine, "before_cursor_execute", remember)
    ours = milliseconds(partial(writer.commit, engine, Changeset("Import", tuple(batch))))
    event.remove(engine, "before_cursor_execute", remember)
    other = open_journal(plain)
    driver = other.raw_connection()
    floor = milliseconds(partial(send, driver, sent))
    driver.close()
    other.dispose()
    return Line(f"import {IMPORTED:,} touchpoints", ours, "the bare driver", floor, 4)


def upkeep(engine: Engine) -> Iterator[str]:
    """Say what else is read from or done to the balances."""
    with engine.connect() as connection:
        last = milliseconds(partial(queries.last_touches, connection, END))
        yield f"last contact of everyone in {last:,.0f} ms"
        for other in (depth.Settings(bad_weight=3), depth.Settings(half_life_days=90)):
            preview = partial(what_would_change, connection, END, depth.DEFAULT, other, zone=UTC)
            took = milliseconds(preview)
            yield f"half-life {other.half_life_days:g}, weight {other.bad_weight:g}: {took:,.0f} ms"
        compared = milliseconds(partial(balances.verify, connection))
        yield f"compared with the records in {compared:,.0f} ms"
    later = END + balances.OLD
    carried = milliseconds(partial(balances.ensure, engine, later, UTC))
    yield f"carried forward a week later in {carried:,.0f} ms"


if __name__ == "__main__":
    main()
