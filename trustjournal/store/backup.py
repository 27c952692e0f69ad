"""Verified copies of an open journal, and checking what is there."""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, func, select

from trustjournal.errors import Cancelled, NotSaved
from trustjournal.i18n import _
from trustjournal.paths import make_private_folder
from trustjournal.store.schema import RECORD_TABLES
from trustjournal.store.targets import refuse_bad_target, refuse_left_log

Report = Callable[[int, int], object]
"""Is told how many bytes are done, of how many (0 where nobody knows); raises `Cancelled`."""

_TRIES: Final = 3
_STEPS_BETWEEN_REPORTS: Final = 20_000
_COUNT: Final = "SELECT count(*) FROM {0}.{1}"


def back_up(engine: Engine, target: Path, report: Report | None = None) -> Path:
    """Write a verified copy of the open journal to `target`, replacing what is there.

    Meanwhile others may read and write: the copy is of one moment.

    Raises:
        NotSaved: the copy could not be written, or is not as it should be; `target` is as
            it was. A journal on a server has its backups there.
        Cancelled: `report` said so; nothing is left of the copy.
    """
    if not _is_file(engine):
        raise NotSaved(
            _(
                "This journal is on a server, which keeps its own backups. "
                "A copy of it can be made with: trustjournal copy --to FILE"
            )
        )
    with written_or_said(target), raw(engine) as cursor:
        refuse_bad_target(engine, target)
        part = target.with_name(target.name + ".part")
        refuse_bad_target(engine, part)
        refuse_left_log(target)
        make_private_folder(target.parent)
        whole = _size(cursor)
        try:
            with reported(cursor, part, whole, report):
                _copy_of_a_moment(cursor, part)
            part.chmod(0o600)
            to_disk(part)
            part.replace(target)
            to_disk(target.parent)
        finally:
            part.unlink(missing_ok=True)
    return target


def counts(engine: Engine) -> dict[str, int]:
    """Return how many records of each type there are, by table name."""
    with engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in RECORD_TABLES.values()
        }


def schema_version(engine: Engine) -> str:
    """Return the version of the journal's tables."""
    with raw(engine) as cursor:
        return cursor.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def check(engine: Engine) -> list[str]:
    """Return what is wrong with the journal, in SQLite's words; nothing when all is well.

    A server looks after its files itself.
    """
    if not _is_file(engine):
        return []
    with raw(engine) as cursor:
        try:
            return [*faults(cursor, "main"), *_dangling(cursor)]
        except driver.DatabaseError as error:
            return [str(error)]


def _is_file(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _copy_of_a_moment(cursor: Any, part: Path) -> None:
    """Copy and read back, once more where somebody wrote so often that counts cannot tell."""
    for _try in range(_TRIES):
        part.unlink(missing_ok=True)
        before = _counts(cursor, "main")
        _copy(cursor, part)
        if _is_good(cursor, part, before):
            return
    raise NotSaved(_("The backup did not read back as it should; it was not kept."))


def _copy(cursor: Any, part: Path) -> None:
    """Write a copy, of a journal that can only be read as well: its file is open for reading."""
    query_only = cursor.execute("PRAGMA query_only").fetchone()[0]
    cursor.execute("PRAGMA query_only=OFF")
    try:
        cursor.execute("VACUUM INTO ?", (str(part),))
    finally:
        cursor.execute(f"PRAGMA query_only={query_only}")


def _is_good(cursor: Any, copy: Path, before: dict[str, int]) -> bool:
    """Tell whether a copy is sound and holds what the journal held before it, or holds now."""
    # Attached from the open journal, the copy opens with the same key.
    cursor.execute("ATTACH ? AS copy", (str(copy),))
    try:
        held = _counts(cursor, "copy")
        same = held == before or held == _counts(cursor, "main")
        return same and not faults(cursor, "copy")
    finally:
        cursor.execute("DETACH copy")


def _counts(cursor: Any, schema: str) -> dict[str, int]:
    """Count the records of every type that the journal has: an older one may know fewer."""
    there = {row[1] for row in cursor.execute(f"PRAGMA {schema}.table_list")}
    return {
        table.name: cursor.execute(_COUNT.format(schema, table.name)).fetchone()[0]
        for table in RECORD_TABLES.values()
        if table.name in there
    }


def _size(cursor: Any) -> int:
    """Return how many bytes the pages in use take: about as many as a copy has."""
    pages, free, size = (
        # Of an encrypted file SQLCipher tells the size of a page in letters.
        int(cursor.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def faults(cursor: Any, schema: str) -> list[str]:
    """Return what SQLite finds wrong with the pages of an attached database."""
    found = [row[0] for row in cursor.execute(f"PRAGMA {schema}.quick_check")]
    return [*(fault for fault in found if fault != "ok"), *broken_seals(cursor, schema)]


def broken_seals(cursor: Any, schema: str) -> list[str]:
    """Return which pages of an encrypted file are not as they were written; none of a plain one.

    SQLCipher looks at the file, past the log beside it, which holds whole what a loss of power left
    half folded in. So nothing is said before the log has been folded in.
    """
    question = f"PRAGMA {schema}.cipher_integrity_check"
    found = cursor.execute(question).fetchall()
    if found and not cursor.execute("PRAGMA query_only").fetchone()[0]:
        cursor.execute(f"PRAGMA {schema}.wal_checkpoint(PASSIVE)").fetchall()
        found = cursor.execute(question).fetchall()
    return [row[0] for row in found]


def _dangling(cursor: Any) -> list[str]:
    return [
        _("A {table} refers to a {parent} that is not there.").format(table=row[0], parent=row[2])
        for row in cursor.execute("PRAGMA foreign_key_check")
    ]


def to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, have reached the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows writes a folder's entries through by itself and opens no folder.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def raw(engine: Engine) -> Generator[Any]:
    """Hold a driver's cursor outside any transaction, as VACUUM and ATTACH need."""
    connection = engine.raw_connection()
    try:
        yield connection.cursor()
    finally:
        connection.close()


@contextmanager
def reported(cursor: Any, part: Path, whole: int, report: Report | None) -> Generator[None]:
    """Tell `report`, while SQLite works, how much of a file of `whole` bytes is there.

    Raises:
        Cancelled: `report` said so, and what SQLite was doing has stopped.
    """
    if report is None:
        yield
        return
    stopped: list[Cancelled] = []

    def tell() -> bool:
        try:
            report(part.stat().st_size if whole and part.exists() else 0, whole)
        except Cancelled as error:
            stopped.append(error)
        return bool(stopped)

    cursor.connection.set_progress_handler(tell, _STEPS_BETWEEN_REPORTS)
    try:
        yield
    except driver.Error:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        cursor.connection.set_progress_handler(None, 0)


@contextmanager
def written_or_said(target: Path) -> Generator[None]:
    """Turn a refusal of the disk while `target` is written into a sentence."""
    try:
        yield
    except (OSError, UnicodeEncodeError, driver.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise NotSaved(
            _("{path} could not be written: {why}.").format(path=target, why=why)
        ) from error
