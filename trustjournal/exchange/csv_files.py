r"""Delimited text both ways: rows out for spreadsheets and other programs, tables in from anywhere.

A cell that a spreadsheet would evaluate is written behind one `'` and read back without it.
With S = `'*[blank]*[trigger]`, the guard adds a `'` where S matches, and its inverse strips one
where S matches behind at least one `'`: a bijection on any text.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import IO

from trustjournal.errors import UnreadableFile
from trustjournal.exchange.text_files import (
    REPLACEMENT,
    Problem,
    Progress,
    detect_encoding,
    no_progress,
    open_text,
    read_head,
)
from trustjournal.i18n import _, ngettext

_BLANK = r"[\s\u00a0\ufeff\u200b-\u200f\u202a-\u202e\x00]*"
_TRIGGER = r"[=+\-@\t\r\n＝＋－＠|%]"
_FORMULA = re.compile(f"'*{_BLANK}{_TRIGGER}")
_GUARDED = re.compile(f"'+{_BLANK}{_TRIGGER}")

# Every character with which a match of _FORMULA can begin; a test holds the two together.
_SUSPICIOUS = frozenset(
    "'=+-@|%＝＋－＠\x00\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"
    "\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b"
    "\u202c\u202d\u202e\u202f\u205f\u3000\ufeff"
)
_WRITE_ROWS = 2000
_DELIMITERS = ",;\t|"
# Far above any real note, and small enough that a quote nobody closed cannot fill the memory.
_FIELD_CHARACTERS = 8 << 20


class Form(StrEnum):
    """For whom a table is written."""

    SPREADSHEET = "spreadsheet"
    EXACT = "exact"


def guard(text: str) -> str:
    """Return a cell that no spreadsheet evaluates.

    >>> guard("=1+1"), guard("'=1"), guard("plain")
    ("'=1+1", "''=1", 'plain')
    """
    return "'" + text if text[:1] in _SUSPICIOUS and _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return the text that `guard` was given; text that it never makes comes back as it is.

    >>> unguard("'=1+1"), unguard("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def write_table(
    stream: IO[bytes],
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    form: Form,
    *,
    decimal_comma: bool = False,
    progress: Progress = no_progress,
) -> int:
    r"""Write a table as UTF-8 with `\r\n` after each row and return the number of rows.

    SPREADSHEET begins with a byte order mark and guards every cell; with `decimal_comma` it
    divides by `;` and writes fractions so. EXACT does none of this. Dates come out as ISO 8601,
    None as an empty cell. The rows are never all in memory; `progress` hears how many are out.

    Raises:
        Cancelled: `progress` said so; what is in the stream is then incomplete.
    """
    spreadsheet = form is Form.SPREADSHEET
    comma = spreadsheet and decimal_comma
    if spreadsheet:
        stream.write(b"\xef\xbb\xbf")
    lines = _lines(chain((header,), rows), ";" if comma else ",", guarded=spreadsheet, comma=comma)
    stream.write(next(lines).encode("utf-8", "replace"))
    count = 0
    while batch := list(islice(lines, _WRITE_ROWS)):
        stream.write("".join(batch).encode("utf-8", "replace"))
        count += len(batch)
        progress(count)
    return count


def _lines(
    rows: Iterable[Sequence[object]], delimiter: str, *, guarded: bool, comma: bool
) -> Iterator[str]:
    # Built by hand: one look at the whole line is quicker than csv.writer's at each cell.
    for row in rows:
        cells = [value if isinstance(value, str) else _as_text(value, comma=comma) for value in row]
        if guarded:
            cells = [
                "'" + cell if cell[:1] in _SUSPICIOUS and _FORMULA.match(cell) else cell
                for cell in cells
            ]
        line = delimiter.join(cells)
        if (
            '"' in line
            or "\n" in line
            or "\r" in line
            or line.count(delimiter) != len(cells) - 1
            or not line
        ):
            line = delimiter.join([_quoted(cell, delimiter) for cell in cells]) or '""'
        yield f"{line}\r\n"


def _as_text(value: object, *, comma: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if comma and isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return str(value)


def _quoted(cell: str, delimiter: str) -> str:
    if '"' in cell:
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return f'"{cell}"' if delimiter in cell or "\n" in cell or "\r" in cell else cell


@dataclass(slots=True)
class Table:
    """A delimited file whose header was read and whose rows can be streamed.

    `problems` grows while `rows` runs. Rows are counted as a spreadsheet shows them: the header
    is row 1, a note of several lines is in one row.
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int
    problems: list[Problem] = field(default_factory=list[Problem])

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row that is not blank with its number, guarded cells as they were.

        Cells beyond the header come under "Column 9" and so on. A row that is broken comes as
        well as it can be read, and is reported.

        Raises:
            UnreadableFile: the disk failed.
        """
        with open_text(self.path, self.encoding) as stream:
            records = _Records(stream, self.delimiter, len(self.header))
            for row, cells in enumerate(records, start=1):
                if row <= self.header_row or not any(cells):
                    continue
                self._report(row, cells, records)
                yield row, self._named(cells)

    def _named(self, cells: list[str]) -> dict[str, str]:
        cells = [unguard(cell) if cell[:1] == "'" else cell for cell in cells]
        width = len(self.header)
        named = dict(zip(self.header, cells, strict=False))
        for name in self.header[len(cells) :]:
            named[name] = ""
        for place, cell in enumerate(cells[width:], start=width + 1):
            if cell:
                named[_unnamed(place)] = cell
        return named

    def _report(self, row: int, cells: list[str], records: "_Records") -> None:
        if records.broken:
            self.problems.append(
                Problem(row, _("A quotation mark is missing or out of place; please check it."))
            )
        elif len(cells) != len(self.header):
            text = ngettext(
                "This row has {count} cell where the header has {width}; please check it.",
                "This row has {count} cells where the header has {width}; please check it.",
                len(cells),
            )
            self.problems.append(
                Problem(row, text.format(count=len(cells), width=len(self.header)))
            )
        if records.spoiled:
            self.problems.append(
                Problem(row, _("Some characters could not be read and are shown as “�”."))
            )


def open_table(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """Find out how a delimited file is written, and read its header.

    Encoding and delimiter are detected where not given; a first line `sep=;` is heeded. Header
    names that come twice are told apart by a number.

    Raises:
        UnreadableFile: the file cannot be read, is empty or has no text in it.
    """
    found = encoding or detect_encoding(path)
    head = read_head(path, found)
    candidates = delimiter or _DELIMITERS
    told = re.match(r'\ufeff?"?sep=(.)"?[\r\n]', head, re.IGNORECASE)
    if told and not delimiter:
        candidates = told[1]
    best: tuple[int, str, list[str], int] | None = None
    for candidate in candidates:
        records = _Records(io.StringIO(head, newline=""), candidate, 0)
        for row, cells in enumerate(islice(records, 100), start=1):
            if any(map(str.isalnum, "".join(cells))) and not (told and row == 1):
                if best is None or len(cells) > best[0]:
                    best = (len(cells), candidate, cells, row)
                break
    if best is None:
        raise UnreadableFile(_("“{path}” has no rows in it.").format(path=path))
    return Table(path, found, best[1], _header(best[2]), best[3])


def _header(cells: list[str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for place, cell in enumerate(cells, start=1):
        plain = unguard(cell).strip().lstrip("\ufeff").strip() or _unnamed(place)
        name, again = plain, 2
        while name in names:
            name, again = f"{plain} ({again})", again + 1
        names[name] = None
    return tuple(names)


def _unnamed(place: int) -> str:
    return _("Column {place}").format(place=place)


class _Records:
    """The cells of each record; after each, `broken` and `spoiled` say what is wrong with it.

    A record whose quotation marks make no sense is taken to be its first line alone, so that a
    quote that nobody closed costs one row and not the rest of the file.
    """

    def __init__(self, stream: IO[str], delimiter: str, width: int) -> None:
        csv.field_size_limit(_FIELD_CHARACTERS)
        self.broken = self.spoiled = False
        self._delimiter, self._width = delimiter, width
        self._stream = stream
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._reader = csv.reader(self._lines(), delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[list[str]]:
        while True:
            self._taken.clear()
            self.broken = self.spoiled = False
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                self.broken = True
                cells = self._first_line_alone()
            yield cells

    def _lines(self) -> Iterator[str]:
        again, taken, read = self._again, self._taken, self._stream.readline
        while line := again.popleft() if again else read(_FIELD_CHARACTERS):
            if "\0" in line:
                line = line.replace("\0", REPLACEMENT)
            if REPLACEMENT in line:
                self.spoiled = True
            taken.append(line)
            yield line

    def _first_line_alone(self) -> list[str]:
        first, *rest = self._taken
        self._again.extendleft(reversed(rest))
        self.spoiled = REPLACEMENT in first
        # The old reader may have pulled its lines to the end, after which they stay ended.
        self._reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
        plain = first.rstrip("\r\n")
        if len(plain) < _FIELD_CHARACTERS:
            forgiven = next(csv.reader([plain], delimiter=self._delimiter), list[str]())
            if len(forgiven) == self._width:
                return forgiven
        return [cell.removeprefix('"') for cell in plain.split(self._delimiter)]
