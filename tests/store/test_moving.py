"""An open journal whose file goes elsewhere is found again with all that was said to be saved."""

import shutil
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from tests.samples import make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.store import queries, writer
from trustjournal.store.backup import back_up
from trustjournal.store.engine import close_journal, fold_log, open_journal
from trustjournal.store.moving import found_again
from trustjournal.store.transaction import WriteRefused

NAMES = [f"Person {number:02}" for number in range(20)]


@pytest.fixture
def filled(engine: Engine) -> Engine:
    for name in NAMES:
        writer.commit(engine, Changeset("Add", (Change.create(make_customer(name)),)))
    return engine


def names(path: Path) -> list[str]:
    engine = open_journal(path)
    with engine.connect() as connection:
        found = [one.name for one in queries.customers(connection)]
    close_journal(engine)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can move an open file there")
def test_a_moved_file_is_found_with_what_its_log_still_held(
    filled: Engine, path: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "other folder" / "moved.db"
    moved.parent.mkdir()
    path.rename(moved)
    assert found_again(filled) == moved
    filled.dispose()
    assert names(moved) == NAMES


def test_what_takes_the_place_of_the_file_gets_nothing_of_its_log(
    filled: Engine, path: Path, tmp_path: Path
) -> None:
    early = back_up(filled, tmp_path / "early.db")
    writer.commit(filled, Changeset("Add", (Change.create(make_customer("Late")),)))
    moved = tmp_path / "moved.db"
    path.rename(moved)
    shutil.copyfile(early, path)
    assert found_again(filled) == moved
    assert names(path) == NAMES
    filled.dispose()
    assert names(moved) == ["Late", *NAMES]


def test_a_deleted_file_is_nowhere_and_can_still_be_copied(
    filled: Engine, path: Path, tmp_path: Path
) -> None:
    path.unlink()
    assert found_again(filled) is None
    assert names(back_up(filled, tmp_path / "copy.db")) == NAMES


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can move an open file there")
def test_whoever_waited_while_the_file_was_replaced_writes_nothing(
    filled: Engine, path: Path, tmp_path: Path
) -> None:
    fold_log(filled)
    copy = back_up(filled, tmp_path / "copy.db")

    def replace(_connection: Connection) -> None:
        if copy.exists():
            path.rename(tmp_path / "moved.db")
            copy.rename(path)

    event.listen(filled, "begin", replace, insert=True)  # before the turn to write has come
    with pytest.raises(WriteRefused, match="was moved or replaced"):
        writer.commit(filled, Changeset("Add", (Change.create(make_customer("Late")),)))
    filled.dispose()
    assert names(path) == names(tmp_path / "moved.db") == NAMES
