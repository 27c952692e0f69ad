"""A folder into which the owner drops files: which of them wait, and where they go afterwards.

Nothing is ever deleted or replaced: what was brought in or left out moves to a folder inside it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from trustjournal.errors import NotSaved, UnreadableFile
from trustjournal.i18n import _

ENDINGS = (".eml", ".vcf", ".csv")
DONE = "done"

Stamp = tuple[int, int]
"""The size of a file in bytes and when it was last written, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one look at the folder found: the files that wait, by name, and those still growing.

    `stamps` are of all of them, for the next look.
    """

    waiting: tuple[Path, ...] = ()
    growing: tuple[Path, ...] = ()
    stamps: Mapping[Path, Stamp] = field(default_factory=lambda: MappingProxyType({}))


def look(folder: Path, before: Mapping[Path, Stamp]) -> Sighting:
    """Return what waits in a folder; `before` are the stamps of the look before this one.

    A file waits once it is as it was then: until then somebody may still be writing it.

    Raises:
        UnreadableFile: the folder is not there, or may not be read.
    """
    stamps: dict[Path, Stamp] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.casefold().endswith(ENDINGS) and not entry.name.startswith("."):
                    _stamp(entry, stamps)
    except FileNotFoundError as error:
        text = _("The folder “{path}” is not there, or not connected just now.")
        raise UnreadableFile(text.format(path=folder)) from error
    except NotADirectoryError as error:
        raise UnreadableFile(_("“{path}” is not a folder.").format(path=folder)) from error
    except OSError as error:
        text = _("The folder “{path}” cannot be looked into: {why}.")
        raise UnreadableFile(text.format(path=folder, why=error.strerror)) from error
    named = sorted(stamps, key=lambda path: (path.name.casefold(), path.name))
    whole = {path for path in named if stamps[path] == before.get(path) and stamps[path][0] > 0}
    return Sighting(
        tuple(path for path in named if path in whole),
        tuple(path for path in named if path not in whole),
        MappingProxyType(stamps),
    )


def set_aside(path: Path) -> Path:
    """Move a file of the folder to those that are done with, and return where it is now.

    Raises:
        NotSaved: the disk refuses, or it has gone.
    """
    return _move(path, path.parent / DONE)


def put_back(path: Path) -> Path:
    """Move a file that was done with to where it waited, and return where it is now.

    Raises:
        NotSaved: the disk refuses, or it has gone.
    """
    return _move(path, path.parent.parent)


def _stamp(entry: os.DirEntry[str], stamps: dict[Path, Stamp]) -> None:
    """Add the stamp of a file, unless it is none or has gone meanwhile."""
    try:
        if entry.is_file(follow_symlinks=False):
            seen = entry.stat(follow_symlinks=False)
            stamps[Path(entry.path)] = seen.st_size, seen.st_mtime_ns
    except FileNotFoundError:
        return


def _move(path: Path, folder: Path) -> Path:
    try:
        # A name that were taken for nothing would be left empty.
        path.lstat()
        folder.mkdir(exist_ok=True)
        place = _free_place(path, folder)
        try:
            return path.replace(place)
        except OSError:
            place.unlink()
            raise
    except OSError as error:
        text = _("“{name}” could not be moved to “{folder}”: {why}.")
        why = error.strerror
        raise NotSaved(text.format(name=path.name, folder=folder.name, why=why)) from error


def _free_place(path: Path, folder: Path) -> Path:
    """Take a name for a file that no other has, such as "mail (2).eml"."""
    place, number = folder / path.name, 1
    while True:
        try:
            place.touch(exist_ok=False)
        except FileExistsError:
            number += 1
            place = folder / f"{path.stem} ({number}){path.suffix}"
        else:
            return place
