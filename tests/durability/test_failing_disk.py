"""Where the disk is full or fails, it is said, nothing is half there, and it works again after."""

import sys
from pathlib import Path

import pytest

from tests.durability import disk
from tests.durability.disk import watched
from tests.durability.failing_disk import (
    REFUSALS,
    Refusing,
    fill_small_disk,
    refuse_commands,
    refuse_commits,
    stop_growing,
)
from tests.durability.journals import tell

on_watched_disk = pytest.mark.skipif(not disk.AVAILABLE, reason="SQLite's functions are hidden")

_FULL = "Not saved: the disk is full. Your text is still here."
_FAILED = "Not saved: the disk reported an error. Your text is still here."
_SAID = {"full": _FULL, "write": _FAILED, "sync": _FAILED, "read": _FAILED}


@on_watched_disk
@pytest.mark.parametrize("name", REFUSALS)
def test_whatever_a_disk_refuses_a_command_says_what_is_there(memory: Path, name: str) -> None:
    folder = memory / f"commands-{name}"
    folder.mkdir()
    outcome = refuse_commands(folder, name)
    assert outcome.faults == ()
    assert outcome.made > 3
    assert outcome.said == _SAID[name]


@on_watched_disk
@pytest.mark.parametrize("name", REFUSALS)
def test_whatever_a_disk_refuses_the_same_act_works_when_it_is_well(
    memory: Path, name: str
) -> None:
    folder = memory / f"commits-{name}"
    folder.mkdir()
    outcome = refuse_commits(folder, name)
    assert outcome.faults == ()
    assert outcome.made > 1
    assert outcome.said == _SAID[name]


@on_watched_disk
def test_a_disk_that_cannot_be_read_is_not_taken_for_a_damaged_file(memory: Path) -> None:
    folder = memory / "reading"
    folder.mkdir()
    path = folder / "journal.db"
    tell(path, "new", str(path))
    tell(path, "log", "rosa call", "--create")
    said = set[str]()
    for first in range(1, 20):
        try:
            refusing = Refusing("read", disk.READ_FAILED, first)
            with watched(folder, refusing):
                tell(path, "people")
        except RuntimeError as refused:
            said.add(str(refused))
    assert said
    assert not [one for one in said if "damaged" in one or "vtable" in one]
    assert [one for one in said if "The disk reported an error" in one]


def test_a_disk_that_is_full_in_truth_loses_nothing_and_works_when_there_is_room(
    tmp_path: Path,
) -> None:
    if sys.platform != "linux" or (outcome := fill_small_disk(tmp_path)) is None:
        pytest.skip("no small disk can be had here")
    assert outcome.said == _FULL
    assert (outcome.lost, outcome.faults) == (0, ())
    assert outcome.made > 10


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such limit")
def test_a_file_that_may_not_grow_loses_nothing_and_works_when_it_may(tmp_path: Path) -> None:
    outcome = stop_growing(tmp_path)
    assert outcome.said == _FAILED
    assert (outcome.lost, outcome.faults) == (0, ())
    assert outcome.made > 10
