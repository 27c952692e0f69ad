"""Reviews come out of any table as they were written, and what cannot be read is told."""

import io
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.choices import FeedbackSource
from trustjournal.domain.incoming_feedback import Incoming
from trustjournal.errors import Cancelled, UnreadableFile
from trustjournal.exchange.csv_files import Form, open_table, write_table
from trustjournal.exchange.review_columns import Part
from trustjournal.exchange.review_csv import Layout, ReviewFile, look_into, read_reviews

HEADER = "Date,Name,Email,Rating,Review\n"
MARCH = date(2026, 3, 5)


def file_of(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "reviews.csv"
    path.write_bytes(content.encode(encoding))
    return path


def read(tmp_path: Path, content: str, **layout: Any) -> ReviewFile:
    path = file_of(tmp_path, content)
    whole = Layout(look_into(path).columns)
    return read_reviews(path, replace(whole, **layout))


def only(tmp_path: Path, row: str, header: str = HEADER, **layout: Any) -> Incoming:
    (found,) = read(tmp_path, header + row, **layout).reviews
    return found


def test_a_row_is_a_review(tmp_path: Path) -> None:
    found = only(tmp_path, '2026-03-05,Ana  Ruiz,ANA@example.org,4,"Lovely, ""blue"" cups\nof tea"')
    assert found == Incoming(
        row=2,
        heard_on=MARCH,
        source=FeedbackSource.REVIEW,
        text='Lovely, "blue" cups\nof tea',
        author="Ana Ruiz",
        email="ana@example.org",
        rating=4.0,
        best=5,
    )


def test_a_sample_shows_what_stands_in_each_column(tmp_path: Path) -> None:
    rows = "".join(f"2026-03-{day:02},Ana,,5,Good {day}\n" for day in range(1, 9))
    sample = look_into(file_of(tmp_path, HEADER + rows))
    assert sample.values["Name"] == ("Ana",)
    assert sample.values["Review"] == ("Good 1", "Good 2", "Good 3")
    assert sample.values["Email"] == ()
    assert sample.columns[Part.TEXT] == "Review"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_and_delimiter_is_read(tmp_path: Path, encoding: str) -> None:
    path = file_of(tmp_path, "Datum;Bewertung;Kommentar\n5.3.2026;5;Schöne Töpfe\n", encoding)
    sample = look_into(path)
    (found,) = read_reviews(path, Layout(sample.columns), encoding=sample.encoding).reviews
    assert (found.heard_on, found.text) == (MARCH, "Schöne Töpfe")


@pytest.mark.parametrize(
    "written",
    [
        *("2026-03-05", "2026-03-05T23:10:00Z", "2026/03/05 3:22:11 PM GMT+1", "5.3.2026"),
        *("5 Mar 2026", "March 5, 2026", "Mar 5, 2026, 3:22 PM", "Thu, 5 Mar 2026 10:00"),
        *("05.03.26", "1772712000", "1772712000000"),
    ],
)
def test_days_are_read_however_they_are_written(tmp_path: Path, written: str) -> None:
    assert only(tmp_path, f'"{written}",,,5,Good').heard_on == MARCH


def test_one_date_tells_the_order_of_all(tmp_path: Path) -> None:
    file = read(tmp_path, HEADER + "5/3/2026,,,5,Good\n25/12/2025,,,5,Fine\n")
    assert [one.heard_on for one in file.reviews] == [MARCH, date(2025, 12, 25)]
    assert file.problems == []


def test_dates_that_can_be_read_two_ways_are_told_once_and_can_be_chosen(tmp_path: Path) -> None:
    rows = HEADER + "3/5/2026,,,5,Good\n4/5/2026,,,5,Fine\n"
    file = read(tmp_path, rows)
    assert file.reviews[0].heard_on == MARCH
    assert [problem.row for problem in file.problems] == [2]
    assert "two ways" in file.problems[0].text
    file = read(tmp_path, rows, day_first=True)
    assert file.reviews[0].heard_on == date(2026, 5, 3)
    assert file.problems == []


@pytest.mark.parametrize(
    ("written", "rating", "best"),
    [
        ("4", 4.0, 5),
        ("4.5", 4.5, 5),
        ('"4,5"', 4.5, 5),
        ("5/5", 5.0, 5),
        ("9 / 10", 9.0, 10),
        ("4 out of 5 stars", 4.0, 5),
        ("★★★★☆", 4.0, 5),
        ("FIVE", 5.0, 5),
        ("80%", 4.0, 5),
        ("0", 0.0, 5),
    ],
)
def test_ratings_are_read_however_they_are_written(
    tmp_path: Path, written: str, rating: float, best: int
) -> None:
    found = only(tmp_path, f"2026-03-05,,,{written},Good")
    assert (found.rating, found.best) == (rating, best)


def test_the_highest_rating_tells_what_they_are_out_of(tmp_path: Path) -> None:
    rows = HEADER + "2026-03-05,,,8,Good\n2026-03-05,,,3,Bad\n"
    assert [one.best for one in read(tmp_path, rows).reviews] == [10, 10]
    assert read(tmp_path, rows, best=10).reviews[1].rating == 3
    hundred = HEADER + "2026-03-05,,,80,Good\n2026-03-05,,,3,Bad\n"
    assert [one.rating for one in read(tmp_path, hundred).reviews] == [4.0, 0.15]


def test_stars_are_out_of_five_even_if_one_of_them_is_wrong(tmp_path: Path) -> None:
    file = read(tmp_path, "Stars,Review,Date\n4,Good,2026-03-05\n9,Bad,2026-03-05\n")
    assert [(one.rating, one.best) for one in file.reviews] == [(4.0, 5), (None, None)]


def test_how_likely_they_recommend_is_out_of_ten_even_if_all_are_low(tmp_path: Path) -> None:
    found = only(tmp_path, "3,Slow,2026-03-05", "How likely would you recommend us?,Why,Date\n")
    assert (found.rating, found.best) == (3.0, 10)


def test_what_is_wrong_is_told_with_its_row_and_the_rest_kept(tmp_path: Path) -> None:
    rows = (
        "2026-03-05,Ana,,many,Good\n"
        "2026-03-05,Ben,,,\n"
        "last week,Cid,,5,Fine\n"
        ",Dee,,5,Fine\n"
        "2026-03-05,Eve,,7,Fine\n"
        "2026-03-05,Fay,,bad,\n"
    )
    file = read(tmp_path, HEADER + rows, best=5)
    assert [(one.author, one.rating) for one in file.reviews] == [("Ana", None), ("Eve", None)]
    assert [(problem.row, problem.text.partition(";")[0]) for problem in file.problems] == [
        (2, "The rating “many” is no number"),
        (3, "Nothing was said here"),
        (4, "The date “last week” cannot be read"),
        (5, "There is no date here"),
        (6, "The rating “7” is more than 5"),
        (7, "The rating “bad” is no number"),
        (7, "Nothing was said here"),
    ]


def test_without_a_column_of_dates_the_day_is_open(tmp_path: Path) -> None:
    found = only(tmp_path, "Good,5\n", "Review,Rating\n")
    assert found.heard_on is None


def test_title_and_words_are_one_text_and_a_place_stands_for_the_link(tmp_path: Path) -> None:
    header = "Title,Review,Date,Source,URL\n"
    found = only(tmp_path, "Wow,Good,2026-03-05,Google,", header)
    assert (found.text, found.link, found.source) == ("Wow\nGood", "Google", FeedbackSource.REVIEW)
    found = only(tmp_path, "Wow,,2026-03-05,Surveys,https://x.example", header)
    assert (found.source, found.link) == (FeedbackSource.SURVEY, "https://x.example")
    found = only(tmp_path, "Wow,,2026-03-05,,", header, source=FeedbackSource.FORUM)
    assert found.source is FeedbackSource.FORUM


def test_what_a_spreadsheet_was_kept_from_evaluating_reads_as_it_was(tmp_path: Path) -> None:
    assert only(tmp_path, "2026-03-05,,,5,'=SUM(A1)").text == "=SUM(A1)"


def test_a_broken_row_is_told(tmp_path: Path) -> None:
    file = read(tmp_path, HEADER + "2026-03-05,Ana,,5,Good,more,cells\n")
    assert (len(file.reviews), file.problems[0].row) == (1, 2)


def test_an_empty_file_has_no_reviews(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        look_into(file_of(tmp_path, ""))


def test_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = file_of(tmp_path, HEADER + "2026-03-05,,,5,Good\n" * 600)
    layout, heard = Layout(look_into(path).columns), list[int]()
    assert len(read_reviews(path, layout, progress=heard.append).reviews) == 600
    assert heard == [500]

    def stop(_count: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_reviews(path, layout, progress=stop)


@given(st.lists(st.lists(st.text(max_size=12), min_size=5, max_size=5), min_size=1, max_size=4))
def test_nothing_in_a_cell_can_break_the_reading(rows: list[list[str]]) -> None:
    stream = io.BytesIO()
    write_table(stream, HEADER.strip().split(","), rows, Form.EXACT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.csv"
        path.write_bytes(stream.getvalue())
        names = [Part.HEARD_ON, Part.NAME, Part.EMAIL, Part.RATING, Part.TEXT]
        header = open_table(path, encoding="utf-8", delimiter=",").header
        layout = Layout(dict(zip(names, header, strict=True)))
        file = read_reviews(path, layout, encoding="utf-8")
    assert all(one.rating is None or 0 <= one.rating <= (one.best or 0) for one in file.reviews)
