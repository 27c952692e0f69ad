"""Making a journal of rows that were salvaged one by one: what names something lost is mended.

Nothing that could be read is thrown away for what is lost beside it, but for the names of attached
files that hold nothing any more, which are told.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    Connection,
    Engine,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from trustjournal.domain.changes import new_revision
from trustjournal.domain.records import Customer, Touchpoint
from trustjournal.i18n import _
from trustjournal.store import past, search
from trustjournal.store.organising_tables import attachment, content
from trustjournal.store.presences import renew_presences
from trustjournal.store.repairing import close_gaps
from trustjournal.store.row_shapes import SHAPES
from trustjournal.store.rows import FIELDS
from trustjournal.store.salvaged import WORDS, salvaged_tag
from trustjournal.store.schema import customer, metadata, presence, touchpoint
from trustjournal.store.transaction import begin_write

_PRESENT = text(
    "SELECT DISTINCT unhex(replace(j.value, '-', '')) FROM touchpoint, "
    "json_each(touchpoint.customer_ids) AS j "
    "WHERE NOT EXISTS (SELECT 1 FROM customer "
    "WHERE customer.id = unhex(replace(j.value, '-', '')))"
)


_KNOWN = (*("happened_at", "began", "kind", "feeling", "question", "answered_at", "resolved_at"),)


@dataclass(frozen=True, slots=True)
class Mended:
    """How many rows of each table were found and are known to be missing, and what was mended."""

    found: Mapping[str, int]
    missing: Mapping[str, int]
    named_again: int
    came_back: int
    unlinked: int
    lost_files: tuple[str, ...]


def mend(
    engine: Engine,
    renamed: Mapping[str, tuple[str, int]],
    zone: tzinfo,
    heard: Callable[[], object],
) -> Mended:
    """Make a journal of what lies in the tables, in one transaction.

    `renamed` has the files whose bytes are not what they were: the new digest and size by the old.
    `zone` is where the owner is: that of touchpoints that were lost is not known.

    Raises:
        NotSaved: the disk refused.
    """
    with begin_write(engine) as connection:
        for old, (digest, size) in renamed.items():
            known = update(attachment).where(attachment.c.digest == old)
            connection.execute(known.values(digest=digest, size=size))
        lost_files = _let_go_of_empty_files(connection)
        heard()
        found = _counts(connection)
        came_back = _bring_back(connection, zone)
        unlinked = _unlink(connection)
        wanted = _wanted(connection)
        close_gaps(connection)
        looked = past.look_back(connection, lambda _count: heard(), wanted)
        past.forget(connection, looked.missing | looked.changed)
        _name_again(connection, wanted, looked.images)
        heard()
        renew_presences(connection)
        heard()
        search.renew(connection)
    missing = dict(looked.missing_by_table)
    missing["touchpoint"] = missing.get("touchpoint", 0) + came_back
    return Mended(found, missing, len(wanted), came_back, unlinked, lost_files)


def _counts(connection: Connection) -> dict[str, int]:
    there = {shape.table.name: shape.table for shape in SHAPES}
    return {
        name: connection.execute(select(func.count()).select_from(there[name])).scalar_one()
        for name in sorted(there, key=list(WORDS).index)
    }


def _let_go_of_empty_files(connection: Connection) -> tuple[str, ...]:
    empty = attachment.c.digest.not_in(select(content.c.digest))
    names = connection.execute(select(attachment.c.name).where(empty)).scalars().all()
    connection.execute(delete(attachment).where(empty))
    return tuple(names)


def _bring_back(connection: Connection, zone: tzinfo) -> int:
    """Add the touchpoints that were lost, as far as it is known who was there; return how many."""
    query = select(presence).order_by(presence.c.touchpoint_id)
    count = 0
    for which, rows in groupby(connection.execute(query).mappings(), itemgetter("touchpoint_id")):
        there = list(rows)
        known = {name: there[0][name] for name in _KNOWN}
        lost = Touchpoint(
            id=which,
            revision=new_revision(),
            zone=getattr(zone, "key", "UTC"),
            customer_ids=tuple(row["customer_id"] for row in there),
            note=_("What was noted here was lost."),
            **known,
        )
        connection.execute(
            insert(touchpoint), {name: getattr(lost, name) for name in FIELDS[Touchpoint]}
        )
        count += 1
    return count


def _unlink(connection: Connection) -> int:
    """Let go of what names something other than people that is not there; return how often."""
    count = 0
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            column, parent = key.parent, key.column
            if column.nullable and parent.table is not customer:
                lost = column.is_not(None) & column.not_in(select(parent))
                done = connection.execute(update(table).where(lost).values({column: None}))
                count += done.rowcount
    return count


def _wanted(connection: Connection) -> set[UUID]:
    """Return the people whom something names and who are not there."""
    wanted = {UUID(bytes=row[0]) for row in connection.execute(_PRESENT)}
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is customer:
                query = select(key.parent).where(
                    key.parent.is_not(None), key.parent.not_in(select(customer.c.id))
                )
                wanted.update(connection.execute(query.distinct()).scalars())
    return wanted


def _name_again(
    connection: Connection, wanted: Collection[UUID], images: Mapping[UUID, bytes]
) -> None:
    """Add people whose own entry was lost: as the history knew them last, or without a name."""
    people: list[dict[str, Any]] = []
    for number, which in enumerate(sorted(wanted), start=1):
        image = images.get(which)
        person = (
            msgspec.json.decode(image, type=Customer)
            if image is not None
            else Customer(
                id=which,
                revision=new_revision(),
                name=_("Name lost ({number})").format(number=number),
            )
        )
        tags = tuple(dict.fromkeys((*person.tags, salvaged_tag())))
        person = replace(person, revision=new_revision(), tags=tags, referred_by=None)
        people.append({name: getattr(person, name) for name in FIELDS[Customer]})
    if people:
        connection.execute(insert(customer), people)
