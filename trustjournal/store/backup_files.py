"""Where the backups of a journal stand, and which files there are."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from platform import node
from time import time
from typing import Final
from zlib import crc32

from trustjournal.domain.backups import Occasion, read_name
from trustjournal.store.overwriting import overwrite
from trustjournal.store.targets import SIDES, beside

_AT_WORK: Final = 3600
"""Seconds after which a copy that nobody wrote on is one that nobody works on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """One backup: its file, when and why it was made, and its size in bytes."""

    path: Path
    made_at: datetime
    occasion: Occasion
    size: int


@dataclass(frozen=True, slots=True)
class BackupFolders:
    """Where backups of a journal go: beside it, or into the folder that the owner chose.

    A chosen folder may be shared by several journals, even of one name: each has its own in it.
    """

    journal: Path
    chosen: str = ""

    @property
    def nearest(self) -> Path:
        """The folder beside the journal."""
        return self.journal.parent / "backups"

    @property
    def own(self) -> Path | None:
        """The journal's own folder in the one chosen; None where none is.

        Its name comes from the journal's path and this computer's name, since a folder on a network
        or a stick may be chosen on others that have a journal at the same path. What follows the
        first dot of a computer's name changes with the network.
        """
        return self._in_chosen(f"{node().partition('.')[0].casefold()}\0{self.journal.absolute()}")

    @property
    def shared(self) -> Path | None:
        """Where backups went before that: perhaps together with those of another computer."""
        return self._in_chosen(str(self.journal.absolute()))

    @property
    def is_away(self) -> bool:
        """Whether the folder chosen is out of reach, such as one on a stick that is pulled out."""
        return bool(self.chosen) and not _is_folder(Path(self.chosen).expanduser())

    @property
    def target(self) -> Path:
        """Where the next backup goes: beside the journal while the folder chosen is away."""
        return self.nearest if self.own is None or self.is_away else self.own

    @property
    def is_on_same_disk(self) -> bool:
        """Whether what ends the journal's disk ends the backups as well."""
        try:
            return _on_disk(self.target) == _on_disk(self.journal)
        except OSError:
            return False

    def all(self) -> tuple[Path, ...]:
        """Return every folder that may hold backups."""
        return tuple(one for one in (self.own, self.shared, self.nearest) if one is not None)

    def _in_chosen(self, place: str) -> Path | None:
        if not self.chosen:
            return None
        number = crc32(place.encode("utf-8", "surrogatepass"))
        return Path(self.chosen).expanduser() / f"{self.journal.stem}-{number:08x}"


def backups_of(folders: BackupFolders, zone: tzinfo | None) -> list[BackupFile]:
    """Return the backups of a journal within reach, the newest first.

    Those made before an update stand beside the journal itself.
    """
    found = [one for folder in folders.all() for one in backups_in(folder, folders.journal, zone)]
    found += _before_updates(folders.journal, zone)
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def backups_in(folder: Path, journal: Path, zone: tzinfo | None) -> Iterator[BackupFile]:
    """Yield the backups in one folder, in no order; a folder out of reach has none to offer."""
    for path in _files(folder):
        made = read_name(path.name, journal.stem, zone)
        if made is not None:
            yield from _backup(path, *made)


def restoring_folder(journal: Path) -> str:
    """Return how the folder is called in which a backup of a journal is made ready."""
    return f"{journal.stem}.restoring-"


def unfinished(folders: BackupFolders) -> list[Path]:
    """Return what is left of copies that were never finished: files, and folders after their files.

    A journal that was salvaged whole is not among them, even if it never came into its place.
    """
    name, stem, suffix = (
        re.escape(part)
        for part in (folders.journal.name, folders.journal.stem, folders.journal.suffix)
    )
    stamp, sides = r"\d{8}-\d{6}", "(-wal|-shm|-journal)?"
    salvaged = rf"{stem}\.salvaged-{stamp}(-\d+)?{suffix}\.(copy|pages|new)"
    begun = re.compile(rf"({name}(\.former)?|{stem}\.before-\w+{suffix}|{salvaged})\.part{sides}")
    backup = re.compile(rf"{stem}-{stamp}.*\.part{sides}")
    found: list[Path] = []
    for path in _files(folders.journal.parent):
        if path.name.startswith(restoring_folder(folders.journal)) and path.is_dir():
            found += [*sorted(path.rglob("*"), reverse=True), path]
        elif begun.fullmatch(path.name):
            found.append(path)
    for folder in folders.all():
        found += [path for path in _files(folder) if backup.fullmatch(path.name)]
    return [path for path in found if not path.is_symlink()]  # the program makes none


def sweep(folders: BackupFolders) -> None:
    """Overwrite and remove what is left of copies that were never finished.

    While any of it is new, another window or command may be at work on it, and all of it stays.
    """
    left = unfinished(folders)
    if folders.journal.is_file() and not any(map(_is_new, left)):
        for path in left:
            with suppress(OSError):  # held open by another program, or its folder is read-only
                path.rmdir() if path.is_dir() else overwrite(path)


def remove(backup: Path) -> None:
    """Remove a backup, with what SQLite may have left beside it."""
    for side in SIDES:
        _remove(beside(backup, side))


def _before_updates(journal: Path, zone: tzinfo | None) -> Iterator[BackupFile]:
    name = re.compile(rf"{re.escape(journal.stem)}\.before-\w+{re.escape(journal.suffix)}")
    for path in _files(journal.parent):
        if name.fullmatch(path.name):
            try:
                made_at = datetime.fromtimestamp(path.stat().st_mtime, zone)
            except OSError:
                continue
            yield from _backup(path, made_at, Occasion.UPDATE)


def _backup(path: Path, made_at: datetime, occasion: Occasion) -> Iterator[BackupFile]:
    try:
        size = path.stat().st_size
    except OSError:  # gone in the meantime
        return
    yield BackupFile(path=path, made_at=made_at, occasion=occasion, size=size)


def _files(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # held open by another program, or its folder is read-only: it stays
        return


def _is_new(path: Path) -> bool:
    with suppress(OSError):
        return path.stat().st_mtime > time() - _AT_WORK
    return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _on_disk(path: Path) -> int:
    """Return the disk on which a file stands, or would stand once its folders are made."""
    there = next(one for one in (path, *path.absolute().parents) if one.exists())
    return there.stat().st_dev
