"""A copy of a journal in another database: a file or a server, from either.

What is copied is read back and compared, table by table, before it is kept.
"""

from sqlalchemy import Engine

from trustjournal.errors import NotSaved, StaleRecord
from trustjournal.i18n import _
from trustjournal.store import copying
from trustjournal.store.transaction import begin_write
from trustjournal.transfer.exporting import Report
from trustjournal.transfer.whole_journal import confirm, counting, refuse_unless_empty


def copy_journal(
    source: Engine, target: Engine, report: Report = lambda _done, _total: None
) -> dict[str, int]:
    """Copy everything into an empty journal and return how many rows of each kind there are.

    Ids, revisions, numbers and history are what they were.

    Raises:
        InvalidEntry: the target is not empty.
        NotSaved: a database refused, or the copy is not the same; nothing of it was kept.
        Cancelled: `report` asked to stop; nothing was kept.
    """
    try:
        with source.connect() as reading, begin_write(target) as writing:
            refuse_unless_empty(writing)
            copying.make_room(writing)
            # Each row is heard of twice: when it is copied, and when it is read back.
            heard = counting(report, 2 * sum(copying.counts(reading).values()))
            written = copying.Fingerprint()
            for name in copying.TABLES:
                for rows in copying.batches(reading, name):
                    written.add(name, rows)
                    copying.pour(writing, name, rows)
                    heard(len(rows))
            copying.settle(writing)
            confirm(writing, written, heard)
    except StaleRecord as error:
        raise NotSaved(
            _("Something in this journal names what is missing in it; nothing was copied.")
        ) from error
    return dict(written.counts)
