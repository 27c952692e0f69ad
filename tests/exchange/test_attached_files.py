import os
from pathlib import Path

import pytest

from trustjournal.domain.attached_files import FILE_LIMIT
from trustjournal.errors import InvalidEntry, UnreadableFile
from trustjournal.exchange.attached_files import read_file


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"\x00\r\n\xff")
    assert read_file(path) == b"\x00\r\n\xff"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as stream:
        stream.truncate(FILE_LIMIT * 50)
    with pytest.raises(InvalidEntry, match=r"“film.mp4” has 1000 MB"):
        read_file(path)


def test_what_is_no_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is not a file"):
        read_file(tmp_path)
    with pytest.raises(UnreadableFile, match=r"“gone.txt” is not a file"):
        read_file(tmp_path / "gone.txt")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFile, match="“pipe” is not a file"):
        read_file(pipe)
