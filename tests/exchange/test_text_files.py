"""Which encoding a text file is in, and files that cannot be opened."""

import os
from pathlib import Path

import pytest

from trustjournal.errors import UnreadableFile
from trustjournal.exchange.text_files import detect_encoding, read_head


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"Name,City\n", "utf-8"),
        ("Name,Zoë\n".encode("utf-8-sig"), "utf-8-sig"),
        ("Name,Zoë\n".encode("utf-16"), "utf-16"),
        ("Name,Zoë\n".encode("utf-16-be"), "utf-16-be"),
        ("Name,Zoë\n".encode("utf-32"), "utf-32"),
        ("Name\nZoë Müller\n".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert detect_encoding(path) == encoding


def test_a_code_page_far_down_in_a_long_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"plain,line\n" * 300_000 + "Jürgen,Weiß\n".encode("cp1252"))
    assert detect_encoding(path) == "cp1252"


def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    for path, part in [
        (tmp_path / "missing", "no file"),
        (tmp_path, "not a file"),
        (empty, "empty"),
    ]:
        with pytest.raises(UnreadableFile, match=part):
            read_head(path, detect_encoding(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFile, match="not a file"):
        detect_encoding(pipe)
