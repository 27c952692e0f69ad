"""What is being typed and not saved yet, kept in the journal so that it outlives a crash.

A draft is no record: it has no history and no Undo, and it stays behind when a journal is copied
or exported. So it is written here, and not by the writer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select

from trustjournal.store.schema import draft
from trustjournal.store.transaction import begin_write

_COLUMNS = ("place", "words", "at", "customer_ids")
_KEEP = insert(draft)
_DROP = delete(draft).where(draft.c.place == bindparam("dropped"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """What was typed in one place, when, and the people it is about as far as that is known.

    The shape of `words` is known to the place alone.
    """

    place: str
    words: str
    at: datetime
    customer_ids: tuple[UUID, ...] = ()


def everything(connection: Connection) -> list[Unsaved]:
    """Return what is not saved anywhere, the newest first."""
    query = select(draft).order_by(draft.c.at.desc(), draft.c.place)
    return [Unsaved(**row) for row in connection.execute(query).mappings()]


def write(engine: Engine, kept: Iterable[Unsaved], dropped: Iterable[str] = ()) -> None:
    """Keep some drafts in place of what was there, and drop those of other places.

    Raises:
        NotSaved: the disk or the journal refused; the drafts are as they were.
    """
    with begin_write(engine) as connection:
        put(connection, kept, dropped)


def put(connection: Connection, kept: Iterable[Unsaved], dropped: Iterable[str] = ()) -> None:
    """Do as `write`, in the caller's transaction."""
    rows = [{name: getattr(one, name) for name in _COLUMNS} for one in kept]
    drop(connection, (*dropped, *(row["place"] for row in rows)))
    if rows:
        connection.execute(_KEEP, rows)


def drop(connection: Connection, places: Iterable[str]) -> None:
    """Drop the drafts of some places, in the caller's transaction."""
    if gone := [{"dropped": place} for place in places]:
        connection.execute(_DROP, gone)


def forget(connection: Connection, customer_ids: Iterable[UUID]) -> int:
    """Drop what is about any of these people, in the caller's transaction; return how many were.

    A draft is about those whom its place knows, and those whose id stands in its words.
    """
    people = set(customer_ids)
    signs = [str(one) for one in people]
    about = [
        one.place
        for one in everything(connection)
        if people.intersection(one.customer_ids) or any(sign in one.words for sign in signs)
    ]
    drop(connection, about)
    return len(about)
