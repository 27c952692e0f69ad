"""Any file into the journal: first what it would do, then all of it under one Undo."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from trustjournal.domain.changes import Change
from trustjournal.exchange.sources import Source
from trustjournal.exchange.text_files import Progress, no_progress
from trustjournal.i18n import _
from trustjournal.store import contents, writer
from trustjournal.store.writer import Written
from trustjournal.transfer.deciding import Deciding
from trustjournal.transfer.import_plan import Choices, Plan


def tell_nobody(_plan: Plan) -> None:
    """Tell nobody what was done."""


def look(
    connection: Connection,
    source: Source,
    choices: Choices,
    progress: Progress = no_progress,
    *,
    now: datetime,
) -> Plan:
    """Return what `bring_in` would do, without doing it; `now` is aware, in the owner's zone.

    `progress` hears rows at least every 500.

    Raises:
        UnreadableFile: the disk failed.
        Cancelled: `progress` said so.
    """
    choices = replace(choices, all_or_nothing=False)
    deciding = Deciding(connection, source, choices, now, is_dry=True)
    for _batch in deciding.batches(progress):
        pass
    return deciding.tally.plan()


def bring_in(
    engine: Engine,
    source: Source,
    choices: Choices,
    name: str,
    progress: Progress = no_progress,
    *,
    now: datetime,
    done: Callable[[Plan], None] = tell_nobody,
) -> Written:
    """Bring everything in, in one transaction and under one Undo; `name` is the file's.

    What is in the journal by its id stays as it is, so that the same file again adds nothing.
    `done` hears what came of it once it is written. Memory does not grow with touchpoints but by
    their ids.

    Raises:
        UnreadableFile: the disk failed.
        Cancelled: `progress` said so; nothing was left.
        InvalidEntry: there is a problem, and the owner wants all or nothing.
        StaleRecord, NotSaved: as `writer.commit_long`.
    """
    plans: list[Plan] = []

    def batches(connection: Connection) -> Iterator[Sequence[Change]]:
        deciding = Deciding(connection, source, choices, now, is_dry=False)
        for batch in deciding.batches(progress):
            contents.keep(connection, deciding.contents)
            yield batch
        plans.append(deciding.tally.plan())

    written = writer.commit_long(engine, _("Import {name}").format(name=name), batches)
    done(plans[0])
    return written
