"""An older journal is backed up and brought up to date; one at the head needs no Alembic."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, inspect

from tests.old_journals import make_first_version, step
from tests.samples import NOON, full_customer, full_touchpoint
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.records import (
    Customer,
    Preferences,
    Record,
    Touchpoint,
)
from trustjournal.store import drafts, queries, writer
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import HEAD, VERSIONS


@pytest.fixture
def first_version(engine: Engine, path: Path) -> tuple[Path, Customer, Touchpoint]:
    """A journal as the first version left it, with a person who has what that version knew."""
    rosa = replace(
        full_customer(),
        lost_on=None,
        longest_gap_days=None,
        gift_policy="",
        gift_limit=None,
        gift_budget=None,
        custom=(),
    )
    visit = replace(full_touchpoint(rosa.id), amount=None, answer_due_on=None)
    settings = Preferences(**identity(), owner="Maya")
    added = (Change.create(record) for record in (rosa, visit, settings))
    writer.commit(engine, Changeset("Add", tuple(added)))
    make_first_version(engine)
    close_journal(engine)
    return path, rosa, visit


def test_an_older_journal_is_backed_up_then_migrated(
    first_version: tuple[Path, Customer, Touchpoint],
) -> None:
    path, rosa, visit = first_version
    engine = open_journal(path)
    with engine.connect() as connection:
        assert fetch(connection, Customer, chosen(Customer)) == [rosa]
        assert fetch(connection, Touchpoint, chosen(Touchpoint)) == [visit]
        found = queries.preferences(connection)
        assert found == replace(Preferences(**identity(), owner="Maya"), **_identity_of(found))
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM touchpoint_search WHERE touchpoint_search MATCH 'jug'"
        )
        assert found.scalar_one() == 1
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
        assert version.scalar_one() == HEAD
    engine.dispose()
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path.with_name(f"journal.before-{HEAD}.db"))) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert copy.execute("SELECT name FROM customer").fetchone() == (rosa.name,)


def _identity_of(record: Record) -> dict[str, UUID]:
    return {"id": record.id, "revision": record.revision}


def test_the_steps_from_nothing_make_the_same_tables_as_a_new_journal(
    engine: Engine, tmp_path: Path
) -> None:
    stepped = create_journal(tmp_path / "stepped.db")
    step(stepped, "head")
    assert _shape(stepped) == _shape(engine)
    stepped.dispose()


def _shape(engine: Engine) -> object:
    found = inspect(engine)
    tables = sorted(name for name in found.get_table_names() if "search" not in name)
    return [
        (
            name,
            [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)],
            found.get_pk_constraint(name)["constrained_columns"],
            sorted(
                (i["name"], tuple(i["column_names"]), i["unique"]) for i in found.get_indexes(name)
            ),
            sorted(str(key) for key in found.get_foreign_keys(name)),
        )
        for name in tables
    ]


def test_every_version_has_its_step() -> None:
    from importlib.resources import files

    from trustjournal.store.migrations import versions

    steps = sorted(f.name[1:5] for f in files(versions).iterdir() if f.name.startswith("v0"))
    assert tuple(steps) == VERSIONS


def test_opening_at_the_head_does_not_import_alembic(engine: Engine, path: Path) -> None:
    close_journal(engine)
    code = (
        "import sys; from pathlib import Path; from trustjournal.store.engine import open_journal;"
        f"open_journal(Path({str(path)!r})).dispose(); print('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_a_journal_from_before_drafts_can_keep_one(engine: Engine, path: Path) -> None:
    step(engine, "0006")
    close_journal(engine)
    opened = open_journal(path)
    line = drafts.Unsaved(place="line", words="Ana rang", at=NOON)
    drafts.write(opened, [line])
    with opened.connect() as connection:
        assert drafts.everything(connection) == [line]
    opened.dispose()
