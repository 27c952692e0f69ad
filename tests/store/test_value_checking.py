"""A value that was never written is told as damage, by whoever reads it and by the check."""

from typing import Any

import pytest
from sqlalchemy import Column, Engine

from tests.damaging import NOW
from tests.whole_book import tear, write_book
from trustjournal.domain.records import Customer, Record
from trustjournal.store import writer
from trustjournal.store.checking import Part, check_journal
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import RECORD_TABLES
from trustjournal.store.transaction import JournalDamaged, begin_read, begin_write
from trustjournal.store.types import Day, Hour, Id, Instant, Money, Packed, Word
from trustjournal.store.value_checking import count_unreadable

WRONG: dict[type[Any], object] = {
    Word: "cbll",
    Packed: "[1",
    Day: "2026-1s-04",
    Hour: "0y:30",
    Instant: "soon",
    Money: "f",
    Id: b"\1\2",
}


@pytest.fixture
def book(engine: Engine) -> Engine:
    write_book(engine)
    return engine


def cases() -> list[tuple[type[Record], Column[Any], object]]:
    return [
        (kind, column, WRONG[type(column.type)])
        for kind, table in RECORD_TABLES.items()
        for column in table.columns
        if type(column.type) in WRONG
    ]


def test_whatever_column_it_is_in_reading_and_checking_tell_it_as_damage(book: Engine) -> None:
    seen = 0
    for kind, column, wrong in cases():
        name, field = column.table.name, f'"{column.name}"'
        with book.connect() as connection:
            query = f"SELECT quote({field}), quote(?), rowid FROM {name}"
            held = connection.exec_driver_sql(query, (wrong,)).first()
        assert held is not None, name
        before, other, row = held
        tear(book, f"UPDATE {name} SET {field} = {other} WHERE rowid = {row}")
        with pytest.raises(JournalDamaged, match="is damaged"), begin_read(book) as connection:
            fetch(connection, kind, chosen(kind))
        with book.connect() as connection:
            assert count_unreadable(connection) == {name: 1}, field
        tear(book, f"UPDATE {name} SET {field} = {before} WHERE rowid = {row}")
        seen += 1
    assert seen > 100
    assert check_journal(book, NOW).is_sound


def test_the_check_leads_to_a_backup_or_salvaging(book: Engine) -> None:
    tear(book, "UPDATE touchpoint SET channel = 'cbll'")
    checked = check_journal(book, NOW)
    assert checked.is_damaged
    (finding,) = checked.findings
    assert finding.part is Part.FILE
    assert "of the table touchpoint hold what was never written there" in finding.sentence


def test_a_torn_history_is_told_as_damage(book: Engine) -> None:
    tear(book, "UPDATE history SET traces = '[[' WHERE sequence = 1")
    assert check_journal(book, NOW).is_damaged
    tear(book, "UPDATE history SET traces = '[[]]'")
    with pytest.raises(JournalDamaged, match="Not saved"):
        writer.undo(book)


def test_nothing_is_written_over_what_cannot_be_read(book: Engine) -> None:
    tear(book, "UPDATE customer SET stage = 'cvstomer'")
    with pytest.raises(JournalDamaged, match="Not saved"), begin_write(book) as connection:
        fetch(connection, Customer, chosen(Customer))
