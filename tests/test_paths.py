"""Folders and files of the program are the owner's alone, whatever the computer's habit is."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from trustjournal.paths import (
    data_folder,
    kept_private,
    make_private_folder,
    settings_folder,
    write_private,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@pytest.fixture(autouse=True)
def careless() -> Generator[None]:
    """A computer where everybody may read what nobody closes."""
    before = os.umask(0)
    yield
    os.umask(before)


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_folder_is_private_with_all_that_had_to_be_made_for_it(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "one" / "two" / "three")
    assert {_mode(path) for path in tmp_path.rglob("*")} == {0o700}


def test_a_folder_of_the_programs_own_is_closed_where_it_was_open() -> None:
    for folder in (settings_folder(), data_folder()):
        folder.mkdir(mode=0o755, parents=True)
        make_private_folder(folder)
        assert _mode(folder) == 0o700


def test_a_folder_of_the_owners_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    make_private_folder(tmp_path / "shared")
    assert _mode(tmp_path / "shared") == 0o755


def test_a_file_in_the_way_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        make_private_folder(tmp_path / "file")


def test_a_file_is_private_even_where_one_that_was_open_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for one in (path, tmp_path / "settings.json.part"):
        one.write_text("old", "utf-8")
    write_private(path, "new")
    assert (path.read_text("utf-8"), _mode(path)) == ("new", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_what_any_library_writes_meanwhile_is_private_and_not_longer(tmp_path: Path) -> None:
    with kept_private():
        (tmp_path / "in").touch()
    (tmp_path / "out").touch()
    assert (_mode(tmp_path / "in"), _mode(tmp_path / "out")) == (0o600, 0o666)
