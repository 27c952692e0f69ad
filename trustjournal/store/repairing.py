"""Making anew what a journal derives from its records, and leaving out what nothing refers to.

No record is touched. A backup is made before by whoever asks for it.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, select, update

from trustjournal.i18n import _, ngettext
from trustjournal.store import balances, past, search
from trustjournal.store.checking import Checked, Part
from trustjournal.store.organising_tables import content
from trustjournal.store.presences import renew_presences
from trustjournal.store.schema import history, history_piece
from trustjournal.store.transaction import begin_write

Heard = Callable[[], object]


def repair(
    engine: Engine, checked: Checked, now: datetime, heard: Heard = lambda: None
) -> list[str]:
    """Mend what a check found, as far as that can be, and return in sentences what was done.

    Raises:
        NotSaved: the disk or the database refused; the journal is as it was.
        Cancelled: `heard` said so; the journal is as it was.
    """
    amiss = {finding.part for finding in checked.findings}
    done: list[str] = []
    if checked.is_damaged:
        return done
    with begin_write(engine) as connection:
        if Part.INDEXES in amiss:
            connection.exec_driver_sql("REINDEX")
            done.append(_("The indexes were made anew."))
        heard()
        if Part.PRESENCE in amiss:
            renew_presences(connection)
            done.append(_("Who was there was written down anew, from the touchpoints."))
        heard()
        if Part.SEARCH in amiss:
            connection.exec_driver_sql("DROP TABLE IF EXISTS touchpoint_search")
            search.create(connection)
            done.append(_("The search index was made anew, from the notes."))
        heard()
        if Part.HISTORY in amiss:
            done.append(_settle_history(connection, heard))
        if checked.spare:
            done.append(_leave_out(connection, checked.spare))
        heard()
        if amiss & {Part.DEPTH, Part.PRESENCE}:
            balances.reopen(connection)
    if Part.DEPTH in amiss:
        balances.ensure(engine, now, now.tzinfo or balances.UTC)
        done.append(_("Depth was weighed anew, from the records."))
    return done


def close_gaps(connection: Connection) -> None:
    """Let the pieces of long acts follow one another again; those without their act go."""
    orphans = history_piece.c.sequence.not_in(select(history.c.sequence))
    connection.execute(delete(history_piece).where(orphans))
    for sequence in past.gaps(connection):
        mine = history_piece.c.sequence == sequence
        query = select(history_piece.c.place).where(mine).order_by(history_piece.c.place)
        for place, was in enumerate(connection.execute(query).scalars().all(), start=1):
            if place != was:
                at = mine & (history_piece.c.place == was)
                connection.execute(update(history_piece).where(at).values(place=place))


def _settle_history(connection: Connection, heard: Heard) -> str:
    """Take out of the history what it could not take back: it would stand in the way of Undo."""
    looked = past.look_back(connection, lambda _count: heard())
    past.forget(connection, looked.missing | looked.changed)
    close_gaps(connection)
    return _("What the history could not take back was left out of it.")


def _leave_out(connection: Connection, spare: frozenset[str]) -> str:
    for digest in spare:
        connection.execute(delete(content).where(content.c.digest == digest))
    return ngettext(
        "What {count} file held that nothing refers to was removed.",
        "What {count} files held that nothing refers to was removed.",
        len(spare),
    ).format(count=len(spare))
