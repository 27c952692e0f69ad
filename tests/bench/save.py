"""What it costs to save one touchpoint: `python -m tests.bench.save [JOURNAL]`.

Ours is `writer.commit`, with history and search index, in WAL mode with synchronous=FULL. The
floor is the bare driver with the same settings, given the very statements and values that the
writer sent for other touchpoints. Both work on copies; without a journal it makes a small one.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event

from tests.bench.generate import END, generate
from tests.bench.ratio import Line, in_turns, milliseconds, percentile, show
from tests.samples import make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Channel
from trustjournal.store import queries, writer
from trustjournal.store.engine import close_journal, open_journal

SAVES = 300
NOTE = "Called about the oak sample; liked it, wants a quote by Friday and a visit in May. " * 3

Statement = tuple[str, Any, bool]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if sys.argv[1:]:
            journal = Path(sys.argv[1])
        else:
            journal = folder / "small.db"
            generate(journal, 100, 10_000)
        copies = [Path(shutil.copy(journal, folder / f"copy{n}.db")) for n in range(2)]
        size = journal.stat().st_size / 1e6
        ours, floor = measure(*map(open_journal, copies))
    lines = [Line("save one touchpoint", median(ours), "the bare driver", median(floor), 2)]
    lines.append(Line("95 of 100 within", percentile(ours, 95), "", percentile(floor, 95)))
    show(f"Save, {size:,.0f} MB journal, {SAVES} saves", lines, "goal: 95 of 100 within 50 ms")


def measure(engine: Engine, other: Engine) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each save, ours on one journal and the driver's on the other."""
    with engine.connect() as connection:
        people = [person.id for person in queries.people(connection)]
    changesets = touches(people)
    recorded = [record(engine, next(changesets)) for _save in range(SAVES + 1)]
    replays = iter(recorded)
    driver = other.raw_connection()

    def save() -> float:
        changeset = next(changesets)
        return milliseconds(lambda: writer.commit(engine, changeset))

    def replay() -> float:
        statements = next(replays)
        return milliseconds(lambda: send(driver, statements))

    times = in_turns(save, replay, SAVES)
    driver.close()
    for opened in (engine, other):
        close_journal(opened)
    return times


def touches(people: list[UUID]) -> Iterator[Changeset]:
    """Yield one changeset after the other, each with a touchpoint."""
    number = 0
    while True:
        number += 1
        touchpoint = make_touchpoint(
            people[number * 37 % len(people)],
            happened_at=END + timedelta(minutes=number),
            channel=Channel.PHONE,
            feeling=1,
            note=NOTE,
        )
        yield Changeset("Log a touchpoint", (Change.create(touchpoint),))


def record(engine: Engine, changeset: Changeset) -> list[Statement]:
    """Commit a changeset and return what was sent to the database."""
    sent: list[Statement] = []

    def remember(_c: Any, _u: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        sent.append((statement, values, many))

    event.listen(engine, "before_cursor_execute", remember)
    writer.commit(engine, changeset)
    event.remove(engine, "before_cursor_execute", remember)
    return sent


def send(driver: Any, statements: list[Statement]) -> None:
    """Send the same through the bare driver."""
    cursor = driver.cursor()
    for statement, values, many in statements:
        if many:
            cursor.executemany(statement, values)
        else:
            cursor.execute(statement, values)
        if statement.rstrip().endswith("sequence"):
            cursor.fetchall()
    cursor.execute("COMMIT")


if __name__ == "__main__":
    main()
