r"""Delimited text both ways: rows out for spreadsheets and other programs, tables in from anywhere.

A cell that a spreadsheet would evaluate is written behind one `'` and read back without it.
With S = `'*[blank]*[trigger]`, the guard adds a `'` where S matches, and its inverse strips one
where S matches behind at least one `'`: a bijection on any text.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
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
_MOST_LINES = 1 << 20
# For each quote that nobody closed, its other end is sought as far as a record may be long. Where
# there are many of them it may be no longer than this; a cell of a spreadsheet is not either.
_CELL_CHARACTERS, _CELL_LINES = 1 << 15, 100
_TOO_LONG = "too many lines"
_HEAD_ROWS = 100
# A line of prose above a table has fewer cells than the titles of its columns, or longer ones.
_TITLES, _TITLE_CHARACTERS = 3, 60
# Far above what any program exports; rows that are short cost as much as the header is wide.
MOST_COLUMNS = 2000

_Row = tuple[list[str], int]


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
    is row 1, a note of several lines is in one row. Where `is_guarded`, cells that a `'` keeps
    from being evaluated come without it.
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int
    problems: list[Problem] = field(default_factory=list[Problem])
    is_guarded: bool = True

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
        if self.is_guarded:
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

    Encoding and delimiter are detected where not given; a first line `sep=;` is heeded, and lines
    of text with a blank one above the header are passed over. Header names that come twice are
    told apart by a number.

    Raises:
        UnreadableFile: the file cannot be read, is empty, has no text in it or too many columns.
    """
    found = encoding or detect_encoding(path)
    head = read_head(path, found)
    found_header = _find_header(head, delimiter)
    if found_header is None:
        raise UnreadableFile(_("“{path}” has no rows in it.").format(path=path))
    mark, cells, row = found_header
    if len(cells) > MOST_COLUMNS:
        text = _("“{path}” has {count} columns; a table here may have up to {most}.")
        raise UnreadableFile(text.format(path=path, count=len(cells), most=MOST_COLUMNS))
    return Table(path, found, mark, _header(cells), row)


@lru_cache(maxsize=4)
def columns_of(head: str) -> Mapping[str, Sequence[str]]:
    """Return the columns of a table by its beginning, each with its cells in the first rows.

    Where it is no table there are none.
    """
    names, found = header_of(head), _find_header(head, None)
    if not names or found is None:
        return {}
    mark, _cells, row = found
    rows = islice(_Records(io.StringIO(head, newline=""), mark, 0), row, _HEAD_ROWS)
    told = [[cell.strip() for cell in cells] for cells in rows if any(cells)]
    return {
        name: tuple(cells[place] if place < len(cells) else "" for cells in told)
        for place, name in enumerate(names)
    }


@lru_cache(maxsize=4)
def header_of(head: str) -> tuple[str, ...]:
    """Return the names of the columns of a table by its beginning, () where it is no table."""
    found = _find_header(head, None)
    return _header(found[1]) if found and len(found[1]) <= MOST_COLUMNS else ()


def _find_header(head: str, delimiter: str | None) -> tuple[str, list[str], int] | None:
    """Return the delimiter, the cells of the header and its row, or None without any text."""
    candidates = delimiter or _DELIMITERS
    told = re.match(r'\ufeff?"?sep=(.)"?[\r\n]', head, re.IGNORECASE)
    if told and not delimiter:
        candidates = told[1]
    tables: list[tuple[str, list[_Row]]] = []
    for candidate in candidates:
        records = _Records(io.StringIO(head, newline=""), candidate, 0)
        rows = [
            (cells, row)
            for row, cells in enumerate(islice(records, _HEAD_ROWS), start=1)
            if any(map(str.isalnum, "".join(cells))) and not (told and row == 1)
        ]
        if rows:
            tables.append((candidate, rows))
    if not tables:
        return None
    best = max(((mark, *rows[0]) for mark, rows in tables), key=lambda found: len(found[1]))
    if sum(map(bool, best[1])) > 1:
        return best
    below = [(mark, *found) for mark, rows in tables if (found := _below_preamble(rows))]
    return max(below, key=lambda found: len(found[1]), default=best)


def _below_preamble(rows: Sequence[_Row]) -> _Row | None:
    """Return what reads like a header below text and a blank line, or None."""
    for (_text, above), (cells, row), (first, _row) in zip(rows, rows[1:], rows[2:], strict=False):
        is_wide = len(cells) == len(first) >= _TITLES
        if row > above + 1 and is_wide and all(map(_is_title, cells)):
            return cells, row
    return None


def _is_title(cell: str) -> bool:
    short = len(cell) <= _TITLE_CHARACTERS
    return short and "@" not in cell and any(map(str.isalpha, cell))


def _header(cells: list[str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    times: dict[str, int] = {}
    for place, cell in enumerate(cells, start=1):
        plain = unguard(cell).strip().lstrip("\ufeff").strip() or _unnamed(place)
        name = plain
        while name in names:
            times[plain] = times.get(plain, 1) + 1
            name = f"{plain} ({times[plain]})"
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
        self._breaks, self._most_lines = 0, _MOST_LINES
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
                self._seek_less_far()
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
            if len(taken) > self._most_lines:
                raise csv.Error(_TOO_LONG)
            yield line

    def _seek_less_far(self) -> None:
        self._breaks += 1
        csv.field_size_limit(max(_CELL_CHARACTERS, _FIELD_CHARACTERS >> self._breaks))
        self._most_lines = max(_CELL_LINES, _MOST_LINES >> self._breaks)

    def _first_line_alone(self) -> list[str]:
        first, *rest = self._taken
        self._again.extendleft(reversed(rest))
        self.spoiled = REPLACEMENT in first
        # The old reader may have pulled its lines to the end, after which they stay ended.
        self._reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
        plain = first.rstrip("\r\n")
        if len(plain) < csv.field_size_limit():
            forgiven = next(csv.reader([plain], delimiter=self._delimiter), list[str]())
            if len(forgiven) == self._width:
                return forgiven
        return [cell.removeprefix('"') for cell in plain.split(self._delimiter)]
