"""A journal as a plain dict, to which changesets are applied and from which they are taken."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Record

_Record = TypeVar("_Record", bound=Record)
Journal = dict[UUID, Record]


def journal_of(records: Iterable[Record]) -> Journal:
    return {record.id: record for record in records}


def applied(journal: Journal, changeset: Changeset) -> Journal:
    """Return the journal after a changeset, which must find what it says was there."""
    after = dict(journal)
    for change in changeset.changes:
        assert after.get(change.record.id) == change.before
        if change.after is None:
            del after[change.record.id]
        else:
            if change.before is not None:
                assert change.after.id == change.before.id
                assert change.after.revision != change.before.revision
            after[change.record.id] = change.after
    return after


def there_and_back(changeset: Changeset, *records: Record) -> Journal:
    """Return the journal after a changeset, having checked that its inverse restores `records`."""
    before = journal_of(records)
    after = applied(before, changeset)
    assert changeset.label
    back = changeset.inverse("back")
    restored = dict(after)
    for change in back.changes:
        assert restored.get(change.record.id) == change.before
        if change.after is None:
            del restored[change.record.id]
        else:
            restored[change.record.id] = change.after
    assert restored == before
    return after


def the(kind: type[_Record], journal: Journal) -> _Record:
    """Return the only record of a kind."""
    (record,) = (record for record in journal.values() if isinstance(record, kind))
    return record
