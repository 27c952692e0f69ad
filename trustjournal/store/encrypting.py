"""Giving a journal a passphrase, another one, or taking it off: by a verified copy beside it.

The journal must not be open anywhere. It stays as it is until the copy has been compared with
it and has reached the disk; then the copy takes its place in one step.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from trustjournal.domain.backups import Occasion
from trustjournal.errors import InvalidEntry, NotSaved
from trustjournal.i18n import _
from trustjournal.store.backup import (
    Report,
    faults,
    raw,
    reported,
    to_disk,
    written_or_said,
)
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.backups import take
from trustjournal.store.comparing import differing, structure
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.keys import Key, key_of, looks_encrypted
from trustjournal.store.overwriting import overwrite
from trustjournal.store.schema import APPLICATION_ID
from trustjournal.store.targets import beside
from trustjournal.store.transaction import is_read_only

_STEPS = 4
"""Backing up, copying, comparing, checking: each takes about as long as the others."""
_FINE = 1000


def _nobody(_done: int, _all: int) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What was done to a journal."""

    backup: Path | None
    """The copy made before, in the old form; None where the last one has all of it already."""
    is_overwritten: bool
    """Whether the old file was overwritten before it was removed. A disk of the SSD kind, and
    copies that other programs made, may keep traces all the same."""


def is_encrypted(journal: Path | Engine) -> bool:
    """Return whether a file, or the journal that is open, is locked with a passphrase.

    Of a file that is no journal this says only whether it could be an encrypted one.

    Raises:
        OSError: the file cannot be read.
    """
    if isinstance(journal, Path):
        return looks_encrypted(journal)
    return key_of(journal) is not None


def encrypt(
    path: Path,
    passphrase: str,
    *,
    now: datetime,
    folders: BackupFolders | None = None,
    report: Report = _nobody,
) -> Converted:
    """Lock a plain journal with a passphrase; the backup made before is plain.

    Raises:
        InvalidEntry: it has a passphrase, or the new one could not be typed again.
        JournalUnavailable, NotSaved: it cannot be read, is open elsewhere, or the disk refused.
        Cancelled: `report` said so. In each case the journal is as it was.
    """
    key = Key.new(passphrase)
    if _is_locked(path):
        raise InvalidEntry(_("This journal has a passphrase already. You can change it."))
    return _Conversion(path, None, key, report).run(folders, now)


def decrypt(
    path: Path,
    passphrase: str,
    *,
    now: datetime,
    folders: BackupFolders | None = None,
    report: Report = _nobody,
) -> Converted:
    """Take the passphrase off a journal; the backup made before still has it.

    Raises:
        PassphraseWanted: the passphrase is another.
        JournalUnavailable, NotSaved: it cannot be read, is open elsewhere, or the disk refused.
        Cancelled: `report` said so. In each case the journal is as it was.
    """
    return _Conversion(path, passphrase, None, report).run(folders, now)


def change_passphrase(
    path: Path,
    old: str,
    new: str,
    *,
    now: datetime,
    folders: BackupFolders | None = None,
    report: Report = _nobody,
) -> Converted:
    """Lock a journal with another passphrase; backups made before keep the old one.

    Raises:
        InvalidEntry: the new passphrase could not be typed again.
        PassphraseWanted: the old passphrase is another.
        JournalUnavailable, NotSaved: it cannot be read, is open elsewhere, or the disk refused.
        Cancelled: `report` said so. In each case the journal is as it was.
    """
    return _Conversion(path, old, Key.new(new), report).run(folders, now)


def _is_locked(path: Path) -> bool:
    return path.is_file() and looks_encrypted(path)


class _Conversion:
    """One journal on its way from one key to another."""

    def __init__(self, path: Path, old: str | None, new: Key | None, report: Report) -> None:
        self._path = path.resolve()
        self._old, self._new = old, new
        # Names that are swept away at the next start, should the program end before it is done.
        self._part = beside(self._path, ".part")
        self._former = beside(self._path, ".former.part")
        self._report = report

    def run(self, folders: BackupFolders | None, now: datetime) -> Converted:
        """Back up, copy, compare, put in place; the journal is as it was if anything fails."""
        with written_or_said(self._path), self._swept():
            engine = open_journal(self._path, self._old)
            try:
                backup = self._copy(engine, folders or BackupFolders(self._path), now)
                open_journal(self._part, self._new, read_only=True).dispose()
                to_disk(self._part)
                if os.name == "nt":
                    engine.dispose()  # no file that is open can be replaced there, by nobody
                # Until here nobody else gets in; who waits finds the old file gone, or zeros in it.
                return Converted(backup, self._put_in_place())
            finally:
                engine.dispose()

    @contextmanager
    def _swept(self) -> Generator[None]:
        """Begin and end with nothing half done beside the journal."""
        overwrite(self._former)
        self._part.unlink(missing_ok=True)
        try:
            yield
        finally:
            self._part.unlink(missing_ok=True)

    def _copy(self, engine: Engine, folders: BackupFolders, now: datetime) -> Path | None:
        """Back up, then copy everything under the new key, and hold it against the journal."""
        if is_read_only(engine):
            raise NotSaved(
                _("{path} can only be read here, so it stays as it is.").format(path=self._path)
            )
        with raw(engine) as cursor:
            # The engine has this one connection; whatever asks for one later gets it again.
            _be_alone(cursor, self._path)
        report = self._step(0)
        backup = take(engine, folders, Occasion.KEY, now, confirmed=True, report=report)
        os.close(os.open(self._part, os.O_CREAT | os.O_EXCL, 0o600))
        size = self._path.stat().st_size
        with raw(engine) as cursor:
            with self._attached(cursor), reported(cursor, self._part, size, self._step(1)):
                export(cursor)
            # Attached anew, since SQLite learns only so that the copy has a search index.
            with self._attached(cursor):
                with reported(cursor, self._part, 0, self._step(2)):
                    same = is_same(cursor)
                with reported(cursor, self._part, 0, self._step(3)):
                    if not same or faults(cursor, "copy"):
                        raise NotSaved(
                            _("The copy did not read back as it should; it was not kept.")
                        )
        return backup

    def _step(self, number: int) -> Report:
        """Tell that a step begins, and return what hears how far it is."""

        def tell(done: int, whole: int) -> None:
            within = min(done / whole, 1) if whole else 0
            self._report(round((number + within) * _FINE), _STEPS * _FINE)

        tell(0, 0)
        return tell

    @contextmanager
    def _attached(self, cursor: Any) -> Generator[None]:
        key = self._new.literal() if self._new else "''"
        cursor.execute(f"ATTACH ? AS copy KEY {key}", (str(self._part),))
        try:
            yield
        finally:
            cursor.execute("DETACH copy")

    def _put_in_place(self) -> bool:
        """Let the copy take the journal's place; return whether the old one was overwritten."""
        with suppress(OSError):  # not every disk can give one file two names
            os.link(self._path, self._former)
        self._part.replace(self._path)
        to_disk(self._path.parent)
        try:
            close_journal(open_journal(self._path, self._new))
        except BaseException:
            if self._former.exists():
                self._former.replace(self._path)
            raise
        try:
            return overwrite(self._former)
        except OSError:
            return False


def _be_alone(cursor: Any, path: Path) -> None:
    """Fold the write-ahead log in, and keep everybody else out while this connection lasts."""
    try:
        cursor.execute("PRAGMA journal_mode=DELETE")
        cursor.execute("PRAGMA locking_mode=EXCLUSIVE")
        cursor.execute("BEGIN EXCLUSIVE")
        cursor.execute("COMMIT")
    except driver.OperationalError as error:
        raise NotSaved(
            _("{path} is open in another window or program. Close it there, then repeat.").format(
                path=path
            )
        ) from error


def export(cursor: Any) -> None:
    """Write everything of the journal into the database attached as `copy`."""
    cursor.execute("PRAGMA copy.journal_mode=OFF")  # what fails is thrown away as a whole
    cursor.execute("SELECT sqlcipher_export('copy')").fetchall()
    cursor.execute(f"PRAGMA copy.application_id={APPLICATION_ID}")


def is_same(cursor: Any) -> bool:
    """Return whether the database attached as `copy`, after it was written, is as the journal."""
    return structure(cursor, "main") == structure(cursor, "copy") and not any(
        is_other for _table, is_other in differing(cursor, "main", "copy")
    )
