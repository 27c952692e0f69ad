"""Putting one journal in the place of another, which moves aside with all that belongs to it."""

import shutil
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from trustjournal.store.backup import to_disk
from trustjournal.store.targets import beside


def name_aside(path: Path, sign: str, now: datetime) -> Path:
    """Return a name beside `path` that nothing has yet, as NAME.damaged-20261122-093000.db."""
    stem = f"{path.stem}.{sign}-{now:%Y%m%d-%H%M%S}"
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    asides = (path.with_name(name + path.suffix) for name in names)
    return next(found for found in asides if not (found.exists() or beside(found, "-wal").exists()))


def put_in_place(path: Path, new: Path, aside: Path) -> None:
    """Move the journal at `path`, if there is one, to `aside`, and `new` into its place.

    Its log goes with it, since SQLite would lay it over the new file without a word; and goes
    first, so that the old journal is whole under one of its names whenever this is stopped.

    Raises:
        OSError: the disk refused; the old journal is back in its place.
    """
    log, kept = beside(path, "-wal"), beside(aside, "-wal")
    if log.exists():
        _copy(log, kept)
    try:
        if path.exists():
            path.replace(aside)
            to_disk(path.parent)
        for side in (log, beside(path, "-shm")):
            side.unlink(missing_ok=True)
        new.replace(path)
        to_disk(path.parent)
    except BaseException:
        if kept.exists() and not log.exists():
            shutil.copyfile(kept, log)
        if aside.exists():
            aside.replace(path)
        kept.unlink(missing_ok=True)
        raise


def _copy(log: Path, kept: Path) -> None:
    kept.touch(mode=0o600, exist_ok=False)
    try:
        shutil.copyfile(log, kept)
        to_disk(kept)
    except BaseException:
        kept.unlink()
        raise
