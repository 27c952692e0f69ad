"""Reviews can be brought in as feedback, and are not taken for people or touchpoints."""

from datetime import date
from pathlib import Path

import pytest

from tests.exchange.source_reading import open_source, problems, read_text, records, write
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.exchange.forms import find_form

TEXT = (
    "Date,Name,Email,Rating,Review\n"
    "2026-03-05,Ana Ruiz,ana@example.org,4,Lovely cups\n"
    "2026-03-06,,,5,Anonymous\n"
    "soon,Ben,,1,Late\n"
)


def test_a_review_is_feedback(tmp_path: Path) -> None:
    found = read_text(tmp_path, TEXT, "reviews")
    ana, nobody = records(found)
    assert (ana.customer_id, ana.rating, ana.best) == (NOBODY, 4.0, 5)
    assert (ana.heard_on, ana.text, ana.author) == (date(2026, 3, 5), "Lovely cups", "Ana Ruiz")
    assert isinstance(found[0], Entry)
    assert found[0].who == (Who(name="Ana Ruiz", email="ana@example.org"),)
    assert nobody.customer_id is None
    assert [row for row, _text in problems(found)] == [4]


def test_read_again_it_brings_the_same(tmp_path: Path) -> None:
    source = open_source(write(tmp_path, TEXT))
    once, again = (records(list(source.entries())) for _time in range(2))
    assert [one.id for one in once] == [one.id for one in again]


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("Submitted at,How likely are you to recommend us?,Why?", "reviews"),
        ("Name,Stars,Title,Text,Date", "reviews"),
        ("Name,Email,Note,Comments", "contacts"),
        ("Date,Customer,Channel,Note", "log"),
    ],
)
def test_a_table_is_told_by_its_columns(tmp_path: Path, header: str, form: str) -> None:
    row = ",".join("5" for _column in header.split(","))
    assert find_form(write(tmp_path, f"{header}\n{row}\n")).key == form
