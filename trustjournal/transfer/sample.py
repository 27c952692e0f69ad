"""The sample book into a journal and out of it, and the first page of a new journal."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection, Engine

from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import (
    Evening,
    Feedback,
    Preferences,
    Record,
    StageRule,
    TagRule,
    Wish,
)
from trustjournal.exchange import sample_book
from trustjournal.i18n import _
from trustjournal.paths import resource
from trustjournal.store import queries, writer
from trustjournal.store.rows import by_ids


def begin_book(engine: Engine, preferences: Preferences) -> None:
    """Write down who the owner is, in a journal that was just made."""
    label = _("Begin the journal")
    writer.commit(engine, Changeset(label, (Change.create(preferences),)))


def sample(today: date, zone: str) -> Changeset:
    """Return the changeset that lays out the sample book as of `today`."""
    records = sample_book.read(resource("sample"), today, zone)
    return Changeset(_("Add the sample book"), tuple(Change.create(found) for found in records))


def rest_of_sample(connection: Connection, staying: Callable[[Feedback], bool]) -> list[Record]:
    """Return what of the sample book hangs on nobody, apart from wishes that others share.

    `staying` tells of feedback whether it stays in the journal.
    """
    known = sample_book.read(resource("sample"), date(2000, 1, 1), "UTC")
    kinds = (Wish, TagRule, StageRule, Evening)
    found: list[Record] = []
    for kind in kinds:
        ids = [one.id for one in known if isinstance(one, kind)]
        found += by_ids(connection, kind, ids).values()
    ids = [one.id for one in known if isinstance(one, Feedback) and one.customer_id is None]
    spoken = by_ids(connection, Feedback, ids)
    shared = {
        one.wish_id
        for one in queries.all_of(connection, Feedback)
        if one.id not in spoken and staying(one)
    }
    return [*spoken.values(), *(one for one in found if one.id not in shared)]


def add_sample(engine: Engine, today: date, zone: str) -> None:
    """Lay out the sample book in an open journal."""
    writer.commit(engine, sample(today, zone))
