"""Going back to a copy of the journal."""

import shutil
from datetime import datetime
from pathlib import Path

from trustjournal.paths import make_private_folder
from trustjournal.store.backup import to_disk, written_or_said
from trustjournal.store.engine import close_journal, open_journal

_SIDES = ("", "-wal", "-shm")


def restore(path: Path, backup: Path, *, now: datetime, passphrase: str | None = None) -> Path:
    """Put `backup` in the place of the journal at `path`; return where the old one went.

    The old file and its -wal and -shm move aside together, since SQLite would lay an old -wal
    over the restored file without a word. `path` must not be open.

    Raises:
        JournalUnavailable: the backup is no journal; nothing was moved.
        NotSaved: the disk refused; the old journal is back in its place.
    """
    close_journal(open_journal(backup, passphrase))
    aside = path.with_name(f"{path.stem}.replaced-{now:%Y%m%d-%H%M%S}{path.suffix}")
    part = path.with_name(path.name + ".part")
    with written_or_said(path):
        make_private_folder(path.parent)
        shutil.copyfile(backup, part)
        part.chmod(0o600)
        to_disk(part)
        moved = [side for side in _SIDES if _beside(path, side).exists()]
        for side in moved:
            _beside(path, side).replace(_beside(aside, side))
        try:
            part.replace(path)
            to_disk(path.parent)
            close_journal(open_journal(path, passphrase))
        except BaseException:
            for side in moved:
                _beside(aside, side).replace(_beside(path, side))
            raise
    return aside


def _beside(path: Path, side: str) -> Path:
    return path.with_name(path.name + side)
