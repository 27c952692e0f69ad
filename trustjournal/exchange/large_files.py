"""How much is in a file before it is read: what is large is asked about first."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from trustjournal.exchange.text_files import open_bytes
from trustjournal.i18n import _

LARGE_BYTES, LARGE_ROWS = 50_000_000, 200_000

_MEGABYTE = 1_000_000
_CHUNK_BYTES = 1 << 20


def large(path: Path) -> str:
    """Return the size of a large file or folder in words, "" where it can be read unasked.

    Large is over 50 MB, unpacked where it is a zip, or over 200,000 lines.

    Raises:
        UnreadableFile: it cannot be read.
    """
    files = sorted(_files(path))
    size = sum(map(_size, files))
    if size > LARGE_BYTES:
        text = _("This file is large ({size} MB). Reading it may take a while.")
        return text.format(size=round(size / _MEGABYTE))
    lines = sum(map(_lines, files))
    if lines > LARGE_ROWS:
        text = _("This file has about {rows} lines. Reading it may take a while.")
        return text.format(rows=lines)
    return ""


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (one for one in path.iterdir() if one.is_file())
    elif path.is_file():
        yield path


def _size(path: Path) -> int:
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        # No zip, or none that can be read: what it weighs is known, and reading it says the rest.
        return path.stat().st_size


def _lines(path: Path) -> int:
    count = 0
    with open_bytes(path) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            count += chunk.count(b"\n")
    return count
