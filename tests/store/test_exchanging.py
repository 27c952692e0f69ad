"""A journal moves aside with its log and another takes its place, or all stays as it was."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trustjournal.store.exchanging import name_aside, put_in_place

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
OLD = {"journal.db": "old", "journal.db-wal": "its log", "journal.db-shm": "its index"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A journal that was left with its log."""
    for name, content in OLD.items():
        (tmp_path / name).write_text(content)
    return tmp_path / "journal.db"


def held(folder: Path) -> dict[str, str]:
    return {found.name: found.read_text() for found in folder.iterdir() if found.is_file()}


def test_the_old_one_moves_aside_with_its_log(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    new.write_text("new")
    aside = name_aside(old, "replaced", NOW)
    put_in_place(old, new, aside)
    stem = "journal.replaced-20261122-093000.db"
    moved = {stem: "old", f"{stem}-wal": "its log"}
    assert held(tmp_path) == {"journal.db": "new", **moved}
    assert name_aside(old, "replaced", NOW).name == "journal.replaced-20261122-093000-2.db"


def test_nothing_moves_where_there_is_nothing_new(old: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        put_in_place(old, tmp_path / "new.db", tmp_path / "aside.db")
    assert held(tmp_path) == {"journal.db": "old", "journal.db-wal": "its log"}


def test_nothing_moves_where_the_log_cannot_go_first(old: Path, tmp_path: Path) -> None:
    (tmp_path / "aside.db-wal").mkdir()
    new = tmp_path / "new.db"
    new.write_text("new")
    with pytest.raises(OSError, match=r"aside\.db-wal"):
        put_in_place(old, new, tmp_path / "aside.db")
    assert held(tmp_path) == {**OLD, "new.db": "new"}


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from trustjournal.store.exchanging import put_in_place

folder = Path(sys.argv[1])
left = 0

def count(event, _arguments):
    global left
    if left and event in ("open", "os.rename", "os.remove"):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
for step in range(1, 100):
    place = folder / str(step)
    shutil.copytree(folder / "0", place)
    child = os.fork()
    if not child:
        left = step
        put_in_place(place / "journal.db", place / "new.db", place / "aside.db")
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
print(step)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_killed_at_any_step_the_old_one_is_whole_under_one_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "0").mkdir()
    for name, content in {**OLD, "new.db": "new"}.items():
        (tmp_path / "0" / name).write_text(content)
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    steps = int(ran.stdout)
    assert steps > 6
    names = set[str]()
    for step in range(1, steps + 1):
        found = held(tmp_path / str(step))
        (name,) = (name for name, content in found.items() if content == "old")
        assert found[f"{name}-wal"] == "its log"
        assert name == "journal.db" or found.get("journal.db") in (None, "new")
        # A new one never meets the old log.
        assert found.get("journal.db") != "new" or "journal.db-wal" not in found
        names.add(name)
    assert names == {"journal.db", "aside.db"}
