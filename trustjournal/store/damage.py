"""Whether the file of a journal is damaged, as SQLite and SQLCipher find it."""

from collections.abc import Callable
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from trustjournal.errors import Cancelled
from trustjournal.store.backup import broken_seals, raw
from trustjournal.store.transaction import JournalDamaged, reading_in_words

Heard = Callable[[], object]
"""Is called while SQLite works; may raise Cancelled."""

_STEPS_BETWEEN: Final = 20_000
_QUICK: Final = "PRAGMA quick_check"
_WHOLE: Final = "PRAGMA integrity_check"
_OF_INDEX: Final = (
    "missing from index",
    "wrong # of entries in index",
    "non-unique entry in index",
)


def quick_faults(engine: Engine, heard: Heard) -> list[str]:
    """Return what is wrong with the pages of a journal's file, nothing where all is well.

    On a connection of its own, so that nobody waits for it; a server looks after its own files.

    Raises:
        JournalUnavailable: it could not be looked at now: another program keeps it locked, the
            disk reported an error, or the file is gone.
        Cancelled: `heard` said so.
    """
    return _faults(engine, heard, _QUICK)


def faults(engine: Engine, heard: Heard) -> list[str]:
    """Return what is wrong with the file, its indexes held against their tables as well.

    Raises:
        JournalUnavailable, Cancelled: as `quick_faults`.
    """
    return _faults(engine, heard, _WHOLE)


def is_of_index(fault: str) -> bool:
    """Return whether a fault is one of an index alone, which can be made anew.

    >>> is_of_index("row 4 missing from index promise_customer"), is_of_index("Page 4: never used")
    (True, False)
    """
    return any(sign in fault for sign in _OF_INDEX)


def _faults(engine: Engine, heard: Heard, question: str) -> list[str]:
    if engine.dialect.name != "sqlite":
        return []
    stopped: list[Cancelled] = []

    def ask() -> bool:
        try:
            heard()
        except Cancelled as error:
            stopped.append(error)
        return bool(stopped)

    found: list[str] = []
    try:
        with reading_in_words(), raw(engine) as cursor:
            connection: Any = cursor.connection
            connection.set_progress_handler(ask, _STEPS_BETWEEN)
            try:
                found += [row[0] for row in cursor.execute(question)]
                found += broken_seals(cursor, "main")
            finally:
                connection.set_progress_handler(None, 0)
    except (JournalDamaged, driver.DatabaseError) as error:
        # Of a schema that was written over, SQLite says only that it cannot be understood.
        found.append(str(error.__cause__ or error))
    if stopped:
        raise stopped[0]
    return [fault for fault in found if fault != "ok"]
