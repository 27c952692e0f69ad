"""Tables, people and calendars out of the journal, into files that appear only when whole."""

import os
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, tzinfo
from pathlib import Path
from typing import IO
from uuid import UUID

from sqlalchemy import Connection, Engine

from trustjournal.domain.incoming import Who
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import Customer
from trustjournal.domain.story_words import Told, tell
from trustjournal.errors import NotSaved
from trustjournal.exchange.csv_files import Form, write_table
from trustjournal.exchange.vcard_writer import Carded, Version, write_cards
from trustjournal.exchange.xlsx_files import write_workbook
from trustjournal.i18n import _
from trustjournal.store import calendar_entries, contents, queries, stories
from trustjournal.store.attachments import photos_of
from trustjournal.store.tables import COLUMNS, Choice, count_of, header_of, rows_of
from trustjournal.store.targets import refuse_bad_target

__all__ = [
    "COLUMNS",
    "Choice",
    "Form",
    "Version",
    "export_calendar",
    "export_people",
    "export_table",
    "export_workbook",
    "save",
    "tell_story",
    "whole_file",
]

Report = Callable[[int, int], None]
"""Hears how many rows are done and of how many (0 where unknown); may raise Cancelled."""


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
    with engine.connect() as connection, whole_file(path) as stream:
        header = header_of(connection, what, wanted)
        total = count_of(connection, what, wanted)
        return write_table(
            stream,
            header,
            rows_of(connection, what, wanted),
            form,
            decimal_comma=decimal_comma,
            progress=lambda done: report(done, total),
        )


def export_workbook(
    engine: Engine,
    what: str,
    path: Path,
    *,
    choice: Choice | None = None,
    report: Report = lambda _done, _total: None,
) -> int:
    """Write a table as a workbook (.xlsx) and return the number of its rows.

    The file appears under its name only when it is whole.

    Raises:
        InvalidEntry: there is no such table or column.
        NotSaved: the file cannot be written.
        Cancelled: `report` asked to stop; no file was left.
    """
    refuse_bad_target(engine, path)
    wanted = choice or Choice()
    with engine.connect() as connection, whole_file(path) as stream:
        total = count_of(connection, what, wanted)
        return write_workbook(
            stream,
            what,
            header_of(connection, what, wanted),
            rows_of(connection, what, wanted),
            progress=lambda done: report(done, total),
        )


def export_people(
    engine: Engine,
    path: Path,
    version: Version,
    *,
    customer_id: UUID | None = None,
    report: Report = lambda _done, _total: None,
) -> int:
    """Write everyone, or one, as vCards with their photos, and return how many there are.

    The file appears under its name only when it is whole.

    Raises:
        NotFound: the one is not, or no longer, in the journal.
        NotSaved: the file cannot be written.
        Cancelled: `report` asked to stop; no file was left.
    """
    refuse_bad_target(engine, path)
    with engine.connect() as connection:
        people = (
            queries.customers(connection)
            if customer_id is None
            else [queries.customer_by_id(connection, customer_id)]
        )
        with whole_file(path) as stream:
            return write_cards(
                stream,
                _carded(connection, people),
                version,
                progress=lambda done: report(done, len(people)),
            )


def _carded(connection: Connection, people: Sequence[Customer]) -> Iterator[Carded]:
    """Yield each with what other records say of them; photos are read one at a time."""
    names = {one.id: one.name for one in queries.people(connection)}
    fields = stories.custom_fields(connection)
    belongs: defaultdict[UUID, list[tuple[Who, str]]] = defaultdict(list)
    for one in queries.all_of(connection, Membership):
        belongs[one.customer_id].append((Who(name=names[one.of_id], id=one.of_id), one.role))
    photos = {one.customer_id: one for one in photos_of(connection, (who.id for who in people))}
    for who in people:
        photo = photos.get(who.id)
        yield Carded(
            customer=who,
            custom=tuple(stories.custom_values(who, fields)),
            belongs_to=tuple(belongs.get(who.id, ())),
            referred_by=names.get(who.referred_by, "") if who.referred_by else "",
            photo=contents.read(connection, photo.digest) if photo else b"",
            media_type=photo.media_type if photo else "",
        )


def tell_story(engine: Engine, customer_id: UUID, now: datetime, zone: tzinfo) -> Told:
    """Return a person's whole story in words, as of the aware instant `now`.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    with engine.connect() as connection:
        return tell(stories.read_held(connection, customer_id, now, zone))


def save(engine: Engine, path: Path, content: bytes) -> None:
    """Write a file that is made already, whole or not at all.

    Raises:
        NotSaved: the file cannot be written.
    """
    refuse_bad_target(engine, path)
    with whole_file(path) as stream:
        stream.write(content)


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
    with whole_file(path) as stream:
        stream.write(ical.calendar(found, now, with_words=with_words))
    return len(found)


@contextmanager
def whole_file(path: Path) -> Generator[IO[bytes]]:
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
