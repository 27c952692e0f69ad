"""Files kept in the journal: how large they may be, what may be opened, what they are saved as.

A file's own name is text of the owner: nothing here or elsewhere uses it as a path.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

FILE_LIMIT = 20 * 1024 * 1024
"""Bytes of one file."""

JOURNAL_LIMIT = 1024**3
"""Bytes of all files of a journal together."""

_MEGABYTE = 1024 * 1024
_LONGEST = 120
_UNKNOWN = "application/octet-stream"

OPENED: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "bmp": "image/bmp",
        "tif": "image/tiff",
        "tiff": "image/tiff",
        "heic": "image/heic",
        "txt": "text/plain",
        "md": "text/markdown",
        "csv": "text/csv",
        "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "odp": "application/vnd.oasis.opendocument.presentation",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "mp3": "audio/mpeg",
        "m4a": "audio/mp4",
        "wav": "audio/x-wav",
        "ogg": "audio/ogg",
        "opus": "audio/ogg",
        "mp4": "video/mp4",
        "mov": "video/quicktime",
        "webm": "video/webm",
    }
)
"""The kinds that may be opened, by the ending of their name, with their media types (IANA).

What is not here, such as a program, a script, a page with scripts in it or a letter with macros, is
only ever saved where the owner says.
"""

# What Windows refuses or reads as a device, whatever ending follows; and what no disk takes.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def ending(name: str) -> str:
    """Return the ending of a name in small letters and without its dot, "" where it has none.

    >>> ending("Sketch of the jug.PDF"), ending("notes"), ending(".profile"), ending("a.tar gz")
    ('pdf', '', '', '')
    """
    before, _dot, last = name.rpartition(".")
    return last.lower() if before and last.isascii() and last.isalnum() else ""


def media_type(name: str) -> str:
    """Return what kind of file a name promises, by its ending alone."""
    return OPENED.get(ending(name), _UNKNOWN)


def may_open(name: str) -> bool:
    """Tell whether such a file may be opened: nothing else runs what it holds."""
    return ending(name) in OPENED


def safe_name(name: str) -> str:
    r"""Return a name near to `name` that every disk takes and that leads to no other folder.

    >>> safe_name("../../x.pdf"), safe_name("CON"), safe_name("  a/b\nc.txt. ")
    ('x.pdf', '_CON', 'a_b_c.txt')
    """
    kept = _UNSAFE.sub("_", name.encode("utf-8", "replace").decode()).strip(" ._")
    kept = kept or "file"
    if kept.partition(".")[0].strip().lower() in _DEVICES:
        kept = f"_{kept}"
    if len(kept) > _LONGEST:
        last = ending(kept)[:10]
        kept = kept[: _LONGEST - len(last) - 1].rstrip(" ._") + (f".{last}" if last else "")
    return kept


def check_size(name: str, size: int) -> None:
    """Refuse a file that is too large.

    Raises:
        InvalidEntry: it has more than `FILE_LIMIT` bytes.
    """
    if size > FILE_LIMIT:
        raise InvalidEntry(
            _("“{name}” has {size} MB; a file kept here may have up to {most}.").format(
                name=name, size=-(-size // _MEGABYTE), most=FILE_LIMIT // _MEGABYTE
            )
        )


def check_room(used: int, more: int) -> None:
    """Refuse files that do not fit; `used` bytes are kept already, `more` would come.

    Raises:
        InvalidEntry: together they have more than `JOURNAL_LIMIT` bytes.
    """
    if used + more > JOURNAL_LIMIT:
        raise InvalidEntry(
            _("The files of a journal may have 1 GB together. Delete some that you need no more.")
        )
