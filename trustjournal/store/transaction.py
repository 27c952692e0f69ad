"""How a transaction begins and ends on an open journal, and its refusals in words."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from trustjournal.errors import NotSaved, StaleRecord
from trustjournal.i18n import _


@contextmanager
def begin_write(engine: Engine) -> Generator[Connection]:
    """Hold the one write transaction; it reaches the disk when the block ends.

    Raises:
        StaleRecord: what it refers to has gone, or what it adds has been added elsewhere.
        NotSaved: the disk or the database refused; nothing of the block was kept.
    """
    options = engine.get_execution_options()
    if options["identity"] != identity_of(options["path"]):
        raise NotSaved(
            _("Not saved: the journal file was moved or replaced. Your text is still here.")
        )
    try:
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
    except IntegrityError as error:
        raise StaleRecord(changed_elsewhere()) from error
    except DBAPIError as error:
        raise NotSaved(_refusal(str(error.orig))) from error


def changed_elsewhere() -> str:
    """Say that a record is not as it was when it was read."""
    return _("This was changed elsewhere in the meantime. Look at it again, then repeat.")


def is_read_only(engine: Engine) -> bool:
    """Return whether the journal can be read but not written."""
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql("PRAGMA query_only").scalar_one())


def begin(connection: Connection) -> None:
    """Begin a transaction: a writer waits for its turn at once, a reader never does."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another put in its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refusal(reason: str) -> str:
    kept = _("Your text is still here.")
    if "full" in reason:
        why = _("Not saved: the disk is full.")
    elif "disk I/O" in reason:
        why = _("Not saved: the disk reported an error.")
    elif "readonly" in reason:
        why = _("Not saved: the journal can only be read here.")
    elif "locked" in reason:
        why = _("Not saved: another program is writing to the journal. Try again in a moment.")
    else:
        why = _("Not saved: the journal refused it ({why}).").format(why=reason)
    return f"{why} {kept}"
