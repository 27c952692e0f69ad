import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.attached_files import (
    FILE_LIMIT,
    JOURNAL_LIMIT,
    check_room,
    check_size,
    may_open,
    media_type,
    safe_name,
)
from trustjournal.errors import InvalidEntry


@given(st.text(max_size=400))
def test_a_safe_name_leads_nowhere_and_fits_every_disk(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= 120
    assert not set(safe) & set('/\\:*?"<>|\x00\n\r')
    assert safe == safe.strip(" .")
    assert len(safe.encode()) <= 480
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x", "x"),
        ("..", "file"),
        ("", "file"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("COM1 .pdf", "_COM1 .pdf"),
        ("C:\\Windows\\x.exe", "C__Windows_x.exe"),
        ("a\u202efdp.exe", "a_fdp.exe"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("Sketch of the jug.pdf", "Sketch of the jug.pdf"),
        ("صورة.jpg", "صورة.jpg"),
        ("x\ud800.txt", "x_.txt"),
    ],
)
def test_a_name_from_outside_becomes_one_to_save_under(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    "name",
    ["x.exe", "x.sh", "x.html", "x.svg", "x.docm", "x.desktop", "x.lnk", "x.js", "notes", "x.pdf "],
)
def test_what_could_run_or_is_unknown_is_not_opened(name: str) -> None:
    assert not may_open(name)


def test_the_ending_decides_what_kind_a_file_is() -> None:
    assert may_open("Sketch.PDF")
    assert media_type("Sketch.PDF") == "application/pdf"
    assert media_type("x.exe") == "application/octet-stream"


def test_sizes_are_refused_in_words_from_the_limit_on() -> None:
    check_size("film.mp4", FILE_LIMIT)
    with pytest.raises(InvalidEntry, match=r"“film.mp4” has 21 MB; .* up to 20"):
        check_size("film.mp4", FILE_LIMIT + 1)
    check_room(JOURNAL_LIMIT - 1, 1)
    with pytest.raises(InvalidEntry, match="1 GB"):
        check_room(JOURNAL_LIMIT, 1)
