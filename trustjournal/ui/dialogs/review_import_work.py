"""What an import of reviews does on the worker: looking into a file, reading it, deciding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path
from threading import Event

from sqlalchemy import Connection, Engine

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.feedback_words import rating_words
from trustjournal.errors import Cancelled, InvalidEntry
from trustjournal.exchange.review_csv import (
    Layout,
    ReviewFile,
    Sample,
    look_into,
    read_reviews,
)
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _, ngettext
from trustjournal.services.feedback_import import Arrival, ImportPlan, plan_import
from trustjournal.store import queries
from trustjournal.store.feedback import heard_between
from trustjournal.ui.session import Job

_LETTERS = 240


@dataclass(frozen=True, slots=True)
class ReviewPreview:
    """A file as it was read, and what importing it would do as of then.

    `rows` are the reviews as a table shows them, made where they hold nobody up; `problems` what
    the owner should know, in the order of the rows.
    """

    file: ReviewFile
    plan: ImportPlan
    rows: Sequence[tuple[str, ...]]
    problems: Sequence[Problem]


def look(path: Path, encoding: str | None, _engine: Engine, _job: Job) -> Sample:
    """Return the columns of a file with what they seem to hold."""
    return look_into(path, encoding)


def read(sample: Sample, layout: Layout, today: date, engine: Engine, job: Job) -> ReviewPreview:
    """Read a file as `layout` says, and tell what importing it would do."""
    file = read_reviews(sample.path, layout, encoding=sample.encoding, progress=job.report)
    job.report(len(file.reviews))
    with engine.connect() as connection:
        planned = plan(file, today, connection)
    notes = [Problem(row, text) for row, text in planned.notes]
    problems = sorted([*file.problems, *notes], key=attrgetter("row"))
    rows = [_row(one, today) for one in planned.arrivals]
    return ReviewPreview(file, planned, rows, problems)


def plan(file: ReviewFile, today: date, connection: Connection) -> ImportPlan:
    """Return what importing a file would do now."""
    days = [one.heard_on for one in file.reviews]
    known = [day for day in days if day is not None]
    kept = heard_between(connection, known)
    return plan_import(file.reviews, queries.customers(connection), kept, today)


def decide(file: ReviewFile, today: date, stop: Event, connection: Connection) -> Changeset:
    """Return what importing a file writes, as the journal is now.

    Raises:
        Cancelled: the owner stopped it; nothing is written.
        InvalidEntry: there is nothing to write.
    """
    changeset = plan(file, today, connection).changeset
    if stop.is_set():
        raise Cancelled
    if not changeset.changes:
        raise InvalidEntry(nothing_new())
    return changeset


def nothing_new() -> str:
    """Return what is said where an import would add nothing."""
    return _("There is nothing to import: your journal has all of it already.")


def counts(plan: ImportPlan) -> str:
    """Say what an import would do in numbers: "12 new, 3 of them from people you know"."""
    said = [ngettext("{count} new", "{count} new", plan.added).format(count=plan.added)]
    if plan.matched:
        people = ngettext(
            "{count} of them from people you know",
            "{count} of them from people you know",
            plan.matched,
        )
        said.append(people.format(count=plan.matched))
    if plan.known:
        known = ngettext("{count} here already", "{count} here already", plan.known)
        said.append(known.format(count=plan.known))
    return ", ".join(said)


def outcome(changeset: Changeset) -> str:
    """Say what an import did."""
    count = len(changeset.changes)
    return ngettext("Imported {count} review.", "Imported {count} reviews.", count).format(
        count=count
    )


def _row(one: Arrival, today: date) -> tuple[str, ...]:
    said = one.incoming
    cells = (
        _("New") if one.is_new else _("Here already"),
        one.person.name if one.person else said.author or said.email,
        _("In your journal") if one.person else "",
        words.sentence(words.when(said.heard_on or today, today)),
        rating_words(said.rating, said.best),
        said.text,
    )
    return tuple(" ".join(text[:_LETTERS].split()) for text in cells)
