"""A clock that was set back is noticed, and changes no order."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from tests.samples import make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.store import history, writer
from trustjournal.store.clocks import newest_entry_to_come


def add(engine: Engine, name: str) -> None:
    writer.commit(engine, Changeset(f"Add {name}", (Change.create(make_customer(name)),)))


def move_back(engine: Engine, days: int) -> None:
    """Let all that was written so far be of days to come, as after the clock was set back."""
    later = timedelta(days=days) // timedelta(microseconds=1)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE history SET at = at + ?", (later,))


def to_come(engine: Engine) -> datetime | None:
    with engine.connect() as connection:
        return newest_entry_to_come(connection)


def test_an_entry_of_a_day_to_come_tells_of_the_clock(engine: Engine) -> None:
    assert to_come(engine) is None
    add(engine, "Rosa")
    assert to_come(engine) is None
    move_back(engine, 2)
    found = to_come(engine)
    assert found is not None
    assert abs(found - datetime.now(UTC) - timedelta(days=2)) < timedelta(minutes=1)


def test_the_clock_is_still_wrong_after_more_was_written(engine: Engine) -> None:
    add(engine, "Rosa")
    move_back(engine, 2)
    add(engine, "Ben")
    assert to_come(engine) is not None


def test_what_was_done_is_taken_back_in_the_order_it_was_done(engine: Engine) -> None:
    add(engine, "Rosa")
    move_back(engine, 2)
    add(engine, "Ben")
    with engine.connect() as connection:
        assert [entry.label for entry in history.entries(connection)] == ["Add Ben", "Add Rosa"]
    assert [done.label for done in iter(lambda: writer.undo(engine), None)] == [
        "Add Ben",
        "Add Rosa",
    ]
    redone = writer.redo(engine)
    assert redone is not None
    assert redone.label == "Add Rosa"
