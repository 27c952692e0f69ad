"""Contacts in and tables out, each beside its floor: `python -m tests.bench.contacts`.

Prints medians of several runs; the ratios are what counts, as the machine may be busy.
"""

import csv
import io
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from trustjournal.domain.incoming import Entry
from trustjournal.domain.matching import Index, Traits
from trustjournal.domain.records import Customer
from trustjournal.exchange.csv_files import Form, open_table, write_table
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading

CARDS = 10_000
ROWS = 100_000
RUNS = 5
NOTE = "Called about the oak sample; liked it, wants a quote by Friday and a visit in May."


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of some runs."""
    times: list[float] = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def people_of(path: Path) -> list[Customer]:
    """Return the people of an address book, as an import reads them."""
    entries = find_form(path).open(path, Reading()).entries()
    records = (one.record for one in entries if isinstance(one, Entry))
    return [one for one in records if isinstance(one, Customer)]


def show(what: str, count: int, ours: float, floor: tuple[str, float]) -> None:
    """Print one line of the table."""
    name, time_of_floor = floor
    print(
        f"{what:<34} {count / ours:>10,.0f} /s   {count / time_of_floor:>12,.0f} /s {name:<24}"
        f"{ours / time_of_floor:>7.2f}x"
    )


def write_cards(path: Path) -> None:
    """Write cards as a phone does."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        for n in range(CARDS):
            stream.write(
                "BEGIN:VCARD\r\nVERSION:3.0\r\n"
                f"N:Last{n};First{n};;;\r\nFN:First{n} Last{n}\r\n"
                f"TEL;TYPE=CELL:+1 212 5{n:06}\r\nEMAIL;TYPE=WORK:p{n}@example.com\r\n"
                f"NOTE:{NOTE}\r\nEND:VCARD\r\n"
            )


def write_google(path: Path) -> None:
    """Write a table as Google does."""
    header = ["First Name", "Last Name", "Organization Name", "Notes", "Labels"]
    header += ["E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value"]
    with path.open("w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream)
        out.writerow(header)
        for n in range(CARDS):
            name = [f"First{n}", f"Last{n}", "", NOTE, "* myContacts"]
            out.writerow([*name, "Work", f"p{n}@example.com", "Mobile", f"+1 212 5{n:06}"])


def table() -> Iterator[tuple[str, ...]]:
    """Yield rows like those of the contact log."""
    for n in range(ROWS):
        yield ("2026-03-01T09:00:00+00:00", f"Person {n}", "phone", "us", str(n % 3), NOTE)


def plain_write() -> None:
    """Write the same rows with the standard library, without a guard."""
    text = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    csv.writer(text).writerows(table())
    text.flush()


def plain_lines(path: Path) -> int:
    """Count the lines that are properties: the least a reader of cards does."""
    with path.open(encoding="utf-8") as stream:
        return sum(len(line.partition(":")) for line in stream)


def plain_rows(path: Path) -> int:
    """Read a table with the standard library."""
    with path.open(newline="", encoding="utf-8") as stream:
        return sum(len(row) for row in csv.DictReader(stream))


def known_among(incoming: Sequence[Customer], people: Sequence[Customer]) -> int:
    """Count how many are found among people, whose index is made for it."""
    index = Index[int]()
    for place, one in enumerate(people):
        index.add(Traits.of(one), place)
    return sum(index.find(Traits.of(one)) is not None for one in incoming)


def reading(folder: Path) -> None:
    """Measure cards and tables coming in, and the search for duplicates."""
    cards, google = folder / "cards.vcf", folder / "google.csv"
    write_cards(cards)
    write_google(google)
    lines = ("split lines only", seconds(lambda: plain_lines(cards)))
    rows = ("csv.DictReader", seconds(lambda: plain_rows(google)))
    show("vCards to customers", CARDS, seconds(lambda: people_of(cards)), lines)
    show("Google CSV to customers", CARDS, seconds(lambda: people_of(google)), rows)
    checked = seconds(lambda: sum(1 for _ in open_table(google).rows()))
    show("table rows, checked and named", CARDS, checked, rows)
    people = people_of(google)
    again = people_of(cards)
    names = seconds(lambda: len({person.name.casefold() for person in people + again}))
    found = seconds(lambda: known_among(again, people))
    show(f"duplicates, {CARDS:,} in {CARDS:,}", CARDS, found, ("a set of names", names))
    print(f"duplicates in all: {found:.2f} s")


def writing() -> None:
    """Measure rows going out and the memory that takes."""
    floor = ("csv.writer, no guard", seconds(plain_write))
    for form in Form:
        ours = seconds(lambda form=form: write_table(io.BytesIO(), ["h"] * 6, table(), form))
        show(f"write rows, {form}", ROWS, ours, floor)
    with tempfile.TemporaryFile() as stream:
        tracemalloc.start()
        write_table(stream, ["h"] * 6, table(), Form.SPREADSHEET)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    print(f"memory while writing {ROWS:,} rows: {peak / 1e6:.1f} MB at most")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        reading(Path(name))
    writing()
