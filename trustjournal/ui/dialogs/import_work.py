"""What an import does on the worker: opening a file, a dry run, bringing it in, a report."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from trustjournal.domain.choices import Stage
from trustjournal.domain.incoming import Entry
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import Preferences
from trustjournal.errors import NotSaved
from trustjournal.exchange.forms import find_form, form_called, forms
from trustjournal.exchange.journal_lines import looks_whole, read_head
from trustjournal.exchange.large_files import large
from trustjournal.exchange.sources import Form, Reading, Source
from trustjournal.exchange.table_columns import FIELD
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.rows import FIELDS
from trustjournal.store.targets import refuse_bad_target
from trustjournal.store.writer import Written
from trustjournal.transfer.import_plan import Choices, Plan, report_lines
from trustjournal.transfer.importing import bring_in, look
from trustjournal.transfer.whole_journal import import_journal
from trustjournal.ui.dialogs.import_memory import Columns, key_of
from trustjournal.ui.dialogs.import_words import Rows, entry_rows
from trustjournal.ui.session import Job

REVIEWS = "reviews"
ASKS_MINE = frozenset({"mail", "whatsapp"})
"""The forms in which only the owner's own names or addresses tell who began."""
NAMED_IN = "whatsapp"
"""The form in which people stand by their names."""
PEOPLE, LOG = "contacts", "log"
BY_HAND = frozenset({PEOPLE, LOG})
"""The forms of tables that only the owner tells from one another for certain."""
_PEEK, _PEEK_AT_MOST = 8, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the owner wants a file read; what is blank or None is found out.

    `mine` are their own names and addresses as they typed them, parted by commas.
    """

    path: Path
    form: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    columns: Mapping[str, str] | None = None
    day_first: bool | None = None
    stage: Stage = Stage.CUSTOMER
    mine: str | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known from earlier imports: `mine` by form, the rest by the key of columns' names."""

    mine: Mapping[str, str]
    columns: Mapping[str, Columns]
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened as it was wished.

    `titles` are those of the journal's own fields, `forms` are keys and names of what else it may
    be.
    """

    wish: Wish
    form: Form
    source: Source
    peek: Rows
    titles: tuple[str, ...]
    forms: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A file that is not brought in entry by entry: `counts` are those of a whole journal."""

    path: Path
    counts: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What importing would do, and how many rows were read for it."""

    plan: Plan
    rows: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What was written, and what came of it all."""

    written: Written
    plan: Plan


def weigh(path: Path, _engine: Engine, job: Job) -> str:
    """Return what to ask before a large file is read, "" where there is no question.

    Nor is there one of a whole journal, which is asked about anyway.

    Raises:
        UnreadableFile: it cannot be read.
    """
    job.report(0)
    return "" if path.is_file() and looks_whole(path) else large(path)


def open_file(
    wish: Wish, remembered: Remembered, now: datetime, engine: Engine, job: Job
) -> Opened | Elsewhere:
    """Open a file as wished, and as before where nothing is said.

    Raises:
        UnreadableFile: it cannot be read, or not so.
        Cancelled: the owner stopped it.
    """
    path = wish.path
    if not wish.form and path.is_file() and looks_whole(path):
        return Elsewhere(path, read_head(path).counts)
    form = form_called(wish.form) if wish.form else find_form(path, wish.encoding)
    if form.key == REVIEWS:
        return Elsewhere(path)
    if wish.mine is None and form.key in ASKS_MINE:
        wish = replace(wish, mine=remembered.mine.get(form.key, ""))
    with engine.connect() as connection:
        owner = queries.preferences(connection)
        titles = tuple(one.title for one in queries.all_of(connection, CustomField))
    reading = _reading(wish, form, owner, now)
    source = form.open(path, reading)
    if not wish.form and form.key in BY_HAND and source.sheet is not None:
        key = key_of([column.name for column in source.sheet.columns])
        if remembered.forms.get(key) in BY_HAND - {form.key}:
            form = form_called(remembered.forms[key])
            source = form.open(path, reading)
    if source.sheet is not None and wish.columns is None:
        source = _as_remembered(form, source, reading, remembered.columns)
    job.report(0)
    named = [(one.key, one.name) for one in forms()]
    return Opened(wish, form, source, _peek(source, now, job), titles, named)


def look_over(opened: Opened, choices: Choices, now: datetime, engine: Engine, job: Job) -> Looked:
    """Return what importing a file would do.

    Raises:
        UnreadableFile, Cancelled: as `open_file`.
    """
    rows = 0

    def hear(count: int) -> None:
        nonlocal rows
        rows = count
        job.report(count)

    with engine.connect() as connection:
        plan = look(connection, opened.source, choices, hear, now=now)
    return Looked(plan, rows)


def bring(
    opened: Opened, choices: Choices, rows: int, now: datetime, engine: Engine, job: Job
) -> Brought:
    """Import a file of about so many rows.

    Raises:
        UnreadableFile, Cancelled: as `open_file`; nothing was written.
        StaleRecord, NotSaved: as `writer.commit_long`.
    """
    plans: list[Plan] = []

    def hear(count: int) -> None:
        job.report(count, max(rows, count) if rows else 0)

    written = bring_in(
        engine, opened.source, choices, opened.wish.path.name, hear, now=now, done=plans.append
    )
    return Brought(written, plans[0])


def bring_whole(path: Path, engine: Engine, job: Job) -> Written:
    """Import a whole journal into this one, which has to be empty.

    Raises:
        InvalidEntry, UnreadableFile, NotSaved, Cancelled: as `import_journal`.
    """
    counts = import_journal(path, engine, job.report)
    return Written(path.name, 0, sum(counts.values()), frozenset(FIELDS))


def write_report(plan: Plan, name: str, target: Path, engine: Engine, _job: Job) -> Path:
    """Write the report on an import, to read or to pass on.

    Raises:
        NotSaved: it cannot be written.
    """
    refuse_bad_target(engine, target)
    text = "\n".join((*report_lines(plan, name), ""))
    try:
        target.write_text(text, "utf-8", "replace")
    except OSError as error:
        told = _("{path} could not be written: {why}.")
        raise NotSaved(told.format(path=target, why=error.strerror)) from error
    return target


def _reading(wish: Wish, form: Form, owner: Preferences, now: datetime) -> Reading:
    mine = [part.strip() for part in (wish.mine or "").split(",")]
    names = (owner.owner, owner.business) if form.key == NAMED_IN else ()
    return Reading(
        encoding=wish.encoding,
        delimiter=wish.delimiter,
        columns=wish.columns,
        day_first=wish.day_first,
        zone=str(now.tzinfo),
        region=owner.country,
        stage=wish.stage,
        mine=frozenset((*mine, *names)) - {""},
        now=now,
    )


def _as_remembered(
    form: Form, source: Source, reading: Reading, remembered: Mapping[str, Columns]
) -> Source:
    """Return the table with its columns as the owner took them last, if they ever did."""
    sheet: Any = source.sheet
    kept = remembered.get(key_of([column.name for column in sheet.columns]), {})
    known = {target.key for target in sheet.targets}
    columns = {
        name: target for name, target in kept.items() if target in known or target.startswith(FIELD)
    }
    return form.open(source.path, replace(reading, columns=columns)) if columns else source


def _peek(source: Source, now: datetime, job: Job) -> Rows:
    if source.sheet is not None:
        found = source.sheet.columns
        rows = [(column.name, "  ·  ".join(column.samples)) for column in found]
        return Rows((_("Column"), _("What stands in it")), rows, 1)
    zone: Any = now.tzinfo
    return entry_rows(_first_entries(source, job), zone)


def _first_entries(source: Source, job: Job) -> Iterator[Entry]:
    stream: Any = source.entries(job.report)
    with closing(stream):
        some: Iterator[Entry | Problem] = islice(stream, _PEEK_AT_MOST)
        yield from islice((one for one in some if isinstance(one, Entry)), _PEEK)
