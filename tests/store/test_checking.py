"""A journal is held against itself; what it derives is made anew where it is wrong."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, update

from tests.damaging import NOW, flipped, make_book, spoil, write_many
from tests.postgres import address, server
from tests.samples import make_customer
from tests.whole_book import dump, tear, write_book
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.organising import Attachment
from trustjournal.errors import Cancelled, JournalUnavailable
from trustjournal.store import balances, writer
from trustjournal.store.checking import Checked, Part, check_journal
from trustjournal.store.damage import quick_faults
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.keys import Key
from trustjournal.store.repairing import repair
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import open_entry

__all__ = ["address", "server"]


@pytest.fixture
def book(engine: Engine) -> Engine:
    """A journal with one of every kind, its books closed."""
    write_book(engine)
    balances.ensure(engine, NOW, NOW.tzinfo or balances.UTC)
    return engine


def parts(checked: Checked) -> set[Part]:
    return {finding.part for finding in checked.findings}


def mended(engine: Engine, part: Part) -> list[str]:
    """See that one part is amiss, repair it, and see that all is well then."""
    before = dump(engine)
    checked = check_journal(engine, NOW)
    assert parts(checked) == {part}
    assert all(finding.is_mendable for finding in checked.findings)
    done = repair(engine, checked, NOW)
    assert check_journal(engine, NOW).is_sound
    after = dump(engine)
    derived = {"presence", "history", "history_piece"}
    assert {name: after[name] for name in after if name not in derived} == {
        name: before[name] for name in before if name not in derived
    }
    return done


def test_in_a_sound_journal_nothing_is_amiss(book: Engine) -> None:
    checked = check_journal(book, NOW)
    assert checked.findings == ()
    assert checked.counts["customer"] == 6
    assert checked.schema
    assert repair(book, checked, NOW) == []


def test_nothing_is_amiss_after_undoing_a_great_deal(engine: Engine) -> None:
    write_many(engine, rows=200)
    while writer.undo(engine):
        pass
    assert check_journal(engine, NOW).is_sound


@pytest.mark.parametrize(
    ("fault", "part", "done"),
    [
        (
            "UPDATE presence SET feeling = 2, kind = 'praise'",
            Part.PRESENCE,
            "Who was there was written down anew, from the touchpoints.",
        ),
        (
            "DELETE FROM presence",
            Part.PRESENCE,
            "Who was there was written down anew, from the touchpoints.",
        ),
        (
            "DELETE FROM touchpoint_search_docsize WHERE id = 1",
            Part.SEARCH,
            "The search index was made anew, from the notes.",
        ),
        (
            "UPDATE touchpoint SET note = 'other words' WHERE number = 1",
            Part.SEARCH,
            "The search index was made anew, from the notes.",
        ),
        (
            "DROP TABLE touchpoint_search",
            Part.SEARCH,
            "The search index was made anew, from the notes.",
        ),
        (
            "UPDATE template SET revision = randomblob(16)",
            Part.HISTORY,
            "What the history could not take back was left out of it.",
        ),
        (
            "DELETE FROM template",
            Part.HISTORY,
            "What the history could not take back was left out of it.",
        ),
    ],
)
def test_what_is_derived_is_held_against_the_records_and_made_anew(
    book: Engine, fault: str, part: Part, done: str
) -> None:
    with book.connect() as connection:
        balances.reopen(connection)
        connection.commit()
    tear(book, fault)
    assert mended(book, part) == [done]


def test_a_lost_piece_of_a_long_act_is_found_and_what_is_left_can_be_taken_back(
    engine: Engine,
) -> None:
    guests = [make_customer(f"Guest {number}") for number in range(4)]
    writer.commit_long(engine, "Add guests", lambda _c: [[Change.create(one)] for one in guests])
    tear(engine, "DELETE FROM history_piece WHERE place = 2")
    mended(engine, Part.HISTORY)
    assert writer.undo(engine) is not None
    assert [row["name"] for row in dump(engine)["customer"]] == ["Guest 2"]


def test_depth_that_the_records_do_not_say_is_weighed_anew(book: Engine) -> None:
    with book.execution_options(writes=True).begin() as connection:
        connection.execute(update(open_entry).values(weight=open_entry.c.weight + 1))
    assert mended(book, Part.DEPTH) == ["Depth was weighed anew, from the records."]
    with book.connect() as connection:
        assert balances.closing(connection) is not None


def test_an_index_that_is_not_as_its_table_is_made_anew(book: Engine) -> None:
    change_behind_the_index(book, "evening_on", "UPDATE evening SET \"on\" = '2020-01-01'")
    assert mended(book, Part.INDEXES) == ["The indexes were made anew."]


def change_behind_the_index(engine: Engine, index: str, statement: str) -> None:
    """Take an index out of the schema, change its table, and put it back as it was."""
    hidden = f"SELECT * FROM sqlite_master WHERE name = '{index}'"
    tear(engine, f"CREATE TABLE hidden AS {hidden}")
    hide(engine, f"DELETE FROM sqlite_master WHERE name = '{index}'")
    tear(engine, statement)
    hide(engine, "INSERT INTO sqlite_master SELECT * FROM hidden")
    tear(engine, "DROP TABLE hidden")


def hide(engine: Engine, statement: str) -> None:
    engine.dispose()
    connection = engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("PRAGMA writable_schema=ON")
    cursor.execute(statement)
    connection.invalidate()
    engine.dispose()


def test_records_that_name_what_is_not_there_are_told_and_not_touched(book: Engine) -> None:
    tear(book, "DELETE FROM wish")
    checked = check_journal(book, NOW)
    assert parts(checked) == {Part.LINKS, Part.HISTORY}
    assert "feedback name a wish that is not there" in checked.findings[0].sentence
    assert not checked.findings[0].is_mendable


def test_files_that_changed_or_are_missing_are_told_and_spare_ones_removed(book: Engine) -> None:
    tear(book, "INSERT INTO content VALUES ('abc', x'00')")
    checked = check_journal(book, NOW)
    assert checked.spare == {"abc"}
    assert parts(checked) == {Part.CONTENTS}
    assert repair(book, checked, NOW) == ["What 1 file held that nothing refers to was removed."]
    assert check_journal(book, NOW).is_sound
    tear(book, "UPDATE content SET bytes = x'01'")
    assert "not what it was" in check_journal(book, NOW).findings[0].sentence
    tear(book, "DELETE FROM content")
    assert "holds is missing" in check_journal(book, NOW).findings[0].sentence


def test_files_that_the_history_can_bring_back_are_kept(book: Engine) -> None:
    with book.connect() as connection:
        (attachment,) = fetch(connection, Attachment, chosen(Attachment))
    writer.commit(book, Changeset("Delete", (Change.delete(attachment),)))
    assert check_journal(book, NOW).spare == frozenset()


def test_a_damaged_file_is_told_and_nothing_of_it_is_repaired(path: Path) -> None:
    make_book(path, rows=300)
    spoil(path, "touchpoint")
    engine = open_journal(path)
    checked = check_journal(engine, NOW)
    assert checked.is_damaged
    assert repair(engine, checked, NOW) == []
    assert quick_faults(engine, lambda: None)
    engine.dispose()


def test_every_flipped_bit_of_an_encrypted_journal_is_found(path: Path) -> None:
    held = make_book(path, "seven grey herons", rows=60)
    key = Key.derive("seven grey herons", held[:16])
    chance = Random(7)
    found = 0
    for _time in range(200):
        # The salt is not among them: with another the passphrase itself is refused.
        path.write_bytes(flipped(held, chance.randrange(16, len(held)), chance.randrange(8)))
        found += is_found(path, key)
    assert found == 200


def is_found(path: Path, key: Key) -> bool:
    """Tell whether a journal does not open, or turns out to be damaged once it is open."""
    try:
        engine = open_journal(path, key)
    except JournalUnavailable:
        return True
    faults = quick_faults(engine, lambda: None)
    engine.dispose()
    return bool(faults)


def test_a_check_can_be_stopped_at_any_step_and_tells_how_far_it_is(book: Engine) -> None:
    heard: list[tuple[int, int]] = []
    check_journal(book, NOW, lambda done, total: heard.append((done, total)))
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]
    for step in range(heard[-1][1]):
        with pytest.raises(Cancelled):
            check_journal(book, NOW, stopping_at(step))


def stopping_at(step: int) -> Callable[[int, int], None]:
    def tell(done: int, _total: int) -> None:
        if done >= step:
            raise Cancelled

    return tell


def test_a_journal_on_a_server_is_held_against_itself_too(address: str) -> None:
    engine = create_journal(address)
    write_book(engine)
    assert check_journal(engine, NOW).is_sound
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM presence")
    assert mended(engine, Part.PRESENCE)
    close_journal(engine)
