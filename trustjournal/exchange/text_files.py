"""Text files from elsewhere: the encoding they are in, and reading them whatever they hold.

Knows nothing of what the text means.
"""

import codecs
import locale
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from trustjournal.errors import UnreadableFile
from trustjournal.i18n import _

REPLACEMENT = "\ufffd"
"""Stands for what cannot be read: a broken byte, a NUL, half of a surrogate pair."""

HEAD_CHARACTERS = 1 << 16
_CHUNK_BYTES = 1 << 20
_SAMPLE_BYTES = 1 << 16

# What address books are saved in, on Windows, macOS and DOS. A list this short keeps
# charset-normalizer from answering a three-letter name with an encoding nobody uses.
_LEGACY = [
    *(f"cp{page}" for page in (*range(1250, 1258), 932, 949, 437, 850)),
    *("gb18030", "big5", "mac_roman"),
]
_WESTERN = "cp1252"
_SYMBOL_IN_WORD = re.compile(r"[^\W\d_][¡-©«-±´-¸»¿×÷‚„†‡ˆ‰‹›˜™]|[£¯¿¡][^\W\d_]")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that the owner should know of, at a row counted from 1."""

    row: int
    text: str


Progress = Callable[[int], None]
"""Hears how many are done; raises `Cancelled` where the owner wants no more."""


def no_progress(_count: int) -> None:
    """Tell nobody how far the work has come."""


@contextmanager
def open_text(path: Path, encoding: str, errors: str = "replace") -> Generator[IO[str]]:
    """Open a file as text with its line ends as they are.

    Raises:
        UnreadableFile: it is missing, no file, forbidden, or the disk fails while reading.
    """
    try:
        with _opened(path, encoding, errors) as stream:
            yield stream
    except OSError as error:
        raise _unreadable(path, error) from error


def _opened(path: Path, encoding: str, errors: str) -> IO[str]:
    _refuse_what_is_no_file(path)
    try:
        return path.open(encoding=encoding, errors=errors, newline="")
    except LookupError as error:
        raise _unreadable(path, error) from error


def _refuse_what_is_no_file(path: Path) -> None:
    # Asked first, because opening a pipe would wait for somebody to write into it.
    if not path.exists():
        raise UnreadableFile(_("There is no file “{path}”.").format(path=path))
    if not path.is_file():
        raise UnreadableFile(_("“{path}” is not a file.").format(path=path))


def _unreadable(path: Path, error: Exception) -> UnreadableFile:
    reason = (error.strerror if isinstance(error, OSError) else None) or error
    return UnreadableFile(_("“{path}” cannot be read: {reason}.").format(path=path, reason=reason))


def read_head(path: Path, encoding: str) -> str:
    """Return the first characters of a file.

    Raises:
        UnreadableFile: the file cannot be read, or is empty.
    """
    with open_text(path, encoding) as stream:
        head = stream.read(HEAD_CHARACTERS)
    if not head:
        raise UnreadableFile(_("“{path}” is empty (0 bytes).").format(path=path))
    return head


def detect_encoding(path: Path) -> str:
    """Return the encoding of a text file: its mark, UTF-16, UTF-8, or the likeliest code page.

    Raises:
        UnreadableFile: the file cannot be read.
    """
    return marked_encoding(path) or ("utf-8" if _is_utf8(path) else legacy_encoding(path))


def marked_encoding(path: Path) -> str | None:
    """Return the encoding that the first bytes give away, or None where they say nothing."""
    with open_bytes(path) as stream:
        head = stream.read(1024)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    # Headers and property names are ASCII, so every other byte of UTF-16 is zero.
    pairs = len(head) // 2
    even, odd = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd * 5 > pairs * 2 and even * 10 < pairs:
        return "utf-16-le"
    if even * 5 > pairs * 2 and odd * 10 < pairs:
        return "utf-16-be"
    return None


def legacy_encoding(path: Path) -> str:
    """Return the likeliest encoding of a file that is not clean UTF-8.

    UTF-8 with a few broken characters stays UTF-8. Otherwise charset-normalizer ranks the code
    pages; of those it cannot tell apart this computer's own is taken, then western European.
    """
    sample = _telling_lines(path)
    as_utf8 = sample.decode("utf-8", "replace")
    broken = as_utf8.count(REPLACEMENT)
    if sum(not character.isascii() for character in as_utf8) - broken >= 2 * broken:
        return "utf-8"
    return _likeliest_code_page(sample)


def _likeliest_code_page(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to load, and most files are UTF-8

    own = codecs.lookup(locale.getencoding()).name
    ranked = list(from_bytes(sample, cp_isolation=_LEGACY))
    ranked = [match for match in ranked if not _SYMBOL_IN_WORD.search(str(match))] or ranked
    if not ranked:
        return _WESTERN if own == "utf-8" else own
    best = ranked[0]
    tied = {
        codecs.lookup(name).name
        for match in ranked
        if (match.chaos, match.coherence) == (best.chaos, best.coherence)
        for name in match.could_be_from_charset
    }
    return next((name for name in (own, _WESTERN) if name in tied), best.encoding)


@contextmanager
def open_bytes(path: Path) -> Generator[IO[bytes]]:
    """Open a file as bytes.

    Raises:
        UnreadableFile: as for `open_text`.
    """
    _refuse_what_is_no_file(path)
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise _unreadable(path, error) from error


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_bytes(path) as stream:
        try:
            while chunk := stream.read(_CHUNK_BYTES):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _telling_lines(path: Path) -> bytes:
    """Return the first lines that hold more than ASCII."""
    found = bytearray()
    with open_bytes(path) as stream:
        while len(found) < _SAMPLE_BYTES and (line := stream.readline(_SAMPLE_BYTES)):
            if not line.isascii():
                found += line
    return bytes(found)
