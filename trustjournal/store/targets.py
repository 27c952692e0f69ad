"""Where copies of the journal and tables from it may be written."""

import os
from pathlib import Path

from sqlalchemy import Engine

from trustjournal.errors import NotSaved
from trustjournal.i18n import _

SIDES = ("", "-wal", "-shm")
"""What SQLite keeps of one journal, by what follows its name."""


def refuse_bad_target(engine: Engine, target: Path) -> None:
    """Refuse to write over the open journal, a folder or a device.

    Raises:
        NotSaved: `target` is one of them.
    """
    if target.exists() and not target.is_file():
        raise NotSaved(_("{path} is not a file. Choose another name.").format(path=target))
    journal: Path | None = engine.get_execution_options().get("path")
    if journal is None:
        return
    for side in SIDES:
        own = beside(journal, side)
        if own.resolve() == target.resolve() or (
            own.exists() and target.exists() and own.samefile(target)
        ):
            raise NotSaved(
                _("{path} belongs to the journal itself. Choose another name.").format(path=target)
            )


def refuse_left_log(path: Path) -> None:
    """Refuse to write a journal where the log of another lies, which SQLite would lay over it.

    Raises:
        NotSaved: it does.
    """
    log = beside(path, "-wal")
    if log.exists() and log.stat().st_size:
        raise NotSaved(
            _(
                "{log} belongs to a journal that is open, or was not closed. Open and close that, "
                "or choose another name."
            ).format(log=log)
        )


def actual(path: Path) -> Path:
    """Return the file that a name leads to: beside that SQLite keeps its log."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def beside(path: Path, side: str) -> Path:
    """Return the path of one of a journal's files."""
    return path.with_name(path.name + side)
