"""Journals of a good size, and what a bad disk does to them."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from tests.samples import make_check_in, make_customer, make_promise, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Madrid"))
PAGE = 4096
ROWS = 2_000
PEOPLE = 80


def write_many(engine: Engine, rows: int = ROWS) -> None:
    """Write people and touchpoints as an owner does: some at a time, with notes of any length."""
    people = [make_customer(f"Guest {number}") for number in range(PEOPLE)]
    first = [Change.create(one) for one in people]
    first += [Change.create(make_check_in(one.id)) for one in people]
    writer.commit(engine, Changeset("Add people", tuple(first)))
    made = [
        make_touchpoint(
            people[number % PEOPLE].id,
            happened_at=NOW - timedelta(hours=5 * (rows - number)),
            note=f"Note {number}. " + "She loved the oak sample. " * (number % 17),
        )
        for number in range(rows)
    ]
    for start in range(0, rows, 50):
        some = tuple(Change.create(one) for one in made[start : start + 50])
        writer.commit(engine, Changeset("Log some", some))
    kept = tuple(Change.create(make_promise(one.id, text="Send it")) for one in people)
    writer.commit(engine, Changeset("Promise", kept))


def make_book(path: Path, passphrase: str | None = None, rows: int = ROWS) -> bytes:
    """Make such a journal and return the bytes of its file."""
    engine = create_journal(path, passphrase)
    write_many(engine, rows)
    close_journal(engine)
    return path.read_bytes()


def destroyed(content: bytes, pages: list[int], seed: int = 0) -> bytes:
    """Return a file with noise on some of its pages; the first has number 1."""
    noise, found = Random(seed), bytearray(content)
    for page in pages:
        found[(page - 1) * PAGE : page * PAGE] = noise.randbytes(PAGE)
    return bytes(found)


def any_pages(content: bytes, seed: int, count: int = 4) -> list[int]:
    """Return the numbers of some pages, but for the first."""
    return Random(seed).sample(range(2, len(content) // PAGE + 1), count)


def roots(path: Path, *names: str) -> list[int]:
    """Return the pages at which tables of a plain journal begin."""
    connection = driver.connect(str(path))
    query = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?"
    found = [connection.execute(query, (name,)).fetchone()[0] for name in names]
    connection.close()
    return found


def spoil(path: Path, *names: str) -> None:
    """Put noise where tables of a plain journal begin."""
    path.write_bytes(destroyed(path.read_bytes(), roots(path, *names)))


def flipped(content: bytes, place: int, bit: int) -> bytes:
    """Return a file with one bit turned over."""
    found = bytearray(content)
    found[place] ^= 1 << bit
    return bytes(found)
