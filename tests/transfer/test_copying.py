"""A journal copied into another database."""

from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.postgres import address, server
from tests.samples import NOON, TODAY, make_customer, make_touchpoint
from tests.whole_book import dump, tear, write_book
from trustjournal.domain.changes import Change, Changeset
from trustjournal.errors import Cancelled, InvalidEntry, NotSaved
from trustjournal.store import backup, writer
from trustjournal.store.engine import create_journal
from trustjournal.transfer.copying import copy_journal
from trustjournal.transfer.sample import add_sample
from trustjournal.transfer.whole_journal import export_journal, import_journal

__all__ = ["address", "server"]


@pytest.fixture
def file(tmp_path: Path) -> Generator[Engine]:
    made = create_journal(tmp_path / "journal.db")
    yield made
    made.dispose()


@pytest.fixture
def other(tmp_path: Path) -> Generator[Engine]:
    made = create_journal(tmp_path / "other.db")
    yield made
    made.dispose()


@pytest.fixture
def shared(address: str) -> Generator[Engine]:
    made = create_journal(address)
    yield made
    made.dispose()


def test_a_file_is_copied_to_a_server_and_back(file: Engine, shared: Engine, other: Engine) -> None:
    write_book(file)
    counts = copy_journal(file, shared)
    assert all(counts.values())
    assert dump(shared) == dump(file)
    assert copy_journal(shared, other) == counts
    assert dump(other) == dump(file)
    assert backup.check(other) == []


def test_the_sample_book_is_the_same_on_a_server(file: Engine, shared: Engine) -> None:
    add_sample(file, TODAY, "Europe/Madrid")
    copy_journal(file, shared)
    assert dump(shared) == dump(file)


def test_writing_goes_on_in_the_copy(file: Engine, shared: Engine) -> None:
    write_book(file)
    copy_journal(file, shared)
    for engine in (file, shared):
        writer.undo(engine)
        writer.undo(engine)
        writer.commit(engine, Changeset("Add", (Change.create(make_customer()),)))
    here, there = dump(file), dump(shared)
    assert [row["sequence"] for row in there["history"]] == [
        row["sequence"] for row in here["history"]
    ]
    assert len(there["customer"]) == len(here["customer"])


def test_numbers_of_touchpoints_go_on_after_the_last(file: Engine, shared: Engine) -> None:
    add_sample(file, TODAY, "Europe/Madrid")
    copy_journal(file, shared)
    last = dump(file)["touchpoint"][-1]["number"]
    rosa = make_customer()
    touch = make_touchpoint(rosa.id, happened_at=NOON)
    writer.commit(shared, Changeset("Add", (Change.create(rosa), Change.create(touch))))
    assert dump(shared)["touchpoint"][-1]["number"] == last + 1


def test_a_whole_journal_goes_through_a_server(
    file: Engine, shared: Engine, other: Engine, tmp_path: Path
) -> None:
    write_book(file)
    export_journal(file, tmp_path / "one.jsonl")
    import_journal(tmp_path / "one.jsonl", shared)
    export_journal(shared, tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    import_journal(tmp_path / "two.jsonl", other)
    assert dump(other) == dump(file)


def test_only_an_empty_journal_takes_a_copy(file: Engine, shared: Engine) -> None:
    write_book(file)
    copy_journal(file, shared)
    before = dump(shared)
    with pytest.raises(InvalidEntry, match="entries in this journal already"):
        copy_journal(file, shared)
    assert dump(shared) == before


@pytest.mark.parametrize("far", [0.2, 0.7])
def test_stopping_leaves_nothing_behind(file: Engine, shared: Engine, far: float) -> None:
    write_book(file)
    before = dump(shared)

    def stop(done: int, total: int) -> None:
        if done > total * far:
            raise Cancelled

    with pytest.raises(Cancelled):
        copy_journal(file, shared, stop)
    assert dump(shared) == before


def test_a_text_that_the_server_cannot_keep_is_refused_in_words(
    file: Engine, shared: Engine
) -> None:
    nul = make_customer("Rosa\0Delgado")
    writer.commit(file, Changeset("Add", (Change.create(nul),)))
    before = dump(shared)
    with pytest.raises(NotSaved, match="NUL"):
        copy_journal(file, shared)
    assert dump(shared) == before


def test_a_journal_with_a_hole_in_it_is_not_copied(file: Engine, other: Engine) -> None:
    write_book(file)
    tear(file, "DELETE FROM wish")
    before = dump(other)
    with pytest.raises(NotSaved, match="names what is missing"):
        copy_journal(file, other)
    assert dump(other) == before
