"""Going back to a copy of the journal."""

import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from trustjournal.errors import JournalUnavailable, NotSaved
from trustjournal.i18n import _
from trustjournal.paths import make_private_folder
from trustjournal.store.backup import check, raw, to_disk, written_or_said
from trustjournal.store.backup_files import restoring_folder
from trustjournal.store.damaged_pages import unlocks
from trustjournal.store.encrypting import export, is_same
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.exchanging import name_aside, put_in_place
from trustjournal.store.keys import SALT_BYTES, Key, Secret, looks_encrypted
from trustjournal.store.overwriting import overwrite
from trustjournal.store.targets import SIDES, actual, beside


def restore(
    path: Path,
    backup: Path,
    *,
    now: datetime,
    passphrase: Secret | None = None,
    key: Key | None = None,
) -> Path:
    """Put `backup` in the place of the journal at `path`; return where the old one went.

    The backup stays as it is: a copy of it is brought up to date and checked before anything is
    moved. `path` must not be open. `passphrase` is the one with which the backup was made. A plain
    one is locked with `key`, that of the journal at `path`, where it is known.

    Raises:
        PassphraseWanted: the backup has a passphrase, and this is not it; nothing was moved.
        JournalUnavailable: the backup is no journal, or is damaged; nothing was moved.
        NotSaved: the disk refused; the old journal is back in its place.
    """
    path = actual(path)
    if path.exists() and not path.is_file():
        raise NotSaved(_("{path} is not a file. Choose another name.").format(path=path))
    if not backup.is_file():
        raise JournalUnavailable(_("There is no backup at {path}.").format(path=backup))
    aside = name_aside(path, "replaced", now)
    with written_or_said(path):
        make_private_folder(path.parent)
        # A folder of its own, so that whatever SQLite puts beside the copy goes with it.
        with TemporaryDirectory(prefix=restoring_folder(path), dir=path.parent) as folder:
            part = Path(folder) / "part.db"
            shutil.copyfile(backup, part)
            part.chmod(0o600)
            with _said_of(backup, part):
                _prepare(part, passphrase)
            if key is not None and not looks_encrypted(part):
                part = _locked(part, key)
            put_in_place(path, part, aside)
    return aside


def key_in_place(path: Path, secrets: Iterable[Secret | None]) -> Key | None:
    """Return the key of the encrypted journal at `path`, damaged or not, if any of these opens it.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        salt = stream.read(SALT_BYTES)
    for secret in secrets:
        key = Key.derive(secret, salt) if isinstance(secret, str) else secret
        if key is not None and unlocks(path, key):
            return key
    return None


def _prepare(part: Path, passphrase: Secret | None) -> None:
    """Bring a copy to today's tables and read every page of it."""
    engine = open_journal(part, passphrase)
    try:
        faults = check(engine)
    finally:
        close_journal(engine)
    if faults:
        raise JournalUnavailable(
            _("{path} is damaged ({why}). Nothing was changed; choose another backup.").format(
                path=part, why=faults[0]
            )
        )
    to_disk(part)


def _locked(plain: Path, key: Key) -> Path:
    """Return a verified copy, locked with a key, of a working copy, which is overwritten."""
    part = plain.with_name("locked.db")
    part.touch(mode=0o600, exist_ok=False)
    engine = open_journal(plain)
    try:
        with raw(engine) as cursor:
            with _attached(cursor, part, key):
                export(cursor)
            with _attached(cursor, part, key):
                same = is_same(cursor)
    finally:
        engine.dispose()
    if not same:
        raise NotSaved(_("The copy did not read back as it should; it was not kept."))
    _prepare(part, key)
    for side in reversed(SIDES):
        overwrite(beside(plain, side))
    return part


@contextmanager
def _attached(cursor: Any, part: Path, key: Key) -> Generator[None]:
    cursor.execute(f"ATTACH ? AS copy KEY {key.literal()}", (str(part),))
    try:
        yield
    finally:
        cursor.execute("DETACH copy")


@contextmanager
def _said_of(backup: Path, part: Path) -> Generator[None]:
    """Let what is said of the working copy name the backup that the owner knows."""
    try:
        yield
    except JournalUnavailable as error:
        raise type(error)(str(error).replace(str(part), str(backup))) from error
