"""Opening a journal file, and its faults said in words.

SQLite comes through `sqlcipher3` for plain and encrypted files alike: one modern version on
every system.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from hashlib import pbkdf2_hmac
from math import exp
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from trustjournal.errors import JournalUnavailable
from trustjournal.i18n import _
from trustjournal.paths import make_private_folder
from trustjournal.store import search
from trustjournal.store.schema import APPLICATION_ID, HEAD, VERSIONS, metadata
from trustjournal.store.targets import SIDES, beside
from trustjournal.store.transaction import begin, identity_of, is_read_only

BUSY_SECONDS: Final = 5.0
_DAMAGE: Final = ("malformed", "not a database", "disk I/O")
_SALT_BYTES: Final = 16
_ROUNDS: Final = 256_000
_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


def create_journal(path: Path, passphrase: str | None = None) -> Engine:
    """Make a new, empty journal at `path` and open it.

    Raises:
        JournalUnavailable: something is there already, or the folder cannot be written.
    """
    if path.exists():
        raise JournalUnavailable(
            _("There is already a file at {path}. Open it, or choose another name.").format(
                path=path
            )
        )
    with _words_for_opening(path):
        make_private_folder(path.parent)
        try:
            engine = _engine(path, passphrase, os.urandom(_SALT_BYTES))
            with engine.execution_options(writes=True).begin() as connection:
                metadata.create_all(connection)
                search.create(connection)
                stamp(connection, HEAD)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        except (DBAPIError, driver.Error):
            discard(path)
            raise
    return engine


def discard(path: Path) -> None:
    """Remove a journal that could not be begun, so that its name is free for the next try."""
    for side in SIDES:
        beside(path, side).unlink(missing_ok=True)


def open_journal(path: Path, passphrase: str | None = None) -> Engine:
    """Open an existing journal; an older one is backed up and migrated first.

    Raises:
        JournalUnavailable: no journal is there, it is no journal, the passphrase is wrong, it
            was made by a newer version, or it is out of reach. The file stays as it is.
    """
    salt = _looked_at(path)
    with _words_for_opening(path):
        engine = _engine(path, passphrase, salt)
        try:
            version = _version(engine, path)
            if version != HEAD:
                # Alembic takes 150 ms to import; a journal at the head never needs it.
                from trustjournal.store.migrate import migrate

                migrate(engine, path, version)
        except BaseException:
            engine.dispose()
            raise
    return engine


def stamp(connection: Connection, version: str) -> None:
    """Write down which version of the schema the journal has, where Alembic looks for it."""
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    )
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})


def close_journal(engine: Engine) -> None:
    """Fold the write-ahead log into the file, so that copying the one file is enough."""
    if not is_read_only(engine):
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def derive_key(passphrase: str, salt: bytes) -> str:
    """Return the raw key and salt in SQLCipher's hexadecimal form.

    The same as SQLCipher 4 makes of a plain passphrase (PBKDF2, SHA-512, 256,000 rounds).
    """
    words = normalize("NFC", passphrase).encode()
    return pbkdf2_hmac("sha512", words, salt, _ROUNDS, 32).hex() + salt.hex()


def _engine(path: Path, passphrase: str | None, salt: bytes) -> Engine:
    key = derive_key(passphrase, salt) if passphrase else None
    mode = _mode(path)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=lambda: _connect(path, mode, key),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", begin)
    engine.connect().close()
    engine.update_execution_options(path=path, identity=identity_of(path))
    return engine


def _mode(path: Path) -> str:
    if not os.access(path.parent, os.W_OK):
        return "ro&immutable=1"
    return "ro" if path.exists() and not os.access(path, os.W_OK) else "rwc"


def _connect(path: Path, mode: str, key: str | None) -> Any:
    old_mask = os.umask(0o077)
    try:
        connection = driver.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key:
            connection.execute(f"PRAGMA key=\"x'{key}'\"")
        # The first read fails where the key is wrong or the file is no database.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _PRAGMAS if mode == "rwc" else ("query_only=ON", *_PRAGMAS[2:]):
            connection.execute(f"PRAGMA {pragma}")
        # SQLite is built without mathematics; depth needs a power.
        connection.create_function("exp", 1, exp, deterministic=True)
    finally:
        os.umask(old_mask)
    return connection


def _looked_at(path: Path) -> bytes:
    """Return the file's salt, or say why it cannot be a journal."""
    if path.is_fifo():
        raise _not_a_journal(path)  # opening it would wait for somebody to write into it
    try:
        with path.open("rb") as stream:
            salt = stream.read(_SALT_BYTES)
    except FileNotFoundError as error:
        raise JournalUnavailable(_("There is no journal at {path}.").format(path=path)) from error
    except IsADirectoryError as error:
        raise JournalUnavailable(
            _("{path} is a folder, not a journal.").format(path=path)
        ) from error
    except OSError as error:
        raise JournalUnavailable(
            _("The journal at {path} cannot be read: {why}.").format(path=path, why=error.strerror)
        ) from error
    if not salt:
        raise JournalUnavailable(
            _("{path} is empty (0 bytes). Restore a backup of it.").format(path=path)
        )
    return salt


def _version(engine: Engine, path: Path) -> str:
    with engine.connect() as connection:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if application != APPLICATION_ID:
            raise _not_a_journal(path)
        version = connection.exec_driver_sql(
            "SELECT version_num FROM alembic_version"
        ).scalar_one_or_none()
    if version is None:
        raise _not_a_journal(path)
    if version not in VERSIONS:
        raise JournalUnavailable(
            _(
                "{path} was made by a newer version of Trust Journal. "
                "Nothing was changed; install the newer version to open it."
            ).format(path=path)
        )
    return version


def _not_a_journal(path: Path) -> JournalUnavailable:
    return JournalUnavailable(
        _("{path} isn’t a Trust Journal file, or the passphrase is wrong.").format(path=path)
    )


@contextmanager
def damage_said(path: Path) -> Generator[None]:
    """Turn what SQLite says of a damaged file, while it is read, into a sentence.

    Raises:
        JournalUnavailable: the file is damaged, or the disk fails.
    """
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        if not any(sign in reason for sign in _DAMAGE):
            raise
        raise JournalUnavailable(
            _("The journal at {path} is damaged ({why}). Restore a backup of it.").format(
                path=path, why=reason
            )
        ) from error


@contextmanager
def _words_for_opening(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise JournalUnavailable(
            _("The journal at {path} cannot be made: {why}.").format(path=path, why=error.strerror)
        ) from error
    except (DBAPIError, driver.Error) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        if "not a database" in reason:
            raise _not_a_journal(path) from error
        raise JournalUnavailable(
            _("The journal at {path} cannot be opened: {why}.").format(path=path, why=reason)
        ) from error
