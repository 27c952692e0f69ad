"""A journal on a PostgreSQL server: reaching it, how a transaction begins, and its faults in words.

Needs the `postgresql` extra, which brings psycopg; a journal in a file never loads it.
"""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from trustjournal.errors import JournalUnavailable
from trustjournal.i18n import _
from trustjournal.store.schema import APPLICATION_ID

_SCHEME: Final = "postgresql+psycopg"
_MARK: Final = "://"
_BUSY_MILLISECONDS: Final = 5_000
# Readers see the journal as of one instant, as SQLite's do. A writer waits for its turn first, and
# has to see what was written while it waited.
_READ_ISOLATION: Final = "REPEATABLE READ"
_WRITE = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED"
_TURN = f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"


def is_address(place: object) -> bool:
    """Return whether a place is the address of a database and no path.

    >>> is_address("postgresql+psycopg://maya@studio/journal"), is_address("journal.db")
    (True, False)
    """
    return isinstance(place, str) and _MARK in place


def shown(address: str) -> str:
    """Return an address as it may be shown, without its password.

    >>> shown("postgresql+psycopg://maya:secret@studio/journal")
    'postgresql+psycopg://maya:***@studio/journal'
    """
    try:
        return make_url(address).render_as_string()
    except ArgumentError:
        return address.partition(_MARK)[0] + _MARK + "…"


def connect(address: str) -> Engine:
    """Return an engine for the database at `address`, which answers.

    Raises:
        JournalUnavailable: the address is none, psycopg is missing, or nobody answers.
    """
    try:
        engine = create_engine(
            _url(address),
            isolation_level=_READ_ISOLATION,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={"options": f"-c lock_timeout={_BUSY_MILLISECONDS}"},
        )
    except ImportError as error:
        raise JournalUnavailable(
            _("For a journal on a server, install the package psycopg.")
        ) from error
    event.listen(engine, "begin", _begin)
    with words_for_opening(address):
        engine.connect().close()
    return engine


def _url(address: str) -> URL:
    with suppress(ArgumentError):
        url = make_url(address)
        if url.drivername in ("postgresql", _SCHEME):
            return url.set(drivername=_SCHEME)
    raise JournalUnavailable(
        _(
            "“{address}” is no address of a journal. One on a server is written "
            "postgresql+psycopg://NAME@SERVER/DATABASE."
        ).format(address=shown(address))
    )


@contextmanager
def words_for_opening(address: str) -> Generator[None]:
    """Turn what a server says into a sentence.

    Raises:
        JournalUnavailable: it does not answer, or refuses.
    """
    try:
        yield
    except DBAPIError as error:
        why = str(error.orig).strip().partition("\n")[0]
        raise JournalUnavailable(
            _("The journal at {address} cannot be opened: {why}.").format(
                address=shown(address), why=why
            )
        ) from error


def _begin(connection: Connection) -> None:
    """Let a writer wait for its turn at once; a reader never does."""
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(_WRITE)
        connection.exec_driver_sql(_TURN)
