"""Workbooks: text stays text, numbers and days are the workbook's own, and long tables go on."""

import errno
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.errors import Cancelled
from trustjournal.exchange import xlsx_files
from trustjournal.exchange.xlsx_files import MOST_LETTERS, write_workbook

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ESCAPED = re.compile("_x([0-9A-F]{4})_")


def written(header: list[str], rows: list[list[object]], title: str = "people") -> bytes:
    stream = io.BytesIO()
    assert write_workbook(stream, title, header, rows) == len(rows)
    return stream.getvalue()


def cells(content: bytes, sheet: int = 1) -> list[list[tuple[str, str]]]:
    """The kind and text of each cell that holds anything, by row."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    return [[_cell(cell) for cell in row] for row in tree.iter(f"{SPACE}row")]


def _cell(cell: ElementTree.Element) -> tuple[str, str]:
    assert cell.find(f"{SPACE}f") is None
    text = "".join(
        part.text or "" for part in cell.iter() if part.tag in {f"{SPACE}t", f"{SPACE}v"}
    )
    return cell.get("t", "n"), ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


@settings(max_examples=60)
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_comes_back_as_the_text_it_was(texts: list[str]) -> None:
    _header, *rows = cells(written(["a"], [[text] for text in texts]))
    found = [row[0] for row in rows if row]
    assert found == [("inlineStr", text) for text in texts if text]


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "{=1}", "http://x.example", "12", "2026-01-01", "_x0041_", "'=1"]
)
def test_what_looks_like_a_formula_a_link_or_a_number_stays_text(text: str) -> None:
    content = written([text], [[text]])
    assert cells(content) == [[("inlineStr", text)], [("inlineStr", text)]]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert not [name for name in book.namelist() if "rels" in name and "sheet1" in name]


def test_numbers_and_days_are_the_workbooks_own_where_it_keeps_them_whole() -> None:
    day = date(2026, 11, 22)
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    rows: list[list[object]] = [
        [12, 1.5, Decimal("12.50"), day, None, ""],
        [10**20, float("nan"), Decimal("1." + "3" * 20), date(1812, 1, 1), at, "x"],
    ]
    _header, first, second = cells(written(list("abcdef"), rows))
    assert [kind for kind, _text in first] == ["n"] * 4
    assert [text for _kind, text in first[:3]] == ["12", "1.5", "12.50"]
    assert int(first[3][1]) == (day - date(1899, 12, 30)).days
    assert second == [
        ("inlineStr", str(10**20)),
        ("inlineStr", "nan"),
        ("inlineStr", "1." + "3" * 20),
        ("inlineStr", "1812-01-01"),
        ("inlineStr", "2026-11-22T09:30:00+00:00"),
        ("inlineStr", "x"),
    ]


@pytest.mark.parametrize("letter", ["x", "🌱"])
def test_a_text_too_long_for_a_cell_is_cut_between_letters_and_says_so(letter: str) -> None:
    (kind, text) = cells(written(["note"], [[letter * MOST_LETTERS + "end"]]))[1][0]
    assert kind == "inlineStr"
    assert len(text.encode("utf-16-le")) // 2 in {MOST_LETTERS, MOST_LETTERS - 1}
    assert re.fullmatch(f"{letter}+ … \\(the rest is too long for a cell\\)", text)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_files, "MOST_ROWS", 3)
    content = written(
        ["a"], [[str(number)] for number in range(5)], "a [very] long name: of a sheet"
    )
    assert [row[0][1] for row in cells(content, 1)] == ["a", "0", "1"]
    assert [row[0][1] for row in cells(content, 3)] == ["a", "4"]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        named = re.findall('<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    assert named == [
        "a  very  long name  of a sheet",
        "a  very  long name  of a shee 2",
        "a  very  long name  of a shee 3",
    ]


def test_one_who_stops_it_leaves_nothing_behind() -> None:
    def rows() -> Iterator[list[object]]:
        while True:
            yield ["again"]

    def stop(count: int) -> None:
        raise Cancelled

    before = set(Path(gettempdir()).iterdir())
    with pytest.raises(Cancelled):
        write_workbook(io.BytesIO(), "log", ["a"], rows(), progress=stop)
    left = [
        found
        for found in set(Path(gettempdir()).iterdir()) - before
        if found.is_dir() and any(found.glob("tmp*"))
    ]
    assert left == []


def test_a_disk_that_refuses_is_an_error_of_the_disk() -> None:
    class Full(io.BytesIO):
        refused = False

        def write(self, some: Any, /) -> int:
            if not self.refused:
                self.refused = True
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(some)

    with pytest.raises(OSError, match="No space left"):
        write_workbook(Full(), "log", ["a"], [["x"]])
