"""Rows into a workbook for Excel and its kin, in which no text can become a formula.

Form: Office Open XML (ECMA-376), written by XlsxWriter row by row.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from tempfile import TemporaryDirectory
from typing import IO, Any

from trustjournal.exchange.text_files import Progress, no_progress
from trustjournal.i18n import _

MOST_ROWS = 1_048_576
"""How many rows a sheet holds, its header among them; what is beyond goes to the next sheet."""

MOST_LETTERS = 32_767
"""How many UTF-16 units a cell holds; a longer text is cut, and says so at its end."""

_STEP = 1000
_NARROW, _WIDE = 12, 40  # how many digits wide a column is
_DIGITS = 15  # a workbook counts no finer; what has more is kept as text
_FIRST_YEAR = 1900  # where the calendar of workbooks begins
_NOT_IN_A_NAME = frozenset("[]:*?/\\'")


def write_workbook(
    stream: IO[bytes],
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    progress: Progress = no_progress,
) -> int:
    """Write a table as a workbook into a seekable stream and return the number of its rows.

    Text stays text whatever it looks like; numbers and days become the workbook's own. The rows
    are never all in memory: they wait in a private folder that is gone afterwards.

    Raises:
        Cancelled: `progress` said so; what is in the stream is then incomplete.
        OSError: the disk refused.
    """
    # It takes a tenth of a second to import; only this needs it.
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
        made = _Book(Workbook(stream, options), title, header)
        try:
            count = 0
            for count, row in enumerate(rows, start=1):
                made.write(row)
                if count % _STEP == 0:
                    progress(count)
            progress(count)
            made.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error
        finally:
            made.let_go()
    return count


class _Book:
    """A workbook as it grows, sheet by sheet."""

    def __init__(self, book: Any, title: str, header: Sequence[str]) -> None:
        self._book = book
        self._title, self._header = title, header
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._begin()

    def write(self, row: Sequence[object]) -> None:
        """Add a row below the others."""
        if self._next == MOST_ROWS:
            self._begin()
        for place, value in enumerate(row):
            self._put(place, value)
        self._next += 1

    def close(self) -> None:
        """Put the whole of it into the stream."""
        self._book.close()

    def let_go(self) -> None:
        """Leave no file open, also of a book that was not closed."""
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()

    def _begin(self) -> None:
        number = len(self._book.worksheets()) + 1
        suffix = f" {number}" if number > 1 else ""
        plain = "".join(" " if sign in _NOT_IN_A_NAME else sign for sign in self._title)
        self._sheet = self._book.add_worksheet(plain[: 31 - len(suffix)] + suffix)
        self._sheet.freeze_panes(1, 0)
        for place, name in enumerate(self._header):
            width = min(max(len(name) + 4, _NARROW), _WIDE)
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, _fitting(name), self._bold)
        self._next = 1

    def _put(self, place: int, value: object) -> None:
        at = self._next, place
        if value is None or value == "":
            return
        if isinstance(value, int | float | Decimal) and _is_exact(value):
            self._sheet.write_number(*at, value)
        elif isinstance(value, date) and _is_plain_day(value):
            self._sheet.write_datetime(*at, value, self._day)
        else:
            text = value.isoformat() if isinstance(value, date) else str(value)
            self._sheet.write_string(*at, _fitting(text))


def _is_exact(number: float | Decimal) -> bool:
    """Return whether a workbook keeps a number as it is."""
    if isinstance(number, Decimal):
        return number.is_finite() and len(number.as_tuple().digits) <= _DIGITS
    return isfinite(number) and (isinstance(number, float) or len(str(abs(number))) <= _DIGITS)


def _is_plain_day(day: date) -> bool:
    return not isinstance(day, datetime) and day.year >= _FIRST_YEAR


def _fitting(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text) <= MOST_LETTERS // 2 or _units(text) <= MOST_LETTERS:
        return text
    end = _(" … (the rest is too long for a cell)")
    kept = text.encode("utf-16-le")[: 2 * (MOST_LETTERS - _units(end))]
    return kept.decode("utf-16-le", "ignore") + end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
