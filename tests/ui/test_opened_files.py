import stat
from pathlib import Path

import pytest

from tests.samples import make_attachment, make_customer
from trustjournal.domain.organising import Attachment
from trustjournal.errors import InvalidEntry, NotSaved
from trustjournal.ui.opened_files import OpenedFiles


def file(name: str) -> Attachment:
    return make_attachment(make_customer().id, name=name, is_photo=False)


def inside(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]


@pytest.mark.parametrize(
    "name", ["../../x.pdf", "CON.pdf", "x" * 300 + ".PDF", "/etc/passwd.pdf", "a\nb;rm -rf.pdf"]
)
def test_the_name_in_the_journal_decides_no_path(tmp_path: Path, name: str) -> None:
    opened = OpenedFiles(tmp_path / "opened")
    one = file(name)
    path = opened.copy(one, b"%PDF")
    assert path.name == f"file-{one.id.hex}.pdf"
    assert path.resolve().is_relative_to((tmp_path / "opened").resolve())
    assert path.read_bytes() == b"%PDF"


def test_a_copy_is_for_the_owner_alone_and_cannot_be_written(tmp_path: Path) -> None:
    path = OpenedFiles(tmp_path / "opened").copy(file("a.txt"), b"words")
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    for folder in (path.parent, tmp_path / "opened"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["x.exe", "run.sh", "page.html", "letter.docm", "notes", "x.svg"])
def test_what_could_run_is_never_copied_to_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidEntry, match="saved, not opened"):
        OpenedFiles(tmp_path / "opened").copy(file(name), b"#!/bin/sh")
    assert inside(tmp_path) == []


def test_opening_twice_uses_the_same_copy(tmp_path: Path) -> None:
    opened, one = OpenedFiles(tmp_path / "opened"), file("a.txt")
    assert opened.copy(one, b"words") == opened.copy(one, b"words")
    assert len(inside(tmp_path)) == 1


def test_closing_leaves_nothing_behind(tmp_path: Path) -> None:
    opened = OpenedFiles(tmp_path / "opened")
    opened.close()
    for name in ("a.txt", "b.pdf"):
        opened.copy(file(name), b"words")
    opened.close()
    assert list((tmp_path / "opened").iterdir()) == []
    opened.copy(file("c.txt"), b"again")
    assert len(inside(tmp_path)) == 1


def test_the_next_start_removes_what_a_program_that_died_left(tmp_path: Path) -> None:
    root = tmp_path / "opened"
    left = root / "0123"
    left.mkdir(parents=True)
    (left / "file-1.txt").write_bytes(b"words")
    (left / "file-1.txt").chmod(0o400)
    OpenedFiles(root).sweep()
    assert list(root.iterdir()) == []


def test_the_copies_of_another_program_that_runs_are_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "opened"
    running = OpenedFiles(root)
    path = running.copy(file("a.txt"), b"words")
    OpenedFiles(root).sweep()
    running.sweep()
    assert path.read_bytes() == b"words"
    running.close()
    assert list(root.iterdir()) == []


def test_nothing_to_sweep_is_no_fault(tmp_path: Path) -> None:
    OpenedFiles(tmp_path / "never").sweep()
    assert not (tmp_path / "never").exists()


def test_a_disk_that_refuses_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "opened").write_bytes(b"a file where the folder should be")
    with pytest.raises(NotSaved, match="could not be copied to open it"):
        OpenedFiles(tmp_path / "opened").copy(file("a.txt"), b"words")
