"""LibreOffice Calc itself opens what we write for spreadsheets, and evaluates none of it.

This needs `soffice`; a computer that tests without it fails here, for nobody else would notice.
"""

import io
import re
import subprocess
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

from trustjournal.exchange.csv_files import Form, unguard, write_table
from trustjournal.exchange.xlsx_files import write_workbook

Cell = ElementTree.Element
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

BEFORE = ("", "'", "''", " ", "\u00a0", "\ufeff", "\u200b", "\u202e", " ' ", "\u2007")
FORMULAS = (
    *("=1+1", "+1+1", "-1+1", "@SUM(1,1)", "=cmd|' /C calc'!A0", '=HYPERLINK("x","y")'),
    *("＝1+1", "＋1+1", "－1+1", "＠SUM(1,1)", "%1", "|cmd", "{=1+1}", '=DDE("a","b","c")'),
    *('=WEBSERVICE("http://x.example")', "-2+3+cmd|' /C calc'!A0", "=2*3;=1+1", "==1+1"),
)
CELLS = [before + formula for before, formula in product(BEFORE, FORMULAS)]
"""Each would be evaluated, or might be one day, by one spreadsheet or another."""

# Quoted marks as text, dates and numbers as found: as Calc opens a file by double click, with
# formulas in it evaluated, the way that is worst for us (token 15).
COMMA = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"


def converted(folder: Path, name: str, source: str, reading: str) -> list[list[Cell]]:
    """What Calc makes of a file: its cells, by row."""
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--headless", "--norestore", *([f"--infilter={reading}"] if reading else [])),
            *("--convert-to", "fods", "--outdir", str(folder), str(folder / source)),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    tree = ElementTree.parse(folder / name).getroot()
    return [list(row.iter(f"{TABLE}table-cell")) for row in tree.iter(f"{TABLE}table-row")]


def shown(cell: Cell) -> str:
    """The text of a cell; Calc writes several spaces, tabs and line ends as elements."""
    lines = ["".join(_pieces(part)) for part in cell.iter(f"{TEXT}p")]
    return "\n".join(lines)


def _pieces(part: Cell) -> list[str]:
    found = [part.text or ""]
    for inner in part:
        if inner.tag == f"{TEXT}s":
            found.append(" " * int(inner.get(f"{TEXT}c", "1")))
        elif inner.tag == f"{TEXT}tab":
            found.append("\t")
        else:
            found += _pieces(inner)
        found.append(inner.tail or "")
    return found


def text_cells(cells: Sequence[Cell]) -> list[str]:
    """The texts of cells of which none is a formula, a number or anything else evaluated."""
    assert [cell.get(f"{TABLE}formula") for cell in cells] == [None] * len(cells)
    assert {cell.get(f"{OFFICE}value-type") for cell in cells} == {"string"}
    return [shown(cell) for cell in cells]


def test_calc_as_it_is_asked_here_does_evaluate_formulas(tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text('"=1+1"\n')
    ((cell,),) = converted(tmp_path, "bare.fods", "bare.csv", COMMA)
    assert (cell.get(f"{TABLE}formula"), shown(cell)) == ("of:=1+1", "2")


@pytest.mark.parametrize("decimal_comma", [False, True])
def test_calc_finds_no_formula_in_a_guarded_table(tmp_path: Path, decimal_comma: bool) -> None:
    stream = io.BytesIO()
    rows = [[cell, "beside"] for cell in CELLS]
    write_table(stream, ["=1+1", "b"], rows, Form.SPREADSHEET, decimal_comma=decimal_comma)
    (tmp_path / "guarded.csv").write_bytes(stream.getvalue())
    reading = COMMA.replace("44", "59") if decimal_comma else COMMA
    found = converted(tmp_path, "guarded.fods", "guarded.csv", reading)
    assert len(found) == len(CELLS) + 1
    assert {len(row) for row in found} == {2}
    texts = text_cells([row[0] for row in found])
    assert [_plain(unguard(text)) for text in texts] == [_plain(cell) for cell in ("=1+1", *CELLS)]


def test_calc_finds_no_formula_in_a_workbook(tmp_path: Path) -> None:
    with (tmp_path / "book.xlsx").open("wb") as stream:
        write_workbook(stream, "log", ["=1+1"], [[cell] for cell in CELLS])
    found = converted(tmp_path, "book.fods", "book.xlsx", "")
    last = len(CELLS) + 1
    texts = text_cells([row[0] for row in found[:last]])
    assert not [cell for row in found[last:] for cell in row if cell.get(f"{OFFICE}value-type")]
    assert [_plain(text) for text in texts] == [_plain(cell) for cell in ("=1+1", *CELLS)]


def _plain(text: str) -> str:
    """A text without what Calc drops or changes at its edges: marks of order and width."""
    return re.sub("[\ufeff\u200b\u202e]", "", text)
