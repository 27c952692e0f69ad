"""What a backup says of itself, seen from the open journal."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.samples import full_touchpoint, make_customer
from tests.store.test_backup import add, damage
from trustjournal.domain.changes import Change, Changeset
from trustjournal.errors import Cancelled, JournalUnavailable
from trustjournal.store import writer
from trustjournal.store.backup import back_up
from trustjournal.store.backup_reading import (
    NO_STEPS,
    compare,
    holding_of,
    look_into,
    mark_in,
    mark_of,
    verify,
)
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.restore import restore

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def copy(engine: Engine, tmp_path: Path) -> Path:
    add(engine, "Rosa")
    return back_up(engine, tmp_path / "copies" / "copy.db")


def test_a_backup_holds_what_the_journal_held(engine: Engine, copy: Path) -> None:
    held = look_into(engine, copy)
    assert held == holding_of(engine)
    assert (held.people, held.touchpoints, held.own) == (1, 1, 2)
    assert mark_in(engine, copy) == mark_of(engine) != NO_STEPS
    add(engine, "Ben")
    assert mark_in(engine, copy) != mark_of(engine)


def test_looking_leaves_nothing_and_changes_nothing(engine: Engine, copy: Path) -> None:
    before = copy.read_bytes()
    look_into(engine, copy)
    assert verify(engine, copy) == []
    compare(engine, copy)
    assert copy.read_bytes() == before
    assert [one.name for one in copy.parent.iterdir()] == ["copy.db"]


def test_the_sample_book_is_not_the_owners_own(engine: Engine) -> None:
    example, rosa = make_customer("Example", is_sample=True), make_customer("Rosa")
    visits = [full_touchpoint(one.id) for one in (example, rosa)]
    records = (example, rosa, *visits)
    writer.commit(engine, Changeset("Add", tuple(map(Change.create, records))))
    held = holding_of(engine)
    assert (held.people, held.touchpoints, held.own) == (2, 2, 2)


def test_a_comparison_names_who_goes_and_what_was_done_since(engine: Engine, copy: Path) -> None:
    for number in range(8):
        add(engine, f"Person {number}")
    writer.undo(engine)
    found = compare(engine, copy)
    assert found.counts["customer"] == (8, 1)
    assert found.leaving == 7
    assert found.gone == tuple(f"Person {number}" for number in range(6))
    assert (found.returning, found.lost_steps, found.steps) == (0, 0, 9)
    assert [one.action for one in found.since[:2]] == ["undo", "do"]


def test_a_comparison_finds_what_only_the_backup_has(
    engine: Engine, path: Path, copy: Path, tmp_path: Path
) -> None:
    add(engine, "Ben")
    later = back_up(engine, tmp_path / "later.db")
    close_journal(engine)
    restore(path, copy, now=NOW)
    opened = open_journal(path)
    add(opened, "Nora")
    found = compare(opened, later)
    assert (found.gone, found.back) == (("Nora",), ("Ben",))
    assert (found.steps, found.lost_steps) == (1, 1)
    opened.dispose()


def test_damage_is_found_page_by_page(engine: Engine, copy: Path) -> None:
    damage(copy)
    assert verify(engine, copy)


def test_an_encrypted_backup_is_read_with_the_key_that_is_open_and_no_other(
    engine: Engine, copy: Path, tmp_path: Path
) -> None:
    locked = create_journal(tmp_path / "locked.db", "ten green bottles")
    add(locked, "Nora")
    theirs = back_up(locked, tmp_path / "theirs.db")
    assert look_into(locked, theirs).people == 1
    assert look_into(locked, copy).people == 1  # a plain one, made before there was a passphrase
    with pytest.raises(JournalUnavailable, match="locked with another passphrase"):
        look_into(engine, theirs)
    content = bytearray(theirs.read_bytes())
    content[9000] ^= 1
    theirs.write_bytes(content)
    assert verify(locked, theirs)
    locked.dispose()


def test_what_is_no_backup_of_a_journal_is_said(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a journal at all " * 999)
    for name in ("text.db", "none.db"):
        with pytest.raises(JournalUnavailable, match=name):
            look_into(engine, tmp_path / name)


def test_verifying_can_be_stopped(engine: Engine, tmp_path: Path) -> None:
    people = tuple(Change.create(make_customer(f"Person {number}")) for number in range(4000))
    writer.commit(engine, Changeset("Add", people))
    copy = back_up(engine, tmp_path / "copy.db")

    def stop(_done: int, _whole: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        verify(engine, copy, stop)
    assert verify(engine, copy) == []
