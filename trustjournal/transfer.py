"""Jobs that join layers: bring contacts in, hand tables out, lay out the sample book."""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import IO
from uuid import UUID

from sqlalchemy import Connection, Engine

from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.matching import Reason, find_matches
from trustjournal.domain.records import (
    Customer,
    Evening,
    Feedback,
    Preferences,
    Record,
    StageRule,
    TagRule,
    Wish,
)
from trustjournal.errors import NotSaved
from trustjournal.exchange import sample_book
from trustjournal.exchange.contacts import ContactFile
from trustjournal.exchange.csv_files import Form, write_table
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _, ngettext
from trustjournal.paths import resource
from trustjournal.services.customers import merge_contact
from trustjournal.store import calendar_entries, queries, writer
from trustjournal.store.rows import by_ids
from trustjournal.store.tables import COLUMNS, Choice, count_of, header_of, rows_of
from trustjournal.store.targets import refuse_bad_target

__all__ = ["COLUMNS", "Choice", "Duplicates", "Form", "Plan", "export_table", "plan_contacts"]

Report = Callable[[int, int], None]
"""Hears how many rows are done and of how many (0 where unknown); may raise Cancelled."""


class Duplicates(StrEnum):
    """What to do with contacts that the journal has already."""

    SKIP = "skip"
    MERGE = "merge"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Found:
    """A contact of the file that somebody in the journal, or earlier in the file, looks like."""

    row: int
    incoming: Customer
    existing: Customer
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; nothing is written before `changeset` is committed."""

    form: str
    added: int
    merged: int
    skipped: int
    found: tuple[Found, ...]
    problems: tuple[Problem, ...]
    changeset: Changeset


def plan_contacts(connection: Connection, file: ContactFile, duplicates: Duplicates) -> Plan:
    """Decide what becomes of each contact; two of the file that are one count as duplicates."""
    gathering = _Gathering(file, queries.customers(connection))
    gathering.decide(duplicates)
    label = ngettext("Import {count} person", "Import {count} people", gathering.touched).format(
        count=gathering.touched
    )
    return Plan(
        form=file.form.value,
        added=len(gathering.added),
        merged=gathering.merged,
        skipped=gathering.skipped,
        found=tuple(gathering.found),
        problems=tuple(file.problems),
        changeset=Changeset(label, gathering.changes()),
    )


def export_table(
    engine: Engine,
    what: str,
    path: Path,
    *,
    form: Form = Form.SPREADSHEET,
    choice: Choice | None = None,
    decimal_comma: bool = False,
    report: Report = lambda _done, _total: None,
) -> int:
    """Write a table as CSV and return the number of its rows.

    The file appears under its name only when it is whole.

    Raises:
        InvalidEntry: there is no such table or column.
        NotSaved: the file cannot be written.
        Cancelled: `report` asked to stop; no file was left.
    """
    refuse_bad_target(engine, path)
    wanted = choice or Choice()
    header = header_of(what, wanted)
    with engine.connect() as connection, _whole_file(path) as stream:
        total = count_of(connection, what, wanted)
        return write_table(
            stream,
            header,
            rows_of(connection, what, wanted),
            form,
            decimal_comma=decimal_comma,
            progress=lambda done: report(done, total),
        )


def export_calendar(
    engine: Engine, path: Path, now: datetime, zone: tzinfo, *, with_words: bool = False
) -> int:
    """Write what is ahead as an iCalendar file and return how many entries it has.

    The file appears under its name only when it is whole. It holds the owner's own words only
    `with_words`.

    Raises:
        NotSaved: the file cannot be written.
    """
    # icalendar takes a fifth of a second to import; only this needs it.
    from trustjournal.exchange import ical

    refuse_bad_target(engine, path)
    with engine.connect() as connection:
        found = calendar_entries.entries(connection, now, zone)
    with _whole_file(path) as stream:
        stream.write(ical.calendar(found, now, with_words=with_words))
    return len(found)


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


@contextmanager
def _whole_file(path: Path) -> Generator[IO[bytes]]:
    """Give a stream to write to; the file takes its name once all of it is on the disk."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise NotSaved(
            _("{path} could not be written: {why}.").format(path=path, why=error.strerror)
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


class _Gathering:
    """The outcome of an import as it grows, contact by contact."""

    def __init__(self, file: ContactFile, known: list[Customer]) -> None:
        self.added: dict[UUID, Customer] = {}
        self.found: list[Found] = []
        self.merged = 0
        self.skipped = 0
        self._file = file
        self._known = known
        self._before: dict[UUID, Customer] = {}
        self._after: dict[UUID, Customer] = {}

    @property
    def touched(self) -> int:
        return len(self.added) + len(self._after)

    def decide(self, duplicates: Duplicates) -> None:
        """Add, merge or skip every contact of the file."""
        incoming = [contact.customer for contact in self._file.contacts]
        matches = {match.incoming_index: match for match in find_matches(incoming, self._known)}
        became: list[Customer] = []
        for index, contact in enumerate(self._file.contacts):
            match = matches.get(index)
            target = None
            if match is not None:
                target = match.existing or became[match.earlier_index or 0]
                self.found.append(Found(contact.row, contact.customer, target, match.reason))
            if target is None or duplicates is Duplicates.NEW:
                target = contact.customer
                self.added[target.id] = target
            elif duplicates is Duplicates.MERGE:
                self._merge(target, contact.customer)
            else:
                self.skipped += 1
            became.append(target)

    def changes(self) -> tuple[Change, ...]:
        merged = [
            Change.update(before, **_differences(before, self._after[which]))
            for which, before in self._before.items()
        ]
        return (*(Change.create(found) for found in self.added.values()), *merged)

    def _merge(self, target: Customer, incoming: Customer) -> None:
        current = self.added.get(target.id) or self._after.get(target.id, target)
        fields = merge_contact(current, incoming)
        if not fields:
            self.skipped += 1
            return
        self.merged += 1
        whole = replace(current, **fields)
        if target.id in self.added:
            self.added[target.id] = whole
        else:
            self._before.setdefault(target.id, target)
            self._after[target.id] = whole


def _differences(before: Record, after: Record) -> dict[str, object]:
    return {
        name: getattr(after, name)
        for name in before.__dataclass_fields__
        if getattr(after, name) != getattr(before, name)
    }
