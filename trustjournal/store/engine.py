"""Opening a journal, a file or on a server, and its faults said in words.

SQLite comes through `sqlcipher3` for plain and encrypted files alike: one modern version on
every system.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from math import exp
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from trustjournal.errors import JournalUnavailable, PassphraseWanted
from trustjournal.i18n import _
from trustjournal.paths import make_private_folder
from trustjournal.store import postgres, search
from trustjournal.store.columns import metadata
from trustjournal.store.damaged_pages import unlocks
from trustjournal.store.first_look import no_journal_words, not_a_journal, salt_of
from trustjournal.store.keys import Key, Secret, key_for, looks_encrypted
from trustjournal.store.page_looks import has_plain_pages
from trustjournal.store.places import shared_folder
from trustjournal.store.schema import APPLICATION_ID, HEAD, VERSIONS
from trustjournal.store.targets import SIDES, actual, beside, refuse_left_log
from trustjournal.store.transaction import begin, identity_of, is_read_only

BUSY_SECONDS: Final = 5.0
_VERSION_TABLE: Final = "alembic_version"
_DAMAGE: Final = ("malformed", "not a database")
_OWN: Final = ("journal_mode=WAL", "synchronous=FULL")
_SHARED: Final = ("journal_mode=DELETE", "synchronous=EXTRA")
_READ_ONLY: Final = ("query_only=ON",)
_PRAGMAS: Final = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


Place = Path | str
"""A journal's file, or the address of its database on a server."""


def create_journal(place: Place, passphrase: Secret | None = None) -> Engine:
    """Make a new, empty journal and open it; a passphrase is for files alone.

    Raises:
        InvalidEntry: the passphrase is none that could be typed again.
        JournalUnavailable: something is there already, or the folder cannot be written, or the
            server cannot be reached.
    """
    if postgres.is_address(place):
        return _create_on_server(str(place))
    path = actual(Path(place))
    if path.exists():
        raise JournalUnavailable(
            _("There is already a file at {path}. Open it, or choose another name.").format(
                path=path
            )
        )
    with _words_for_opening(path):
        refuse_left_log(path)
        make_private_folder(path.parent)
        try:
            key = Key.new(passphrase) if isinstance(passphrase, str) else passphrase
            path.touch(mode=0o600, exist_ok=False)
            with (
                _kept_when_good(_engine(path, key)) as engine,
                engine.execution_options(writes=True).begin() as connection,
            ):
                metadata.create_all(connection)
                search.create(connection)
                stamp(connection, HEAD)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        except (DBAPIError, driver.Error):
            discard(path)
            raise
    return engine


def discard(place: Place) -> None:
    """Remove a journal that could not be begun, so that its name is free for the next try.

    On a server it stays, empty as it is, and can be filled by the next.
    """
    if not postgres.is_address(place):
        for side in SIDES:
            beside(Path(place), side).unlink(missing_ok=True)


def is_journal_at(place: Place) -> bool:
    """Return whether there is anything at a place that could be a journal.

    Raises:
        JournalUnavailable: the server cannot be reached.
    """
    if not postgres.is_address(place):
        return Path(place).exists()
    address = str(place)
    with postgres.words_for_opening(address):
        engine = postgres.connect(address)
        with engine.connect() as connection:
            found = _VERSION_TABLE in _tables_of(connection)
    engine.dispose()
    return found


def open_journal(
    place: Place, passphrase: Secret | None = None, *, read_only: bool = False
) -> Engine:
    """Open an existing journal; an older one is backed up, where it is a file, and migrated first.

    `read_only` opens a file so that nothing is written, neither into it nor beside it.

    Raises:
        PassphraseWanted: the file is encrypted, and the passphrase is not given or is another.
        JournalUnavailable: no journal is there, it is no journal, it has no passphrase though
            one is given, it was made by a newer version, or it is out of reach.
            The file stays as it is.
    """
    if postgres.is_address(place):
        return _open_on_server(str(place))
    path = actual(Path(place))
    salt = salt_of(path)
    key = key_for(path, passphrase, salt)
    with _words_for_opening(path, key):
        engine = _engine(path, key, read_only=read_only)
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
    """Let go of a journal; a file has the write-ahead log folded in, so that it is all there is.

    A disk that refuses this takes nothing away: the log stays beside the file, and is read again
    when that is opened.
    """
    fold_log(engine)
    engine.dispose()


def fold_log(engine: Engine) -> None:
    """Fold the write-ahead log into the file: a copy of that alone then has everything.

    Where somebody else reads or writes, or the disk refuses, the log stays beside the file.
    """
    with suppress(DBAPIError):
        if engine.dialect.name == "sqlite" and not is_read_only(engine):
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout=0")
                try:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}")


def _create_on_server(address: str) -> Engine:
    with postgres.words_for_opening(address), _kept_when_good(postgres.connect(address)) as engine:
        with engine.execution_options(writes=True).begin() as connection:
            if _tables_of(connection) & {_VERSION_TABLE, *metadata.tables}:
                raise JournalUnavailable(
                    _("There is already something at {path}. Choose another database.").format(
                        path=postgres.shown(address)
                    )
                )
            metadata.create_all(connection)
            search.create(connection)
            stamp(connection, HEAD)
        return engine


def _open_on_server(address: str) -> Engine:
    with postgres.words_for_opening(address), _kept_when_good(postgres.connect(address)) as engine:
        with engine.connect() as connection:
            if _VERSION_TABLE not in _tables_of(connection):
                raise JournalUnavailable(
                    _("There is no journal at {path}.").format(path=postgres.shown(address))
                )
            version = _known_version(connection, postgres.shown(address))
        if version != HEAD:
            from trustjournal.store.migrate import migrate_on_server

            migrate_on_server(engine)
        return engine


@contextmanager
def _kept_when_good(engine: Engine) -> Generator[Engine]:
    """Let go of an engine if opening its journal fails."""
    try:
        yield engine
    except BaseException:
        engine.dispose()
        raise


def _tables_of(connection: Connection) -> set[str]:
    return {*inspect(connection).get_table_names()}


def _engine(path: Path, key: Key | None, *, read_only: bool = False) -> Engine:
    mode = _mode(path, read_only=read_only)
    identity = identity_of(path)  # as it is before anything is waited for
    folder = shared_folder(path)
    ways = _READ_ONLY if mode != "rw" else _SHARED if folder else _OWN
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=lambda: _connect(path, mode, key, ways, identity),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", begin)
    if mode == "rw" and beside(path, "-wal").exists():
        # Closing what fails here leaves the log as it is; closed "rw", SQLite would fold it into
        # whatever the file is now.
        _connect(path, "ro", key, _READ_ONLY, identity).close()
    engine.connect().close()
    engine.update_execution_options(path=path, identity=identity, key=key, folder=folder)
    return engine


def _mode(path: Path, *, read_only: bool) -> str:
    """Return how SQLite opens the file; never so that it would make one where it is gone."""
    if not read_only and os.access(path.parent, os.W_OK) and os.access(path, os.W_OK):
        return "rw"
    # Without a -wal nobody has the file open, and reading it so leaves none beside it.
    return "ro" if beside(path, "-wal").exists() else "ro&immutable=1"


def _connect(
    path: Path, mode: str, key: Key | None, ways: tuple[str, ...], identity: object
) -> Any:
    old_mask = os.umask(0o077)
    try:
        connection = driver.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _unlock(connection, path, key, identity)
            for pragma in (*ways, *_PRAGMAS):
                connection.execute(f"PRAGMA {pragma}")
            # SQLite is built without mathematics; depth needs a power.
            connection.create_function("exp", 1, exp, deterministic=True)
        except BaseException:
            connection.close()
            raise
    finally:
        os.umask(old_mask)
    return connection


def _unlock(connection: Any, path: Path, key: Key | None, identity: object) -> None:
    """Read for the first time; whoever had locked the file may have replaced it in the meantime."""
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key:
        connection.execute(f"PRAGMA key={key.literal()}")
    # This fails where the key is wrong or the file is no database.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if identity_of(path) != identity:
        raise JournalUnavailable(
            _("{path} was replaced a moment ago. Open it again.").format(path=path)
        )


def _version(engine: Engine, path: Path) -> str:
    with engine.connect() as connection:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if application != APPLICATION_ID:
            raise not_a_journal(path)
        return _known_version(connection, path)


def _known_version(connection: Connection, path: Place) -> str:
    version = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar_one_or_none()
    if version is None:
        raise not_a_journal(path)
    if version not in VERSIONS:
        raise JournalUnavailable(
            _(
                "{path} was made by a newer version of Trust Journal. "
                "Nothing was changed; install the newer version to open it."
            ).format(path=path)
        )
    return version


@contextmanager
def damage_said(path: Place) -> Generator[None]:
    """Turn what SQLite says of a damaged file, while it is read, into a sentence.

    Raises:
        JournalUnavailable: the file is damaged, or the disk fails, or the server is gone.
    """
    if postgres.is_address(path):
        with postgres.words_for_opening(str(path)):
            yield
        return
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        if "disk I/O" in reason:
            raise JournalUnavailable(
                _(
                    "The disk reported an error while {path} was read. Try again; if it stays, "
                    "copy the journal to another disk."
                ).format(path=path)
            ) from error
        if not any(sign in reason for sign in _DAMAGE):
            raise
        raise JournalUnavailable(
            _("The journal at {path} is damaged ({why}). Restore a backup of it.").format(
                path=path, why=reason
            )
        ) from error


@contextmanager
def _words_for_opening(path: Path, key: Key | None = None) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise JournalUnavailable(
            _("The journal at {path} cannot be made: {why}.").format(path=path, why=error.strerror)
        ) from error
    except (DBAPIError, driver.Error) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        spoilt = "not a database" in reason or "malformed" in reason
        if spoilt and (has_plain_pages(path) if key is None else unlocks(path, key)):
            raise JournalUnavailable(
                _(
                    "The journal at {path} is damaged. Restore a backup of it, or salvage what can "
                    "be read."
                ).format(path=path)
            ) from error
        if "not a database" in reason:
            kind = PassphraseWanted if looks_encrypted(path) else JournalUnavailable
            raise kind(no_journal_words(path)) from error
        raise JournalUnavailable(
            _("The journal at {path} cannot be opened: {why}.").format(path=path, why=reason)
        ) from error
