"""Finding a journal's file again that was moved while it was open."""

import os
import sys
from pathlib import Path

from sqlalchemy import Engine

from trustjournal.store.transaction import begin_read, identity_of

_DESCRIPTORS = Path("/dev/fd")
_GET_PATH = 50  # F_GETPATH of macOS
_LONGEST = 1024


def found_again(engine: Engine) -> Path | None:
    """Return where the open journal's file is now, None where it was deleted or none can tell.

    What its write-ahead log still held is in the file then: the log did not move along, and it must
    not be laid over whatever stands in the old place.

    Raises:
        JournalUnavailable: the log could not be folded in.
    """
    with begin_read(engine) as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    identity = engine.get_execution_options()["identity"]
    for path in _open_files(identity):
        if identity_of(path) == identity:
            return path
    return None


def follow(engine: Engine, place: Path) -> None:
    """Let the last be written to a file that was found again at `place`, before it is closed."""
    engine.update_execution_options(path=place)


def _open_files(identity: tuple[int, int]) -> list[Path]:
    """Return what the system calls the files of an identity that this program has open."""
    try:
        descriptors = [int(one.name) for one in _DESCRIPTORS.iterdir()]
    except OSError:  # Windows has none, and lets nobody move a file that is open
        return []
    found: list[Path] = []
    for descriptor in descriptors:
        try:
            seen = os.fstat(descriptor)
            if (seen.st_dev, seen.st_ino) == identity:
                found.append(_path_of(descriptor))
        except OSError:  # the one that the folder was listed with is closed by now
            continue
    return found


def _path_of(descriptor: int) -> Path:
    if sys.platform == "darwin":
        from fcntl import fcntl

        named = fcntl(descriptor, _GET_PATH, bytes(_LONGEST))
        return Path(os.fsdecode(named.rstrip(b"\0")))
    return (_DESCRIPTORS / str(descriptor)).readlink()
