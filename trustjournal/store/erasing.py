"""Taking a person out of the journal for good: their words are nowhere in its file afterwards.

They leave as by deletion, and in the same transaction the history, the search index, the drafts
and the contents of files are cleared of them; then the file is packed anew. Whoever was deleted
earlier leaves what they are still in. What the owner wrote about them elsewhere is the owner's,
and is told of before. Backups made before keep what they hold until they are thinned out.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from uuid import UUID

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, bindparam, delete, select
from sqlalchemy.exc import DBAPIError

from trustjournal.domain.attached import Attached
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.erasing import MOST, Going
from trustjournal.domain.finding import fold
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import (
    Customer,
    Feedback,
    Gesture,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.domain.search_query import Query, Words
from trustjournal.i18n import _
from trustjournal.store import drafts, finding, queries, search, writer
from trustjournal.store.attached import attached_to
from trustjournal.store.columns import metadata
from trustjournal.store.gone import Remembered, remembered
from trustjournal.store.organising_tables import attachment, content
from trustjournal.store.rows import by_ids
from trustjournal.store.schema import customer
from trustjournal.store.scrubbing import Report, Scrub, relabel, scrub
from trustjournal.store.transaction import begin_write


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: in how many steps of the history they were, and how many drafts were theirs.

    `unpacked` says why the file could not be packed anew, "" where it was. It was overwritten
    where they stood all the same.
    """

    name: str
    changeset: Changeset
    steps: int
    drafts: int
    unpacked: str = ""


def going(connection: Connection, customer_id: UUID, now: datetime, zone: tzinfo) -> Going:
    """Return what erasing a person, in the journal or deleted earlier, would take away.

    Raises:
        NotFound: nobody has the id, and nobody had it of whom the history knows anything.
    """
    person = queries.customers_by_id(connection, [customer_id]).get(customer_id)
    if person is None:
        return _going_of_gone(connection, remembered(connection, customer_id), now, zone)
    found = attached_to(connection, [customer_id])
    touchpoints = {one.id for one in found.touchpoints}
    shared = {one.id for one in found.touchpoints if len(set(one.customer_ids)) > 1}
    files = [one for one in found.attachments if _leaves(one, person.id, found)]
    with_others = [one for one in files if one.touchpoint_id in shared]
    return Going(
        customer=person,
        alone=len(touchpoints) - len(shared),
        shared=len(shared),
        promises=sum(one.customer_id == person.id for one in found.promises),
        gestures=sum(isinstance(one, Gesture) for one in found.own),
        feedback=sum(isinstance(one, Feedback) for one in found.own),
        files=len(files) - len(with_others),
        shared_files=len(with_others),
        drafts=len(_drafts_about(connection, person)),
        mentions=_mentions(connection, person, touchpoints, now, zone),
    )


def erase(
    engine: Engine,
    customer_id: UUID,
    deletion: Callable[[Connection, Customer], Changeset],
    *,
    keep_shared: bool = True,
    report: Report = lambda _done, _total: None,
) -> Erased:
    """Erase a person for good; `deletion` decides what goes with one who is in the journal.

    Without `keep_shared` the notes and files of touchpoints that they had with others go as well.
    `report` hears how many steps of the history are done; whoever was made one with them before
    is struck out of it, too.

    Raises:
        NotFound: nobody has the id, and nobody had it of whom the history knows anything.
        Cancelled: as `report` raises it; nothing is gone.
        NotSaved, StaleRecord: as `writer.commit`; nothing is gone.
    """
    # A backup made first would keep what is to be nowhere.
    with begin_write(engine.execution_options(precaution=None)) as connection:
        person = queries.customers_by_id(connection, [customer_id]).get(customer_id)
        if person is None:
            known = remembered(connection, customer_id)
            person, changes, work = known.person, *_of_gone(connection, known, keep_shared)
        else:
            changes = deletion(connection, person).changes
            if not keep_shared:
                changes = tuple(_without_notes(change, customer_id) for change in changes)
            work = Scrub({customer_id}, _stayers(changes), keep_shared)
        done = Changeset(_("Erase a person for good"), changes)
        written = writer.apply(connection, done)
        steps = scrub(connection, work, written.sequence, report)
        relabel(connection, _names_of_nobody(connection, work.names))
        _drop_contents(connection, work.digests - work.kept)
        about = _drafts_about(connection, person)
        drafts.drop(connection, about)
        dropped = len(about) + drafts.forget(connection, work.people)
        search.renew(connection)  # what only leaves it may stay in a corner of its pages
    return Erased(person.name, done, steps, dropped, _packed(engine))


def _going_of_gone(connection: Connection, known: Remembered, now: datetime, zone: tzinfo) -> Going:
    files = known.ids(Attachment)
    kept = by_ids(connection, Attachment, files)
    return Going(
        customer=known.person,
        alone=len(known.alone),
        shared=len(by_ids(connection, Touchpoint, known.shared)),
        promises=len(known.ids(Promise)),
        gestures=len(known.ids(Gesture)),
        feedback=len(known.ids(Feedback)),
        files=len(files) - len(kept),
        shared_files=len(kept),
        drafts=len(_drafts_about(connection, known.person)),
        mentions=_mentions(connection, known.person, known.shared, now, zone),
        deleted_at=known.deleted_at,
    )


def _of_gone(
    connection: Connection, known: Remembered, keep_shared: bool
) -> tuple[tuple[Change, ...], Scrub]:
    """Return what is still to change where somebody left earlier, and what to strike out."""
    if keep_shared:
        return (), Scrub(set(known.people), {}, keep_shared)
    silenced = frozenset(known.shared | known.ids(Attachment))
    files = by_ids(connection, Attachment, silenced).values()
    touchpoints = by_ids(connection, Touchpoint, silenced).values()
    changes = (
        *(Change.delete(one) for one in files),
        *(Change.update(one, note="") for one in touchpoints if one.note),
    )
    return changes, Scrub(set(known.people), {}, keep_shared, silenced)


def _leaves(file: Attachment, customer_id: UUID, found: Attached) -> bool:
    return file.customer_id == customer_id or any(
        one.id == file.touchpoint_id and set(one.customer_ids) == {customer_id}
        for one in found.touchpoints
    )


def _mentions(
    connection: Connection,
    person: Customer,
    touchpoints: Collection[UUID],
    now: datetime,
    zone: tzinfo,
) -> tuple[Record, ...]:
    """Return where else than in their touchpoints their whole name stands."""
    asked = Query((Words(" ".join(person.name.split()), whole=True),))
    hits = [
        *finding.people(connection, asked, now, zone, MOST),
        *finding.newest_notes(connection, asked, MOST).hits,
        *finding.others(connection, asked, now, zone, MOST),
    ]
    theirs = {person.id, *touchpoints}
    return tuple(
        hit.record
        for hit in hits
        if hit.record.id not in theirs and finding.customer_of(hit.record) != person.id
    )


def _stayers(changes: Sequence[Change]) -> dict[UUID, UUID]:
    return {
        change.after.id: change.after.customer_ids[0]
        for change in changes
        if isinstance(change.after, Touchpoint)
    }


def _without_notes(change: Change, customer_id: UUID) -> Change:
    """Return a change that also takes away what was noted of them and others."""
    before, after = change.before, change.after
    if isinstance(before, Attachment) and before.customer_id == customer_id:
        return Change.delete(before)
    if isinstance(after, Touchpoint):
        return Change(before, replace(after, note=""))
    return change


def _drop_contents(connection: Connection, digests: Collection[str]) -> None:
    """Take away contents that nothing refers to any more."""
    kept = select(attachment.c.digest)
    rows = [{"which": one} for one in digests]
    if rows:
        unused = delete(content).where(content.c.digest.not_in(kept))
        connection.execute(unused.where(content.c.digest == bindparam("which")), rows)


def _drafts_about(connection: Connection, person: Customer) -> list[str]:
    """Return the places of drafts about them, by name where no other has it.

    By name because what is typed of somebody knows of no person yet.
    """
    name = next(iter(_names_of_nobody(connection, {person.name}, but=person.id)), "")
    said = re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)") if name else None
    return [
        one.place
        for one in drafts.everything(connection)
        if person.id in one.customer_ids
        or str(person.id) in one.words
        or (said and said.search(fold(one.words)))
    ]


def _names_of_nobody(
    connection: Connection, names: Collection[str], but: UUID | None = None
) -> set[str]:
    """Return those of the names that nobody in the journal has, `but` one person."""
    query = select(customer.c.name)
    rows = connection.execute(query.where(customer.c.id != but) if but else query)
    taken = {fold(name.strip()) for name in rows.scalars()}
    return {name for name in names if fold(name.strip()) not in taken}


def _packed(engine: Engine) -> str:
    """Write the file anew, so that no free page holds a word; return why that failed, if so."""
    try:
        if engine.dialect.name == "sqlite":
            _pack_file(engine)
        else:
            _pack_tables(engine)
    except MemoryError:  # all of it is held there meanwhile
        return _("there is too little memory")
    except (DBAPIError, driver.Error) as error:
        return str(error.orig if isinstance(error, DBAPIError) else error)
    return ""


def _pack_file(engine: Engine) -> None:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        connection.close()
    if busy:
        raise driver.OperationalError(_("another program is reading the journal"))


def _pack_tables(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in metadata.sorted_tables:
            connection.exec_driver_sql(f'VACUUM (FULL) "{table.name}"')
