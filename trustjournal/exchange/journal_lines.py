"""The whole journal as JSON Lines, alone or in a zip with the files kept in it: written and read.

The form is described in `resources/help/journal_lines.md`. A line is an object with one member:
its name says what it is, its value holds the fields. The first line is the `journal` itself, the
last the `end` with a digest of all lines before it. In a zip the files stand beside the lines.
"""

import re
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, TypeVar
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, is_zipfile

import msgspec

from trustjournal.errors import UnreadableFile
from trustjournal.exchange.journal_form import (
    CONTENT,
    HISTORY,
    HISTORY_PIECE,
    SHAPES,
    VERSION,
    End,
    Head,
    read_traces,
)
from trustjournal.i18n import _

Row = dict[str, Any]
Rows = tuple[str, list[Row]]
"""The name of a kind of line, and some rows of it."""

LINES: Final = "journal.jsonl"
"""What the lines are called inside a zip."""
LARGEST_LINE: Final = 1 << 30
LARGEST_FILE: Final = 1 << 28

T = TypeVar("T")

_BAD_ZIP = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_FOLDER = "contents/"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MARK = b"\xef\xbb\xbf"
_PACKED = {HISTORY, HISTORY_PIECE}
_encode = msgspec.json.Encoder().encode
_members = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_DECODERS = {name: msgspec.json.Decoder(shape).decode for name, shape in SHAPES.items()}


class Batch(NamedTuple):
    """Some rows of one kind; `line` is where the last of them stands, from 1."""

    kind: str
    rows: list[Row]
    line: int


def write_lines(
    stream: IO[bytes], schema: str, counts: dict[str, int], batches: Iterable[Rows]
) -> None:
    """Write the journal's lines from head to end."""
    digest = sha256()

    def put(name: str, value: object) -> None:
        line = _encode({name: value}) + b"\n"
        digest.update(line)
        stream.write(line)

    put("journal", Head(VERSION, schema, counts))
    for name, rows in batches:
        for row in rows:
            put(name, _outward(row) if name in _PACKED else row)
    put("end", End(digest.hexdigest()))


def write_zip(
    stream: IO[bytes],
    schema: str,
    counts: dict[str, int],
    batches: Iterable[Rows],
    contents: Iterable[Rows],
) -> None:
    """Write a zip with the journal's lines, and the files kept in it named by their digests."""
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open(LINES, "w", force_zip64=True) as lines:
            write_lines(lines, schema, counts, batches)
        for _name, rows in contents:
            for row in rows:
                archive.writestr(_FOLDER + row["digest"], row["bytes"])


def looks_whole(path: Path) -> bool:
    """Return whether a file looks like a whole journal in this form, damaged or not.

    Raises:
        UnreadableFile: it cannot be read at all.
    """
    with _said(path):
        if is_zipfile(path):
            with ZipFile(path) as archive:
                return LINES in archive.namelist()
        with path.open("rb") as stream:
            return (
                re.match(rb'\s*\{\s*"journal"\s*:', stream.read(256).removeprefix(_MARK))
                is not None
            )


def read_head(path: Path) -> Head:
    """Return what the first line says.

    Raises:
        UnreadableFile: it is no such file, or was written by a newer version.
    """
    with _said(path), _opened(path) as (stream, _archive):
        return _head(_Lines(stream))


def read_batches(path: Path, size_of: Callable[[str], int]) -> Iterator[Batch]:
    """Yield the rows of a whole journal in the order of the file, at most `size_of` a kind at once.

    Raises:
        UnreadableFile: a line is damaged, missing, or of no known kind; its number is told.
    """
    with _said(path), _opened(path) as (stream, archive):
        lines = _Lines(stream)
        _head(lines)
        kind, rows, place = "", list[Row](), 0
        for name, row in _rows(lines):
            if rows and (name != kind or len(rows) >= size_of(kind)):
                yield Batch(kind, rows, place)
                rows = []
            kind, place = name, lines.place
            rows.append(row)
        if rows:
            yield Batch(kind, rows, place)
        if archive is not None:
            yield from (Batch(CONTENT, [row], lines.place) for row in _files(archive))


class _Lines:
    """The lines of a stream one by one, the number of the last, and a digest of those before."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.place = 0
        self.sha256 = ""
        self._digest = sha256()
        self._stream = stream

    def next(self) -> tuple[str, msgspec.Raw]:
        """Return the name and the value of the next line."""
        line = b""
        while not line:
            self.place += 1
            stored = self._stream.readline(LARGEST_LINE)
            if not stored:
                raise self.amiss(_("the file ends before the journal does"))
            if len(stored) == LARGEST_LINE:
                raise self.amiss(_("it is too long"))
            line = stored.removeprefix(_MARK if self.place == 1 else b"").strip()
        self.sha256 = self._digest.hexdigest()
        self._digest.update(line + b"\n")
        members = self.decoded(_members, line)
        if len(members) != 1:
            raise self.amiss(_("it has to have one member, with a name"))
        return next(iter(members.items()))

    def decoded(self, decode: Callable[[Any], T], value: bytes | msgspec.Raw) -> T:
        """Return what a decoder makes of a value, its refusal in words."""
        try:
            return decode(value)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self.amiss(str(error)) from error

    def amiss(self, why: str) -> UnreadableFile:
        """Say what is wrong with the line read last."""
        return UnreadableFile(
            _("Line {line}: {why}. Nothing was imported.").format(line=self.place, why=why)
        )


def _head(lines: _Lines) -> Head:
    name, value = lines.next()
    if name != "journal":
        raise lines.amiss(_("a journal written whole begins otherwise"))
    head = lines.decoded(msgspec.json.Decoder(Head).decode, value)
    if head.version > VERSION:
        raise UnreadableFile(
            _(
                "This journal was written by a newer version of Trust Journal. "
                "Nothing was imported; install the newer version to read it."
            )
        )
    return head


def _rows(lines: _Lines) -> Iterator[tuple[str, Row]]:
    while True:
        name, value = lines.next()
        if name == "end":
            break
        decode = _DECODERS.get(name)
        if decode is None:
            raise lines.amiss(_("“{name}” is nothing this version knows").format(name=name))
        row = msgspec.structs.asdict(lines.decoded(decode, value))
        if name in _PACKED:
            lines.decoded(read_traces, row["traces"])
            row["traces"] = bytes(row["traces"]).decode()
        elif name == CONTENT and sha256(row["bytes"]).hexdigest() != row["digest"]:
            raise lines.amiss(_("the file kept here is not what it was"))
        yield name, row
    said = lines.decoded(msgspec.json.Decoder(End).decode, value).sha256
    if said and said != lines.sha256:
        raise UnreadableFile(
            _(
                "This file is not as it was written: something in it was changed or lost. "
                "Nothing was imported."
            )
        )


def _files(archive: ZipFile) -> Iterator[Row]:
    for entry in archive.infolist():
        digest = entry.filename.removeprefix(_FOLDER)
        if not (entry.filename.startswith(_FOLDER) and _DIGEST.fullmatch(digest)):
            continue
        with archive.open(entry) as stream:
            stored = stream.read(LARGEST_FILE + 1)
        if len(stored) > LARGEST_FILE or sha256(stored).hexdigest() != digest:
            raise UnreadableFile(
                _("“{name}” in the zip is not what it was. Nothing was imported.").format(
                    name=entry.filename
                )
            )
        yield {"digest": digest, "bytes": stored}


def _outward(row: Row) -> Row:
    return {**row, "traces": msgspec.Raw(row["traces"].encode())}


@contextmanager
def _opened(path: Path) -> Generator[tuple[IO[bytes], ZipFile | None]]:
    if path.exists() and not path.is_file():
        raise UnreadableFile(_("“{path}” is not a file.").format(path=path))
    if not is_zipfile(path):
        with path.open("rb") as stream:
            yield stream, None
        return
    with ZipFile(path) as archive:
        if LINES not in archive.namelist():
            raise UnreadableFile(
                _("“{path}” holds no journal: “{name}” is missing in it.").format(
                    path=path, name=LINES
                )
            )
        with archive.open(LINES) as stream:
            yield stream, archive


@contextmanager
def _said(path: Path) -> Generator[None]:
    """Turn what a disk or a damaged zip says into a sentence."""
    try:
        yield
    except OSError as error:
        raise _unreadable(path, error.strerror or error) from error
    except _BAD_ZIP as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, reason: object) -> UnreadableFile:
    return UnreadableFile(_("“{path}” cannot be read: {reason}.").format(path=path, reason=reason))
