"""Removing a file whose words should not be read again from the disk."""

import os
from pathlib import Path

from trustjournal.store.backup import to_disk

_PIECE = bytes(1 << 20)


def overwrite(path: Path) -> bool:
    """Fill a file with zeros, remove it, and return whether it was filled.

    A file that has a second name is only taken off this one: the other may be the journal.
    A disk of the SSD kind writes zeros elsewhere, and keeps the old words until it needs the room.

    Raises:
        OSError: it cannot be written or removed.
    """
    if not path.exists():
        return False
    size, names = path.stat().st_size, path.stat().st_nlink
    if names == 1:
        with path.open("r+b", buffering=0) as stream:
            for start in range(0, size, len(_PIECE)):
                stream.write(_PIECE[: size - start])
            os.fsync(stream.fileno())
    path.unlink()
    to_disk(path.parent)
    return names == 1
