"""Private copies of files of the journal, to be opened by other programs, gone when this one ends.

A copy lies in a folder for the owner alone, under a name made here: what the file is called in the
journal decides nothing but the kind, and that only if it is one that is safe to open.
"""

import atexit
from contextlib import suppress
from functools import cache
from pathlib import Path
from uuid import uuid4

import platformdirs
from PySide6.QtCore import QLockFile

from trustjournal.domain.attached_files import ending, may_open
from trustjournal.domain.organising import Attachment
from trustjournal.errors import InvalidEntry, NotSaved
from trustjournal.i18n import _
from trustjournal.paths import make_private_folder

_LOCK = ".lock"


def copies_folder() -> Path:
    """Return the folder that holds the copies of every running program of this owner."""
    return Path(platformdirs.user_cache_dir("Trust Journal", appauthor=False)) / "opened"


class OpenedFiles:
    """The copies that one running program has made. Its methods may be called on the worker.

    A lock lies beside its folder while the program runs, so that the next start of it, but no other
    that runs at the time, takes the copies of one that died for left over.
    """

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._own = folder / uuid4().hex
        self._lock: QLockFile | None = None

    def copy(self, attachment: Attachment, content: bytes) -> Path:
        """Write what a file holds where only the owner can read it, and return where.

        Raises:
            InvalidEntry: other programs might run what it holds.
            NotSaved: the disk refuses.
        """
        if not may_open(attachment.name):
            raise InvalidEntry(_("A file of this kind is saved, not opened: it could run."))
        path = self._own / f"file-{attachment.id.hex}.{ending(attachment.name)}"
        try:
            self._begin()
            if not path.exists():
                path.touch(mode=0o600)
                path.write_bytes(content)
                path.chmod(0o400)  # so that nobody writes into a copy that will be gone
        except OSError as error:
            raise NotSaved(
                _("The file could not be copied to open it: {why}.").format(why=error.strerror)
            ) from error
        return path

    def sweep(self) -> None:
        """Remove what programs left behind that ended without doing so."""
        for folder in self._root.glob("*/"):
            lock = _lock_of(folder)
            if folder != self._own and lock.tryLock(0):
                _remove(folder)
                lock.unlock()

    def close(self) -> None:
        """Remove every copy; what another program still holds goes at the next start."""
        if self._lock is not None:
            _remove(self._own)
            self._lock.unlock()
            self._lock = None

    def _begin(self) -> None:
        if self._lock is None:
            make_private_folder(self._root)
            self._root.chmod(0o700)
            self._lock = _lock_of(self._own)
            self._lock.tryLock(0)
            make_private_folder(self._own)


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder) + _LOCK)
    lock.setStaleLockTime(0)  # else the lock of a program that is asleep would count for nothing
    return lock


def _remove(folder: Path) -> None:
    with suppress(OSError):  # another program holds it; the next start tries again
        for path in folder.iterdir():
            path.chmod(0o600)
            path.unlink()
        folder.rmdir()


@cache
def opened_files() -> OpenedFiles:
    """Return the copies of this program, which are removed when it ends."""
    made = OpenedFiles(copies_folder())
    atexit.register(made.close)
    return made
