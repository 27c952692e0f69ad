"""A journal whole: into one file of JSON Lines or a zip, and out of it into an empty journal."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, StatementError

from trustjournal.errors import InvalidEntry, NotSaved, StaleRecord, UnreadableFile
from trustjournal.exchange import journal_lines
from trustjournal.exchange.journal_form import CONTENT
from trustjournal.i18n import _
from trustjournal.store import copying
from trustjournal.store.schema import HEAD
from trustjournal.store.targets import refuse_bad_target
from trustjournal.store.transaction import begin_write
from trustjournal.transfer.exporting import Report, whole_file

_ZIP = ".zip"


def export_journal(
    engine: Engine, path: Path, report: Report = lambda _done, _total: None
) -> dict[str, int]:
    """Write the whole journal and return how many rows of each kind there are.

    Where the name ends in .zip, attached files stand beside the lines; else they are in them.
    The file appears under its name only when it is whole.

    Raises:
        NotSaved: the file cannot be written.
        Cancelled: `report` asked to stop; no file was left.
    """
    refuse_bad_target(engine, path)
    with engine.connect() as connection, whole_file(path) as stream:
        counts = copying.counts(connection)
        heard = counting(report, sum(counts.values()))
        if path.suffix.lower() == _ZIP:
            lines = _batches(connection, [name for name in counts if name != CONTENT], heard)
            files = _batches(connection, [CONTENT], heard)
            journal_lines.write_zip(stream, HEAD, counts, lines, files)
        else:
            lines = _batches(connection, list(counts), heard)
            journal_lines.write_lines(stream, HEAD, counts, lines)
    return counts


def import_journal(
    path: Path, engine: Engine, report: Report = lambda _done, _total: None
) -> dict[str, int]:
    """Read a whole journal into an empty one and return how many rows of each kind there are.

    Ids, revisions, numbers and history are what they were. What was written is read back and
    held against the file before it is kept; it is kept whole or not at all.

    Raises:
        InvalidEntry: the journal is not empty.
        UnreadableFile: the file is damaged, or from a newer version.
        NotSaved: the disk or the database refused.
        Cancelled: `report` asked to stop; nothing was kept.
    """
    head = journal_lines.read_head(path)
    if head.schema > HEAD:
        raise UnreadableFile(
            _(
                "This journal was written by a newer version of Trust Journal. "
                "Nothing was imported; install the newer version to read it."
            )
        )
    # Each row is heard of twice: when it is written, and when it is read back.
    heard = counting(report, 2 * sum(head.counts.values()))
    try:
        with begin_write(engine) as connection:
            written = _pour(connection, path, heard)
            copying.settle(connection)
            confirm(connection, written, heard)
    except StaleRecord as error:
        raise UnreadableFile(
            _(
                "Something in “{path}” is there twice, or names what is missing in it. "
                "Nothing was imported."
            ).format(path=path)
        ) from error
    return dict(written.counts)


def confirm(
    connection: Connection, written: copying.Fingerprint, heard: Callable[[int], None]
) -> None:
    """Read a journal back and hold it against what was written.

    Raises:
        NotSaved: it is not the same.
    """
    apart = copying.fingerprint(connection, heard).apart(written)
    if apart:
        raise NotSaved(
            _(
                "What was written did not read back as it should ({tables}); nothing was kept."
            ).format(tables=", ".join(apart))
        )


def refuse_unless_empty(connection: Connection) -> None:
    """Refuse to write over what somebody wrote down.

    Raises:
        InvalidEntry: the journal holds entries, or a history of them.
    """
    if not copying.is_empty(connection):
        raise InvalidEntry(
            _(
                "There are entries in this journal already. "
                "Make a new journal, and bring the whole one into that."
            )
        )


def counting(report: Report, total: int) -> Callable[[int], None]:
    """Return what is told how many rows are done more, and reports how many are done."""
    done = 0

    def heard(count: int) -> None:
        nonlocal done
        done += count
        report(done, total)

    return heard


def _pour(connection: Connection, path: Path, heard: Callable[[int], None]) -> copying.Fingerprint:
    refuse_unless_empty(connection)
    copying.make_room(connection)
    written = copying.Fingerprint()
    for batch in journal_lines.read_batches(path, copying.size_of_batch):
        try:
            copying.pour(connection, batch.kind, batch.rows)
        except DBAPIError:
            raise
        except (StatementError, ArithmeticError) as error:
            raise UnreadableFile(
                _(
                    "Between lines {first} and {last} is a value no journal can hold. "
                    "Nothing was imported."
                ).format(first=batch.line - len(batch.rows) + 1, last=batch.line)
            ) from error
        written.add(batch.kind, batch.rows)
        heard(len(batch.rows))
    return written


def _batches(
    connection: Connection, names: list[str], heard: Callable[[int], None]
) -> Iterator[journal_lines.Rows]:
    for name in names:
        for rows in copying.batches(connection, name):
            yield name, rows
            heard(len(rows))
