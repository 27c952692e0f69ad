"""What an encrypted journal has left of itself in plain files, from before it had a passphrase."""

from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import Path

from sqlalchemy import Engine

from trustjournal.domain.backups import Occasion
from trustjournal.errors import InvalidEntry, NotSaved
from trustjournal.i18n import _
from trustjournal.store.backup_files import BackupFolders, backups_of, unfinished
from trustjournal.store.backup_reading import is_earlier_state
from trustjournal.store.backups import take
from trustjournal.store.keys import PLAIN_HEADER, key_of
from trustjournal.store.overwriting import overwrite
from trustjournal.store.page_looks import has_plain_pages
from trustjournal.store.targets import SIDES, beside

_SET_ASIDE = ("replaced", "damaged")


def plain_copies(engine: Engine, folders: BackupFolders, zone: tzinfo | None) -> list[Path]:
    """Return what anyone can read of the open journal: backups, files set aside, unfinished copies.

    In the folder `shared` only what is certainly of this journal. A journal that was salvaged whole
    and never came into its place is not among them: it may be all there is of something.
    """
    journal = folders.journal
    aside = tuple(f"{name}.{why}-" for name in (journal.stem, journal.name) for why in _SET_ASIDE)
    found = [one.path for one in backups_of(folders, zone)]
    found += sorted(path for path in journal.parent.iterdir() if path.name.startswith(aside))
    found += unfinished(folders)
    return [
        path
        for path in found
        if _is_plain(path) and (path.parent != folders.shared or is_earlier_state(engine, path))
    ]


def remove_plain_copies(engine: Engine, folders: BackupFolders, now: datetime) -> int:
    """Overwrite and remove what anyone can read of the open, encrypted journal; return how many.

    A backup as private as the journal is made first, so that there is one.

    Raises:
        InvalidEntry: the journal itself has no passphrase.
        NotSaved: no backup could be made, and all are kept; or one of them could not be removed,
            and those before it are gone.
    """
    if key_of(engine) is None:
        raise InvalidEntry(_("The journal itself has no passphrase. Give it one first."))
    copies = plain_copies(engine, folders, now.tzinfo)
    if copies:
        take(engine, folders, Occasion.HAND, now, confirmed=True)
    for path in copies:
        try:
            for side in reversed(SIDES):
                overwrite(beside(path, side))
        except OSError as error:
            raise NotSaved(
                _("{path} could not be removed: {why}.").format(path=path, why=error.strerror)
            ) from error
    return len(copies)


def _is_plain(path: Path) -> bool:
    """Return whether a file can be read by anyone, even if its first page is damaged."""
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(len(PLAIN_HEADER)) == PLAIN_HEADER or has_plain_pages(path)
    return False
