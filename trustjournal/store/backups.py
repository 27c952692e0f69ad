"""The backups of a journal in rotation: made where something changed, verified, and thinned."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine

from trustjournal.domain.backups import MANY, Occasion, backup_name, is_set_back, to_keep
from trustjournal.errors import JournalUnavailable, NotSaved, TrustJournalError
from trustjournal.i18n import _
from trustjournal.store import history
from trustjournal.store.backup import Report, back_up
from trustjournal.store.backup_files import BackupFile, BackupFolders, backups_in, remove, sweep
from trustjournal.store.backup_reading import (
    NO_STEPS,
    Holding,
    Mark,
    holding_of,
    is_earlier_state,
    is_of_another,
    look_into,
    mark_in,
    mark_of,
)

Precaution = Callable[[Occasion], object]
"""Makes a backup before something happens that is hard to take back; it never refuses."""

_LOOKED_AT = 50
"""So many of the newest steps: those taken since the clock was set back have the wrong time."""


class Shrunk(NotSaved):
    """The journal holds so much less than its last backup that the owner is asked first."""


def take(
    engine: Engine,
    folders: BackupFolders,
    occasion: Occasion,
    now: datetime,
    *,
    confirmed: bool = False,
    spare: Path | None = None,
    report: Report | None = None,
) -> Path | None:
    """Back up the open journal and thin its backups; return the new one.

    What is left of copies that were never finished goes in any case.

    None where nothing changed since the last one, unless the owner asked for it. `now` is aware,
    in the zone whose days count. `spare` stays, however old: somebody goes back to it.

    Raises:
        Shrunk: fewer than half the rows of the last one are left, and nobody `confirmed` that; no
            backup is made, and all are kept.
        NotSaved: the disk refused.
        Cancelled: `report` said so.
    """
    sweep(folders)
    target = folders.target
    last, mark = _last(engine, folders, target, now)
    if last and occasion is not Occasion.HAND and mark == mark_of(engine):
        return None
    if last and not confirmed:
        _refuse_shrunk(holding_of(engine), look_into(engine, last))
    made_at = _free_second(folders, target, now)
    made = back_up(engine, target / backup_name(folders.journal.stem, made_at, occasion), report)
    thin(engine, folders, target, now, spare=spare)
    return made


def is_changed(engine: Engine, folders: BackupFolders, now: datetime) -> bool:
    """Return whether something changed since the last backup that can be read."""
    _last_one, mark = _last(engine, folders, folders.target, now)
    return mark != mark_of(engine)


def thin(
    engine: Engine,
    folders: BackupFolders,
    folder: Path,
    now: datetime,
    *,
    spare: Path | None = None,
) -> None:
    """Remove the backups in a folder that need not be kept, none where the clock was set back.

    Those of another journal stay, and count for nothing here. What the journal has in the folder
    `shared` is thinned together with what it has in its `own`.
    """
    with engine.connect() as connection:
        steps = history.entries(connection, _LOOKED_AT)
    if any(is_set_back(now, step.at) for step in steps):
        return
    backups = list(backups_in(folder, folders.journal, now.tzinfo))
    if folders.shared is not None and folder == folders.own:
        backups += backups_in(folders.shared, folders.journal, now.tzinfo)
    if _superfluous(backups, now):  # only now, since each has to be opened for it
        backups = [one for one in backups if _is_ours(engine, folders, one.path)]
    for one in _superfluous(backups, now):
        if one.path != spare:
            remove(one.path)


def _superfluous(backups: Sequence[BackupFile], now: datetime) -> list[BackupFile]:
    kept = to_keep((one.made_at for one in backups), now)
    return [one for one in backups if one.made_at not in kept]


def _is_ours(engine: Engine, folders: BackupFolders, backup: Path) -> bool:
    """Return whether a backup may be thinned: in the folder `shared`, whether that is certain."""
    if backup.parent == folders.shared:
        return is_earlier_state(engine, backup)
    with suppress(JournalUnavailable):  # made with another passphrase, or damaged since
        return not is_of_another(engine, backup)
    return True


def guard(engine: Engine, folders: BackupFolders, clock: Callable[[], datetime]) -> None:
    """Have a backup made before an import, and before many records go.

    Where none can be made they happen all the same: both can be taken back.
    """

    def precaution(occasion: Occasion) -> None:
        with suppress(TrustJournalError):
            take(engine, folders, occasion, clock())

    engine.update_execution_options(precaution=precaution)


def take_care(connection: Connection, occasion: Occasion) -> None:
    """Have a backup made first, where whoever opened the journal wants that."""
    precaution: Precaution | None = connection.get_execution_options().get("precaution")
    if precaution is not None:
        precaution(occasion)


def _last(
    engine: Engine, folders: BackupFolders, folder: Path, now: datetime
) -> tuple[Path | None, Mark]:
    """Return the newest backup in a folder that opens as the journal does, and its mark."""
    backups = backups_in(folder, folders.journal, now.tzinfo)
    for one in sorted(backups, key=lambda one: one.made_at, reverse=True):
        with suppress(JournalUnavailable):  # made with another passphrase, or damaged since
            return one.path, mark_in(engine, one.path)
    return None, NO_STEPS


def _free_second(folders: BackupFolders, folder: Path, now: datetime) -> datetime:
    """Return now, or the first second after it of which there is no backup: none replaces one."""
    taken = {one.made_at for one in backups_in(folder, folders.journal, now.tzinfo)}
    free = now.replace(microsecond=0)
    while free in taken:
        free += timedelta(seconds=1)
    return free


def _refuse_shrunk(now: Holding, last: Holding) -> None:
    if last.own >= MANY and now.own < last.own / 2:
        raise Shrunk(
            _(
                "No backup was made: the journal holds {now} people and touchpoints, its last "
                "backup {last}. So the older ones stay as they are."
            ).format(now=now.own, last=last.own)
        )
