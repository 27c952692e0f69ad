"""What tests of faults ask a journal: all that stands in it, whether it is whole, and a command."""

from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine

from trustjournal import cli
from trustjournal.store.columns import metadata

_ALL = "SELECT * FROM {} ORDER BY 1, 2"  # every table is kept in the order of its first two

Rows = dict[str, list[tuple[Any, ...]]]


def rows(journal: Engine) -> Rows:
    """Return every row of every table as it stands in the file.

    Not through the statements of the program: making those anew for each of hundreds of journals
    costs more than all else.
    """
    with journal.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.exec_driver_sql(_ALL.format(table.name))]
            for table in metadata.sorted_tables
        }


def tell(path: Path, *words: str) -> str:
    """Run a command on a journal and return what it said.

    Raises:
        RuntimeError: it refused.
    """
    said = StringIO()
    with patch("sys.stdout", said), patch("sys.stderr", said):
        try:
            status = cli.main(["--journal", str(path), *words])
        except SystemExit as wrong:
            status = wrong.code
    if status:
        raise RuntimeError(said.getvalue())
    return said.getvalue()
