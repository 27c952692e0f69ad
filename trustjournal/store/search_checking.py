"""Holding the search index against the notes that it is made from."""

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError, OperationalError

from trustjournal.i18n import _, ngettext
from trustjournal.store.transaction import begin_write, is_read_only

_COMPARE = "INSERT INTO touchpoint_search(touchpoint_search, rank) VALUES('integrity-check', 1)"
_APART = text("""
    SELECT (SELECT count(*) FROM touchpoint AS t WHERE NOT EXISTS
            (SELECT 1 FROM touchpoint_search_docsize AS d WHERE d.id = t.number))
         + (SELECT count(*) FROM touchpoint_search_docsize AS d WHERE NOT EXISTS
            (SELECT 1 FROM touchpoint AS t WHERE t.number = d.id))
""")


def search_amiss(engine: Engine) -> list[str]:
    """Return in words where the search index is not what the notes say.

    Where the journal can only be read, it is only asked which notes it knows.

    Raises:
        NotSaved: another program kept the turn to write, which comparing takes, for too long.
    """
    if engine.dialect.name != "sqlite":
        return []  # a server searches in the notes themselves
    try:
        with engine.connect() as connection:
            apart = connection.execute(_APART).scalar_one()
    except OperationalError as error:
        if "no such table" not in str(error.orig):
            raise
        return [_("The search index is missing.")]
    if apart:
        words = ngettext(
            "The search index is wrong about {count} note.",
            "The search index is wrong about {count} notes.",
            apart,
        )
        return [words.format(count=apart)]
    if is_read_only(engine) or _is_sound(engine):
        return []
    return [_("The search index is not what the notes say.")]


def _is_sound(engine: Engine) -> bool:
    with begin_write(engine) as connection:
        return _agrees(connection)


def _agrees(connection: Connection) -> bool:
    try:
        connection.exec_driver_sql(_COMPARE)
    except DatabaseError as error:
        if "malformed" not in str(error.orig):
            raise
        return False
    return True
