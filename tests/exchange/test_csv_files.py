"""Delimited text both ways."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.errors import Cancelled, UnreadableFile
from trustjournal.exchange.csv_files import (
    Form,
    guard,
    header_of,
    open_table,
    unguard,
    write_table,
)

BLANK = r"[\s\u00a0\ufeff\u200b-\u200f\u202a-\u202e\x00]*"
TRIGGER = r"[=+\-@\t\r\n＝＋－＠|%]"
STARTS_A_FORMULA = re.compile(f"^{BLANK}{TRIGGER}")
S = re.compile(f"^'*{BLANK}{TRIGGER}")

awkward = st.text(
    st.sampled_from("'=+-@|%＝＋－＠\t\r\n \u00a0\ufeff\u200b\u202e\x00a1,;\""), max_size=8
)
any_text = st.one_of(st.text(), awkward)
cells = any_text.filter(lambda text: "\x00" not in text)


def written(rows: list[list[str]], form: Form = Form.EXACT, *, decimal_comma: bool = False) -> str:
    stream = io.BytesIO()
    write_table(stream, ["a", "b"], rows, form, decimal_comma=decimal_comma)
    return stream.getvalue().decode()


def table_of(tmp_path: Path, content: bytes) -> list[tuple[int, dict[str, str]]]:
    return list(open_table(file_of(tmp_path, content)).rows())


def file_of(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    return path


@given(any_text)
def test_unguard_takes_back_what_guard_did(text: str) -> None:
    assert unguard(guard(text)) == text


@given(any_text)
def test_every_guarded_looking_text_is_the_guard_of_another(text: str) -> None:
    assert guard(unguard(guard(text))) == guard(text)
    if unguard(text) != text:
        assert guard(unguard(text)) == text


@given(any_text)
def test_nothing_guarded_starts_a_formula(text: str) -> None:
    assert not STARTS_A_FORMULA.match(guard(text))


@given(any_text)
def test_guard_adds_a_quote_exactly_where_the_rule_matches(text: str) -> None:
    assert guard(text) == ("'" + text if S.match(text) else text)


def test_no_first_character_of_all_there_are_hides_a_formula() -> None:
    missed = [
        code
        for code in range(0x110000)
        if (S.match(chr(code) + "=") is not None) != (guard(chr(code) + "=")[0] == "'" != chr(code))
        and chr(code) != "'"
    ]
    assert missed == []
    assert guard("'=") == "''="


@given(st.lists(st.lists(cells, min_size=2, max_size=2)), st.sampled_from(Form), st.booleans())
def test_what_is_written_reads_back_with_the_csv_module(
    rows: list[list[str]], form: Form, decimal_comma: bool
) -> None:
    text = written(rows, form, decimal_comma=decimal_comma).removeprefix("\ufeff")
    if form is Form.EXACT:
        text = written(rows, form)
    delimiter = ";" if form is Form.SPREADSHEET and decimal_comma else ","
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    undo = unguard if form is Form.SPREADSHEET else str
    assert [[undo(cell) for cell in row] for row in read[1:]] == rows


@given(st.lists(st.lists(cells, min_size=1, max_size=3), max_size=5))
def test_the_exact_form_is_byte_for_byte_that_of_csv_writer(rows: list[list[str]]) -> None:
    expected = io.StringIO(newline="")
    csv.writer(expected).writerows([["h"], *rows])
    stream = io.BytesIO()
    write_table(stream, ["h"], rows, Form.EXACT)
    assert stream.getvalue() == expected.getvalue().encode()


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=6))
def test_a_spreadsheet_file_comes_back_equal_through_our_own_reader(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    with path.open("wb") as stream:
        write_table(stream, ["a", "b"], rows, Form.SPREADSHEET)
    table = open_table(path, delimiter=",")
    read = [[row["a"], row["b"]] for _, row in table.rows()]
    assert read == [row for row in rows if any(row)]


def test_a_spreadsheet_gets_a_mark_and_guarded_cells_and_programs_neither() -> None:
    assert written([["=1+1", "-2"]], Form.SPREADSHEET) == "\ufeffa,b\r\n'=1+1,'-2\r\n"
    assert written([["=1+1", "-2"]]) == "a,b\r\n=1+1,-2\r\n"


def test_decimal_comma_changes_delimiter_and_fractions_of_the_spreadsheet_form_only() -> None:
    def text(form: Form) -> str:
        stream = io.BytesIO()
        row = [Decimal("1.50"), 2.5, 3, None, date(2026, 3, 1), datetime(2026, 3, 1, 9, tzinfo=UTC)]
        write_table(stream, list("abcdef"), [row], form, decimal_comma=True)
        return stream.getvalue().decode("utf-8-sig").splitlines()[1]

    assert text(Form.SPREADSHEET) == "1,50;2,5;3;;2026-03-01;2026-03-01T09:00:00+00:00"
    assert text(Form.EXACT) == "1.50,2.5,3,,2026-03-01,2026-03-01T09:00:00+00:00"


def test_rows_are_pulled_only_as_they_are_written_and_counted() -> None:
    pulled = 0
    ahead: list[int] = []

    def rows() -> Iterator[list[str]]:
        nonlocal pulled
        for _ in range(9000):
            pulled += 1
            yield ["x", "y"]

    counts: list[int] = []

    def progress(count: int) -> None:
        counts.append(count)
        ahead.append(pulled - count)

    assert write_table(io.BytesIO(), ["a", "b"], rows(), Form.EXACT, progress=progress) == 9000
    assert counts[-1] == 9000
    assert len(counts) > 3
    assert max(ahead) == 0


def test_writing_stops_when_told() -> None:
    def stop(_count: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_table(io.BytesIO(), ["a"], [["x"]], Form.EXACT, progress=stop)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    content = "Name,City\nZoë,Łódź\n日本,Αθήνα\n".encode(encoding)
    assert [row for _, row in table_of(tmp_path, content)] == [
        {"Name": "Zoë", "City": "Łódź"},
        {"Name": "日本", "City": "Αθήνα"},
    ]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "José Müller, “naïve” €5 – Zoë François"),
        ("cp1250", "Łukasz Żółć z Wrocławia, Gdańsk, Świętokrzyskie"),
        ("cp1251", "Иван Петров, Москва, Ольга Сидорова"),
        ("cp932", "山田太郎、東京都千代田区。鈴木一郎"),
        ("gb18030", "张伟,北京市朝阳区"),
    ],
)
def test_code_pages_are_guessed(tmp_path: Path, encoding: str, text: str) -> None:
    content = f'Name,Note\nx,"{text}"\n'.encode(encoding)
    assert table_of(tmp_path, content)[0][1]["Note"] == text


def test_an_encoding_that_is_given_wins(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Name,City\nЖ,x\n".encode("cp1251"))
    assert [row["Name"] for _, row in open_table(path, encoding="cp1252").rows()] == ["Æ"]
    with pytest.raises(UnreadableFile):
        open_table(path, encoding="no-such-encoding")


def test_utf8_with_a_broken_byte_stays_utf8_and_is_reported(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Name,City\nZoë,Łódź\n".encode() + b"Jo\xe9,x\n")
    table = open_table(path)
    assert [row["Name"] for _, row in table.rows()] == ["Zoë", "Jo\ufffd"]
    assert [problem.row for problem in table.problems] == [3]


def test_nul_and_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    rows = "Name,City\na\0b,x\nc,d\ne\ud800f,y\n".encode("utf-16-le", "surrogatepass")
    table = open_table(file_of(tmp_path, rows))
    assert [row["Name"] for _, row in table.rows()] == ["a\ufffdb", "c", "e\ufffdf"]
    assert [problem.row for problem in table.problems] == [2, 4]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(["Name", "City", "Note"]) + "\n" + delimiter.join(["a", "b", "c"])
    assert table_of(tmp_path, text.encode()) == [(2, {"Name": "a", "City": "b", "Note": "c"})]


def test_a_sep_line_is_heeded(tmp_path: Path) -> None:
    assert table_of(tmp_path, b"sep=;\r\nA;B,C,D\r\n1;2,3,4\r\n") == [
        (3, {"A": "1", "B,C,D": "2,3,4"})
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_row_and_stays_inside_quotes(tmp_path: Path, end: str) -> None:
    content = f'A,B{end}1,"x{end}y"{end}2,z{end}'.encode()
    assert table_of(tmp_path, content) == [
        (2, {"A": "1", "B": f"x{end}y"}),
        (3, {"A": "2", "B": "z"}),
    ]


def test_ragged_rows_are_kept_and_reported(tmp_path: Path) -> None:
    table = open_table(file_of(tmp_path, b"A,B\n1\n1,2\n1,2,3\n,,\n"))
    assert list(table.rows()) == [
        (2, {"A": "1", "B": ""}),
        (3, {"A": "1", "B": "2"}),
        (4, {"A": "1", "B": "2", "Column 3": "3"}),
    ]
    assert [problem.row for problem in table.problems] == [2, 4]


def test_a_quote_that_nobody_closes_costs_one_row(tmp_path: Path) -> None:
    lines = ["A,B", "1,x", '2,"oops', "3,y", '4,"fine, ""too"""', '5,"again']
    table = open_table(file_of(tmp_path, "\n".join(lines).encode()))
    assert [row for _, row in table.rows()] == [
        {"A": "1", "B": "x"},
        {"A": "2", "B": "oops"},
        {"A": "3", "B": "y"},
        {"A": "4", "B": 'fine, "too"'},
        {"A": "5", "B": "again"},
    ]
    assert [problem.row for problem in table.problems] == [3, 6]


def test_a_field_of_a_megabyte_is_read(tmp_path: Path) -> None:
    large = "x\n" * 500_000
    rows = table_of(tmp_path, f'A,B\n1,"{large}"\n2,y\n'.encode())
    assert rows[0][1]["B"] == large
    assert rows[1] == (3, {"A": "2", "B": "y"})


def test_headers_that_come_twice_or_not_at_all_lose_nothing(tmp_path: Path) -> None:
    rows = table_of(tmp_path, b"A,A,\n1,2,3\n")
    assert rows == [(2, {"A": "1", "A (2)": "2", "Column 3": "3"})]


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n"])
def test_a_file_without_a_header_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        open_table(file_of(tmp_path, content))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "any.csv"
    path.write_bytes(content)
    try:
        rows = list(open_table(path).rows())
    except UnreadableFile:
        return
    assert all("\0" not in cell for _, row in rows for cell in row.values())


@pytest.mark.parametrize(
    ("text", "header", "row"),
    [
        (
            'Notes:\n"Some of, the addresses; are missing"\n\nName,Email,Town\nA,a@x.org,B\n',
            "Name",
            4,
        ),
        ("Customers\n\nName;Phone;Town\nAna;555-0100;York\n", "Name", 3),
        ("Name\nAna, the potter, of York\nBen, the baker, of Leeds\n", "Name", 1),
        ("Name;Likes\nAna;tea, cake, bowls\nBen;jam, bread, butter\n", "Name", 1),
    ],
)
def test_a_header_is_found_below_lines_of_text(
    tmp_path: Path, text: str, header: str, row: int
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text)
    table = open_table(path)
    assert (table.header[0], table.header_row) == (header, row)
    assert header_of(text) == table.header
