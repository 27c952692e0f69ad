"""What it costs to bring a file in: `python -m tests.bench.importing [TOUCHPOINTS [CONTACTS]]`.

Ours is `transfer.importing` on entries as a form yields them, into an empty journal: ids looked
up, people met, one transaction with history and search index. The floor is the bare driver with
the same settings: the same rows by executemany, all indexes built when they are in. Without
numbers it compares at 100,000 touchpoints; with them it tells time, memory and how soon Cancel
is over for files of that size, at the worst of several instants.
"""

import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter, sleep
from typing import Any

from sqlalchemy import Engine, event, text

from tests.bench.generate import END
from tests.bench.ratio import Line, in_turns, milliseconds, show
from trustjournal.domain.choices import Channel
from trustjournal.domain.incoming import Entry, Ids, Who
from trustjournal.domain.records import Customer, Labelled, Touchpoint
from trustjournal.errors import Cancelled
from trustjournal.exchange.sources import Sheet, Strangers
from trustjournal.exchange.text_files import Problem, Progress, no_progress
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.transfer.import_plan import Choices, Duplicates
from trustjournal.transfer.importing import bring_in, look

TOUCHPOINTS = 100_000
CONTACTS = 1000
RUNS = 3
NOTE = "Called about the oak sample {n}; liked it, wants a quote by Friday and a visit in May."
NOW = END + timedelta(days=1)
Work = Callable[[Engine, "Made"], None]
MERGE = Choices(duplicates=Duplicates.MERGE)


class Made:
    """A file of contacts, and of touchpoints with them, that is nowhere on a disk."""

    path = Path("made.csv")
    encoding = delimiter = ""
    sheet: Sheet | None = None
    strangers = Strangers.LISTED
    asks_day_order = False

    def __init__(self, touchpoints: int, contacts: int) -> None:
        self.touchpoints, self.contacts = touchpoints, contacts

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield them as a form does."""
        ids = Ids("bench")
        for number in range(self.contacts):
            if number % 500 == 0:
                progress(number)
            yield Entry(row=number, record=_customer(ids, number))
        for number in range(self.touchpoints):
            if number % 500 == 0:
                progress(self.contacts + number)
            who = Who(email=f"p{number * 37 % self.contacts}@example.com")
            yield Entry(row=number, record=_touchpoint(ids, number), who=(who,))


def _customer(ids: Ids, number: int) -> Customer:
    return Customer(
        **ids.identity("c", str(number)),
        name=f"First{number} Last{number}",
        phones=(Labelled(value=f"+1 212 5{number:06}", label="mobile"),),
        emails=(Labelled(value=f"p{number}@example.com"),),
        note=NOTE,
    )


def _touchpoint(ids: Ids, number: int) -> Touchpoint:
    at = END - timedelta(minutes=number)
    return Touchpoint(
        **ids.identity(str(number), at=at),
        happened_at=at,
        zone="Europe/Madrid",
        customer_ids=(),
        channel=Channel.PHONE,
        feeling=number % 3,
        note=NOTE.format(n=number),
    )


def main() -> None:
    """Print the table."""
    numbers = [int(word) for word in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as name:
        if numbers:
            tell(Path(name), Made(numbers[0], [*numbers, CONTACTS][1]))
        else:
            compare(Path(name))


def compare(folder: Path) -> None:
    """Print how we do beside the floor."""
    source = Made(TOUCHPOINTS, CONTACTS)
    rows = _rows(folder, source)
    places = (folder / f"{n}.db" for n in range(100))

    def ours() -> float:
        engine = create_journal(next(places))
        taken = milliseconds(lambda: bring_in(engine, source, MERGE, "made", now=NOW))
        close_journal(engine)
        return taken

    def reading() -> float:
        return milliseconds(lambda: [None for _one in source.entries()])

    def floor() -> float:
        engine = create_journal(next(places))
        taken = milliseconds(lambda: _load(engine, rows))
        close_journal(engine)
        return taken

    times, floors = in_turns(ours, floor, RUNS)
    line = Line(f"{TOUCHPOINTS:,} touchpoints", median(times), "the bare driver", median(floors), 4)
    show("Import", [line], f"of ours, making the entries takes {reading():,.0f} ms")


def tell(folder: Path, source: Made) -> None:
    """Print time, memory and Cancel for a file of one size."""
    journal = folder / "big.db"
    close_journal(create_journal(journal))
    print(f"{source.contacts:,} contacts, {source.touchpoints:,} touchpoints")
    show_step("look", apart(_look, journal, source))
    engine = open_journal(journal)
    told = ", ".join(f"{_cancelled(engine, source, share / 10):.0f}" for share in (0.5, 3, 7, 9.5))
    with engine.connect() as connection:
        left = connection.execute(text("SELECT count(*) FROM touchpoint")).scalar_one()
    close_journal(engine)
    print(f"  Cancel         {told} ms until it is over; {left} left", flush=True)
    show_step("bring in", apart(_bring_in, journal, source))


def show_step(name: str, taken: tuple[float, float]) -> None:
    """Print milliseconds and peak MB of a step."""
    time, peak = taken
    print(f"  {name:<14} {time / 1000:8.1f} s   peak {peak:,.0f} MB", flush=True)


def apart(work: Work, journal: Path, source: Made) -> tuple[float, float]:
    """Return milliseconds and peak MB of work in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_measured, work, journal, source).result()


def _measured(work: Work, journal: Path, source: Made) -> tuple[float, float]:
    engine = open_journal(journal)
    taken = milliseconds(lambda: work(engine, source))
    close_journal(engine)
    return taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _look(engine: Engine, source: Made) -> None:
    with engine.connect() as connection:
        look(connection, source, MERGE, now=NOW)


def _bring_in(engine: Engine, source: Made) -> None:
    bring_in(engine, source, MERGE, "made", now=NOW)


def _cancelled(engine: Engine, source: Made, share: float) -> float:
    """Return the milliseconds from Cancel, at a share of the rows, to the end of the import."""
    total = source.contacts + source.touchpoints
    here, stop, asked_at = Event(), Event(), 0.0

    def progress(row: int) -> None:
        if row >= share * total:
            here.set()
        if stop.is_set():
            raise Cancelled("stop")

    def work() -> None:
        try:
            bring_in(engine, source, MERGE, "made", progress, now=NOW)
        except Cancelled:
            return

    thread = Thread(target=work)
    thread.start()
    here.wait()
    sleep(0.01)  # somewhere between two calls of progress
    asked_at = perf_counter()
    stop.set()
    thread.join()
    return (perf_counter() - asked_at) * 1000


def _rows(folder: Path, source: Made) -> list[tuple[str, list[Any]]]:
    """Return the inserts, with their values, that the writer sends for all that is in the file."""
    engine = create_journal(folder / "recorded.db")
    sent: dict[str, list[Any]] = {}

    def hear(_c: Any, _k: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        if statement.startswith("INSERT INTO") and "search" not in statement:
            sent.setdefault(statement.partition(" RETURNING")[0], []).extend(
                values if many else [values]
            )

    event.listen(engine, "before_cursor_execute", hear)
    bring_in(engine, source, MERGE, "made", now=NOW)
    event.remove(engine, "before_cursor_execute", hear)
    close_journal(engine)
    return list(sent.items())


def _load(engine: Engine, rows: list[tuple[str, list[Any]]]) -> None:
    """Write rows with the driver alone, their indexes last."""
    driver: Any = engine.raw_connection().driver_connection
    listed = driver.execute("SELECT name, sql FROM sqlite_master WHERE type='index'").fetchall()
    indexes = [(name, sql) for name, sql in listed if sql]
    driver.execute("BEGIN IMMEDIATE")
    for name, _sql in indexes:
        driver.execute(f'DROP INDEX "{name}"')
    for statement, values in rows:
        driver.executemany(statement, values)
    for _name, sql in indexes:
        driver.execute(sql)
    driver.execute("INSERT INTO touchpoint_search(touchpoint_search) VALUES('rebuild')")
    driver.execute("COMMIT")


if __name__ == "__main__":
    main()
