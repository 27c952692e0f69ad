"""What is large is known before it is read, packed or not."""

import zipfile
from pathlib import Path

import pytest

from trustjournal.exchange.large_files import LARGE_BYTES, LARGE_ROWS, large


@pytest.mark.parametrize("rows", [LARGE_ROWS, LARGE_ROWS + 1])
def test_more_than_so_many_lines_are_large(rows: int, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Email\nRosa,rosa@example.org" + "\n" * (rows - 1), "utf-8")
    assert bool(large(path)) is (rows > LARGE_ROWS)
    assert bool(large(tmp_path)) is (rows > LARGE_ROWS)


@pytest.mark.parametrize("size", [LARGE_BYTES, LARGE_BYTES + 1])
def test_more_than_so_many_bytes_are_large(size: int, tmp_path: Path) -> None:
    path = tmp_path / "mail.mbox"
    with path.open("wb") as stream:
        stream.truncate(size)
    assert ("50 MB" in large(path)) is (size > LARGE_BYTES)


def test_a_zip_weighs_what_it_holds(tmp_path: Path) -> None:
    """A bomb of a few kilobytes would fill the disk."""
    path = tmp_path / "export.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("contact.csv", "w") as stream,
    ):
        for _megabyte in range(60):
            stream.write(bytes(1_000_000))
    assert path.stat().st_size < 100_000
    assert "60 MB" in large(path)


def test_what_only_looks_like_a_zip_weighs_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(b"PK\x05\x06" + bytes(18) + b"x")
    assert large(path) == ""


def test_what_is_not_there_is_no_question(tmp_path: Path) -> None:
    assert large(tmp_path / "none.csv") == ""
