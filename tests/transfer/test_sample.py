"""The sample book comes in whole and is undone as one."""

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from trustjournal.domain.records import Customer
from trustjournal.store import queries, writer
from trustjournal.store.engine import create_journal
from trustjournal.transfer.sample import add_sample


@pytest.fixture
def engine(tmp_path: Path) -> Generator[Engine]:
    made = create_journal(tmp_path / "journal.db")
    yield made
    made.dispose()


def people(engine: Engine) -> list[Customer]:
    with engine.connect() as connection:
        return queries.customers(connection)


def test_the_sample_book_is_one_undo(engine: Engine) -> None:
    add_sample(engine, date(2026, 11, 22), "Europe/Madrid")
    assert len(people(engine)) >= 25
    assert all(found.is_sample for found in people(engine))
    writer.undo(engine)
    assert people(engine) == []
