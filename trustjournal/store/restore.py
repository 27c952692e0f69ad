"""Going back to a copy of the journal."""

import shutil
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from trustjournal.errors import JournalUnavailable, NotSaved
from trustjournal.i18n import _
from trustjournal.paths import make_private_folder
from trustjournal.store.backup import check, to_disk, written_or_said
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.targets import SIDES, beside


def restore(path: Path, backup: Path, *, now: datetime, passphrase: str | None = None) -> Path:
    """Put `backup` in the place of the journal at `path`; return where the old one went.

    The old file and its -wal and -shm move aside together, since SQLite would lay an old -wal
    over the restored file without a word. `path` must not be open.

    Raises:
        JournalUnavailable: the backup is no journal, or is damaged; nothing was moved.
        NotSaved: the disk refused; the old journal is back in its place.
    """
    if path.exists() and not path.is_file():
        raise NotSaved(_("{path} is not a file. Choose another name.").format(path=path))
    _checked(backup, passphrase)
    aside = _free_name(path, now)
    part = path.with_name(path.name + ".part")
    with written_or_said(path):
        make_private_folder(path.parent)
        shutil.copyfile(backup, part)
        part.chmod(0o600)
        to_disk(part)
        moved = [side for side in SIDES if beside(path, side).exists()]
        for side in moved:
            beside(path, side).replace(beside(aside, side))
        try:
            part.replace(path)
            to_disk(path.parent)
            close_journal(open_journal(path, passphrase))
        except BaseException:
            for side in moved:
                beside(aside, side).replace(beside(path, side))
            raise
    return aside


def _checked(backup: Path, passphrase: str | None) -> None:
    engine = open_journal(backup, passphrase)
    faults = check(engine)
    close_journal(engine)
    if faults:
        raise JournalUnavailable(
            _("{path} is damaged ({why}). Nothing was changed; choose another backup.").format(
                path=backup, why=faults[0]
            )
        )


def _free_name(path: Path, now: datetime) -> Path:
    """Return a name for the old journal that nothing has yet, so that none is ever replaced."""
    stem = f"{path.stem}.replaced-{now:%Y%m%d-%H%M%S}"
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    asides = (path.with_name(name + path.suffix) for name in names)
    return next(found for found in asides if not found.exists())
