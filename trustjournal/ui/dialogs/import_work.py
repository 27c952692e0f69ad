"""What an import does on the worker: looking at a file, reading it, deciding what to write."""

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from sqlalchemy import Connection, Engine

from trustjournal.domain.changes import Changeset
from trustjournal.errors import Cancelled, InvalidEntry, NotSaved
from trustjournal.exchange.contacts import ContactFile, read_contacts, size_warning
from trustjournal.i18n import _, ngettext
from trustjournal.store.targets import refuse_bad_target
from trustjournal.transfer import Duplicates, Plan, plan_contacts
from trustjournal.ui.session import Job


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it was read, and what importing it would do as of then."""

    path: Path
    file: ContactFile
    plan: Plan


def look_at(path: Path, _engine: Engine, _job: Job) -> str | None:
    """Return a question to ask before a large file is read."""
    return size_warning(path)


def read(
    path: Path, encoding: str | None, duplicates: Duplicates, engine: Engine, job: Job
) -> Preview:
    """Read a file and say what importing it would do."""
    file = read_contacts(path, encoding=encoding, progress=job.report)
    job.report(len(file.contacts))
    with engine.connect() as connection:
        return Preview(path, file, plan_contacts(connection, file, duplicates))


def plan(file: ContactFile, duplicates: Duplicates, connection: Connection) -> Plan:
    """Say what importing a file would do now."""
    return plan_contacts(connection, file, duplicates)


def decide(
    file: ContactFile, duplicates: Duplicates, stop: Event, connection: Connection
) -> Changeset:
    """Return what importing a file writes, as the journal is now.

    Raises:
        Cancelled: the owner stopped it; nothing is written.
        InvalidEntry: there is nothing to write.
    """
    changeset = plan_contacts(connection, file, duplicates).changeset
    if stop.is_set():
        raise Cancelled
    if not changeset.changes:
        raise InvalidEntry(nobody_new())
    return changeset


def nobody_new() -> str:
    """Return what is said where an import would change nothing."""
    return _("There is nothing to import: all of it is in your journal already.")


def counts(plan: Plan) -> str:
    """Say what an import would do in numbers: "12 new, 3 merged, 2 skipped"."""
    parts = [ngettext("{count} new", "{count} new", plan.added).format(count=plan.added)]
    if plan.merged:
        merged = ngettext("{count} merged", "{count} merged", plan.merged)
        parts.append(merged.format(count=plan.merged))
    if plan.skipped:
        skipped = ngettext("{count} skipped", "{count} skipped", plan.skipped)
        parts.append(skipped.format(count=plan.skipped))
    return ", ".join(parts)


def outcome(changeset: Changeset) -> str:
    """Say what an import did."""
    added = sum(change.before is None for change in changeset.changes)
    merged = len(changeset.changes) - added
    told = ngettext("Imported {count} person.", "Imported {count} people.", added)
    also = ngettext("Merged {count} person.", "Merged {count} people.", merged)
    parts = [told.format(count=added)] if added or not merged else []
    if merged:
        parts.append(also.format(count=merged))
    return " ".join(parts)


def write_problems(preview: Preview, target: Path, engine: Engine, _job: Job) -> Path:
    """Write the report of what is wrong in a file, to read or to pass on.

    Raises:
        NotSaved: the report cannot be written.
    """
    refuse_bad_target(engine, target)
    lines = [
        str(preview.path),
        f"{preview.plan.form}, {preview.file.encoding}",
        "",
        *(
            _("Row {row}: {text}").format(row=problem.row, text=problem.text)
            for problem in preview.file.problems
        ),
    ]
    try:
        target.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError as error:
        text = _("{path} could not be written: {why}.")
        raise NotSaved(text.format(path=target, why=error.strerror)) from error
    return target
