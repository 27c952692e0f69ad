"""What makers of faults share: a journal that was begun, what a command says, and all it holds."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.durability.journals import Rows, rows, tell
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Record
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.keys import Secret
from trustjournal.store.rows import chosen, fetch


def begun(folder: Path) -> Path:
    """Make a journal by commands, with one person and one touchpoint in it."""
    journal = folder / "journal.db"
    folder.mkdir(parents=True, exist_ok=True)
    tell(journal, "new", str(journal))
    tell(journal, "log", "rosa call + the tiles came", "--create")
    return journal


def journal_of(folder: Path, *records: Record) -> Path:
    """Make a journal with records in it."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = create_journal(folder / "journal.db")
    if records:
        writer.commit(engine, Changeset("Add", tuple(map(Change.create, records))))
    close_journal(engine)
    return folder / "journal.db"


def records(journal: Path, kind: type[Any]) -> list[Any]:
    """Return the records of a kind."""
    engine = open_journal(journal)
    with engine.connect() as connection:
        found = fetch(connection, kind, chosen(kind))
    close_journal(engine)
    return found


def told(journal: Path, *words: str) -> str:
    """Return what a command said, which may be a refusal."""
    try:
        return tell(journal, *words).strip()
    except RuntimeError as refused:
        return str(refused).strip()


def stored(journal: Path, passphrase: Secret | None = None) -> Rows:
    """Return every row of a journal that is closed."""
    engine = open_journal(journal, passphrase)
    try:
        return rows(engine)
    finally:
        close_journal(engine)


def unheld(*held: tuple[bool, str]) -> tuple[str, ...]:
    """Return what is told of all that did not hold."""
    return tuple(fault for holds, fault in held if not holds)


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def handed_over(*lines: str) -> Generator[str]:
    """Hold the number of a descriptor that hands over lines, as `--passphrase-fd` reads them."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{line}\n" for line in lines).encode())
    os.close(writing)
    try:
        yield str(reading)
    finally:
        os.close(reading)
