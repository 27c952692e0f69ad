"""Verified copies of an open journal, and checking what is there."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from trustjournal.errors import NotSaved
from trustjournal.i18n import _
from trustjournal.paths import make_private_folder
from trustjournal.store.schema import RECORD_TABLES
from trustjournal.store.targets import refuse_bad_target


def back_up(engine: Engine, target: Path) -> Path:
    """Write a verified copy of the open journal to `target`, replacing what is there.

    Raises:
        NotSaved: the copy could not be written, or is not as it should be; `target` is as
            it was.
    """
    with written_or_said(target), _raw(engine) as cursor:
        refuse_bad_target(engine, target)
        part = target.with_name(target.name + ".part")
        make_private_folder(target.parent)
        part.unlink(missing_ok=True)
        try:
            _copy(cursor, part)
            part.chmod(0o600)
            _verify(cursor, part)
            to_disk(part)
            part.replace(target)
            to_disk(target.parent)
        finally:
            part.unlink(missing_ok=True)
    return target


def counts(engine: Engine) -> dict[str, int]:
    """Return how many records of each type there are, by table name."""
    with _raw(engine) as cursor:
        return _counts(cursor, "main")


def schema_version(engine: Engine) -> str:
    """Return the version of the journal's tables."""
    with _raw(engine) as cursor:
        return cursor.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def check(engine: Engine) -> list[str]:
    """Return what is wrong with the journal, in SQLite's words; nothing when all is well."""
    with _raw(engine) as cursor:
        try:
            return [*_faults(cursor, "main"), *_dangling(cursor)]
        except driver.DatabaseError as error:
            return [str(error)]


def _copy(cursor: Any, part: Path) -> None:
    """Write a copy, of a journal that can only be read as well: its file is open for reading."""
    query_only = cursor.execute("PRAGMA query_only").fetchone()[0]
    cursor.execute("PRAGMA query_only=OFF")
    try:
        cursor.execute("VACUUM INTO ?", (str(part),))
    finally:
        cursor.execute(f"PRAGMA query_only={query_only}")


def _verify(cursor: Any, copy: Path) -> None:
    # Attached from the open journal, the copy opens with the same key.
    cursor.execute("ATTACH ? AS copy", (str(copy),))
    try:
        same = _counts(cursor, "copy") == _counts(cursor, "main")
        if not same or _faults(cursor, "copy"):
            raise NotSaved(_("The backup did not read back as it should; it was not kept."))
    finally:
        cursor.execute("DETACH copy")


def _counts(cursor: Any, schema: str) -> dict[str, int]:
    """Count the records of every type that the journal has: an older one may know fewer."""
    there = {row[0] for row in cursor.execute(f"SELECT name FROM {schema}.sqlite_master")}  # noqa: S608
    return {
        table.name: cursor.execute(f"SELECT count(*) FROM {schema}.{table.name}").fetchone()[0]  # noqa: S608
        for table in RECORD_TABLES.values()
        if table.name in there
    }


def _faults(cursor: Any, schema: str) -> list[str]:
    found = [row[0] for row in cursor.execute(f"PRAGMA {schema}.quick_check")]
    found += [row[0] for row in cursor.execute(f"PRAGMA {schema}.cipher_integrity_check")]
    return [fault for fault in found if fault != "ok"]


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
def _raw(engine: Engine) -> Generator[Any]:
    """Hold a driver's cursor outside any transaction, as VACUUM and ATTACH need."""
    connection = engine.raw_connection()
    try:
        yield connection.cursor()
    finally:
        connection.close()


@contextmanager
def written_or_said(target: Path) -> Generator[None]:
    """Turn a refusal of the disk while `target` is written into a sentence."""
    try:
        yield
    except (OSError, UnicodeEncodeError, driver.Error) as error:
        raise NotSaved(
            _("{path} could not be written: {why}.").format(path=target, why=error)
        ) from error
