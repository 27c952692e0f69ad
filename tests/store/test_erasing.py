"""Whoever is erased is nowhere in the journal's files; everybody else is as before."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.samples import NOON, make_customer, make_evening, make_touchpoint
from tests.store.erased_person import (
    SIGN,
    ZONE,
    do,
    files_with,
    make_journal,
    terms_with,
    word,
)
from trustjournal.domain.changes import Change
from trustjournal.domain.records import Customer, Promise, Touchpoint
from trustjournal.errors import Cancelled, NotFound
from trustjournal.forgetting import erase_person
from trustjournal.store import drafts, history, queries, writer
from trustjournal.store.backup import back_up, check, counts
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.erasing import going
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import RECORD_TABLES


@pytest.mark.parametrize("keep_shared", [True, False])
def test_no_word_of_hers_is_left_in_any_file(tmp_path: Path, keep_shared: bool) -> None:
    engine, rosa, _ben = make_journal(tmp_path / "journal.db")
    assert files_with(SIGN, tmp_path)  # else this could not fail
    assert terms_with(SIGN, engine)
    erased = erase_person(engine, rosa.id, keep_shared=keep_shared)
    assert erased.unpacked == ""
    assert files_with(SIGN, tmp_path) == []  # while it is open: -wal and -shm are there
    assert terms_with(SIGN, engine) == []
    assert check(engine) == []
    close_journal(engine)
    assert files_with(SIGN, tmp_path) == []


def test_no_trace_of_her_id_is_left_but_that_somebody_left(tmp_path: Path) -> None:
    engine, rosa, _ben = make_journal(tmp_path / "journal.db")
    erase_person(engine, rosa.id)
    with engine.connect() as connection:
        tables = {table.name for table in RECORD_TABLES.values()} | {"presence", "balance"}
        for name in tables:
            rows = connection.execute(text(f"SELECT * FROM {name}")).all()
            assert not [row for row in rows if rosa.id.bytes in row], name
        newest, *older = connection.execute(
            text("SELECT traces FROM history ORDER BY sequence DESC")
        ).scalars()
    assert str(rosa.id) in newest
    assert not [row for row in older if str(rosa.id) in row]
    engine.dispose()


def test_what_others_took_part_in_stays_with_them(tmp_path: Path) -> None:
    engine, rosa, ben = make_journal(tmp_path / "journal.db")
    erase_person(engine, rosa.id)
    with engine.connect() as connection:
        notes = {one.note for one in fetch(connection, Touchpoint, chosen(Touchpoint))}
        (promise,) = fetch(connection, Promise, chosen(Promise))
        his = queries.customer_by_id(connection, ben.id)
        kept = connection.execute(text("SELECT bytes FROM content")).scalars().all()
        left = drafts.everything(connection)
    assert notes == {"Both came", *(f"import {day}" for day in range(4))}
    assert (promise.text, promise.touchpoint_id) == ("for ben", None)
    assert his.referred_by is None
    assert kept == [b"shared sketch"]
    assert [one.place for one in left] == ["other"]
    assert counts(engine)["membership"] == counts(engine)["apart"] == 0
    engine.dispose()


def test_the_owner_may_let_the_notes_of_meetings_with_others_go_as_well(tmp_path: Path) -> None:
    engine, rosa, _ben = make_journal(tmp_path / "journal.db")
    erase_person(engine, rosa.id, keep_shared=False)
    assert files_with("both came", tmp_path) == []
    assert files_with("shared sketch", tmp_path) == []
    with engine.connect() as connection:
        notes = sorted(one.note for one in fetch(connection, Touchpoint, chosen(Touchpoint)))
    assert notes == ["", *(f"import {day}" for day in range(4))]
    engine.dispose()


def test_every_other_step_can_still_be_taken_back_and_done_again(tmp_path: Path) -> None:
    engine, rosa, ben = make_journal(tmp_path / "journal.db")
    do(engine, "Edit Ben", Change.update(_now(engine, ben), note="his"))
    erase_person(engine, rosa.id)
    dump = _everything(engine)
    steps = 0
    while writer.undo(engine) is not None:
        steps += 1
        assert check(engine) == []
    assert _everything(engine) == {}
    assert files_with(SIGN, tmp_path) == []
    for _step in range(steps):
        assert writer.redo(engine) is not None
    assert writer.redo(engine) is None
    assert _everything(engine) == dump
    engine.dispose()


def test_a_step_about_her_alone_is_passed_over_by_undo(tmp_path: Path) -> None:
    engine, rosa, _ben = make_journal(tmp_path / "journal.db")
    with engine.connect() as connection:
        before = len(history.entries(connection))
    erase_person(engine, rosa.id)
    with engine.connect() as connection:
        entries = history.entries(connection)
        undone = history.next_undo(connection)
    assert len(entries) == before + 1  # when something was done stays known
    assert entries[0].label == "Erase a person for good"
    assert {one.label for one in entries if one.action == "erased"} == {
        "Erase a person for good",
        "A step with somebody who was erased since",
    }
    assert undone is not None
    assert undone.label == "Import 40 touchpoints"
    engine.dispose()


def test_a_touchpoint_that_became_somebody_elses_stays_his(tmp_path: Path) -> None:
    engine, rosa, ben = make_journal(tmp_path / "journal.db")
    mistaken = make_touchpoint(rosa.id, note=word("mistaken"))
    do(engine, "Log a touchpoint", Change.create(mistaken))
    his = replace(mistaken, note="Ben came", customer_ids=(ben.id,))
    do(engine, "Edit a touchpoint", Change.update(mistaken, note=his.note, customer_ids=(ben.id,)))
    erase_person(engine, rosa.id)
    assert _notes(engine) >= {"Ben came"}
    assert files_with(SIGN, tmp_path) == []
    writer.undo(engine)  # it was his from the start, as far as anybody can know now
    assert "Ben came" not in _notes(engine)
    writer.redo(engine)
    assert "Ben came" in _notes(engine)
    engine.dispose()


def test_a_touchpoint_that_became_hers_comes_back_to_him_by_undo(tmp_path: Path) -> None:
    engine, rosa, ben = make_journal(tmp_path / "journal.db")
    his = make_touchpoint(ben.id, note="Ben came")
    do(engine, "Log a touchpoint", Change.create(his))
    do(engine, "Edit", Change.update(his, note=word("mistaken"), customer_ids=(rosa.id,)))
    erase_person(engine, rosa.id)
    assert "Ben came" not in _notes(engine)
    writer.undo(engine)
    assert "Ben came" in _notes(engine)
    assert files_with(SIGN, tmp_path) == []
    assert check(engine) == []
    engine.dispose()


def test_whoever_was_deleted_before_and_had_only_sent_her_can_still_come_back(
    tmp_path: Path,
) -> None:
    engine, rosa, _ben = make_journal(tmp_path / "journal.db")
    cho = make_customer("Cho")
    do(engine, "Add Cho", Change.create(cho))
    sent = replace(_now(engine, rosa), referred_by=cho.id, revision=cho.id)
    do(engine, "Sent", Change(_now(engine, rosa), sent))
    do(engine, "Delete Cho", Change.update(sent, referred_by=None), Change.delete(cho))
    erase_person(engine, rosa.id)
    writer.undo(engine)
    with engine.connect() as connection:
        assert queries.customer_by_id(connection, cho.id) == cho
    engine.dispose()


def test_her_name_leaves_the_labels_of_other_peoples_steps(tmp_path: Path) -> None:
    engine, rosa, ben = make_journal(tmp_path / "journal.db")
    do(engine, "Tag Rosa and Ben", Change.update(_now(engine, ben), note="a"))
    do(engine, "Tag Rosalind and Ben", Change.update(_now(engine, ben), note="b"))
    do(engine, "Rename", Change.update(_now(engine, rosa), name="rosa"))
    erase_person(engine, rosa.id)
    with engine.connect() as connection:
        labels = [one.label for one in history.entries(connection)]
    assert "Tag Rosa and Ben" not in labels
    assert "Tag Rosalind and Ben" in labels
    engine.dispose()


def test_a_backup_of_before_still_holds_her_and_one_of_after_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    engine, rosa, _ben = make_journal(folder / "journal.db")
    before = back_up(engine, tmp_path / "backups" / "before.db")
    erase_person(engine, rosa.id)
    back_up(engine, tmp_path / "backups" / "after.db")
    engine.dispose()
    assert files_with(SIGN, tmp_path) == [before.relative_to(tmp_path).as_posix()]


def test_an_encrypted_journal_forgets_her_as_well(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    engine, rosa, _ben = make_journal(path, "correct horse")
    erase_person(engine, rosa.id)
    close_journal(engine)
    again = open_journal(path, "correct horse")
    plain = tmp_path / "plain.txt"
    with again.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type='table'"))
        rows = {
            name: connection.execute(text(f"SELECT * FROM {name}")).all()
            for name in names.scalars()
        }
    plain.write_text(repr(rows), "utf-8")
    assert "Both came" in plain.read_text("utf-8")
    assert files_with(SIGN, tmp_path) == []
    assert terms_with(SIGN, again) == []
    again.dispose()


def test_nothing_is_gone_where_the_owner_stops_it(engine: Engine, tmp_path: Path) -> None:
    made, rosa, _ben = make_journal(tmp_path / "other.db")
    before = _everything(made)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        erase_person(made, rosa.id, report=stop)
    assert _everything(made) == before
    assert terms_with(SIGN, made)
    made.dispose()


def test_somebody_who_is_not_there_cannot_be_erased(engine: Engine) -> None:
    with pytest.raises(NotFound):
        erase_person(engine, make_customer().id)


def test_another_program_that_reads_is_named_as_the_reason_why_it_is_not_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trustjournal.store.engine.BUSY_SECONDS", 0.05)
    path = tmp_path / "journal.db"
    engine, rosa, _ben = make_journal(path)
    close_journal(engine)
    engine, other = open_journal(path), open_journal(path)
    with other.begin() as reading:
        reading.execute(text("SELECT count(*) FROM customer")).scalar_one()
        erased = erase_person(engine, rosa.id)
    assert "reading" in erased.unpacked or "locked" in erased.unpacked
    for one in (other, engine):
        close_journal(one)
    assert files_with(SIGN, tmp_path) == []  # closing wrote the rest over


def test_it_is_told_before_what_goes_and_what_stays(tmp_path: Path) -> None:
    engine, rosa, ben = make_journal(tmp_path / "journal.db")
    do(
        engine,
        "Mention",
        Change.create(make_evening(text=f"I thought of {rosa.name}.")),
        Change.create(make_touchpoint(ben.id, note=f"He knows {rosa.name}")),
        Change.update(_now(engine, ben), family=f"Brother of {rosa.name}"),
    )
    with engine.connect() as connection:
        told = going(connection, rosa.id, NOON, ZONE)
    assert (told.alone, told.shared) == (7, 1)
    assert (told.promises, told.gestures, told.feedback) == (1, 1, 1)
    assert (told.files, told.shared_files, told.drafts) == (2, 1, 2)
    kinds = sorted(type(one).__name__ for one in told.mentions)
    assert kinds == ["Customer", "Evening", "Touchpoint"]
    engine.dispose()


def test_what_is_read_bit_by_bit_hears_that_she_left(tmp_path: Path) -> None:
    engine, rosa, _ben = make_journal(tmp_path / "journal.db")
    with engine.connect() as connection:
        sequence = history.last_sequence(connection)
    erase_person(engine, rosa.id)
    with engine.connect() as connection:
        people, _images = history.changed_since(connection, sequence, Customer)
        _touches, images = history.changed_since(connection, sequence, Touchpoint)
    assert people >= {rosa.id}
    assert {who for one in images for who in one.customer_ids} >= {rosa.id}
    assert {one.note for one in images} == {"", "Both came"}
    engine.dispose()


def _now(engine: Engine, who: Customer) -> Customer:
    with engine.connect() as connection:
        return queries.customer_by_id(connection, who.id)


def _notes(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return {one.note for one in fetch(connection, Touchpoint, chosen(Touchpoint))}


def _everything(engine: Engine) -> dict[Any, Any]:
    with engine.connect() as connection:
        return {
            one.id: one for kind in RECORD_TABLES for one in fetch(connection, kind, chosen(kind))
        }
