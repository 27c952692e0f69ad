"""The full-text index over the notes of touchpoints.

SQLite keeps it as an external-content FTS5 table, without triggers: one statement per
changeset costs a fraction of one trigger per row on a large import.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, text

_CREATE = (
    "CREATE VIRTUAL TABLE touchpoint_search USING fts5("
    "note, content='touchpoint', content_rowid='number', "
    'tokenize="unicode61 remove_diacritics 2")'
)
_SECURE = "INSERT INTO touchpoint_search(touchpoint_search, rank) VALUES('secure-delete', 1)"
_REBUILD = "INSERT INTO touchpoint_search(touchpoint_search) VALUES('rebuild')"
_LEARN = text(
    "INSERT INTO touchpoint_search(rowid, note) SELECT number, note FROM touchpoint WHERE id = :id"
)
_FORGET = text(
    "INSERT INTO touchpoint_search(touchpoint_search, rowid, note) "
    "SELECT 'delete', number, note FROM touchpoint WHERE id = :id"
)


def create(connection: Connection) -> None:
    """Make the index and fill it from the touchpoints that are there."""
    if connection.dialect.name != "sqlite":
        return
    for statement in (_CREATE, _SECURE, _REBUILD):
        connection.exec_driver_sql(statement)


def learn(connection: Connection, ids: Sequence[UUID]) -> None:
    """Add touchpoints that were just written."""
    if connection.dialect.name == "sqlite":
        connection.execute(_LEARN, [{"id": which.bytes} for which in ids])


def forget(connection: Connection, ids: Sequence[UUID]) -> None:
    """Take touchpoints out; their rows must still be as they were indexed."""
    if connection.dialect.name == "sqlite":
        connection.execute(_FORGET, [{"id": which.bytes} for which in ids])


def match_expression(words: str) -> str:
    """Return an FTS5 query for all `words`, the last as a beginning; any text is safe.

    >>> match_expression('oak sam')
    '"oak" "sam"*'
    """
    tokens = words.replace("\0", " ").split()
    quoted = ['"' + token.replace('"', '""') + '"' for token in tokens]
    return " ".join(quoted) + "*" if quoted else ""
