"""How a transaction begins and ends on an open journal, and its refusals in words."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum, auto
from pathlib import Path
from typing import Final

import msgspec
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from trustjournal.errors import JournalUnavailable, NotSaved, StaleRecord
from trustjournal.i18n import _
from trustjournal.store.types import Unreadable

_ROOM: Final = 1_000_000  # bytes; with less than that left a failing write is one of a full disk


class Obstacle(StrEnum):
    """What was in the way of a write."""

    FULL = auto()
    FAILING = auto()
    READ_ONLY = auto()
    BUSY = auto()
    MOVED = auto()
    OTHER = auto()


# By SQLite's own names: of whatever was in its way the search index says in the same words that
# its "vtable constructor failed".
_SIGNS: Final = (
    ("SQLITE_FULL", Obstacle.FULL),
    ("SQLITE_IOERR", Obstacle.FAILING),
    ("SQLITE_READONLY", Obstacle.READ_ONLY),
    ("SQLITE_CANTOPEN", Obstacle.READ_ONLY),  # no rollback journal can be made beside it
    ("SQLITE_BUSY", Obstacle.BUSY),
    ("SQLITE_LOCKED", Obstacle.BUSY),
    ("SQLITE_PROTOCOL", Obstacle.BUSY),
    ("lock timeout", Obstacle.BUSY),
)

_DAMAGE: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "Could not decode to UTF-8")


class WriteRefused(NotSaved):
    """Something around the journal was in the way; the same may be asked for again."""

    def __init__(self, sentence: str, obstacle: Obstacle) -> None:
        super().__init__(sentence)
        self.obstacle = obstacle


class JournalDamaged(JournalUnavailable):
    """What was read of the journal is not what was once written."""


@contextmanager
def begin_write(engine: Engine) -> Generator[Connection]:
    """Hold the one write transaction; it reaches the disk when the block ends.

    Raises:
        JournalDamaged: what is there cannot be read, so nothing can be put beside it.
        StaleRecord: what it refers to has gone, or what it adds has been added elsewhere.
        WriteRefused: the disk or the database refused; nothing of the block was kept.
    """
    options = engine.get_execution_options()
    path: Path | None = options.get("path")
    if why := options.get("refusal"):
        raise WriteRefused(why, Obstacle.READ_ONLY)
    if is_moved(engine):
        raise _refusal(Obstacle.MOVED)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            if is_moved(engine):  # while others were waited for
                raise _refusal(Obstacle.MOVED)
            yield connection
    except IntegrityError as error:
        raise StaleRecord(changed_elsewhere()) from error
    except (Unreadable, msgspec.DecodeError) as error:
        raise JournalDamaged(_unwritten()) from error
    except DBAPIError as error:
        if _is_damage(error.orig):
            raise JournalDamaged(_unwritten()) from error
        raise _refusal(_obstacle(error.orig, path), str(error.orig)) from error


@contextmanager
def begin_read(engine: Engine) -> Generator[Connection]:
    """Hold a connection to read through.

    Raises:
        JournalDamaged: what is there cannot be read.
        JournalUnavailable: the disk reported an error, another program kept the journal locked, or
            the file is gone.
    """
    with reading_in_words(), engine.connect() as connection:
        yield connection


@contextmanager
def reading_in_words() -> Generator[None]:
    """Say why the journal could not be read, by whichever connection.

    Raises:
        JournalDamaged: what is there cannot be read.
        JournalUnavailable: the disk reported an error, another program kept the journal locked, or
            the file is gone.
    """
    try:
        yield
    except (Unreadable, msgspec.DecodeError) as error:
        raise JournalDamaged(_unread()) from error
    except (DBAPIError, driver.Error) as error:
        told = error.orig if isinstance(error, DBAPIError) else error
        if _is_damage(told):
            raise JournalDamaged(_unread()) from error
        found = _found(told)
        if found is Obstacle.FAILING:
            raise JournalUnavailable(
                _("The journal could not be read: the disk reported an error. Try again.")
            ) from error
        if found is Obstacle.BUSY:
            raise JournalUnavailable(
                _("Another program is writing to the journal. Try again in a moment.")
            ) from error
        if "SQLITE_CANTOPEN" in _said(told):
            raise JournalUnavailable(
                _("The journal could not be read: its file is gone, or may not be read here.")
            ) from error
        raise


def _unread() -> str:
    return _("Part of the journal could not be read: its file is damaged.")


def _unwritten() -> str:
    return f"{_('Not saved: the journal’s file is damaged.')} {_('Your text is still here.')}"


def changed_elsewhere() -> str:
    """Say that a record is not as it was when it was read."""
    return _("This was changed elsewhere in the meantime. Look at it again, then repeat.")


def is_read_only(engine: Engine) -> bool:
    """Return whether the journal can be read but not written."""
    on_server = engine.dialect.name == "postgresql"
    with engine.connect() as connection:
        asked = "SHOW transaction_read_only" if on_server else "PRAGMA query_only"
        return connection.exec_driver_sql(asked).scalar_one() in (1, "on")


def refuse_writes(engine: Engine, why: str) -> None:
    """Let nothing be written from now on; whoever tries is told why."""
    engine.update_execution_options(refusal=why)


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


def is_moved(engine: Engine) -> bool:
    """Return whether the journal's file is no longer where it was opened: a write would be lost."""
    options = engine.get_execution_options()
    path = options.get("path")  # a journal on a server has none
    return path is not None and options["identity"] != identity_of(path)


def _said(told: object) -> str:
    """Return SQLite's name of an error of the driver; of one without a name, its words."""
    return getattr(told, "sqlite_errorname", None) or str(told)


def _is_damage(told: object) -> bool:
    said = _said(told)
    return any(sign in said for sign in _DAMAGE)


def _found(told: object) -> Obstacle:
    said = _said(told)
    return next((found for sign, found in _SIGNS if sign in said), Obstacle.OTHER)


def _obstacle(told: object, path: Path | None) -> Obstacle:
    """Return what SQLite or the server says was in the way of a write to `path`."""
    found = _found(told)
    # Some file systems find out only when the bytes leave memory, and report an error of the disk.
    return Obstacle.FULL if found is Obstacle.FAILING and _is_full(path) else found


def _is_full(path: Path | None) -> bool:
    try:
        return path is not None and shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


def _refusal(obstacle: Obstacle, reason: str = "") -> WriteRefused:
    why = {
        Obstacle.FULL: _("Not saved: the disk is full."),
        Obstacle.FAILING: _("Not saved: the disk reported an error."),
        Obstacle.READ_ONLY: _("Not saved: the journal can only be read here."),
        Obstacle.BUSY: _(
            "Not saved: another program is writing to the journal. Try again in a moment."
        ),
        Obstacle.MOVED: _("Not saved: the journal file was moved or replaced."),
        Obstacle.OTHER: _("Not saved: the journal refused it ({why}).").format(why=reason),
    }[obstacle]
    return WriteRefused(f"{why} {_('Your text is still here.')}", obstacle)
